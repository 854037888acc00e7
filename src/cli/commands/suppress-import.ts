import { createReadStream } from 'node:fs';
import { counted, countedPeople } from '../../core/counted.ts';
import type { NewSuppression } from '../../core/person-effects.ts';
import { UserError } from '../../core/user-error.ts';
import {
  importSuppressions,
  type ImportedSuppressions,
} from '../../usecases/suppressions/import-suppressions.ts';
import {
  readSuppressions,
  type WrittenEntry,
} from '../../usecases/suppressions/read-suppressions.ts';
import { otherNames } from '../../usecases/accounts/other-names.ts';
import { defineCommand, type Result } from '../command.ts';
import {
  doneJson,
  doneText,
  NAMED_MOST,
  otherNamesText,
  shownEntry,
} from '../documents/suppressions.ts';
import { confirm } from '../input/confirm.ts';
import { requireInput } from '../input/input-file.ts';
import { knownChannel } from '../input/known-channel.ts';
import { cleanLine } from '../output/sanitize.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { withSession, type Session } from '../workspace/session.ts';

export const REASON = {
  kind: 'text',
  placeholder: 'TEXT',
  summary: 'why; shown wherever somebody is held back by it',
} as const;
export const CHANNEL = {
  kind: 'text',
  placeholder: 'CHANNEL',
  summary: 'email, sms, call, linkedin or one of your own; left out: every one',
} as const;

export const importSuppressionList = defineCommand({
  description:
    'Adds every entry of a file: one a line, or a column of a CSV list, whose columns "channel" and "reason" count where it has them. Lines ' +
    'that can not be read, and entries that bind far more than one company, are left out and named. The same file again changes nothing.',
  arguments: { file: { count: 'one', placeholder: 'FILE', summary: 'the list' } },
  options: {
    column: { kind: 'text', placeholder: 'NAME', summary: 'the column that holds the entries' },
    country: {
      kind: 'text',
      placeholder: 'CODE',
      summary: 'for phone numbers without a country code',
    },
    channel: CHANNEL,
    reason: REASON,
    dryRun: { kind: 'flag', summary: 'say what would change and write nothing' },
    force: { kind: 'flag', summary: 'also entries that bind far more than one company' },
    yes: { kind: 'flag', summary: 'do not ask' },
  },
  examples: [
    { line: 'touchline suppress import unsubscribed.txt --yes', says: 'one entry a line' },
    { line: 'touchline suppress import crm.csv --column Email', says: 'a column of an export' },
  ],
  writes: true,
  run: (context, args, { dryRun, ...options }) =>
    withSession(context, 'write', async (session): Promise<Result> => {
      const path = await requireInput(context, args.file);
      const { country } = peopleContext(session.config, options.country);
      const file = { name: args.file, open: () => createReadStream(path) };
      const read = () => readSuppressions(file, { column: options.column, country });
      const channelOf = (written: string | null): string | null =>
        written === null ? null : knownChannel(session, written);
      const given = channelOf(options.channel);
      const usual = options.reason ?? `in ${args.file}`;
      const domains: Pick<NewSuppression, 'kind' | 'value'>[] = [];
      const entries = async function* (): AsyncGenerator<NewSuppression, void> {
        for await (const { entry, channel, reason } of read()) {
          if (!mayBeUsed(entry, options.force)) continue;
          const on = given ?? channelOf(channel);
          const { kind, value } = entry;
          if (kind === 'domain' && on === given) domains.push(entry);
          yield { kind, value, reason: reason ?? usual, ...(on === null ? {} : { channel: on }) };
        }
      };
      const { used, rejected, examples } = await sortedOut(read(), options.force, (each) => {
        if (given === null) requireKnown(session, each, args.file);
      });
      const question = `Suppress ${counted(used, 'entry', 'entries')} of ${args.file}?`;
      if (used > 0 && !dryRun) await confirm(context.io, question, options.yes);
      const deciding = await decidingIn(session);
      const order = { source: args.file, dryRun };
      const { stores, nowMs } = session;
      const done = await importSuppressions(stores, deciding, entries(), order, nowMs);
      const others = await otherNames(stores, domains, given ?? undefined);
      return importedResult(done, { rejected, examples, dryRun, others, given });
    }),
});

/** @throws {UserError} `unknown_channel` (exit 3), with its line. */
function requireKnown(session: Session, { line, channel }: WrittenEntry, file: string): void {
  if (channel === null) return;
  try {
    knownChannel(session, channel);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    const { code, message } = cause;
    const hint = 'mend the column, or say for all of them: --channel NAME; empty means every one';
    throw new UserError(code, `${file}:${line}: ${message}`, hint, 3);
  }
}

function mayBeUsed(
  entry: WrittenEntry['entry'],
  force: boolean,
): entry is NonNullable<WrittenEntry['entry']> {
  return entry !== null && (force || entry.reach === null);
}

/** So many of those that are left out are kept in memory. */
const EXAMPLES_MOST = 1_000;

interface Counted {
  readonly used: number;
  readonly rejected: number;
  readonly examples: readonly WrittenEntry[];
}

/**
 * All of it is looked at before anything binds: a list that is taken in by half looks like one that was taken in.
 *
 * @param check  Throws where an entry must not be read.
 */
async function sortedOut(
  written: AsyncIterable<WrittenEntry>,
  force: boolean,
  check: (each: WrittenEntry) => void,
): Promise<Counted> {
  const examples: WrittenEntry[] = [];
  let [used, rejected] = [0, 0];
  for await (const each of written) {
    check(each);
    if (mayBeUsed(each.entry, force)) {
      used += 1;
      continue;
    }
    rejected += 1;
    if (examples.length < EXAMPLES_MOST) examples.push(each);
  }
  return { used, rejected, examples };
}

function importedResult(
  imported: ImportedSuppressions,
  left: Omit<Counted, 'used'> & {
    readonly dryRun: boolean;
    /** Other domains of companies in the file, which are not on the list. */
    readonly others: readonly string[];
    /** For all of the file; `null`: as each line says. */
    readonly given: string | null;
  },
): Result {
  const { rejected, dryRun, others, given } = left;
  const rejects = left.examples.map(({ line, text, entry }) => ({
    line,
    message:
      entry === null
        ? `"${text}" is no address, domain, LinkedIn profile or phone number${/^[\d ().\-/]{7,}$/.test(text) ? '; without a country code a number needs --country' : ''}`
        : `${shownEntry(entry)} binds ${entry.reach}: needs --force`,
  }));
  const isUsed = imported.added + imported.alreadyListed > 0;
  const done = { ...imported, namedBefore: [] };
  const said = dryRun ? dryText(imported) : doneText(done);
  const more = rejected - Math.min(rejects.length, NAMED_MOST);
  return {
    data: { ...doneJson(done), also_known_as: [...others], dry_run: dryRun, rejected, rejects },
    text: () =>
      [
        ...(isUsed ? said : ['Nothing of it could be used.']),
        ...(rejected > 0 ? [`Left out ${rejected}:`] : []),
        ...rejects.slice(0, NAMED_MOST).map(({ line, message }) => `  line ${line}: ${message}`),
        ...(more > 0 ? [`  ... and ${more} more`] : []),
        ...otherNamesText(others, given ?? undefined),
      ]
        .map(cleanLine)
        .join('\n'),
    exitCode: isUsed ? 0 : 3,
  };
}

function dryText({ added, alreadyListed, people }: ImportedSuppressions): readonly string[] {
  return [
    `Would suppress ${added}, and ${alreadyListed} were suppressed already. It would bind ${countedPeople(people)} we know.`,
    'Nothing was written (--dry-run).',
  ];
}
