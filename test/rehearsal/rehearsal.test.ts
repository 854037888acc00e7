import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../src/core/time/duration.ts';
import type { Condition } from '../../src/core/condition.ts';
import type { MailboxLimits } from '../../src/core/budget.ts';
import type { Decision } from '../../src/core/decide/decision.ts';
import { hear } from '../../src/rehearsal/acts.ts';
import { Rehearsal } from '../../src/rehearsal/rehearsal.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { parseCondition } from '../../src/definition/condition/condition-text.ts';
import { openMemory } from '../../src/store/memory/stores.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import type { ProspectDraft } from '../../src/ports/people-store.ts';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import type { GatewaySettings } from '../../src/runner/settings.ts';
import { migratePeople } from '../../src/usecases/versions/migrate-people.ts';
import {
  at,
  email,
  OFFICE_HOURS,
  person,
  sequence,
  smsText,
  task,
  templatesFor,
} from '../support/world/builders.ts';
import { enrollAll } from '../support/world/seed.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

async function rehearse(
  of: Sequence,
  people: number | readonly ProspectDraft[],
  limits: Pick<MailboxLimits, 'capPerDay' | 'gapMs'> = { capPerDay: 50, gapMs: [0, 0] },
  gateways: readonly GatewaySettings[] = [],
) {
  return rehearseOn(openMemory(), of, people, limits, gateways);
}

async function rehearseOn<Stores extends RehearsalStores>(
  stores: Stores,
  of: Sequence,
  people: number | readonly ProspectDraft[],
  limits: Pick<MailboxLimits, 'capPerDay' | 'gapMs'>,
  gateways: readonly GatewaySettings[] = [],
) {
  const mailbox = { limits: { ...limits, ramp: null, zone: 'Europe/Berlin' } };
  const { settings } = new World({ nowMs: MONDAY, mailbox, settings: { gateways } });
  const decisions: Decision[] = [];
  const rehearsal = new Rehearsal({
    stores,
    settings,
    startMs: MONDAY,
    observe: (decision) => decisions.push(decision),
  });
  const drafts =
    typeof people === 'number'
      ? Array.from({ length: people }, (_, index) => person(`q${index}`))
      : people;
  const ids = await stores.people.save(
    drafts.map((each) => ({ id: null, person: each })),
    MONDAY,
    null,
  );
  const { enrollments } = rehearsal.engine;
  const seeding = { stores: { ...stores, enrollments }, settings, mailbox: 'anna', nowMs: MONDAY };
  await enrollAll(seeding, of, ids);
  const sent = (): number[] =>
    decisions.flatMap(({ activities }) =>
      activities.filter(({ type }) => type === 'touch_sent').map(({ atMs }) => atMs),
    );
  return { rehearsal, stores, decisions, sent };
}

function conditionOf(text: string): Condition {
  const parsed = parseCondition(text, { kind: 'step', steps: null });
  if (!parsed.ok) throw new Error('a condition');
  return parsed.condition;
}

test('a wait of years takes as many decisions as a wait of days', async () => {
  const { rehearsal, decisions, sent } = await rehearse(
    sequence([email('intro'), email('bump', { wait: '700 days' })]),
    1,
  );
  expect(await rehearsal.play(MONDAY + 1_000 * DAY_MS)).toBe(false);
  expect(sent()).toEqual([MONDAY, MONDAY + 700 * DAY_MS]);
  expect(decisions).toHaveLength(4);
});

test('a number sends its cap each day, in the hours when it may ring', async () => {
  const berlin: GatewaySettings = {
    id: 'berlin',
    channel: 'sms',
    provider: 'twilio',
    replies: null,
    rep: null,
    from: { name: 'Northwind', address: '+4930999' },
    limits: { capPerDay: 2, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' },
    connections: 1,
    source: 'berlin',
    body: null,
  };
  const { rehearsal, stores, sent } = await rehearse(sequence([smsText('nudge')]), 5, undefined, [
    berlin,
  ]);
  expect(await rehearsal.play(MONDAY + 9 * DAY_MS)).toBe(false);
  const days = sent().map((atMs) => Math.floor((atMs - at('2026-03-02')) / DAY_MS));
  expect(days).toEqual([0, 0, 1, 1, 2]);
  expect(new Date(sent()[2]!).toISOString()).toBe('2026-03-03T08:00:00.000Z');
  expect(await stores.tasks.open(null)).toEqual([]);
});

test('a full mailbox sends its cap each day, one message at a time, and every promise of the store holds', async () => {
  const options = { create: true, nowMs: MONDAY, randomHex: () => '00ff' };
  const { rehearsal, stores, sent } = await rehearseOn(
    openSqlite(':memory:', options),
    sequence([email('intro')], { window: OFFICE_HOURS }),
    12,
    { capPerDay: 5, gapMs: [90 * SECOND_MS, 180 * SECOND_MS] },
  );
  expect(await rehearsal.play(MONDAY + 2 * DAY_MS - 1)).toBe(true);
  expect(sent()).toHaveLength(10);
  expect(await rehearsal.play(MONDAY + 9 * DAY_MS)).toBe(false);
  const days = sent().map((atMs) => Math.floor((atMs - MONDAY) / DAY_MS));
  expect(days).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2]);
  const gaps = sent().flatMap((atMs, index) =>
    index % 5 === 0 ? [] : [atMs - sent()[index - 1]!],
  );
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(90 * SECOND_MS);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(180 * SECOND_MS);
  expect((await stores.invariants.verify()).filter(({ broken }) => broken.length > 0)).toEqual([]);
});

