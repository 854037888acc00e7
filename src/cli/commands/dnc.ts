import { createReadStream } from 'node:fs';
import { counted } from '../../core/counted.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import { UserError } from '../../core/user-error.ts';
import { instantIn } from '../../core/time/written-instant.ts';
import { linesOf } from '../../people/lists/lines.ts';
import { callListMostDays } from '../../policy/profiles.ts';
import type { StoredCallList } from '../../ports/consent-store.ts';
import { importCallList, type ImportedCallList } from '../../usecases/consents/import-call-list.ts';
import { defineCommand, type CommandFamily, type Result } from '../command.ts';
import { requireInput } from '../input/input-file.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { withSession } from '../workspace/session.ts';

/** Registers whose numbers are British, whatever the command line says of a country. */
const BRITISH = /^c?tps\b/i;

const importList = defineCommand({
  description:
    'Takes in a register of numbers that must not be called: one a line, or the first cell of it. Calls to them are held. Numbers are ' +
    'added and never taken away; the same file again changes nothing but the day of the list. A register that grew too old holds calls in ' +
    'its country until a newer one is imported; your own list does not grow old.',
  arguments: { file: { count: 'one', placeholder: 'FILE', summary: 'the register' } },
  options: {
    source: {
      kind: 'text',
      placeholder: 'NAME',
      summary: 'its name: national, tps, ctps; left out: national, or ours with --own',
    },
    at: { kind: 'instant', placeholder: 'ISO', summary: 'the day it is of; left out: now' },
    country: {
      kind: 'text',
      placeholder: 'CODE',
      summary: 'whose register it is, and where its numbers are; left out: US, for tps and ctps GB',
    },
    own: { kind: 'flag', summary: 'our own list: it does not grow old' },
  },
  examples: [
    {
      line: 'touchline dnc import 212.txt --source national --at 2026-03-01',
      says: 'an area code of the national register',
    },
    { line: 'touchline dnc import asked-us.csv --own', says: 'who asked us' },
  ],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async (session): Promise<Result> => {
      const { stores, config, settings, nowMs } = session;
      const source = options.source ?? (options.own ? 'ours' : 'national');
      const usual = BRITISH.test(source) ? 'GB' : 'US';
      const country = peopleContext(config, options.country).country ?? usual;
      const atMs = options.at === null ? nowMs : instantIn(options.at, settings.zone);
      refuseFuture(atMs, nowMs);
      const path = await requireInput(context, args.file);
      const order = { source, atMs, country, isOwn: options.own };
      const lines = linesOf(createReadStream(path));
      const deciding = await decidingIn(session);
      const done = await importCallList(stores, deciding, lines, order, nowMs);
      return importedResult(args.file, done, settings.zone, nowMs);
    }),
});

const list = defineCommand({
  description: 'Shows the registers of numbers that must not be called, and how old they are.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline dnc list', says: 'every register' }],
  writes: false,
  run: (context) =>
    withSession(context, 'read', async ({ stores, settings, nowMs }) => {
      const lists = await stores.consents.callLists();
      return {
        data: lists.map((each) => listJson(each, nowMs)),
        text: () =>
          lists.length === 0
            ? 'No register was imported. Next: touchline dnc import FILE --source NAME'
            : renderTable(
                [
                  { title: 'LIST' },
                  { title: 'COUNTRY' },
                  { title: 'NUMBERS' },
                  { title: 'OF' },
                  { title: 'AGE' },
                ],
                lists.map((each) => [
                  each.source,
                  each.country ?? 'our own',
                  each.numbers,
                  formatTime(each.atMs, settings.zone, nowMs),
                  ageWords(each, nowMs),
                ]),
              ),
      };
    }),
});

export const dncFamily: CommandFamily = {
  description: 'Registers of numbers that must not be called.',
  members: [
    { name: 'import', summary: 'Take in a register', definition: importList },
    {
      name: 'list',
      summary: 'Show the registers and their age',
      isDefault: true,
      definition: list,
    },
  ],
};

/** @throws {UserError} `list_in_the_future` (exit 2). */
function refuseFuture(atMs: number, nowMs: number): void {
  if (atMs <= nowMs) return;
  throw new UserError(
    'list_in_the_future',
    '--at has not come yet: no register is of that day',
    'write the day on which it was downloaded, or leave it out: now',
    2,
  );
}

function listJson(
  { source, country, atMs, numbers, importedAtMs }: StoredCallList,
  nowMs: number,
): Json {
  const mostDays = callListMostDays(country);
  return {
    source,
    country,
    at: isoOf(atMs),
    imported_at: isoOf(importedAtMs),
    numbers,
    age_days: daysOld(atMs, nowMs),
    max_age_days: mostDays,
    too_old: mostDays !== null && nowMs - atMs > mostDays * DAY_MS,
  };
}

function daysOld(atMs: number, nowMs: number): number {
  return Math.floor((nowMs - atMs) / DAY_MS);
}

function ageWords({ atMs, country }: StoredCallList, nowMs: number): string {
  const days = daysOld(atMs, nowMs);
  const says = counted(days, 'day');
  const mostDays = callListMostDays(country);
  if (mostDays === null) return says;
  return nowMs - atMs > mostDays * DAY_MS
    ? `${says}: too old, calls are held`
    : `${says} of ${mostDays}`;
}

function importedResult(file: string, done: ImportedCallList, zone: string, nowMs: number): Result {
  const { list: of, numbers, added, rejected, rejectedCount, resumed, withdrawn } = done;
  return {
    data: {
      source: of.source,
      country: of.country,
      at: isoOf(of.atMs),
      numbers,
      added,
      unchanged: numbers - added,
      rejected: rejectedCount,
      rejects: rejected.map(({ line, text }) => ({ line, text })),
      resumed,
      withdrawn,
    },
    text: () =>
      [
        `${of.source} of ${formatTime(of.atMs, zone, nowMs)}: ${counted(numbers, 'number')} in ${file}, ${added} of them new.`,
        ...(rejectedCount === 0 ? [] : [`${counted(rejectedCount, 'line')} without a number:`]),
        ...rejected.map(({ line, text }) => `  line ${line}: ${text}`),
        ...(withdrawn === 0
          ? []
          : [`Taken back: ${counted(withdrawn, 'call')} that nobody may make.`]),
        ...(resumed === 0
          ? []
          : [`Next: touchline run (${counted(resumed, 'call')} waited for a newer list)`]),
      ]
        .map(cleanLine)
        .join('\n'),
  };
}
