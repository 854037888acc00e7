/** What every store must do with people. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import { person } from '../support/world/builders.ts';
import { enroll, NOW } from './store-story.ts';

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
      const start = { sequenceName: 'renewal', exclusive: false, isPending: true };
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
  });
}
