/** Each thing that can be wrong is said, with what to do; all of it is silent when nothing is. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import {
  checkHealth,
  type HealthCheck,
  type MailboxSecret,
} from '../../../src/usecases/workspace/check-health.ts';
import { heldPeople } from '../../../src/usecases/workspace/held-people.ts';
import { at, email, person, sequence } from '../../support/world/builders.ts';
import { World, type WorldOptions } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

async function worldWith(options: Partial<WorldOptions> = {}): Promise<World> {
  const world = new World({ nowMs: MONDAY, ...options });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro'), email('bump', { wait: '1 day' })]), [ada!]);
  return world;
}

async function checksOf(
  world: World,
  secrets: readonly MailboxSecret[] = [],
): Promise<readonly HealthCheck[]> {
  const { settings, journal, clock } = world;
  const { runner, history, holidays, consents } = world.stores;
  const needs = { settings, runner, history, holidays, consents, journal, secrets };
  return (await checkHealth(needs, clock.nowMs())).checks;
}

async function failing(
  world: World,
  secrets: readonly MailboxSecret[] = [],
): Promise<readonly HealthCheck[]> {
  return (await checksOf(world, secrets)).filter((check) => !check.ok);
}

test('a store that was just worked on is well, and so is one that never was', async () => {
  const world = await worldWith();
  expect(await failing(world)).toEqual([]);
  await world.run();
  expect(await failing(world)).toEqual([]);
});

test('an hour without a run is no trouble by itself: the next run listens first', async () => {
  const world = await worldWith();
  await world.run();
  world.clock.set(MONDAY + HOUR_MS);
  expect(await failing(world)).toEqual([]);
});

test('people whose step cannot be done, by what is wrong with it', async () => {
  const world = new World({ nowMs: MONDAY });
  const ids = await world.add(person('ada'), person('bo'));
  const body = `{{ prospect.name ${"| replace: '', 'aaaaaaaaaaaaaaaa'".repeat(8)} }}`;
  await world.enroll(sequence([email('intro')]), ids, {
    templates: [{ name: 'intro', subject: 'Hi', body }],
  });
  await world.run();
  const [found, ...others] = await failing(world);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ check: 'failed', subject: 'outreach' });
  expect(found!.detail).toMatch(/^2 people are held: .*templates\/intro\.md, line 1 of its text/);
  expect(found!.cure).toContain('touchline why p1');
});

test('an inbox that cannot be read', async () => {
  const world = await worldWith();
  await world.run();
  world.source.isDown = true;
  world.clock.set(MONDAY + HOUR_MS);
  await world.run();
  expect(await failing(world)).toMatchObject([
    {
      check: 'inbox',
      subject: 'anna',
      detail: 'connection refused; last heard 1 hour ago, at',
      atMs: MONDAY,
      cure: expect.stringContaining('touchline run --once'),
    },
  ]);
});

test('an inbox that is read and never tells anything newer', async () => {
  const world = await worldWith();
  await world.run();
  world.source.poll = async () => ({ heardAtMs: MONDAY });
  world.clock.set(MONDAY + HOUR_MS);
  await world.run();
  expect(await failing(world)).toMatchObject([
    { check: 'inbox', detail: 'nothing newer was synced; last heard 1 hour ago, at' },
  ]);
});

test('a mailbox at rest', async () => {
  const world = await worldWith();
  await world.stores.runner.restMailbox('anna', MONDAY + HOUR_MS, 'bad login', MONDAY);
  expect(await failing(world)).toMatchObject([
    { check: 'mailbox', subject: 'anna', detail: 'at rest: bad login; until' },
  ]);
  await world.stores.runner.restMailbox('anna', null, 'bad login', MONDAY);
  expect(await failing(world)).toMatchObject([
    { cure: 'find out why, then: touchline resume --mailbox anna' },
  ]);
  await world.stores.runner.restMailbox('anna', MONDAY - 1, 'it is over', MONDAY);
  expect(await failing(world)).toEqual([]);
});

test.each([
  {
    rule: 'cap',
    capPerDay: 1,
    gapMs: 0,
    detail: '1 sent today, its cap: more from',
    fromMs: at('2026-03-02T23:00'),
  },
  {
    rule: 'gap',
    capPerDay: 9,
    gapMs: HOUR_MS,
    detail: '1 sent today; the gap lasts until',
    fromMs: at('2026-03-02T10:00'),
  },
])('the $rule of a mailbox for which more waits is said, and is no trouble', async (its) => {
  const limits = {
    capPerDay: its.capPerDay,
    gapMs: [its.gapMs, its.gapMs],
    ramp: null,
    zone: 'Europe/Berlin',
  } as const;
  const world = await worldWith({ mailbox: { limits }, nowMs: at('2026-03-02T09:00') });
  await world.run();
  const found = (await checksOf(world)).find(({ check }) => check === 'mailbox');
  expect(found).toMatchObject({ ok: true, detail: its.detail, atMs: its.fromMs });
});

test('a mailbox whose mail bounces', async () => {
  const limits = { capPerDay: 99, gapMs: [0, 0], ramp: null, zone: 'UTC' } as const;
  const world = new World({ nowMs: MONDAY, mailbox: { limits } });
  const ids = await world.add(...Array.from({ length: 60 }, (_, index) => person(`n${index}`)));
  await world.enroll(sequence([email('intro')]), ids);
  await world.run();
  await world.signal(ids[0]!, 'bounce');
  await world.signal(ids[1]!, 'bounce');
  expect(await failing(world)).toMatchObject([
    { check: 'breaker', cure: 'clean the list before it stops the mailbox' },
  ]);
  await world.signal(ids[2]!, 'bounce');
  expect(await failing(world)).toMatchObject([
    { check: 'breaker', cure: 'clean the list and wait' },
  ]);
});

test('too few messages to judge a mailbox are said to be that, not to be without a bounce', async () => {
  const world = await worldWith();
  await world.run();
  await world.signal('p1', 'bounce');
  const breaker = (await checksOf(world)).find((each) => each.check === 'breaker');
  expect(breaker).toMatchObject({ ok: true, detail: '1 message in 7 days: too few to judge' });
});

test('a secret that cannot be had', async () => {
  const problem = { message: 'the environment variable X is not set', hint: 'set it' };
  const secrets = [
    { mailbox: 'anna', host: 'mail.example', problem },
    { mailbox: 'ben', host: 'mail.example', problem: null },
  ];
  expect(await failing(await worldWith(), secrets)).toMatchObject([
    {
      check: 'secret',
      subject: 'anna',
      detail: 'the password for mail.example: the environment variable X is not set',
      cure: 'set it',
    },
  ]);
});

test('a message that may be an answer and fits nobody, until somebody has looked at it', async () => {
  const world = await worldWith();
  await world.run();
  world.source.deliver('From: stranger@else.example\nMessage-ID: <1@x>\n\nYes, call me.\n');
  world.source.deliver('From: anna@northwind.example\nMessage-ID: <2@x>\n\nA note to myself.\n');
  await world.run();
  expect(await failing(world)).toMatchObject([
    {
      check: 'unmatched',
      detail: '1 message that may be an answer, and nobody knows whose',
      cure: expect.stringContaining('touchline inbox assign'),
    },
  ]);
  await world.stores.inbox.resolve('m1', MONDAY);
  expect(await failing(world)).toEqual([]);
});

test('people who wait for a mailbox that is gone', async () => {
  const world = await worldWith({ mailbox: { id: 'bella' } });
  expect(await failing(world)).toMatchObject([
    {
      check: 'lanes',
      subject: 'anna',
      detail: '1 waits for mailbox anna, which is not in touchline.yaml; due now: 1',
      cure: 'configure anna again, or end them with: touchline stop --mailbox anna',
    },
  ]);
});

test('a touch whose outcome nobody knows', async () => {
  const world = await worldWith({ plan: () => 'uncertain_lost' });
  await world.run();
  expect(await failing(world)).toMatchObject([
    {
      check: 'uncertain',
      subject: 'e1.intro.1',
      cure: expect.stringContaining('touchline settle e1.intro.1 --sent'),
    },
  ]);
});

test('a message that cannot be read', async () => {
  const world = await worldWith();
  world.stores.db.exec(
    `INSERT INTO inbound (source, identity, received_at_ms, bytes, quarantined) VALUES ('anna', 'x', 0, x'00', 'it cannot be parsed')`,
  );
  expect(await failing(world)).toMatchObject([{ check: 'quarantine', cure: 'touchline inbox' }]);
});

test('a journal that knows more than the store', async () => {
  const world = await worldWith();
  await world.journal.append(7, 'e9.intro.1');
  expect(await failing(world)).toMatchObject([
    { check: 'journal', cure: 'put the newer store back' },
  ]);
});

test('a clock that went back', async () => {
  const world = await worldWith({ mailbox: { source: null } });
  await world.run();
  world.clock.set(MONDAY - 6 * MINUTE_MS);
  expect(await failing(world)).toMatchObject([{ check: 'last_run', atMs: MONDAY }]);
  world.clock.set(MONDAY + DAY_MS);
  expect(await failing(world)).toEqual([]);
});

test('a register of numbers that grew too old is told with its age, and with what holds by it', async () => {
  const atMs = MONDAY - 40 * DAY_MS;
  const lists = [
    { source: 'national', country: 'US', atMs },
    { source: 'ours', country: null, atMs },
  ];
  const found = async (compliance: 'off' | 'auto') => {
    const world = await worldWith({ settings: { compliance } });
    for (const list of lists) await world.stores.consents.dateCallList(list, MONDAY);
    return (await checksOf(world)).filter(({ check }) => check === 'call_list');
  };
  expect(await found('auto')).toMatchObject([
    {
      subject: 'national',
      ok: false,
      detail: '0 numbers, 40 of 31 days old: calls to US are held',
    },
    { subject: 'ours', ok: true, detail: '0 numbers, 40 days old' },
  ]);
  expect((await found('off')).every(({ ok }) => ok)).toBe(true);
});

describe('public holidays', () => {
  const holidaysOf = async (world: World, nowMs: number) => {
    const { runner, history, holidays, consents } = world.stores;
    const { settings, journal } = world;
    const health = await checkHealth(
      { settings, runner, history, holidays, consents, journal, secrets: [] },
      nowMs,
    );
    return health.checks.find((each) => each.check === 'holidays')!;
  };

  test('that were never looked up for somebody in a sequence fail, with a way out', async () => {
    const world = await worldWith();
    world.stores.db.exec('DELETE FROM holiday_year');
    expect(await holidaysOf(world, MONDAY)).toMatchObject({
      ok: false,
      detail: 'never looked up for DE',
      cure: 'the next import, add, set or enroll looks them up; or now: touchline set p1 country=DE',
    });
  });

  test('that end within three months fail', async () => {
    const world = await worldWith();
    expect(await holidaysOf(world, at('2027-09-30T09:00'))).toMatchObject({ ok: true });
    expect(await holidaysOf(world, at('2027-10-02T09:00'))).toMatchObject({
      ok: false,
      detail: 'known for less than 3 months more for DE',
    });
  });

  test('that nobody knows are said and do not fail: nothing can be done', async () => {
    const world = await worldWith();
    await world.stores.holidays.learn([{ country: 'DE', year: 2028, holidays: null }]);
    expect(await holidaysOf(world, MONDAY)).toMatchObject({
      ok: true,
      detail: 'looked up for 1 country; none are known for DE',
    });
  });
});

test('who is held is counted by the rule that holds them, and is no trouble', async () => {
  const world = new World({ nowMs: MONDAY, settings: { compliance: 'auto' } });
  const ids = await world.add(
    person('ada', { country: 'DE' }),
    person('bo', { country: 'DE' }),
    person('cy', { country: 'US' }),
  );
  await world.enroll(sequence([email('intro')], { name: 'intro' }), ids);
  await world.enroll(sequence([email('late')], { name: 'late' }), ids.slice(0, 1));
  await world.run();
  expect(await failing(world)).toEqual([]);
  const { people, rules } = await heldPeople(world.stores.history);
  expect(people).toBe(2);
  expect(rules).toMatchObject([
    {
      rule: 'eu_email_consent',
      people: 2,
      command: expect.stringContaining('touchline consent add KEY --channel email'),
      list: `touchline find --where "held_by contains 'eu_email_consent'"`,
    },
  ]);
});
