/** What a condition asks may fade with time: whoever waits for a full mailbox is skipped at that instant, rehearsed and lived. */
import { expect, test } from 'vitest';
import type { MailboxLimits } from '../../src/core/budget.ts';
import type { Channel } from '../../src/core/sequence.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import { parseCondition } from '../../src/definition/condition/condition-text.ts';
import { recordSignal } from '../../src/usecases/signals/record-signal.ts';
import { at, email, person, sequence, templatesFor } from '../support/world/builders.ts';
import { storyIn, TwoLives, type Act } from '../support/world/two-lives.ts';

const MONDAY = at('2026-03-02T08:00');
const DUE = MONDAY + 6 * HOUR_MS;
/** The mailbox's, in Berlin. */
const MIDNIGHT = at('2026-03-02T23:00');
const LIMITS = { capPerDay: 1, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } as const;

const says =
  (kind: 'reply' | 'connection_accepted', channel: Channel, prospectId: string): Act =>
  async (keeper, { nowMs, slept }) => {
    const prospect = (await keeper.people.byId(prospectId))!;
    const said = { source: 'test', externalId: prospectId, channel, details: {} } as const;
    await recordSignal(
      keeper,
      prospect,
      { prospectId, kind, atMs: nowMs, ...said },
      { nowMs, slept },
    );
  };

/** Ten points, on their day. */
const accepts = (prospectId: string): Act => says('connection_accepted', 'linkedin', prospectId);

/** Two people are due at a mailbox that takes one of them: what becomes of the second, and when. */
async function secondOf(text: string, limits: MailboxLimits, looksAtMs: readonly number[]) {
  const parsed = parseCondition(text, { kind: 'step', steps: null });
  if (!parsed.ok) throw new Error(text);
  const { condition } = parsed;
  const of = sequence([email('intro', { wait: '6 hours', condition })]);
  const untilMs = MONDAY + 2 * DAY_MS;
  const lives = new TwoLives({
    world: { nowMs: MONDAY, mailbox: { limits, connections: 1 } },
    people: [person('ada'), person('bo')],
    versions: [{ sequence: of, templates: templatesFor(of) }],
    acts: [
      { atMs: DUE, act: accepts('p1') },
      { atMs: DUE, act: accepts('p2') },
      ...looksAtMs.map((atMs) => ({ atMs, act: async () => {} })),
    ],
    work: () => null,
  });
  const { rehearsal, world } = lives;
  await lives.begin();
  await lives.rehearse(untilMs);
  await lives.live(untilMs, async () => async () => {});
  expect(await storyIn(rehearsal.stores)).toEqual(await storyIn(world.stores));
  const story = await world.stores.history.timeline('p2');
  world.stores.close();
  return story.find(({ step, type }) => step === 'intro' && type !== 'enrolled');
}

test.each([
  ["prospect.level == 'warm'", 'step_skipped', DUE + 1],
  ['prospect.score >= 9.9', 'touch_sent', MIDNIGHT],
  ["now < '2026-03-02T15:30'", 'step_skipped', DUE + 30 * MINUTE_MS],
  // Not so for a minute, for a tenth of a point, and at any other hour of each day.
  ["now != '2026-03-02T15:40:00'", 'step_skipped', DUE + 40 * MINUTE_MS],
  ['prospect.score != 9.9', 'step_skipped', DUE + 1],
  ["now contains 'T15'", 'step_skipped', DUE + HOUR_MS],
  ["now contains 'T15' or now contains 'T16'", 'step_skipped', DUE + 2 * HOUR_MS],
])('%s: %s', async (text, type, atMs) => {
  // Runs in between.
  const looksAtMs = [15, 40, 60, 61, 125].map((minutes) => DUE + minutes * MINUTE_MS);
  expect(await secondOf(text, LIMITS, looksAtMs)).toMatchObject({ type, atMs });
});

test('a mailbox that rests for longer than a day is waited for no longer than its condition is true', async () => {
  const limits = { ...LIMITS, gapMs: [40 * HOUR_MS, 40 * HOUR_MS] } as const;
  const second = await secondOf("now < '2026-03-04T03:00'", limits, []);
  expect(second).toMatchObject({ type: 'step_skipped', atMs: DUE + 36 * HOUR_MS });
});

test('who comes up behind somebody that answers is looked at then, however long the line was', async () => {
  const parsed = parseCondition('prospect.title == nil', { kind: 'step', steps: null });
  if (!parsed.ok) throw new Error('a condition');
  const of = sequence([email('intro', { wait: '6 hours', condition: parsed.condition })]);
  // One gets the letter of the day, a hundred wait for it.
  const people = Array.from({ length: 102 }, (_, index) =>
    person(`q${index}`, index === 101 ? { title: 'CEO' } : {}),
  );
  const lives = new TwoLives({
    world: { nowMs: MONDAY, mailbox: { limits: LIMITS, connections: 1 } },
    people,
    versions: [{ sequence: of, templates: templatesFor(of) }],
    acts: [{ atMs: DUE + HOUR_MS, act: says('reply', 'email', 'p2') }],
    work: () => null,
  });
  const { rehearsal, world } = lives;
  await lives.begin();
  await lives.rehearse(DUE + 2 * HOUR_MS);
  await lives.live(DUE + 2 * HOUR_MS, async () => async () => {});
  expect(await storyIn(rehearsal.stores)).toEqual(await storyIn(world.stores));
  const story = await rehearsal.stores.history.timeline('p102');
  expect(story.find(({ type }) => type === 'step_skipped')?.atMs).toBe(DUE + HOUR_MS);
  world.stores.close();
});
