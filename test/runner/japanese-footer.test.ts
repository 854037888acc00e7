/** What the law of Japan asks for (see `src/content/footer.ts`) stands in the message that leaves. */
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { enrollAll } from '../support/world/seed.ts';
import { World } from '../support/world/world.ts';

test('whoever lives in Japan reads it in Japanese, and nothing leaves without the address', async () => {
  const nowMs = at('2026-03-02T02:00');
  const fields = { consent_basis: 'business_card' };
  const sato = person('sato', { zone: 'Asia/Tokyo', country: 'JP', language: 'en', fields });
  const worldOf = async (postalAddress: string | null): Promise<World> => {
    const sender = { company: 'Northwind Tools', postalAddress, unsubscribeUrl: null };
    const world = new World({ nowMs, settings: { compliance: 'auto', sender } });
    await world.enroll(sequence([email('intro')]), await world.add(sato));
    await world.run();
    return world;
  };
  const whole = await worldOf('東京都千代田区1-1');
  const { text } = await PostalMime.parse(whole.channel.accepted[0]!.bytes);
  for (const words of [
    'Northwind Tools',
    '東京都千代田区1-1',
    'お問い合わせ・苦情の受付：',
    '配信停止',
  ])
    expect(text).toContain(words);

  const without = await worldOf(null);
  expect(await without.sent()).toEqual([]);
  expect(await without.status('e1')).toBe('paused: failed');
  const [task] = await without.stores.tasks.open(null);
  expect(task!.text).toContain('特定電子メール法 Art. 4 wants sender.postal_address');
});

test('a Japanese email names the address that takes refusals and complaints', async () => {
  const nowMs = at('2026-03-02T02:00');
  const world = new World({ nowMs });
  const { stores, settings } = world;
  // Nobody wrote down what language they read.
  const ids = await world.add(person('sato', { zone: 'Asia/Tokyo', country: 'JP' }));
  const template = { name: 'intro', subject: 'ご相談', body: '突然のご連絡にて失礼いたします。' };
  const seeding = { stores, settings, mailbox: 'anna', nowMs };
  await enrollAll(seeding, sequence([email('intro')]), ids, [template]);
  await world.run();
  const { text } = await PostalMime.parse(world.channel.accepted[0]!.bytes);
  const { address } = settings.mailboxes[0]!.from;
  expect(text).toContain(`お問い合わせ・苦情の受付：${address}`);
  expect(text).toContain(`配信停止をご希望の場合は、${address} まで「配信停止」とご返信ください。`);
});
