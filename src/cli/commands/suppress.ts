import { UserError } from '../../core/user-error.ts';
import type { NewSuppression } from '../../core/person-effects.ts';
import {
  parseSuppression,
  type SuppressionEntry,
} from '../../people/identity/suppression-entry.ts';
import {
  readSuppressions,
  type WrittenEntry,
} from '../../usecases/suppressions/read-suppressions.ts';
import { suppress, type Suppressed } from '../../usecases/suppressions/suppress.ts';
import { unsuppress } from '../../usecases/suppressions/unsuppress.ts';
import { defineCommand, type CommandFamily, type Result } from '../command.ts';
import { confirm } from '../input/confirm.ts';
import { readInput } from '../input/input-file.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { withSession } from '../workspace/session.ts';

const ENTRIES = {
  count: 'many',
  placeholder: 'ENTRY',
  summary: 'an address, *@domain, a domain, or a phone number with its country code',
} as const;
const REASON = {
  kind: 'text',
  placeholder: 'TEXT',
  summary: 'why; shown wherever somebody is held back by it',
} as const;
const BY_HAND = 'added by hand';

const add = defineCommand({
  description:
    'Adds addresses, domains and phone numbers that must not be touched, and stops everybody they bind, on every channel, at once. A ' +
    'domain binds its subdomains too. One address of a person binds the whole person.',
  arguments: { entries: ENTRIES },
  options: {
    reason: REASON,
    force: { kind: 'flag', summary: 'also entries that bind far more than one company' },
  },
  examples: [
    { line: 'touchline suppress add ada@acme.example', says: 'one address' },
    { line: "touchline suppress add '*@acme.example'", says: 'a company' },
  ],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async (session) => {
      const entries = args.entries.map(entryOf);
      if (!options.force) refuseBroad(entries);
      const reason = options.reason ?? BY_HAND;
      const done = await suppress(
        session.stores,
        await decidingIn(session),
        entries.map(({ kind, value }) => ({ kind, value, reason })),
        'rep',
        session.nowMs,
      );
      return { data: doneJson(done), text: () => doneText(done).join('\n') };
    }),
});

const remove = defineCommand({
  description:
    'Takes entries off the list. Nobody starts again by it: who was stopped stays stopped until somebody enrolls them.',
  arguments: { entries: ENTRIES },
  options: { force: { kind: 'flag', summary: 'also what the person asked for' } },
  examples: [{ line: 'touchline suppress remove ada@acme.example', says: 'may be touched again' }],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async ({ stores }) => {
      const entries = args.entries.map(entryOf);
      const { removed, notListed } = await unsuppress(stores.suppressions, entries, options.force);
      return {
        data: { removed: removed.length, not_listed: notListed.map(({ value }) => value) },
        text: () =>
          [
            ...removed.map((each) => `${shownEntry(each)} is off the list.`),
            ...notListed.map((each) => `${shownEntry(each)} was not on the list.`),
            ...(removed.length > 0 ? ['Who was stopped stays stopped until enrolled again.'] : []),
          ].join('\n'),
      };
    }),
});

const list = defineCommand({
  description: 'Shows who must not be touched, why and since when, oldest first.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline suppress list', says: 'every entry' }],
  writes: false,
  run: (context) =>
    withSession(context, 'read', async ({ settings, stores }) => {
      const entries = await stores.suppressions.suppressions();
      const nowMs = context.clock.nowMs();
      return {
        data: entries.map(({ kind, value, reason, source, atMs }) => ({
          kind,
          value,
          reason,
          source,
          at: isoOf(atMs),
        })),
        text: () =>
          entries.length === 0
            ? 'Nobody is suppressed.'
            : renderTable(
                [{ title: 'ENTRY' }, { title: 'REASON' }, { title: 'SOURCE' }, { title: 'SINCE' }],
                entries.map((each) => [
                  shownEntry(each),
                  each.reason,
                  each.source,
                  formatTime(each.atMs, settings.zone, nowMs),
                ]),
              ),
      };
    }),
});

