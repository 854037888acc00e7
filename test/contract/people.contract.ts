/** What every store must do with people. */
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { effectsOnNobody } from '../../src/core/person-effects.ts';
import type { NewSignal } from '../../src/core/signal.ts';
import type { Append } from '../../src/ports/inbound-store.ts';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import { person } from '../support/world/builders.ts';
import { CLOCK, decisionOn, enroll, NOW } from './store-story.ts';

/** @param opened  The store of the running test: Ada, Ben and Cleo are in it. */
export function describePeople(opened: () => RehearsalStores): void {
  let store: RehearsalStores;
  beforeEach(() => {
    store = opened();
  });

  describe('people', () => {
    test('an identity is one person’s: who comes second changes nothing, and nobody of their list does', async () => {
      const dan = { id: null, person: person('dan') };
      const other = {
        id: null,
        person: { ...person('eva'), identities: person('ada').identities },
      };
      await expect(store.people.save([dan, other], NOW, 'fair')).rejects.toMatchObject({
        code: 'people_changed',
      });
      expect(await store.people.byIdentity('email', 'dan@dan.example')).toBeNull();
      expect(await store.people.list({ list: 'fair', after: null, limit: 9 })).toEqual([]);
    });

    test('who gave an address up leaves it to the next', async () => {
      const moved = { id: 'p1', person: { ...person('ada'), identities: [] } };
      const next = { id: null, person: { ...person('dan'), identities: person('ada').identities } };
      const [, id] = await store.people.save([moved, next], NOW, null);
      expect((await store.people.byIdentity('email', 'ada@ada.example'))!.id).toBe(id);
    });

    test('are found by list, account and number, those we know longest first', async () => {
      const two = ['dan', 'eva'].map((name) => person(name, { accountId: 'ada.example' }));
      const number = { kind: 'phone', value: '+49302', status: 'good' } as const;
      const [dan, eva] = two.map((each) => ({ ...each, identities: [...each.identities, number] }));
      const added = [dan!, eva!].map((each) => ({ id: null, person: each }));
      const ids = await store.people.save(added, NOW, 'fair');
      await store.people.save([{ id: 'p2', person: null }], NOW, 'fair');
      const idsOf = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id);
      const list = { list: 'fair', after: 'p2', limit: 1 };
      expect(idsOf(await store.people.list(list))).toEqual([ids[0]]);
      expect(idsOf(await store.people.ofAccount('ada.example', 2))).toEqual(['p1', ids[0]]);
      expect(idsOf(await store.people.sharingPhone('+49302'))).toEqual(ids);
      await store.people.save(
        [{ id: 'p1', person: person('ada', { accountId: null }) }],
        NOW,
        null,
      );
      expect(idsOf(await store.people.ofAccount('ada.example', 2))).toEqual(ids);
    });

    test('whose person is written before they begin is marked with what they were, until it was looked at', async () => {
      const start = {
        sequenceName: 'renewal',
        exclusive: false,
        pending: { untilMs: NOW, rule: 'start' },
      };
      const id = await enroll(store, 'p1', start);
      expect(await store.engine.changedStarts(9)).toEqual([]);
      const dated = (date: string) => ({
        id: 'p1',
        person: person('ada', { fields: { renewal: date } }),
      });
      await store.people.save([{ id: 'p2', person: person('ben', { title: 'CTO' }) }], NOW, null);
      await store.people.save([dated('2026-04-01')], NOW, null);
      const [seen, ...others] = await store.engine.changedStarts(9);
      expect([seen, others]).toEqual([{ enrollmentId: id, before: {}, writes: 1 }, []]);
      await store.people.save([dated('2026-05-01')], NOW, null);
      await store.engine.startsSeen([seen!]);
      const [again] = await store.engine.changedStarts(9);
      expect(again).toEqual({ enrollmentId: id, before: {}, writes: 2 });
      await store.engine.startsSeen([again!]);
      expect(await store.engine.changedStarts(9)).toEqual([]);
    });

    test('a touch by hand moves the counter that the gate compares, and one that only looks does not', async () => {
      const openedOf = async () => (await store.engine.history('e1', 0)).personOpened;
      const log = (externalId: string, action: string) =>
        store.signals.append(bySignal({ externalId, channel: 'linkedin', details: { action } }));
      await log('one', 'message');
      await log('one', 'message');
      expect(await openedOf()).toBe(1);
      await log('two', 'view');
      expect(await openedOf()).toBe(1);
      expect((await store.engine.history('e1', 0)).counted).toMatchObject([
        { prospectId: 'p1', channel: 'linkedin', touchId: null },
      ]);
    });

    test('whoever of an account waits for a turn is due when one of them is through', async () => {
      const two = ['dan', 'eva'].map((name) => person(name, { accountId: 'ada.example' }));
      await store.people.save(
        two.map((each) => ({ id: null, person: each })),
        NOW,
        null,
      );
      const waits = { untilMs: NOW + DAY_MS, rule: 'per_account' };
      await enroll(store, 'p4', { dueAtMs: NOW + DAY_MS, pending: waits });
      await enroll(store, 'p5', { dueAtMs: NOW + DAY_MS, pending: { ...waits, rule: 'start' } });
      const peers = await store.enrollments.inAccount('outreach', 'ada.example');
      expect(peers.map(({ id, status, cursor }) => [id, status, cursor])).toEqual([
        ['e1', 'active', 'intro'],
        ['e4', 'pending', null],
        ['e5', 'pending', null],
      ]);
      const dueNow = async () =>
        (await store.engine.due('', NOW, 9)).map(({ enrollment }) => enrollment.id);
      const stop = await decisionOn(store, 'e1', STOP);
      expect(await dueNow()).toEqual([]);
      await store.engine.commit({ ...stop, turn: 'freed' });
      expect(await dueNow()).toEqual(['e4']);
    });

    test('when somebody began is when their turn came', async () => {
      const decision = await decisionOn(store, 'e1', CLOCK, NOW + DAY_MS);
      await store.engine.commit({ ...decision, turn: 'taken' });
      const [ada] = await store.enrollments.inAccount('outreach', 'ada.example');
      expect(ada!.startsAtMs).toBe(decision.activities[0]?.atMs ?? decision.next.settledAtMs);
    });
  });
}

const STOP = { kind: 'command', command: 'stop', because: null } as const;

function bySignal(more: Pick<NewSignal, 'externalId' | 'channel' | 'details'>): Append {
  const signal: NewSignal = {
    prospectId: 'p1',
    kind: 'manual_touch',
    atMs: NOW,
    source: 'rep',
    ...more,
  };
  return { signal, effects: effectsOnNobody(signal) };
}
