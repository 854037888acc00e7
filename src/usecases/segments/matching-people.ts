/** Goes through the people who fit, by id: by the index where a word or a condition allows it, else one after the other. */
import type { Standing } from '../../core/engagement.ts';
import { NO_PAST } from '../../core/person-past.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { cluesOfWords, mentions, type Clues } from '../../core/person/search-text.ts';
import { UserError } from '../../core/user-error.ts';
import type { SearchStore } from '../../ports/search-store.ts';
import type { Standings } from '../../runner/deciding/standings.ts';
import type { Where } from '../people/where.ts';

/** What tells who fits. */
export interface Matching {
  readonly search: SearchStore;
  /** As of now. */
  readonly standings: Standings;
}

export interface Wanted {
  /** As `wordsOf` gives them; empty: whatever is written of them. */
  readonly words: readonly string[];
  /** `null`: whatever lists they are on. */
  readonly list: string | null;
  readonly where: Where;
}

/** Told while it takes long. */
export type Looking = (
  what: 'indexing' | 'looking',
  done: number,
  /** `null`: nobody knows. */
  total: number | null,
) => void;

const PAGE = 1_000;
/** One commit; others wait for it a second or so. */
const INDEXED_AT_ONCE = 20_000;

/** @param firstPage  So many are read first: few where the search may end early. */
export async function* matchingPeople(
  matching: Matching,
  { words, list, where }: Wanted,
  onLook: Looking = () => {},
  firstPage = PAGE,
): AsyncGenerator<readonly Prospect[]> {
  const { search } = matching;
  const asked = [...cluesOfWords(words), ...where.clues];
  const clues: Clues = asked.length > 0 && (await isCaughtUp(search, onLook)) ? asked : [];
  let looked = 0;
  let limit = firstPage;
  for (let after: string | null = null; ;) {
    const page: readonly Prospect[] = await search.mayFit({
      list: list ?? where.list,
      heldBy: where.heldBy,
      clues,
      after,
      limit,
    });
    const named = page.filter((person) => mentions(person, words));
    const found = await fitting(matching, named, where);
    looked += page.length;
    onLook('looking', looked, null);
    if (found.length > 0) yield found;
    if (page.length < limit) return;
    after = page.at(-1)?.id ?? null;
    limit = PAGE;
  }
}

/** Those of some people who fit, in their order. Reads of all of them at once what the condition asks for, and nothing else. */
export async function fitting(
  { search, standings }: Matching,
  people: readonly Prospect[],
  where: Where,
): Promise<readonly Prospect[]> {
  if (people.length === 0) return [];
  const ids = people.map(({ id }) => id);
  const pasts = where.parts.size === 0 ? [] : await search.pastOf(ids, where.parts);
  const standing = where.asksStanding ? await standings(ids) : NOT_READ;
  return people.filter((person, at) =>
    where.fits(person, pasts[at] ?? NO_PAST, standing.get(person.id) ?? null),
  );
}

const NOT_READ: ReadonlyMap<string, Standing> = new Map();

/** After an import the first search indexes whom it brought. While somebody else writes it goes without: the answer is the same. */
async function isCaughtUp(search: SearchStore, onLook: Looking): Promise<boolean> {
  const total = await search.behind();
  try {
    for (let left = total; left > 0; left = await search.behind()) {
      onLook('indexing', total - left, total);
      await search.catchUp(INDEXED_AT_ONCE);
    }
    return true;
  } catch (cause) {
    if (cause instanceof UserError && cause.code === 'store_busy') return false;
    throw cause;
  }
}
