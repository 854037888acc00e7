/** Somebody may not be contacted any more, and something of theirs is open, held, approved or about to leave. */
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { NewConsent } from '../../src/ports/consent-store.ts';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import { lookAgain } from '../../src/usecases/consents/look-again.ts';
import { mergePair } from '../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../src/usecases/merges/unmerge-person.ts';
import { nextThings } from '../../src/usecases/score/rank-next.ts';
import { suppress } from '../../src/usecases/suppressions/suppress.ts';
import { listTasks } from '../../src/usecases/tasks/list-tasks.ts';
import { at, call, email, linkedin, person, sequence, sms } from '../support/world/builders.ts';
import { deskOf } from '../support/world/desk.ts';
import { World } from '../support/world/world.ts';

const START = at('2026-03-02T08:00');
const CALLED = { kind: 'phone', value: '+12125550100', status: 'good' } as const;
const AMERICAN = { country: 'US', identities: [CALLED] } as const;

const lawful = (): World => new World({ nowMs: START, settings: { compliance: 'auto' } });

function record(world: World, of: Partial<NewConsent>): Promise<number> {
  const nowMs = world.decisionMs();
  const said = { prospectId: 'p1', source: 'fair', evidence: null, expiresAtMs: null, atMs: nowMs };
  const given = { kind: 'given', channel: null, basis: 'consent' } as const;
  return world.stores.consents.addConsents([{ ...given, ...said, ...of }], nowMs);
}
const NO = { kind: 'withdrawn', basis: null } as const;
const open = async (world: World) => (await world.stores.tasks.open(null)).map(({ id }) => id);
const look = (world: World) => lookAgain(world.stores, world.engine(), 'p1', world.decisionMs());

describe('an open task', () => {
  test('ends with the sequence of whoever turns out to be somebody on the list', async () => {
    const world = lawful();
    const ben = { kind: 'address', value: 'ben@ben.example', reason: 'asked' } as const;
    await suppress(world.stores, world.engine(), [ben], 'rep', START);
    await world.add(person('ada'), person('ben'));
    await world.enroll(sequence([linkedin('connect')]), ['p1']);
    await world.run();
    await mergePair(world.stores.merges, 'p1', 'p2', START);
    expect(await look(world)).toMatchObject({ withdrawn: 1 });
    expect(await open(world)).toEqual([]);
    expect(await world.status('e1')).toBe('finished: suppressed');
    expect(await world.broken()).toEqual([]);
  });

  test('ends as well when the first that is heard from a new address is that it is on the list', async () => {
    const world = lawful();
    const ada = { kind: 'address', value: 'ada@home.example', reason: 'asked' } as const;
    await suppress(world.stores, world.engine(), [ada], 'rep', START);
    await world.add(person('ada', { name: 'Ada Kern', lastName: 'Kern', country: 'FR' }));
    const goesOn = { ...sequence([]).exits, reply: { do: 'continue' } } as const;
    await world.enroll(sequence([email('intro'), linkedin('connect')], { exits: goesOn }), ['p1']);
    await world.run();
    const { messageId } = (await world.stores.history.touch('e1.intro.1'))!;
    world.source.deliver(
      `From: Ada Kern <ada@home.example>\nIn-Reply-To: <${messageId}>\nMessage-ID: <1@home.example>\n\nTell me more.\n`,
    );
    await world.run();
    expect(await world.status('e1')).toBe('finished: suppressed');
    expect(await open(world)).toEqual(['p1.reply.s1']);
  });

  test('of somebody who is held is taken back, and is not there when they go on', async () => {
    const world = lawful();
    await world.add(person('ada', AMERICAN));
    await world.enroll(sequence([call('ring')]), ['p1']);
    await world.run();
    await world.apply('e1', { kind: 'command', command: 'pause', untilMs: null, because: null });
    await world.stores.consents.addCallNumbers('national', [CALLED.value]);
    expect(await look(world)).toMatchObject({ withdrawn: 1 });
    expect(await open(world)).toEqual([]);
    await world.apply('e1', { kind: 'command', command: 'resume' });
    await world.run();
    expect(await open(world)).toEqual([]);
    expect((await world.stores.engine.load('e1'))!.enrollment.waiting).toMatchObject({
      rule: 'dnc_listed',
    });
    expect(await world.broken()).toEqual([]);
  });

  test.each([
    ['a consent that ran out', { expiresAtMs: START + DAY_MS }, 'a text rests on consent, which'],
    ['a withdrawal that nobody has looked at', {}, 'they withdrew their consent for every channel'],
  ])('by %s is said to be barred, and comes last', async (_, given, because) => {
    const world = lawful();
    await world.add(person('ada', AMERICAN), person('ben', AMERICAN));
    await record(world, given);
    await record(world, { prospectId: 'p2' });
    await world.enroll(sequence([sms('text')]), ['p1', 'p2']);
    await world.run();
    world.clock.set(START + 2 * DAY_MS);
    if (!('expiresAtMs' in given)) await record(world, NO);
    const needs = { ...deskOf(world) };
    const { tasks } = await listTasks(needs, { rep: null, channel: null }, world.decisionMs());
    const [ada] = tasks.filter(({ task }) => task.prospectId === 'p1');
    expect(ada!.reasons[0]).toContain(because);
    const next = await nextThings(needs, null, world.decisionMs());
    expect(next.map(({ prospect }) => prospect.id)).toEqual(['p2', 'p1']);
    expect(next.at(-1)!.urges[0]).toMatchObject({ points: -60 });
  });
});

