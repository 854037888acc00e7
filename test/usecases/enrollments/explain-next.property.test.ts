/** `why` against the run itself, over random situations: what it promises happens, what it denies does not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import type { SignalKind } from '../../../src/core/signal.ts';
import { at, person } from '../../support/world/builders.ts';
import { anyChance } from '../../support/chance.ts';
import { deeds, explain, order } from '../../support/world/explain.ts';
import { PROGRAM_REPS, PROGRAM_TEMPLATES } from '../../support/programs/program-words.ts';
import { compiledProgram, programOf } from '../../support/programs/random-program.ts';
import type { SimulatedFate } from '../../support/world/simulated-channel.ts';
import { World } from '../../support/world/world.ts';

type Deed =
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'run' }
  | { readonly do: 'signal'; readonly kind: SignalKind; readonly returnInDays: number }
  | { readonly do: 'rep'; readonly order: 'pause' | 'resume' | 'task' | 'skip' }
  | { readonly do: 'source'; readonly isDown: boolean }
  | { readonly do: 'fate'; readonly fate: SimulatedFate }
  | { readonly do: 'rest'; readonly hours: number | null }
  | { readonly do: 'suppress' }
  | { readonly do: 'readdress' };

const often = <Value>(weight: number, arbitrary: fc.Arbitrary<Value>) => ({ weight, arbitrary });
const deedArbitrary: fc.Arbitrary<Deed> = fc.oneof(
  often(4, fc.record({ do: fc.constant('wait'), minutes: fc.integer({ min: 1, max: 3_000 }) })),
  often(4, fc.record({ do: fc.constant('run') })),
  often(
    1,
    fc.record({
      do: fc.constant('signal'),
      kind: fc.constantFrom<SignalKind>(
        'reply',
        'connection_accepted',
        'connection_accepted',
        'meeting_booked',
        'bounce',
        'out_of_office',
        'colleague_reply',
        'suspect',
        'manual_touch',
        'note',
        'callback',
        'callback_done',
        'field_set',
      ),
      returnInDays: fc.integer({ min: 1, max: 5 }),
    }),
  ),
  often(
    2,
    fc.record({
      do: fc.constant('rep'),
      order: fc.constantFrom('pause', 'resume', 'task', 'skip'),
    }),
  ),
  often(1, fc.record({ do: fc.constant('source'), isDown: fc.boolean() })),
  often(
    1,
    fc.record({
      do: fc.constant('fate'),
      fate: fc.constantFrom<SimulatedFate>(
        'accepted',
        'accepted',
        'deferred',
        'deferred_mailbox',
        'not_sent',
        'uncertain_lost',
        'refused_address',
        'refused_mailbox',
      ),
    }),
  ),
  often(1, fc.record({ do: fc.constant('rest'), hours: fc.constantFrom(1, 30, null) })),
  often(1, fc.record({ do: fc.constantFrom('suppress', 'readdress') })),
) as fc.Arbitrary<Deed>;

/** The one that Ada begins in, and one that it may hand her over to. */
const programs = anyChance.map((chance) =>
  ['first', 'second'].map((name) =>
    programOf(chance, { name, mailboxes: ['anna'], successors: ['first', 'second'] }),
  ),
);

const situation = fc.record({
  programs,
  startInHours: fc.integer({ min: 0, max: 72 }),
  capPerDay: fc.integer({ min: 1, max: 2 }),
  gapMs: fc.constantFrom(0, 2 * HOUR_MS),
  hasPhone: fc.boolean(),
  hasCompany: fc.boolean(),
  deeds: fc.array(deedArbitrary, { minLength: 1, maxLength: 10 }),
});
type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

async function worldOf(given: Situation) {
  const fate: { now: SimulatedFate } = { now: 'accepted' };
  const world = new World({
    nowMs: at('2026-02-27T06:00') + given.startInHours * HOUR_MS,
    plan: () => fate.now,
    mailbox: {
      limits: {
        capPerDay: given.capPerDay,
        gapMs: [given.gapMs, given.gapMs],
        ramp: null,
        zone: 'Europe/Berlin',
      },
    },
    settings: {
      reps: PROGRAM_REPS.map((id) => ({ id, name: id, email: `${id}@northwind.example` })),
    },
  });
  const ada = person('ada');
  const identities = ada.identities.filter((each) => given.hasPhone || each.kind !== 'phone');
  const company = given.hasCompany ? ada.company : null;
  const [prospect] = await world.add({ ...ada, identities, company });
  const sequences = given.programs.map((program) => compiledProgram(program, ['anna']));
  const templates = [...PROGRAM_TEMPLATES.values()];
  for (const sequence of sequences) {
    await world.stores.enrollments.storeVersion({ sequence, templates }, world.clock.nowMs());
  }
  await world.enroll(sequences[0]!, [prospect!], { templates });
  for (const deed of given.deeds) {
    await act(world, fate, prospect!, await enrollmentNow(world, prospect!), deed);
  }
  return { world, prospect: prospect!, enrollment: await enrollmentNow(world, prospect!) };
}