test('a mailbox that too much came back to sends again with the first of its days on which that is a week ago', async () => {
  const gapMs = [7 * MINUTE_MS, 7 * MINUTE_MS] as const;
  const { rehearsal, sent } = await rehearse(sequence([email('intro')]), 56, {
    capPerDay: 100,
    gapMs,
  });
  const heard = { kind: 'bounce', channel: 'email', details: { bounce: 'hard' } } as const;
  for (const prospectId of ['p1', 'p2', 'p3']) {
    const said = { ...heard, prospectId, name: prospectId };
    rehearsal.note(MONDAY + 55 * gapMs[0] - 1, () => hear(rehearsal, said));
  }
  expect(await rehearsal.play(MONDAY + 9 * DAY_MS)).toBe(false);
  expect(sent().slice(54)).toEqual([MONDAY + 54 * gapMs[0], at('2026-03-08T23:00')]);
});

test('whom a full mailbox would hold up is skipped at once where a condition is false, as by a run', async () => {
  const condition = conditionOf("prospect.country == 'US'");
  const { rehearsal, decisions } = await rehearse(
    sequence([email('intro'), task('letter', { condition }), email('bump', { condition })]),
    1,
    { capPerDay: 1, gapMs: [0, 0] },
  );
  expect(await rehearsal.play(MONDAY + 9 * DAY_MS)).toBe(false);
  expect(decisions.at(-1)!.next).toMatchObject({ reason: 'completed', settledAtMs: MONDAY });
});

describe('whoever comes to a mailbox that will be full when they are due is skipped when they are', () => {
  const US_ONLY = sequence(
    [email('intro', { condition: conditionOf("prospect.country == 'US'") })],
    { window: OFFICE_HOURS },
  );
  const ON = { ...task('on'), kind: 'handover', to: 'us-only' } as const;

  /** The mailbox's only letter of the day goes to Ada; it is afternoon there when Li's window opens. */
  async function skipOfLi(first: Sequence, then: (to: Rehearsal) => Promise<void>) {
    const people = [person('ada', { country: 'US' }), person('li', { zone: 'America/New_York' })];
    const limits = { capPerDay: 1, gapMs: [0, 0] } as const;
    const { rehearsal, decisions } = await rehearse(first, people, limits);
    await then(rehearsal);
    await rehearsal.play(MONDAY + 9 * DAY_MS);
    return decisions.flatMap(({ next, activities: [activity] }) =>
      activity?.type === 'step_skipped' ? [[next.prospectId, activity.atMs]] : [],
    );
  }

  const store = ({ stores }: Rehearsal, name: string) =>
    stores.enrollments.storeVersion(
      { sequence: { ...US_ONLY, name, version: 'v2' }, templates: templatesFor(US_ONLY) },
      MONDAY,
    );

  test.each<readonly [string, Sequence, (to: Rehearsal) => Promise<void>]>([
    ['enrolled', US_ONLY, async () => {}],
    ['handed over', sequence([ON]), (to) => store(to, 'us-only')],
    [
      'moved to another version',
      sequence([email('intro', { wait: '9 days' })]),
      async (to) => {
        await store(to, 'outreach');
        const version = (await to.stores.enrollments.version('v2'))!;
        const revisions = { e1: 1, e2: 1 };
        await migratePeople(to.engine, version, 'move', revisions, to.moment(), () => {});
      },
    ],
  ])('%s', async (_, first, then) => {
    expect(await skipOfLi(first, then)).toEqual([['p2', at('2026-03-02T14:00')]]);
  });
});

