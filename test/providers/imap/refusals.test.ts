import { describe, expect, onTestFinished, test } from 'vitest';

import { ImapSource } from '../../../src/providers/imap/imap-source.ts';
import { message, MemoryIntake } from '../../support/mail/memory-intake.ts';
import { startScriptedImap, type Script } from '../../support/mail/scripted-imap.ts';

const NOW_MS = Date.UTC(2025, 2, 5);
const three = new Map([1, 2, 3].map((uid) => [uid, message(`message ${uid}`)]));

async function pollScripted(script: Script) {
  const server = await startScriptedImap(script);
  const auth = { user: 'anna', password: 'secret' };
  const source = new ImapSource({ host: '127.0.0.1', port: server.port, security: 'none', auth });
  const intake = new MemoryIntake();
  onTestFinished(async () => {
    await source.close();
    await server.stop();
  });
  const poll = () => source.poll(intake, NOW_MS, new AbortController().signal);
  return { intake, poll, commands: server.commands };
}

describe('a server that does not hand over what it lists', () => {
  test('stops the cursor in front of the message, and lets the ones behind it be heard', async () => {
    const { intake, poll } = await pollScripted({
      messages: three,
      fetch: (uid) => (uid === 2 ? 'omit' : undefined),
    });
    await expect(poll()).rejects.toThrow(
      /folder "INBOX": the server lists UID 2 and does not hand it over/,
    );
    expect(intake.subjects()).toEqual(['message 1', 'message 3']);
    expect(await intake.cursors()).toEqual([{ folder: 'INBOX;7', uid: 1 }]);
  });

  test('is asked again on every poll, and heard when it hands it over', async () => {
    let withheld = true;
    const { intake, poll } = await pollScripted({
      messages: three,
      fetch: (uid) => (withheld && uid === 2 ? 'omit' : undefined),
    });
    await expect(poll()).rejects.toThrow();
    withheld = false;
    await expect(poll()).resolves.toEqual({ heardAtMs: NOW_MS });
    expect(intake.subjects()).toEqual(['message 1', 'message 3', 'message 2']);
    expect(await intake.cursors()).toEqual([{ folder: 'INBOX;7', uid: 3 }]);
  });

  test('costs only the message it refuses, not its batch', async () => {
    const { intake, poll } = await pollScripted({
      messages: three,
      fetch: (uid) => (uid === 2 ? 'refuse' : undefined),
    });
    await expect(poll()).rejects.toThrow(/lists UID 2/);
    expect(intake.subjects()).toEqual(['message 1', 'message 3']);
  });

  test('gives at least the header of a message that it cannot render', async () => {
    const { intake, poll } = await pollScripted({
      messages: three,
      fetch: (uid, onlyHeader) => (uid === 2 && !onlyHeader ? 'refuse' : undefined),
    });
    await expect(poll()).resolves.toEqual({ heardAtMs: NOW_MS });
    expect(intake.subjects()).toEqual(['message 1', 'message 2', 'message 3']);
    expect(intake.messages.map(({ truncated }) => truncated)).toEqual([false, true, false]);
  });
});

test.each<[string, Partial<Script>, RegExp]>([
  ['refuses a search', { refusesSearch: true }, /folder "INBOX": a search did not complete/],
  ['gives no UIDVALIDITY', { uidValidity: null }, /folder "INBOX": the server gave no UIDVALIDITY/],
])('a server that %s is not heard', async (_, script, words) => {
  const { intake, poll } = await pollScripted({ messages: three, ...script });
  await expect(poll()).rejects.toThrow(words);
  expect(intake.batches).toEqual([]);
});

test('nothing but reading is asked of a server', async () => {
  const { commands, poll } = await pollScripted({ messages: three });
  await poll();
  const names = new Set(commands.map((command) => /^(UID )?\S+/.exec(command)?.[0]));
  for (const name of names)
    expect([
      'CAPABILITY',
      'LOGIN',
      'NAMESPACE',
      'LIST',
      'LSUB',
      'EXAMINE',
      'UID SEARCH',
      'UID FETCH',
    ]).toContain(name);
  expect(commands.filter((command) => command.startsWith('UID FETCH')).join()).not.toMatch(
    /BODY\[(?!\])|BODY(?!\.PEEK)\b/,
  );
});
