import { describe, expect, test } from 'vitest';
import { assignMessage, labelMessage } from '../../../src/usecases/signals/correct-message.ts';
import { continueEnrollment } from '../../../src/usecases/enrollments/continue-enrollment.ts';
import { at, email, person, sequence } from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const MAILS = sequence([email('intro'), email('bump', { wait: '3 days' })]);

async function heard(raw: string, ...names: string[]) {
  const world = new World({ nowMs: MONDAY });
  const people = await world.add(
    ...names.map((name) => person(name, { accountId: 'ada.example' })),
  );
  await world.enroll(MAILS, people);
  await world.run();
  world.clock.set(MONDAY + 60_000);
  world.source.deliver(raw);
  await world.run();
  const [entry] = await world.stores.inbox.inbox(9);
  return { world, entry: entry! };
}

const AWAY =
  'From: ada@ada.example\nMessage-ID: <1@ada.example>\nAuto-Submitted: auto-replied\nSubject: Thanks\n\nWe have your message.\n';
const HUMAN = 'From: ada@ada.example\nMessage-ID: <1@ada.example>\n\nLet us talk.\n';
/** Mail of somebody unknown at the company, about what we wrote. */
const STRANGER =
  'From: office@ada.example\nMessage-ID: <2@ada.example>\nSubject: Re: About intro\n\nShe left, write to me.\n';
const noticed = (subject: string): string =>
  `From: LinkedIn <messages-noreply@linkedin.com>\nMessage-ID: <3@linkedin.com>\nSubject: ${subject}\n\nAda Kern\n`;

describe('a label', () => {
  test('human_reply on what a machine seemed to write stops the person now', async () => {
    const { world, entry } = await heard(AWAY, 'ada');
    expect(entry.class).toBe('auto_reply');
    const done = await labelMessage(deskOf(world), entry.id, 'human_reply', null, momentOf(world));
    expect(done).toMatchObject({ signal: 'reply', entry: { class: 'human_reply' } });
    expect(await world.status('e1')).toBe('finished: replied');
    expect((await world.stores.tasks.open(null)).map((each) => each.kind)).toEqual(['reply']);
    expect(await world.broken()).toEqual([]);
  });

  test('that died before it was written down has stopped the person, and can be repeated', async () => {
    const { world, entry } = await heard(AWAY, 'ada');
    const desk = deskOf(world);
    const label = () => Promise.reject(new Error('killed'));
    const dying = { ...desk, inbox: { ...desk.inbox, label } };
    await expect(
      labelMessage(dying, entry.id, 'human_reply', null, momentOf(world)),
    ).rejects.toThrow('killed');
    expect(await world.status('e1')).toBe('finished: replied');
    world.clock.set(world.clock.nowMs() + 1);
    const done = await labelMessage(desk, entry.id, 'human_reply', null, momentOf(world));
    expect(done).toMatchObject({ hasChanged: true, entry: { class: 'human_reply' } });
    expect(await world.stores.tasks.open(null)).toHaveLength(1);
  });

  test('bounce makes the address bad that was written to', async () => {
    const { world, entry } = await heard(AWAY, 'ada');
    await labelMessage(deskOf(world), entry.id, 'bounce', null, momentOf(world));
    const ada = (await world.stores.people.byId('p1'))!;
    expect(ada.identities[0]).toMatchObject({ value: 'ada@ada.example', status: 'bad' });
    expect(await world.stores.tasks.open(null)).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });

  test('linkedin on a notice that nobody could read stops as an answer does, on LinkedIn', async () => {
    const { world, entry } = await heard(noticed('Nieuw bericht van Ada'), 'ada');
    expect(entry.class).toBe('unrelated');
    const ada = (await world.stores.people.byId('p1'))!;
    await assignMessage(deskOf(world), entry.id, ada, momentOf(world));
    const done = await labelMessage(deskOf(world), entry.id, 'linkedin', null, momentOf(world));
    expect(done).toMatchObject({ signal: 'reply', stopped: [{ id: 'e1' }] });
    expect(await world.status('e1')).toBe('finished: replied');
    const tasks = await world.stores.tasks.open(null);
    expect(tasks.map(({ kind }) => kind)).toEqual(['reply']);
    // Whichever of the two it is called, it is one answer.
    world.clock.set(world.clock.nowMs() + 1);
    await labelMessage(deskOf(world), entry.id, 'human_reply', null, momentOf(world));
    expect(await world.stores.tasks.open(null)).toHaveLength(1);
    const back = await labelMessage(deskOf(world), entry.id, 'unrelated', null, momentOf(world));
    expect(back.closedTasks).toEqual([tasks[0]!.id]);
  });

  test('linkedin on a notice of an accepted invitation stops nothing', async () => {
    const { world, entry } = await heard(noticed('Ada Kern accepted your invitation'), 'ada');
    const ada = (await world.stores.people.byId('p1'))!;
    await labelMessage(deskOf(world), entry.id, 'unrelated', null, momentOf(world));
    await assignMessage(deskOf(world), entry.id, ada, momentOf(world));
    const done = await labelMessage(deskOf(world), entry.id, 'linkedin', null, momentOf(world));
    expect(done).toMatchObject({ signal: 'connection_accepted', stopped: [] });
    expect(await world.status('e1')).toContain('active');
  });

  test('the same label again changes nothing', async () => {
    const { world, entry } = await heard(HUMAN, 'ada');
    const done = await labelMessage(deskOf(world), entry.id, 'human_reply', null, momentOf(world));
    expect(done).toMatchObject({ hasChanged: false, signal: null, stopped: [] });
  });

  test('no answer after all: says what can be resumed, and it can', async () => {
    const { world, entry } = await heard(HUMAN, 'ada');
    expect(await world.status('e1')).toBe('finished: replied');
    const done = await labelMessage(deskOf(world), entry.id, 'auto_reply', null, momentOf(world));
    expect(done.canResume.map((each) => each.id)).toEqual(['e1']);
    const ada = (await world.stores.people.byId('p1'))!;
    const on = await continueEnrollment(deskOf(world), ada, null, momentOf(world));
    expect(on).toMatchObject({ did: 'continued', step: 'bump' });
    // Taken back again: it stops the new one as well.
    world.clock.set(world.clock.nowMs() + 1);
    await labelMessage(deskOf(world), entry.id, 'human_reply', null, momentOf(world));
    expect(await world.status('e2')).toBe('finished: replied');
  });

  test('an unknown message is said to be unknown', async () => {
    const { world } = await heard(HUMAN, 'ada');
    for (const id of ['m9', 'x', 'm0']) {
      await expect(
        labelMessage(deskOf(world), id, 'unrelated', null, momentOf(world)),
      ).rejects.toMatchObject({ code: 'unknown_message' });
    }
  });
});

