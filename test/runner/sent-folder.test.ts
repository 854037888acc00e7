/** What lies in the Sent folder of a real server: our own copies are ours, what a rep wrote by hand counts as a touch, and proof settles. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { dovecotAvailable, startDovecot, type Dovecot } from '../support/mail/dovecot.ts';
import {
  expectStopped,
  letter,
  mailScene,
  runOn,
  type MailScene,
} from '../support/world/mail-scene.ts';

const BY_HAND = {
  From: 'Anna <anna@northwind.example>',
  To: 'Ada <ADA@ada.example>, stranger@elsewhere.example',
  Subject: 'The paper I promised',
  'Message-ID': '<7@northwind.example>',
};

describe.skipIf(!dovecotAvailable())('in the Sent folder', { timeout: 20_000 }, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  const ourCopy = ({ world }: MailScene): string =>
    Buffer.from(world.channel.accepted[0]!.bytes).toString();
  const timeline = async ({ world }: MailScene): Promise<string[]> =>
    (await world.stores.history.timeline('p1')).map(({ type }) => type);
  const dueMs = async ({ world }: MailScene): Promise<number | null> => {
    const { waiting } = (await world.stores.engine.load('e1'))!.enrollment;
    return waiting.for === 'time' ? waiting.untilMs : null;
  };

  test('a copy of what we sent is no touch by hand, whatever else shows it', async () => {
    const scene = await mailScene(dovecot);
    for (const folder of ['Gesendet', 'All Mail', 'INBOX'])
      await scene.account.deliver(folder, ourCopy(scene));
    const before = await dueMs(scene);
    await scene.world.run(scene.engine);
    expect(await dueMs(scene)).toBe(before);
    expect(await timeline(scene)).not.toContain('signal_manual_touch');
    expect(await scene.world.stores.inbox.inbox(10)).toEqual([]);
  });

  test('a copy whose Message-ID the server replaced is ours by our own id, and an answer to the new id is heard', async () => {
    const scene = await mailScene(dovecot);
    const renamed = ourCopy(scene).replace(scene.firstId, '<AM0PR01@prod.outlook.example>');
    await scene.account.deliver('Gesendet', renamed);
    await scene.world.run(scene.engine);
    expect(await timeline(scene)).not.toContain('signal_manual_touch');
    const answer = {
      From: 'ada.k@private.example',
      Subject: 'Re: About intro',
      'In-Reply-To': '<AM0PR01@prod.outlook.example>',
    };
    await scene.account.deliver('INBOX', letter(answer, 'Call me.'));
    await runOn(scene);
    await expectStopped(scene);
  });

  test('a message that a rep wrote by hand to a known person moves the next email by its full wait', async () => {
    const scene = await mailScene(dovecot);
    const { world, engine, account } = scene;
    const writtenAtMs = Math.floor(Date.now() / 1_000) * 1_000 - HOUR_MS / 2;
    await account.deliver('Gesendet', letter(BY_HAND, 'Here it is.'), writtenAtMs);
    await account.deliver('All Mail', letter(BY_HAND, 'Here it is.'), writtenAtMs);
    await world.run(engine);
    expect(await dueMs(scene)).toBe(writtenAtMs + 3 * DAY_MS);
    const { timeline: lines } = { timeline: await world.stores.history.timeline('p1') };
    expect(lines.filter(({ type }) => type === 'signal_manual_touch')).toMatchObject([
      { channel: 'email', summary: 'The paper I promised', atMs: writtenAtMs },
    ]);
    await runOn(scene);
    expect(await world.sent()).toEqual(['e1.intro.1', 'e1.bump.1']);
    expect(await world.stores.inbox.inbox(10)).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });

  test('a message whose copy names the person in Bcc alone is one, too', async () => {
    const scene = await mailScene(dovecot);
    const copy = { ...BY_HAND, To: 'anna@northwind.example', Bcc: 'Ada <ada@ada.example>' };
    await scene.account.deliver('Gesendet', letter(copy, 'To all of you.'));
    await scene.world.run(scene.engine);
    expect(await timeline(scene)).toContain('signal_manual_touch');
  });

  test('a message by hand counts against what the person may be touched', async () => {
    const scene = await mailScene(dovecot, {
      settings: { personLimits: [{ most: 2, perMs: 30 * DAY_MS }] },
    });
    await scene.account.deliver('Gesendet', letter(BY_HAND, 'Here it is.'));
    await runOn(scene);
    expect(await scene.world.sent()).toEqual(['e1.intro.1']);
  });

  test('a message from before the person was enrolled moves nothing', async () => {
    const scene = await mailScene(dovecot);
    const before = await dueMs(scene);
    const old = letter(BY_HAND, 'Here it is.');
    await scene.account.deliver('Gesendet', old, Date.now() - 5 * DAY_MS);
    await scene.world.run(scene.engine);
    expect(await dueMs(scene)).toBe(before);
    expect(await timeline(scene)).toContain('signal_manual_touch');
  });

  test('a message in INBOX that pretends to be ours is no touch', async () => {
    const scene = await mailScene(dovecot);
    await scene.account.deliver('INBOX', letter(BY_HAND, 'Here it is.'));
    await scene.world.run(scene.engine);
    expect(await timeline(scene)).not.toContain('signal_manual_touch');
  });

  test('a message whose Message-ID pretends to lie there is an answer all the same', async () => {
    const scene = await mailScene(dovecot);
    const forged = { From: 'ada@ada.example', 'Message-ID': '<sent x@ada.example>' };
    await scene.account.deliver('INBOX', letter(forged, 'Call me.'));
    await runOn(scene);
    await expectStopped(scene);
  });

  test('our message proves an uncertain touch sent; its absence proves nothing', async () => {
    const scene = await mailScene(dovecot, { plan: () => 'uncertain_accepted' });
    const { world, engine, account } = scene;
    const status = async () => (await world.stores.history.touch('e1.intro.1'))?.status;
    await world.run(engine);
    expect(await status()).toBe('uncertain');
    await account.deliver('Gesendet', ourCopy(scene).replace(scene.firstId, '<other@x.example>'));
    world.clock.set(Date.now() + HOUR_MS);
    await world.run(engine);
    expect(await status()).toBe('sent');
    expect(await world.broken()).toEqual([]);
  });
});
