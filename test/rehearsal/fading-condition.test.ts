/** What a condition asks may fade with time: whoever waits for a full mailbox is skipped at that instant, rehearsed and lived. */
import { expect, test } from 'vitest';
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

/** Ten points, on their day. */
const accepts =
  (prospectId: string): Act =>
  async (keeper, { nowMs, slept }) => {
    const prospect = (await keeper.people.byId(prospectId))!;
    const kind = 'connection_accepted';
    const said = {
      source: 'test',
      externalId: prospectId,
      channel: 'linkedin',
      details: {},
    } as const;
    await recordSignal(
      keeper,
      prospect,
      { prospectId, kind, atMs: nowMs, ...said },
      { nowMs, slept },
    );
  };

test.each([
  ["prospect.level == 'warm'", 'step_skipped', DUE + 1],
  ['prospect.score >= 9.9', 'touch_sent', MIDNIGHT],
  ["now < '2026-03-02T15:30'", 'step_skipped', DUE + 30 * MINUTE_MS],
])('%s: %s', async (text, type, atMs) => {
  const parsed = parseCondition(text, { kind: 'step', steps: null });
  if (!parsed.ok) throw new Error(text);
  const { condition } = parsed;
  const of = sequence([email('intro', { wait: '6 hours', condition })]);
  const lives = new TwoLives({
    world: { nowMs: MONDAY, mailbox: { limits: LIMITS, connections: 1 } },
    people: [person('ada'), person('bo')],
    versions: [{ sequence: of, templates: templatesFor(of) }],
    acts: [
      { atMs: DUE, act: accepts('p1') },
      { atMs: DUE, act: accepts('p2') },
      // Runs in between.
      { atMs: DUE + 15 * MINUTE_MS, act: async () => {} },
      { atMs: DUE + HOUR_MS, act: async () => {} },
    ],
    work: () => null,
  });
  const { rehearsal, world } = lives;
  await lives.begin();
  await lives.rehearse(MONDAY + DAY_MS);
  await lives.live(MONDAY + DAY_MS, async () => async () => {});
  expect(await storyIn(rehearsal.stores)).toEqual(await storyIn(world.stores));
  const story = await world.stores.history.timeline('p2');
  expect(
    story.find(({ step, type: each }) => step === 'intro' && each !== 'enrolled'),
  ).toMatchObject({ type, atMs });
  world.stores.close();
});
