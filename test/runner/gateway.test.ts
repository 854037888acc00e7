/** A step that leaves by itself over a gateway: decided, gated, settled and counted as an email is. */
import { expect, test } from 'vitest';
import { addressOn, type Identity } from '../../src/core/person/prospect.ts';
import type { SendWindow } from '../../src/core/time/window.ts';
import type { GatewaySettings } from '../../src/runner/settings.ts';
import {
  at,
  email,
  message,
  OFFICE_HOURS,
  person,
  sequence,
  sms,
  smsText,
} from '../support/world/builders.ts';
import { explain } from '../support/world/explain.ts';
import type { FaultPlan } from '../support/world/simulated-channel.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T10:00');
const PHONE_OF_ADA = addressOn({ ...person('ada'), id: 'p1', revision: 1 }, 'phone')!;
const LINE_ID: Identity = { kind: 'external', value: 'line:U123', status: 'good' };

function worldWith(
  gateways: readonly (Partial<GatewaySettings> & { readonly id: string })[],
  nowMs: number = MONDAY,
  plan?: FaultPlan,
): World {
  const defaults: Omit<GatewaySettings, 'id'> = {
    channel: 'sms',
    provider: 'twilio',
    replies: null,
    rep: null,
    from: { name: 'Northwind', address: '+4930999' },
    limits: { capPerDay: 50, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' },
    connections: 2,
    source: null,
    body: null,
  };
  const settings = { gateways: gateways.map((each) => ({ ...defaults, ...each })) };
  return new World({ nowMs, settings, ...(plan === undefined ? {} : { plan }) });
}

test('an sms step leaves over the number, once, with the text as it was rendered', async () => {
  const world = worldWith([{ id: 'berlin' }]);
  const [ada] = await world.add(person('ada'));
  const [enrollment] = await world.enroll(sequence([smsText('nudge'), email('after')]), [ada!]);
  const report = await world.run();
  await world.run();
  expect(report.sent).toEqual({ email: 1, sms: 1, message: 0 });
  const [sent] = world.channel.accepted;
  expect(sent).toMatchObject({
    touchId: `${enrollment}.nudge.1`,
    to: PHONE_OF_ADA,
    from: '+4930999',
  });
  expect(Buffer.from(sent!.bytes).toString()).toBe('Hello Ada');
  expect((await world.sent()).filter((id) => id.includes('nudge'))).toHaveLength(1);
  const touch = await world.stores.history.touch(`${enrollment}.nudge.1`);
  expect(touch).toMatchObject({ channel: 'sms', mailbox: 'berlin', status: 'sent' });
  expect(await world.stores.tasks.open(null)).toEqual([]);
  expect(await world.broken()).toEqual([]);
});

test('a step without a text stays a task', async () => {
  const world = worldWith([{ id: 'berlin' }]);
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([sms('nudge')]), [ada!]);
  await world.run();
  expect(world.channel.accepted).toEqual([]);
  expect((await world.stores.tasks.open(null)).map(({ kind }) => kind)).toEqual(['sms']);
});

test('without a number of the rep or of nobody it is a task, as before', async () => {
  const world = worldWith([{ id: 'berlin', rep: 'ben' }]);
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([smsText('nudge')]), [ada!]);
  await world.run();
  expect(world.channel.accepted).toEqual([]);
  expect((await world.stores.tasks.open(null)).map(({ kind }) => kind)).toEqual(['sms']);
});

test('a message step leaves over the channel that it names, in the body that the channel asks for', async () => {
  const body = {
    liquid: '{"to":"{{ to }}","text":"{{ text }}","id":"{{ id }}"}',
    contentType: 'application/json',
  };
  const world = worldWith([{ id: 'line', channel: 'message', body }]);
  const [ada] = await world.add(person('ada', { firstName: 'A"da\\', identities: [LINE_ID] }));
  await world.enroll(sequence([message('hello', 'line')]), [ada!]);
  await world.run();
  const [sent] = world.channel.accepted;
  expect(JSON.parse(Buffer.from(sent!.bytes).toString())).toEqual({
    to: 'U123',
    text: 'Hello A"da\\',
    id: sent!.touchlineId,
  });
});

test('a number at its cap holds the text, and why says so', async () => {
  const limits = { capPerDay: 1, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } as const;
  const world = worldWith([{ id: 'berlin', limits }]);
  const people = await world.add(person('ada'), person('ben'));
  const ids = await world.enroll(sequence([smsText('nudge')]), people);
  await world.run();
  expect(await world.sent()).toHaveLength(1);
  const [why] = await explain(world, people[1]!);
  expect(why!.enrollment.id).toBe(ids[1]);
  expect(why!.does).toBe('waits');
  expect(why!.checks.find((each) => each.verdict === 'blocks')).toMatchObject({ rule: 'cap' });
  await world.runDays(1);
  expect(await world.sent()).toHaveLength(2);
  expect(await world.broken()).toEqual([]);
});

