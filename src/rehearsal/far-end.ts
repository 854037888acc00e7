/** The world outside of a rehearsal: it takes every message, and keeps nothing. */
import type { Journal } from '../ports/journal.ts';
import type { MessageChannel } from '../ports/message-channel.ts';

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
