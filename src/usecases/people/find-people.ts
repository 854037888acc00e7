/** Who fits a text and a condition? */
import type { Prospect } from '../../core/person/prospect.ts';
import { wordsOf } from '../../core/person/search-text.ts';
import type { Stores } from '../../ports/stores.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { standingsIn } from '../../runner/deciding/standings.ts';
import { matchingPeople, type Looking } from '../segments/matching-people.ts';
import { assertColumnsKnown } from './known-columns.ts';
import { whereOf, type WrittenWhere } from './where.ts';

export interface Sought {
  /** Every word must stand in name, title, addresses, company or tags, whatever its case and accents; `null`: anybody. */
  readonly query: string | null;
  /** In the language of `if:`; empty: anybody. */
  readonly where: readonly WrittenWhere[];
  readonly list: string | null;
  /** `null`: all. */
  readonly limit: number | null;
}

const FIRST_PAGE = 100;

/**
 * By id.
 *
 * @throws {UserError} `bad_condition`, `unknown_column` (exit 2).
 */
export async function findPeople(
  { search, engagement }: Pick<Stores, 'search' | 'engagement'>,
  settings: Pick<RunnerSettings, 'zone' | 'score'>,
  { query, where, list, limit }: Sought,
  nowMs: number,
  onLook?: Looking,
): Promise<readonly Prospect[]> {
  const asked = whereOf(where, settings.zone, nowMs);
  await assertColumnsKnown(search, asked.columns);
  const wanted = { words: wordsOf(query ?? ''), list, where: asked };
  const matching = { search, standings: standingsIn(engagement, settings.score, nowMs) };
  const most = limit ?? Infinity;
  const found: Prospect[] = [];
  const pages = matchingPeople(matching, wanted, onLook, limit === null ? undefined : FIRST_PAGE);
  for await (const page of pages) {
    for (const person of page) if (found.length < most) found.push(person);
    if (found.length >= most) break;
  }
  return found;
}
