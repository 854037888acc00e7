/** What may have happened with a few people before two of them are taken for one: by the use cases that commands call. */
import fc from 'fast-check';
import { peopleFiles } from '../../../src/cli/files/people-files.ts';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { UserError } from '../../../src/core/user-error.ts';
import { alignAccounts } from '../../../src/usecases/accounts/align-accounts.ts';
import { addAliases, dropAliases } from '../../../src/usecases/accounts/name-account.ts';
import { recordConsent } from '../../../src/usecases/consents/record-consent.ts';
import { changeEnrollments } from '../../../src/usecases/enrollments/change-enrollments.ts';
import { continueEnrollment } from '../../../src/usecases/enrollments/continue-enrollment.ts';
import { afterImport } from '../../../src/usecases/imports/after-import.ts';
import { undoImport } from '../../../src/usecases/imports/undo-import.ts';
import { changeList } from '../../../src/usecases/lists/change-list.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { setFields } from '../../../src/usecases/people/set-fields.ts';
import { typedFields } from '../../../src/usecases/people/typed-fields.ts';
import { erasePerson } from '../../../src/usecases/privacy/erase-person.ts';
import { addEvent } from '../../../src/usecases/score/add-event.ts';
import { passOver } from '../../../src/usecases/score/pass-over.ts';
import { assignMessage, labelMessage } from '../../../src/usecases/signals/correct-message.ts';
import { suppress } from '../../../src/usecases/suppressions/suppress.ts';
import { changeTags } from '../../../src/usecases/tags/change-tags.ts';
import { settleTask } from '../../../src/usecases/tasks/settle-task.ts';
import { compiledOk, TEMPLATES } from '../../definition/samples.ts';
import { templatesFor } from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { importText } from '../../support/world/lists.ts';
import type { World } from '../../support/world/world.ts';

