import { expect, test } from 'vitest';

import { SimulatedChannel, seededPlan, type SimulatedFate } from './simulated-channel.ts';

const message = (touchId: string) => ({
  touchId,
  touchlineId: 'ours',
  to: 'ada@kern.test',
  from: 'max@acme.test',
  bytes: Buffer.from('Subject: Hello\r\n\r\n'),
});

test('a seeded plan gives a touch the same fate in any order, and each attempt its own', () => {
  const plan = seededPlan(7, { accepted: 1, deferred: 1, uncertain_lost: 1 });
  const ids = Array.from({ length: 50 }, (_, i) => `e${i}.intro.1`);
  const fates = ids.map((id) => plan(message(id), 1));
  expect(ids.toReversed().map((id) => plan(message(id), 1))).toEqual(fates.toReversed());
  expect(new Set(fates)).toEqual(new Set(['accepted', 'deferred', 'uncertain_lost']));
  expect(ids.map((id) => plan(message(id), 2))).not.toEqual(fates);
  expect(ids.map((id) => seededPlan(8, { accepted: 1, deferred: 1 })(message(id), 1))).not.toEqual(
    fates,
  );
});

test('a fate without a share never happens', () => {
  const plan = seededPlan(7, { accepted: 0, not_sent: 1 });
  const fates = Array.from({ length: 50 }, (_, i) => plan(message(`e${i}.intro.1`), 1));
  expect(new Set(fates)).toEqual(new Set(['not_sent']));
});

test('the second attempt of a touch meets the fate planned for it', async () => {
  const fates: SimulatedFate[] = ['deferred', 'accepted'];
  const channel = new SimulatedChannel({ plan: (_, attempt) => fates[attempt - 1]! });
  const send = () =>
    channel.send(message('e1.intro.1'), async () => {}, new AbortController().signal);
  expect((await send()).kind).toBe('deferred');
  expect((await send()).kind).toBe('sent');
  expect(channel.accepted).toHaveLength(1);
});
