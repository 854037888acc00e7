/**
 * The reps of a life: they work tasks, approve drafts, order things and know things, by the use cases that their commands call. All that
 * matters is told to the checker.
 */
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { EnrollmentCommand } from '../../src/core/decide/command.ts';
import type { Enrollment } from '../../src/core/enrollment.ts';
import { addressOn } from '../../src/core/person/prospect.ts';
import { isManual, stepOf, type Sequence } from '../../src/core/sequence.ts';
import { DISPOSITIONS, type Disposition } from '../../src/core/task.ts';
import type { Task } from '../../src/ports/task-store.ts';
import { changeEnrollments } from '../../src/usecases/enrollments/change-enrollments.ts';
import { setFields } from '../../src/usecases/people/set-fields.ts';
import { typedFields } from '../../src/usecases/people/typed-fields.ts';
import { logFact, type Fact } from '../../src/usecases/signals/log-fact.ts';
import { suppress } from '../../src/usecases/suppressions/suppress.ts';
import { approveDraft } from '../../src/usecases/tasks/approve-draft.ts';
import {
  assertAnswers,
  settleTask,
  taskOf,
  type TaskAnswer,
} from '../../src/usecases/tasks/settle-task.ts';
import type { Chance } from '../support/chance.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import type { World } from '../support/world/world.ts';
import { filledIn } from './cast.ts';
import type { Checker } from './checker.ts';
import { endsOn, type Sighting } from './terms.ts';

/** Most calls come to nothing, or have to be repeated. */
const CALLS = [
  ...(['callback', 'callback'] as const),
  ...(['no_answer', 'no_answer', 'no_answer', 'voicemail', 'voicemail', 'gatekeeper'] as const),
  ...DISPOSITIONS,
];

/** What the person did by it, in the test's own words. */
const ANSWERS = new Map<Disposition, 'reply' | 'meeting_booked'>([
  ['connected', 'reply'],
  ['not_interested', 'reply'],
  ['meeting_booked', 'meeting_booked'],
]);

export class Rep {
  readonly #world: World;
  readonly #checker: Checker;
  readonly #chance: Chance;
  readonly #sequences: ReadonlyMap<string, Sequence>;
  #typed = 0;

  /** @param sequences  By name. */
  constructor(
    world: World,
    checker: Checker,
    chance: Chance,
    sequences: ReadonlyMap<string, Sequence>,
  ) {
    this.#world = world;
    this.#checker = checker;
    this.#chance = chance;
    this.#sequences = sequences;
  }

