/**
 * Weeks of life from one seed each, judged by what the far end has. `SEED=7` lives one again, `LONG=1` lives a hundred times as many.
 *
 * Every promise of the engine is checked after each tick, by all checks of `verify` (V) over the rows. What the far end can know is judged
 * a second time by the checker, which has nothing of the engine's word: at the instant at which a message is accepted (A), and when the run
 * is over (R).
 *
 * | promise                                          | checker                                                | verify                                                                      |
 * | ------------------------------------------------ | ------------------------------------------------------ | --------------------------------------------------------------------------- |
 * | no touch opened after a stop signal was appended | A `after a stop`, `while it is held`, `before the call` | V `nothing_after_a_stop`, `nothing_after_the_end`                           |
 * | one `sent` per enrollment and step               | A `accepted twice`                                     | V `one_touch_per_visit`, `one_email_per_step`, `continued_repeats_nothing`  |
 * | never outside the window or over the cap         | A `outside the window`, `over the cap`, `under the gap` | V `nothing_outside_its_window`, `nothing_over_the_cap`, `mailbox_day_counts` |
 * | nobody over a budget, of a company or a channel  | A `over`                                               |                                                                             |
 * | people of a company take turns                   | R `at a time`                                          |                                                                             |
 * | no suppressed address touched                    | A `to ...`, `to whom the ... is suppressed`            | V `nothing_to_the_suppressed`                                               |
 * | nobody whose consent is gone                     | A `took their consent back`, `without consent`         |                                                                             |
 * | who was proven to be one is one, and no one else | at once `known by`, `nobody knows`; A `who is`         | V `one_person_per_key`, `identities_agree`, `merged_are_gone`               |
 * | merged or parted, nobody gets anything again     | A `while it is held`, `of who they turned out to be`   | V `signals_are_bound`, `touch_is_of_its_person`                             |
 * | who was erased is in no row, and gets nothing    | at once `still there`; A `who was erased`              | V `erased_are_gone`                                                         |
 * | `finished` never leaves                          | A `after its end`, R `was finished and is`             | V `finished_stays_finished`, `finished_is_quiet`                            |
 * | ends, or waits for exactly one thing             | R `waits for nothing`, at the end `lost`               | V `waits_for_one_thing`, `waits_for_a_touch`, `waits_for_a_task`            |
 * | each sent touch has an activity                  |                                                        | V `sent_has_an_activity`                                                    |
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Life } from './life.ts';

const { SEED, LONG, SEEDS } = process.env;
const COUNT = SEEDS !== undefined ? Number(SEEDS) : LONG === undefined ? 200 : 20_000;
const PASSES = 24;
/** Every so many lives there are restarts, so it has a file. */
const RESTARTS_EVERY = 10;
const PORTIONS = 10;

const seeds =
  SEED === undefined ? Array.from({ length: COUNT }, (_, index) => index + 1) : [Number(SEED)];

/** Over all lives. */
const rarities = new Set<string>();

async function live(seed: number): Promise<number> {
  const folder =
    seed % RESTARTS_EVERY === 0 ? mkdtempSync(join(tmpdir(), 'touchline-life-')) : null;
  const life = new Life(seed, folder === null ? null : join(folder, 'store.db'));
  try {
    await life.live(PASSES);
    expect(await life.broken()).toEqual([]);
    for (const rarity of life.rarities()) rarities.add(rarity);
    return life.checker.accepted.length;
  } catch (cause) {
    const activities = (await life.lastActivities(30)).join('\n');
    const message = cause instanceof Error ? cause.message : String(cause);
    const again = `SEED=${seed} npm run test:simulation`;
    throw new Error(`${message}\n\n${activities}\n\n${again}`, { cause });
  } finally {
    life.world.stores.close();
    if (folder !== null) rmSync(folder, { recursive: true });
  }
}

const portions = Array.from({ length: Math.min(PORTIONS, seeds.length) }, (_, portion) =>
  seeds.filter((_seed, index) => index % PORTIONS === portion),
);

test.each(portions.map((portion) => [portion[0]!, portion] as const))(
  'every promise holds through the lives of seed %i and its like',
  { timeout: LONG === undefined && SEEDS === undefined ? 60_000 : 3_600_000 },
  async (_, portion) => {
    let accepted = 0;
    for (const seed of portion) accepted += await live(seed);
    // A life in which nothing leaves proves nothing.
    if (portion.length >= 10) expect(accepted).toBeGreaterThan(portion.length);
  },
);

test.skipIf(seeds.length < 200)('in all those lives, everything that is rare happened', () => {
  expect([...rarities].toSorted()).toEqual([
    'a consent that ends',
    'a letter joined two',
    'a list',
    'a list brought somebody',
    'a list joined two',
    'an erasure died',
    'an undone list',
    'approved',
    'awaited',
    'awaited in vain',
    'banned a domain',
    'banned a pattern',
    'banned on one channel',
    'branched',
    'erased',
    'filled in',
    'handed over',
    'held for a call',
    'held for a colleague',
    'let go again on one channel',
    'merged',
    'not handed over',
    'parted',
    'parted, and held',
    'reached',
    'reached where they answer',
    'split',
    'waited for a turn',
    'while the runner was at work',
  ]);
});
