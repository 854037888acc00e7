/** Those who do not exist answer where they were reached. */
import { expect, test } from 'vitest';
import { simulateSequence } from '../../src/rehearsal/simulate/simulate-sequence.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import type { ProspectDraft } from '../../src/ports/people-store.ts';
import type { GatewaySettings } from '../../src/runner/settings.ts';
import { openMemory } from '../../src/store/memory/stores.ts';
import {
  at,
  email,
  person,
  sequence,
  smsText,
  task,
  templatesFor,
} from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const LIMITS = { capPerDay: 500, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } as const;
const NUMBER: GatewaySettings = {
  id: 'berlin',
  channel: 'sms',
  provider: 'twilio',
  replies: null,
  rep: null,
  from: { name: 'Northwind', address: '+4930999' },
  limits: LIMITS,
  connections: 1,
  source: 'berlin',
  body: null,
};
const PEOPLE = Array.from({ length: 400 }, (_, index) =>
  person(`q${index}`, {
    identities: [
      { kind: 'email', value: `q@q${index}.example`, status: 'good' },
      { kind: 'phone', value: `+49301${100_000 + index}`, status: 'good' },
    ],
  }),
);

/** What was heard of everybody, and the touches. */
async function simulated(
  of: Sequence,
  replyRate: number,
  people: readonly ProspectDraft[] = PEOPLE,
) {
  const stores = openMemory();
  const { settings } = new World({
    nowMs: MONDAY,
    mailbox: { limits: LIMITS },
    settings: { gateways: [NUMBER], personLimits: [] },
  });
  const simulation = await simulateSequence(stores, settings, {
    version: { sequence: of, templates: templatesFor(of) },
    successors: [],
    people,
    suppressions: [],
    consents: [],
    startMs: MONDAY,
    days: 20,
    seed: 1,
    replyRate,
    almanac: async () => ({ publicHolidays: () => [] }),
  });
  const heard: string[] = [];
  for (const id of simulation.people.keys()) {
    const timeline = await stores.history.timeline(id);
    for (const { type, channel } of timeline)
      if (type.startsWith('signal_')) heard.push(`${type} ${channel}`);
  }
  return { simulation, stores, heard };
}

test('a text is answered by text, and its touches are those of the number', async () => {
  const { simulation, heard } = await simulated(sequence([smsText('nudge')]), 1);
  const left = simulation.touches.map(({ channel, mailbox, rep }) => [channel, mailbox, rep]);
  expect(left).toHaveLength(PEOPLE.length);
  expect(new Set(left.map(String))).toEqual(new Set(['sms,berlin,']));
  expect(new Set(heard)).toEqual(
    new Set([
      'signal_reply sms',
      'signal_opt_out sms',
      'signal_meeting_booked sms',
      'signal_bounce sms',
    ]),
  );
});

test('a dead number is found out once, and the mail goes on', async () => {
  const of = sequence([smsText('nudge'), email('intro', { wait: '1 day' })]);
  const { stores, heard, simulation } = await simulated(of, 0);
  const dead = [];
  for (const id of simulation.people.keys()) {
    const { identities } = (await stores.people.byId(id))!;
    if (identities.some(({ kind, status }) => kind === 'phone' && status === 'bad')) dead.push(id);
  }
  expect(dead.length).toBeGreaterThan(0);
  expect(simulation.touches.filter(({ channel }) => channel === 'email')).toHaveLength(400);
  expect(heard.filter((each) => each === 'signal_bounce sms')).toHaveLength(dead.length);
});

test('nobody answers what did not reach them: a task, or a look at their page', async () => {
  const of = sequence([task('letter'), task('look', { wait: '1 day' })]);
  const { simulation, heard } = await simulated(of, 1, PEOPLE.slice(0, 10));
  expect(simulation.touches).toHaveLength(20);
  expect(heard).toEqual([]);
});