/** The one that is not finished, or the last one: handovers begin others. */
async function enrollmentNow({ stores }: World, prospect: string): Promise<string> {
  const all = await stores.enrollments.ofPerson(prospect);
  return (all.find((each) => each.status !== 'finished') ?? all.at(-1)!).id;
}

async function explained(world: World, prospect: string, enrollment: string) {
  return (await explain(world, prospect)).find((each) => each.enrollment.id === enrollment)!;
}

async function act(
  world: World,
  fate: { now: SimulatedFate },
  prospect: string,
  enrollment: string,
  deed: Deed,
): Promise<void> {
  const nowMs = world.clock.nowMs();
  switch (deed.do) {
    case 'wait':
      world.clock.set(nowMs + deed.minutes * MINUTE_MS);
      return;
    case 'run':
      await world.run();
      return;
    case 'signal':
      await world.signal(prospect, deed.kind, {
        details: { returnAtMs: nowMs + deed.returnInDays * DAY_MS },
      });
      return;
    case 'source':
      // Nobody can know of it before a run has listened.
      world.source.isDown = deed.isDown;
      await world.run();
      return;
    case 'fate':
      fate.now = deed.fate;
      return;
    case 'rest':
      await world.stores.runner.restMailbox(
        'anna',
        deed.hours === null ? null : nowMs + deed.hours * HOUR_MS,
        'bad login',
        nowMs,
      );
      return;
    case 'suppress': {
      const entry = { kind: 'address', value: 'ada@ada.example', reason: 'asked' } as const;
      await world.stores.suppressions.addSuppressions([entry], 'rep', nowMs);
      return;
    }
    case 'readdress': {
      const { id, revision: _revision, ...ada } = (await world.stores.people.byId(prospect))!;
      const identities = ada.identities.map((each) =>
        each.kind === 'email' ? { ...each, value: `new.${each.value}` } : each,
      );
      await world.stores.people.save([{ id, person: { ...ada, identities } }], nowMs, null);
      return;
    }
    case 'rep':
      await repActs(world, enrollment, deed.order);
  }
}

async function repActs(
  world: World,
  enrollment: string,
  what: Extract<Deed, { do: 'rep' }>['order'],
): Promise<void> {
  if (what === 'pause') {
    const event = { kind: 'command', command: 'pause', untilMs: null, because: null } as const;
    await order(world, enrollment, event);
    return;
  }
  if (what === 'resume') {
    await order(world, enrollment, { kind: 'command', command: 'resume' });
    return;
  }
  const { waiting } = (await world.stores.engine.load(enrollment))!.enrollment;
  if (waiting.for !== 'task') return;
  await order(world, enrollment, {
    kind: 'task_settled',
    taskId: waiting.taskId,
    end: what === 'task' ? 'done' : 'skipped',
    outcome: null,
    note: null,
    untilMs: null,
  });
}

async function whatARunDoes(world: World, enrollment: string): Promise<readonly string[]> {
  const before = await deeds(world, enrollment);
  await world.run();
  const after = [...(await deeds(world, enrollment))];
  for (const step of before) after.splice(after.indexOf(step), 1);
  return after;
}

const isLong = process.env['LONG'] !== undefined;

test('what why says is what a run does', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async (given) => {
      const { world, prospect, enrollment } = await worldOf(given);
      const said = await explained(world, prospect, enrollment);
      const done = await whatARunDoes(world, enrollment);
      if (said.does === 'sends' || said.does === 'opens') {
        expect(done).toContain(said.next.step!.id);
        const own = said.checks.filter((check) => check.step === said.next.step!.id);
        expect(own.filter((check) => check.verdict === 'blocks')).toEqual([]);
      } else {
        expect(done).toEqual([]);
        expect(said.checks.some((check) => check.verdict === 'blocks')).toBe(true);
      }
      expect(world.talk.filter((line) => line.startsWith('e'))).toEqual([]);
      expect(await world.broken()).toEqual([]);
    }),
    { numRuns: isLong ? 2_000 : 120 },
  );
}, 600_000);

test('the earliest instant it names is the one at which a run acts, and not before', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async (given) => {
      const { world, prospect, enrollment } = await worldOf(given);
      world.source.isDown = false;
      await world.run();
      const said = await explained(world, prospect, enrollment);
      const earliestMs = said.next.earliestMs ?? 0;
      fc.pre(earliestMs > world.clock.nowMs());
      for (let nextMs = 0; nextMs < earliestMs - 1;) {
        const due = await world.stores.engine.nextDueAtMs(['', 'anna']);
        const nowMs = world.clock.nowMs();
        // Never late for what comes before it, or that would come later as well; what is due already is held up by a rule.
        const later = due === null || due > nowMs ? (due ?? Infinity) : nowMs + 30 * MINUTE_MS;
        nextMs = Math.min(later, earliestMs - 1);
        world.clock.set(nextMs);
        expect(await whatARunDoes(world, enrollment)).toEqual([]);
      }
      world.clock.set(earliestMs);
      expect(await whatARunDoes(world, enrollment)).toContain(said.next.step!.id);
    }),
    { numRuns: isLong ? 600 : 40 },
  );
}, 600_000);
