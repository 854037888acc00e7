import { countedPeople } from '../../core/counted.ts';
import { changeList, requireList, type ChangedList } from '../../usecases/lists/change-list.ts';
import { selectPeople } from '../../usecases/people/select-people.ts';
import { defineCommand, type CommandFamily } from '../command.ts';
import { AUDIENCE_OPTIONS, selectorOf } from '../input/audience.ts';
import { confirm } from '../input/confirm.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { withSession } from '../workspace/session.ts';

const NAME = { count: 'one', placeholder: 'NAME', summary: 'of the list' } as const;
const KEYS = {
  count: 'any',
  placeholder: 'KEY',
  summary: 'people: an id, an address, a phone number or a LinkedIn URL',
} as const;
const OTHERS = {
  list: { kind: 'text', placeholder: 'NAME', summary: 'the people of another list' },
  ...AUDIENCE_OPTIONS,
} as const;

const list = defineCommand({
  description: 'Shows the lists and how many people are on each.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline lists', says: 'every list' }],
  writes: false,
  run: (context) =>
    withSession(context, 'read', async ({ stores }) => {
      const lists = await stores.lists.lists();
      return {
        data: lists.map(({ name, people }) => ({ name, people })),
        text: () =>
          lists.length === 0
            ? 'There is no list. One begins with: touchline import FILE --list NAME'
            : renderTable(
                [{ title: 'LIST', maxWidth: 60 }, { title: 'PEOPLE' }],
                lists.map(({ name, people }) => [name, String(people)]),
              ),
      };
    }),
});

const add = defineCommand({
  description:
    'Puts people on a list, which begins with the first of them. Those who fit a condition are put there as they are now: who fits it ' +
    'later is not, and that is what a segment is for.',
  arguments: { name: NAME, keys: KEYS },
  options: OTHERS,
  examples: [
    { line: 'touchline lists add fair p12 ada@kern.example', says: 'two people' },
    {
      line: 'touchline lists add fair --where "prospect.city == \'Berlin\'"',
      says: 'all in Berlin',
    },
  ],
  writes: true,
  run: (context, { name, keys }, options) =>
    withSession(context, 'write', async ({ config, settings, stores, nowMs }) => {
      const selector = selectorOf(config, keys, options);
      const people = selectPeople(stores, selector, settings, nowMs);
      const done = await changeList(stores.lists, name, people, 'join');
      return {
        data: { list: name, added: done.changed, there_already: done.asked - done.changed },
        text: () => addedText(name, done),
      };
    }),
});

function addedText(name: string, { asked, changed }: ChangedList): string {
  if (asked === 0) return 'Nobody fits; nothing changed.';
  const there = asked - changed;
  const already = there === 0 ? '' : ` ${countedPeople(there)} there already.`;
  return `${changed === 0 ? 'Nobody new' : countedPeople(changed)} on list ${cleanLine(name)}.${already}
Next: touchline enroll SEQUENCE --list ${cleanLine(name)}`;
}

const remove = defineCommand({
  description: 'Takes people off a list. They stay, and so does what they are enrolled in.',
  arguments: { name: NAME, keys: KEYS },
  options: AUDIENCE_OPTIONS,
  examples: [{ line: 'touchline lists remove fair p12', says: 'one person' }],
  writes: true,
  run: (context, { name, keys }, options) =>
    withSession(context, 'write', async ({ config, settings, stores, nowMs }) => {
      await requireList(stores.lists, name);
      const selector = selectorOf(config, keys, { ...options, list: null });
      const people = selectPeople(stores, selector, settings, nowMs);
      const done = await changeList(stores.lists, name, people, 'leave');
      return {
        data: { list: name, removed: done.changed, not_there: done.asked - done.changed },
        text: () =>
          [
            `${countedPeople(done.changed)} taken off list ${cleanLine(name)}.`,
            ...(done.asked > done.changed
              ? [`${countedPeople(done.asked - done.changed)} of those asked for not on it.`]
              : []),
          ].join('\n'),
      };
    }),
});

const rename = defineCommand({
  description: 'Gives a list another name. Where a list of that name is already, the two are one.',
  arguments: {
    name: NAME,
    newName: { count: 'one', placeholder: 'NEW_NAME', summary: 'what it is called from now on' },
  },
  options: {},
  examples: [{ line: 'touchline lists rename fair fair-2026', says: 'another name' }],
  writes: true,
  run: (context, { name, newName }) =>
    withSession(context, 'write', async ({ stores }) => {
      await requireList(stores.lists, name);
      const people = await stores.lists.rename(name, newName);
      return {
        data: { list: newName, was: name, people },
        text: () => `List ${cleanLine(name)} is called ${cleanLine(newName)} now.`,
      };
    }),
});

const drop = defineCommand({
  description: 'Deletes a list. The people stay, and so does what they are enrolled in.',
  arguments: { name: NAME },
  options: { yes: { kind: 'flag', summary: 'do not ask' } },
  examples: [{ line: 'touchline lists delete fair --yes', says: 'the list is gone' }],
  writes: true,
  run: (context, { name }, { yes }) =>
    withSession(context, 'write', async ({ stores }) => {
      const people = await requireList(stores.lists, name);
      await confirm(
        context.io,
        `Delete the list ${cleanLine(name)} (${countedPeople(people)})?`,
        yes,
      );
      const off = await stores.lists.disband(name);
      return {
        data: { list: name, people: off },
        text: () =>
          `List ${cleanLine(name)} is gone. Who was on it (${countedPeople(off)}) is still here.`,
      };
    }),
});

export const listsFamily: CommandFamily = {
  description: 'Lists of people: who came in by an import, or was put there by hand.',
  members: [
    { name: 'list', summary: 'Show the lists', isDefault: true, definition: list },
    { name: 'add', summary: 'Put people on a list', definition: add },
    { name: 'remove', summary: 'Take people off a list', definition: remove },
    { name: 'rename', summary: 'Give a list another name', definition: rename },
    { name: 'delete', summary: 'Delete a list; its people stay', definition: drop },
  ],
};
