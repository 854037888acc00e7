/** A mailbox that cannot be read to its end silences nobody but whose answer it may hold: each is looked for alone, at the gate. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { dovecotAvailable, startDovecot, type Dovecot } from '../support/mail/dovecot.ts';
import { startImapProxy } from '../support/mail/imap-proxy.ts';
import { email, person, sequence } from '../support/world/builders.ts';
import { expectStopped, letter, mailScene, type MailScene } from '../support/world/mail-scene.ts';

describe.skipIf(!dovecotAvailable())('a mailbox that holds a message', { timeout: 20_000 }, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  /** The server lists the first message of the account and never hands it over; the second email is due. */
  async function stuck(first: string, options = {}) {
    const proxy = await startImapProxy(dovecot.port);
    onTestFinished(() => proxy.stop());
    const scene = await mailScene(dovecot, { port: proxy.port, ...options });
    await scene.account.deliver('INBOX', first);
    proxy.hide([1], 'fetch');
    scene.world.clock.set(Date.now() + 4 * DAY_MS);
    return { proxy, ...scene };
  }
  const NEWS = letter({ From: 'news@elsewhere.example' }, 'News.');
  const run = ({ world, engine }: MailScene) => world.run(engine);

  test('that has nothing to do with the person lets their email go', async () => {
    const scene = await stuck(NEWS);
    await run(scene);
    expect(scene.world.talk.join()).toContain('cannot hear anna');
    expect(await scene.world.sent()).toEqual(['e1.intro.1', 'e1.bump.1']);
    expect(await scene.world.broken()).toEqual([]);
  });

  test.each([
    ['from their address', () => ({ From: 'ada@ada.example' })],
    ['from their company', () => ({ From: 'bob@ada.example' })],
    ['from another domain of their company', () => ({ From: 'bob@ada.test' })],
    [
      'that answers ours, from anywhere',
      (id: string) => ({ From: 'ada@private.example', 'In-Reply-To': id }),
    ],
    [
      'further down a thread of ours',
      (id: string) => ({ From: 'ada@private.example', References: `${id} <2@private.example>` }),
    ],
  ])('%s keeps their email back', async (_, headers) => {
    const scene = await stuck(NEWS);
    const alias = { alias: 'ada.test', account: 'ada.example', source: 'hand', atMs: 0 } as const;
    await scene.world.stores.accounts.changeAliases({ set: [alias], drop: [] });
    await scene.account.expungeAll('INBOX');
    await scene.account.deliver('INBOX', letter(headers(scene.firstId), 'Call me.'));
    scene.proxy.hide([1, 2], 'fetch');
    await run(scene);
    expect(await scene.world.sent()).toEqual(['e1.intro.1']);
    expect(scene.world.talk.join()).toContain('may be their answer');
    scene.proxy.heal();
    scene.world.clock.set(scene.world.clock.nowMs() + 2 * HOUR_MS);
    await run(scene);
    expect(await scene.world.sent()).toEqual(['e1.intro.1']);
    expect(await scene.world.status('e1')).toMatch(/finished: replied|paused: suspect/);
  });

  test('is never asked for a person where it was read to its end', async () => {
    const scene = await stuck(NEWS);
    scene.proxy.heal();
    await run(scene);
    expect(await scene.world.sent()).toEqual(['e1.intro.1', 'e1.bump.1']);
    expect(scene.proxy.commands.filter((command) => command.includes('ada@'))).toEqual([]);
  });

  test('that the look finds in the middle of a poll that takes too long stops the person', async () => {
    const scene = await stuck(NEWS, { imap: { timeouts: { pollMs: 400 } } });
    scene.proxy.heal();
    await scene.account.deliver('Junk', letter({ From: 'ada@ada.example' }, 'Call me.'));
    // The poll hangs in its first folder, the look does not.
    scene.proxy.stallOn(/^UID SEARCH (ALL|OR UID)/);
    await run(scene);
    await expectStopped(scene);
  });

  test('and cannot be asked for a person either holds everybody, and is left in peace for a minute', async () => {
    const scene = await stuck(NEWS);
    const [bob] = await scene.world.add(person('bob'));
    await scene.world.enroll(sequence([email('hello')], { name: 'two', version: 'v2' }), [bob!]);
    scene.proxy.refuse(/FROM ada@|FROM bob@/);
    await run(scene);
    expect(await scene.world.sent()).toEqual(['e1.intro.1']);
    const asked = scene.proxy.commands.flatMap(
      (command) => /FROM (?:ada|bob)@/.exec(command) ?? [],
    );
    // In INBOX and in Junk, and for one of them.
    expect(asked).toHaveLength(2);
    expect(new Set(asked).size).toBe(1);
  });

  test('of a mailbox that wrote to them earlier keeps their email back, or lets it go', async () => {
    const mailboxes = [{ id: 'anna' }, { id: 'ben', source: 'ben' }];
    const scene = await stuck(NEWS, { mailboxes });
    const ben = scene.open(dovecot.account(`${scene.account.user}-ben`));
    const engine = { ...scene.engine, sources: new Map([...scene.engine.sources, ['ben', ben]]) };
    const again = sequence([email('again')], {
      name: 'two',
      version: 'v2',
      mailboxes: ['ben'],
      enroll: { duplicates: 'disallow', exclusive: false, untouchedFor: null, perDay: null },
    });
    await scene.world.apply('e1', { kind: 'command', command: 'stop', because: null });
    await scene.world.enroll(again, ['p1'], { mailbox: 'ben' });
    scene.proxy.refuse(/FROM ada@/);
    await run({ ...scene, engine });
    expect(await scene.world.sent()).toEqual(['e1.intro.1']);
    scene.proxy.refuse(null);
    scene.world.clock.set(scene.world.clock.nowMs() + HOUR_MS);
    await run({ ...scene, engine });
    expect(await scene.world.sent()).toEqual(['e1.intro.1', 'e2.again.1']);
  });
});
