/** What a person says of a text binds as what they say of a letter. */
import { expect, test } from 'vitest';
import { rawEventBytes } from '../../../src/core/gateway-event.ts';
import { labelMessage } from '../../../src/usecases/signals/correct-message.ts';
import { at, email, person, sequence } from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T10:00');
const NUMBER = '+4930999';
const SHARED = '+493055501840';

const numberAt = (id: string, address: string) =>
  ({
    id,
    channel: 'sms',
    provider: 'twilio',
    replies: null,
    rep: null,
    from: { name: 'Northwind', address },
    limits: { capPerDay: 50, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' },
    connections: 2,
    source: null,
    body: null,
  }) as const;

/** Ada and Bob answer at one telephone and are enrolled. */
async function enrolled(): Promise<World> {
  const gateways = [numberAt('berlin', NUMBER), numberAt('bonn', '+4922899')];
  const world = new World({ nowMs: MONDAY, settings: { gateways } });
  const people = [
    person('ada', {
      identities: [
        { kind: 'email', value: 'ada@ada.example', status: 'good' },
        { kind: 'phone', value: SHARED, status: 'good' },
      ],
    }),
    person('bob', {
      identities: [
        { kind: 'email', value: 'bob@bob.example', status: 'good' },
        { kind: 'phone', value: SHARED, status: 'good' },
      ],
    }),
  ];
  await world.enroll(sequence([email('next', { wait: '1 day' })]), await world.add(...people));
  return world;
}

async function tell(world: World, source: string, to: string): Promise<void> {
  const fields = {
    MessageSid: 'SM1',
    SmsStatus: 'received',
    From: SHARED,
    To: to,
    Body: 'Call me',
  };
  const body = new URLSearchParams(fields).toString();
  const contentType = 'application/x-www-form-urlencoded';
  const bytes = rawEventBytes({ form: 'webhook', contentType, body, query: '' });
  const receivedAtMs = world.clock.nowMs();
  const message = { folder: 'webhook', key: 'SM1', receivedAtMs, bytes, truncated: false };
  await world.stores.inbound.storeRaw(source, [message], ['text SM1'], null);
}

const openTasks = async (world: World) =>
  (await world.stores.tasks.open(null)).map(({ kind, prospectId }) => `${kind} ${prospectId}`);

test('no answer after all: nobody owes a reply, and whoever shares the telephone goes on', async () => {
  const world = await enrolled();
  await tell(world, 'berlin', NUMBER);
  await world.run();
  expect(await world.status('e1')).toBe('finished: replied');
  expect(await world.status('e2')).toBe('paused: suspect');
  expect(await openTasks(world)).toHaveLength(1);
  const [entry] = await world.stores.inbox.inbox(9);
  const done = await labelMessage(deskOf(world), entry!.id, 'auto_reply', null, momentOf(world));
  expect(done.closedTasks).toHaveLength(1);
  expect(await openTasks(world)).toEqual([]);
  expect(await world.status('e2')).toBe('active');
});

test('a text that the webhook of another number of the account told as well is one answer', async () => {
  const world = await enrolled();
  await tell(world, 'bonn', NUMBER);
  await tell(world, 'berlin', NUMBER);
  await world.run();
  expect(await openTasks(world)).toHaveLength(1);
  const told = await world.stores.history.timeline('p1');
  expect(told.filter(({ type }) => type === 'signal_reply')).toHaveLength(1);
});
