/** `kill -9` at random instants: nobody is written to twice, nobody is forgotten, nobody is written to after an answer. */
import { beforeAll, expect, test } from 'vitest';
import { killLoop } from '../support/processes/kill-loop.ts';
import { assertBuilt } from '../support/processes/program.ts';

/** `npm run test:long` kills two thousand times. */
const KILLS = Number(process.env['KILLS'] ?? (process.env['LONG'] === '1' ? 2_000 : 32));
const SEED = process.env['SEED'] ?? String(Date.now());
const SIDE_BY_SIDE = 2;

beforeAll(assertBuilt);

test(
  'a runner that is killed sends nothing twice, loses nobody and hears every answer',
  { timeout: KILLS * 4_000 },
  async () => {
    const tallies = await Promise.all(
      Array.from({ length: SIDE_BY_SIDE }, (_, index) =>
        killLoop({
          kills: KILLS / SIDE_BY_SIDE,
          people: KILLS > 100 ? 400 : 80,
          connections: 2,
          latencyMs: 10,
          seed: `${SEED} ${index}`,
        }),
      ),
    );
    const sum = (of: (tally: (typeof tallies)[number]) => number): number =>
      tallies.reduce((total, tally) => total + of(tally), 0);
    const kills = sum((tally) => tally.kills);
    const undecided = sum((tally) => tally.undecided);
    console.log(
      `SEED=${SEED}: ${kills} kills (${sum((tally) => tally.killsWhileSending)} while sending) in ${sum((tally) => tally.runs)} runs, ` +
        `${sum((tally) => tally.sent)} sent, ${sum((tally) => tally.answers)} answers, ` +
        `${sum((tally) => tally.duplicates.length)} duplicates, ${sum((tally) => tally.lost.length)} lost, ` +
        `${sum((tally) => tally.late.length)} after an answer, ` +
        `${undecided} undecided (${sum((tally) => tally.undecidedDelivered)} of them delivered)`,
    );
    for (const { duplicates, lost, late, faults } of tallies) {
      expect({ duplicates, lost, late, faults }).toEqual({
        duplicates: [],
        lost: [],
        late: [],
        faults: [],
      });
    }
    expect(kills).toBeGreaterThanOrEqual(KILLS);
    expect(undecided).toBeLessThanOrEqual(kills);
  },
);
