import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';

const WORKSPACE = `workspace: acme
zone: UTC
mailboxes:
  anna:
    from: anna@acme.example
    smtp: { url: "smtp://mail.acme.example", user: anna, password: "\${cmd:pass show smtp}" }
    imap: { url: "imaps://mail.acme.example", user: anna, password: "\${cmd:pass show imap}" }
channels:
  line: { http: { url: "https://line.example", body: "{{ text }}", headers: { authorization: "Bearer \${cmd:pass show line}" } } }
`;

function inWorkspace(
  text: string,
  use: (cwd: string, env: Record<string, string>) => Promise<void>,
) {
  return inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'touchline.yaml'), text);
    await use(cwd, { XDG_CONFIG_HOME: join(cwd, 'config'), XDG_CACHE_HOME: join(cwd, 'cache') });
  });
}

test('lists every command that the workspace may run from now on', () =>
  inWorkspace(WORKSPACE, async (cwd, env) => {
    const { exitCode, stdout } = await runCli(['trust', '--json'], { cwd, env });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      trusted: true,
      commands: ['pass show smtp', 'pass show imap', 'pass show line'],
      was_trusted: false,
    });
  }));

test('a repeat is calm, and an edit asks again', () =>
  inWorkspace(WORKSPACE, async (cwd, env) => {
    await runCli(['trust'], { cwd, env });
    const repeat = await runCli(['trust'], { cwd, env });
    expect(repeat.stdout).toContain('was trusted already');
    writeFileSync(join(cwd, 'touchline.yaml'), WORKSPACE.replace('show smtp', 'show other'));
    const edited = await runCli(['trust', '--json'], { cwd, env });
    expect(JSON.parse(edited.stdout).was_trusted).toBe(false);
  }));

test('a workspace without commands needs no trust, and none is noted', () =>
  inWorkspace('workspace: acme\nzone: UTC\n', async (cwd, env) => {
    const { stdout } = await runCli(['trust'], { cwd, env });
    expect(stdout).toContain('there is nothing to allow');
    expect(existsSync(join(cwd, 'config'))).toBe(false);
  }));

test('a workspace file with errors is not trusted', () =>
  inWorkspace('workspace: acme\n', async (cwd, env) => {
    expect((await runCli(['trust'], { cwd, env })).exitCode).toBe(3);
    expect(existsSync(join(cwd, 'config'))).toBe(false);
  }));
