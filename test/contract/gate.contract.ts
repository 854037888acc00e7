/** The last moment at which we can still not send: what shuts it, and what its opening writes. */
import { beforeEach, describe, expect, test } from 'vitest';
import { BREAKER_LEAST_SENT } from '../../src/core/budget.ts';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { person } from '../support/world/builders.ts';
import type { ClosedGate, Guard } from '../../src/core/guard.ts';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import {
  act,
  CLOCK,
  enroll,
  guardOf,
  messageOf,
  NOW,
  openGate,
  settled,
  signalOf,
} from './store-story.ts';

const TODAY = Math.floor(NOW / DAY_MS);

/** @param opened  The store of the running test. */
export function describeGate(opened: () => RehearsalStores): void {
  let store: RehearsalStores;
  beforeEach(() => {
    store = opened();
  });

  describe('the gate', () => {
    beforeEach(() => act(store, 'e1', CLOCK));

    test('opens once: the intent is numbered, the bytes are kept, mailbox and person are counted', async () => {
      expect(await openGate(store, 'e1')).toEqual({ open: true, intent: 1 });
      expect(await store.runner.lastIntent()).toBe(1);
      expect(await store.runner.intentsAfter(0)).toEqual([{ intent: 1, touchId: 'e1.intro.1' }]);
      expect(await store.runner.mailbox('anna', 7)).toMatchObject({
        openedToday: 1,
        lastOpenedAtMs: NOW,
      });
      expect((await store.engine.history('e1', 0)).personOpened).toBe(1);
      expect(await openGate(store, 'e1')).toMatchObject({
        open: false,
        closed: 'touch_moved_on',
      });
    });

    test('put back, the touch keeps its bytes and the mailbox gets its slot back', async () => {
      await openGate(store, 'e1');
      await act(store, 'e1', settled('e1', 'not_sent'));
      expect((await store.runner.mailbox('anna', 7)).openedToday).toBe(0);
      const [send] = await store.engine.plannedSends('anna', NOW + DAY_MS, 10);
      expect(Buffer.from(send!.message!.bytes).toString()).toBe('Hello');
      const again = await guardOf(store, 'e1', {
        nowMs: NOW + DAY_MS,
        notAfterMs: NOW + 2 * DAY_MS,
      });
      expect(await store.engine.openGate(again, messageOf('e1.intro.1', 'Other words'))).toEqual({
        open: true,
        intent: 2,
      });
      await act(store, 'e1', settled('e1', 'not_sent'));
      const [third] = await store.engine.plannedSends('anna', NOW + 3 * DAY_MS, 10);
      expect(Buffer.from(third!.message!.bytes).toString()).toBe('Hello');
      expect(third!.touch.attempts).toBe(2);
    });

    test('the body starts only for the intent that the gate gave', async () => {
      await openGate(store, 'e1');
      await expect(store.engine.startData('e1.intro.1', 2)).rejects.toThrow('sending');
      await store.engine.startData('e1.intro.1', 1);
      expect(await store.engine.orphans()).toMatchObject([
        { dataStarted: true, enrollmentId: 'e1' },
      ]);
      await act(store, 'e1', settled('e1', 'uncertain'));
      await expect(store.engine.startData('e1.intro.1', 1)).rejects.toThrow('sending');
    });

    const rest = (untilMs: number | null) => () =>
      store.runner.restMailbox('anna', untilMs, 'tired', NOW);
    const later = { nowMs: NOW - 1 };
    test.each<[ClosedGate, string, () => Promise<unknown>, Partial<Guard>]>([
      ['touch_moved_on', 'it may not leave yet', async () => {}, later],
      [
        'signal_unapplied',
        'an answer is not applied',
        () => store.signals.append(signalOf('p1')),
        {},
      ],
      [
        'enrollment_moved_on',
        'it was paused',
        () => act(store, 'e1', { kind: 'command', command: 'pause', untilMs: null, because: null }),
        {},
      ],
      [
        'enrollment_moved_on',
        'it was rendered for an older state',
        async () => {},
        { enrollmentRevision: 1 },
      ],
      ['person_moved_on', 'the person was changed', async () => {}, { prospectRevision: 0 }],
      ['person_moved_on', 'another sequence reached them', async () => {}, { personOpened: 1 }],
      ['person_moved_on', 'a colleague was reached', async () => {}, { accountOpened: 1 }],
      ['suppression_changed', 'somebody was suppressed', async () => {}, { suppressionEpoch: 9 }],
      ['consent_changed', 'a consent was recorded', async () => {}, { consentEpoch: 9 }],
      ['window_shut', 'the window ends now', async () => {}, { notAfterMs: NOW }],
      ['source_stale', 'never heard', async () => {}, { sources: ['anna'] }],
      [
        'source_stale',
        'one of two was heard too long ago',
        async () => {
          await store.inbound.heard('anna', NOW);
          await store.inbound.heard('ben', NOW - 1);
        },
        { sources: ['anna', 'ben'] },
      ],
      [
        'source_stale',
        'it was asked for somebody else alone, and for this person too long ago',
        async () => {
          await store.inbound.heardOf('anna', 'p2', NOW);
          await store.inbound.heardOf('anna', 'p1', NOW - 1);
        },
        { sources: ['anna'] },
      ],
      ['mailbox_at_rest', 'until a person looks', rest(null), {}],
      ['mailbox_at_rest', 'for a while', rest(NOW + 1), {}],
      ['cap_reached', 'no slot left', async () => {}, { openedBelow: 0 }],
      [
        'gap_not_over',
        'the last one left just now',
        async () => {
          await act(store, 'e2', CLOCK);
          await openGate(store, 'e2');
        },
        { lastOpenedNotAfterMs: NOW - 1 },
      ],
    ])('stays shut: %s (%s)', async (closed, _, prepare, options) => {
      await prepare();
      // Nothing is written by a gate that stays shut, so it may be asked again.
      for (let twice = 0; twice < 2; twice++) {
        expect(await openGate(store, 'e1', options)).toEqual({ open: false, closed, intent: 0 });
      }
      expect((await store.history.touch('e1.intro.1'))!.status).toBe('planned');
    });

    test('a source that was asked for the person alone opens it for them', async () => {
      await store.inbound.heard('ben', NOW);
      await store.inbound.heardOf('anna', 'p1', NOW - 1);
      await store.inbound.heardOf('anna', 'p1', NOW);
      expect((await openGate(store, 'e1', { sources: ['anna', 'ben'] })).open).toBe(true);
    });

    test('what is heard, awake and under its limits opens', async () => {
      await store.inbound.heard('anna', NOW);
      await store.runner.restMailbox('anna', NOW, 'tired', NOW);
      await act(store, 'e2', CLOCK);
      await openGate(store, 'e2');
      const verdict = await openGate(store, 'e1', {
        sources: ['anna'],
        openedBelow: 2,
        lastOpenedNotAfterMs: NOW,
      });
      expect(verdict.open).toBe(true);
      expect((await store.runner.mailbox('anna', 7)).restReason).toBeNull();
    });

    test('the week of a mailbox: what left, and what came back from whom it wrote to', async () => {
      const people = Array.from({ length: BREAKER_LEAST_SENT }, (_, index) => person(`q${index}`));
      const added = people.map((each) => ({ id: null, person: each }));
      const ids = await store.people.save(added, NOW, null);
      const week = async () => (await store.runner.mailbox('anna', TODAY)).week;
      for (const [index, prospectId] of ids.entries()) {
        const id = (await enroll(store, prospectId))!;
        await act(store, id, CLOCK);
        await openGate(store, id, { openedBelow: 500, mailboxDay: TODAY });
        await act(store, id, settled(id, 'sent'));
        if (index === 0) await store.signals.append(signalOf(prospectId, { kind: 'bounce' }));
      }
      const sent = BREAKER_LEAST_SENT;
      expect(await week()).toEqual({ sent, bounced: 1, complained: 0 });
      await store.signals.append(signalOf(ids[1]!, { kind: 'complaint' }));
      await store.signals.append(signalOf(ids[2]!, { kind: 'bounce', atMs: NOW - 8 * DAY_MS }));
      await store.signals.append(signalOf('p2', { kind: 'bounce' }));
      expect(await week()).toEqual({ sent, bounced: 1, complained: 1 });
      // Whoever has a letter of ours can send as many reports about it as they like.
      const touchId = (await store.enrollments.ofPerson(ids[3]!))[0]!.id + '.intro.1';
      const reports = ['bounce', 'bounce', 'complaint', 'complaint'] as const;
      for (const kind of reports)
        await store.signals.append(signalOf(ids[3]!, { kind, details: { touchId } }));
      expect(await week()).toEqual({ sent, bounced: 2, complained: 2 });
      const ofAnother = { kind: 'bounce', details: { touchId: 'e9999.intro.1' } } as const;
      await store.signals.append(signalOf(ids[4]!, ofAnother));
      expect(await week()).toEqual({ sent, bounced: 2, complained: 2 });
      const nextWeek = await store.runner.mailbox('anna', TODAY + 7);
      expect(nextWeek.week).toEqual({ sent: 0, bounced: 0, complained: 0 });
    });
  });
}
