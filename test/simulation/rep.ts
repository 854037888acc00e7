/** The reps of a life: they work tasks, approve drafts, order things and know things. All that matters is told to the checker. */
import { DAY_MS } from '../../src/core/duration.ts';
import { addressOn } from '../../src/core/prospect.ts';
import { isManual, stepOf, type Sequence } from '../../src/core/sequence.ts';
import { DISPOSITIONS } from '../../src/core/task.ts';
import type { Task } from '../../src/ports/task-store.ts';
import type { Chance } from '../support/chance.ts';
import type { World } from '../support/world.ts';
import { newIdentity } from './cast.ts';
import { endsOn, type Checker } from './checker.ts';

/** Most calls come to nothing. */
const CALLS = [
  ...(['no_answer', 'no_answer', 'no_answer', 'voicemail', 'voicemail', 'gatekeeper'] as const),
  ...DISPOSITIONS,
];

export class Rep {
  readonly #world: World;
  readonly #checker: Checker;
  readonly #chance: Chance;
  readonly #sequences: ReadonlyMap<string, Sequence>;
  #identities = 0;

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
    const open = await this.#world.stores.tasks.open(null);
    if (open.length > 0) await this.do(this.#chance.pick(open));
  }

  async do(task: Task): Promise<void> {
    const world = this.#world;
    if (task.kind === 'settle') return this.#settle(task);
    if (task.kind === 'missing') return this.#fillIn(task);
    const due =
      task.enrollmentId === null || task.kind === 'reply'
        ? null
        : await world.stores.engine.load(task.enrollmentId);
    const waiting = due?.enrollment.waiting;
    if (due === null || waiting?.for !== 'task' || waiting.taskId !== task.id) {
      // Nobody waits for it, or not any more.
      await world.stores.tasks.close(task.id, 'done', null, null, world.clock.nowMs());
      return;
    }
    const outcome = task.kind === 'call' ? this.#chance.pick(CALLS) : null;
    const end = this.#chance.isLucky(0.1) && outcome === null ? 'skipped' : 'done';
    const untilMs = outcome === 'callback' ? world.decisionMs() + DAY_MS : null;
    // Told first: a run may be quicker than we are.
    if (task.kind === 'review' && end === 'done') {
      this.#checker.approved.add(task.id.replace(/\.review$/, ''));
    }
    await world.apply(due.enrollment.id, {
      kind: 'task_settled',
      taskId: task.id,
      end,
      outcome,
      note: null,
      untilMs,
    });
    if (outcome === 'callback' || end === 'skipped') return;
    this.#countByHand(task, outcome);
    this.#answersTheCall(task, outcome);
  }

