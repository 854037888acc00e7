import { counted } from '../../core/counted.ts';
import { extname, resolve } from 'node:path';
import { CONSENT_BASES, type Consent } from '../../core/person/consent.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { instantIn, type WrittenInstant } from '../../core/time/written-instant.ts';
import { maySend } from '../../policy/may-send.ts';
import { profileOf, residentOf } from '../../policy/profiles.ts';
import { exportConsents, type ExportFormat } from '../../usecases/consents/export-consents.ts';
import { readLedger, type LedgerView } from '../../usecases/consents/read-ledger.ts';
import {
  recordConsent,
  type RecordedConsent,
  type StatedConsent,
} from '../../usecases/consents/record-consent.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { writeRemembered } from '../../usecases/privacy/write-remembered.ts';
import { knownChannel } from '../input/known-channel.ts';
import { defineCommand, type CommandFamily, type Context, type Result } from '../command.ts';
import { personName } from '../documents/person.ts';
import { writeNewFile } from '../files/new-file.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { withSession, type Session } from '../workspace/session.ts';

const KEY = {
  key: { count: 'one', placeholder: 'KEY', summary: 'id, email, phone or LinkedIn URL' },
} as const;
const STATED = {
  channel: {
    kind: 'text',
    placeholder: 'CHANNEL',
    summary: 'email, sms, call, linkedin, or a channel of yours; left out: everywhere',
  },
  source: {
    kind: 'text',
    placeholder: 'TEXT',
    summary: 'where it is known from: a form, a fair, a call; left out: rep',
  },
  evidence: { kind: 'text', placeholder: 'TEXT', summary: 'their words, or where they stand' },
  at: { kind: 'instant', placeholder: 'ISO', summary: 'when they said it; left out: now' },
} as const;

const add = defineCommand({
  description:
    'Writes down on what ground a person may be contacted. Nothing is written over: every statement stays in the ledger with its day and ' +
    'its source. A step that was held for want of it goes on at once.',
  arguments: KEY,
  options: {
    ...STATED,
    basis: {
      kind: 'choice',
      placeholder: 'BASIS',
      choices: CONSENT_BASES,
      summary: `${CONSENT_BASES.join(', ')}; left out: consent`,
    },
    expires: { kind: 'instant', placeholder: 'ISO', summary: 'it counts until then' },
  },
  examples: [
    {
      line: 'touchline consent add ada@kern.example --channel email --source "fair in Berlin" --evidence "signed card 12"',
      says: 'she said yes to email',
    },
    {
      line: 'touchline consent add p12 --basis trade --at 2026-01-15',
      says: 'a customer since January, on every channel',
    },
  ],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', (session) =>
      state(context, session, args.key, {
        ...statedBy(session, options),
        kind: 'given',
        basis: options.basis ?? 'consent',
        expiresAtMs: instantOf(session, options.expires),
      }),
    ),
});

const withdraw = defineCommand({
  description:
    'Writes down that a person takes their consent back, on one channel or everywhere. It binds whatever compliance says, and until they ' +
    'consent anew: what was planned is taken back, and the steps are held. To end their sequences for good: touchline log opt-out.',
  arguments: KEY,
  options: STATED,
  examples: [
    {
      line: 'touchline consent withdraw ada@kern.example --channel sms',
      says: 'no more texts; the other channels stay',
    },
  ],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', (session) =>
      state(context, session, args.key, {
        ...statedBy(session, options),
        kind: 'withdrawn',
        basis: null,
        expiresAtMs: null,
      }),
    ),
});

const list = defineCommand({
  description:
    'Shows all that is on record of a person, oldest first, and what may go to them now by the rules of their country.',
  arguments: KEY,
  options: {},
  examples: [{ line: 'touchline consent list ada@kern.example', says: 'her ledger' }],
  writes: false,
  run: (context, args) =>
    withSession(context, 'read', async ({ stores, settings, nowMs }) => {
      const person = await findPerson(stores.people, args.key, null);
      const view = await readLedger(stores, person);
      return {
        data: view.statements.map((each) => statementJson(person, each)),
        text: () => {
          const { compliance, zone } = settings;
          const says = verdicts(person, view, ['email', 'sms', 'call'], compliance, nowMs);
          return [ledgerText(person, view, zone, nowMs), '', ...says].join('\n');
        },
      };
    }),
});

const exportLedger = defineCommand({
  description:
    'Writes every statement of everybody to a file: CSV, or one JSON document a line when its name ends in .jsonl. Cells that a ' +
    'spreadsheet would run as a formula stand behind an apostrophe.',
  arguments: { file: { count: 'one', placeholder: 'FILE', summary: 'ends in .csv or .jsonl' } },
  options: { force: { kind: 'flag', summary: 'write over a file that is there' } },
  examples: [{ line: 'touchline consent export consents.csv', says: 'the whole ledger' }],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async ({ stores, nowMs }): Promise<Result> => {
      const format = formatOf(args.file);
      const { text, statements } = await exportConsents(stores, format, isoOf);
      const path = resolve(context.io.cwd, args.file);
      const write = (): Promise<void> => writeNewFile(path, text, options.force);
      await writeRemembered(stores.privacy, { path, kind: 'list' }, write, nowMs);
      return {
        data: { file: args.file, format, statements },
        text: () => `Wrote ${counted(statements, 'statement')} to ${cleanLine(args.file)}.`,
      };
    }),
});

