/** simulate, preview, plan, why and the runner never disagree: over random programs and histories, each says what the others do. */
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import type { SignalDetails, SignalKind } from '../../src/core/signal.ts';
import type { Disposition } from '../../src/core/task.ts';
import type { StoredVersion } from '../../src/ports/enrollment-store.ts';
import {
  explainNext,
  type ExplainedEnrollment,
  type ExplainNeeds,
} from '../../src/usecases/enrollments/explain-next.ts';
import { previewSequence } from '../../src/usecases/preview/preview-sequence.ts';
import { recordSignal } from '../../src/usecases/signals/record-signal.ts';
import { approveDraft } from '../../src/usecases/tasks/approve-draft.ts';
import { settleTask } from '../../src/usecases/tasks/settle-task.ts';
import { migratePeople } from '../../src/usecases/versions/migrate-people.ts';
import { planMigration } from '../../src/usecases/versions/plan-migration.ts';
import { revisionsOf } from '../../src/usecases/versions/apply-plan.ts';
import { anyChance } from '../support/chance.ts';
import { PROGRAM_REPS, PROGRAM_TEMPLATES } from '../support/programs/program-words.ts';
import {
  compiledProgram,
  programOf,
  type WrittenProgram,
} from '../support/programs/random-program.ts';
import { at, person } from '../support/world/builders.ts';
import { deskOf } from '../support/world/desk.ts';
import { deeds } from '../support/world/explain.ts';
import {
  storyIn,
  TwoLives,
  unfinishedIn,
  type Act,
  type Lives,
} from '../support/world/two-lives.ts';

/** Over the change to summer time. */
const START = at('2026-03-27T06:00');
const TEMPLATES = [...PROGRAM_TEMPLATES.values()];
const REPS = PROGRAM_REPS.map((id) => ({ id, name: id, email: `${id}@northwind.example` }));
const PEOPLE = [
  person('ada'),
  person('li', { zone: 'America/New_York', country: 'US', company: null }),
  person('haru', { zone: 'Asia/Tokyo', country: 'JP', owner: 'carla' }),
];

const KINDS = [
  'reply',
  'out_of_office',
  'bounce',
  'meeting_booked',
  'opt_out',
  'manual_touch',
  'connection_accepted',
  'colleague_reply',
] as const satisfies readonly SignalKind[];
const heard = fc.record({
  who: fc.nat(PEOPLE.length - 1),
  kind: fc.constantFrom<SignalKind>(...KINDS),
  afterMs: fc.integer({ min: 1, max: 14 * 24 * 60 }).map((minutes) => minutes * MINUTE_MS),
});
const story = fc.record({
  programs: anyChance.map((chance) =>
    ['first', 'second', 'first'].map((name) =>
      programOf(chance, { name, mailboxes: ['anna'], successors: ['second'], stepsLeast: 3 }),
    ),
  ),
  signals: fc.array(heard, { maxLength: 4 }),
  outcome: fc.constantFrom<Disposition>('no_answer', 'voicemail', 'connected', 'wrong_number'),
  taskAfterMs: fc.constantFrom(HOUR_MS, 5 * HOUR_MS, 3 * DAY_MS),
  capPerDay: fc.constantFrom(1, 2, 50),
  planAfterMs: fc.integer({ min: 1, max: 8 * 24 }).map((hours) => hours * HOUR_MS),
});
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

function versionOf(program: WrittenProgram): StoredVersion {
  return { sequence: compiledProgram(program, ['anna']), templates: TEMPLATES };
}

function hearing({ who, kind }: Story['signals'][number], index: number): Act {
  return async (keeper, moment) => {
    const prospect = (await keeper.people.byId(`p${who + 1}`))!;
    const details: Partial<Record<SignalKind, SignalDetails>> = {
      bounce: { bounce: 'hard', failedAddress: prospect.identities[0]!.value },
      out_of_office: { returnAtMs: moment.nowMs + 2 * DAY_MS },
    };
    const signal = {
      prospectId: prospect.id,
      kind,
      atMs: moment.nowMs,
      source: 'rehearsal',
      externalId: `${index}`,
      channel: 'email',
      details: details[kind] ?? {},
    } as const;
    await recordSignal(keeper, prospect, signal, moment);
  };
}