  /** By the sequence's own rules, unless the step has one of its own. */
  #answersTheCall(task: Task, outcome: string | null): void {
    const sequence = this.#sequences.get(task.sequence ?? '')!;
    const step = stepOf(sequence, task.step);
    if (outcome === null || step === null || !isManual(step)) return;
    if (step.outcomes[outcome] !== undefined) return;
    const kind = outcome === 'meeting_booked' ? 'meeting_booked' : 'reply';
    if (kind === 'reply' && outcome !== 'connected' && outcome !== 'not_interested') return;
    if (endsOn(sequence, kind)) {
      this.#checker.stopped.set(task.enrollmentId!, `call: ${outcome}`);
    }
  }

  #countByHand(task: Task, outcome: string | null): void {
    const isTouch =
      task.kind === 'sms' ||
      (task.kind === 'task' && task.channel === 'message') ||
      (task.kind === 'linkedin' && ['connect', 'message', 'inmail'].includes(task.action ?? '')) ||
      (task.kind === 'call' && outcome !== 'no_answer' && outcome !== 'wrong_number');
    if (isTouch) this.#touches(task.prospectId);
  }

  #touches(prospectId: string): void {
    const { byHand } = this.#checker;
    byHand.set(prospectId, [...(byHand.get(prospectId) ?? []), this.#world.decisionMs()]);
  }

  /** Truthfully: the far end knows. */
  async #settle(task: Task): Promise<void> {
    const arrived = this.#checker.accepted.some((each) => each.touchId === task.touchId);
    await this.#world.settle(
      task.touchId!,
      arrived
        ? { kind: 'sent', detail: 'in the Sent folder', serverMessageId: null }
        : { kind: 'not_sent', detail: 'not in the Sent folder' },
    );
  }

  async #fillIn(task: Task): Promise<void> {
    const { people, tasks } = this.#world.stores;
    const nowMs = this.#world.clock.nowMs();
    if (task.text?.startsWith('Nobody can fill in') === true) {
      // The thread it should continue was never begun, and its template has no subject of its own: no field mends that.
      const stop = { kind: 'command', command: 'stop', because: 'no subject' } as const;
      return this.#world.apply(task.enrollmentId!, stop);
    }
    const { id, revision: _revision, ...draft } = (await people.byId(task.prospectId))!;
    const person = { ...draft, company: draft.company ?? 'Some works' };
    if (!task.text!.includes('company=')) {
      const identity = newIdentity(task, (this.#identities += 1));
      const others = draft.identities.filter((each) => each.value !== identity.value);
      Object.assign(person, { identities: [...others, identity] });
    }
    await people.save([{ id, person }], nowMs, null);
    await tasks.close(task.id, 'done', null, null, nowMs);
    await this.#world.log(id, 'field_set');
  }

  /** Orders something, or knows something. */
  async command(enrollmentId: string, prospectId: string): Promise<void> {
    const world = this.#world;
    const checker = this.#checker;
    const nowMs = world.decisionMs();
    const order = this.#chance.pick([
      ...(['pause', 'resume', 'stop', 'reply', 'meeting', 'optOut', 'suppress', 'touch'] as const),
      ...(['accepted', 'accepted', 'accepted', 'accepted', 'pause', 'resume', 'touch'] as const),
    ]);
    switch (order) {
      case 'pause': {
        const untilMs = this.#chance.isLucky(0.5) ? nowMs + 2 * DAY_MS : null;
        const because = null;
        return world.apply(enrollmentId, { kind: 'command', command: 'pause', untilMs, because });
      }
      case 'resume':
        checker.away.delete(enrollmentId);
        return world.apply(enrollmentId, { kind: 'command', command: 'resume' });
      case 'stop':
        await world.apply(enrollmentId, { kind: 'command', command: 'stop', because: null });
        checker.stopped.set(enrollmentId, 'stop');
        return;
      case 'reply':
        await world.log(prospectId, 'reply', { channel: 'call' });
        return checker.came(prospectId, 'reply', nowMs);
      case 'accepted':
        await world.log(prospectId, 'connection_accepted', { channel: 'linkedin' });
        return checker.came(prospectId, 'connection_accepted', nowMs);
      case 'meeting':
        // Recorded only: the next run applies it, and nothing may leave before.
        await world.signal(prospectId, 'meeting_booked');
        return checker.came(prospectId, 'meeting_booked', nowMs);
      case 'optOut':
      case 'suppress':
        return this.#leaveAlone(prospectId, order);
      case 'touch':
        await world.log(prospectId, 'manual_touch');
        this.#touches(prospectId);
    }
  }

  async #leaveAlone(prospectId: string, order: 'optOut' | 'suppress'): Promise<void> {
    const world = this.#world;
    const address = addressOn((await world.stores.people.byId(prospectId))!, 'email');
    if (order === 'optOut') {
      await world.signal(prospectId, 'opt_out');
      this.#checker.leaveAlone(prospectId, address, 'opt-out');
      return;
    }
    if (address === null || this.#chance.isLucky(0.5)) return;
    const entry = { kind: 'address', value: address, reason: 'asked' } as const;
    await world.stores.suppressions.addSuppressions([entry], 'rep', world.clock.nowMs());
    this.#checker.forbidden.add(address);
  }
}
