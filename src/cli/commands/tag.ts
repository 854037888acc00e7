import { UserError } from '../../core/user-error.ts';
import { selectPeople } from '../../usecases/people/select-people.ts';
import { changeTags } from '../../usecases/tags/change-tags.ts';
import { countTags } from '../../usecases/tags/count-tags.ts';
import { defineCommand, type CommandDefinition, type CommandFamily } from '../command.ts';
import { personName } from '../documents/person.ts';
import { AUDIENCE_OPTIONS, selectorOf } from '../input/audience.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { withSession } from '../workspace/session.ts';

const OPTIONS = {
  list: { kind: 'text', placeholder: 'NAME', summary: 'the people of a list' },
  ...AUDIENCE_OPTIONS,
} as const;

export const tagFamily: CommandFamily = {
  description: 'Tags on people: prospect.tags contains "vip" asks for them.',
  members: [
    {
      name: 'add',
      summary: 'Write a tag on people',
      definition: changing('add', 'Writes a tag on people; who has it already stays as they are.', {
        line: 'touchline tag add p12 ada@kern.example vip',
        says: 'two people',
      }),
    },
    {
      name: 'remove',
      summary: 'Take a tag off people',
      definition: changing('remove', 'Takes a tag off people.', {
        line: 'touchline tag remove vip --list spring',
        says: 'a whole list',
      }),
    },
  ],
};

function changing(
  change: 'add' | 'remove',
  description: string,
  example: { readonly line: string; readonly says: string },
): CommandDefinition {
  return defineCommand({
    description,
    arguments: {
      keysAndTag: {
        count: 'many',
        placeholder: 'KEYS_AND_TAG',
        summary: 'people by key, and last the tag',
      },
    },
    options: OPTIONS,
    examples: [example],
    writes: true,
    run: (context, { keysAndTag }, options) =>
      withSession(context, 'write', async ({ config, settings, stores, nowMs }) => {
        const tag = tagOf(keysAndTag.at(-1) ?? '');
        const selector = selectorOf(config, keysAndTag.slice(0, -1), options);
        const whom = selectPeople(stores, selector, settings, nowMs);
        const { people, changed } = await changeTags(stores.people, whom, tag, change, nowMs);
        const others = people.length - changed;
        return {
          data: { tag, changed, unchanged: others },
          text: () => {
            if (people.length === 0) return 'Nobody fits; nothing changed.';
            const [first] = people;
            const who =
              people.length === 1 && first !== undefined
                ? personName(first)
                : `${changed} of ${people.length} people`;
            if (changed === 0)
              return `Nothing changed: ${change === 'add' ? 'all have' : 'nobody has'} the tag ${cleanLine(tag)}.`;
            return change === 'add'
              ? `Tagged ${cleanLine(tag)}: ${who}.\nNext: touchline find --where "prospect.tags contains '${cleanLine(tag)}'"`
              : `No longer tagged ${cleanLine(tag)}: ${who}.`;
          },
        };
      }),
  });
}

/** As a list may hold it: several in one cell are told apart by these signs. */
function tagOf(written: string): string {
  const tag = written.trim();
  if (tag !== '' && !/[,;|\r\n]/.test(tag)) return tag;
  throw new UserError(
    'bad_tag',
    `"${written}" is no tag`,
    'one word or several, without , ; and |',
    2,
  );
}

export const tagsCommand = defineCommand({
  description: 'Shows the tags and how many people have each. Looks at everybody.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline tags', says: 'every tag, the most used first' }],
  writes: false,
  run: (context) =>
    withSession(context, 'read', async ({ stores }) => {
      const progress = context.progress('people looked at');
      const tags = await countTags(stores.people, (done) => progress.count(done, null));
      progress.end();
      return {
        data: tags.map(({ tag, people }) => ({ tag, people })),
        text: () =>
          tags.length === 0
            ? 'Nobody has a tag. Write one: touchline tag add KEY TAG'
            : renderTable(
                [{ title: 'TAG', maxWidth: 60 }, { title: 'PEOPLE' }],
                tags.map(({ tag, people }) => [tag, String(people)]),
              ),
      };
    }),
});
