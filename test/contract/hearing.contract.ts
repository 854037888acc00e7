/** What came in is stored once, how fresh each source is, and when the runner last looked: of no use to a store that no runner opens twice. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { noText } from '../../src/inbound/gateways/classify-text.ts';
import type { Understood } from '../../src/ports/inbound-store.ts';
import type { OpenStores } from '../../src/ports/stores.ts';
import { NOW, peopled } from './store-story.ts';

export function describeHearingStore(name: string, open: () => OpenStores): void {
  let store: OpenStores;
  beforeEach(async () => (store = await peopled(open)));
  afterEach(() => store.close());

  describe(`hearing by ${name}`, () => {
    const raw = (key: string, text: string, folder = 'INBOX') => ({
      folder,
      key,
      receivedAtMs: NOW,
      bytes: Buffer.from(text),
      truncated: false,
    });

    test('a message in two folders is stored once, and each folder has its own cursor', async () => {
      await store.inbound.storeRaw('anna', [raw('1', 'a'), raw('2', 'b')], ['id-a', 'id-b'], {
        folder: 'INBOX',
        uid: 2,
      });
      await store.inbound.storeRaw('anna', [raw('9', 'a', 'Junk')], ['id-a'], {
        folder: 'Junk',
        uid: 9,
      });
      await store.inbound.storeRaw('anna', [raw('2', 'b')], ['id-b'], {
        folder: 'INBOX',
        uid: 3,
      });
      expect(
        (await store.inbound.toUnderstand(10)).map((each) => Buffer.from(each.bytes).toString()),
      ).toEqual(['a', 'b']);
      const cursors = await store.inbound.cursors('anna');
      expect(cursors.toSorted((a, b) => a.uid - b.uid)).toEqual([
        { folder: 'INBOX', uid: 3 },
        { folder: 'Junk', uid: 9 },
      ]);
      expect(await store.inbound.unseen('anna', 'INBOX', ['1', '2', '3'])).toEqual(['3']);
      expect(await store.inbound.cursors('ben')).toEqual([]);
    });

    test('what a person said of a message stands when it is understood again', async () => {
      await store.inbound.storeRaw('anna', [raw('1', 'a')], ['id-a'], { folder: 'INBOX', uid: 1 });
      await store.inbound.understood(READING);
      await store.inbox.label('m1', 'auto_reply', 'other_intents');
      await store.inbound.understood({ ...READING, version: 2, from: 'b@ada.example' });
      expect(await store.inbox.inboxEntry('m1')).toMatchObject({
        class: 'auto_reply',
        intent: 'other_intents',
        matchedBy: 'a person',
        from: 'b@ada.example',
      });
    });

    test('what was labelled before anybody understood it is understood once', async () => {
      await store.inbound.storeRaw('anna', [raw('1', 'a')], ['id-a'], { folder: 'INBOX', uid: 1 });
      await store.inbox.label('m1', 'auto_reply', null);
      await store.inbound.understood(READING);
      expect(await store.inbound.toUnderstand(9)).toEqual([]);
      expect(await store.inbox.inboxEntry('m1')).toMatchObject({ class: 'auto_reply' });
    });

    test('what is stored without a cursor leaves it where it was', async () => {
      await store.inbound.storeRaw('anna', [raw('1', 'a')], ['id-a'], {
        folder: 'INBOX',
        uid: 1,
      });
      await store.inbound.storeRaw('anna', [raw('7', 'b')], ['id-b'], null);
      expect(await store.inbound.cursors('anna')).toEqual([{ folder: 'INBOX', uid: 1 }]);
      expect(await store.inbound.unseen('anna', 'INBOX', ['1', '7'])).toEqual([]);
    });

    test('a copy of what we sent is kept beside the same message elsewhere, once', async () => {
      const sent = { ...raw('5', 'a', 'Sent'), isSentCopy: true };
      await store.inbound.storeRaw('anna', [raw('1', 'a')], ['id-a'], null);
      await store.inbound.storeRaw('anna', [sent], ['id-a'], null);
      await store.inbound.storeRaw('anna', [{ ...sent, key: '6' }], ['id-a'], null);
      expect((await store.inbound.toUnderstand(10)).map(({ isSentCopy }) => isSentCopy)).toEqual([
        false,
        true,
      ]);
    });

    test('a source that was asked for one person is heard for them alone', async () => {
      await store.inbound.heard('anna', NOW);
      await store.inbound.failed('ben', 'no route');
      await store.inbound.heardOf('anna', 'p1', NOW - 1);
      await store.inbound.heardOf('ben', 'p1', NOW + 1);
      const ofAda = await store.runner.heard('p1');
      expect(ofAda.get('anna')).toEqual({ heardAtMs: NOW, failure: null });
      expect(ofAda.get('ben')).toEqual({ heardAtMs: NOW + 1, failure: 'no route' });
      const none = { heardAtMs: null, failure: 'no route' };
      expect((await store.runner.heard()).get('ben')).toEqual(none);
      expect((await store.runner.heard('p2')).get('ben')).toEqual(none);
    });

    test('who is gone was not heard, and nobody minds', async () => {
      await store.inbound.heardOf('anna', 'p99', NOW);
      expect((await store.runner.heard('p99')).get('anna')).toBeUndefined();
    });

    test('a failure leaves the freshness as it was, and is forgotten when the source is heard', async () => {
      await store.inbound.heard('anna', NOW);
      await store.inbound.failed('anna', 'no route');
      await store.inbound.failed('ben', 'no route');
      const of = async (id: string) => (await store.runner.heard()).get(id);
      expect(await of('anna')).toEqual({ heardAtMs: NOW, failure: 'no route' });
      expect(await of('ben')).toEqual({ heardAtMs: null, failure: 'no route' });
      await store.inbound.heard('anna', NOW + 1);
      expect(await of('anna')).toEqual({ heardAtMs: NOW + 1, failure: null });
    });
  });

  describe(`between the ticks of ${name}`, () => {
    test('the last instant and the latest long sleep are remembered; time never goes back', async () => {
      expect(await store.runner.beginTick(NOW, DAY_MS)).toEqual({ lastMs: null, slept: null });
      expect(await store.runner.beginTick(NOW + DAY_MS, DAY_MS)).toEqual({
        lastMs: NOW,
        slept: null,
      });
      const slept = { fromMs: NOW + DAY_MS, untilMs: NOW + 3 * DAY_MS };
      expect(await store.runner.beginTick(NOW + 3 * DAY_MS, DAY_MS)).toEqual({
        lastMs: NOW + DAY_MS,
        slept,
      });
      expect(await store.runner.beginTick(NOW, DAY_MS)).toEqual({
        lastMs: NOW + 3 * DAY_MS,
        slept,
      });
      expect((await store.runner.beginTick(NOW, DAY_MS)).lastMs).toBe(NOW + 3 * DAY_MS);
    });
  });
}

const READING: Understood = {
  inboundId: 'm1',
  version: 1,
  classification: noText('nothing'),
  from: null,
  subject: null,
  messageId: null,
  prospectId: null,
  touchId: null,
  matchedBy: 'none',
  quarantined: null,
  appends: [],
};
