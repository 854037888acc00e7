/** When touches leave and tasks open in a whole world: holidays, work weeks, windows, clock changes, sleep. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import { dayFromCivil } from '../../src/core/time/civil-date.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import type { SendWindow } from '../../src/core/time/window.ts';
import { ALWAYS, call, email, OFFICE_HOURS, person, sequence } from '../support/world/builders.ts';
import { explain } from '../support/world/explain.ts';
import { World } from '../support/world/world.ts';
import { at, shown } from '../core/times.ts';

const NEW_YORK = 'America/New_York';
const BERLIN = 'Europe/Berlin';
const AMERICAN = { country: 'US', zone: NEW_YORK } as const;
const OFFICE: SendWindow = { ...OFFICE_HOURS, holidays: 'prospect' };

const THANKSGIVING = { day: dayFromCivil(2026, 11, 26), name: 'Thanksgiving Day' };

async function worldAt(text: string, more: Partial<ConstructorParameters<typeof World>[0]> = {}) {
  const world = new World({ nowMs: at(text), ...more });
  await world.stores.holidays.learn([
    { country: 'US', year: 2026, holidays: [THANKSGIVING] },
    { country: 'DE', year: 2026, holidays: [] },
  ]);
  return world;
}

async function firstSent(
  world: World,
  program: Sequence,
  who: Parameters<typeof person>[1],
  zone: string,
  step = 'intro',
): Promise<string> {
  const [ada] = await world.add(person('ada', who));
  await world.enroll(program, [ada!]);
  const giveUpMs = world.clock.nowMs() + 7 * DAY_MS;
  while (world.clock.nowMs() < giveUpMs) {
    await world.runUntil(world.clock.nowMs() + 3 * HOUR_MS);
    const touch = await world.stores.history.touch(`e1.${step}.1`);
    if (touch?.status === 'sent') return shown(zone, touch.atMs);
  }
  return 'never';
}

async function waitingOf(world: World, id: string, zone = NEW_YORK): Promise<string> {
  const { waiting } = (await world.stores.engine.load(id))!.enrollment;
  return waiting.for === 'time' ? shown(zone, waiting.untilMs) : waiting.for;
}

describe('public holidays of the person’s country', () => {
  test.each([
    ['shut the window', 'prospect', AMERICAN, NEW_YORK, 'Fri 27 Nov 2026 09:00'],
    ['do not, where the window has none', 'none', AMERICAN, NEW_YORK, 'Thu 26 Nov 2026 09:00'],
    ['give way to those of a named country', 'DE', AMERICAN, NEW_YORK, 'Thu 26 Nov 2026 09:00'],
    ['are not those of another', 'prospect', { country: 'FR' }, BERLIN, 'Thu 26 Nov 2026 09:00'],
    ['are unknown without one', 'prospect', { country: null }, BERLIN, 'Thu 26 Nov 2026 09:00'],
    ['shut it by name of the country', 'US', { country: null }, BERLIN, 'Fri 27 Nov 2026 09:00'],
  ])('%s', async (_, holidays, who, zone, expected) => {
    const world = await worldAt(`Wed 25 Nov 2026 18:00 ${NEW_YORK}`);
    const program = sequence([email('intro')], { window: { ...OFFICE, holidays } });
    expect(await firstSent(world, program, who, zone)).toBe(expected);
  });

  test('are no business days, whatever shuts the window', async () => {
    const world = await worldAt(`Wed 25 Nov 2026 10:00 ${NEW_YORK}`);
    const steps = [email('intro'), email('bump', { wait: '2 business days' })];
    const window: SendWindow = { ...OFFICE, holidays: 'none' };
    const bump = await firstSent(world, sequence(steps, { window }), AMERICAN, NEW_YORK, 'bump');
    expect(bump).toBe('Mon 30 Nov 2026 10:00');
  });

  test('that were learnt an hour ago are known to a runner that was there before', async () => {
    const world = new World({ nowMs: at(`Wed 25 Nov 2026 10:00 ${NEW_YORK}`) });
    const engine = world.engine();
    const [ada] = await world.add(person('ada', AMERICAN));
    await world.enroll(
      sequence([email('intro'), email('bump', { wait: '1 day' })], { window: OFFICE }),
      [ada!],
    );
    await world.run(engine);
    await world.stores.holidays.learn([{ country: 'US', year: 2026, holidays: [THANKSGIVING] }]);
    world.clock.set(at(`Thu 26 Nov 2026 10:30 ${NEW_YORK}`));
    await world.run(engine);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    world.clock.set(at(`Fri 27 Nov 2026 10:30 ${NEW_YORK}`));
    await world.run(engine);
    expect(await world.sent()).toEqual(['e1.intro.1', 'e1.bump.1']);
  });

  test('that were learnt after a touch was planned shut the gate for it', async () => {
    const world = new World({
      nowMs: at(`Wed 25 Nov 2026 16:30 ${NEW_YORK}`),
      plan: (_message, attempt) => (attempt === 1 ? 'deferred' : 'accepted'),
    });
    const [ada] = await world.add(person('ada', AMERICAN));
    await world.enroll(sequence([email('intro')], { window: OFFICE }), [ada!]);
    await world.runUntil(at(`Wed 25 Nov 2026 18:00 ${NEW_YORK}`));
    const { waiting } = (await world.stores.engine.load('e1'))!.enrollment;
    expect(waiting.for).toBe('touch');
    await world.stores.holidays.learn([{ country: 'US', year: 2026, holidays: [THANKSGIVING] }]);
    await world.runUntil(at(`Fri 27 Nov 2026 10:00 ${NEW_YORK}`));
    const intro = await world.stores.history.touch('e1.intro.1');
    expect(shown(NEW_YORK, intro!.atMs)).toBe('Fri 27 Nov 2026 09:00');
  });
});

test('business days are those of the country’s work week', async () => {
  const world = new World({ nowMs: at('Thu 5 Mar 2026 10:00 Asia/Riyadh') });
  const riyadh = { country: 'SA', zone: 'Asia/Riyadh' };
  const [ada, bob] = await world.add(person('ada', riyadh), person('bob', { country: 'DE' }));
  const program = sequence([call('ring', { wait: '1 business day' })]);
  await world.enroll(program, [ada!, bob!]);
  expect(await waitingOf(world, 'e1', 'Asia/Riyadh')).toBe('Sun 8 Mar 2026 10:00');
  expect(await waitingOf(world, 'e2', 'Asia/Riyadh')).toBe('Fri 6 Mar 2026 10:00');
});

describe('a pause', () => {
  test('keeps what is left of a wait in business days, and a holiday after it counts again', async () => {
    const world = await worldAt(`Mon 23 Nov 2026 10:00 ${NEW_YORK}`);
    const [ada] = await world.add(person('ada', AMERICAN));
    const steps = [email('intro'), call('ring', { wait: '3 business days' })];
    const [id] = await world.enroll(sequence(steps), [ada!]);
    await world.run();
    expect(await waitingOf(world, id!)).toBe('Fri 27 Nov 2026 10:00');
    world.clock.set(at(`Tue 24 Nov 2026 15:00 ${NEW_YORK}`));
    await world.apply(id!, { kind: 'command', command: 'pause', untilMs: null, because: null });
    const { waiting } = (await world.stores.engine.load(id!))!.enrollment;
    const left = { duration: { amount: 2, unit: 'business_day' }, slackMs: 5 * HOUR_MS };
    expect(waiting).toEqual({ for: 'frozen', remaining: left });
    world.clock.set(at(`Wed 25 Nov 2026 15:00 ${NEW_YORK}`));
    await world.apply(id!, { kind: 'command', command: 'resume' });
    expect(await waitingOf(world, id!)).toBe('Mon 30 Nov 2026 10:00');
  });
});

describe('a window', () => {
  test.each([
    ['before noon', 'Mon 2 Mar 2026 11:59', 'Mon 2 Mar 2026 11:59'],
    ['in the break', 'Mon 2 Mar 2026 12:00', 'Mon 2 Mar 2026 13:30'],
    ['after the second', 'Mon 2 Mar 2026 17:00', 'Tue 3 Mar 2026 09:00'],
  ])('with several hours a day lets a touch leave %s', async (_, from, expected) => {
    const hours = [
      [540, 720],
      [810, 1020],
    ] as const;
    const world = await worldAt(`${from} ${BERLIN}`);
    const program = sequence([email('intro')], { window: { ...OFFICE, hours } });
    expect(await firstSent(world, program, {}, BERLIN)).toBe(expected);
  });

  test('is shut in a blackout, both ends included, while tasks go on', async () => {
    const world = await worldAt(`Tue 1 Dec 2026 18:00 ${BERLIN}`);
    const [ada, bob] = await world.add(person('ada'), person('bob'));
    const blackout = [[dayFromCivil(2026, 12, 2), dayFromCivil(2026, 12, 3)]] as const;
    const window = { ...OFFICE, blackout };
    await world.enroll(sequence([email('intro')], { window }), [ada!]);
    await world.enroll(sequence([call('ring')], { window, name: 'ring', version: 'v2' }), [bob!]);
    await world.runDays(4);
    const intro = await world.stores.history.touch('e1.intro.1');
    expect(shown(BERLIN, intro!.atMs)).toBe('Fri 4 Dec 2026 09:00');
    expect(await world.stores.tasks.open(null)).toMatchObject([{ step: 'ring' }]);
  });

  test.each([
    ['that the clock skips is passed over', 'Sat 28 Mar 2026 20:00', 'Mon 30 Mar 2026 02:00'],
    [
      'that it shows twice is open the first time',
      'Sat 24 Oct 2026 20:00',
      'Sun 25 Oct 2026 02:00 first',
    ],
  ])('of an hour %s', async (_, from, expected) => {
    const world = await worldAt(`${from} ${BERLIN}`);
    const window: SendWindow = { ...ALWAYS, hours: [[120, 180]] };
    expect(await firstSent(world, sequence([email('intro')], { window }), {}, BERLIN)).toBe(
      expected,
    );
  });
});

describe('after 72 hours asleep', () => {
  const CROWD = 120;
  /** Due while nobody was running, at nine on Tuesday; awake again on Thursday at half past nine. */
  const ENROLLED = at(`Mon 2 Mar 2026 09:30 ${BERLIN}`);
  const AWAKE = ENROLLED + 72 * HOUR_MS;
  const END_OF_DAY = at(`Thu 5 Mar 2026 17:00 ${BERLIN}`);

  async function overslept(names: readonly string[]): Promise<World> {
    const world = new World({
      nowMs: ENROLLED,
      mailbox: { limits: { capPerDay: 500, gapMs: [0, 0], ramp: null, zone: BERLIN } },
    });
    const crowd = await world.add(
      ...Array.from({ length: CROWD }, (_, index) => person(`p${index}`)),
    );
    await world.run();
    for (const name of names) {
      const version = `v ${name}`;
      const enroll = { ...sequence([]).enroll, exclusive: false };
      const steps = [email('intro', { wait: '1 hour' }), email('bump', { wait: '1 day' })];
      await world.enroll(sequence(steps, { name, version, window: OFFICE, enroll }), crowd);
    }
    world.clock.set(AWAKE);
    return world;
  }

  test('the backlog leaves over the rest of the day, not at once', async () => {
    const world = await overslept(['spring']);
    await world.run();
    expect((await world.sent()).length).toBeLessThan(5);
    const perHour: number[] = [];
    let before = (await world.sent()).length;
    for (let atMs = AWAKE + HOUR_MS; atMs <= END_OF_DAY; atMs += HOUR_MS) {
      await world.runUntil(atMs, 5 * MINUTE_MS);
      const now = (await world.sent()).length;
      perHour.push(now - before);
      before = now;
    }
    // 120 over seven and a half hours are 16 in each.
    expect(Math.max(...perHour)).toBeLessThan(32);
    expect(Math.min(...perHour)).toBeGreaterThan(5);
    // What falls into the last minutes, between two runs, leaves on the next morning.
    await world.runUntil(AWAKE + DAY_MS, 5 * MINUTE_MS);
    expect(await world.sent()).toHaveLength(CROWD);
    expect(await world.broken()).toEqual([]);
  });

  test('nobody gets two overdue touches in one run', async () => {
    const world = await overslept(['spring', 'autumn']);
    const sentTo = new Map<string, number[]>();
    let run = 0;
    let seen = 0;
    while (world.clock.nowMs() < AWAKE + DAY_MS) {
      await world.run();
      const accepted = world.channel.accepted.slice(seen);
      seen += accepted.length;
      for (const { to } of accepted) sentTo.set(to, [...(sentTo.get(to) ?? []), run]);
      run += 1;
      world.clock.set(world.clock.nowMs() + 30 * MINUTE_MS);
    }
    const twice = [...sentTo].filter(([, runs]) => new Set(runs).size < runs.length);
    expect(twice).toEqual([]);
    expect(sentTo.size).toBe(CROWD);
  });

  test('who waits for that is told so, and not that the limits were reached', async () => {
    const world = await overslept(['spring', 'autumn']);
    await world.runUntil(END_OF_DAY - HOUR_MS, 5 * MINUTE_MS);
    const { to } = world.channel.accepted[0]!;
    const ada = (await world.stores.people.byIdentity('email', to))!;
    const told = (await explain(world, ada.id)).flatMap(({ enrollment, checks }) =>
      enrollment.sentCount > 0 ? [] : checks.filter((each) => each.verdict === 'blocks'),
    );
    const leftAtMs = (await world.stores.history.timeline(ada.id)).find(
      ({ type }) => type === 'touch_sent',
    )!.atMs;
    expect(told).toMatchObject([{ rule: 'overdue', clearsAtMs: leftAtMs + 16 * HOUR_MS }]);
  });
});
