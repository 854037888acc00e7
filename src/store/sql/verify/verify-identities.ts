/** Does everything that somebody is known by lead to them, and to nobody else? */
import { BY_ITSELF, linkKey } from '../../../core/person/link-key.ts';
import type { Check } from '../../../ports/verify-store.ts';
import { MOST } from './invariants.ts';
import { keysOf } from '../people/link-keys.ts';
import { byId } from '../people/prospects.ts';
import { prospectId, type Profile } from '../rows.ts';
import { all, sql, type Command } from '../statement.ts';

const PORTION = 1_000;
const PROFILES = sql(`SELECT id, profile FROM prospect WHERE id > ? ORDER BY id LIMIT ?`);
const LOOSE =
  sql(`SELECT DISTINCT k.prospect_id FROM link_key k LEFT JOIN prospect p ON p.id = k.prospect_id
  WHERE p.id IS NULL LIMIT ${MOST}`);
/** The same hash is no proof yet: two texts may have it. */
const SHARED =
  sql(`SELECT a.hash, a.name, a.prospect_id AS first_id, b.prospect_id AS second_id FROM link_key a
  JOIN link_key b ON b.hash = a.hash AND b.name = a.name AND b.prospect_id > a.prospect_id
  WHERE a.name <> '${BY_ITSELF}' LIMIT ${PORTION}`);

export function* verifyIdentities(): Command<readonly Check[]> {
  const loose = yield* all<{ prospect_id: number }>(LOOSE);
  return [
    {
      check: 'identities_agree',
      promise: 'every identity of a person leads to them',
      broken: yield* unfound(),
    },
    {
      check: 'one_person_per_key',
      promise: 'what proves who somebody is proves it of one person only',
      broken: yield* shared(),
    },
    {
      check: 'keys_lead_somewhere',
      promise: 'every key leads to somebody who is there',
      broken: loose.map((row) => prospectId(row.prospect_id)),
    },
  ];
}

function* unfound(): Command<readonly string[]> {
  const broken: string[] = [];
  for (let after = 0; broken.length < MOST;) {
    const people: readonly { id: number; profile: string }[] = yield* all<{
      id: number;
      profile: string;
    }>(PROFILES, after, PORTION);
    for (const { id, profile } of people) {
      for (const identity of (JSON.parse(profile) as Profile).identities) {
        if ((yield* keysOf(id, identity)).length > 0) continue;
        broken.push(prospectId(id));
        break;
      }
    }
    if (people.length < PORTION) break;
    after = people.at(-1)!.id;
  }
  return broken.slice(0, MOST);
}

function* shared(): Command<readonly string[]> {
  const broken = new Set<string>();
  const rows = yield* all<{ hash: number; name: string; first_id: number; second_id: number }>(
    SHARED,
  );
  for (const { hash, name, first_id: first, second_id: second } of rows) {
    const [one, other] = [yield* byId(prospectId(first)), yield* byId(prospectId(second))];
    const isShared = one?.identities.some(
      ({ kind, value }) =>
        linkKey(kind, value, name).hash === hash &&
        other?.identities.some((each) => each.kind === kind && each.value === value),
    );
    if (isShared === true) broken.add(prospectId(second));
  }
  return [...broken].slice(0, MOST);
}