const importList = defineCommand({
  description:
    'Adds every entry of a file: one a line, or a column of a CSV list. Lines that can not be read, and entries that bind far more than ' +
    'one company, are left out and named.',
  arguments: { file: { count: 'one', placeholder: 'FILE', summary: 'the list' } },
  options: {
    column: { kind: 'text', placeholder: 'NAME', summary: 'the column that holds the entries' },
    country: {
      kind: 'text',
      placeholder: 'CODE',
      summary: 'for phone numbers without a country code',
    },
    reason: REASON,
    force: { kind: 'flag', summary: 'also entries that bind far more than one company' },
    yes: { kind: 'flag', summary: 'do not ask' },
  },
  examples: [
    { line: 'touchline suppress import unsubscribed.txt --yes', says: 'one entry a line' },
    { line: 'touchline suppress import crm.csv --column Email', says: 'a column of an export' },
  ],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async (session): Promise<Result> => {
      const { bytes } = await readInput(context, args.file);
      const { country } = peopleContext(session.config, options.country);
      const written = readSuppressions(bytes, args.file, options.column, country);
      const reason = options.reason ?? `in ${args.file}`;
      const used = written.filter(
        ({ entry }) => entry !== null && (options.force || entry.reach === null),
      );
      const rejected = written.filter((each) => !used.includes(each));
      const question = `Suppress ${used.length} ${used.length === 1 ? 'entry' : 'entries'} of ${args.file}?`;
      if (used.length > 0) await confirm(context.io, question, options.yes);
      const done = await suppress(
        session.stores,
        await decidingIn(session),
        used.flatMap(({ entry }) =>
          entry === null ? [] : [{ kind: entry.kind, value: entry.value, reason }],
        ),
        args.file,
        session.nowMs,
      );
      return importedResult(done, rejected);
    }),
});

export const suppressFamily: CommandFamily = {
  description: 'The suppression list: who must not be touched, on any channel.',
  members: [
    { name: 'add', summary: 'Add addresses, domains or phone numbers', definition: add },
    { name: 'remove', summary: 'Take entries off the list', definition: remove },
    { name: 'list', summary: 'Show the list', isDefault: true, definition: list },
    { name: 'import', summary: 'Add every entry of a file', definition: importList },
  ],
};

function entryOf(text: string): SuppressionEntry {
  const entry = parseSuppression(text, null);
  if (entry !== null) return entry;
  throw new UserError(
    'bad_suppression',
    `"${text}" is no address, domain or phone number`,
    'write it as ada@acme.example, *@acme.example, acme.example or +49301234567',
    2,
  );
}

function refuseBroad(entries: readonly SuppressionEntry[]): void {
  const broad = entries.find(({ reach }) => reach !== null);
  if (broad === undefined) return;
  throw new UserError(
    'suppression_too_broad',
    `${shownEntry(broad)} binds ${broad.reach}; nothing was added`,
    'if that is what you want: --force',
    1,
  );
}

type Entry = Pick<NewSuppression, 'kind' | 'value'>;

/** As it could be typed again. */
function shownEntry({ kind, value }: Entry): string {
  if (kind !== 'domain') return value;
  return value === '*' ? '*' : `*@${value}`;
}

function doneJson(done: Suppressed): { readonly [key: string]: Json } {
  return {
    added: done.added.length,
    already_listed: done.alreadyListed.length,
    people: done.people,
    stopped: done.stopped,
    entries: done.added.map(({ kind, value }) => ({ kind, value })),
  };
}

const NAMED_MOST = 10;

function doneText({ added, alreadyListed, people, stopped }: Suppressed): readonly string[] {
  const bound =
    people === 0
      ? 'nobody we know'
      : people === 1
        ? '1 person we know'
        : `${people} people we know`;
  return [
    ...added.slice(0, NAMED_MOST).map((each) => `${shownEntry(each)} is suppressed.`),
    ...(added.length > NAMED_MOST ? [`... and ${added.length - NAMED_MOST} more.`] : []),
    ...alreadyListed
      .slice(0, NAMED_MOST)
      .map((each) => `${shownEntry(each)} was suppressed already.`),
    ...(alreadyListed.length > NAMED_MOST
      ? [`... and ${alreadyListed.length - NAMED_MOST} more were.`]
      : []),
    ...(added.length > 0 ? [`It binds ${bound}.`] : []),
    ...(stopped > 0 ? [`Stopped ${stopped} ${stopped === 1 ? 'enrollment' : 'enrollments'}.`] : []),
  ];
}

function importedResult(done: Suppressed, rejected: readonly WrittenEntry[]): Result {
  const rejects = rejected.map(({ line, text, entry }) => ({
    line,
    message:
      entry === null
        ? `"${text}" is no address, domain or phone number`
        : `${shownEntry(entry)} binds ${entry.reach}: needs --force`,
  }));
  const isUsed = done.added.length + done.alreadyListed.length > 0;
  return {
    data: { ...doneJson(done), rejected: rejects.length, rejects },
    text: () =>
      [
        ...(isUsed ? doneText(done) : ['Nothing of it could be used.']),
        ...rejects.slice(0, NAMED_MOST).map(({ line, message }) => `  line ${line}: ${message}`),
        ...(rejects.length > NAMED_MOST ? [`  ... and ${rejects.length - NAMED_MOST} more`] : []),
      ]
        .map(cleanLine)
        .join('\n'),
    exitCode: isUsed ? 0 : 3,
  };
}
