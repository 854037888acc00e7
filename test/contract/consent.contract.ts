/** What people said, and which numbers must not be called. */
import { describe, expect, test } from 'vitest';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import { NOW } from './store-story.ts';

/** @param of  Three people, each in a sequence and due. */
export function describeConsents(of: () => RehearsalStores): void {
  describe('consents', () => {
    const said = {
      prospectId: 'p1',
      kind: 'given',
      channel: 'email',
      basis: 'consent',
      source: 'fair',
      evidence: 'card 12',
      atMs: NOW,
      expiresAtMs: null,
    } as const;
    const taken = { ...said, kind: 'withdrawn', channel: null, basis: null } as const;

    test('are added and never changed; the epoch moves only when something is new', async () => {
      expect(await of().consents.addConsents([said, said], NOW)).toBe(1);
      expect(await of().consents.addConsents([said], NOW + 1)).toBe(0);
      expect((await of().engine.load('e1'))!.ledger).toMatchObject({ epoch: 1 });
      expect(await of().consents.addConsents([taken], NOW + 2)).toBe(1);
      const { ledger } = (await of().engine.load('e1'))!;
      expect(ledger.epoch).toBe(2);
      expect(ledger.consents).toMatchObject([said, taken]);
      expect((await of().engine.load('e2'))!.ledger).toMatchObject({ epoch: 2, consents: [] });
      const [first] = await of().consents.consents(null, 1);
      expect(first).toMatchObject({ id: 'c1', ...said, recordedAtMs: NOW });
      expect(await of().consents.consents('c1', 10)).toMatchObject([{ id: 'c2' }]);
    });

    test('are told with whoever is due, and with who may be enrolled', async () => {
      await of().consents.addConsents([said], NOW);
      const dues = await of().engine.due('anna', NOW, 10);
      expect(dues.find(({ prospect }) => prospect.id === 'p1')!.ledger.consents).toHaveLength(1);
      expect((await of().enrollments.facts('p1')).ledger.consents).toHaveLength(1);
    });

    test('numbers that must not be called bind whose they are; a list never grows younger than it was', async () => {
      const phone = (await of().people.byId('p1'))!.identities.find(
        ({ kind }) => kind === 'phone',
      )!.value;
      expect(await of().consents.addCallNumbers('tps', [phone, '+442079460000'])).toBe(2);
      expect(await of().consents.addCallNumbers('tps', [phone])).toBe(0);
      // A run that dies before the list has its day binds all the same.
      expect((await of().engine.load('e1'))!.ledger).toMatchObject({
        listedOn: ['tps'],
        callLists: [],
      });
      const list = { source: 'tps', country: 'GB', atMs: NOW };
      await of().consents.dateCallList(list, NOW);
      await of().consents.dateCallList({ ...list, atMs: NOW - 1 }, NOW + 1);
      expect(await of().consents.callLists()).toEqual([
        { ...list, numbers: 2, importedAtMs: NOW + 1 },
      ]);
      expect((await of().engine.load('e2'))!.ledger).toMatchObject({
        listedOn: [],
        callLists: [list],
      });
    });
  });
}
