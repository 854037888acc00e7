import { successorText, type Classification, INBOUND_CLASSES } from '../../core/inbound-message.ts';
import { INTENTS } from '../../inbound/phrases/intent-phrases.ts';
import type { InboxEntry } from '../../ports/inbox-store.ts';
import { heardOn } from '../../runner/hearing/heard-on.ts';
import {
  assignMessage,
  labelMessage,
  messageOf,
  type CorrectedMessage,
} from '../../usecases/signals/correct-message.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { readMessage, rereadMessage } from '../../usecases/signals/read-message.ts';
import { inboxExport } from './inbox-export.ts';
import { defineCommand, type CommandFamily, type Result } from '../command.ts';
import { withDesk, type Desk } from '../workspace/desk.ts';
import { personName } from '../documents/person-name.ts';
import { readInput } from '../input/input-file.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine, cleanLines } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';

const LIMIT = 100;
const id = { count: 'one', placeholder: 'ID', summary: 'as touchline inbox shows it' } as const;

const list = defineCommand({
  description: 'What was heard: what nobody could be found for first, then the newest.',
  arguments: {},
  options: {
    limit: {
      kind: 'integer',
      placeholder: 'N',
      summary: `at most so many; ${LIMIT} by default`,
      min: 1,
    },
  },
  examples: [{ line: 'touchline inbox', says: 'what wants a look comes first' }],
  writes: false,
  run: (context, _args, { limit }) =>
    withDesk(context, 'read', async (desk) => {
      const entries = await desk.to.inbox.inbox(limit ?? LIMIT);
      return {
        data: entries.map((entry) => document(desk, entry)),
        text: () => listText(desk, entries),
      };
    }),
});

const show = defineCommand({
  description: 'One message: what it says, what it was taken for, by which rules, and whose it is.',
  arguments: { id },
  options: {},
  examples: [{ line: 'touchline inbox show m12', says: 'one message' }],
  writes: false,
  run: (context, args) =>
    withDesk(context, 'read', async (desk) => {
      const entry = await messageOf(desk.to, args.id);
      const person = entry.prospectId === null ? null : await desk.to.people.byId(entry.prospectId);
      const whose = person === null ? 'nobody is known' : personName(person);
      const is = await rereadMessage(desk.to, entry, person?.zone ?? null);
      const failed = is?.failedAddress ?? null;
      const suggested = failed === null ? null : await desk.to.people.byIdentity('email', failed);
      return {
        data: { ...document(desk, entry), ...detailsDocument(is) },
        text: () => showText(desk, entry, { whose, is, isKnown: suggested !== null }),
      };
    }),
});

const label = defineCommand({
  description:
    'Corrects what a message was taken for; the correction is kept. What stops a sequence stops it now. What is no answer lets go ' +
    'whom it held, colleagues too, and its reply task is closed; a sequence that it ended is resumed with touchline resume. A notice ' +
    'of LinkedIn’s (linkedin) is an answer and stops as one does, unless it says that an invitation was accepted.',
  arguments: {
    id,
    class: { count: 'one', placeholder: 'CLASS', summary: 'what it is', choices: INBOUND_CLASSES },
  },
  options: {
    intent: { kind: 'choice', placeholder: 'INTENT', summary: 'what they want', choices: INTENTS },
  },
  examples: [
    { line: 'touchline inbox label m12 human_reply', says: 'a person wrote it' },
    { line: 'touchline inbox label m12 auto_reply', says: 'a machine wrote it' },
  ],
  writes: true,
  run: (context, args, { intent }) =>
    withDesk(context, 'write', async (desk) =>
      corrected(
        desk,
        await labelMessage(desk.to, args.id, args.class, intent, desk.moment),
        `is labelled ${args.class}`,
      ),
    ),
});

const assign = defineCommand({
  description:
    'Says whose message it is. An answer then stops that person, and lets go who was held for it.',
  arguments: { id, key: { count: 'one', placeholder: 'KEY', summary: 'the person' } },
  options: {},
  examples: [{ line: 'touchline inbox assign m12 ada@kern.example', says: 'it was her' }],
  writes: true,
  run: (context, args) =>
    withDesk(context, 'write', async (desk) => {
      const { to, moment } = desk;
      await messageOf(to, args.id);
      const person = await findPerson(to.people, args.key, null);
      return corrected(
        desk,
        await assignMessage(to, args.id, person, moment),
        `is from ${personName(person)}`,
      );
    }),
});

