/**
 * One seed, one life: weeks of people, mailboxes, servers that fail, clocks that jump, reps who work and programs that restart, on the real
 * engine. What was delivered and recorded is told to the checker at the instant it is.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/duration.ts';
import type { Enrollment } from '../../src/core/enrollment.ts';
import { addressOn, type Prospect } from '../../src/core/prospect.ts';
import type { ExitAction, Sequence } from '../../src/core/sequence.ts';
import type { Task } from '../../src/ports/task-store.ts';
import type { Engine } from '../../src/runner/engine.ts';
import { at } from '../support/builders.ts';
import { seededPlan } from '../support/simulated-channel.ts';
import { World } from '../support/world.ts';
import { mailboxesOf, newIdentity, pauseMs, peopleOf, sequenceOf } from './cast.ts';
import { Chance } from './chance.ts';
import { Checker, type Acceptance } from './checker.ts';
import { bounce, humanReply, optOut, outOfOffice, type Letter } from './mails.ts';

/** Shares of what servers say, in percent. */
const FATES = {
  accepted: 75,
  deferred: 6,
  deferred_mailbox: 3,
  not_sent: 4,
  refused_address: 3,
  refused_mailbox: 1,
  refused_message: 1,
  uncertain_accepted: 4,
  uncertain_lost: 3,
};

/** Told to the checker when a poll hands the message over. */
type Delivered = { readonly source: string; readonly heard: () => void };

export class Life {
  readonly world: World;
  readonly checker: Checker;
  readonly #chance: Chance;
  readonly #sequences: Sequence[] = [];
  readonly #enrollments: { id: string; prospect: Prospect; sequence: Sequence }[] = [];
  readonly #restarts: boolean;
  #delivered: Delivered[] = [];
  #letters = 0;
  #isCalm = false;
  /** Kept from run to run, as a daemon does: versions are read and compiled once. */
  #engine: Engine | null = null;

