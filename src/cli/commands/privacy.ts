import { counted, countedPeople } from '../../core/counted.ts';
import { resolve } from 'node:path';
import { writtenAge } from '../../core/time/age.ts';
import { UserError } from '../../core/user-error.ts';
import { exportPerson } from '../../usecases/privacy/export-person.ts';
import { keepRetention } from '../../usecases/privacy/keep-retention.ts';
import { cleanStore } from '../../usecases/privacy/erase-person.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { writeRemembered } from '../../usecases/privacy/write-remembered.ts';
import { defineCommand, type CommandFamily, type Result } from '../command.ts';
import { personExport, sectionCounts } from '../documents/person-export.ts';
import { personName } from '../documents/person-name.ts';
import { writeNewFile } from '../files/new-file.ts';
import { confirm } from '../input/confirm.ts';
import { isoOf } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { alone, erasurePortsIn } from '../workspace/privacy-desk.ts';
import { withSession } from '../workspace/session.ts';
import { erase } from './privacy-erase.ts';

const KEY = {
  count: 'one',
  placeholder: 'KEY',
  summary: 'an id, an address, a phone number or a LinkedIn profile',
} as const;

const exportKnown = defineCommand({
  description:
    'Writes down everything that is known of a person, for them: profile, consents, sequences, every message as it went out and came in, ' +
    'tasks, lists, imports, suppressions. That it was asked for is kept in the privacy log.',
  arguments: { key: KEY },
  options: {
    out: {
      kind: 'text',
      placeholder: 'FILE',
      summary: 'a new file, for your eyes only; left out: printed',
    },
    force: { kind: 'flag', summary: 'write over a file that is there' },
  },
  examples: [
    { line: 'touchline privacy export ada@acme.example --out ada.json', says: 'a file for Ada' },
  ],
  writes: true,
  run: (context, args, { out, force }) =>
    withSession(context, 'write', async ({ stores, config, nowMs }): Promise<Result> => {
      const { country } = peopleContext(config, null);
      const person = await findPerson(stores.people, args.key, country);
      const known = await exportPerson(stores.privacy, person, nowMs);
      const document = { id: person.id, exported_at: isoOf(nowMs), ...personExport(known) };
      const text = JSON.stringify(document, null, 2);
      if (out === null) return { data: document, text: () => text };
      const path = resolve(context.io.cwd, out);
      const write = (): Promise<void> => writeNewFile(path, `${text}\n`, force);
      await writeRemembered(stores.privacy, { path, kind: 'person' }, write, nowMs);
      const sections = sectionCounts(known).map(([section, rows]) => `${section} ${rows}`);
      return {
        data: { id: person.id, file: path },
        text: () =>
          [
            `Wrote everything known of ${personName(person)} to ${cleanLine(out)}.`,
            `It holds: ${sections.join(', ')}.`,
          ].join('\n'),
      };
    }),
});

const retention = defineCommand({
  description:
    'Lets go of what is older than touchline.yaml keeps (retention: 18 months after last touch): the words of messages first, then people. ' +
    'Who said no leaves a keyed hash that still says it. The runner does the same once a day.',
  arguments: {},
  options: {
    dryRun: { kind: 'flag', summary: 'say what would go and write nothing' },
    yes: { kind: 'flag', summary: 'do not ask' },
  },
  examples: [{ line: 'touchline privacy retention --dry-run', says: 'what is too old now' }],
  writes: true,
  run: (context, _args, { dryRun, yes }) =>
    withSession(context, 'write', async (session): Promise<Result> => {
      const { bodies, people } = session.config.retention;
      if (bodies === null && people === null) {
        throw new UserError(
          'no_retention',
          'touchline.yaml does not say how long anything is kept',
          'say so, for example: retention: 18 months after last touch',
        );
      }
      const ports = erasurePortsIn(session);
      const { nowMs } = session;
      const kept = { bodies, people };
      const order = { dryRun: true, most: Infinity };
      const would = await keepRetention(ports, kept, order, nowMs);
      const isNothing = would.bodies + would.people === 0;
      const said = `${counted(would.bodies, 'message')} and ${countedPeople(would.people)}`;
      if (!dryRun && !isNothing)
        await confirm(context.io, `Let go of ${said}? It can't be taken back.`, yes);
      const isDone = !dryRun && !isNothing;
      const clean = isDone
        ? await alone(context, session, async () => {
            await keepRetention(ports, kept, { ...order, dryRun: false }, nowMs);
            return cleanStore(ports.erasures);
          })
        : true;
      const rules = [
        ...(bodies === null ? [] : [`messages ${writtenAge(bodies)}`]),
        ...(people === null ? [] : [`people ${writtenAge(people)}`]),
      ].join(', ');
      return {
        data: {
          dry_run: dryRun,
          bodies: would.bodies,
          people: would.people,
          hashes: would.hashes,
          cleaned: clean,
        },
        text: () =>
          [
            isNothing
              ? `Nothing is too old (kept after the last touch: ${rules}).`
              : `${dryRun ? 'Would let go' : 'Let go'} of ${said} (kept after the last touch: ${rules}).`,
            ...(would.hashes > 0
              ? [`${counted(would.hashes, 'of them', 'of them')} said no: a keyed hash stays.`]
              : []),
            ...(dryRun && !isNothing ? ['Next: touchline privacy retention'] : []),
          ].join('\n'),
      };
    }),
});

const SHOWN_MOST = 1_000;

const log = defineCommand({
  description:
    'Shows what was done for anybody’s privacy, newest first: exports, erasures, retention. It names nobody: only the id that they had with us.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline privacy log', says: 'what a regulator may ask for' }],
  writes: false,
  run: (context) =>
    withSession(context, 'read', async ({ stores, settings }): Promise<Result> => {
      const records = await stores.privacy.records(SHOWN_MOST);
      const nowMs = context.clock.nowMs();
      return {
        data: records.map(({ id, atMs, action, subject, reason, counts }) => ({
          id,
          at: isoOf(atMs),
          action,
          prospect: subject,
          reason,
          counts: { ...counts },
        })),
        text: () =>
          records.length === 0
            ? 'Nothing was done for anybody’s privacy yet.'
            : renderTable(
                [
                  { title: 'WHEN' },
                  { title: 'DONE' },
                  { title: 'FOR' },
                  { title: 'REASON' },
                  { title: 'ROWS' },
                ],
                records.map((each) => [
                  formatTime(each.atMs, settings.zone, nowMs),
                  each.action,
                  each.subject,
                  each.reason,
                  Object.values(each.counts).reduce((sum, rows) => sum + rows, 0),
                ]),
              ),
      };
    }),
});

export const privacyFamily: CommandFamily = {
  description: 'What people may ask of us: what we know of them, and that we forget it.',
  members: [
    {
      name: 'export',
      summary: 'Write down all that is known of a person',
      definition: exportKnown,
    },
    { name: 'erase', summary: 'Forget a person for good', definition: erase },
    { name: 'retention', summary: 'Let go of what is too old', definition: retention },
    { name: 'log', summary: 'Show what was done', isDefault: true, definition: log },
  ],
};
