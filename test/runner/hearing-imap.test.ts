/** The whole engine over a real IMAP server: whatever happens to the answer on its way, it stops the sequence. */
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/duration.ts';
import { ImapSource } from '../../src/providers/imap/imap-source.ts';
import type { Engine } from '../../src/runner/engine.ts';
import { email, person, sequence } from '../support/world/builders.ts';
import {
  dovecotAvailable,
  startDovecot,
  type Dovecot,
  type MailAccount,
} from '../support/mail/dovecot.ts';
import { startImapProxy } from '../support/mail/imap-proxy.ts';
import { World } from '../support/world/world.ts';

const ANSWER = `From: Ada <ada@ada.example>
To: anna@northwind.example
Subject: Re: About intro
Message-ID: <1@ada.example>

Sounds good, call me.
`;

describe.skipIf(!dovecotAvailable())('with a real IMAP server', { timeout: 20_000 }, () => {
  let dovecot: Dovecot;
  let accounts = 0;

  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  /** Ada was written to an hour ago and has a second email due three days later. */
  async function scene(
    port = dovecot.port,
  ): Promise<{ world: World; account: MailAccount; engine: Engine }> {
    const account = dovecot.account(`rep${(accounts += 1)}`);
    const world = new World({ nowMs: Date.now() - HOUR_MS });
    const engine = { ...world.engine(), sources: sourcesOf(account, port) };
    const [ada] = await world.add(person('ada'));
    await world.enroll(sequence([email('intro'), email('bump', { wait: '3 days' })]), [ada!]);
    await world.run(engine);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    world.clock.set(Date.now());
    return { world, account, engine };
  }

  /** A run now, and one when the second email would be due. */
  async function runOn(world: World, engine: Engine): Promise<void> {
    await world.run(engine);
    world.clock.set(Date.now() + 4 * DAY_MS);
    await world.run(engine);
  }

  async function expectStopped(world: World): Promise<void> {
    expect(await world.status('e1')).toBe('finished: replied');
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(await world.broken()).toEqual([]);
  }

  test('an answer that a person has read already stops the sequence', async () => {
    const { world, account, engine } = await scene();
    await account.deliver('INBOX', ANSWER);
    await inInbox(account, dovecot.port, (client) => client.messageFlagsAdd('1:*', ['\\Seen']));
    await runOn(world, engine);
    await expectStopped(world);
  });

  test('an answer in Junk stops the sequence', async () => {
    const { world, account, engine } = await scene();
    await account.deliver('Junk', ANSWER);
    await runOn(world, engine);
    await expectStopped(world);
  });

  test('an answer that came before the folder was numbered anew stops the sequence, once', async () => {
    const { world, account, engine } = await scene();
    await account.deliver('INBOX', ANSWER);
    await account.changeUidvalidity('INBOX');
    await world.run(engine);
    await account.changeUidvalidity('INBOX');
    await runOn(world, engine);
    await expectStopped(world);
    expect(await world.stores.inbox.inbox(10)).toHaveLength(1);
  });

  test('an answer is heard although the connection drops in the middle of it', async () => {
    const proxy = await startImapProxy(dovecot.port);
    onTestFinished(() => proxy.stop());
    const { world, account, engine } = await scene(proxy.port);
    await account.deliver('INBOX', ANSWER);
    proxy.cutInside(1, 2);
    await runOn(world, engine);
    await expectStopped(world);
    expect(proxy.connectionCount()).toBeGreaterThan(1);
  });

  test('nothing is sent while the server is away, and the answer is heard when it is back', async () => {
    const proxy = await startImapProxy(dovecot.port);
    const { world, account, engine } = await scene(proxy.port);
    await proxy.stop();
    await account.deliver('INBOX', ANSWER);
    world.clock.set(Date.now() + 4 * DAY_MS);
    await world.run(engine);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(world.talk.join()).toContain('cannot hear anna');
    await world.run({ ...engine, sources: sourcesOf(account, dovecot.port) });
    await expectStopped(world);
  });
});

function sourcesOf({ user, password }: MailAccount, port: number): Engine['sources'] {
  const auth = { user, password };
  const source = new ImapSource({ host: '127.0.0.1', port, security: 'none', auth });
  onTestFinished(() => source.close());
  return new Map([['anna', source]]);
}

/** As a person's mail program would. */
async function inInbox(
  { user, password }: MailAccount,
  port: number,
  act: (client: ImapFlow) => Promise<unknown>,
): Promise<void> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen('INBOX');
  await act(client);
  await client.logout();
}