test('mailboxes send one after the other at an instant, in the order of the workspace and of who was due', async () => {
  const stores = openMemory();
  const limits = { capPerDay: 50, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } as const;
  const { settings: one } = new World({ nowMs: MONDAY, mailbox: { limits } });
  const [anna] = one.mailboxes;
  const settings = { ...one, mailboxes: [anna!, { ...anna!, id: 'ben' }] };
  const left: string[] = [];
  const rehearsal = new Rehearsal({
    stores,
    settings,
    startMs: MONDAY,
    observe: ({ next, activities }) => {
      if (activities[0]?.type === 'touch_sent') left.push(`${next.mailbox} ${next.id}`);
    },
  });
  const people = Array.from({ length: 8 }, (_, index) =>
    // Of some the zone must be looked up first.
    person(`q${index}`, index % 3 === 0 ? { zone: null } : {}),
  );
  const drafts = people.map((each) => ({ id: null, person: each }));
  const ids = await stores.people.save(drafts, MONDAY, null);
  const of = sequence([email('intro')], { mailboxes: ['anna', 'ben'] });
  for (const [index, id] of ids.entries()) {
    const mailbox = index % 2 === 0 ? 'ben' : 'anna';
    await enrollAll({ stores, settings, mailbox, nowMs: MONDAY }, of, [id]);
  }
  await rehearsal.play(MONDAY);
  const inOrder = 'anna e2, anna e4, anna e6, anna e8, ben e1, ben e3, ben e5, ben e7';
  expect(left.join(', ')).toBe(inOrder);
});

test('a task that nobody does leaves nothing to come', async () => {
  const { rehearsal, sent } = await rehearse(sequence([task('letter'), email('intro')]), 1);
  expect(await rehearsal.play(MONDAY + 30 * DAY_MS)).toBe(false);
  expect(sent()).toEqual([]);
});

test('an answer stops at its instant, before what is due then', async () => {
  const { rehearsal, stores, sent } = await rehearse(
    sequence([email('intro'), email('bump', { wait: '2 hours' })]),
    1,
  );
  const said = {
    prospectId: 'p1',
    kind: 'reply',
    channel: 'email',
    details: {},
    name: 'r',
  } as const;
  rehearsal.note(MONDAY + 2 * 3_600_000, () => hear(rehearsal, said));
  await rehearsal.play(MONDAY + DAY_MS);
  expect(sent()).toEqual([MONDAY]);
  const due = await stores.engine.load('e1');
  expect(due!.enrollment).toMatchObject({ status: 'finished', reason: 'replied' });
});

test('the store knows at the end of a play what became of everybody who was put off', async () => {
  const { rehearsal, stores, decisions } = await rehearse(
    sequence([email('intro')], { window: OFFICE_HOURS }),
    12,
    { capPerDay: 2, gapMs: [90 * SECOND_MS, 180 * SECOND_MS] },
  );
  await rehearsal.play(MONDAY + 2 * DAY_MS);
  const last = new Map(decisions.map(({ next }) => [next.id, next]));
  const stored = await Promise.all([...last.keys()].map((id) => stores.engine.load(id)));
  expect(stored.map((due) => due!.enrollment)).toEqual([...last.values()]);
  const putOff = decisions.filter(({ activities }) => activities[0]?.type === 'deferred');
  expect(putOff.length).toBeGreaterThan(10);
  const timeline = await stores.history.timeline('p12');
  expect(timeline.filter(({ type }) => type === 'deferred')).toHaveLength(
    putOff.filter(({ next }) => next.prospectId === 'p12').length,
  );
});

test('who opts out gets nothing more, and whoever waits behind them does', async () => {
  const of = sequence([email('intro'), email('bump', { wait: '1 day' })]);
  const { rehearsal, decisions } = await rehearse(of, 3);
  const said = {
    prospectId: 'p2',
    kind: 'opt_out',
    channel: 'email',
    details: {},
    name: 'o',
  } as const;
  rehearsal.note(MONDAY + 3_600_000, () => hear(rehearsal, said));
  expect(await rehearsal.play(MONDAY + 3 * DAY_MS)).toBe(false);
  const ends = decisions.flatMap(({ next }) =>
    next.status === 'finished' ? [`${next.prospectId} ${next.reason} ${next.sentCount}`] : [],
  );
  expect(ends.toSorted()).toEqual(['p1 completed 2', 'p2 opted_out 1', 'p3 completed 2']);
});