test('nothing rings in their evening or on their Sunday, whatever the window says', async () => {
  const saturdayEvening = at('2026-03-07T20:30');
  const world = worldWith([{ id: 'berlin' }], saturdayEvening);
  const [ada] = await world.add(person('ada', { zone: 'Europe/London' }));
  const [enrollment] = await world.enroll(sequence([smsText('nudge')]), [ada!]);
  await world.run();
  expect(await world.sent()).toEqual([]);
  const [why] = await explain(world, ada!);
  expect(why!.checks.find((each) => each.verdict === 'blocks')).toMatchObject({
    rule: 'quiet_hours',
    clearsAtMs: at('2026-03-09T09:00'),
  });
  await world.runUntil(at('2026-03-09T09:00'));
  expect(await world.sent()).toEqual([`${enrollment}.nudge.1`]);
});

test("a planned text is the rep's once its hours are quiet ones wherever the person lives by now", async () => {
  const world = worldWith([{ id: 'berlin' }], at('2026-03-02T00:30'), (_, attempt) =>
    attempt === 1 ? 'deferred' : 'accepted',
  );
  const [ada] = await world.add(person('ada', { zone: 'Asia/Tokyo' }));
  // At nine in Tokyo it is one in Berlin.
  const window: SendWindow = { ...OFFICE_HOURS, hours: [[540, 660]], zone: 'Asia/Tokyo' };
  const [enrollment] = await world.enroll(sequence([smsText('nudge')], { window }), [ada!]);
  await world.run();
  const { id: _id, revision: _revision, ...rest } = (await world.stores.people.byId(ada!))!;
  const moved = { ...rest, zone: 'Europe/Berlin' };
  await world.stores.people.save([{ id: ada!, person: moved }], world.clock.nowMs(), null);
  world.clock.set(at('2026-03-02T00:45'));
  const [awaited] = await explain(world, ada!);
  expect(awaited!.checks.map(({ detail }) => detail)).toContain(
    `${enrollment}.nudge.1 is taken back: there is no hour at which it may leave`,
  );
  await world.run();
  expect(await world.sent()).toEqual([]);
  const open = await world.stores.tasks.open(null);
  expect(open.map(({ id, kind }) => [id, kind])).toEqual([[`${enrollment}.nudge.2`, 'sms']]);
  const touch = await world.stores.history.touch(`${enrollment}.nudge.1`);
  expect(touch?.status).toBe('cancelled');
  expect(await world.broken()).toEqual([]);
});

test('an answer on any channel stops a planned text', async () => {
  const world = worldWith([
    { id: 'berlin', limits: { capPerDay: 0, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } },
  ]);
  const [ada] = await world.add(person('ada'));
  const [enrollment] = await world.enroll(sequence([smsText('nudge')]), [ada!]);
  await world.run();
  await world.log(ada!, 'reply', { channel: 'linkedin' });
  await world.run();
  expect(await world.status(enrollment!)).toBe('finished: replied');
  const touch = await world.stores.history.touch(`${enrollment}.nudge.1`);
  expect(touch?.status).toBe('cancelled');
  expect(await world.broken()).toEqual([]);
});

test('who told the gateway that they want nothing is stopped on every channel', async () => {
  const plan: FaultPlan = () => 'refused_person';
  const world = worldWith([{ id: 'berlin' }], MONDAY, plan);
  const [ada] = await world.add(person('ada'));
  const [texted, mailed] = [
    (await world.enroll(sequence([smsText('nudge')], { name: 'texts' }), [ada!]))[0]!,
    (
      await world.enroll(
        sequence([email('later', { wait: '2 days' })], {
          name: 'mails',
          version: 'v2',
          enroll: { ...sequence([email('x')]).enroll, exclusive: false },
        }),
        [ada!],
      )
    )[0]!,
  ];
  await world.runDays(3);
  expect(await world.status(texted)).toBe('finished: opted_out');
  expect(await world.status(mailed)).toBe('finished: opted_out');
  const list = await world.stores.suppressions.suppressions();
  expect(list.map(({ kind }) => kind).toSorted()).toEqual(['address', 'linkedin', 'phone']);
  expect(await world.broken()).toEqual([]);
});

test('a number that is wrong is bad from then on, and the sequence goes on over other channels', async () => {
  const plan: FaultPlan = ({ touchId }) =>
    touchId.includes('nudge') ? 'refused_address' : 'accepted';
  const world = worldWith([{ id: 'berlin' }], MONDAY, plan);
  const [ada] = await world.add(person('ada'));
  const [enrollment] = await world.enroll(sequence([smsText('nudge'), email('after')]), [ada!]);
  await world.run();
  await world.run();
  expect(
    (await world.stores.people.byId(ada!))?.identities.find(({ kind }) => kind === 'phone')?.status,
  ).toBe('bad');
  expect(await world.sent()).toEqual([`${enrollment}.after.1`]);
});