  /** @param path  A file: it may be closed and opened again. */
  constructor(seed: number, path: string | null) {
    const chance = new Chance(seed);
    this.#chance = chance;
    this.#restarts = path !== null;
    const fates = seededPlan(seed, FATES);
    this.world = new World({
      nowMs: at('2026-03-23T07:00') + chance.between(0, 7 * 24 * 60) * MINUTE_MS,
      mailboxes: mailboxesOf(chance),
      plan: (message, attempt) => (this.#isCalm ? 'accepted' : fates(message, attempt)),
      onAccept: (message) => this.checker.onAccept(message, this.#nowMs()),
      ...(path === null ? {} : { path }),
    });
    this.checker = new Checker(this.world.settings);
  }

  /** Throws what was broken, with the seed's last activities. */
  async live(passes: number): Promise<void> {
    await this.#begin();
    for (let pass = 0; pass < passes; pass++) {
      await this.#happen();
      await this.#run();
    }
    await this.#calmDown();
  }

  #nowMs(): number {
    return this.world.decisionMs();
  }

  async #begin(): Promise<void> {
    const { world } = this;
    const ids = await world.add(...peopleOf(this.#chance));
    for (const name of this.#chance.isLucky(0.4) ? ['first', 'second'] : ['first']) {
      const sequence = sequenceOf(this.#chance, name);
      this.#sequences.push(sequence);
      for (const id of ids) if (this.#chance.isLucky(0.8)) await this.#enroll(sequence, id);
    }
  }

  async #enroll(sequence: Sequence, prospectId: string): Promise<void> {
    const { clock, settings, stores } = this.world;
    const startMs = clock.nowMs() + (this.#chance.isLucky(0.3) ? DAY_MS : 0);
    const mailbox = this.#chance.pick(settings.mailboxes).id;
    const [id] = await this.world.enroll(sequence, [prospectId], { mailbox, startMs });
    const prospect = (await stores.people.byId(prospectId))!;
    this.#enrollments.push({ id: id!, prospect, sequence });
    this.checker.enrolled(id!, { id: prospectId, zone: prospect.zone! }, sequence.window);
  }

  /** Between two runs: time passes, and something happens, or nothing. */
  async #happen(): Promise<void> {
    const { clock, sources } = this.world;
    clock.set(clock.nowMs() + pauseMs(this.#chance));
    if (this.#chance.isLucky(0.02)) {
      clock.set(clock.nowMs() - this.#chance.between(1, 4) * MINUTE_MS);
    }
    for (const source of sources.values()) {
      if (this.#chance.isLucky(source.isDown ? 0.4 : 0.06)) source.isDown = !source.isDown;
    }
    if (this.#chance.isLucky(0.35)) this.#write();
    if (this.#chance.isLucky(0.5)) await this.#work();
    if (this.#chance.isLucky(0.12)) await this.#command();
    if (this.#restarts && this.#chance.isLucky(0.1)) {
      this.world.restart();
      this.#engine = null;
    }
    if (this.#chance.isLucky(0.01)) await this.#setBackFar();
  }

  async #run(): Promise<void> {
    const { world, checker } = this;
    // Sources are read at the start of a run: what a poll hands over is recorded before anything can leave.
    for (const [id, source] of world.sources) {
      if (source.isDown) continue;
      checker.heardAtMs.set(id, this.#nowMs());
      for (const each of this.#delivered) if (each.source === id) each.heard();
      this.#delivered = this.#delivered.filter((each) => each.source !== id);
    }
    this.#engine ??= world.engine();
    await world.run(this.#engine);
    // Nobody's decision may fail, whatever servers and clocks do.
    checker.violations.push(...world.talk.filter((line) => /^e\d+: /.test(line)));
    checker.onTick(await this.#unfinished());
    if (this.#chance.isLucky(0.05)) checker.violations.push(...(await world.broken()));
    if (checker.violations.length > 0) throw new Error(checker.violations.join('\n'));
  }

  #unfinished(): Promise<readonly Enrollment[]> {
    const everybody = { prospectId: null, sequence: null, mailbox: null, rep: null };
    return this.world.stores.enrollments.select(everybody, null, 1_000);
  }

  /** Somebody who got a message answers, or the post returns it. */
  #write(): void {
    const { checker } = this;
    if (checker.accepted.length === 0) return;
    const to = this.#chance.pick(checker.accepted.slice(-12));
    const source = this.world.settings.mailboxes.find((each) => each.id === to.mailbox)!.source!;
    const letter: Letter = {
      from: to.to,
      to: `${to.mailbox}@northwind.example`,
      answers: this.#chance.isLucky(0.8) ? to.messageId : null,
      id: `${++this.#letters}@answers.example`,
    };
    const [raw, heard] = this.#letter(to, letter);
    this.world.sources.get(source)!.deliver(raw, this.world.clock.nowMs());
    this.#delivered.push({ source, heard });
  }

  #letter(to: Acceptance, letter: Letter): [string, () => void] {
    const { checker } = this;
    switch (this.#chance.pick(['reply', 'reply', 'opt_out', 'away', 'bounce'] as const)) {
      case 'reply':
        return [humanReply(letter), () => this.#exit(to.prospectId, 'reply')];
      case 'opt_out':
        return [optOut(letter), () => this.#forbid(to.prospectId, 'opt-out')];
      case 'away': {
        const backMs = this.#nowMs() + this.#chance.between(3, 9) * DAY_MS;
        const back = new Date(backMs).toISOString().slice(0, 10);
        // Whatever zone the date is read in, they are not back before its first minute anywhere.
        const untilMs = Date.parse(`${back}T00:00:00Z`) - 14 * HOUR_MS;
        return [outOfOffice(letter, back), () => checker.away.set(to.prospectId, untilMs)];
      }
      case 'bounce':
        return [
          bounce({ ...letter, from: 'MAILER-DAEMON@mx.example', answers: to.messageId }, to.to),
          () => checker.forbidden.add(to.to),
        ];
    }
  }

  #exit(prospectId: string, signal: 'reply' | 'meetingBooked'): void {
    for (const { id, prospect, sequence } of this.#enrollments) {
      const action: ExitAction = sequence.exits[signal];
      if (prospect.id === prospectId && action.do === 'finish')
        this.checker.stopped.set(id, signal);
    }
  }

  #forbid(prospectId: string, reason: string): void {
    for (const { id, prospect } of this.#enrollments) {
      if (prospect.id !== prospectId) continue;
      this.checker.stopped.set(id, reason);
      const address = addressOn(prospect, 'email');
      if (address !== null) this.checker.forbidden.add(address);
    }
  }

  /** The rep works a task. */
  async #work(): Promise<void> {
    const open = await this.world.stores.tasks.open(null);
    if (open.length > 0) await this.#do(this.#chance.pick(open));
  }

  async #do(task: Task): Promise<void> {
    const { world } = this;
    if (task.kind === 'settle') return this.#settle(task);
    if (task.kind === 'missing') return this.#fillIn(task);
    if (task.kind === 'reply' || task.enrollmentId === null) {
      await world.stores.tasks.close(task.id, 'done', null, null, world.clock.nowMs());
      return;
    }
    const due = (await world.stores.engine.load(task.enrollmentId))!;
    if (due.enrollment.waiting.for !== 'task' || due.enrollment.waiting.taskId !== task.id) {
      await world.stores.tasks.close(task.id, 'done', null, null, world.clock.nowMs());
      return;
    }
    const calls = ['no_answer', 'no_answer', 'voicemail', 'gatekeeper', 'connected'] as const;
    const rare = ['wrong_number', 'meeting_booked', 'callback'] as const;
    const outcome = task.kind === 'call' ? this.#chance.pick([...calls, ...calls, ...rare]) : null;
    const end = this.#chance.isLucky(0.1) && outcome === null ? 'skipped' : 'done';
    const untilMs = outcome === 'callback' ? this.#nowMs() + DAY_MS : null;
    const event = {
      kind: 'task_settled',
      taskId: task.id,
      end,
      outcome,
      note: null,
      untilMs,
    } as const;
    await world.apply(task.enrollmentId, event);
    if (outcome === 'callback' || end === 'skipped') return;
    this.#countByHand(task, outcome);
    const life = this.#enrollments.find((each) => each.id === task.enrollmentId)!;
    const exit =
      outcome === 'connected' ? 'reply' : outcome === 'meeting_booked' ? 'meetingBooked' : null;
    if (exit !== null && life.sequence.exits[exit].do === 'finish') {
      this.checker.stopped.set(life.id, `call: ${outcome}`);
    }
  }

  #countByHand(task: Task, outcome: string | null): void {
    const isTouch =
      task.kind === 'sms' ||
      (task.kind === 'linkedin' && task.action !== 'view') ||
      (task.kind === 'call' && outcome !== 'no_answer' && outcome !== 'wrong_number');
    if (!isTouch) return;
    const known = this.checker.byHand.get(task.prospectId) ?? [];
    this.checker.byHand.set(task.prospectId, [...known, this.#nowMs()]);
  }

  /** Truthfully: the far end knows. */
  async #settle(task: Task): Promise<void> {
    const arrived = this.checker.accepted.some((each) => each.touchId === task.touchId);
    await this.world.settle(
      task.touchId!,
      arrived
        ? { kind: 'sent', detail: 'in the Sent folder', serverMessageId: null }
        : { kind: 'not_sent', detail: 'not in the Sent folder' },
    );
  }

  async #fillIn(task: Task): Promise<void> {
    const { people, tasks } = this.world.stores;
    if (task.text?.startsWith('Nobody can fill in') === true) {
      // The thread it should continue was never begun, and its template has no subject of its own: no field mends that.
      const stop = { kind: 'command', command: 'stop', because: 'no subject' } as const;
      return this.world.apply(task.enrollmentId!, stop);
    }
    const { id, revision: _revision, ...draft } = (await people.byId(task.prospectId))!;
    const identity = newIdentity(task, (this.#letters += 1));
    const others = draft.identities.filter((each) => each.value !== identity.value);
    const person = { ...draft, identities: [...others, identity] };
    await people.save([{ id, person }], this.world.clock.nowMs(), null);
    await tasks.close(task.id, 'done', null, null, this.world.clock.nowMs());
    await this.world.log(id, 'field_set');
  }

  /** The rep orders something, or knows something. */
  async #command(): Promise<void> {
    const { world, checker } = this;
    const { id, prospect } = this.#chance.pick(this.#enrollments);
    switch (
      this.#chance.pick([
        'pause',
        'resume',
        'stop',
        'reply',
        'meeting',
        'optOut',
        'suppress',
        'touch',
      ] as const)
    ) {
      case 'pause': {
        const untilMs = this.#chance.isLucky(0.5) ? this.#nowMs() + 2 * DAY_MS : null;
        return world.apply(id, { kind: 'command', command: 'pause', untilMs, because: null });
      }
      case 'resume':
        checker.away.delete(prospect.id);
        return world.apply(id, { kind: 'command', command: 'resume' });
      case 'stop':
        await world.apply(id, { kind: 'command', command: 'stop', because: null });
        checker.stopped.set(id, 'stop');
        return;
      case 'reply':
        await world.log(prospect.id, 'reply', { channel: 'call' });
        return this.#exit(prospect.id, 'reply');
      case 'meeting':
        // Recorded only: the next run applies it, and nothing may leave before.
        await world.signal(prospect.id, 'meeting_booked');
        return this.#exit(prospect.id, 'meetingBooked');
      case 'optOut':
        await world.signal(prospect.id, 'opt_out');
        return this.#forbid(prospect.id, 'opt-out');
      case 'suppress': {
        const address = addressOn(prospect, 'email');
        if (address === null || this.#chance.isLucky(0.5)) return;
        const entry = { kind: 'address', value: address, reason: 'asked' } as const;
        await world.stores.suppressions.addSuppressions([entry], 'rep', world.clock.nowMs());
        checker.forbidden.add(address);
        return;
      }
      case 'touch': {
        await world.log(prospect.id, 'manual_touch');
        const known = checker.byHand.get(prospect.id) ?? [];
        checker.byHand.set(prospect.id, [...known, this.#nowMs()]);
      }
    }
  }

  /** Somebody sets the clock back by more than the engine believes: it refuses, until it is set right. */
  async #setBackFar(): Promise<void> {
    const { clock } = this.world;
    const rightMs = this.#nowMs();
    await this.#run();
    const before = this.checker.accepted.length;
    clock.set(rightMs - this.#chance.between(6, 600) * MINUTE_MS);
    const refusal = await this.world.run().catch((cause: unknown) => String(cause));
    if (typeof refusal !== 'string' || !refusal.includes('the clock says')) {
      this.checker.violations.push('a clock that was set back far was believed');
    }
    if (this.checker.accepted.length > before)
      this.checker.violations.push('sent on a wrong clock');
    clock.set(rightMs);
  }

  /** Nothing fails any more and the rep does all the work: then every life must come to its end. */
  async #calmDown(): Promise<void> {
    const { world } = this;
    this.#isCalm = true;
    for (const source of world.sources.values()) source.isDown = false;
    // A cap of one a day makes the last of many wait for months.
    for (let round = 0; round < 1_500; round++) {
      const unfinished = await this.#unfinished();
      if (unfinished.length === 0) return;
      for (const { id } of world.settings.mailboxes)
        await world.stores.runner.restMailbox(id, null, null);
      for (const task of await world.stores.tasks.open(null)) await this.#do(task);
      if (round % 5 === 4) await this.#release(unfinished);
      world.clock.set(Math.max(world.clock.nowMs() + 3 * HOUR_MS, await this.#nextMs()));
      await this.#run();
    }
    const left = (await this.#unfinished()).map((each) => JSON.stringify(each));
    throw new Error(`lost: ${left.join('\n')}`);
  }

  async #nextMs(): Promise<number> {
    const lanes = ['', ...this.world.settings.mailboxes.map((mailbox) => mailbox.id)];
    const nextMs = await this.world.stores.engine.nextDueAtMs(lanes);
    return Math.min(nextMs ?? 0, this.world.clock.nowMs() + DAY_MS);
  }

  /** A rep has looked at whom nothing but a person can release. */
  async #release(held: readonly Enrollment[]): Promise<void> {
    for (const { id, prospectId, holds } of held) {
      this.checker.away.delete(prospectId);
      for (const { reason } of holds) {
        await this.world.apply(id, { kind: 'command', command: 'lift', reason });
      }
    }
  }

  /** What happened last, for a person who looks at a failure. */
  async lastActivities(most: number): Promise<string[]> {
    const { history } = this.world.stores;
    const ids = [...new Set(this.#enrollments.map((each) => each.prospect.id))];
    const timelines = await Promise.all(ids.map((id) => history.timeline(id)));
    return timelines
      .flat()
      .toSorted((a, b) => a.atMs - b.atMs)
      .slice(-most)
      .map((each) => {
        const where = each.touchId ?? `${each.enrollmentId ?? each.prospectId} ${each.step ?? ''}`;
        return `${new Date(each.atMs).toISOString()} ${each.type} ${where} ${each.summary}`;
      });
  }
}
