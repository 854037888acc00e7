/** Sequences of all kinds, and whoever is put into one. */
import type { Prospect } from '../../../src/core/person/prospect.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import { compiledOk, TEMPLATES } from '../../definition/samples.ts';
import type { World } from '../../support/world/world.ts';

/** All of them at the same instant. */
export async function enroll(
  world: World,
  people: readonly Prospect[],
  how: number,
  inMs = 0,
): Promise<void> {
  const sequence = SEQUENCES[how % SEQUENCES.length]!;
  const { enrollments } = world.stores;
  const nowMs = world.clock.nowMs();
  for (const each of [WARM, ...SEQUENCES])
    await enrollments.storeVersion({ sequence: each, templates: TEXTS }, nowMs);
  const free: string[] = [];
  for (const { id } of people) {
    const { hasOptedOut, suppressedBy } = await enrollments.facts(id);
    if (!hasOptedOut && suppressedBy === null) free.push(id);
  }
  await world.enroll(sequence, free, { startMs: nowMs + inMs, templates: TEXTS });
}

const TEXTS = [...TEMPLATES.values()];

function of(name: string, steps: string, rules: string, more = ''): Sequence {
  const window =
    '{ days: [mon, tue, wed, thu, fri, sat, sun], hours: ["00:00-24:00"], holidays: none }';
  return compiledOk(
    `sequence: ${name}\ngoals: [meeting_booked]\nmailboxes: [anna]\nwindow: ${window}\nenroll: ${rules}\nsteps: [${steps}]\n${more}`,
    undefined,
    name,
  );
}

const BESIDE = '{ duplicates: allow, exclusive: false }';
const WARM = of(
  'warm',
  '{ id: hi, email: intro }, { id: gift, wait: 1 day, task: Send the book }, { id: back, handover: calls }',
  BESIDE,
);
const SEQUENCES: readonly Sequence[] = [
  of(
    'letters',
    '{ id: one, email: intro }, { id: two, wait: 1 day, email: bump }, { id: last, email: goodbye }',
    '{ duplicates: only_if_inactive }',
  ),
  of('over', '{ id: on, wait: 1 day, handover: warm }, { id: rest, task: x }', BESIDE),
  of(
    'calls',
    '{ id: ring, call: discovery, outcomes: { no_answer: { retry: 1, every: 1 day } } }, { id: draft, email: intro, review: true }',
    BESIDE,
  ),
  of(
    'paths',
    `{ id: connect, linkedin: connect }, { id: ok, await: connection_accepted, within: 2 days, then: [{ id: thanks, task: x }] },
     { id: vip, if: "prospect.title == 'CTO'", then: [{ id: mail, email: intro }], else: [{ id: mark, set: { tags: [asked] } }] },
     { id: half, split: { a: 50, b: 50 }, paths: { a: [{ id: once, email: goodbye, thread: new }] } }, { id: miss, sms: missed-you }`,
    BESIDE,
    'exits: { reply: continue }',
  ),
  of(
    'turns',
    '{ id: one, email: intro }, { id: two, wait: 2 days, email: bump }',
    '{ per_account: 1 at a time, exclusive: false }',
  ),
];