const resolveMember = defineCommand({
  description: 'Marks a message as looked at. It changes nothing for anybody.',
  arguments: { id },
  options: {},
  examples: [{ line: 'touchline inbox resolve m12', says: 'nothing is to be done about it' }],
  writes: true,
  run: (context, args) =>
    withDesk(context, 'write', async (desk) => {
      const { to, moment } = desk;
      const before = await messageOf(to, args.id);
      if (before.resolvedAtMs === null) await to.inbox.resolve(args.id, moment.nowMs);
      const entry = await messageOf(to, args.id);
      const held = await to.inbox.heldBy(args.id);
      const isOpen = held.length > 0 && entry.matchedBy !== 'a person';
      return {
        data: document(desk, entry),
        text: () =>
          [
            before.resolvedAtMs === null
              ? `${args.id} is resolved.`
              : `${args.id} was resolved before: nothing changed.`,
            isOpen
              ? `${held.length} people are held for it all the same: touchline inbox label ${args.id} CLASS`
              : null,
          ]
            .filter((line) => line !== null)
            .join('\n'),
      };
    }),
});

const read = defineCommand({
  description:
    'Reads raw messages as the engine would, and says what it takes them for. Stores nothing, needs no workspace.',
  arguments: { file: { count: 'many', placeholder: 'FILE', summary: 'raw messages (.eml)' } },
  options: {},
  examples: [{ line: 'touchline inbox read answer.eml', says: 'what would it be taken for?' }],
  writes: false,
  run: async (context, { file }) => {
    const found: { readonly file: string; readonly is: Classification }[] = [];
    for (const each of file) {
      const { bytes } = await readInput(context, each);
      found.push({ file: each, is: await readMessage(bytes, context.clock.nowMs(), null) });
    }
    return {
      data: found.map((each) => readDocument(each.file, each.is)),
      text: () => found.map((each) => readText(each.file, each.is)).join('\n\n'),
    };
  },
});

export const inboxCommand: CommandFamily = {
  description: 'What was heard, and what it was taken for. People correct it here.',
  members: [
    {
      name: 'list',
      summary: 'Show what was heard, unmatched first',
      isDefault: true,
      definition: list,
    },
    { name: 'show', summary: 'Show one message', definition: show },
    { name: 'label', summary: 'Say what a message is', definition: label },
    { name: 'assign', summary: 'Say whose message it is', definition: assign },
    { name: 'resolve', summary: 'Mark a message as looked at', definition: resolveMember },
    { name: 'export', summary: 'Write corrected messages as test cases', definition: inboxExport },
    { name: 'read', summary: 'Classify raw messages, storing nothing', definition: read },
  ],
};

function document(desk: Desk, entry: InboxEntry): { readonly [key: string]: Json } {
  return {
    id: entry.id,
    at: isoOf(entry.atMs),
    channel: heardOn(desk.session.settings, entry),
    source: entry.source,
    from: entry.from,
    subject: entry.subject,
    class: entry.class,
    intent: entry.intent,
    confidence: entry.confidence,
    prospect: entry.prospectId,
    touch: entry.touchId,
    matched_by: entry.matchedBy,
    quarantined: entry.quarantined,
    resolved_at: isoOf(entry.resolvedAtMs),
    text: entry.text,
    rules: [...entry.rules],
  };
}

function listText({ zone, moment, session }: Desk, entries: readonly InboxEntry[]): string {
  if (entries.length === 0) return 'Nothing was heard yet.';
  return renderTable(
    [
      { title: 'ID' },
      { title: 'CAME' },
      { title: 'FROM', maxWidth: 32 },
      { title: 'BY' },
      { title: 'IS' },
      { title: 'WHOSE' },
      { title: 'TEXT', maxWidth: 48 },
    ],
    entries.map((entry) => [
      entry.id,
      formatTime(entry.atMs, zone, moment.nowMs),
      entry.from,
      heardOn(session.settings, entry),
      isText(entry),
      entry.prospectId ?? entry.matchedBy ?? '',
      entry.text,
    ]),
  );
}

function isText({ class: is, intent, quarantined, text, rules }: InboxEntry): string {
  if (quarantined !== null) return 'unreadable';
  // Nobody wrote it: a gateway says what became of a call or of a message of ours.
  const [rule = ''] = rules;
  if (is === 'unrelated' && text === '' && /^(?:call|delivery)\b/.test(rule)) return rule;
  return intent === null ? (is ?? '') : `${is}: ${intent}`;
}

interface Shown {
  readonly whose: string;
  readonly is: Classification | null;
  /** We know somebody by the address that failed. */
  readonly isKnown: boolean;
}

