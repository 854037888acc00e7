/** Who goes where in a migration, and what became of them. */
import { countedPeople } from '../../core/counted.ts';
import type { Migrated } from '../../usecases/versions/apply-plan.ts';
import type { Fate } from '../../usecases/versions/migrate-people.ts';
import type { Traveller } from '../../usecases/versions/plan-migration.ts';
import { personName } from './person-name.ts';
import { renderTable } from '../output/table.ts';

/** So many are named; more are counted by what happens to them. */
const NAMED_MOST = 20;

/** What the policy `move` does, a line each; empty: nobody is on another version. */
export function travellersText(travellers: readonly Traveller[]): string {
  if (travellers.length === 0) return '';
  const titles = ['FROM STEP', 'TO STEP', 'NOTE'].map((title) => ({ title }));
  if (travellers.length <= NAMED_MOST) {
    const rows = travellers.map((each) => [personName(each.prospect), ...wayOf(each)]);
    return renderTable([{ title: 'PERSON', maxWidth: 30 }, ...titles], rows);
  }
  const ways = new Map<string, { readonly way: readonly string[]; people: number }>();
  for (const each of travellers) {
    const way = wayOf(each);
    const known = ways.get(way.join('\n')) ?? { way, people: 0 };
    known.people += 1;
    ways.set(way.join('\n'), known);
  }
  const rows = [...ways.values()].toSorted((a, b) => b.people - a.people);
  return renderTable(
    [{ title: 'PEOPLE' }, ...titles],
    rows.map(({ way, people }) => [people, ...way]),
  );
}

function wayOf({ enrollment, landing, lackSubject }: Traveller): readonly [string, string, string] {
  const from = enrollment.cursor ?? NOT_STARTED;
  if (landing === null) return [from, '(ends)', 'an answer came in, and is applied first'];
  switch (landing.does) {
    case 'stays':
      return [
        from,
        '(stays)',
        landing.because === 'sending'
          ? 'a message is on the wire'
          : 'nobody knows whether a message left',
      ];
    case 'ends':
      return [from, '(ends)', `${WHY[landing.because](from)}, and nothing is left behind it`];
    case 'moves': {
      const because = WHY[landing.because](from);
      const back = landing.takesBack === null ? [] : [BACK[landing.takesBack]];
      const skips =
        landing.skips.length === 0 ? [] : [`skips what was done: ${landing.skips.join(', ')}`];
      const misses =
        landing.misses.length === 0 ? [] : [`never gets: ${landing.misses.join(', ')}`];
      const begins = landing.begins.map((id) =>
        lackSubject.includes(id)
          ? `held at ${id}: nothing was sent that it could continue, and it has no subject`
          : `${id} begins a new thread`,
      );
      const notes = [...(because === '' ? [] : [because]), ...back, ...skips, ...misses, ...begins];
      return [from, landing.to ?? NOT_STARTED, notes.join('; ')];
    }
  }
}

const NOT_STARTED = '(not started)';

const WHY = {
  same: () => '',
  changed: (from: string) =>
    from === NOT_STARTED ? 'its start has changed' : 'the step has changed',
  no_date: () => 'its start has changed to a date that they lack: held until it is there',
  removed: (from: string) => `${from} was removed`,
  done: (from: string) => `${from} is done`,
} as const;

const BACK = {
  message: 'its planned message is written anew',
  task: 'its open task is cancelled',
  draft: 'its draft is to be approved again',
} as const;

/** A sentence a line: who was moved, who was not and why. */
export function migratedText({ people, migration, counts }: Migrated): readonly string[] {
  if (people === null) {
    const { pin } = counts;
    return pin === 0
      ? []
      : [
          `${countedPeople(pin)} in flight ${pin === 1 ? 'stays' : 'stay'} on the version they began with.`,
        ];
  }
  const many = (fate: Fate): number => people.filter((each) => each.fate === fate).length;
  const said: readonly (readonly [number, (count: string) => string])[] = [
    [
      many('moved'),
      (count) =>
        `Moved ${count} to version ${migration.to.sequence.version}. Nothing that was sent is sent again.`,
    ],
    [many('stopped'), (count) => `Stopped ${count}.`],
    [many('ended'), (count) => `Ended it for ${count}: nothing was left to do for them.`],
    [
      many('answered'),
      (count) => `Left out ${count}: an answer of theirs had come in, and ended it.`,
    ],
    [many('there_already'), (count) => `Left out ${count}: there already, or at the end.`],
    [
      many('kept'),
      (count) =>
        `Left ${count} on the old version: a message is on the wire, or nobody knows whether it left. Settle it, then plan again.`,
    ],
    [many('changed'), (count) => `Left ${count} as they were: changed since the plan. Plan again.`],
  ];
  return said.flatMap(([count, words]) => (count === 0 ? [] : [words(countedPeople(count))]));
}
