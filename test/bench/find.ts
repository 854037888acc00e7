/** How long does it take to find one among many, by words, by a condition, or by name? In the process, after the index has caught up. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SCORE_RULES } from '../../src/core/engagement.ts';
import { standingsIn } from '../../src/runner/deciding/standings.ts';
import { Whereabouts } from '../../src/runner/whereabouts.ts';
import { findPeople } from '../../src/usecases/people/find-people.ts';
import { findPerson } from '../../src/usecases/people/find-person.ts';
import { showPerson } from '../../src/usecases/people/show-person.ts';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { assertBuilt } from '../support/processes/program.ts';
import { openStores } from './engine.ts';
import { imported, writeList, writeWorkspace } from './import.ts';
import type { BenchOptions, Line, Part } from './part.ts';
import { short } from './rounds.ts';

const SHOWN_MOST = 51;
const GOAL_MS = 100;
const ROUNDS = 40;
const SETTINGS = { zone: 'UTC', score: DEFAULT_SCORE_RULES };

export const findPart: Part = {
  name: 'find',
  title: 'one person, or the first page of many, among all; the index is built by the first search',
  run: linesOf,
};

async function linesOf({ size, rounds }: BenchOptions): Promise<readonly Line[]> {
  await assertBuilt();
  return inTemporaryFolder(async (dir) => {
    const people = size ?? 1_000_000;
    const [file, path] = [join(dir, 'leads.csv'), join(dir, 'touchline.db')];
    await writeList(file, people);
    await writeWorkspace(dir);
    const { seconds } = imported(dir, file);
    await rm(file);
    const stores = openStores(path);
    const startedMs = performance.now();
    while ((await stores.search.behind()) > 0) await stores.search.catchUp(20_000);
    const indexing = (performance.now() - startedMs) / 1_000;
    const find = (query: string | null, where: string | null, list: string | null = null) => {
      const written = where === null ? [] : [{ place: '--where', text: where }];
      return findPeople(
        stores,
        SETTINGS,
        { query, where: written, list, limit: SHOWN_MOST },
        Date.now(),
      );
    };
    const nth = (round: number): number => 1 + ((round * 7_919) % Math.floor(people * 0.9));
    const lines: Line[] = [
      { what: 'people', value: String(people), goal: null },
      { what: 'seconds of the import', value: short(seconds), goal: null },
      { what: 'seconds of the first search, which indexes', value: short(indexing), goal: null },
    ];
    const asked: readonly (readonly [string, (round: number) => Promise<unknown>])[] = [
      ['a name of many', () => find('kern', null)],
      ['one of many names and a company', (round) => find(`hanna c${nth(round)} ltd`, null)],
      ['a part of one address', (round) => find(`${nth(round)}@c`, null)],
      ['nobody, by two names of many', () => find('kern weber', null)],
      ['a telephone number', (round) => find(`030/2${String(nth(round)).padStart(6, '0')}`, null)],
      [
        'a country and a title',
        () => find(null, 'prospect.country == "FR" and prospect.title contains "Sales"'),
      ],
      [
        'a company that one condition names',
        (round) => find(null, `prospect.company == "c${nth(round)} Ltd"`),
      ],
      ['a field that no index has', () => find(null, 'prospect.plan == "gold"')],
      ['show, by address', (round) => show(round)],
    ];
    for (const [what, ask] of asked) {
      const took: number[] = [];
      for (let round = 0; round < (rounds ?? ROUNDS); round++) {
        const beganMs = performance.now();
        await ask(round);
        took.push(performance.now() - beganMs);
      }
      const [half, most] = [percentile(took, 0.5), percentile(took, 0.95)];
      lines.push({
        what: `${what}: ms p50, p95`,
        value: `${short(half)}, ${short(most)}`,
        goal: { words: `p95 at most ${GOAL_MS} ms`, isMet: most <= GOAL_MS },
      });
    }
    stores.close();
    return lines;

    async function show(round: number): Promise<void> {
      const person = await findPerson(stores.people, `p${nth(round)}`, null);
      const address = person.identities[0]?.value ?? '';
      const found = await findPerson(stores.people, address, null);
      await showPerson(
        {
          whereabouts: new Whereabouts(stores, 'UTC'),
          standings: standingsIn(stores.engagement, DEFAULT_SCORE_RULES, Date.now()),
          ...stores,
        },
        found,
        Date.now(),
      );
    }
  });
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}
