/** Who may be known twice? Looked for when it is asked: in two passes over everybody, so that only those who may be are kept. */
import { linkKey } from '../../core/person/link-key.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { blocksOf, compare, type Suspects } from '../../people/identity/duplicates.ts';
import type { MergeStore } from '../../ports/merge-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import { SeenHashes } from '../imports/seen-hashes.ts';

const PAGE = 1_000;
/** A block of more people says nothing about any two of them. */
const BLOCK_MOST = 20;

export interface Duplicates {
  /** Most likely first; at most as many as were asked for. */
  readonly found: readonly Suspects[];
  readonly total: number;
}

export interface DuplicateNeeds {
  readonly people: Pick<PeopleStore, 'list' | 'byId'>;
  readonly merges: Pick<MergeStore, 'dismissed' | 'inOneThread' | 'areTwo'>;
}

export async function findDuplicates(
  { people, merges }: DuplicateNeeds,
  most: number,
): Promise<Duplicates> {
  const repeated = await repeatedBlocks(people);
  const dismissed = new Set((await merges.dismissed()).map((pair) => pair.join(' ')));
  const blocks = new Map<number, Prospect[]>();
  for await (const person of everybody(people)) {
    for (const hash of hashesOf(person)) {
      if (!repeated.has(hash)) continue;
      const block = blocks.get(hash);
      if (block === undefined) blocks.set(hash, [person]);
      else if (block.length <= BLOCK_MOST) block.push(person);
    }
  }
  const found = new Map<string, Suspects>();
  for (const block of blocks.values()) {
    if (block.length > BLOCK_MOST) continue;
    for (const [index, one] of block.entries()) {
      for (const other of block.slice(index + 1)) {
        const suspects = compare(one, other);
        if (suspects === null) continue;
        const pair = `${suspects.first.id} ${suspects.second.id}`;
        if (!dismissed.has(pair)) found.set(pair, suspects);
      }
    }
  }
  for (const pair of await merges.inOneThread()) {
    const [one, other] = [await people.byId(pair[0]), await people.byId(pair[1])];
    if (one === null || other === null || (await merges.areTwo(...pair))) continue;
    const suspects = compare(one, other, true);
    if (suspects !== null) found.set(`${suspects.first.id} ${suspects.second.id}`, suspects);
  }
  const ranked = [...found.values()].toSorted((a, b) => b.score - a.score || order(a, b));
  return { found: ranked.slice(0, most), total: ranked.length };
}

function order(a: Suspects, b: Suspects): number {
  const number = ({ id }: Prospect): number => Number(id.slice(1));
  return number(a.first) - number(b.first) || number(a.second) - number(b.second);
}

async function repeatedBlocks(people: Pick<PeopleStore, 'list'>): Promise<ReadonlySet<number>> {
  const seen = new SeenHashes();
  const repeated = new Set<number>();
  for await (const person of everybody(people)) {
    for (const hash of hashesOf(person)) {
      if (seen.has(hash)) repeated.add(hash);
      else seen.add(hash);
    }
  }
  return repeated;
}

function hashesOf(person: Prospect): readonly number[] {
  return [...new Set(blocksOf(person).map((block) => linkKey('external', block, '').hash))];
}

async function* everybody(people: Pick<PeopleStore, 'list'>): AsyncGenerator<Prospect> {
  for (let after: string | null = null; ;) {
    const page: readonly Prospect[] = await people.list({ list: null, after, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}
