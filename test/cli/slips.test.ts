/** Slips of an operator or a rep: each is said before anything comes of it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli, type CliRun } from '../support/cli/cli.ts';

const WORKSPACE = `workspace: northwind
zone: UTC
reps:
  anna: { name: Anna, email: anna@northwind.example }
mailboxes:
  anna:
    rep: anna
    from: Anna <anna@northwind.example>
    smtp: { url: "smtp://127.0.0.1:2525", user: anna, password: "\${env:ANNA_PASSWORD}" }
    maildir: mail
`;
const SEQUENCES: Readonly<Record<string, string>> = {
  write: `sequence: write
goals: [meeting_booked]
mailboxes: [anna]
steps:
  - { id: hello, email: hello }
`,
  ring: `sequence: ring
goals: [meeting_booked]
steps:
  - { id: ring, call: script, wait: 3 days, outcomes: { no_answer: { retry: 2, every: 1 day } } }
`,
};

type Touchline = (line: string) => Promise<CliRun>;

/** Mo is enrolled in `sequence` on Monday 2 March 2026 at 09:00 UTC. */
function enrolledIn(sequence: string, use: (touchline: Touchline, cwd: string) => Promise<void>) {
  return inTemporaryFolder(async (cwd) => {
    for (const folder of ['sequences', 'templates', 'mail/new', 'mail/cur'])
      mkdirSync(join(cwd, folder), { recursive: true });
    const workspace = sequence === 'ring' ? WORKSPACE.replace(/, user: .*"/, '') : WORKSPACE;
    writeFileSync(join(cwd, 'touchline.yaml'), workspace);
    writeFileSync(join(cwd, `sequences/${sequence}.yaml`), SEQUENCES[sequence] ?? '');
    writeFileSync(join(cwd, 'templates/hello.md'), '---\nsubject: Hello\n---\n\nHello.\n');
    writeFileSync(join(cwd, 'templates/script.md'), 'Ask how it goes.\n');
    writeFileSync(
      join(cwd, 'leads.csv'),
      'first_name,email,phone\nMo,mo@kern.example,+4930901820\n',
    );
    const env = { XDG_CACHE_HOME: join(cwd, 'cache') };
    const touchline: Touchline = (line) => runCli(line.split(' '), { cwd, env });
    await touchline('import leads.csv --now 2026-03-02T09:00:00Z');
    await touchline(`enroll ${sequence} --all --now 2026-03-02T09:00:00Z`);
    await use(touchline, cwd);
  });
}

test('a missing secret is said before a touch is on its way', () =>
  enrolledIn('write', async (touchline) => {
    const run = await touchline('run --once --now 2026-03-02T10:00:00Z');
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ANNA_PASSWORD') });
    const why = await touchline('why p1 --now 2026-03-02T10:01:00Z');
    expect(why.stdout).not.toContain('is being sent');
    const status = await touchline('status --now 2026-03-02T10:01:00Z');
    expect(status.stdout).toContain('0 sent today');
  }));

test('a Maildir that is not there is named in words', () =>
  enrolledIn('write', async (touchline, cwd) => {
    rmSync(join(cwd, 'mail'), { recursive: true });
    writeFileSync(join(cwd, 'touchline.yaml'), WORKSPACE.replace(/, user: .*"/, ''));
    await touchline('run --once --now 2026-03-02T10:00:00Z');
    const why = await touchline('why p1 --now 2026-03-02T10:01:00Z');
    expect(why.stdout).toContain('maildir: there is no folder');
  }));

test('nothing is put off to a time that has passed', () =>
  enrolledIn('ring', async (touchline) => {
    await touchline('run --once --now 2026-03-05T09:30:00Z');
    for (const line of [
      'tasks done e1.ring.1 --outcome callback',
      'tasks snooze e1.ring.1',
      'pause --prospect p1',
      'pause --mailbox anna',
    ]) {
      const ended = await touchline(`${line} --until 2025-03-06 --now 2026-03-05T10:00:00Z`);
      expect(ended, line).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('--until has passed already: Thu 6 Mar 2025 00:00 UTC'),
      });
    }
  }));

test('why does not give the wait of the step as that of a retry', () =>
  enrolledIn('ring', async (touchline) => {
    await touchline('run --once --now 2026-03-05T09:30:00Z');
    await touchline('tasks done e1.ring.1 --outcome no_answer --now 2026-03-05T10:00:00Z');
    const why = await touchline('why p1 --now 2026-03-05T10:01:00Z');
    expect(why.stdout).toContain('waits until it is tried again');
    expect(why.stdout).toContain('Fri 6 Mar 11:00 Europe/Berlin');
  }));

test('who paused somebody is said once', () =>
  enrolledIn('ring', async (touchline) => {
    await touchline('pause --all --until 2026-03-09 --now 2026-03-05T10:00:00Z');
    const show = await touchline('show p1 --now 2026-03-05T10:01:00Z');
    expect(show.stdout).toContain('  held: by rep, until Mon 9 Mar');
    expect(show.stdout).toMatch(/held +ring +by_rep$/m);
    const why = await touchline('why p1 --now 2026-03-05T10:01:00Z');
    expect(why.stdout).toMatch(/blocks +paused by a rep +Mon 9 Mar/);
  }));

test('a selection in which nobody is reads as a sentence', () =>
  enrolledIn('ring', async (touchline) => {
    await touchline('stop --all');
    for (const command of ['pause', 'stop', 'resume']) {
      const ended = await touchline(`${command} --sequence ring --now 2026-03-05T10:00:00Z`);
      expect(ended.stdout).toContain('Nobody is in a running sequence there: nothing changed.');
    }
  }));

test.each([
  ['stop --sequence wrte', 'there is no sequence "wrte"'],
  ['pause --sequence wrte', 'there is no sequence "wrte"'],
  ['resume --sequence wrte', 'there is no sequence "wrte"'],
  ['stop --mailbox ana', 'mailbox "ana" is not configured'],
  ['tasks --rep ana', '"ana" is no rep of this workspace'],
  ['today --rep ana', '"ana" is no rep of this workspace'],
  ['stop --rep ana', '"ana" is no rep of this workspace'],
])('%s names nobody, and is told so', (line, words) =>
  enrolledIn('write', async (touchline) => {
    const { exitCode, stderr } = await touchline(line);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toContain('did you mean');
  }),
);

test('a sequence and a mailbox that are gone from the workspace can still be stopped', () =>
  enrolledIn('write', async (touchline, cwd) => {
    rmSync(join(cwd, 'sequences/write.yaml'));
    expect(await touchline('pause --sequence write')).toMatchObject({ exitCode: 0 });
    const other = WORKSPACE.replaceAll('anna', 'berta').replaceAll('Anna', 'Berta');
    writeFileSync(join(cwd, 'touchline.yaml'), other);
    const stopped = await touchline('stop --mailbox anna');
    expect(stopped).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 enrollment') });
  }));

test('a rep may be named by id, name or address, and one without tasks has none', () =>
  enrolledIn('write', async (touchline) => {
    for (const rep of ['anna', 'Anna', 'anna@northwind.example']) {
      expect(await touchline(`tasks --rep ${rep}`)).toMatchObject({ exitCode: 0 });
    }
  }));

test('a folder is no message to read', () =>
  inTemporaryFolder(async (cwd) => {
    const { exitCode, stderr } = await runCli(['inbox', 'read', '.'], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('. is a folder');
    expect(stderr).not.toContain('EISDIR');
  }));

test('a run on a clock set far ahead: later ones refuse and name the cure, and it works', () =>
  enrolledIn('ring', async (touchline) => {
    await touchline('run --once --now 2029-03-05T10:00:00Z');
    const refused = await touchline('run --once --now 2026-03-05T10:00:00Z');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('touchline run --once --accept-clock');
    const status = await touchline('status --now 2026-03-05T10:00:00Z');
    expect(status.stdout).toContain('--accept-clock');
    const accepted = await touchline('run --once --accept-clock --now 2026-03-05T10:00:00Z');
    expect(accepted).toMatchObject({ exitCode: 0 });
    expect(accepted.stderr).toContain('the clock is accepted');
    expect(await touchline('run --once --now 2026-03-05T10:01:00Z')).toMatchObject({ exitCode: 0 });
  }));
