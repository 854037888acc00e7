/** What people did, and where they answer: what a score and a preference are read from. */
import { describe, expect, test } from 'vitest';
import { effectsOnNobody } from '../../src/core/person-effects.ts';
import type { NewSignal } from '../../src/core/signal.ts';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import { decisionOn, NOW } from './store-story.ts';

/** @param of  Three people, each in a sequence and due. */
export function describeEngagement(of: () => RehearsalStores): void {
  describe('engagement', () => {
    let told = 0;
    const tell = (prospectId: string, kind: NewSignal['kind'], more: Partial<NewSignal> = {}) => {
      const externalId = `engagement ${(told += 1)}`;
      const bare = { prospectId, kind, atMs: NOW, source: 'rep', externalId, details: {} };
      const signal: NewSignal = { ...bare, channel: 'email', ...more };
      return of().signals.append({ signal, effects: effectsOnNobody(signal) });
    };

    test('is heard of those who are asked for, without what machines and we ourselves did', async () => {
      await tell('p1', 'auto_reply');
      await tell('p1', 'manual_touch');
      await tell('p1', 'reply', { details: { intent: 'other_intents' } });
      await tell('p1', 'engagement', { details: { event: 'visited_us', points: 7 } });
      await tell('p2', 'reply');
      const heard = await of().engagement.heardFrom(['p1', 'p3']);
      expect([...heard.keys()]).toEqual(['p1']);
      expect(heard.get('p1')).toMatchObject([
        { kind: 'reply', atMs: NOW, channel: 'email', correction: null },
        { kind: 'engagement', details: { event: 'visited_us', points: 7 } },
      ]);
      expect(await of().engagement.heardFrom([])).toEqual(new Map());
    });

    test('is told as exchanges on channels: what we did and what came back, before an instant', async () => {
      await tell('p1', 'manual_touch', { channel: 'call', atMs: NOW - 3 });
      await tell('p1', 'reply', { channel: 'call', atMs: NOW - 2 });
      await tell('p1', 'reply', { channel: null, atMs: NOW - 2 });
      await tell('p2', 'connection_accepted', { channel: 'linkedin', atMs: NOW - 1 });
      await tell('p2', 'out_of_office', { atMs: NOW - 1 });
      const { engagement } = of();
      expect(await engagement.exchangesOf(['p1'], NOW)).toMatchObject([
        { prospectId: 'p1', what: 'touch', channel: 'call', atMs: NOW - 3 },
        { prospectId: 'p1', what: 'answer', channel: 'call', atMs: NOW - 2 },
      ]);
      expect(await engagement.exchangesOf(['p1'], NOW - 2)).toHaveLength(1);
      const latest = await engagement.latestExchanges(NOW, 2);
      expect(latest.map(({ prospectId, what }) => `${prospectId} ${what}`)).toEqual([
        'p2 answer',
        'p1 answer',
      ]);
      expect(await engagement.latestExchanges(NOW - 2, 9)).toHaveLength(1);
    });

    test('of who is in a sequence is nothing to look after, of others it is, the latest first', async () => {
      await tell('p1', 'reply');
      await tell('p2', 'reply');
      await tell('p3', 'reply', { atMs: NOW - 100 });
      const idle = () => of().engagement.idleSince(NOW - 50, 9);
      expect(await idle()).toEqual([]);
      for (const id of ['e1', 'e2', 'e3']) {
        const stop = { kind: 'command', command: 'stop', because: null } as const;
        await of().engine.commit(await decisionOn(of(), id, stop));
      }
      expect(await idle()).toEqual(['p2', 'p1']);
      expect(await of().engagement.idleSince(NOW - 50, 1)).toEqual(['p2']);
      expect(await of().engagement.idleSince(NOW - 500, 9)).toEqual(['p3', 'p2', 'p1']);
    });
  });
}