function livesOf(of: Story): Lives {
  const [first, second] = of.programs.map(versionOf);
  const limits = {
    capPerDay: of.capPerDay,
    gapMs: [0, 0],
    ramp: null,
    zone: 'Europe/Berlin',
  } as const;
  return {
    world: { nowMs: START, mailbox: { limits, connections: 1 }, settings: { reps: REPS } },
    people: PEOPLE,
    versions: [first!, second!],
    acts: of.signals.map((each, index) => ({
      atMs: START + each.afterMs,
      act: hearing(each, index),
    })),
    work: ({ id, kind }) => {
      if (kind === 'missing') return null;
      const outcome = kind === 'call' ? of.outcome : null;
      const act: Act = async (keeper, moment) => {
        const task = (await keeper.tasks.task(id))!;
        if (task.status !== 'open') return;
        if (kind === 'review') await approveDraft(keeper, task, null, moment);
        else
          await settleTask(
            keeper,
            task,
            { end: 'done', outcome, note: null, untilMs: null },
            moment,
          );
      };
      return { afterMs: of.taskAfterMs, act };
    },
  };
}

/** `why` before a run, and what the run did. */
async function whyAndRun(lives: TwoLives, { capPerDay }: Story): Promise<() => Promise<void>> {
  const { world } = lives;
  const needs = { ...deskOf(world), enrollments: world.stores.enrollments };
  const said: (Pick<ExplainedEnrollment, 'does' | 'next'> & {
    readonly id: string;
    readonly before: readonly string[];
  })[] = [];
  for (const { id, prospectId } of await unfinishedIn(world.stores)) {
    const explained = await explainNext(needs, prospectId, world.clock.nowMs());
    const { does, next } = explained.find(({ enrollment }) => enrollment.id === id)!;
    said.push({ id, does, next, before: await deeds(world, id) });
  }
  return async () => {
    for (const { id, does, next, before } of said) {
      const done = [...(await deeds(world, id))];
      for (const step of before) done.splice(done.indexOf(step), 1);
      // The run hears first, and then knows.
      if (isUnheard(next)) continue;
      if (does === 'waits' || does === 'ends') expect(done).toEqual([]);
      // Somebody else may have taken the mailbox's last slot of the day.
      else if (capPerDay === 50) expect(done).toContain(next.step!.id);
    }
  };
}

/** What will come, as `why` says it on both sides: where their mail is heard differs. */
async function forecasts(needs: ExplainNeeds, nowMs: number): Promise<readonly Forecast[]> {
  const found: Forecast[] = [];
  for (const id of PEOPLE.map((_, index) => `p${index + 1}`)) {
    for (const { enrollment, does, next } of await explainNext(needs, id, nowMs))
      found.push({ does: [enrollment.id, does], next, comes: [next.step?.id, next.earliestMs] });
  }
  return found;
}

interface Forecast {
  readonly does: readonly unknown[];
  readonly next: ExplainedEnrollment['next'];
  /** Which step, when. */
  readonly comes: readonly unknown[];
}

/** A condition asks for an answer that may still come: until its mail is read to the end, nobody knows. */
function isUnheard({ until }: ExplainedEnrollment['next']): boolean {
  return until?.rule === 'condition';
}

/** A rehearsal has heard everything, also of tomorrow. */
function expectAlike(rehearsed: readonly Forecast[], lived: readonly Forecast[]): void {
  expect(rehearsed.map(({ does }) => does)).toEqual(lived.map(({ does }) => does));
  for (const [index, { next, comes }] of lived.entries())
    if (!isUnheard(next)) expect(rehearsed[index]!.comes).toEqual(comes);
}

