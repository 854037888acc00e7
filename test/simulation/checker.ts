/**
 * Knows what was delivered and recorded, and what the far end has; judges by that alone, with a clock and a calendar of its own. Nothing in
 * here is the engine's word.
 */
import type { Enrollment } from '../../src/core/enrollment.ts';
import type { SendWindow } from '../../src/core/window.ts';
import type { OutboundMessage } from '../../src/ports/message-channel.ts';
import type { MailboxSettings, RunnerSettings } from '../../src/runner/settings.ts';

const DAY_MS = 86_400_000;

/** A person as the checker knows them. */
export interface Somebody {
  readonly id: string;
  readonly zone: string;
}

export interface Acceptance {
  readonly touchId: string;
  readonly enrollmentId: string;
  readonly prospectId: string;
  readonly mailbox: string;
  readonly to: string;
  readonly messageId: string;
  readonly atMs: number;
}

export class Checker {
  readonly accepted: Acceptance[] = [];
  readonly violations: string[] = [];
  /** Nothing may leave for these any more, and why. */
  readonly stopped = new Map<string, string>();
  /** Addresses and domains that are suppressed, addresses that are known to be dead. */
  readonly forbidden = new Set<string>();
  /** Until when a person said to be away. */
  readonly away = new Map<string, number>();
  /** Instants at which a rep reached a person by hand. */
  readonly byHand = new Map<string, number[]>();
  /** By source: when it was last read to its end. */
  readonly heardAtMs = new Map<string, number>();
  readonly #settings: RunnerSettings;
  readonly #people = new Map<string, Somebody>();
  readonly #lives = new Map<string, { readonly person: Somebody; readonly window: SendWindow }>();
  readonly #finished = new Set<string>();
  readonly #sendersOf = new Map<string, Set<string>>();

  constructor(settings: RunnerSettings) {
    this.#settings = settings;
  }

  enrolled(enrollmentId: string, person: Somebody, window: SendWindow): void {
    this.#people.set(person.id, person);
    this.#lives.set(enrollmentId, { person, window });
  }

  /** The far end has taken a message. */
  onAccept(message: OutboundMessage, nowMs: number): void {
    const [enrollmentId = ''] = message.touchId.split('.');
    const life = this.#lives.get(enrollmentId);
    const mailbox = this.#settings.mailboxes.find((each) => each.from.address === message.from);
    const head = Buffer.from(message.bytes).toString('latin1').split('\r\n\r\n')[0]!;
    const messageId = /^Message-ID:\s*(\S+)/im.exec(head)?.[1] ?? '';
    if (life === undefined || mailbox === undefined || messageId === '') {
      this.violations.push(`${message.touchId} is nobody's: ${message.from} ${messageId}`);
      return;
    }
    const acceptance: Acceptance = {
      touchId: message.touchId,
      enrollmentId,
      prospectId: life.person.id,
      mailbox: mailbox.id,
      to: message.to,
      messageId,
      atMs: nowMs,
    };
    for (const broken of [
      ...this.#twice(acceptance),
      ...this.#late(acceptance),
      ...this.#outsideTheWindow(acceptance, life.window, life.person.zone),
      ...this.#overTheMailbox(acceptance, mailbox),
      ...this.#overThePerson(acceptance),
      ...this.#unheard(acceptance, mailbox),
    ]) {
      this.violations.push(`${message.touchId} at ${new Date(nowMs).toISOString()}: ${broken}`);
    }
    this.accepted.push(acceptance);
  }

  /** Called after each run with everybody who is not finished. */
  onTick(unfinished: readonly Enrollment[]): void {
    const left = new Set(unfinished.map((each) => each.id));
    for (const id of this.#lives.keys()) if (!left.has(id)) this.#finished.add(id);
    for (const { id, status, waiting, holds } of unfinished) {
      if (this.#finished.has(id)) this.violations.push(`${id} was finished and is ${status}`);
      if (waiting.for === 'nothing') this.violations.push(`${id} waits for nothing`);
      if ((status === 'paused') !== holds.length > 0) {
        this.violations.push(`${id} is ${status} with ${holds.length} holds`);
      }
    }
  }

  #twice({ touchId, messageId }: Acceptance): string[] {
    const again = this.accepted.some(
      (each) => each.touchId === touchId || each.messageId === messageId,
    );
    return again ? ['accepted twice'] : [];
  }

  #late({ enrollmentId, prospectId, to, atMs }: Acceptance): string[] {
    const broken: string[] = [];
    const stop = this.stopped.get(enrollmentId);
    if (stop !== undefined) broken.push(`after a stop: ${stop}`);
    if (this.#finished.has(enrollmentId)) broken.push('after its end');
    const domain = to.slice(to.indexOf('@') + 1);
    if (this.forbidden.has(to) || this.forbidden.has(domain)) broken.push(`to ${to}`);
    if ((this.away.get(prospectId) ?? 0) > atMs) broken.push('while they are away');
    return broken;
  }

  #outsideTheWindow({ atMs }: Acceptance, window: SendWindow, zone: string): string[] {
    const { weekday, minute } = wallClock(zone, atMs);
    const open =
      window.days.some((day) => day === weekday) &&
      window.hours.some(([start, end]) => start <= minute && minute < end);
    return open ? [] : [`outside the window: day ${weekday}, minute ${minute} in ${zone}`];
  }

  #overTheMailbox({ atMs }: Acceptance, { id, limits }: MailboxSettings): string[] {
    const own = this.accepted.filter((each) => each.mailbox === id);
    const { date } = wallClock(limits.zone, atMs);
    const today = own.filter((each) => wallClock(limits.zone, each.atMs).date === date).length;
    const gapMs = atMs - (own.at(-1)?.atMs ?? -Infinity);
    return [
      ...(today >= limits.capPerDay ? [`over the cap of ${id}: ${today} before`] : []),
      ...(gapMs < limits.gapMs[0] ? [`under the gap of ${id}: ${gapMs} ms`] : []),
    ];
  }

  #overThePerson({ prospectId, atMs }: Acceptance): string[] {
    const instants = [
      ...this.accepted.filter((each) => each.prospectId === prospectId).map((each) => each.atMs),
      ...(this.byHand.get(prospectId) ?? []),
    ];
    return this.#settings.personLimits.flatMap(({ most, perMs }) => {
      const count = instants.filter((each) => each > atMs - perMs).length;
      return count < most ? [] : [`over ${most} per ${perMs / DAY_MS} days: ${count} before`];
    });
  }

  /** Every mailbox that wrote to the person may hold the answer. */
  #unheard({ prospectId, atMs }: Acceptance, mailbox: MailboxSettings): string[] {
    const senders = this.#sendersOf.get(prospectId) ?? new Set();
    this.#sendersOf.set(prospectId, senders.add(mailbox.id));
    const oldestMs = atMs - this.#settings.maxInboxAgeMs;
    return [...senders].flatMap((id) => {
      const source = this.#settings.mailboxes.find((each) => each.id === id)?.source ?? '';
      return (this.heardAtMs.get(source) ?? -Infinity) < oldestMs ? [`${source} not heard`] : [];
    });
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();
const WEEKDAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What the clock on the wall shows, by the platform's own zone data. */
export function wallClock(
  zone: string,
  atMs: number,
): { readonly date: string; readonly weekday: number; readonly minute: number } {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(
    format.formatToParts(atMs).map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: WEEKDAYS.indexOf(parts['weekday'] ?? ''),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}
