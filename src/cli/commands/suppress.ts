import { counted } from '../../core/counted.ts';
import { resolve } from 'node:path';
import type { SuppressionEntry as StoredEntry } from '../../ports/suppression-store.ts';
import { UserError } from '../../core/user-error.ts';
import {
  parseSuppression,
  type SuppressionEntry,
} from '../../people/identity/suppression-entry.ts';
import { csvText } from '../../people/lists/csv-text.ts';
import { otherNames } from '../../usecases/accounts/other-names.ts';
import { writeRemembered } from '../../usecases/privacy/write-remembered.ts';
import { suppress } from '../../usecases/suppressions/suppress.ts';
import { unsuppress } from '../../usecases/suppressions/unsuppress.ts';
import { defineCommand, type CommandFamily } from '../command.ts';
import {
  doneJson,
  doneText,
  entryJson,
  otherNamesText,
  shownEntry,
  stillBoundText,
} from '../documents/suppressions.ts';
import { writeNewFile } from '../files/new-file.ts';
import { knownChannel } from '../input/known-channel.ts';
import { isoOf } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { withSession, type Session } from '../workspace/session.ts';
import { CHANNEL, importSuppressionList, REASON } from './suppress-import.ts';

const ENTRIES = {
  count: 'many',
  placeholder: 'ENTRY',
  summary:
    'an address, sales-*@domain, *@domain, a domain, a LinkedIn profile, or a phone number with its country code',
} as const;
const BY_HAND = 'added by hand';

const add = defineCommand({
  description:
    'Adds addresses, domains, LinkedIn profiles and phone numbers that must not be touched, and stops everybody they bind, at once. A ' +
    'domain binds its subdomains too. One address of a person binds the whole person on every channel; with --channel the person goes on ' +
    'by the others.',
  arguments: { entries: ENTRIES },
  options: {
    channel: CHANNEL,
    reason: REASON,
    force: { kind: 'flag', summary: 'also entries that bind far more than one company' },
  },
  examples: [
    { line: 'touchline suppress add ada@acme.example', says: 'one address' },
    { line: "touchline suppress add '*@acme.example'", says: 'a company' },
    { line: "touchline suppress add 'jobs-*@acme.example'", says: 'addresses that look like it' },
    { line: 'touchline suppress add +49301234567 --channel sms', says: 'no texts; calls may go' },
  ],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async (session) => {
      const entries = args.entries.map(entryOf);
      if (!options.force) refuseBroad(entries);
      const reason = options.reason ?? BY_HAND;
      const on = channelOf(session, options.channel);
      const { added, alreadyListed, ...stopped } = await suppress(
        session.stores,
        await decidingIn(session),
        entries.map(({ kind, value }) => ({ kind, value, reason, ...on })),
        'rep',
        session.nowMs,
      );
      const others = await otherNames(session.stores, entries, on.channel);
      const counts = { added: added.length, alreadyListed: alreadyListed.length };
      const done = { ...stopped, ...counts, named: added, namedBefore: alreadyListed };
      return {
        data: { ...doneJson(done), also_known_as: [...others] },
        text: () => [...doneText(done), ...otherNamesText(others, on.channel)].join('\n'),
      };
    }),
});

const remove = defineCommand({
  description:
    'Takes entries off the list. Nobody starts again by it: who was stopped stays stopped until somebody enrolls them. Who was held on one ' +
    'channel goes on there.',
  arguments: { entries: ENTRIES },
  options: {
    channel: CHANNEL,
    force: { kind: 'flag', summary: 'also what the person asked for' },
  },
  examples: [{ line: 'touchline suppress remove ada@acme.example', says: 'may be touched again' }],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async (session) => {
      const on = channelOf(session, options.channel);
      const entries = args.entries.map(entryOf).map(({ kind, value }) => ({ kind, value, ...on }));
      const { stores, nowMs } = session;
      const deciding = await decidingIn(session);
      const done = await unsuppress(stores, deciding, entries, options.force, nowMs);
      const { removed, notListed, stillBound, resumed } = done;
      const stays = 'Who was stopped stays stopped until enrolled again.';
      return {
        data: {
          removed: removed.length,
          not_listed: notListed.map(({ value }) => value),
          still_bound: stillBound.map(({ entry, by }) => ({
            ...entryJson(entry),
            by: { ...entryJson(by), reason: by.reason },
          })),
          resumed,
        },
        text: () =>
          [
            ...removed.map((each) => `${shownEntry(each)} is off the list.`),
            ...notListed.map((each) => `${shownEntry(each)} was not on the list.`),
            ...stillBoundText(stillBound),
            ...(removed.some(({ channel }) => channel === undefined) ? [stays] : []),
            ...(resumed > 0 ? ['Who was held there goes on. Next: touchline run'] : []),
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
        data: entries.map((entry) => ({
          ...entryJson(entry),
          reason: entry.reason,
          source: entry.source,
          at: isoOf(entry.atMs),
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

const exportList = defineCommand({
  description:
    'Writes the list to a CSV file that suppress import reads again, channel and reason with it. Who was erased is not in it: of them only a ' +
    'keyed hash is left.',
  arguments: { file: { count: 'one', placeholder: 'FILE', summary: 'the new file' } },
  options: { force: { kind: 'flag', summary: 'write over a file that is there' } },
  examples: [{ line: 'touchline suppress export suppressed.csv', says: 'every entry' }],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async ({ stores, nowMs }) => {
      const entries = await stores.suppressions.suppressions();
      const path = resolve(context.io.cwd, args.file);
      const write = (): Promise<void> => writeNewFile(path, csvOf(entries), options.force);
      await writeRemembered(stores.privacy, { path, kind: 'list' }, write, nowMs);
      const count = counted(entries.length, 'entry', 'entries');
      return {
        data: { file: args.file, entries: entries.length },
        text: () => `Wrote ${count} to ${cleanLine(args.file)}.`,
      };
    }),
});

export const suppressFamily: CommandFamily = {
  description: 'The suppression list: who must not be touched.',
  members: [
    { name: 'add', summary: 'Add addresses, domains, profiles or phone numbers', definition: add },
    { name: 'remove', summary: 'Take entries off the list', definition: remove },
    { name: 'list', summary: 'Show the list', isDefault: true, definition: list },
    { name: 'import', summary: 'Add every entry of a file', definition: importSuppressionList },
    { name: 'export', summary: 'Write the list to a file', definition: exportList },
  ],
};

function channelOf(session: Session, channel: string | null): { readonly channel?: string } {
  return channel === null ? {} : { channel: knownChannel(session, channel) };
}

function csvOf(entries: readonly StoredEntry[]): string {
  const rows = entries.map(({ kind, value, channel, reason, source, atMs }) => [
    shownEntry({ kind, value }),
    channel ?? '',
    reason,
    source,
    isoOf(atMs),
  ]);
  return csvText([['entry', 'channel', 'reason', 'source', 'at'], ...rows]);
}

function entryOf(text: string): SuppressionEntry {
  const entry = parseSuppression(text, null);
  if (entry !== null) return entry;
  throw new UserError(
    'bad_suppression',
    `"${text}" is no address, domain, LinkedIn profile or phone number`,
    'write it as ada@acme.example, sales-*@acme.example, *@acme.example, linkedin.com/in/ada-kern or +49301234567',
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
