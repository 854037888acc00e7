/** For each thing that can stand between a person and the next touch: `why` names it, and says when it clears. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import type { HoldReason } from '../../../src/core/enrollment.ts';
import { notYet } from '../../../src/core/condition.ts';
import type { Step } from '../../../src/core/sequence.ts';
import type { SignalKind } from '../../../src/core/signal.ts';
import { why } from '../../../src/core/why/why.ts';
import { bareContext } from '../../../src/runner/deciding/context.ts';
import type { ExplainedEnrollment } from '../../../src/usecases/enrollments/explain-next.ts';
import {
  at,
  call,
  duration,
  email,
  linkedin,
  OFFICE_HOURS,
  person,
  sequence,
} from '../../support/world/builders.ts';
import { compiledOk } from '../../definition/samples.ts';
import { explain, order } from '../../support/world/explain.ts';
import { World, type WorldOptions } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const LIMITS = { capPerDay: 50, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } as const;

async function worldWith(
  steps: readonly Step[],
  options: Partial<WorldOptions> & Parameters<typeof sequence>[1] = {},
): Promise<World> {
  const world = new World({ nowMs: MONDAY, ...options });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence(steps, options), [ada!]);
  return world;
}

async function whyAda(world: World): Promise<ExplainedEnrollment> {
  return (await explain(world, 'p1'))[0]!;
}

/** The last thing that blocks: its rule, and when it clears from the world's now, in hours. */
async function blocking(world: World): Promise<readonly [string, number | null] | null> {
  const { checks } = await whyAda(world);
  const check = checks.findLast((each) => each.verdict === 'blocks');
  if (check === undefined) return null;
  const inMs = check.clearsAtMs === null ? null : check.clearsAtMs - world.clock.nowMs();
  return [check.rule, inMs === null ? null : inMs / HOUR_MS];
}

/** A second person whose email leaves now, so that the mailbox has sent one. */
async function sendToBob(world: World): Promise<void> {
  const [bob] = await world.add(person('bob'));
  await world.enroll(sequence([email('hello')], { name: 'other', version: 'v2' }), [bob!]);
  await world.run();
}

