/** What a rep says of a message decides what its signal is worth. */
import { expect, test } from 'vitest';
import { DEFAULT_SCORE_RULES } from '../../src/core/engagement.ts';
import { standingsIn } from '../../src/runner/deciding/standings.ts';
import { at, person } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const NOW = at('2026-03-02T10:00');

test('an answer that a rep labels as none, or gives to somebody else, is no engagement any more', async () => {
  const world = new World({ nowMs: NOW });
  await world.add(person('ada'), person('ben'));
  const { db, engagement, inbox } = world.stores;
  const add = `INSERT INTO inbound (source, identity, received_at_ms, bytes, version, class, intent, prospect_id)
    VALUES ('anna', ?, ?, x'00', 1, 'human_reply', 'other_intents', 1)`;
  for (const id of ['m1', 'm2', 'm3']) {
    db.prepare(add).run(id, NOW);
    await world.log('p1', 'reply', {
      channel: 'email',
      details: { inboundId: id, intent: 'other_intents' },
    });
  }
  const tenths = async () => {
    const standings = await standingsIn(engagement, DEFAULT_SCORE_RULES, NOW)(['p1']);
    return standings.get('p1')?.tenths;
  };
  expect(await tenths()).toBe(600);
  await inbox.label('m1', 'auto_reply', null);
  expect(await tenths()).toBe(400);
  await inbox.assign('m2', 'p2');
  expect(await tenths()).toBe(200);
  await inbox.label('m3', 'human_reply', 'positive_misc_reasons');
  expect(await tenths()).toBe(400);
});
