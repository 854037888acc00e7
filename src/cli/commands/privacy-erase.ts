import { counted } from '../../core/counted.ts';
import { relative } from 'node:path';
import type { Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { parseKey } from '../../people/identity/key.ts';
import { cleanStore, erasePerson, type ErasedPerson } from '../../usecases/privacy/erase-person.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { sectionCounts } from '../documents/person-export.ts';
import { personName } from '../documents/person-name.ts';
import { confirm } from '../input/confirm.ts';
import { cleanLine } from '../output/sanitize.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { alone, erasurePortsIn } from '../workspace/privacy-desk.ts';
import { withSession, type Session } from '../workspace/session.ts';

export const erase = defineCommand({
  description:
    'Forgets a person for good: their rows, their mail, what names them in the mail, tasks and notes of others, and in the files that we wrote ' +
    '(rejects, exports); then the store is rewritten, so that no deleted byte is left. What stays is a keyed hash of their addresses, numbers ' +
    'and profiles, with a reason and a date: nothing ever goes to them again, and a list that brings them back is told so. Needs the runner ' +
    'to be stopped. It can not be taken back.',
  arguments: {
    key: {
      count: 'one',
      placeholder: 'KEY',
      summary: 'an id, an address, a phone number or a LinkedIn profile',
    },
  },
  options: {
    reason: {
      kind: 'choice',
      placeholder: 'WORD',
      choices: ['asked', 'objected'],
      summary: 'kept beside the hash; left out: asked',
    },
    dryRun: { kind: 'flag', summary: 'say what would go and write nothing' },
    yes: { kind: 'flag', summary: 'do not ask' },
  },
  examples: [
    { line: 'touchline privacy erase ada@acme.example --dry-run', says: 'what would go' },
    { line: 'touchline privacy erase p12 --yes', says: 'from a script' },
  ],
  writes: true,
  run: (context, args, { reason, dryRun, yes }) =>
    withSession(context, 'write', async (session): Promise<Result> => {
      const person = await personOrGone(session, args.key);
      if (person === null) return erasedAlready(context, session, args.key, dryRun);
      const known = await session.stores.privacy.everything(person.id);
      if (dryRun) return dryResult(person, sectionCounts(known));
      const name = personName(person);
      await confirm(context.io, `Erase ${name} for good? It can't be taken back.`, yes);
      const ports = erasurePortsIn(session);
      const { nowMs } = session;
      const erasure = {
        prospectId: person.id,
        reason: reason ?? 'asked',
        keepsHash: true,
        atMs: nowMs,
      };
      const [done, isClean] = await alone(context, session, async () => {
        const erased = await erasePerson(ports, erasure, nowMs);
        return [erased, await cleanStore(ports.erasures)] as const;
      });
      const lists = await session.stores.imports.imports();
      return doneResult(context, person, done, { isClean, lists: lists.map(({ file }) => file) });
    }),
});

/** `null`: who is meant was erased. @throws {UserError} `unknown_person`, `ambiguous_person`. */
async function personOrGone(session: Session, key: string): Promise<Prospect | null> {
  const { stores, config } = session;
  const { country } = peopleContext(config, null);
  try {
    return await findPerson(stores.people, key, country);
  } catch (cause) {
    const isUnknown = cause instanceof UserError && cause.code === 'unknown_person';
    if (isUnknown && (await wasErased(session, key, country))) return null;
    throw cause;
  }
}

async function wasErased(
  { stores }: Session,
  key: string,
  country: string | null,
): Promise<boolean> {
  const meant = parseKey(key, country);
  if (meant === null) return false;
  if (meant.kind === 'id') {
    const records = await stores.privacy.records(Number.MAX_SAFE_INTEGER);
    return records.some(({ subject, action }) => subject === meant.value && action !== 'export');
  }
  const identity = { kind: meant.kind, value: meant.value };
  const nobody = { firstName: null, lastName: null, name: null, identities: [identity] };
  return (await stores.privacy.erased([nobody])).some((each) => each !== null);
}

/** A repeat ends what an earlier try left: the file may not be rewritten yet. */
async function erasedAlready(
  context: Context,
  session: Session,
  key: string,
  dryRun: boolean,
): Promise<Result> {
  const { erasures } = session.stores;
  const isOwed = !dryRun && (await erasures.isToBeCleaned());
  const cleaned = isOwed ? await alone(context, session, () => cleanStore(erasures)) : true;
  return {
    data: { prospect: null, erased: false, already: true, dry_run: dryRun, cleaned },
    text: () =>
      [`${cleanLine(key)} was erased already: nothing is left.`, ...cleanText(cleaned)].join('\n'),
  };
}

function dryResult(person: Prospect, rows: readonly (readonly [string, number])[]): Result {
  return {
    data: {
      prospect: person.id,
      erased: false,
      already: false,
      dry_run: true,
      rows: Object.fromEntries(rows),
    },
    text: () =>
      [
        `Would erase ${personName(person)} (${person.id}):`,
        ...rows.map(
          ([table, count]) => `  ${String(count).padStart(5)} ${table.replaceAll('_', ' ')}`,
        ),
        'and what names them in the words of others and in the files that we wrote.',
        'Nothing was written (--dry-run).',
      ].join('\n'),
  };
}

function doneResult(
  context: Context,
  person: Prospect,
  done: ErasedPerson,
  { isClean, lists }: { readonly isClean: boolean; readonly lists: readonly string[] },
): Result {
  const { counts, mail, changed, removed, unreadable } = done;
  const shown = (path: string): string => cleanLine(relative(context.io.cwd, path));
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const sources = [...new Set(lists)].slice(0, 3).map(cleanLine).join(', ');
  return {
    data: {
      prospect: person.id,
      erased: true,
      already: false,
      dry_run: false,
      rows: counts,
      mail_of_others: mail,
      files_changed: [...changed],
      files_removed: [...removed],
      files_unreadable: [...unreadable],
      cleaned: isClean,
    },
    text: () =>
      [
        `Erased ${person.id}: ${rows} rows are gone. A keyed hash says no in their place.`,
        ...(mail > 0 ? [`Taken out of ${counted(mail, 'message')} of others.`] : []),
        ...changed.map((path) => `Taken out of ${shown(path)}.`),
        ...removed.map((path) => `Removed ${shown(path)}.`),
        ...unreadable.map((path) => `Could not be read, look yourself: ${shown(path)}`),
        ...cleanText(isClean),
        `Not ours to erase: mailboxes, backups${sources === '' ? '' : `, and your lists (${sources})`}.`,
      ].join('\n'),
  };
}

function cleanText(isClean: boolean): readonly string[] {
  if (isClean) return [];
  return [
    'Another program reads the store: deleted bytes lie in its file until the next run, or until you run this again.',
  ];
}
