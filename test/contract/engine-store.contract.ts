/** What every database must do for the engine: each promise of the ports' docstrings is a test. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assetOf } from '../../src/core/asset.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import type { NewTask } from '../../src/core/task.ts';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import { person } from '../support/world/builders.ts';
import { describeConsents } from './consent.contract.ts';
import { describeEngagement } from './engagement.contract.ts';
import { describeGate } from './gate.contract.ts';
import { describePeople } from './people.contract.ts';
import { describeWhoIsOnTheWay } from './on-the-way.contract.ts';
import {
  act,
  CLOCK,
  decisionOn,
  enroll,
  NOW,
  openGate,
  OUTREACH,
  peopled,
  settled,
  signalOf,
} from './store-story.ts';

/** Every value differs, so that two in each other's place show. */
const TASK: NewTask = {
  id: 't',
  kind: 'reply',
  prospectId: 'p1',
  enrollmentId: 'e2',
  sequence: 'outreach',
  step: 'ring',
  touchId: 'e1.ring.1',
  channel: 'linkedin',
  action: 'message',
  rep: 'anna',
  text: 'answer',
  url: 'https://www.linkedin.com/in/ada',
  priority: 3,
  openedAtMs: NOW,
  dueAtMs: NOW + DAY_MS,
  reasons: ['they asked', 'twice'],
};

