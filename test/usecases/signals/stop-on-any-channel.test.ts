/** P2 at the desk: whatever channel they answer on, every sequence of theirs ends, at once, without the runner. */
import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import { logFact, type Fact } from '../../../src/usecases/signals/log-fact.ts';
import { settleTask } from '../../../src/usecases/tasks/settle-task.ts';
import { at, call, email, linkedin, person, sequence } from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const shared = (name: string, steps: Sequence['steps']): Sequence =>
  sequence(steps, {
    name,
    version: name,
    enroll: { duplicates: 'allow', exclusive: false, untouchedFor: null, perDay: null },
  });
const MAIL = shared('mail', [email('intro'), email('bump', { wait: '3 days' })]);
const PHONE = shared('phone', [call('ring')]);

async function ada(): Promise<{ world: World; id: string; mail: string; phone: string }> {
  const world = new World({ nowMs: MONDAY });
  const [id] = await world.add(person('ada'));
  const [mail] = await world.enroll(MAIL, [id!]);
  const [phone] = await world.enroll(PHONE, [id!]);
  await world.run();
  return { world, id: id!, mail: mail!, phone: phone! };
}

const fact = (kind: Fact['kind'], more: Partial<Fact> = {}): Fact => ({
  kind,
  channel: null,
  outcome: null,
  text: null,
  atMs: MONDAY,
  ...more,
});

async function log(world: World, id: string, what: Fact) {
  const prospect = (await world.stores.people.byId(id))!;
  return logFact(deskOf(world), prospect, what, momentOf(world));
}

describe('every sequence of the person ends', () => {
  test.each([
    ['a reply on LinkedIn', fact('reply', { channel: 'linkedin' }), 'replied'],
    ['a text message', fact('sms', { text: 'Call me' }), 'replied'],
    ['a call they took', fact('call', { outcome: 'connected' }), 'replied'],
    ['a call with a no', fact('call', { outcome: 'not_interested' }), 'replied'],
    ['a call with a meeting', fact('call', { outcome: 'meeting_booked' }), 'meeting_booked'],
    ['a meeting', fact('meeting'), 'meeting_booked'],
    ['an opt-out', fact('opt-out'), 'opted_out'],
    ['STOP by text message', fact('sms', { text: 'STOP' }), 'opted_out'],
  ])('at %s', async (_, what, reason) => {
    const { world, id, mail, phone } = await ada();
    const logged = await log(world, id, what);
    expect(logged.stopped.map((each) => each.id)).toEqual([mail, phone]);
    expect(await world.status(mail)).toBe(`finished: ${reason}`);
    expect(await world.status(phone)).toBe(`finished: ${reason}`);
    await world.runDays(10);
    expect(await world.sent()).toEqual([`${mail}.intro.1`]);
    expect(await world.stores.tasks.open(null)).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });

  test('at what a rep says just after the clock was set back a little, as at a mail', async () => {
    const { world, id, mail } = await ada();
    await log(world, id, fact('reply', { atMs: MONDAY - 9 * MINUTE_MS }));
    expect(await world.status(mail)).toBe('finished: replied');
  });

  test('at a reply by mail', async () => {
    const { world, mail, phone } = await ada();
    world.source.deliver('From: ada@ada.example\nMessage-ID: <1@ada.example>\n\nLet us talk.\n');
    await world.run();
    expect(await world.status(mail)).toBe('finished: replied');
    expect(await world.status(phone)).toBe('finished: replied');
    expect(await world.broken()).toEqual([]);
  });

  test('at the outcome of a call task', async () => {
    const { world, mail, phone } = await ada();
    const ring = (await world.stores.tasks.task(`${phone}.ring.1`))!;
    const answer = { end: 'done', outcome: 'connected', note: null, untilMs: null } as const;
    const settled = await settleTask(deskOf(world), ring, answer, momentOf(world));
    expect(settled.enrollment?.reason).toBe('replied');
    expect(await world.status(mail)).toBe('finished: replied');
    expect(await world.broken()).toEqual([]);
  });
});

test('an opt-out ends what began after it, too: it was only heard of late', async () => {
  const { world, id, mail, phone } = await ada();
  expect((await log(world, id, fact('opt-out', { atMs: MONDAY - HOUR_MS }))).stopped).toHaveLength(
    2,
  );
  expect(await world.status(mail)).toBe('finished: opted_out');
  expect(await world.status(phone)).toBe('finished: opted_out');
});

describe('nothing ends', () => {
  test.each([
    ['a call that nobody took', fact('call', { outcome: 'no_answer' })],
    ['a voicemail', fact('call', { outcome: 'voicemail' })],
    ['an accepted request', fact('accepted')],
    ['a note', fact('note', { text: 'moves to Leith' })],
    ['a touch by hand', fact('touch', { channel: 'linkedin' })],
    ['what happened before they were enrolled', fact('reply', { atMs: MONDAY - HOUR_MS })],
  ])('at %s', async (_, what) => {
    const { world, id, mail, phone } = await ada();
    expect((await log(world, id, what)).stopped).toEqual([]);
    expect(await world.status(mail)).toBe('active');
    expect(await world.status(phone)).toBe('active');
  });
});

test('the same report twice is one, at another time it is another', async () => {
  const { world, id } = await ada();
  const what = fact('reply', { channel: 'linkedin', text: 'Hi' });
  const first = await log(world, id, what);
  expect(await log(world, id, what)).toMatchObject({ signalId: first.signalId, isNew: false });
  expect(await log(world, id, { ...what, atMs: MONDAY + 1 })).toMatchObject({ isNew: true });
});

test('a wrong number is never called again', async () => {
  const { world, id } = await ada();
  await log(world, id, fact('call', { outcome: 'wrong_number' }));
  const { identities } = (await world.stores.people.byId(id))!;
  expect(identities.find((each) => each.kind === 'phone')?.status).toBe('bad');
});

test('a call that nobody took is no touch that the budget counts', async () => {
  const { world, id, mail } = await ada();
  await log(world, id, fact('call', { outcome: 'no_answer' }));
  const counted = async () => (await world.stores.engine.history(mail, 0)).counted.length;
  expect(await counted()).toBe(1);
  await log(world, id, fact('call', { outcome: 'voicemail' }));
  expect(await counted()).toBe(2);
});

test('colleagues wait when one of them answers on any channel', async () => {
  const world = new World({ nowMs: MONDAY });
  const [one, two] = await world.add(person('ada'), person('eve', { accountId: 'ada.example' }));
  const steps = [email('intro'), linkedin('connect', { wait: '1 day' })];
  const [, hers] = await world.enroll(shared('mail', steps), [one!, two!]);
  const logged = await log(world, one!, fact('reply', { channel: 'call' }));
  expect(logged.colleaguesHeld).toBe(1);
  expect(await world.status(hers!)).toBe('paused: colleague');
  expect(await world.broken()).toEqual([]);
});
