/** The world outside of a rehearsal: it takes every message, and keeps nothing. */
import { InvariantError } from '../core/invariant.ts';
import type { InboundStore } from '../ports/inbound-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { MergeStore } from '../ports/merge-store.ts';
import type { MessageChannel } from '../ports/message-channel.ts';
import type { RunnerState } from '../ports/runner-state.ts';

export const acceptingChannel: MessageChannel = {
  async send(_message, dataStarted) {
    await dataStarted();
    return { kind: 'sent', detail: 'rehearsed', serverMessageId: null };
  },
  close: async () => {},
};

/** A store in memory dies with its runner: there is nothing to recover. */
export const noJournal: Journal = {
  last: async () => 0,
  append: async () => {},
  close: async () => {},
};

/** What people answer is told at once, and not read from a mailbox. */
export const noMail: Omit<InboundStore, 'lookUp' | 'heard' | 'heardOf'> = {
  cursors: async () => [],
  unseen: async () => [],
  storeRaw: async () => {},
  toUnderstand: async () => [],
  namesOf: async () => [],
  namedOnLinkedin: async () => [],
  understood: async () => {},
  hasAnsweredFrom: async () => false,
  isToldSent: async () => false,
  failed: async () => {},
};

/** Without letters nothing proves that two people are one. */
export const noMerges: Pick<MergeStore, 'stored' | 'areTwo' | 'merge'> = {
  stored: async () => null,
  areTwo: async () => true,
  merge: () => Promise.reject(new InvariantError('nobody is merged in a rehearsal')),
};

/** What a runner remembers that never sleeps: the jumps of the clock are no sleep, and nothing is late by them. */
export function sleepless(): Omit<
  RunnerState,
  'mailbox' | 'restMailbox' | 'lastIntent' | 'intentsAfter'
> {
  let lastMs: number | null = null;
  return {
    beginTick: async (nowMs) => {
      const before = lastMs;
      lastMs = nowMs;
      return { lastMs: before, slept: null };
    },
    lastTick: async () => ({ lastMs, slept: null }),
    setBack: async () => 0,
    heard: async () => new Map(),
    assertKey: async () => {},
    identity: async () => ({ storeId: 'rehearsal', instanceKey: 'rehearsal' }),
  };
}