/** @param verified  What each test leaves behind is shown to it. */
export function describeEngineStore<Stores extends RehearsalStores>(
  name: string,
  open: () => Stores,
  verified: (store: Stores) => Promise<void>,
): void {
  describe(name, () => {
    let store: Stores;
    beforeEach(async () => (store = await peopled(open)));
    afterEach(async () => {
      await verified(store);
      store.close();
    });

    describe('commit', () => {
      test('writes all of a decision', async () => {
        await act(store, 'e1', CLOCK);
        expect(await store.engine.load('e1')).toMatchObject({
          enrollment: { revision: 2, waiting: { for: 'touch', touchId: 'e1.intro.1' } },
        });
        expect(await store.history.touch('e1.intro.1')).toMatchObject({ status: 'planned' });
      });

      test('a decision on an older revision writes nothing', async () => {
        const late = await decisionOn(store, 'e1', CLOCK);
        await act(store, 'e1', { kind: 'command', command: 'stop', because: null });
        const before = await store.history.timeline('p1');
        expect(await store.engine.commit(late)).toBe('conflict');
        expect(await store.history.touch('e1.intro.1')).toBeNull();
        expect(await store.history.timeline('p1')).toEqual(before);
        expect((await store.engine.load('e1'))!.enrollment.status).toBe('finished');
      });

      test('of two in the same turn one wins', async () => {
        const decision = await decisionOn(store, 'e1', CLOCK);
        const both = [store.engine.commit(decision), store.engine.commit(decision)];
        expect((await Promise.all(both)).toSorted()).toEqual(['committed', 'conflict']);
      });

      test('one that fails takes only itself down', async () => {
        const good = await decisionOn(store, 'e1', CLOCK);
        const other = await decisionOn(store, 'e2', CLOCK);
        // A touch of a person who is not there: the database refuses it, in the middle of the command.
        const bad = {
          ...other,
          plannedTouches: other.plannedTouches.map((touch) => ({ ...touch, prospectId: 'p99' })),
        };
        const last = await decisionOn(store, 'e3', CLOCK);
        const results = await Promise.allSettled(
          [good, bad, last].map((each) => store.engine.commit(each)),
        );
        expect(results.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect((await store.engine.load('e1'))!.enrollment.revision).toBe(2);
        expect((await store.engine.load('e2'))!.enrollment.revision).toBe(1);
        expect((await store.engine.load('e3'))!.enrollment.revision).toBe(2);
      });

      test('of many together writes those that have not moved on, and says which', async () => {
        const decisions = [
          await decisionOn(store, 'e1', CLOCK),
          await decisionOn(store, 'e2', CLOCK),
          await decisionOn(store, 'e3', CLOCK),
        ];
        await act(store, 'e2', { kind: 'command', command: 'stop', because: null });
        expect(await store.engine.commitAll(decisions)).toEqual([
          'committed',
          'conflict',
          'committed',
        ]);
        expect(await store.history.touch('e1.intro.1')).toMatchObject({ status: 'planned' });
        expect(await store.history.touch('e2.intro.1')).toBeNull();
        expect(await store.history.touch('e3.intro.1')).toMatchObject({ status: 'planned' });
      });

      test('of many together writes none when one cannot be written', async () => {
        const good = await decisionOn(store, 'e1', CLOCK);
        const other = await decisionOn(store, 'e2', CLOCK);
        const bad = {
          ...other,
          plannedTouches: other.plannedTouches.map((touch) => ({ ...touch, prospectId: 'p99' })),
        };
        await expect(store.engine.commitAll([good, bad])).rejects.toThrow();
        expect((await store.engine.load('e1'))!.enrollment.revision).toBe(1);
        expect(await store.history.touch('e1.intro.1')).toBeNull();
      });

      test.each([1, 19, 20, 21, 45])('keeps %i activities and tasks in order', async (count) => {
        const pause = await decisionOn(store, 'e1', {
          kind: 'command',
          command: 'pause',
          untilMs: null,
          because: null,
        });
        const numbers = Array.from({ length: count }, (_, index) => 100 + index);
        await store.engine.commitAll([
          {
            ...pause,
            activities: numbers.map((number) => ({
              ...pause.activities[0]!,
              summary: `no ${number}`,
            })),
            openedTasks: numbers.map((number) => ({ ...TASK, id: `t${number}` })),
          },
        ]);
        const told = (await store.history.timeline('p1')).map((each) => each.summary);
        expect(told.filter((each) => each.startsWith('no '))).toEqual(
          numbers.map((number) => `no ${number}`),
        );
        expect((await store.tasks.open(null)).map((task) => task.id)).toEqual(
          numbers.map((number) => `t${number}`),
        );
        expect(await store.tasks.task('t100')).toEqual({
          ...TASK,
          id: 't100',
          status: 'open',
          snoozedUntilMs: null,
          closedAtMs: null,
          outcome: null,
          note: null,
        });
      });

      test('a guess never overwrites a fact; a fact overwrites a guess', async () => {
        await act(store, 'e1', CLOCK);
        await openGate(store, 'e1');
        await act(store, 'e1', settled('e1', 'uncertain', 'guess'));
        await act(store, 'e1', settled('e1', 'sent'));
        expect((await store.history.touch('e1.intro.1'))!.status).toBe('sent');
        await store.engine.commit(
          await decisionOn(store, 'e1', settled('e1', 'not_sent', 'guess')),
        );
        expect((await store.history.touch('e1.intro.1'))!.status).toBe('sent');
      });

      test('a rest until a person looks is not ended by a passing trouble', async () => {
        const rest = async (untilMs: number | null): Promise<void> => {
          const decision = await decisionOn(store, 'e1', {
            kind: 'command',
            command: 'pause',
            untilMs: null,
            because: null,
          });
          await store.engine.commit({
            ...decision,
            restedMailboxes: [{ mailbox: 'anna', untilMs, reason: '550' }],
          });
          await act(store, 'e1', { kind: 'command', command: 'resume' });
        };
        await rest(NOW + 5);
        await rest(null);
        await rest(NOW + 9);
        expect(await store.runner.mailbox('anna', 7)).toMatchObject({
          restReason: '550',
          restUntilMs: null,
        });
      });
    });

    describe('what is due', () => {
      test('follow-ups first, then the oldest, then by id; other lanes and the future not at all', async () => {
        const ids = await store.people.save(
          ['dan', 'eva', 'finn', 'gita'].map((each) => ({ id: null, person: person(each) })),
          NOW,
          null,
        );
        await enroll(store, ids[0]!, { dueAtMs: NOW - 1 });
        await enroll(store, ids[1]!, { dueAtMs: NOW, isFollowUp: true });
        await enroll(store, ids[2]!, { dueAtMs: NOW - 5, isFollowUp: true });
        await enroll(store, ids[3]!, { dueAtMs: NOW + 1 });
        const due = async (limit: number) =>
          (await store.engine.due('anna', NOW, limit)).map((each) => each.enrollment.id);
        expect(await due(100)).toEqual(['e6', 'e5', 'e4', 'e1', 'e2', 'e3']);
        expect(await due(3)).toEqual(['e6', 'e5', 'e4']);
        expect(await store.engine.due('', NOW, 100)).toEqual([]);
        expect(await store.engine.nextDueAtMs(['', 'anna'])).toBe(NOW - 5);
      });

      test('the person is the same as for those who ask for people', async () => {
        const changed = person('ada', {
          owner: 'ben',
          zone: 'Asia/Tokyo',
          title: 'CTO',
          tags: ['vip'],
          fields: { plan: 'gold' },
        });
        await store.people.save([{ id: 'p1', person: changed }], NOW, null);
        const asked = (await store.people.byId('p1'))!;
        expect(asked).toMatchObject({ ...changed, revision: 2 });
        const { prospect } = (await store.engine.load('e1'))!;
        for (const [field, value] of Object.entries(asked)) {
          expect(Reflect.get(prospect, field), field).toEqual(value);
        }
      });

      test('a planned touch of somebody who is held does not leave', async () => {
        await act(store, 'e1', CLOCK);
        await act(store, 'e2', CLOCK);
        await act(store, 'e2', { kind: 'command', command: 'pause', untilMs: null, because: null });
        const sends = await store.engine.plannedSends('anna', NOW, 10);
        expect(sends.map((each) => each.touch.id)).toEqual(['e1.intro.1']);
        expect(sends[0]!.message).toBeNull();
      });

      test('nothing is known of what is not there', async () => {
        expect(await store.engine.load('e99')).toBeNull();
        expect((await store.engine.history('e99', 0)).touches).toEqual([]);
      });
    });

    describeGate(() => store);
    describeWhoIsOnTheWay(() => store);
    describePeople(() => store);
    describeConsents(() => store);
    describeEngagement(() => store);

    describe('signals', () => {
      test('the same fact twice is one signal', async () => {
        const append = signalOf('p1');
        expect(await store.signals.append(append)).toEqual({ signalId: 's1', isNew: true });
        expect(await store.signals.append(append)).toEqual({ signalId: 's1', isNew: false });
        expect((await store.engine.load('e1'))!.signals).toHaveLength(1);
        expect(
          (await store.history.timeline('p1')).filter((each) => each.type === 'signal_reply'),
        ).toHaveLength(1);
      });

      test('it binds who is enrolled and not finished when it comes; a later enrollment starts anew', async () => {
        await act(store, 'e1', { kind: 'command', command: 'stop', because: null });
        await store.signals.append(signalOf('p1'));
        const later = await enroll(store, 'p1');
        expect(await store.engine.signalled(10)).toEqual([]);
        expect((await store.engine.load(later!))!.signals).toEqual([]);
      });

      test('what arrived before the enrollment is history to it', async () => {
        await store.signals.append(signalOf('p1', { atMs: NOW - HOUR_MS }));
        expect((await store.engine.load('e1'))!.signals).toEqual([]);
        expect((await store.enrollments.facts('p1')).lastTouchedAtMs).toBe(NOW - HOUR_MS);
      });

      test('... unless it answers a touch of that enrollment: the clocks differ', async () => {
        await act(store, 'e1', CLOCK);
        await store.signals.append(
          signalOf('p1', { atMs: NOW - HOUR_MS, details: { touchId: 'e1.intro.1' } }),
        );
        expect((await store.engine.load('e1'))!.signals).toHaveLength(1);
      });

      test('they wait, oldest first, until a decision applies them', async () => {
        await store.signals.append(signalOf('p2'));
        await store.signals.append(signalOf('p1'));
        await store.signals.append(signalOf('p2'));
        const waiting = await store.engine.signalled(10);
        expect(waiting.map((each) => [each.enrollment.id, each.signals.length])).toEqual([
          ['e2', 2],
          ['e1', 1],
        ]);
        expect(await store.engine.signalled(1)).toHaveLength(1);
        await act(store, 'e2', { kind: 'signals', signals: waiting[0]!.signals });
        expect((await store.engine.signalled(10)).map((each) => each.enrollment.id)).toEqual([
          'e1',
        ]);
      });
    });

    describe('suppressions', () => {
      const domain = { kind: 'domain', value: 'ada.example', reason: 'asked' } as const;

      test('bind by address, phone, and domain with all that is below it; the epoch moves once', async () => {
        expect(await store.suppressions.addSuppressions([domain], 'rep', NOW)).toBe(1);
        expect(await store.suppressions.addSuppressions([domain], 'rep', NOW)).toBe(0);
        const due = (await store.engine.load('e1'))!;
        expect(due).toMatchObject({
          suppressionEpoch: 1,
          suppressedBy: 'ada.example is suppressed: asked',
        });
        expect((await store.engine.load('e2'))!.suppressedBy).toBeNull();
        const above = { kind: 'domain', value: 'example', reason: 'asked' } as const;
        const bound = await store.suppressions.bound([above]);
        expect([...bound.keys()].toSorted()).toEqual(['p1', 'p2', 'p3']);
        expect(await store.suppressions.removeSuppression('domain', 'ada.example')).toBe(true);
        expect(await store.suppressions.removeSuppression('domain', 'ada.example')).toBe(false);
        expect((await store.engine.load('e1'))!).toMatchObject({
          suppressionEpoch: 2,
          suppressedBy: null,
        });
      });
    });

    describe('a suppression', () => {
      const by = async (id: string): Promise<string | null> =>
        (await store.engine.load(id))!.suppressedBy;

      test.each([
        ['linkedin', 'in/ada'],
        ['pattern', 'a*@ada.example'],
        ['phone', 'phone of ada'],
      ] as const)('by %s binds whom it means, and nobody else', async (kind, meant) => {
        const ada = (await store.people.byId('p1'))!;
        const phone = ada.identities.find((each) => each.kind === 'phone')!.value;
        const value = kind === 'phone' ? phone : meant;
        const entry = { kind, value, reason: 'asked' };
        await store.suppressions.addSuppressions([entry], 'rep', NOW);
        expect(await by('e1')).toBe(`${value} is suppressed: asked`);
        expect(await by('e2')).toBeNull();
        expect([...(await store.suppressions.bound([entry])).keys()]).toEqual(['p1']);
        const bindsOf = async (identities: typeof ada.identities) =>
          (await Promise.all(identities.map((each) => store.suppressions.binding(each)))).flat();
        expect(await bindsOf(ada.identities)).toEqual([entry]);
        expect(await bindsOf((await store.people.byId('p2'))!.identities)).toEqual([]);
        expect(await store.suppressions.listed([entry, { ...entry, channel: 'sms' }])).toEqual([
          { ...entry, source: 'rep', atMs: NOW },
          null,
        ]);
      });

      test('for one channel is told beside the consent, and is not the one for all of them', async () => {
        const entry = { kind: 'domain', value: 'ada.example', reason: 'asked' } as const;
        const texts = { ...entry, channel: 'sms' };
        await store.suppressions.addSuppressions([texts], 'rep', NOW);
        const { suppressedBy, ledger } = (await store.engine.load('e1'))!;
        const on = [{ channel: 'sms', by: 'ada.example is suppressed: asked' }];
        expect([suppressedBy, ledger.suppressedOn]).toEqual([null, on]);
        expect((await store.enrollments.facts('p1')).ledger.suppressedOn).toEqual(on);
        expect((await store.engine.load('e2'))!.ledger.suppressedOn).toEqual([]);
        expect(await store.suppressions.addSuppressions([entry], 'rep', NOW)).toBe(1);
        expect(await by('e1')).not.toBeNull();
        expect(await store.suppressions.removeSuppression('domain', 'ada.example')).toBe(true);
        expect(await by('e1')).toBeNull();
        expect(await store.suppressions.suppressions()).toEqual([
          { ...texts, source: 'rep', atMs: NOW },
        ]);
      });
    });

    describe('enrolling', () => {
      test('at most once in a sequence, at most one exclusive sequence a person', async () => {
        expect(await enroll(store, 'p1')).toBeNull();
        expect(await enroll(store, 'p1', { sequenceName: 'other' })).toBeNull();
        expect(await enroll(store, 'p1', { sequenceName: 'other', exclusive: false })).toBe('e4');
      });

      test('a version is immutable', async () => {
        await store.enrollments.storeVersion(
          { sequence: { ...OUTREACH, title: 'Changed' }, templates: [] },
          NOW,
        );
        expect((await store.enrollments.version('v1'))!.sequence.title).toBe('Outreach');
        expect(await store.enrollments.version('v9')).toBeNull();
      });

      test('the files of a version are stored with it, each once', async () => {
        const list = assetOf('list.pdf', new Uint8Array([0, 255, 10, 13]));
        const renamed = assetOf('prices.pdf', list.bytes);
        for (const version of ['w1', 'w2']) {
          const sequence = { ...OUTREACH, version };
          await store.enrollments.storeVersion(
            { sequence, templates: [], assets: [list, renamed] },
            NOW,
          );
        }
        for (const asset of [list, renamed]) {
          const stored = (await store.enrollments.asset(asset.hash))!;
          expect({ ...stored, bytes: [...stored.bytes] }).toEqual({
            ...asset,
            bytes: [0, 255, 10, 13],
          });
        }
        expect(await store.enrollments.asset('nothing')).toBeNull();
      });
    });
  });
}
