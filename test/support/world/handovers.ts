/** Whoever was handed over is in the other sequence, and nobody is there of whom nobody knows why: never both, never neither. */
import type { SqliteStores } from '../../../src/store/sqlite/open.ts';
import { prepared } from './prepared.ts';

const HANDED_OVER = 'completed: handed over to ';

/**
 * What is wrong, in words.
 *
 * @param enrolled  Ids of the enrollments that no handover began.
 */
export function brokenHandovers(
  { db }: Pick<SqliteStores, 'db'>,
  enrolled: ReadonlySet<string>,
): string[] {
  const ends = prepared(
    db,
    `SELECT 'p' || prospect_id || ' into ' || substr(summary, ${HANDED_OVER.length + 1}) FROM activity
       WHERE type = 'finished' AND summary LIKE '${HANDED_OVER}%'`,
  )
    .pluck()
    .all() as string[];
  const rows = prepared(
    db,
    `SELECT 'e' || id AS id, 'p' || prospect_id || ' into ' || sequence AS move FROM enrollment`,
  ).all() as { readonly id: string; readonly move: string }[];
  const begun = rows.filter(({ id }) => !enrolled.has(id)).map(({ move }) => move);
  return [
    ...missing(ends, begun).map((move) => `handed over and not there: ${move}`),
    ...missing(begun, ends).map((move) => `there and not handed over: ${move}`),
  ];
}

/** Those of the first that the second has not, each as often as it has it too little. */
function missing(all: readonly string[], from: readonly string[]): string[] {
  const left = [...from];
  return all.filter((each) => {
    const place = left.indexOf(each);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}