describe('what stands in the way', () => {
  test('nothing: the next run sends', async () => {
    const said = await whyAda(await worldWith([email('intro')]));
    expect(said.does).toBe('sends');
    expect(said.next).toMatchObject({ step: { id: 'intro' }, earliestMs: MONDAY, until: null });
    expect(said.checks.map((check) => [check.rule, check.verdict])).toEqual([
      ['wait', 'passed'],
      ['mailbox', 'passed'],
      ['mailbox_at_rest', 'passed'],
      ['breaker', 'passed'],
      ['stale_inbox', 'not_asked'],
      ['cap', 'passed'],
      ['gap', 'passed'],
      ['suppression', 'passed'],
      ['enabled', 'passed'],
      ['condition', 'passed'],
      ['address', 'passed'],
      ['window', 'passed'],
      ['max_touches', 'passed'],
      ['late', 'passed'],
      ['template', 'passed'],
      ['earlier_inbox', 'passed'],
    ]);
  });

  test('a time', async () => {
    const world = await worldWith([email('intro', { wait: '2 days' })]);
    expect(await blocking(world)).toEqual(['wait', 48]);
    expect((await whyAda(world)).next.earliestMs).toBe(MONDAY + 2 * DAY_MS);
  });

  test('a task, for ever or until its deadline', async () => {
    const world = await worldWith([linkedin('connect')]);
    await world.run();
    expect(await blocking(world)).toEqual(['task', null]);
    const overdue = { dueWithin: duration('1 day'), onOverdue: 'skip' } as const;
    const other = await worldWith([linkedin('connect', overdue), email('intro')]);
    await other.run();
    expect(await blocking(other)).toEqual(['task', 24]);
    expect((await whyAda(other)).next).toMatchObject({
      step: { id: 'intro' },
      earliestMs: MONDAY + DAY_MS,
    });
  });

  test('the window', async () => {
    const world = await worldWith([email('intro')], {
      window: OFFICE_HOURS,
      nowMs: at('2026-02-28T08:00'),
    });
    expect(await blocking(world)).toEqual(['window', 48]);
  });

  test('the cap, until midnight of the mailbox', async () => {
    const world = new World({ nowMs: MONDAY, mailbox: { limits: { ...LIMITS, capPerDay: 1 } } });
    const [ada] = await world.add(person('ada'));
    await sendToBob(world);
    await world.enroll(sequence([email('intro')]), [ada!]);
    expect(await blocking(world)).toEqual(['cap', 15]);
  });

  test('the gap', async () => {
    const world = new World({
      nowMs: MONDAY,
      mailbox: { limits: { ...LIMITS, gapMs: [2 * HOUR_MS, 2 * HOUR_MS] } },
    });
    const [ada] = await world.add(person('ada'));
    await sendToBob(world);
    await world.enroll(sequence([email('intro')]), [ada!]);
    expect(await blocking(world)).toEqual(['gap', 2]);
    expect((await whyAda(world)).next.earliestMs).toBe(MONDAY + 2 * HOUR_MS);
  });

  test('an inbox that cannot be read, but not one that nobody listened to since', async () => {
    const world = await worldWith([email('intro', { wait: '1 hour' })]);
    await world.run();
    world.clock.set(MONDAY + HOUR_MS);
    expect((await whyAda(world)).does).toBe('sends');
    world.source.isDown = true;
    await world.run();
    const said = await whyAda(world);
    expect(await blocking(world)).toEqual(['stale_inbox', null]);
    expect(said.checks.find((check) => check.verdict === 'blocks')!.detail).toBe(
      'connection refused; last heard 1 hour ago',
    );
  });

  test('the inbox of a mailbox that wrote to them earlier', async () => {
    const bella = { id: 'bella', source: 'bella', from: { name: 'B', address: 'b@b.example' } };
    const world = await worldWith([email('intro')]);
    await world.run();
    const anna = world.settings.mailboxes[0]!;
    const settings = { ...world.settings, mailboxes: [{ ...anna, ...bella }, anna] };
    const both = Object.assign(Object.create(world) as World, { settings });
    await world.stores.inbound.failed('anna', 'gone');
    world.clock.set(MONDAY + DAY_MS);
    await world.enroll(sequence([email('again')], { name: 'second', version: 'v2' }), ['p1']);
    world.stores.db.exec(`UPDATE enrollment SET mailbox = 'bella', lane = 'bella' WHERE id = 2`);
    const [said] = await explain(both, 'p1');
    expect(said!.checks.find((check) => check.verdict === 'blocks')).toMatchObject({
      rule: 'earlier_inbox',
      detail: 'wrote to them earlier, and is not heard now: anna: gone; last heard 1 day ago',
    });
  });

  test('a suppression ends it', async () => {
    const world = await worldWith([email('intro')]);
    const entry = { kind: 'address', value: 'ada@ada.example', reason: 'asked' } as const;
    await world.stores.suppressions.addSuppressions([entry], 'rep', MONDAY);
    expect((await whyAda(world)).does).toBe('ends');
    expect(await blocking(world)).toEqual(['suppression', null]);
  });

  test('too many touches of the person', async () => {
    const steps = [email('intro'), email('bump'), email('last')];
    const world = await worldWith(steps);
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1', 'e1.bump.1']);
    expect(await blocking(world)).toEqual(['max_touches', 24]);
  });

  test('a mailbox at rest, for a while or until somebody resumes it', async () => {
    const world = await worldWith([email('intro')]);
    await world.stores.runner.restMailbox('anna', MONDAY + HOUR_MS, 'bad login', MONDAY);
    expect(await blocking(world)).toEqual(['mailbox_at_rest', 1]);
    await world.stores.runner.restMailbox('anna', null, 'bad login', MONDAY);
    expect(await blocking(world)).toEqual(['mailbox_at_rest', null]);
  });

  test('a breaker', async () => {
    const world = new World({ nowMs: MONDAY, mailbox: { limits: { ...LIMITS, capPerDay: 99 } } });
    const ids = await world.add(...Array.from({ length: 61 }, (_, index) => person(`n${index}`)));
    await world.enroll(sequence([email('hello')], { name: 'other', version: 'v2' }), ids.slice(1));
    await world.run();
    for (const id of ids.slice(1, 6)) await world.signal(id, 'complaint');
    await world.enroll(sequence([email('intro')]), [ids[0]!]);
    expect(await blocking(world)).toEqual(['breaker', null]);
  });

  test('a mailbox that is no longer configured', async () => {
    const world = await worldWith([email('intro')], { mailbox: { id: 'bella' } });
    expect(await blocking(world)).toEqual(['mailbox', null]);
  });

  test('a touch whose outcome nobody knows', async () => {
    const world = await worldWith([email('intro')], { plan: () => 'uncertain_lost' });
    await world.run();
    expect(await blocking(world)).toEqual(['uncertain', null]);
  });

  test('a touch that is tried again later', async () => {
    const world = await worldWith([email('intro')], { plan: () => 'deferred' });
    await world.run();
    const said = await whyAda(world);
    const check = said.checks.find((each) => each.verdict === 'blocks')!;
    expect(check).toMatchObject({ rule: 'retry', clearsAtMs: MONDAY + 5 * MINUTE_MS });
    expect(check.detail).toContain('450 4.7.1 greylisted');
    expect(said.next.earliestMs).toBe(MONDAY + 5 * MINUTE_MS);
  });

  test('a field that is missing', async () => {
    const world = new World({ nowMs: MONDAY });
    const template = { name: 'intro', subject: 'Hello', body: 'Hello {{ prospect.title }}' };
    const written = sequence([email('intro')]);
    await world.stores.enrollments.storeVersion({ sequence: written, templates: [template] }, 0);
    const [ada] = await world.add(person('ada'));
    await world.enroll(written, [ada!]);
    expect(await blocking(world)).toEqual(['template', null]);
    expect(
      (await whyAda(world)).checks.findLast((each) => each.verdict === 'blocks')!.detail,
    ).toMatch(/^a rep is asked for what is missing: .*title$/);
    await world.run();
    expect(await blocking(world)).toEqual(['missing_field', null]);
  });

  test('an address that is missing skips the step, and the next one is explained', async () => {
    const steps = [call('ring'), email('intro', { wait: '1 day' })];
    const world = new World({ nowMs: MONDAY });
    const ada = person('ada');
    const identities = ada.identities.filter((each) => each.kind === 'email');
    const [id] = await world.add({ ...ada, identities });
    await world.enroll(sequence(steps), [id!]);
    const said = await whyAda(world);
    expect(said.checks.find((each) => each.verdict === 'blocks')).toMatchObject({
      step: 'ring',
      rule: 'address',
      detail: 'ring is skipped: no phone that works',
    });
    expect(said.next).toMatchObject({ step: { id: 'intro' }, earliestMs: MONDAY + DAY_MS });
  });

  test('a condition that is false, and a step that is switched off', async () => {
    const condition = {
      kind: 'truthy',
      operand: { kind: 'path', path: ['prospect', 'title'] },
    } as const;
    const off = await worldWith([email('intro', { condition }), linkedin('connect')]);
    const said = await whyAda(off);
    expect(said.does).toBe('opens');
    expect(said.checks.find((each) => each.verdict === 'blocks')).toMatchObject({
      step: 'intro',
      rule: 'condition',
    });
    await off.stores.runner.restMailbox('anna', null, 'login failed', MONDAY);
    expect((await whyAda(off)).does).toBe('opens');
    const world = await worldWith([email('intro', { enabled: false })]);
    expect((await whyAda(world)).does).toBe('ends');
    expect((await whyAda(world)).checks.map((each) => each.rule)).toContain('enabled');
  });

  test('a person who has not started yet', async () => {
    const world = await worldWith([email('intro')]);
    world.stores.db
      .exec(`UPDATE enrollment SET status = 'pending', cursor = NULL, due_at_ms = ${MONDAY + DAY_MS},
      waiting = '{"for":"time","untilMs":${MONDAY + DAY_MS},"unit":"second","notBeforeMs":null,"rule":"start"}'`);
    expect(await blocking(world)).toEqual(['start', 24]);
    expect((await whyAda(world)).next).toMatchObject({
      step: { id: 'intro' },
      earliestMs: MONDAY + DAY_MS,
    });
    world.clock.set(MONDAY + DAY_MS);
    await world.apply('e1', { kind: 'failed', error: 'the disk is full' });
    expect(await blocking(world)).toEqual(['failed', 1 / 60]);
  });

  test('an enrollment that ended, and one that ends with the next run', async () => {
    const world = await worldWith([email('intro'), email('bump', { wait: '1 day' })]);
    await world.run();
    world.clock.set(MONDAY + HOUR_MS);
    await world.signal('p1', 'reply');
    const before = await whyAda(world);
    expect(before.does).toBe('ends');
    expect(before.checks[0]).toMatchObject({ rule: 'signals', verdict: 'passed' });
    await world.run();
    expect((await whyAda(world)).checks).toMatchObject([
      { rule: 'finished', verdict: 'blocks', detail: 'finished: replied' },
    ]);
    expect((await whyAda(world)).next).toEqual({ step: null, earliestMs: null, until: null });
  });

  test('nobody is enrolled', async () => {
    const world = new World({ nowMs: MONDAY });
    await world.add(person('ada'));
    expect(await explain(world, 'p1')).toEqual([]);
  });
});