function showText({ zone, moment }: Desk, entry: InboxEntry, shown: Shown): string {
  const { whose, is, isKnown } = shown;
  const text =
    entry.text === null || entry.text === ''
      ? []
      : ['', ...entry.text.split('\n').map((line) => `  ${line}`)];
  return cleanLines(
    [
      `${entry.id}  ${isText(entry)}  from ${entry.from ?? 'nobody'}`,
      `  came: ${formatTime(entry.atMs, zone, moment.nowMs)} to ${entry.source}`,
      `  subject: ${cleanLine(entry.subject ?? '')}`,
      `  whose: ${whose}${entry.matchedBy === null ? '' : ` (${entry.matchedBy})`}`,
      ...(is === null ? [] : detailLines(is)),
      `  because: ${entry.rules.join('; ')}`,
      ...proofText(entry, isKnown ? (is?.failedAddress ?? 'KEY') : 'KEY'),
      ...text,
    ].join('\n'),
  );
}

function proofText(entry: InboxEntry, key: string): string[] {
  if (entry.matchedBy !== 'unproven_report') return [];
  return [
    '  it names no message of ours, so anybody could have written it, and it changes nothing',
    `  if it is true: touchline inbox assign ${entry.id} ${key}; else touchline inbox resolve ${entry.id}`,
  ];
}

function corrected(desk: Desk, done: CorrectedMessage, what: string): Result {
  const { entry, hasChanged, signal, stopped, lifted, stillHeld, canResume, closedTasks } = done;
  const names = (all: CorrectedMessage['stopped']): string =>
    all.map((each) => each.sequence).join(', ');
  return {
    data: {
      ...document(desk, entry),
      stopped: stopped.length,
      signal,
      lifted: lifted.length,
      closed_tasks: closedTasks,
    },
    text: () =>
      [
        hasChanged ? `${entry.id} ${what}.` : `${entry.id} ${what} already: nothing changed.`,
        stopped.length === 0 ? null : `Stopped: ${names(stopped)}.`,
        signal === 'connection_accepted'
          ? `They accepted an invitation, which stops nothing. If they wrote as well: touchline log reply --prospect ${entry.prospectId} --channel linkedin`
          : null,
        signal === 'bounce'
          ? `It counts as a bounce of theirs: touchline show ${entry.prospectId} says which addresses are left.`
          : null,
        lifted.length === 0 ? null : `No longer held: ${names(lifted)}.`,
        closedTasks.length === 0 ? null : `No reply is owed: ${closedTasks.join(', ')} is closed.`,
        stillHeld.length === 0
          ? null
          : `${stillHeld.length} people are held until somebody says whose it is: touchline inbox assign ${entry.id} KEY`,
        canResume.length === 0
          ? null
          : `${names(canResume)} had ended by it. To go on: touchline resume --prospect ${canResume[0]?.prospectId}`,
      ]
        .filter((line) => line !== null)
        .join('\n'),
  };
}

function readDocument(file: string, is: Classification): Json {
  return {
    file,
    class: is.class,
    ...detailsDocument(is),
    intent: is.intent,
    confidence: is.confidence,
    text: is.text,
    text_with_signature: is.textWithSignature,
    rules: [...is.rules],
  };
}

/** What only some classes have. */
function detailsDocument(is: Classification | null): { readonly [key: string]: Json } {
  const departed = is?.departed ?? null;
  const successor = departed?.successor ?? null;
  return {
    bounce: is?.bounce ?? null,
    failed_address: is?.failedAddress ?? null,
    return_at: isoOf(is?.returnAtMs ?? null),
    departed:
      departed === null
        ? null
        : {
            successor:
              successor === null ? null : { name: successor.name, address: successor.address },
          },
  };
}

function detailLines(is: Classification): string[] {
  return [
    is.bounce === null ? null : `bounce: ${is.bounce}`,
    is.failedAddress === null ? null : `failed address: ${is.failedAddress}`,
    is.returnAtMs === null ? null : `back: ${isoOf(is.returnAtMs)}`,
    is.departed === null ? null : `left: ${successorText(is.departed) ?? 'names nobody'}`,
  ].flatMap((line) => (line === null ? [] : [`  ${line}`]));
}

function readText(file: string, is: Classification): string {
  const lines = [
    ...detailLines(is),
    ...(is.intent === null ? [] : [`  intent: ${is.intent}`]),
    `  because: ${is.rules.join('; ')}`,
  ];
  const text = is.words === '' ? [] : ['', ...is.words.split('\n').map((line) => `  ${line}`)];
  return cleanLines(
    [`${file}: ${is.class}, ${Math.round(is.confidence * 100)} % sure`, ...lines, ...text].join(
      '\n',
    ),
  );
}
