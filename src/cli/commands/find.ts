import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import { findPeople } from '../../usecases/people/find-people.ts';
import { defineCommand } from '../command.ts';
import { AUDIENCE_OPTIONS, writtenWhere } from '../input/audience.ts';
import { inSight } from '../output/in-sight.ts';
import { personJson } from '../documents/person.ts';
import { renderTable } from '../output/table.ts';
import { withSession } from '../workspace/session.ts';

/** Rows of text when nobody says how many; a document holds all. */
const SHOWN_MOST = 50;

export const find = defineCommand({
  description:
    'Finds people by what is written of them: name, title, company, tags, addresses and phone numbers. Case and accents count for ' +
    'nothing; every word must be found. --where asks as a step does under "if", of all that happened with a person: lists, enrollments, ' +
    'touches, signals. The first search after an import indexes whom it brought.',
  arguments: {
    query: { count: 'any', placeholder: 'QUERY', summary: 'words, all of which must be found' },
  },
  options: {
    ...AUDIENCE_OPTIONS,
    list: { kind: 'text', placeholder: 'NAME', summary: 'only people of this list' },
    limit: { kind: 'integer', placeholder: 'N', min: 1, summary: 'at most so many, by id' },
  },
  examples: [
    { line: 'touchline find kern', says: 'everybody of that name, company or domain' },
    {
      line: 'touchline find --where \'prospect.country == "DE"\' --list spring',
      says: 'Germans of a list',
    },
    {
      line: 'touchline find --where "enrollments.intro.status == \'finished\' and signals.reply == nil"',
      says: 'who went through and never answered',
    },
  ],
  writes: false,
  run: (context, args, options) =>
    withSession(context, 'read', async ({ config, settings, stores }) => {
      const { list, limit } = options;
      const query = args.query.length === 0 ? null : args.query.join(' ');
      const where = writtenWhere(config, options);
      // One more than is shown says that there are more.
      const most = limit ?? (context.json ? null : SHOWN_MOST + 1);
      const sought = { query, where, list, limit: most };
      const found = await inSight(context, (onLook) =>
        findPeople(stores, settings, sought, context.clock.nowMs(), onLook),
      );
      return {
        data: found.map(personJson),
        text: () => textOf(found, limit ?? SHOWN_MOST),
      };
    }),
});

function textOf(found: readonly Prospect[], most: number): string {
  if (found.length === 0) return 'Nobody fits.';
  const table = renderTable(
    [
      { title: 'ID' },
      { title: 'NAME', maxWidth: 28 },
      { title: 'EMAIL', maxWidth: 36 },
      { title: 'COMPANY', maxWidth: 24 },
      { title: 'TITLE', maxWidth: 24 },
      { title: 'PHONE' },
    ],
    found
      .slice(0, most)
      .map((each) => [
        each.id,
        each.name,
        addressOn(each, 'email'),
        each.company,
        each.title,
        addressOn(each, 'phone'),
      ]),
  );
  return found.length > most ? `${table}\n... and more: add words, or --limit N` : table;
}