describe('holds, each by its reason', () => {
  test.each<[HoldReason, SignalKind, number | null]>([
    ['out_of_office', 'out_of_office', 7 * 24],
    ['colleague', 'colleague_reply', 7 * 24],
    ['suspect', 'suspect', null],
    ['callback', 'callback', null],
  ])('%s', async (rule, signal, hours) => {
    const world = await worldWith([email('intro', { wait: '1 day' })]);
    await world.signal('p1', signal);
    await world.run();
    expect(await blocking(world)).toEqual([rule, hours]);
  });

  test('by a rep, beside another one: both are named', async () => {
    const world = await worldWith([email('intro')]);
    const untilMs = MONDAY + DAY_MS;
    await order(world, 'e1', { kind: 'command', command: 'pause', untilMs, because: 'holiday' });
    await world.signal('p1', 'suspect');
    await world.run();
    const { checks, next } = await whyAda(world);
    expect(checks.filter((each) => each.verdict === 'blocks')).toMatchObject([
      { rule: 'by_rep', detail: 'paused by a rep: holiday', clearsAtMs: untilMs },
      { rule: 'suspect', clearsAtMs: null },
    ]);
    expect(next.earliestMs).toBeNull();
  });

  test('one that has ended is lifted by the next run, which then sends', async () => {
    const world = await worldWith([email('intro')]);
    const untilMs = MONDAY + DAY_MS;
    await order(world, 'e1', { kind: 'command', command: 'pause', untilMs, because: null });
    expect((await whyAda(world)).next.earliestMs).toBe(untilMs);
    world.clock.set(untilMs);
    expect((await whyAda(world)).checks[0]).toMatchObject({ rule: 'by_rep', verdict: 'passed' });
    expect((await whyAda(world)).does).toBe('sends');
  });
});