describe('colleagues of whoever a message is from', () => {
  const label = (world: World, id: string, newClass: 'auto_reply' | 'human_reply' | 'opt_out') => {
    world.clock.set(world.clock.nowMs() + 1);
    return labelMessage(deskOf(world), id, newClass, null, momentOf(world));
  };
  const openTasks = async (world: World) =>
    (await world.stores.tasks.open(null)).map(({ kind }) => kind);

  test('go on where it is no answer, and nobody owes a reply; wait where it is one after all', async () => {
    const { world, entry } = await heard(HUMAN, 'ada', 'eve');
    expect(await world.status('e2')).toBe('paused: colleague');
    expect(await openTasks(world)).toEqual(['reply']);
    const done = await label(world, entry.id, 'auto_reply');
    expect(done.lifted.map((each) => each.id)).toEqual(['e2']);
    expect(await world.status('e2')).toBe('active');
    expect(await openTasks(world)).toEqual([]);
    await label(world, entry.id, 'human_reply');
    expect(await world.status('e2')).toBe('paused: colleague');
    expect(await openTasks(world)).toEqual(['reply']);
    await label(world, entry.id, 'auto_reply');
    expect([await world.status('e2'), await openTasks(world)]).toEqual(['active', []]);
    expect(await world.broken()).toEqual([]);
  });

  test('wait where it is an answer of another kind, to which no reply is owed', async () => {
    const { world, entry } = await heard(HUMAN, 'ada', 'eve');
    await label(world, entry.id, 'opt_out');
    expect(await world.status('e2')).toBe('paused: colleague');
    expect(await openTasks(world)).toEqual([]);
  });

  test('wait for another answer all the same', async () => {
    const { world, entry } = await heard(HUMAN, 'ada', 'eve', 'bob');
    world.source.deliver(HUMAN.replace('ada@ada', 'bob@bob').replace('<1@', '<9@'));
    world.clock.set(world.clock.nowMs() + 60_000);
    await world.run();
    const done = await label(world, entry.id, 'auto_reply');
    expect(done.lifted).toEqual([]);
    expect(await world.status('e2')).toBe('paused: colleague');
    const ids = (await world.stores.inbox.inbox(9)).map((each) => each.id);
    const other = await label(
      world,
      ids.find((id) => id !== entry.id)!,
      'auto_reply',
    );
    expect(other.lifted.map((each) => each.id)).toEqual(['e2']);
  });

  test('go on where it is assigned to somebody of another company, and theirs wait', async () => {
    const { world, entry } = await heard(HUMAN, 'ada', 'eve');
    const [carl, dora] = await world.add(
      ...['carl', 'dora'].map((name) => person(name, { accountId: 'carl.example' })),
    );
    world.clock.set(world.clock.nowMs() + 1);
    await world.enroll(MAILS, [carl!, dora!]);
    const whose = (await world.stores.people.byId(carl!))!;
    const done = await assignMessage(deskOf(world), entry.id, whose, momentOf(world));
    expect(done.canResume.map((each) => each.id)).toEqual(['e1']);
    expect(await world.status('e2')).toBe('active');
    expect(await world.status('e3')).toBe('finished: replied');
    expect(await world.status('e4')).toBe('paused: colleague');
    const open = await world.stores.tasks.open(null);
    expect(open.map(({ kind, prospectId }) => [kind, prospectId])).toEqual([['reply', carl]]);
    expect(await world.broken()).toEqual([]);
  });
});