function of(name: string, steps: string, enroll: string, more = ''): Sequence {
  const window =
    '{ days: [mon, tue, wed, thu, fri, sat, sun], hours: ["00:00-24:00"], holidays: none }';
  return compiledOk(
    `sequence: ${name}\ngoals: [meeting_booked]\nmailboxes: [anna]\nwindow: ${window}\nenroll: ${enroll}\nsteps: [${steps}]\n${more}`,
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

const DEEDS = [
  ...(['list', 'undo', 'enroll', 'enroll', 'enroll all', 'enroll all', 'later'] as const),
  ...(['run', 'run', 'day', 'day', 'day', 'hear', 'hear', 'answer', 'assign', 'label'] as const),
  ...([
    'log',
    'report',
    'report',
    'task',
    'task',
    'task',
    'consent',
    'tag',
    'join',
    'set',
  ] as const),
  ...(['alias', 'hold', 'resume', 'suppress', 'pass over', 'look', 'erase'] as const),
  ...(['merge', 'merge', 'merge', 'part', 'part', 'part'] as const),
];

export interface Deed {
  readonly do: (typeof DEEDS)[number];
  readonly who: number;
  readonly other: number;
  readonly how: number;
}

const place = fc.nat({ max: 5 });
export const deed: fc.Arbitrary<Deed> = fc.noBias(
  fc.record({
    do: fc.constantFrom(...DEEDS),
    who: place,
    other: place,
    how: fc.nat({ max: 11 }),
  }),
);

export function everybody({ stores }: World): Promise<readonly Prospect[]> {
  return stores.people.list({ list: null, after: null, limit: 100 });
}

/** Nothing happens where nobody is, or where a person would be told that it can't. */
export async function happen(world: World, { do: what, who, other, how }: Deed): Promise<void> {
  await align(world);
  const people = await everybody(world);
  const one = people[who % Math.max(1, people.length)];
  const two = people[other % Math.max(1, people.length)];
  try {
    if (what === 'list') await list(world, who, other, how);
    else if (one !== undefined && two !== undefined)
      await (ABOUT[what] ?? said)(world, one, two, how);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
  }
}

/** As each command that writes begins. */
export function align(world: World): Promise<void> {
  return alignAccounts(world.stores, new Map(), world.clock.nowMs());
}

const pick = <Each>(from: readonly Each[], how: number): Each => from[how % from.length]!;

const EMAILS = [
  'ada@a.example',
  'ben@a.example',
  'cem@c.example',
  'info@a.example',
  'dot@d.example',
];
const NAMES = ['Ada Kern', 'Ben Oz', '', 'Cem Ay'];

async function list(world: World, who: number, other: number, how: number): Promise<void> {
  const { stores } = world;
  const { nowMs } = momentOf(world);
  const row = (a: number, b: number): string =>
    [
      pick([...EMAILS, ''], a),
      pick(['', 'in/ada', 'in/ben', 'in/cem'], b + how),
      pick(['+493012345671', '', '+493012345672'], a + b),
      pick(NAMES, a + how),
      pick(['CTO', '', 'CEO'], b),
      pick(['', 'Berlin', 'New York'], how),
      pick(['', 'gift', 'vip'], how),
    ].join(',');
  const text = ['email,linkedin_url,phone,name,title,city,tags', row(who, other), row(other, how)];
  const named = how % 2 === 0 ? { list: pick(['fair', 'crm'], who) } : {};
  const asOf = how % 3 === 0 ? { asOfMs: nowMs - how * DAY_MS } : {};
  const report = await importText(stores, `${text.join('\n')}\n`, { nowMs, ...named, ...asOf });
  const to = { ...stores, learn: async () => {} };
  await afterImport(to, deskOf(world), report, 'in leads.csv', nowMs);
}

type About = (world: World, one: Prospect, two: Prospect, how: number) => Promise<unknown>;

const ABOUT: Readonly<Partial<Record<Deed['do'], About>>> = {
  undo: async (world, _one, _two, how) => {
    const { imports } = world.stores;
    const known = await imports.imports();
    const undone = { dryRun: false, stop: null };
    if (known.length > 0)
      await undoImport(imports, pick(known, how).id, undone, momentOf(world).nowMs);
  },
  enroll: (world, one, _two, how) => enroll(world, [one], how),
  'enroll all': async (world, _one, _two, how) => enroll(world, await everybody(world), how),
  later: (world, one, _two, how) => enroll(world, [one], how, 2 * DAY_MS),
  run: (world) => world.run(),
  day: async (world) => {
    world.clock.set(world.clock.nowMs() + DAY_MS);
    await world.run();
  },
  // The next run applies it.
  report: (world, one, _two, how) =>
    world.signal(one.id, pick(REPORTED, how), { channel: 'email' }),
  // A source was asked for them alone.
  look: (world, one) => world.stores.inbound.heardOf('anna', one.id, world.decisionMs()),
  hear,
  answer: (world, one, _two, how) => hear(world, one, one, how),
  assign: async (world, one, _two, how) => {
    const heard = await world.stores.inbox.inbox(9);
    if (heard.length === 0) return;
    await assignMessage(deskOf(world), pick(heard, how).id, one, momentOf(world));
  },
  label: async (world, _one, two, how) => {
    const heard = await world.stores.inbox.inbox(9);
    if (heard.length === 0) return;
    const said = pick(['opt_out', 'human_reply', 'auto_reply', 'bounce'] as const, how);
    await labelMessage(
      deskOf(world),
      pick(heard, two.id.length + how).id,
      said,
      null,
      momentOf(world),
    );
  },
  task: doTask,
  consent,
  tag: (world, one, _two, how) =>
    changeTags(
      world.stores.people,
      only(one),
      pick(['vip', 'gift'], how),
      pick(['add', 'remove'] as const, how),
      momentOf(world).nowMs,
    ),
  join: (world, one, _two, how) =>
    changeList(
      world.stores.lists,
      pick(['fair', 'crm'], how),
      only(one),
      how > 8 ? 'leave' : 'join',
    ),
  set,
  alias: (world, _one, _two, how) =>
    how > 7
      ? dropAliases(world.stores, ['c.example'], momentOf(world).nowMs)
      : addAliases(world.stores, 'a.example', ['c.example'], momentOf(world).nowMs),
  hold: (world, one, _two, how) => {
    const untilMs = how > 5 ? world.clock.nowMs() + 2 * DAY_MS : null;
    const stop = { command: 'stop', because: null } as const;
    return order(world, one, how > 9 ? stop : { command: 'pause', untilMs, because: null });
  },
  resume: async (world, one, _two, how) => {
    if (how % 2 === 0) return order(world, one, { command: 'resume' });
    return continueEnrollment(deskOf(world), one, null, momentOf(world));
  },
  suppress: async (world, one, _two, how) => {
    const to = deskOf(world);
    const value = one.identities.find(({ kind }) => kind === 'email')?.value ?? 'x@x.example';
    const channel = how % 2 === 0 ? { channel: 'email' } : {};
    const entry = { kind: 'address', value, reason: 'asked', ...channel } as const;
    await suppress(to, to, [entry], 'rep', momentOf(world).nowMs);
  },
  'pass over': (world, one) => passOver(deskOf(world), one.id, momentOf(world)),
  merge: async (world, one, two) => {
    const { nowMs } = momentOf(world);
    if (one.id !== two.id) await mergePair(world.stores.merges, one.id, two.id, nowMs);
  },
  part: (world, one) => unmergePerson(world.stores.merges, one, null, momentOf(world).nowMs),
  erase: async (world, one, _two, how) => {
    if (how > 2) return;
    const { nowMs } = momentOf(world);
    const erasure = { prospectId: one.id, reason: 'asked', keepsHash: how > 0, atMs: nowMs };
    await erasePerson({ ...world.stores, files: peopleFiles }, erasure, nowMs);
  },
};

async function* only(one: Prospect): AsyncGenerator<readonly Prospect[]> {
  yield [one];
}

/** All of them at the same instant. */
async function enroll(
  world: World,
  people: readonly Prospect[],
  how: number,
  inMs = 0,
): Promise<void> {
  const sequence = pick(SEQUENCES, how);
  const { enrollments } = world.stores;
  const nowMs = world.clock.nowMs();
  for (const each of [WARM, ...SEQUENCES]) {
    const texts = each === sequence ? TEXTS : [...TEMPLATES.values()];
    await enrollments.storeVersion({ sequence: each, templates: texts }, nowMs);
  }
  const free: string[] = [];
  for (const { id } of people) {
    const { hasOptedOut, suppressedBy } = await enrollments.facts(id);
    if (!hasOptedOut && suppressedBy === null) free.push(id);
  }
  await world.enroll(sequence, free, { startMs: nowMs + inMs, templates: TEXTS });
}

const TEXTS = [
  ...new Map([
    ...TEMPLATES,
    ...templatesFor(WARM).map((each) => [each.name, each] as const),
  ]).values(),
];

/** A letter of the one, in a thread that was begun with the other. */
async function hear(world: World, one: Prospect, two: Prospect, how: number): Promise<void> {
  const timeline = await world.stores.history.timeline(two.id);
  const { messageId } = timeline.findLast((each) => each.messageId !== null) ?? { messageId: null };
  const from = one.identities.find(({ kind }) => kind === 'email')?.value ?? 'office@a.example';
  const thread = messageId === null ? '' : `In-Reply-To: ${messageId}\n`;
  const auto = how % 4 === 1 ? 'Auto-Submitted: auto-replied\nSubject: Out of office\n' : '';
  const text = pick(
    ['Let us talk.', 'I am away until 9 March.', 'Please remove me.', 'Call me?'],
    how,
  );
  const id = `<${world.source.delivered.length}@x.example>`;
  world.source.deliver(`From: ${from}\nMessage-ID: ${id}\n${thread}${auto}\n${text}\n`);
  await world.run();
}

const REPORTED = [
  'reply',
  'out_of_office',
  'bounce',
  'opt_out',
  'suspect',
  'meeting_booked',
] as const;
const LOGGED = [
  'reply',
  'note',
  'manual_touch',
  'out_of_office',
  'meeting_booked',
  'bounce',
] as const;
const MORE = ['connection_accepted', 'engagement', 'manual_touch', 'opt_out'] as const;

async function said(world: World, one: Prospect, _two: Prospect, how: number): Promise<void> {
  const kind = pick([...LOGGED, ...MORE], how);
  const nowMs = world.decisionMs();
  if (kind === 'engagement') {
    const told = { event: 'fair', points: 5, text: null, atMs: nowMs };
    await addEvent(deskOf(world), one, told, momentOf(world));
    return;
  }
  const address = one.identities.find(({ kind: each }) => each === 'email')?.value ?? '';
  const details = {
    ...(kind === 'out_of_office' ? { returnAtMs: nowMs + 2 * DAY_MS } : {}),
    ...(kind === 'bounce' ? { bounce: 'hard' as const, failedAddress: address } : {}),
  };
  const channel = kind === 'bounce' || kind === 'out_of_office' ? 'email' : 'linkedin';
  await world.log(one.id, kind, { channel, details });
}

const OUTCOMES = ['no_answer', 'callback', 'connected', 'callback', 'voicemail', 'wrong_number'];

async function doTask(world: World, _one: Prospect, _two: Prospect, how: number): Promise<void> {
  const open = await world.stores.tasks.open(null);
  const { nowMs } = momentOf(world);
  if (open.length === 0) return;
  const task = pick(open, how);
  if (task.kind === 'settle') return world.settle(task.touchId!, how > 5);
  if (task.kind === 'missing') return;
  const outcome = task.kind === 'call' ? pick(OUTCOMES, how) : null;
  const untilMs = outcome === 'callback' ? nowMs + 2 * DAY_MS : null;
  const end = how === 7 ? 'skipped' : 'done';
  await settleTask(deskOf(world), task, { end, outcome, note: null, untilMs }, momentOf(world));
}

async function consent(world: World, one: Prospect, _two: Prospect, how: number): Promise<void> {
  const nowMs = world.decisionMs();
  const isGiven = how % 3 > 0;
  const stated = {
    kind: isGiven ? ('given' as const) : ('withdrawn' as const),
    channel: pick([null, 'email', 'call'], how),
    basis: isGiven ? ('consent' as const) : null,
    source: 'rep',
    evidence: null,
    atMs: nowMs,
    expiresAtMs: isGiven && how > 6 ? nowMs + DAY_MS : null,
  };
  await recordConsent(world.stores, deskOf(world), one, stated, nowMs);
}

const ASSIGNMENTS = [
  'title=CEO',
  'title=',
  'phone=+493012345671',
  'email_2=more@a.example',
  'account=c.example',
  'linkedin_url=https://www.linkedin.com/in/new',
  'name=Eve Kern',
  'city=Tokyo',
  'preferred_channel=linkedin',
];

async function set(world: World, one: Prospect, _two: Prospect, how: number): Promise<void> {
  const to = deskOf(world);
  const ports = { ...to, learn: async () => {} };
  const typing = { ownAddresses: new Set<string>(), reps: world.settings.reps, country: null };
  const fields = typedFields([pick(ASSIGNMENTS, how)]);
  await setFields(ports, to, one, fields, typing, momentOf(world).nowMs);
}

type Order = Parameters<typeof changeEnrollments>[2];

async function order(world: World, { id }: Prospect, command: Order): Promise<void> {
  const whom = { prospectId: id, sequence: null, mailbox: null, rep: null };
  await changeEnrollments(deskOf(world), whom, command, momentOf(world));
}