test('how old the silence of each inbox is on which the answer may come', async () => {
  const mailboxes = [{ id: 'anna' }, { id: 'ben', source: 'ben' }];
  const world = new World({ nowMs: MONDAY, mailboxes });
  const people = await world.add(person('ada'));
  await world.enroll(sequence([email('intro'), email('bump', { wait: '1 day' })]), people);
  await world.run();
  world.clock.set(MONDAY + DAY_MS);
  await world.stores.inbound.heard('anna', world.clock.nowMs() - 4 * MINUTE_MS);
  await world.stores.inbound.heard('ben', world.clock.nowMs() - 1_000);
  world.stores.db.exec(`UPDATE enrollment SET mailbox = 'ben', lane = 'ben'`);
  const { checks } = await whyAda(world);
  const said = (rule: string) => checks.find((each) => each.rule === rule)?.detail;
  expect(said('stale_inbox')).toBe('ben was heard just now');
  expect(said('earlier_inbox')).toBe('anna was heard 4 minutes ago');
});

test('an inbox that was asked for the person alone is fresh for them, and for nobody else', async () => {
  const world = await worldWith([email('intro', { wait: '1 hour' })]);
  const [bob] = await world.add(person('bob'));
  await world.enroll(sequence([email('hello')], { name: 'second', version: 'v2' }), [bob!]);
  await world.stores.inbound.failed('anna', 'gone');
  world.clock.set(MONDAY + HOUR_MS);
  await world.stores.inbound.heardOf('anna', 'p1', MONDAY + HOUR_MS - 2 * MINUTE_MS);
  const standing = async (who: string) =>
    (await explain(world, who))[0]!.checks.find(({ rule }) => rule === 'stale_inbox');
  expect(await standing('p1')).toMatchObject({
    verdict: 'passed',
    detail: 'anna was heard 2 minutes ago',
  });
  expect(await standing(bob!)).toMatchObject({ verdict: 'blocks', detail: 'gone; never heard' });
});

