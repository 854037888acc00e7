/** What may have happened with a few people before two of them are taken for one: by the use cases that commands call. */
import fc from 'fast-check';
import { peopleFiles } from '../../../src/cli/files/people-files.ts';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { UserError } from '../../../src/core/user-error.ts';
import { alignAccounts } from '../../../src/usecases/accounts/align-accounts.ts';
import { addAliases, dropAliases } from '../../../src/usecases/accounts/name-account.ts';
import { changeEnrollments } from '../../../src/usecases/enrollments/change-enrollments.ts';
import { continueEnrollment } from '../../../src/usecases/enrollments/continue-enrollment.ts';
import { undoImport } from '../../../src/usecases/imports/undo-import.ts';
import { changeList } from '../../../src/usecases/lists/change-list.ts';
import { mergePair } from '../../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../../src/usecases/merges/unmerge-person.ts';
import { erasePerson } from '../../../src/usecases/privacy/erase-person.ts';
import { passOver } from '../../../src/usecases/score/pass-over.ts';
import { assignMessage, labelMessage } from '../../../src/usecases/signals/correct-message.ts';
import { suppress } from '../../../src/usecases/suppressions/suppress.ts';
import { changeTags } from '../../../src/usecases/tags/change-tags.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import type { World } from '../../support/world/world.ts';
import { consent, doTask, hear, list, pick, report, said, set } from './said-and-done.ts';
import { enroll } from './sequences.ts';

const DEEDS = [
  ...(['list', 'undo', 'enroll', 'enroll', 'enroll all', 'enroll all', 'later'] as const),
  ...(['run', 'run', 'day', 'day', 'day', 'hear', 'hear', 'answer', 'assign', 'label'] as const),
  ...(['log', 'report', 'report', 'task', 'task', 'task', 'consent', 'tag', 'join'] as const),
  ...(['set', 'alias', 'hold', 'resume', 'suppress', 'pass over', 'look', 'erase'] as const),
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
  report,
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
    const label = pick(['opt_out', 'human_reply', 'auto_reply', 'bounce'] as const, how);
    await labelMessage(
      deskOf(world),
      pick(heard, two.id.length + how).id,
      label,
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

type Order = Parameters<typeof changeEnrollments>[2];

async function order(world: World, { id }: Prospect, command: Order): Promise<void> {
  const whom = { prospectId: id, sequence: null, mailbox: null, rep: null };
  await changeEnrollments(deskOf(world), whom, command, momentOf(world));
}
