/** What `kill -9` costs: our row beside those of queues and products that did the same two-email job. */
import { assertBuilt } from '../support/processes/program.ts';
import { killLoop } from '../support/processes/kill-loop.ts';
import type { Line, Part } from './part.ts';

/** Measured in November 2026 with 20 kills at 2,500 people and 20 connections: duplicates, missing, recovery after one kill with defaults. */
const PEERS = [
  ['SQLite, intent rows, re-sent when unknown', '156 / 0', '-'],
  ['SQLite, intent rows, held when unknown', '0 / 351 held', '-'],
  ['plainjob', '62 / 0', '30 min'],
  ['BullMQ', '90 / 0', '61 s'],
  ['pg-boss', '271 / 0', '16 min'],
  ['graphile-worker', '130 / 0', '4 h'],
  ['DBOS', '3,228 / 0', 'at once'],
  ['Parcelvoy (1,000 people)', '34 / 169', '2 to 3 min'],
] as const;

export const killsPart: Part = {
  name: 'kills',
  title: 'kill -9 at random instants while sending: duplicates / missing',
  run: async ({ size }) => {
    await assertBuilt();
    const kills = size ?? 20;
    const tally = await killLoop({
      kills,
      people: 2_500,
      connections: 2,
      latencyMs: 0,
      seed: 'bench',
    });
    const { duplicates, lost, late, faults, undecided, undecidedDelivered } = tally;
    const isClean = duplicates.length + lost.length + late.length + faults.length === 0;
    return [
      {
        what: `touchline, ${tally.kills} kills, ${tally.sent} sent`,
        value: `${duplicates.length} / ${lost.length}`,
        goal: { words: '0 / 0, nobody written to after an answer', isMet: isClean },
      },
      {
        what: '  held for a person, each with a task',
        value: String(undecided),
        goal: { words: 'at most one a kill', isMet: undecided <= tally.kills },
      },
      { what: '  of these the server had', value: String(undecidedDelivered), goal: null },
      { what: '  recovery', value: 'at once', goal: null },
      ...PEERS.map(([what, value, recovery]): Line => ({
        what: `${what} (${recovery})`,
        value,
        goal: null,
      })),
    ];
  },
};