/** Plans the new version on both sides, and takes everybody to it: to where the plan said. */
async function planAndMigrate(lives: TwoLives, version: StoredVersion): Promise<void> {
  const { rehearsal, world } = lives;
  const nowMs = world.clock.nowMs();
  const moment = { nowMs, slept: null };
  const landings: unknown[] = [];
  for (const engine of [rehearsal.engine, world.engine()]) {
    await engine.enrollments.storeVersion(version, nowMs);
    const plan = await planMigration(engine, version, moment, () => undefined);
    const planned = plan.travellers.map(({ enrollment, landing }) => [enrollment.id, landing]);
    landings.push([plan.hash, planned]);
    const revisions = revisionsOf(plan);
    const people = await migratePeople(engine, version, 'move', revisions, moment, () => undefined);
    for (const [index, { landing, enrollment }] of plan.travellers.entries()) {
      const now = (await engine.store.load(enrollment.id))!.enrollment;
      if (landing?.does === 'moves')
        expect([now.version, now.cursor]).toEqual([version.sequence.version, landing.to]);
      else if (landing?.does === 'stays')
        expect([people[index]!.fate, now]).toEqual(['kept', enrollment]);
      else expect(now.status).toBe('finished');
    }
  }
  expect(landings[0]).toEqual(landings[1]);
}

/** Every letter that left is one that preview shows for its step and its person. */
async function previewed({ world }: TwoLives, versions: readonly StoredVersion[]): Promise<number> {
  const threads = new Map<string, string>();
  let compared = 0;
  for (const { touchId, bytes } of world.channel.accepted) {
    const [enrollmentId, step] = touchId.split('.');
    const { enrollment, prospect } = (await world.stores.engine.load(enrollmentId!))!;
    const { subject, text, messageId, inReplyTo } = await PostalMime.parse(bytes);
    const promised = [];
    for (const version of versions.filter(
      ({ sequence }) => sequence.name === enrollment.sequence,
    )) {
      if (!version.sequence.steps.some(({ id, kind }) => id === step && kind === 'email')) continue;
      const about = { version, prospect, standing: null, reaches: new Map() };
      const request = { ...about, enrollmentId: enrollmentId!, step: step! };
      const here = { mailbox: 'anna', nowMs: world.clock.nowMs() };
      for (const shown of await previewSequence(world.settings, { ...request, ...here }))
        for (const each of [shown.subject, ...shown.otherSubjects])
          promised.push({ subject: each, text: shown.text?.trim() });
    }
    // What preview promises of a thread holds where all of it was sent in this version: it goes on by the subject that it was begun with, by
    // an email of an earlier version, or by a later one where the first was skipped. One inside of it may have a subject of its own.
    const begunWith = threads.get(inReplyTo ?? '') ?? subject ?? '';
    threads.set(messageId!, begunWith);
    if (subject === `Re: ${begunWith}`)
      promised.push(...promised.map((each) => ({ ...each, subject })));
    expect(promised).toContainEqual({ subject: subject ?? '', text: (text ?? '').trim() });
    compared += 1;
  }
  return compared;
}

async function neverDisagree(of: Story): Promise<number> {
  const lives = new TwoLives(livesOf(of));
  const { rehearsal, world } = lives;
  const versions = of.programs.map(versionOf);
  let looks = 0;
  const lookAround = async () =>
    (looks += 1) % 5 === 0 ? whyAndRun(lives, of) : async (): Promise<void> => {};
  await lives.begin();
  for (const [untilMs, isLast] of [
    [START + of.planAfterMs, false],
    [START + 14 * DAY_MS, true],
  ] as const) {
    await lives.rehearse(untilMs);
    await lives.live(untilMs, lookAround);
    expect(rehearsal.said).toEqual(world.talk);
    expect(await storyIn(rehearsal.stores)).toEqual(await storyIn(world.stores));
    const desk = {
      ...rehearsal.engine,
      tasks: rehearsal.stores.tasks,
      history: rehearsal.stores.history,
    };
    expectAlike(await forecasts(desk, untilMs), await forecasts(deskOf(world), untilMs));
    if (!isLast) await planAndMigrate(lives, versions[2]!);
  }
  expect(await world.broken()).toEqual([]);
  const compared = await previewed(lives, versions);
  world.stores.close();
  return compared;
}

const isLong = process.env['LONG'] !== undefined;

test(
  'simulate, preview, plan, why and the runner never disagree',
  async () => {
    let letters = 0;
    await fc.assert(
      fc.asyncProperty(story, async (of) => {
        letters += await neverDisagree(of);
      }),
      { numRuns: isLong ? 1_000 : 20 },
    );
    expect(letters).toBeGreaterThan(10);
  },
  isLong ? 3_600_000 : 60_000,
);
