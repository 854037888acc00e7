/** The whole engine over a real IMAP server: whatever happens to the answer on its way, it stops the sequence. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { dovecotAvailable, startDovecot, type Dovecot } from '../support/mail/dovecot.ts';
import { startImapProxy, type ImapProxy } from '../support/mail/imap-proxy.ts';
import { email, person, sequence } from '../support/world/builders.ts';
import { expectStopped, inAccount, letter, mailScene, runOn } from '../support/world/mail-scene.ts';

const FROM_ADA = {
  From: 'Ada <ada@ada.example>',
  To: 'anna@northwind.example',
  Subject: 'Re: About intro',
  'Message-ID': '<1@ada.example>',
};
const ANSWER = letter(FROM_ADA, 'Sounds good, call me.');

describe.skipIf(!dovecotAvailable())('with a real IMAP server', { timeout: 30_000 }, () => {
  let dovecot: Dovecot;

  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  async function proxied(): Promise<ImapProxy> {
    const proxy = await startImapProxy(dovecot.port);
    onTestFinished(() => proxy.stop());
    return proxy;
  }

  describe('an answer stops the sequence', () => {
    test('that a person has read already', async () => {
      const scene = await mailScene(dovecot);
      await scene.account.deliver('INBOX', ANSWER);
      await inAccount(scene.account, dovecot.port, async (client) => {
        await client.mailboxOpen('INBOX');
        await client.messageFlagsAdd('1:*', ['\\Seen']);
      });
      await runOn(scene);
      await expectStopped(scene);
    });

    test.each(['Junk', 'Trash', 'Archive', 'Filtered/Partners'])('in %s', async (folder) => {
      const scene = await mailScene(dovecot);
      await scene.account.deliver(folder, ANSWER);
      await runOn(scene);
      await expectStopped(scene);
    });

    test('once, that lies in All Mail as well', async () => {
      const scene = await mailScene(dovecot);
      await scene.account.deliver('INBOX', ANSWER);
      await scene.account.deliver('All Mail', ANSWER);
      await runOn(scene);
      await expectStopped(scene);
      expect(await scene.world.stores.inbox.inbox(10)).toHaveLength(1);
    });

    test('once, that came before the folder was numbered anew', async () => {
      const scene = await mailScene(dovecot);
      await scene.account.deliver('INBOX', ANSWER);
      await scene.account.changeUidvalidity('INBOX');
      await scene.world.run(scene.engine);
      await scene.account.changeUidvalidity('INBOX');
      await runOn(scene);
      await expectStopped(scene);
      expect(await scene.world.stores.inbox.inbox(10)).toHaveLength(1);
    });

    test('once, that two of our mailboxes got: one answer, for one rep to reply to', async () => {
      const scene = await mailScene(dovecot, { mailboxes: [{ id: 'anna' }, { id: 'ben' }] });
      const ben = dovecot.account('two-mailboxes-ben');
      const engine = {
        ...scene.engine,
        sources: new Map([...scene.engine.sources, ['ben', scene.open(ben)] as const]),
      };
      const both = { ...FROM_ADA, To: 'anna@northwind.example, ben@northwind.example' };
      for (const [account, hop] of [
        [scene.account, 'a'],
        [ben, 'b'],
      ] as const)
        await account.deliver('INBOX', letter({ Received: hop, ...both }, 'Sounds good, call me.'));
      await runOn({ ...scene, engine });
      await expectStopped(scene);
      expect(await scene.world.stores.inbox.inbox(10)).toHaveLength(2);
      expect(await scene.world.stores.tasks.open(null)).toHaveLength(1);
      const told = await scene.world.stores.history.timeline('p1');
      expect(told.filter(({ type }) => type === 'signal_reply')).toHaveLength(1);
    });

    test('once, whose folder is renamed, and one that comes there later', async () => {
      const scene = await mailScene(dovecot);
      const rename = (from: string, to: string) =>
        inAccount(scene.account, dovecot.port, (client) => client.mailboxRename(from, to));
      await scene.account.deliver(
        'Leads',
        letter({ ...FROM_ADA, From: 'stranger@x.example' }, 'x'),
      );
      await scene.world.run(scene.engine);
      await rename('Leads', 'Kunden');
      await inAccount(scene.account, dovecot.port, (client) =>
        client.append('Kunden', ANSWER.replace('<1@', '<2@')),
      );
      await runOn(scene);
      await expectStopped(scene);
      expect(await scene.world.stores.inbox.inbox(10)).toHaveLength(2);
    });

    test('that the server lists only after one that came later', async () => {
      const proxy = await proxied();
      const scene = await mailScene(dovecot, { port: proxy.port });
      await scene.account.deliver('INBOX', ANSWER);
      await scene.account.deliver('INBOX', letter({ From: 'x@y.example' }, 'News'));
      proxy.hide([1]);
      await scene.world.run(scene.engine);
      expect(await scene.world.status('e1')).toBe('active');
      proxy.heal();
      await runOn(scene);
      await expectStopped(scene);
    });

    test('although the connection drops in the middle of it', async () => {
      const proxy = await proxied();
      const scene = await mailScene(dovecot, { port: proxy.port });
      await scene.account.deliver('INBOX', ANSWER);
      proxy.cutInside(1, 1);
      await runOn(scene);
      await expectStopped(scene);
    });

    test('behind a message over which the server always drops the connection', async () => {
      const proxy = await proxied();
      const scene = await mailScene(dovecot, { port: proxy.port });
      await scene.account.deliver('INBOX', letter({ From: 'x@y.example' }, 'Poison'));
      await scene.account.deliver('INBOX', ANSWER);
      proxy.cutInside(1, Infinity);
      await runOn(scene);
      await expectStopped(scene);
    });

    test('that came while the password was wrong; meanwhile nothing is sent and the failure is kept', async () => {
      const proxy = await proxied();
      const scene = await mailScene(dovecot, { port: proxy.port });
      const { world, engine, account } = scene;
      await world.run(engine);
      proxy.refuse(/^(LOGIN|AUTHENTICATE)/, 'NO [AUTHENTICATIONFAILED] Invalid credentials');
      proxy.cut();
      await account.deliver('INBOX', ANSWER);
      world.clock.set(Date.now() + 4 * DAY_MS);
      await world.run(engine);
      expect(await world.sent()).toEqual(['e1.intro.1']);
      const { failure } = (await world.stores.runner.heard()).get('anna')!;
      expect(failure).toContain('user or password refused: Invalid credentials');
      proxy.heal();
      await world.run(engine);
      await expectStopped(scene);
    });
  });

  describe('whoever sends it, and however it refers to us, an answer is of the person written to', () => {
    const stranger = { ...FROM_ADA, From: 'Ada K. <ada.k@private.example>' };
    test.each<[string, (firstId: string) => Readonly<Record<string, string>>]>([
      ['from another address, by In-Reply-To alone', (id) => ({ ...stranger, 'In-Reply-To': id })],
      [
        'from a stranger to whom the thread was forwarded, by References',
        (id) => ({
          ...stranger,
          From: 'The Boss <boss@elsewhere.example>',
          Subject: 'Fwd: About intro',
          References: `<0@elsewhere.example> ${id} <5@ada.example>`,
          'In-Reply-To': '<5@ada.example>',
        }),
      ],
      [
        'folded over several lines, in another case',
        (id) => ({ ...stranger, 'IN-REPLY-TO': `\r\n\t${id}` }),
      ],
      [
        'from their address, in a thread of its own',
        () => ({ ...FROM_ADA, Subject: 'Your letter' }),
      ],
    ])('%s', async (_, headersFor) => {
      const scene = await mailScene(dovecot);
      await scene.account.deliver('INBOX', letter(headersFor(scene.firstId), 'Call me.'));
      await runOn(scene);
      await expectStopped(scene);
    });

    test.each([
      [
        'Microsoft 365',
        '<AM0PR01MB1@AM0PR01MB1.prod.outlook.com>',
        '<AM0PR01MB1@AM0PR01MB1.prod.outlook.com>',
      ],
      [
        'Amazon SES, which tells it without its domain',
        '0100018b6f2a3c4d-1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f-000000',
        '<0100018b6f2a3c4d-1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f-000000@eu-west-1.amazonses.com>',
      ],
    ])('to the id that %s put in place of ours', async (_, serverMessageId, answered) => {
      const scene = await mailScene(dovecot, { serverMessageId });
      const headers = { ...stranger, 'In-Reply-To': answered };
      await scene.account.deliver('INBOX', letter(headers, 'Call me.'));
      await runOn(scene);
      await expectStopped(scene);
    });

    test('from an alias that the person is known by', async () => {
      const scene = await mailScene(dovecot);
      const { world } = scene;
      const known = (await world.stores.people.byId('p1'))!;
      const alias = { kind: 'email', value: 'a.king@ada-group.example', status: 'good' } as const;
      const named = { ...person('ada'), identities: [...known.identities, alias] };
      await world.stores.people.save([{ id: 'p1', person: named }], world.clock.nowMs(), null);
      await scene.account.deliver('INBOX', letter({ ...FROM_ADA, From: alias.value }, 'Yes.'));
      await runOn(scene);
      await expectStopped(scene);
    });

    test('of a colleague, out of order: their answer to an answer comes first', async () => {
      const scene = await mailScene(dovecot);
      const later = {
        ...FROM_ADA,
        From: 'bob@ada.example',
        'Message-ID': '<3@ada.example>',
        'In-Reply-To': '<2@ada.example>',
        References: `${scene.firstId} <2@ada.example>`,
      };
      await scene.account.deliver('INBOX', letter(later, 'I agree with Ada.'));
      await scene.world.run(scene.engine);
      const earlier = {
        ...FROM_ADA,
        'Message-ID': '<2@ada.example>',
        'In-Reply-To': scene.firstId,
      };
      await scene.account.deliver('INBOX', letter(earlier, 'Sounds good.'));
      await runOn(scene);
      await expectStopped(scene);
      expect(await scene.world.stores.inbox.inbox(10)).toHaveLength(2);
    });

    test('to another of our mailboxes', async () => {
      const scene = await mailScene(dovecot, {
        mailboxes: [{ id: 'anna' }, { id: 'ben', source: 'ben' }],
      });
      const ben = dovecot.account(`${scene.account.user}-ben`);
      const sources = new Map([...scene.engine.sources, ['ben', scene.open(ben)]]);
      await ben.deliver('INBOX', letter({ ...FROM_ADA, To: 'ben@northwind.example' }, 'Yes.'));
      await runOn({ ...scene, engine: { ...scene.engine, sources } });
      await expectStopped(scene);
    });
  });

  test('a colleague without a reference to us makes the person suspect: held until somebody looks', async () => {
    const scene = await mailScene(dovecot);
    const { From: _, ...rest } = FROM_ADA;
    await scene.account.deliver('INBOX', letter({ From: 'bob@ada.example', ...rest }, 'Hello.'));
    await runOn(scene);
    expect(await scene.world.status('e1')).toBe('paused: suspect');
    expect(await scene.world.sent()).toEqual(['e1.intro.1']);
  });

  test('mail of ours to ourselves, and a copy to ourselves, say nothing about anybody', async () => {
    const scene = await mailScene(dovecot);
    const { world, account } = scene;
    const note = { From: 'anna@northwind.example', To: 'anna@northwind.example', Subject: 'Ada' };
    await account.deliver('INBOX', letter(note, 'Call ada@ada.example tomorrow.'));
    await account.deliver('INBOX', Buffer.from(world.channel.accepted[0]!.bytes).toString());
    await runOn(scene);
    expect(await world.sent()).toEqual(['e1.intro.1', 'e1.bump.1']);
    expect(await world.stores.inbox.inbox(10)).toEqual([]);
  });

  test('nothing is sent while the server is away, and the answer is heard when it is back', async () => {
    const proxy = await startImapProxy(dovecot.port);
    const scene = await mailScene(dovecot, { port: proxy.port });
    const { world, account, engine } = scene;
    await proxy.stop();
    await account.deliver('INBOX', ANSWER);
    world.clock.set(Date.now() + 4 * DAY_MS);
    await world.run(engine);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(world.talk.join()).toContain('cannot hear anna');
    await world.run({ ...engine, sources: new Map([['anna', scene.open(account)]]) });
    await expectStopped(scene);
  });

  test('a mailbox that is away holds nobody of another one, and delays no answer there', async () => {
    const proxy = await proxied();
    const scene = await mailScene(dovecot, {
      mailboxes: [{ id: 'anna' }, { id: 'ben', source: 'ben' }],
    });
    const { world } = scene;
    const [cleo] = await world.add(person('cleo'));
    await world.enroll(
      sequence([email('hello', { wait: '2 days' })], { name: 'two', version: 'v2' }),
      [cleo!],
      {
        mailbox: 'ben',
      },
    );
    const ben = scene.open(dovecot.account(`${scene.account.user}-ben`), proxy.port, {
      timeouts: { pollMs: 300, lookMs: 300 },
    });
    proxy.silence('all');
    const engine = { ...scene.engine, sources: new Map([...scene.engine.sources, ['ben', ben]]) };
    await scene.account.deliver('INBOX', ANSWER);
    await runOn({ ...scene, engine });
    await expectStopped(scene);
    expect((await world.stores.runner.heard()).get('ben')?.failure).toContain(
      'not read to the end',
    );
  });
});
