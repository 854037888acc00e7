/** What a gateway tells: stored raw, understood once, and as binding as an answer by mail. */
import { describe, expect, test } from 'vitest';
import { rawEventBytes, type RawEvent } from '../../src/core/gateway-event.ts';
import { MINUTE_MS } from '../../src/core/time/duration.ts';
import { addressOn } from '../../src/core/person/prospect.ts';
import type { MessageChannel } from '../../src/ports/message-channel.ts';
import { applyHeard } from '../../src/usecases/signals/apply-heard.ts';
import { at, email, linkedin, person, sequence, smsText } from '../support/world/builders.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import type { FaultPlan } from '../support/world/simulated-channel.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T10:00');
const NUMBER = '+4930999';
const ADA = addressOn({ ...person('ada'), id: 'p1', revision: 1 }, 'phone')!;

function newWorld(plan?: FaultPlan): World {
  const berlin = {
    id: 'berlin',
    channel: 'sms',
    provider: 'twilio',
    replies: null,
    rep: null,
    from: { name: 'Northwind', address: NUMBER },
    limits: { capPerDay: 50, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' },
    connections: 2,
    source: null,
    body: null,
  } as const;
  const settings = { gateways: [berlin] };
  return new World({ nowMs: MONDAY, settings, ...(plan === undefined ? {} : { plan }) });
}

/** As the listener stores it. */
async function tell(
  world: World,
  fields: Readonly<Record<string, string>>,
  query = '',
): Promise<void> {
  await store(world, { ...RAW, body: new URLSearchParams(fields).toString(), query });
}

const RAW = {
  form: 'webhook',
  contentType: 'application/x-www-form-urlencoded',
  query: '',
} as const;

async function store(world: World, raw: RawEvent): Promise<void> {
  const key = raw.body;
  const bytes = rawEventBytes(raw);
  const receivedAtMs = world.clock.nowMs();
  const message = { folder: 'webhook', key, receivedAtMs, bytes, truncated: false };
  await world.stores.inbound.storeRaw('berlin', [message], [key], { folder: 'webhook', uid: 0 });
}

const wrote = (body: string, from: string = ADA) => ({
  MessageSid: `SM${body.length}${from}`,
  From: from,
  To: NUMBER,
  Body: body,
  SmsStatus: 'received',
});

describe('a text', () => {
  test.each([
    ['an email', email('next', { wait: '1 day' })],
    ['a LinkedIn task', linkedin('next', { wait: '1 day' })],
    ['a text', smsText('next', { wait: '1 day' })],
  ])('stops %s, and a rep gets it to answer', async (_, step) => {
    const world = newWorld();
    const [ada] = await world.add(person('ada'));
    const [enrollment] = await world.enroll(sequence([step]), [ada!]);
    await world.run();
    await tell(world, wrote('Sure, call me on Thursday'));
    await world.runDays(2);
    expect(await world.status(enrollment!)).toBe('finished: replied');
    expect(world.channel.accepted).toEqual([]);
    const tasks = await world.stores.tasks.open(null);
    expect(tasks).toMatchObject([
      { kind: 'reply', channel: 'sms', text: 'Sure, call me on Thursday' },
    ]);
    expect(await world.broken()).toEqual([]);
  });

  test.each(['STOP', 'Stop please!', 'arrêt'])('"%s" is a wish to be left alone', async (body) => {
    const world = newWorld();
    const [ada] = await world.add(person('ada'));
    const [enrollment] = await world.enroll(sequence([email('next', { wait: '1 day' })]), [ada!]);
    await tell(world, wrote(body));
    await world.run();
    expect(await world.status(enrollment!)).toBe('finished: opted_out');
    const kinds = (await world.stores.suppressions.suppressions()).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['address', 'linkedin', 'phone']);
  });

  test('that cannot be read holds whose number it names, also without a plus', async () => {
    const world = newWorld();
    const gateways = world.settings.gateways.map((each) => ({
      ...each,
      provider: 'vonage' as const,
    }));
    const [ada, ben] = await world.add(person('ada'), person('ben'));
    await world.enroll(sequence([email('next', { wait: '1 day' })]), [ada!, ben!]);
    const body = JSON.stringify({ message_uuid: 'v1', text: 'Stop', msisdn: ADA.slice(1) });
    await store(world, { ...RAW, contentType: 'application/json', body });
    await world.run({ ...world.engine(), settings: { ...world.settings, gateways } });
    expect(await world.status('e1')).toBe('paused: suspect');
    expect(await world.status('e2')).toBe('active');
  });

  test('of somebody who is not known is kept, and stops nobody', async () => {
    const world = newWorld();
    const [ada] = await world.add(person('ada'));
    const [enrollment] = await world.enroll(sequence([email('next', { wait: '1 day' })]), [ada!]);
    await tell(world, wrote('Who is this?', '+4930000001'));
    await world.run();
    expect(await world.status(enrollment!)).toBe('active');
    const kept = await world.stores.inbox.inbox(10);
    expect(kept).toMatchObject([{ text: 'Who is this?', prospectId: null }]);
  });

  test('holds the colleagues of who wrote it', async () => {
    const world = newWorld();
    const [, ben] = await world.add(
      person('ada', { accountId: 'acme.example' }),
      person('ben', { accountId: 'acme.example' }),
    );
    const [enrollment] = await world.enroll(sequence([email('next', { wait: '1 day' })]), [ben!]);
    await tell(world, wrote('Yes'));
    await world.run();
    expect(await world.status(enrollment!)).toBe('paused: colleague');
  });
});

