/** What mailboxes have sent, and what came back. */
import { BREAKER_LEAST_SENT } from '../../core/budget.ts';
import type { RestedMailbox } from '../../core/decide/decision.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import type { TouchStatus } from '../../core/touch.ts';
import type { MailboxRecord } from '../../ports/runner-state.ts';
import type { KeptPerson, KeptTouch } from './kept.ts';

interface Mailbox {
  lastOpenedAtMs: number | null;
  restReason: string | null;
  restUntilMs: number | null;
  /** By local day. */
  readonly opened: Map<number, number>;
  /** Touches that were answered or refused, by the UTC day on which they were tried. */
  readonly settled: Map<number, number>;
  /** What came back in the week before a day; `null`: it is to be counted. */
  cameBack: (CameBack & { readonly day: number }) | null;
}

type CameBack = Pick<MailboxRecord['week'], 'bounced' | 'complained'>;

interface BadNews {
  /** Of the signal. */
  readonly id: string;
  readonly kind: 'bounce' | 'complaint';
  readonly atMs: number;
  /** The message that came back; `null`: it names none. */
  readonly touchId: string | null;
  readonly person: KeptPerson;
}

export class Mailboxes {
  readonly #byId = new Map<string, Mailbox>();
  readonly #badNews: BadNews[] = [];

  /** @param day  As the mailbox counts its days. */
  recordOf(id: string, day: number): MailboxRecord {
    const mailbox = this.#mailbox(id);
    let sendDays = 0;
    for (const [each, count] of mailbox.opened) if (each < day && count > 0) sendDays += 1;
    let sent = 0;
    for (const [each, count] of mailbox.settled) if (each >= day - 6) sent += count;
    // No breaker judges those that sent little, so nobody asks for their bounces.
    const { bounced, complained } =
      sent < BREAKER_LEAST_SENT ? NOTHING : this.#cameBack(id, mailbox, day);
    return {
      openedToday: mailbox.opened.get(day) ?? 0,
      lastOpenedAtMs: mailbox.lastOpenedAtMs,
      sendDays,
      restReason: mailbox.restReason,
      restUntilMs: mailbox.restUntilMs,
      week: { sent, bounced, complained },
    };
  }

  isAtRest(id: string, nowMs: number): boolean {
    const { restReason, restUntilMs } = this.#mailbox(id);
    return restReason !== null && (restUntilMs ?? Infinity) > nowMs;
  }

  openedOn(id: string, day: number): number {
    return this.#mailbox(id).opened.get(day) ?? 0;
  }

  lastOpenedAtMs(id: string): number | null {
    return this.#mailbox(id).lastOpenedAtMs;
  }

  /** What opens a gate is awake. */
  open(id: string, day: number, nowMs: number, { signals }: KeptPerson): void {
    const mailbox = this.#mailbox(id);
    if (signals.length > 0) mailbox.cameBack = null;
    mailbox.lastOpenedAtMs = nowMs;
    mailbox.opened.set(day, (mailbox.opened.get(day) ?? 0) + 1);
    this.rest(id, null, null);
  }

  giveBack(id: string, day: number): void {
    const { opened } = this.#mailbox(id);
    opened.set(day, Math.max(0, (opened.get(day) ?? 0) - 1));
  }

  rest(id: string, untilMs: number | null, reason: string | null): void {
    const mailbox = this.#mailbox(id);
    mailbox.restUntilMs = untilMs;
    mailbox.restReason = reason;
  }

  /** Of two rests that stand at once the longer one counts. */
  restLonger({ mailbox, untilMs, reason }: RestedMailbox): void {
    const { restReason, restUntilMs } = this.#mailbox(mailbox);
    const isLonger = untilMs === null || (restUntilMs !== null && untilMs > restUntilMs);
    if (restReason === null || isLonger) this.rest(mailbox, untilMs, reason);
  }

  /** The touch's status changes: it counts by the day on which it was tried. */
  change({ record }: KeptTouch, to: TouchStatus): void {
    const by = Number(isSettled(to)) - Number(isSettled(record.status));
    if (by === 0 || record.mailbox === null || record.atMs === null) return;
    const { settled } = this.#mailbox(record.mailbox);
    const day = Math.floor(record.atMs / DAY_MS);
    settled.set(day, (settled.get(day) ?? 0) + by);
  }

  heard(news: BadNews): void {
    this.#badNews.push(news);
    for (const mailbox of this.#byId.values()) mailbox.cameBack = null;
  }

  /** From people whom the mailbox wrote to in the week. A message comes back once, however many reports of it there are. */
  #cameBack(id: string, mailbox: Mailbox, day: number): CameBack {
    if (mailbox.cameBack?.day === day) return mailbox.cameBack;
    const sinceMs = (day - 6) * DAY_MS;
    const theirs = this.#badNews.filter(
      ({ atMs, touchId, person }) =>
        atMs >= sinceMs &&
        person.touches.some(
          ({ record }) =>
            record.mailbox === id &&
            (record.atMs ?? -Infinity) >= sinceMs &&
            record.id === (touchId ?? record.id),
        ),
    );
    const messages = (kind: BadNews['kind']): number =>
      new Set(theirs.filter((each) => each.kind === kind).map((each) => each.touchId ?? each.id))
        .size;
    const [bounced, complained] = [messages('bounce'), messages('complaint')];
    mailbox.cameBack = { day, bounced, complained };
    return mailbox.cameBack;
  }

  #mailbox(id: string): Mailbox {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const rest = { restReason: null, restUntilMs: null, lastOpenedAtMs: null };
    const mailbox = { ...rest, opened: new Map(), settled: new Map(), cameBack: null };
    this.#byId.set(id, mailbox);
    return mailbox;
  }
}

function isSettled(status: TouchStatus): boolean {
  return status === 'sent' || status === 'refused';
}

const NOTHING: CameBack = { bounced: 0, complained: 0 };