export const consentFamily: CommandFamily = {
  description:
    'The ledger of consents: on what ground people may be contacted, and who took it back.',
  members: [
    { name: 'add', summary: 'Write down a ground for contacting a person', definition: add },
    { name: 'withdraw', summary: 'Write down that they take it back', definition: withdraw },
    { name: 'list', summary: 'Show what is on record of a person', definition: list },
    { name: 'export', summary: 'Write the whole ledger to a file', definition: exportLedger },
  ],
};

interface Options {
  readonly channel: string | null;
  readonly source: string | null;
  readonly evidence: string | null;
  readonly at: WrittenInstant | null;
}

function statedBy(
  session: Session,
  { channel, source, evidence, at }: Options,
): Pick<StatedConsent, 'channel' | 'source' | 'evidence' | 'atMs'> {
  return {
    channel: channel === null ? null : knownChannel(session, channel),
    source: source ?? 'rep',
    evidence,
    atMs: instantOf(session, at),
  };
}

function instantOf({ settings }: Session, written: WrittenInstant | null): number | null {
  return written === null ? null : instantIn(written, settings.zone);
}

function formatOf(file: string): ExportFormat {
  return extname(file).toLowerCase() === '.jsonl' ? 'jsonl' : 'csv';
}

async function state(
  context: Context,
  session: Session,
  key: string,
  stated: StatedConsent,
): Promise<Result> {
  const { stores, nowMs, settings } = session;
  const person = await findPerson(stores.people, key, null);
  const done = await recordConsent(stores, await decidingIn(session), person, stated, nowMs);
  const view = await readLedger(stores, person);
  const { statement, isNew, resumed, withdrawn } = done;
  return {
    data: {
      ...statementJson(person, { ...statement, id: null, recordedAtMs: isNew ? nowMs : null }),
      added: isNew ? 1 : 0,
      resumed,
      withdrawn,
    },
    text: () => {
      const about = stated.channel === null ? ['email', 'sms', 'call'] : [stated.channel];
      const says = verdicts(person, view, about, settings.compliance, nowMs);
      return [...doneLines(person, done), ...says].join('\n');
    },
  };
}

function doneLines(
  person: Prospect,
  { statement, isNew, resumed, withdrawn }: RecordedConsent,
): readonly string[] {
  const where = cleanLine(statement.channel ?? 'every channel');
  const what =
    statement.kind === 'withdrawn'
      ? `${personName(person)} took their consent back for ${where}`
      : `${personName(person)}: ${statement.basis} for ${where}`;
  return [
    isNew ? `Recorded: ${what}.` : `On record already: ${what}. Nothing changed.`,
    ...(resumed > 0
      ? [`Next: touchline run (${counted(resumed, 'enrollment goes', 'enrollments go')} on)`]
      : []),
    ...(withdrawn > 0
      ? [`Taken back what was planned or open in ${counted(withdrawn, 'enrollment')}.`]
      : []),
  ];
}

interface Shown extends Consent {
  readonly id: string | null;
  readonly recordedAtMs: number | null;
}

function statementJson(
  person: Prospect,
  { id, kind, channel, basis, source, evidence, atMs, expiresAtMs, recordedAtMs }: Shown,
): { readonly [key: string]: Json } {
  return {
    id,
    prospect: person.id,
    kind,
    channel,
    basis,
    source,
    evidence,
    at: isoOf(atMs),
    expires: isoOf(expiresAtMs),
    recorded_at: isoOf(recordedAtMs),
  };
}

function ledgerText(
  person: Prospect,
  { statements }: LedgerView,
  zone: string,
  nowMs: number,
): string {
  if (statements.length === 0) return `Nothing is on record of ${personName(person)}.`;
  const day = (atMs: number | null): string | null =>
    atMs === null ? null : formatTime(atMs, zone, nowMs);
  return renderTable(
    [
      { title: 'WHEN' },
      { title: 'SAID' },
      { title: 'CHANNEL' },
      { title: 'BASIS' },
      { title: 'SOURCE', maxWidth: 40 },
      { title: 'UNTIL' },
      { title: 'EVIDENCE', maxWidth: 60 },
    ],
    statements.map((each) => [
      day(each.atMs) ?? 'no day',
      each.kind,
      each.channel ?? 'every',
      each.basis,
      each.source,
      day(each.expiresAtMs),
      each.evidence,
    ]),
  );
}

/** Of who is on the list, what the ledger says is not worth a word. */
function verdicts(
  person: Prospect,
  view: LedgerView,
  channels: readonly string[],
  compliance: Session['settings']['compliance'],
  nowMs: number,
): readonly string[] {
  if (view.suppressedBy !== null)
    return [cleanLine(`Nothing goes to them, whatever is on record: ${view.suppressedBy}.`)];
  return channels.map((channel) => verdictText(person, view, channel, compliance, nowMs));
}

function verdictText(
  person: Prospect,
  { ledger }: LedgerView,
  channel: string,
  compliance: Session['settings']['compliance'],
  nowMs: number,
): string {
  const law = maySend({ compliance, channel, prospect: person, ledger, rangAtMs: [], nowMs });
  if (law === null) {
    const profile = profileOf(residentOf(person));
    const because =
      compliance === 'off'
        ? 'compliance is off'
        : profile === null
          ? 'no profile is known for their country'
          : `profile ${profile.id} asks nothing`;
    return `${channel}: may go (${because})`;
  }
  const says =
    law.verdict === 'allow'
      ? [`${channel}: may go (${law.detail})`]
      : [`${channel}: held by ${law.rule}: ${law.detail}`, `  ${law.clears}`];
  return says.map(cleanLine).join('\n');
}
