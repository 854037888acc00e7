/** Who fits a text and a condition? */
import { addressOn, type Prospect } from '../../core/prospect.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { EngagementStore } from '../../ports/engagement-store.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { standingsIn } from '../../runner/standings.ts';
import { whereOf } from './where.ts';

export interface Sought {
  /** Every word must stand in name, title, addresses, company or tags, whatever its case and accents; `null`: anybody. */
  readonly query: string | null;
  /** In the language of `if:`; `null`: anybody. */
  readonly where: string | null;
  readonly list: string | null;
  /** `null`: all. */
  readonly limit: number | null;
}

export interface FindNeeds {
  readonly people: Pick<PeopleStore, 'list'>;
  readonly engagement: Pick<EngagementStore, 'heardFrom'>;
}

const PAGE = 1_000;

/**
 * By id.
 *
 * @throws {UserError} `bad_condition` (exit 2).
 */
export async function findPeople(
  { people, engagement }: FindNeeds,
  settings: RunnerSettings,
  { query, where, list, limit }: Sought,
  nowMs: number,
): Promise<readonly Prospect[]> {
  const words = wordsOf(query ?? '');
  const fits = whereOf(where, {
    zone: settings.zone,
    nowMs,
    standings: standingsIn(engagement, settings.score, nowMs),
  });
  const most = limit ?? Infinity;
  const found: Prospect[] = [];
  for (let after: string | null = null; ;) {
    const page: readonly Prospect[] = await people.list({ list, after, limit: PAGE });
    const named = page.filter((person) => mentions(person, words));
    found.push(...(await fits(named)).slice(0, most - found.length));
    if (found.length === most) return found;
    if (page.length < PAGE) return found;
    after = page.at(-1)?.id ?? null;
  }
}

function mentions(person: Prospect, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const values = person.identities.map(({ value }) => value);
  const text = folded(
    [person.id, person.name, person.firstName, person.lastName, person.title, person.company]
      .concat(values, person.tags)
      .filter((each) => each !== null)
      .join('\n'),
  );
  const phone = addressOn(person, 'phone');
  return words.every(
    (word) => text.includes(word) || (phone !== null && isPartOfPhone(word, phone)),
  );
}

/** `030/123` finds +4930123: separators and a leading 0 count for nothing. */
function isPartOfPhone(word: string, phone: string): boolean {
  const digits = /^[+\d][\d()./-]+$/.test(word) ? word.replace(/\D/g, '').replace(/^0+/, '') : '';
  return digits.length >= 4 && phone.includes(digits);
}

function wordsOf(query: string): readonly string[] {
  return folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
