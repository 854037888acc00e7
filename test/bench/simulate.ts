/** How long does `simulate` take for 10,000 people and 60 days with the shipped sequence, and for a tenth of them with every kind of step? */
import { adapters } from '../../src/start.ts';
import { settingsFrom } from '../../src/cli/workspace/settings-from.ts';
import { workspaceFiles } from '../../src/cli/files/workspace-files.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { StoredVersion } from '../../src/ports/enrollment-store.ts';
import type { RunnerSettings } from '../../src/runner/settings.ts';
import { loadSequence } from '../../src/usecases/files/load-sequence.ts';
import { simulateSequence } from '../../src/rehearsal/simulate/simulate-sequence.ts';
import { syntheticPeople } from '../../src/rehearsal/simulate/synthetic-people.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import type { Part } from './part.ts';
import { median, short } from './rounds.ts';

const PEOPLE = 10_000;
const DAYS = 60;
const START_MS = Date.UTC(2026, 2, 2, 8);
const SECONDS_MOST = 10;
/** Nothing holds anybody back, so that each person takes all of it: the touches of many more in a mailbox with a cap. */
const SHARE = 10;
const EVERY_KIND = `sequence: every-kind
goals: [meeting_booked, positive_reply]
mailboxes: [anna]
steps:
  - { id: mark, set: { tags: [begun] } }
  - { id: intro, email: intro, variants: { intro: 50, goodbye: 50 } }
  - { id: connect, wait: 1 business day, linkedin: connect, template: connect-note, due_within: 2 days, on_overdue: skip }
  - id: accepted
    await: connection_accepted
    within: 3 days
    then: [{ id: look, task: Look at their page, due_within: 1 day, on_overdue: skip }]
    else: [{ id: bump, email: bump, thread: intro }]
  - id: ring
    wait: 1 business day
    call: discovery
    due_within: 2 days
    on_overdue: skip
    outcomes:
      no_answer: { retry: 2, every: 1 business day }
      voicemail: { then: [{ id: missed, sms: missed-you, due_within: 1 day, on_overdue: skip }] }
  - id: near
    if: "touches.intro.status == 'sent' and prospect.country == 'DE'"
    then: [{ id: gift, task: Send the book, due_within: 3 days, on_overdue: skip }]
  - id: way
    split: { a: 50, b: 50 }
    paths:
      a: [{ id: nudge, wait: 1 business day, email: bump, thread: intro }]
      b: [{ id: line, wait: 1 business day, message: missed-you, via: line, due_within: 2 days, on_overdue: skip }]
  - { id: asked, wait: 1 business day, if: "prospect.country != 'FR'", email: bump, thread: intro }
  - { id: bye, wait: 2 business days, at: "10:30", email: goodbye, thread: new }
  - { id: over, end: they said nothing }
`;

export const simulatePart: Part = {
  name: 'simulate',
  title: `the classic sequence for ${DAYS} days, everybody enrolled at once and as \`per_day\` says, with one and four mailboxes; and every kind of step`,
  run: ({ size, rounds }) =>
    inTemporaryFolder(async (cwd) => {
      await runCli(['init'], { cwd });
      const config = await loadConfig(join(cwd, 'touchline.yaml'), {});
      if (!config.ok) throw new Error('the workspace of init is valid');
      const one = settingsFrom(config.value);
      const four = {
        ...one,
        mailboxes: [1, 2, 3, 4].map((id) => ({ ...one.mailboxes[0]!, id: `anna${id}` })),
      };
      const limits = { ...one.mailboxes[0]!.limits, capPerDay: 100_000, gapMs: [0, 0] } as const;
      const boundless = { ...one, mailboxes: [{ ...one.mailboxes[0]!, limits }] };
      writeFileSync(join(cwd, 'sequences/every-kind.yaml'), EVERY_KIND);
      const classic = await versionOf(cwd, 'classic', one);
      const byFour = await versionOf(cwd, 'classic', four);
      const everyKind = await versionOf(cwd, 'every-kind', one);
      const people = size ?? PEOPLE;
      const some = Math.ceil(people / SHARE);
      const lines = [];
      for (const [name, settings, version, count, most] of [
        ['per_day, one mailbox', one, classic, people, SECONDS_MOST],
        ['at once, one mailbox', one, atOnce(classic), people, SECONDS_MOST],
        ['at once, four mailboxes', four, atOnce(byFour), people, SECONDS_MOST],
        [`every kind, no caps, 1/${SHARE}`, boundless, everyKind, some, SECONDS_MOST / SHARE],
      ] as const) {
        const seconds: number[] = [];
        let touches = 0;
        for (let round = 0; round < (rounds ?? 3); round++) {
          const startedMs = performance.now();
          touches = await simulated(settings, version, count);
          seconds.push((performance.now() - startedMs) / 1_000);
        }
        const taken = median(seconds);
        const isMet = taken <= most;
        lines.push(
          { what: `${name}: touches`, value: short(touches), goal: null },
          {
            what: `${name}: seconds`,
            value: short(taken),
            goal: { words: `at most ${most}`, isMet },
          },
        );
      }
      return lines;
    }),
};

function versionOf(
  cwd: string,
  name: string,
  { mailboxes }: RunnerSettings,
): Promise<StoredVersion> {
  const ids = mailboxes.map(({ id }) => id);
  const workspace = { mailboxes: ids, reps: ['anna'], defaultWindow: null };
  return loadSequence(workspaceFiles(cwd), name, workspace);
}

function atOnce(version: StoredVersion): StoredVersion {
  const { sequence } = version;
  return { ...version, sequence: { ...sequence, enroll: { ...sequence.enroll, perDay: null } } };
}

async function simulated(
  settings: RunnerSettings,
  version: StoredVersion,
  people: number,
): Promise<number> {
  const stores = await adapters.memoryStore();
  const request = {
    version,
    successors: [],
    people: syntheticPeople(people),
    suppressions: [],
    consents: [],
    startMs: START_MS,
    days: DAYS,
    seed: 1,
    replyRate: 0.05,
    almanac: () => adapters.almanac(),
  };
  const { touches } = await simulateSequence(stores, settings, request);
  stores.close();
  return touches.length;
}