describe('news of a message', () => {
  const lost: FaultPlan = () => 'uncertain_accepted';

  test('that was taken settles what was uncertain: it is not sent again, and the sequence goes on', async () => {
    const world = newWorld(lost);
    const [ada] = await world.add(person('ada'));
    const [enrollment] = await world.enroll(sequence([smsText('nudge')]), [ada!]);
    await world.run();
    const id = `${enrollment}.nudge.1`;
    expect((await world.stores.history.touch(id))?.status).toBe('uncertain');
    const { touchlineId } = world.channel.accepted[0]!;
    const told = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    await tell(world, told, `touch=${touchlineId}`);
    await tell(world, told, `touch=${touchlineId}`);
    await world.run();
    expect((await world.stores.history.touch(id))?.status).toBe('sent');
    expect(await world.status(enrollment!)).toBe('finished: completed');
    expect(world.channel.accepted).toHaveLength(1);
    expect(await world.broken()).toEqual([]);
  });
});

test.each([
  ['delivered', 'sent'],
  ['undelivered', 'uncertain'],
])('a report (%s) that comes before the answer to the sending: %s', async (told, status) => {
  const world = newWorld();
  const [ada] = await world.add(person('ada'));
  const [enrollment] = await world.enroll(sequence([smsText('nudge')]), [ada!]);
  // As the listener does it, in a process of its own.
  const listener = { ...deskOf(world), clock: world.clock, say: () => {} };
  const send: MessageChannel['send'] = async ({ touchlineId }, dataStarted) => {
    await dataStarted();
    await tell(world, { MessageSid: 'SM1', MessageStatus: told }, `touch=${touchlineId}`);
    await applyHeard(listener, momentOf(world));
    return { kind: 'uncertain', detail: 'no answer' };
  };
  const channels = { of: async () => ({ send, close: async () => {} }), close: async () => {} };
  await world.run({ ...world.engine(), channels });
  world.clock.set(world.clock.nowMs() + 2 * MINUTE_MS);
  await world.run();
  const touch = await world.stores.history.touch(`${enrollment}.nudge.1`);
  expect(touch?.status).toBe(status);
  expect(world.channel.accepted).toEqual([]);
});

test('what cannot be read is kept, and holds whose number it names', async () => {
  const world = newWorld();
  const [ada] = await world.add(person('ada'));
  const [enrollment] = await world.enroll(sequence([email('next', { wait: '1 day' })]), [ada!]);
  await tell(world, { MessageSid: 'SM9', From: ADA, SmsStatus: 'received' });
  await world.run();
  expect(await world.status(enrollment!)).toBe('paused: suspect');
  expect(await world.broken()).toEqual([]);
});