test('replies: none is repeated whenever it lets a touch pass', async () => {
  const world = await worldWith([email('intro')], { mailbox: { source: null } });
  const { checks } = await whyAda(world);
  expect(checks.find((each) => each.rule === 'stale_inbox')).toMatchObject({
    verdict: 'passed',
    detail: 'replies: none, by your own choice: answers stop nobody, log them by hand',
  });
});

test('a condition that cannot be judged yet says when it is looked at again', async () => {
  const condition = { kind: 'truthy', operand: { kind: 'path', path: ['later'] } } as const;
  const written = sequence([linkedin('connect', { condition })]);
  const world = await worldWith(written.steps);
  const due = (await world.stores.engine.load('e1'))!;
  const bare = await bareContext(world, written, due, { nowMs: MONDAY, slept: null });
  const { outcome, checks } = why({
    sequence: written,
    enrollment: due.enrollment,
    context: { ...bare, facts: { later: notYet(MONDAY + HOUR_MS) } },
    signals: [],
    mailbox: null,
    touch: null,
    task: null,
    spent: null,
    earlierSources: { silent: [], heard: [] },
  });
  expect(outcome).toMatchObject({ does: 'waits', clearsAtMs: MONDAY + HOUR_MS });
  expect(checks.find((each) => each.verdict === 'blocks')!.rule).toBe('condition');
});

describe('what a step writes down about the person', () => {
  const SET = compiledOk(
    `sequence: classic
goals: [reply]
steps:
  - { id: mark, set: { tags: [asked], fields: { round: '2' } } }
  - { id: wait-a-day, wait: 1 day, set: { tags: [rested] } }
  - id: ask
    if: "prospect.round == '2' and prospect.tags contains 'rested'"
    then: [{ id: again, task: Ring once more }]
    else: [{ id: once, task: Write a letter }]
`,
  );

  test('is known to the steps behind it', async () => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada'));
    await world.enroll(SET, [ada!]);
    const { next } = await whyAda(world);
    expect([next.step?.id, next.earliestMs]).toEqual(['again', MONDAY + DAY_MS]);
  });
});
