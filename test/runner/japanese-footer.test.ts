/** What the law of Japan asks for (see `src/content/footer.ts`) stands in the message that leaves. */
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { enrollAll } from '../support/world/seed.ts';
import { World } from '../support/world/world.ts';

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
