/**
 * Knows what was delivered and recorded, and what the far end has; judges by that alone, with a clock and a calendar of its own. Nothing in
 * here is the engine's word.
 */
import type { Enrollment } from '../../src/core/enrollment.ts';
import type { Prospect } from '../../src/core/person/prospect.ts';
import { stepOf, type Awaitable, type ExitAction, type Sequence } from '../../src/core/sequence.ts';
import type { OutboundMessage } from '../../src/ports/message-channel.ts';
import {
  lineOf,
  linesOf,
  type LineSettings,
  type RunnerSettings,
} from '../../src/runner/settings.ts';

import { Banned } from './banned.ts';
import { Companies } from './companies.ts';
import { Grounds, type Said } from './grounds.ts';
import {
  channelOf,
  endsOn,
  traitAt,
  type Acceptance,
  type EnrolledLife,
  type Sighting,
  type Somebody,
} from './terms.ts';
import { wallClock } from './wall-clock.ts';
import { disturbing, overTheMailbox } from './limits.ts';
import { Unions, type Answer } from './unions.ts';
import { traitsOf, Who, type Merged, type Trait } from './who.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export class Checker {
  readonly accepted: Acceptance[] = [];
  readonly violations: string[] = [];
  /** Nothing may leave for these enrollments any more, and why. */
  readonly stopped = new Map<string, string>();
  /** Nor for these people, whoever hands them over. */
  readonly leftAlone = new Map<string, string>();
  /** Addresses and domains that are suppressed, addresses that are known to be dead. */
  readonly forbidden = new Set<string>();
  /** Touches whose drafts a rep approved. */
  readonly approved = new Set<string>();
  /** Instants at which a rep reached a person by hand. */
  readonly byHand = new Map<string, number[]>();
  /** What they said to being written to. */
  readonly grounds: Grounds;
  readonly who = new Who();
  readonly banned = new Banned();
  /** By source: when it was last read to its end. */
  readonly heardAtMs = new Map<string, number>();
  /** By enrollment: until when it is held, whatever else holds it. */
  readonly #held = new Map<string, number>();
  /** By enrollment: the call, in another one, that is to be repeated first. */
  readonly #heldForCall = new Map<string, string>();
  /** What was recorded of a person, by `prospect kind`; the enrollment whose own call it was took no notice. */
  readonly #came = new Map<string, { readonly atMs: number; readonly except: string | null }[]>();
  readonly #answers: Answer[] = [];
  readonly #unions: Unions;
  /** By touch: how much had happened during runs when its gate opened. */
  readonly #openedAt = new Map<string, number>();
  #happened = 0;
  readonly #companies: Companies;
  readonly #settings: RunnerSettings;
  readonly #people = new Map<string, Somebody>();
  readonly #sequences = new Map<string, Sequence>();
  readonly #lives = new Map<string, EnrolledLife>();
  readonly #finished = new Set<string>();
  readonly #sendersOf = new Map<string, Set<string>>();
  readonly #look: () => readonly Sighting[];

  /** @param look  Who is enrolled in what, for enrollments that nobody told of: handovers begin them. */
  constructor(settings: RunnerSettings, look: () => readonly Sighting[]) {
    this.#settings = settings;
    this.#look = look;
    this.grounds = new Grounds(settings);
    this.#companies = new Companies(settings, (id) => this.#accountOf(id));
    this.#unions = new Unions({
      who: this.who,
      accepted: this.accepted,
      answers: this.#answers,
      stopped: this.stopped,
      lives: this.#lives,
      isUnfinished: (id) => !this.#finished.has(id),
      endsOn: ({ sequence }, kind) => endsOn(sequence, kind),
      holds: (id) => this.holds(id, Infinity),
      letsGo: (id) => this.#held.delete(id),
    });
  }

  meet(person: Somebody): void {
    this.note(person);
    this.who.meet(person.id, traitsOf(person));
  }

  /** Where they live and work; who they are is not the store's to tell. */
  note(person: Somebody): void {
    this.#people.set(person.id, person);
  }

  /** Who is in what: before somebody says who is who. */
  lookAround(): void {
    this.#lookAgain();
  }

  merge(oneId: string, otherId: string): void {
    this.#unions.merged(this.who.merge(oneId, otherId));
  }

  /** The engine asked a rep whether the two are one, for their companies or letters, of which nothing is known here. */
  doubt(oneId: string, otherId: string): void {
    const survivorId = this.who.doubt(oneId, otherId);
    if (survivorId !== null) this.part(survivorId, 'the engine');
  }

  /** Whether there was anything to take back. */
  part(prospectId: string, saysWho: 'a rep' | 'an undone list' | 'the engine'): boolean {
    const two = this.who.part(prospectId, saysWho === 'a rep');
    if (two !== null) this.#unions.split(two);
    return two !== null;
  }

  /** @param people  All who are left. */
  undone(people: readonly Prospect[]): void {
    const there = new Set(people.map(({ id }) => id));
    for (let id = this.who.lastParted(there); id !== null; id = this.who.lastParted(there))
      this.part(id, 'an undone list');
    for (const id of this.who.ids) {
      if (there.has(id)) continue;
      if (this.accepted.some((each) => each.prospectId === id))
        this.violations.push(`${id} is gone, and was written to`);
      this.who.forget(id);
    }
    for (const person of people) this.meet(person);
  }

  erased(prospectId: string): void {
    const [ids, accountId] = [this.who.idsOf(prospectId), this.#accountOf(prospectId)];
    this.who.erase(prospectId);
    this.#companies.erased(ids, accountId, this.who.ids);
  }

  list(rows: readonly (readonly Trait[])[]): readonly Merged[] {
    return this.who.list(rows, (merged) => this.#unions.merged(merged));
  }

  /** A withdrawal binds whoever of them may have meant it. */
  said(prospectId: string, said: Said): void {
    const ids = said.kind === 'withdrawn' ? this.who.idsOf(prospectId) : [prospectId];
    for (const id of ids) this.grounds.said(id, said);
  }

  /** Whose answer is it? Theirs who got the message, and theirs whose sequence it was of: mostly one. */
  writersOf({ to, enrollmentId }: Acceptance, isInThread: boolean): readonly string[] {
    const reader = this.who.at(traitAt(to));
    const owner = isInThread
      ? (this.#look().find(({ id }) => id === enrollmentId)?.prospectId ?? null)
      : null;
    return [...new Set([reader, owner])].filter((each) => each !== null);
  }

  /** Something is written down, or has been, while the runner is at work. */
  happens(): void {
    this.#happened += 1;
  }

  onGate(touchId: string): void {
    this.#openedAt.set(touchId, this.#happened);
  }

  /** What had passed its gate when it happened is on its way. */
  #isOvertaken(touchId: string): boolean {
    const openedAt = this.#openedAt.get(touchId) ?? this.#happened;
    return openedAt !== this.#happened || this.#happened % 2 === 1;
  }

  #accountOf(prospectId: string): string | null {
    const now = this.who.now(prospectId) ?? prospectId;
    return this.#people.get(now)?.accountId ?? null;
  }

  learn(sequence: Sequence): void {
    this.#sequences.set(sequence.name, sequence);
  }

  /**
   * What was recorded, and what it stops by the person's own sequences.
   *
   * @param except  The enrollment whose own call it was: the rule of its step decides there.
   */
  came(prospectId: string, kind: Awaitable, atMs: number, except: string | null = null): void {
    this.#note(prospectId, kind, atMs, except);
    this.answered(prospectId, kind, atMs, except);
  }

  #note(prospectId: string, kind: Awaitable, atMs: number, except: string | null): void {
    for (const id of this.who.idsOf(prospectId)) {
      const key = `${id} ${kind}`;
      this.#came.set(key, [...(this.#came.get(key) ?? []), { atMs, except }]);
    }
  }

  /**
   * The person has spoken for their company: the sequences of colleagues have a rule for that.
   *
   * @param from   Their address; a letter from elsewhere says nothing of the company. `null`: a rep says so.
   * @param spoke  Who has spoken for themselves with the same words.
   */
  companyAnswered(
    prospectId: string,
    from: string | null,
    atMs: number,
    spoke: readonly string[] = [],
  ): void {
    const accountId = this.#accountOf(prospectId);
    if (accountId === null || (from !== null && !from.endsWith(`@${accountId}`))) return;
    for (const colleague of this.#people.values()) {
      if (colleague.accountId !== accountId || colleague.id === this.who.now(prospectId)) continue;
      if (this.who.now(colleague.id) !== colleague.id || spoke.includes(colleague.id)) continue;
      const enrolled = this.#livesOf(colleague.id, atMs);
      if (enrolled.length > 0) this.#note(colleague.id, 'colleague_reply', atMs, null);
      this.answered(colleague.id, 'colleague_reply', atMs);
      for (const [id, { sequence }] of enrolled)
        this.#hold(id, sequence.exits.colleagueReply, atMs);
    }
  }

  answered(prospectId: string, kind: Awaitable, atMs: number, except: string | null = null): void {
    if (kind === 'reply' || kind === 'meeting_booked')
      this.#answers.push({ ids: this.who.idsOf(prospectId), kind, atMs });
    for (const [id, { sequence }] of this.#livesOf(prospectId, atMs)) {
      if (id !== except && endsOn(sequence, kind)) this.stopped.set(id, kind);
    }
  }

  /** @param untilMs  The earliest instant that may be the one at which they are back. */
  isAway(prospectId: string, atMs: number, untilMs: number): void {
    this.answered(prospectId, 'out_of_office', atMs);
    for (const [id, { sequence }] of this.#livesOf(prospectId, atMs)) {
      if (sequence.exits.outOfOffice.do === 'pause_until_return') this.holds(id, untilMs);
    }
  }

  #hold(id: string, exit: ExitAction, atMs: number): void {
    if (exit.do !== 'pause') return;
    const { unit, amount } = exit.for;
    // A day may have lost an hour; working days are at least days.
    if (unit !== 'day' && unit !== 'business_day') return;
    this.holds(id, atMs + amount * DAY_MS - HOUR_MS);
  }

  /** Nothing may leave for this enrollment before then, unless a rep lets it go on. */
  holds(enrollmentId: string, untilMs: number): void {
    this.#held.set(enrollmentId, Math.max(untilMs, this.#held.get(enrollmentId) ?? 0));
  }

  letsGoOn(enrollmentId: string): void {
    this.#held.delete(enrollmentId);
    this.#heldForCall.delete(enrollmentId);
  }

  /** The person asked to be called again: until then, their other sequences say nothing. */
  callsBack(prospectId: string, enrollmentId: string, taskId: string, atMs: number): void {
    for (const [id] of this.#livesOf(prospectId, atMs)) {
      if (id !== enrollmentId) this.#heldForCall.set(id, taskId);
    }
  }

  isLeftAlone(prospectId: string): boolean {
    return this.#aloneBy(prospectId) !== undefined;
  }

  #aloneBy(prospectId: string): string | undefined {
    const id = this.who.idsOf(prospectId).find((each) => this.leftAlone.has(each));
    return this.leftAlone.get(id ?? '');
  }

  leaveAlone(prospectId: string, address: string | null, because: string): void {
    for (const id of this.who.idsOf(prospectId)) this.leftAlone.set(id, because);
    if (address !== null) this.forbidden.add(address);
  }

  /** What is not finished and began before then: to what comes later, it is history. */
  #livesOf(prospectId: string, atMs: number): readonly (readonly [string, EnrolledLife])[] {
    const now = this.who.now(prospectId);
    const unfinished = new Set(
      this.#lookAgain().flatMap((each) =>
        each.isFinished || each.prospectId !== now ? [] : each.id,
      ),
    );
    return [...this.#lives].filter(([id, life]) => life.enrolledAtMs <= atMs && unfinished.has(id));
  }

  #lookAgain(): readonly Sighting[] {
    const all = this.#look();
    for (const { id, prospectId, sequence: name, enrolledAtMs } of all) {
      this.#unions.owned(id, prospectId);
      if (this.#lives.has(id)) continue;
      const sequence = this.#sequences.get(name)!;
      this.#lives.set(id, { prospectId, sequence, enrolledAtMs });
    }
    return all;
  }

  #lifeOf(enrollmentId: string): EnrolledLife | undefined {
    if (!this.#lives.has(enrollmentId)) this.#lookAgain();
    return this.#lives.get(enrollmentId);
  }

  /** The far end has taken a message. */
  onAccept(message: OutboundMessage, nowMs: number): void {
    const [enrollmentId = ''] = message.touchId.split('.');
    const life = this.#lifeOf(enrollmentId);
    const owner = this.#look().find(({ id }) => id === enrollmentId);
    const mailbox = linesOf(this.#settings).find((each) => each.from.address === message.from);
    const isMail = this.#settings.mailboxes.some((each) => each.id === mailbox?.id);
    const head = Buffer.from(message.bytes).toString('latin1').split('\r\n\r\n')[0]!;
    const messageId = isMail
      ? (/^Message-ID:\s*(\S+)/im.exec(head)?.[1] ?? '')
      : message.touchlineId;
    if (life === undefined || owner === undefined || mailbox === undefined || messageId === '') {
      this.violations.push(`${message.touchId} is nobody's: ${message.from} ${messageId}`);
      return;
    }
    const acceptance: Acceptance = {
      touchId: message.touchId,
      enrollmentId,
      prospectId: owner.prospectId,
      mailbox: mailbox.id,
      to: message.to,
      toName: isMail ? (/^To: "?([^"<\r\n]+?)"? </im.exec(head)?.[1] ?? '') : '',
      messageId,
      atMs: nowMs,
    };
    for (const broken of [
      ...this.#twice(acceptance),
      ...this.#notApproved(acceptance, life.sequence),
      ...overTheMailbox(this.accepted, acceptance, mailbox),
      ...(this.#isOvertaken(message.touchId) ? [] : this.#toThem(acceptance, life, mailbox)),
    ]) {
      this.violations.push(`${message.touchId} at ${new Date(nowMs).toISOString()}: ${broken}`);
    }
    this.accepted.push(acceptance);
  }

  /** What is wrong with it for this person. */
  #toThem(acceptance: Acceptance, life: EnrolledLife, line: LineSettings): string[] {
    const { prospectId, atMs } = acceptance;
    const channel = channelOf(this.#settings, line.id);
    const { country = null, zone = null } = this.#people.get(prospectId) ?? {};
    const ids = this.who.idsOf(prospectId);
    const broken = [
      ...this.#late(acceptance),
      ...this.#toSomebodyElse(acceptance),
      ...this.banned.broken(this.who.traits(prospectId), channel),
      ...this.grounds.broken(ids, country, channel, atMs),
      ...this.#outsideTheWindow(acceptance, life),
      ...(channel === 'email' ? [] : disturbing(zone ?? this.#settings.zone, atMs)),
    ];
    // Whose a touch was, in the time in which they were taken for one, nobody can tell.
    if (ids.some((id) => this.#unions.parted.has(id))) return broken;
    return [
      ...broken,
      ...this.#overThePerson(acceptance),
      ...this.#companies.over(acceptance, this.accepted, this.byHand),
      ...this.#unheard(acceptance, line),
    ];
  }

  #toSomebodyElse({ to, prospectId }: Acceptance): string[] {
    const trait = traitAt(to);
    if (this.who.erased.has(trait)) return ['to somebody who was erased'];
    const reader = this.who.at(trait);
    return reader === prospectId
      ? []
      : [`to ${to}, who is ${reader ?? 'nobody'}, for ${prospectId}`];
  }

  /** Called after each run, of which nothing may be left to do, with everybody who is not finished. */
  onTick(unfinished: readonly Enrollment[], nowMs: number): void {
    const left = new Set(unfinished.map((each) => each.id));
    this.#lookAgain();
    for (const id of this.#lives.keys()) if (!left.has(id)) this.#finished.add(id);
    // Whoever came to another account by being somebody else took nobody's turn.
    if (!this.who.hasChanged)
      this.violations.push(...this.#companies.together(unfinished, this.#sequences));
    for (const enrollment of unfinished) {
      for (const broken of this.#standsWrong(enrollment, nowMs)) {
        this.violations.push(`${enrollment.id} ${broken}: ${JSON.stringify(enrollment.waiting)}`);
      }
    }
  }

  #standsWrong({ id, status, waiting, holds }: Enrollment, nowMs: number): string[] {
    const broken: string[] = [];
    if (this.#finished.has(id)) broken.push(`was finished and is ${status}`);
    if (waiting.for === 'nothing') broken.push('waits for nothing');
    if ((status === 'paused') !== holds.length > 0)
      broken.push(`is ${status} with ${holds.length} holds`);
    if ((status === 'paused') !== (waiting.for === 'frozen') && waiting.for === 'frozen')
      broken.push(`is ${status} and frozen`);
    const deadlineMs =
      waiting.for === 'task' || waiting.for === 'signal' ? waiting.deadlineMs : null;
    if (status === 'paused' && deadlineMs !== null)
      broken.push('is paused, and its deadline runs on');
    if (deadlineMs !== null && deadlineMs <= nowMs) broken.push('waits past its deadline');
    // As whom they were enrolled: what another one did before is history to it.
    const { prospectId } = this.#lives.get(id)!;
    if (waiting.for === 'signal' && !this.#unions.parted.has(prospectId)) {
      const came = this.#came.get(`${prospectId} ${waiting.kind}`) ?? [];
      if (came.some(({ atMs, except }) => except !== id && atMs >= waiting.sinceMs))
        broken.push('waits for what came');
    }
    return broken;
  }

  #twice({ touchId, messageId }: Acceptance): string[] {
    const again = this.accepted.some(
      (each) => each.touchId === touchId || each.messageId === messageId,
    );
    return again ? ['accepted twice'] : [];
  }

  #late({ enrollmentId, prospectId, to, atMs }: Acceptance): string[] {
    const broken: string[] = [];
    const stop = this.stopped.get(enrollmentId) ?? this.#aloneBy(prospectId);
    if (stop !== undefined) broken.push(`after a stop: ${stop}`);
    if (this.#finished.has(enrollmentId)) broken.push('after its end');
    const domain = to.slice(to.indexOf('@') + 1);
    if (this.forbidden.has(to) || this.forbidden.has(domain)) broken.push(`to ${to}`);
    if ((this.#held.get(enrollmentId) ?? 0) > atMs) broken.push('while it is held');
    const call = this.#heldForCall.get(enrollmentId);
    if (call !== undefined && this.#look().some((each) => each.taskId === call)) {
      broken.push(`before the call of ${call}`);
    }
    return broken;
  }

  #outsideTheWindow(
    { atMs, enrollmentId, prospectId }: Acceptance,
    { sequence: { window } }: EnrolledLife,
  ): string[] {
    // Also of a text: the mailbox is the one of the enrollment.
    const own = this.#look().find(({ id }) => id === enrollmentId)?.mailbox ?? null;
    const zones: Readonly<Record<string, string>> = {
      prospect: this.#people.get(prospectId)?.zone ?? this.#settings.zone,
      mailbox: lineOf(this.#settings, own)?.limits.zone ?? this.#settings.zone,
    };
    const zone = zones[window.zone] ?? window.zone;
    const { date, weekday, minute } = wallClock(zone, atMs);
    const dayNumber = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
    const open =
      window.days.some((day) => day === weekday) &&
      window.hours.some(([start, end]) => start <= minute && minute < end) &&
      !window.blackout.some(([first, last]) => first <= dayNumber && dayNumber <= last);
    return open ? [] : [`outside the window: ${date}, day ${weekday}, minute ${minute} in ${zone}`];
  }

  #notApproved({ touchId }: Acceptance, sequence: Sequence): string[] {
    const step = stepOf(sequence, touchId.split('.')[1] ?? '');
    if (step?.kind === 'sms' || step?.kind === 'message') return [];
    if (step?.kind !== 'email') return [`${touchId} is of no step that leaves by itself`];
    return step.review && !this.approved.has(touchId) ? ['its draft was not approved'] : [];
  }

  #overThePerson({ prospectId, atMs }: Acceptance): string[] {
    const isThem = (id: string): boolean => this.who.now(id) === prospectId;
    const instants = [
      ...this.accepted.filter((each) => isThem(each.prospectId)).map((each) => each.atMs),
      ...[...this.byHand].flatMap(([id, each]) => (isThem(id) ? each : [])),
    ];
    return this.#settings.personLimits.flatMap(({ most, perMs }) => {
      const count = instants.filter((each) => each > atMs - perMs).length;
      return count < most ? [] : [`over ${most} per ${perMs / DAY_MS} days: ${count} before`];
    });
  }

  /** Every mailbox that wrote to the person may hold the answer. */
  #unheard({ prospectId, atMs }: Acceptance, mailbox: LineSettings): string[] {
    const own = this.#sendersOf.get(prospectId) ?? new Set();
    this.#sendersOf.set(prospectId, own.add(mailbox.id));
    const ids = this.who.idsOf(prospectId);
    const senders = new Set(ids.flatMap((id) => [...(this.#sendersOf.get(id) ?? [])]));
    const oldestMs = atMs - this.#settings.maxInboxAgeMs;
    return [...senders].flatMap((id) => {
      const source = lineOf(this.#settings, id)?.source ?? null;
      // A gateway that can only call us has no age.
      if (source === null) return [];
      return (this.heardAtMs.get(source) ?? -Infinity) < oldestMs ? [`${source} not heard`] : [];
    });
  }
}