/** It names no message of ours. */
const reportOn = (address: string, status: string): string =>
  `From: mailer-daemon@mx.ada.example\nMessage-ID: <4@mx.ada.example>\nSubject: Undelivered mail\nContent-Type: multipart/report; report-type=delivery-status; boundary=cut\n\n--cut\n\nIt failed.\n--cut\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.ada.example\n\nFinal-Recipient: rfc822; ${address}\nAction: failed\nStatus: ${status}\n\n--cut--\n`;

describe('a report that names no message of ours, assigned to the person', () => {
  async function assigned(report: string, ...more: readonly string[]) {
    const { world, entry } = await heard(report, 'ada');
    expect(entry).toMatchObject({ class: 'bounce', matchedBy: 'unproven_report' });
    expect(await world.status('e1')).toContain('active');
    const ada = (await world.stores.people.byId('p1'))!;
    const others = more.map((value) => ({ kind: 'email', value, status: 'good' }) as const);
    const known = { ...ada, identities: [...ada.identities, ...others] };
    await world.stores.people.save([{ id: 'p1', person: known }], MONDAY, null);
    await assignMessage(deskOf(world), entry.id, known, momentOf(world));
    const { identities } = (await world.stores.people.byId('p1'))!;
    expect(await world.broken()).toEqual([]);
    return identities.filter(({ kind }) => kind === 'email').map((each) => each.status);
  }

  test('condemns the address that it names', async () => {
    expect(await assigned(reportOn('ada@ada.example', '5.1.1'))).toEqual(['bad']);
    expect(await assigned(reportOn('old@ada.example', '5.1.1'), 'old@ada.example')).toEqual([
      'good',
      'bad',
    ]);
  });

  test('condemns no address whose inbox is full', async () => {
    expect(await assigned(reportOn('ada@ada.example', '4.2.2'))).toEqual(['good']);
  });
});

describe('a message that holds people because it may be their answer', () => {
  test('is no answer: all of them go on', async () => {
    const { world, entry } = await heard(STRANGER, 'ada', 'eve');
    expect(await world.status('e1')).toBe('paused: suspect');
    const done = await labelMessage(deskOf(world), entry.id, 'unrelated', null, momentOf(world));
    expect(done.lifted.map((each) => each.id)).toEqual(['e1', 'e2']);
    expect(await world.status('e1')).toBe('active');
  });

  test('is an answer, but whose: all of them wait', async () => {
    const { world, entry } = await heard(STRANGER, 'ada', 'eve');
    await labelMessage(deskOf(world), entry.id, 'auto_reply', null, momentOf(world));
    const done = await labelMessage(deskOf(world), entry.id, 'human_reply', null, momentOf(world));
    expect(done).toMatchObject({ signal: null, stillHeld: ['p1', 'p2'] });
  });

  test("is one's: that one stops, the other waits as a colleague does", async () => {
    const { world, entry } = await heard(STRANGER, 'ada', 'eve');
    const ada = (await world.stores.people.byId('p1'))!;
    const done = await assignMessage(deskOf(world), entry.id, ada, momentOf(world));
    expect(done.stopped.map((each) => each.id)).toEqual(['e1']);
    expect(await world.status('e1')).toBe('finished: replied');
    expect(await world.status('e2')).toBe('paused: colleague');
    expect(await world.broken()).toEqual([]);
  });

  test('one of two such messages is no answer: the other one still holds', async () => {
    const { world, entry } = await heard(STRANGER, 'ada');
    world.source.deliver(STRANGER.replace('<2@', '<3@'));
    world.clock.set(world.clock.nowMs() + 60_000);
    await world.run();
    await labelMessage(deskOf(world), entry.id, 'unrelated', null, momentOf(world));
    expect(await world.status('e1')).toBe('paused: suspect');
    await labelMessage(deskOf(world), 'm2', 'unrelated', null, momentOf(world));
    expect(await world.status('e1')).toBe('active');
  });
});

test('what nobody is known for stands first until somebody resolves it', async () => {
  const { world } = await heard(STRANGER, 'ada');
  world.source.deliver(HUMAN);
  world.clock.set(world.clock.nowMs() + 60_000);
  await world.run();
  const order = async () => (await world.stores.inbox.inbox(9)).map((each) => each.id);
  expect(await order()).toEqual(['m1', 'm2']);
  await world.stores.inbox.resolve('m1', MONDAY);
  expect(await order()).toEqual(['m2', 'm1']);
});
