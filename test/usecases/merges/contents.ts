/** What a store says, but for how often a row was written, and for the record that people were merged and parted. */
import { personExport } from '../../../src/cli/documents/person-export.ts';
import { standingsIn } from '../../../src/runner/deciding/standings.ts';
import { explainNext } from '../../../src/usecases/enrollments/explain-next.ts';
import { showPerson } from '../../../src/usecases/people/show-person.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import type { World } from '../../support/world/world.ts';

type Row = Readonly<Record<string, unknown>>;

const NOT_ASKED = /^(?:merge|counter|meta|sqlite_stat1|changed_start|person_text.*)$/;
const OF_WHO_IS_WHO: readonly unknown[] = ['merged', 'unmerged'];

/** Every row of every table. */
export function contentsOf({ stores: { db } }: World): readonly string[] {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  const rows = (tables as string[])
    .filter((name) => !NOT_ASKED.test(name))
    .flatMap((name) =>
      (db.prepare(`SELECT * FROM ${name}`).all() as Row[])
        .filter((row) => name !== 'activity' || !OF_WHO_IS_WHO.includes(row['type']))
        .map(({ revision: _revision, ...row }) => `${name} ${JSON.stringify(row)}`),
    );
  // Who has not begun is looked at again for nothing, unless something of them has changed.
  const changed = db
    .prepare(
      `SELECT 'changed_start ' || c.enrollment_id || c.profile FROM changed_start c JOIN enrollment e ON e.id = c.enrollment_id
       JOIN prospect p ON p.id = e.prospect_id WHERE c.profile <> p.profile`,
    )
    .pluck()
    .all() as string[];
  return [...rows, ...changed].toSorted();
}

/** As `show`, `timeline`, `why` and `privacy export` print them. */
export async function printedOf(world: World, ids: readonly string[]): Promise<string> {
  const desk = deskOf(world);
  const { nowMs } = momentOf(world);
  const standings = standingsIn(desk.engagement, desk.settings.score, nowMs);
  const printed: unknown[] = [];
  for (const id of ids) {
    const person = (await desk.people.byId(id))!;
    const { merges: _merges, ...known } = personExport(await desk.privacy.everything(id));
    printed.push(
      await showPerson({ ...desk, standings }, person, nowMs),
      await explainNext(desk, id, nowMs),
      { timeline: [], ...known },
    );
  }
  return JSON.stringify(
    printed,
    (key, value: unknown) =>
      key === 'revision'
        ? undefined
        : Array.isArray(value)
          ? value.filter((each: Row | null) => !OF_WHO_IS_WHO.includes(each?.['type']))
          : value,
    1,
  );
}