test('who said no on LinkedIn, where alone we knew them, is bound by an address that comes later', async () => {
  const world = lawful();
  const slug = { kind: 'linkedin', value: 'in/ada', status: 'good' } as const;
  await world.add(person('ada', { country: 'FR', identities: [slug] }));
  await world.log('p1', 'opt_out', { channel: 'linkedin' });
  const { id: _id, revision: _revision, ...ada } = (await world.stores.people.byId('p1'))!;
  const address = { kind: 'email', value: 'ada@ada.example', status: 'good' } as const;
  const known = { ...ada, identities: [...ada.identities, address] };
  await world.stores.people.save([{ id: 'p1', person: known }], START, null);
  await world.enroll(sequence([email('intro')]), ['p1']);
  await world.run();
  expect(await world.sent()).toEqual([]);
});

test('a consent that runs out between the decision and the gate shuts it', async () => {
  const world = lawful();
  await world.add(person('ada'));
  await record(world, { expiresAtMs: START + 50 });
  await world.enroll(sequence([email('intro')]), ['p1']);
  const engine = world.engine();
  const commit: EngineStore['commit'] = async (decision) => {
    world.clock.set(START + 50);
    return engine.store.commit(decision);
  };
  await world.run({ ...engine, store: { ...engine.store, commit } });
  await world.run();
  expect(await world.sent()).toEqual([]);
  expect((await world.stores.history.touch('e1.intro.1'))!.status).toBe('cancelled');
});

test('who said no while two were taken for one has said it for both of them', async () => {
  const world = lawful();
  await world.add(person('ada', { country: 'FR' }), person('ben', { country: 'FR' }));
  await record(world, { prospectId: 'p2', channel: 'sms' });
  await mergePair(world.stores.merges, 'p1', 'p2', START);
  world.clock.set(START + 1);
  await record(world, NO);
  await record(world, { basis: 'trade' });
  const one = (await world.stores.people.byId('p1'))!;
  await unmergePerson(world.stores.merges, one, null, START + 2);
  const said = async (id: string) =>
    (await world.stores.consents.consentsOf(id)).map(({ kind, basis }) => basis ?? kind);
  expect([await said('p1'), await said('p2')]).toEqual([
    ['withdrawn', 'trade'],
    ['consent', 'withdrawn'],
  ]);
  expect(await world.broken()).toEqual([]);
});
