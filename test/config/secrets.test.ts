import { expect, test } from 'vitest';
import type { SecretRef } from '../../src/config/config.ts';
import { formatSecretRef, parseSecretRef } from '../../src/config/secret-ref.ts';
import { resolveSecret, type SecretSources } from '../../src/config/secrets.ts';

const sources: SecretSources = {
  env: { ANNA: 'from env', EMPTY: '' },
  stat: async (path) => {
    if (path === '/w/open') return { mode: 0o100640, isFile: true };
    if (path === '/w/folder') return { mode: 0o040700, isFile: false };
    return path === '/w/own' || path === '/w/strict'
      ? { mode: path === '/w/own' ? 0o100600 : 0o100400, isFile: true }
      : null;
  },
  readFile: async (path) => `from ${path}\n`,
  runCommand: async (command) => ({
    exitCode: command === 'false' ? 1 : 0,
    stdout: `ran ${command}\r\n`,
  }),
  isTrusted: async () => true,
  resolvePath: (path) => `/w/${path}`,
};

test.each([
  ['${env:ANNA}', 'from env'],
  ['${file:own}', 'from /w/own'],
  ['${file:strict}', 'from /w/strict'],
  ['${cmd:pass show anna}', 'ran pass show anna'],
])('%s', async (text, secret) => {
  expect(await resolveSecret(parseSecretRef(text)!, sources)).toEqual({ ok: true, secret });
});

test.each([
  ['${env:NOBODY}', 'secret_env_missing'],
  ['${env:EMPTY}', 'secret_empty'],
  ['${file:open}', 'secret_file_too_open'],
  ['${file:folder}', 'secret_file_missing'],
  ['${file:none}', 'secret_file_missing'],
  ['${cmd:false}', 'secret_command_failed'],
])('%s is refused as %s', async (text, code) => {
  expect(await resolveSecret(parseSecretRef(text)!, sources)).toMatchObject({ ok: false, code });
});

test('a command of a workspace that nobody trusts is not run', async () => {
  const ref: SecretRef = { kind: 'cmd', command: 'steal' };
  const ran: string[] = [];
  const watched: SecretSources = {
    ...sources,
    isTrusted: async () => false,
    runCommand: async (command) => {
      ran.push(command);
      return { exitCode: 0, stdout: '' };
    },
  };
  expect(await resolveSecret(ref, watched)).toMatchObject({
    ok: false,
    code: 'secret_not_trusted',
  });
  expect(ran).toEqual([]);
});

test.each(['hunter2', '${env:A B}', '${env:}', '${file:}', 'x${env:A}', '${env:A}x', '${vault:a}'])(
  '%s is no reference',
  (text) => expect(parseSecretRef(text)).toBeNull(),
);

test.each(['${env:A_1}', '${file:./a b}', '${cmd:pass show "x"}'])(
  '%s is written as it was read',
  (text) => {
    expect(formatSecretRef(parseSecretRef(text)!)).toBe(text);
  },
);
