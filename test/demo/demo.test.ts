/** The demo is the main job end to end: real SMTP, real Maildir, real store. Played once, looked at from all sides. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adapters } from '../../src/start.ts';
import { runCli } from '../support/cli/cli.ts';

const home = mkdtempSync(join(tmpdir(), 'touchline-'));
const dir = join(home, 'spring');

interface Demo {
  readonly dir: string;
  readonly sent: number;
  readonly tasks: number;
  readonly replies: number;
  readonly stopped: number;
  readonly finished: number;
  readonly rejected: readonly { readonly line: number }[];
  readonly people: readonly {
    readonly name: string;
    readonly email: number;
    readonly status: string;
    readonly reason: string | null;
  }[];
  readonly proofs: readonly {
    readonly name: string;
    readonly messages_before: number;
    readonly messages_after: number;
  }[];
  readonly open_tasks: readonly { readonly kind: string }[];
}
let demo: Demo;

beforeAll(async () => {
  const { exitCode, stdout, stderr } = await runCli(['demo', 'spring', '--json'], { cwd: home });
  expect([exitCode, stderr]).toEqual([0, '']);
  demo = JSON.parse(stdout);
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

const reasonOf = (name: string): string | null =>
  demo.people.find((each) => each.name === name)?.reason ?? null;

test('nothing went out after an answer, an opt-out or a bounce, by the mail server’s own count', () => {
  expect(demo.proofs.length).toBeGreaterThanOrEqual(5);
  for (const proof of demo.proofs) expect(proof).toMatchObject({ messages_after: 0 });
  for (const proof of demo.proofs) expect(proof.messages_before).toBeGreaterThan(0);
});

test('an answer on any channel stops the sequence', () => {
  expect(reasonOf('Ada Kern')).toBe('replied');
  expect(reasonOf('Maya Okafor')).toBe('replied');
  expect(reasonOf('Oliver Hartley')).toBe('replied');
  expect(reasonOf('Daniel Reyes')).toBe('meeting_booked');
  expect(reasonOf('Haruka Mori')).toBe('opted_out');
});

test('an automatic answer stops nobody, and whoever is away is written to again', () => {
  expect(reasonOf('Ruth Feldman')).toBe('completed');
  const jonas = demo.people.find(({ name }) => name === 'Jonas Lindqvist');
  expect(jonas).toMatchObject({ status: 'active', email: 2 });
});

test('numbers add up, rejected rows are named, and something is left to do', () => {
  expect(demo.sent).toBe(demo.people.reduce((sum, { email }) => sum + email, 0));
  expect(demo.finished).toBe(demo.people.filter(({ status }) => status === 'finished').length);
  expect(demo.stopped).toBeLessThan(demo.finished);
  expect(demo.tasks).toBeGreaterThan(5);
  expect(demo.replies).toBeGreaterThan(5);
  expect(demo.rejected.map(({ line }) => line)).toEqual([13]);
  expect(demo.open_tasks).toContainEqual(expect.objectContaining({ kind: 'reply' }));
});

test('the store it leaves keeps every invariant, and the workspace lints clean', async () => {
  const stores = await adapters.store(join(dir, 'touchline.db'), { create: false, nowMs: 0 });
  const checks = await stores.invariants.verify();
  stores.close();
  expect(checks.filter(({ broken }) => broken.length > 0)).toEqual([]);
  const { stdout } = await runCli(['lint', '--json', '--workspace', dir], { cwd: home });
  expect(JSON.parse(stdout)).toMatchObject({ errors: 0, warnings: 0 });
});

test('everything it writes is in its folder, for our eyes only', () => {
  expect(demo.dir).toBe(dir);
  expect(readdirSync(home)).toEqual(['spring']);
  for (const name of readdirSync(dir)) {
    expect([name, statSync(join(dir, name)).mode & 0o077]).toEqual([name, 0]);
  }
  expect(existsSync(join(dir, 'leads.csv'))).toBe(true);
});

test('a folder that holds something is left alone', async () => {
  writeFileSync(join(home, 'mine'), '');
  const { exitCode, stdout } = await runCli(['demo', '.', '--json'], { cwd: home });
  rmSync(join(home, 'mine'));
  expect([exitCode, JSON.parse(stdout).error.code]).toEqual([2, 'folder_not_empty']);
});
