/** A transcript over a store that already knows people. `npm run test:update` writes down what the commands say now. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { person } from '../support/world/builders.ts';
import { inTemporaryFolder, runCli, TEST_NOW_MS } from '../support/cli/cli.ts';
import { parseTranscript, renderStep, wordsOf } from '../support/cli/transcript.ts';

const FOLDER = fileURLToPath(new URL('transcripts/rep-day', import.meta.url));

async function knowing(dir: string, ...names: string[]): Promise<void> {
  const stores = openSqlite(join(dir, 'touchline.db'), {
    create: true,
    nowMs: TEST_NOW_MS,
    randomHex: () => '00ff',
  });
  const people = names.map((name) => ({ id: null, person: person(name) }));
  await stores.people.save(people, TEST_NOW_MS, null);
  stores.close();
  for (const each of ['new', 'cur', 'tmp']) mkdirSync(join(dir, 'mail', each), { recursive: true });
}

test("a rep's day", async () => {
  const file = `${FOLDER}.txt`;
  const { preamble, commands } = parseTranscript(readFileSync(file, 'utf8'));
  const steps = await inTemporaryFolder(async (dir) => {
    await knowing(dir, 'ada', 'ben', 'cy', 'dee');
    const done: string[] = [];
    for (const command of commands) {
      const seen = await runCli(wordsOf(command), { cwd: dir, env: { HOME: dir } });
      done.push(renderStep(command, seen).replaceAll(dir, '/workspace'));
    }
    return done;
  }, FOLDER);
  await expect(`${preamble}${steps.join('\n\n')}\n`).toMatchFileSnapshot(file);
}, 30_000);

test('every document has the fields that the contract names', () =>
  inTemporaryFolder(async (dir) => {
    await knowing(dir, 'ada', 'ben');
    const json = async (...argv: string[]) => {
      const { stdout } = await runCli([...argv, '--json'], { cwd: dir, env: { HOME: dir } });
      return JSON.parse(stdout) as Record<string, unknown>;
    };
    const keys = (document: unknown) => Object.keys(document as object);
    const enrolled = await json('enroll', 'intro', '--prospect', 'p1', '--prospect', 'p2');
    expect(enrolled).toMatchObject({
      sequence: 'intro',
      enrolled: 2,
      refused: {},
      results: [
        { prospect: 'p1', code: 'enrolled' },
        { prospect: 'p2', code: 'enrolled' },
      ],
    });
    expect(enrolled['version']).toMatch(/^[0-9a-f]{12}$/);
    await json('run', '--once');
    const [task] = (await json('today')) as unknown as Record<string, unknown>[];
    expect(keys(task)).toEqual(
      expect.arrayContaining(
        'id kind channel action prospect sequence step touch due text url reasons'.split(' '),
      ),
    );
    expect(task).toMatchObject({
      id: 'e1.connect.1',
      kind: 'linkedin',
      action: 'connect',
      prospect: { id: 'p1', name: 'ada', company: 'ada works' },
      text: 'Hello Ada, we make tools.',
      due: null,
    });
    expect(await json('tasks', 'done', 'e1.connect.1')).toMatchObject({ status: 'done' });
    expect(await json('tasks', 'show', 'e1.connect.1', 'e2.connect.1')).toHaveLength(2);
    expect(await json('log', 'reply', '--prospect', 'p1', '--channel', 'linkedin')).toMatchObject({
      signal_id: 's1',
      kind: 'reply',
      stopped: 1,
    });
    expect(await json('pause', '--all')).toMatchObject({ changed: 1 });
    expect(await json('resume', '--rep', 'anna')).toMatchObject({ changed: 1 });
    expect(await json('stop', '--sequence', 'intro')).toMatchObject({ changed: 1 });
    expect(await json('inbox')).toEqual([]);
    for (const [argv, code] of [
      [['settle', 'e1.nudge.1', '--sent'], 'unknown_touch'],
      [['settle', 'e1.nudge.1'], 'missing_option'],
      [['tasks', 'done', 'e7.x.1'], 'unknown_task'],
      [['tasks', 'approve', 'e2.connect.1'], 'not_a_draft'],
      [['enroll', 'intor', '--all'], 'unknown_sequence'],
      [['log', 'touch', '--prospect', 'p1'], 'missing_option'],
      [['log', 'reply', '--prospect', 'p1', '--at', '2027-01-01'], 'not_yet'],
      [['inbox', 'show', 'm1'], 'unknown_message'],
    ] as const) {
      expect(await json(...argv)).toMatchObject({ error: { code } });
    }
  }, FOLDER));

test.each([
  ['STPO', 'opt_out'],
  ['STOP au 36105', 'opt_out'],
  ['Stop by on Monday', 'reply'],
])('a text that a rep logs is read as one that a gateway told: %s', (text, kind) =>
  inTemporaryFolder(async (dir) => {
    await knowing(dir, 'ada');
    const said = await runCli(['log', 'sms', '--prospect', 'p1', '--text', text, '--json'], {
      cwd: dir,
      env: { HOME: dir },
    });
    expect(JSON.parse(said.stdout)).toMatchObject({ kind });
  }, FOLDER),
);

test('--text - reads what was said from standard input, and STOP is an opt-out', () =>
  inTemporaryFolder(async (dir) => {
    await knowing(dir, 'ada');
    const said = await runCli(['log', 'sms', '--prospect', 'p1', '--text', '-', '--json'], {
      cwd: dir,
      env: { HOME: dir },
      stdin: 'STOP\n',
    });
    expect(JSON.parse(said.stdout)).toMatchObject({ kind: 'opt_out' });
  }, FOLDER));

test('a report that names no message of ours says that it changes nothing, and how to believe it', () =>
  inTemporaryFolder(async (dir) => {
    await knowing(dir, 'ada');
    const bounce =
      'From: mailer-daemon@mx.ada.example\r\nSubject: Undelivered mail\r\n\r\n<ada@ada.example>: 550 5.1.1 no such user\r\n';
    writeFileSync(join(dir, 'mail', 'new', 'bounce'), bounce);
    await runCli(['run', '--once'], { cwd: dir, env: { HOME: dir } });
    const { stdout } = await runCli(['inbox', 'show', 'm1'], { cwd: dir, env: { HOME: dir } });
    expect(stdout).toContain('whose: nobody is known (unproven_report)');
    expect(stdout).toContain('  bounce: hard\n  failed address: ada@ada.example\n');
    expect(stdout).toContain('touchline inbox assign m1 ada@ada.example; else');
    const document = await runCli(['inbox', 'show', 'm1', '--json'], {
      cwd: dir,
      env: { HOME: dir },
    });
    expect(JSON.parse(document.stdout)).toMatchObject({
      class: 'bounce',
      bounce: 'hard',
      failed_address: 'ada@ada.example',
      return_at: null,
      departed: null,
    });
    const { exitCode, stdout: said } = await runCli(['inbox', 'assign', 'm1', 'p1'], {
      cwd: dir,
      env: { HOME: dir },
    });
    expect([exitCode, said]).toEqual([
      0,
      expect.stringMatching(/^m1 is from ada.*\n.*touchline show p1/),
    ]);
    const shown = await runCli(['show', 'p1', '--json'], { cwd: dir, env: { HOME: dir } });
    expect(shown.stdout).toContain('"bad"');
    const again = await runCli(['inbox', 'show', 'm1'], { cwd: dir, env: { HOME: dir } });
    expect(again.stdout).not.toContain('assign');
  }, FOLDER));

test('a broken sequence or template enrolls nobody and shows where', () =>
  inTemporaryFolder(async (dir) => {
    await knowing(dir, 'ada');

    writeFileSync(join(dir, 'templates', 'note.md'), 'Hello {{ prospect.first_name');
    const seen = await runCli(['enroll', 'intro', '--all'], { cwd: dir, env: { HOME: dir } });
    expect(seen.exitCode).toBe(3);
    expect(seen.stderr).toContain('templates/note.md:1:7');
    writeFileSync(
      join(dir, 'sequences', 'intro.yaml'),
      'sequence: intro\ngoals: [reply]\nsteps:\n  - { id: ring, call: scirpt }\n',
    );
    const again = await runCli(['enroll', 'intro', '--all'], { cwd: dir, env: { HOME: dir } });
    expect(again.exitCode).toBe(3);
    expect(again.stderr).toContain('sequences/intro.yaml:4:');
    expect(again.stderr).toContain('did you mean "script"?');
  }, FOLDER));

test('inbox read needs no workspace', () =>
  inTemporaryFolder(async (dir) => {
    writeFileSync(
      join(dir, 'away.eml'),
      'From: Ada <ada@ada.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nAuto-Submitted: auto-replied\nSubject: Out of office\n\nI am out of office until 9 March.\n',
    );
    const seen = await runCli(['inbox', 'read', 'away.eml', '--json'], { cwd: dir });
    expect(JSON.parse(seen.stdout)).toEqual([
      {
        file: 'away.eml',
        class: 'out_of_office',
        bounce: null,
        failed_address: null,
        return_at: expect.stringMatching(/^2026-03-/),
        departed: null,
        intent: null,
        confidence: expect.any(Number),
        text: 'I am out of office until 9 March.',
        text_with_signature: 'I am out of office until 9 March.',
        rules: expect.any(Array),
      },
    ]);
    expect((await runCli(['inbox', 'read', 'none.eml'], { cwd: dir })).exitCode).toBe(1);
  }));
