/** What every database must say of the people who are in a sequence. */
import { describe, expect, test } from 'vitest';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import { act, enroll } from './store-story.ts';

export function describeWhoIsOnTheWay(store: () => RehearsalStores): void {
  describe('who is on the way', () => {
    test('is read in portions, unfinished ones of the sequence only', async () => {
      await act(store(), 'e2', { kind: 'command', command: 'stop', because: null });
      await enroll(store(), 'p1', { sequenceName: 'other', exclusive: false });
      const first = await store().enrollments.peopleIn('outreach', null, 1);
      expect(first).toMatchObject([{ enrollmentId: 'e1', prospect: { id: 'p1', name: 'ada' } }]);
      const rest = await store().enrollments.peopleIn('outreach', 'e1', 10);
      expect(rest.map(({ enrollmentId }) => enrollmentId)).toEqual(['e3']);
      expect(await store().enrollments.peopleIn('outreach', 'e3', 10)).toEqual([]);
    });

    test('is counted by sequence, version and mailbox', async () => {
      await act(store(), 'e2', { kind: 'command', command: 'stop', because: null });
      await enroll(store(), 'p1', { sequenceName: 'other', exclusive: false });
      expect(await store().enrollments.unfinished()).toEqual([
        { sequence: 'other', version: 'v1', mailbox: 'anna', enrollments: 1 },
        { sequence: 'outreach', version: 'v1', mailbox: 'anna', enrollments: 2 },
      ]);
    });
  });
}