  /** One of the open tasks. */
  async work(): Promise<void> {
    const open = await this.open();
    if (open.length > 0) await this.do(this.#chance.pick(open));
  }

  /** What a list shows them: without what is put off. */
  async open(): Promise<readonly Task[]> {
    const nowMs = this.#world.decisionMs();
    const open = await this.#world.stores.tasks.open(null);
    return open.filter(({ snoozedUntilMs }) => (snoozedUntilMs ?? 0) <= nowMs);
  }

  /** @param listed  As it stood in a list; what was done since may have ended it. */
  async do(listed: Task): Promise<void> {
    const to = deskOf(this.#world);
    const task = await taskOf(to, listed.id);
    if (task.status !== 'open') return;
    if (task.kind === 'settle') return this.#settle(task);
    if (task.kind === 'missing') return this.#fillIn(task);
    const moment = momentOf(this.#world);
    const answer = this.#answerTo(task, moment.nowMs);
    if (task.kind === 'review' && answer.end === 'done') {
      const approved = await approveDraft(to, task, null, moment);
      if (approved?.enrollment != null) {
        this.#checker.approved.add(task.id.replace(/\.review$/, ''));
      }
      return;
    }
    assertAnswers(task, answer);
    const { did, enrollment } = await settleTask(to, task, answer, moment);
    if (did === 'called_back') {
      this.#checker.callsBack(task.prospectId, task.enrollmentId!, task.id, moment.nowMs);
    }
    if (did === 'done' || did === 'recorded') this.#tell(task, answer, enrollment, moment.nowMs);
  }

  #answerTo(task: Task, nowMs: number): TaskAnswer {
    const outcome = task.kind === 'call' ? this.#chance.pick(CALLS) : null;
    const end = this.#chance.isLucky(0.1) && outcome === null ? 'skipped' : 'done';
    const untilMs = outcome === 'callback' ? nowMs + DAY_MS : null;
    return { end, outcome, note: null, untilMs };
  }

  /** @param own  The enrollment that waited for the task; `null`: none did, or not any more. */
  #tell(task: Task, { outcome }: TaskAnswer, own: Enrollment | null, nowMs: number): void {
    const disposition = DISPOSITIONS.find((each) => each === outcome) ?? null;
    if (isTouch(task, disposition)) this.#touches(task.prospectId);
    const kind = disposition === null ? undefined : ANSWERS.get(disposition);
    if (kind === undefined) return;
    this.#checker.came(task.prospectId, kind, nowMs, own?.id ?? null);
    this.#checker.companyAnswered(task.prospectId, null, nowMs);
    if (own === null) return;
    const sequence = this.#sequences.get(task.sequence ?? '')!;
    const step = stepOf(sequence, task.step);
    // By the sequence's own rules, unless the step has one of its own.
    if (step === null || !isManual(step) || step.outcomes[disposition!] !== undefined) return;
    if (endsOn(sequence, kind)) this.#checker.stopped.set(own.id, `call: ${outcome}`);
  }

  #touches(prospectId: string): void {
    const { byHand } = this.#checker;
    byHand.set(prospectId, [...(byHand.get(prospectId) ?? []), this.#world.decisionMs()]);
  }

  /** Truthfully: the far end knows. */
  async #settle(task: Task): Promise<void> {
    const arrived = this.#checker.accepted.some((each) => each.touchId === task.touchId);
    await this.#world.settle(task.touchId!, arrived);
  }

  /** Types what the task says, word for word. */
  async #fillIn(task: Task): Promise<void> {
    const world = this.#world;
    const to = deskOf(world);
    const wanted = [...task.text!.matchAll(/(\S+)=\.\.\./g)].map(([, field = '']) => field);
    if (wanted.length === 0) {
      // The thread it should continue was never begun, and its template has no subject of its own: no field mends that.
      return this.#order(task.prospectId, task.sequence, {
        command: 'stop',
        because: 'no subject',
      });
    }
    const person = (await world.stores.people.byId(task.prospectId))!;
    const assignments = wanted.map((field) => filledIn(field, person.id, (this.#typed += 1)));
    const typing = { ownAddresses: new Set<string>(), reps: world.settings.reps, country: null };
    const ports = { ...to, learn: async () => {} };
    const { nowMs } = momentOf(world);
    const done = await setFields(ports, to, person, typedFields(assignments), typing, nowMs);
    this.#checker.meet(done.person);
  }

  /** Orders something, or knows something. */
  async command({ prospectId, sequence }: Sighting): Promise<void> {
    const { nowMs } = momentOf(this.#world);
    const what = this.#chance.pick([
      ...(['pause', 'resume', 'stop', 'reply', 'meeting', 'optOut', 'suppress', 'touch'] as const),
      ...(['accepted', 'accepted', 'accepted', 'accepted', 'accepted', 'accepted'] as const),
      ...(['pause', 'resume', 'touch'] as const),
      ...(['call', 'heard'] as const),
    ]);
    switch (what) {
      case 'pause': {
        const untilMs = this.#chance.isLucky(0.5) ? nowMs + 2 * DAY_MS : null;
        return this.#order(prospectId, sequence, { command: 'pause', untilMs, because: null });
      }
      case 'resume':
        return this.#order(prospectId, sequence, { command: 'resume' });
      case 'stop':
        return this.#order(prospectId, sequence, { command: 'stop', because: null });
      case 'reply':
        return this.#log(prospectId, { kind: 'reply', channel: 'linkedin' });
      case 'accepted':
        return this.#log(prospectId, { kind: 'accepted' });
      case 'meeting':
        return this.#log(prospectId, { kind: 'meeting' });
      case 'call':
        return this.#log(prospectId, { kind: 'call', outcome: this.#chance.pick(CALLS) });
      case 'touch':
        return this.#log(prospectId, { kind: 'touch' });
      case 'heard':
        // Recorded only: the next run applies it, and nothing may leave before.
        await this.#world.signal(prospectId, 'reply', { channel: 'sms' });
        return this.#checker.came(prospectId, 'reply', nowMs);
      case 'optOut':
        return this.#log(prospectId, { kind: 'opt-out' });
      case 'suppress':
        return this.#suppress(prospectId);
    }
  }

  /** @param sequence  `null`: in whatever they are. */
  async #order(
    prospectId: string,
    sequence: string | null,
    order: EnrollmentCommand,
  ): Promise<void> {
    const who = { prospectId, sequence, mailbox: null, rep: null };
    const moment = momentOf(this.#world);
    const { changed } = await changeEnrollments(deskOf(this.#world), who, order, moment);
    for (const { id } of changed) {
      if (order.command === 'stop') this.#checker.stopped.set(id, 'stop');
      if (order.command === 'pause') this.#checker.holds(id, order.untilMs ?? Infinity);
      if (order.command === 'resume') this.#checker.letsGoOn(id);
    }
  }

  async #log(prospectId: string, what: Pick<Fact, 'kind'> & Partial<Fact>): Promise<void> {
    const world = this.#world;
    const checker = this.#checker;
    const moment = momentOf(world);
    const atMs = moment.nowMs;
    const person = (await world.stores.people.byId(prospectId))!;
    const fact = { channel: null, outcome: null, text: null, atMs, ...what };
    const { kind, isNew } = await logFact(deskOf(world), person, fact, moment);
    // The same at the same instant is the same.
    if (!isNew) return;
    const isCall = fact.kind === 'call';
    if (fact.kind === 'touch' || (isCall && isReached(fact.outcome))) this.#touches(prospectId);
    if (kind === 'connection_accepted') checker.came(prospectId, kind, atMs);
    if (kind === 'opt_out') checker.leaveAlone(prospectId, addressOn(person, 'email'), 'opt-out');
    if (kind === 'reply' || kind === 'meeting_booked') checker.came(prospectId, kind, atMs);
    if (kind === 'reply' || kind === 'meeting_booked' || kind === 'opt_out') {
      checker.companyAnswered(prospectId, null, atMs);
    }
  }

  async #suppress(prospectId: string): Promise<void> {
    const world = this.#world;
    const address = addressOn((await world.stores.people.byId(prospectId))!, 'email');
    if (address === null || this.#chance.isLucky(0.5)) return;
    const to = deskOf(world);
    const entry = { kind: 'address', value: address, reason: 'asked' } as const;
    await suppress(to, to, [entry], 'rep', momentOf(world).nowMs);
    this.#checker.banned.add(entry);
    this.#checker.forbidden.add(address);
  }
}

/** What reaches the person counts against what they may get. */
function isTouch({ kind, channel, action }: Task, outcome: Disposition | null): boolean {
  if (kind === 'call') return isReached(outcome);
  if (kind === 'linkedin') return ['connect', 'message', 'inmail'].includes(action ?? '');
  return kind === 'sms' || (kind === 'task' && channel === 'message');
}

function isReached(outcome: Disposition | null): boolean {
  return outcome !== 'no_answer' && outcome !== 'wrong_number';
}
