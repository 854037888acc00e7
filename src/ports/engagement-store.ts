import type { Exchange, HeardSignal } from '../core/engagement.ts';

/** What did people do, and on which channel do they answer? Read from what happened; nothing of it is kept beside that. */
export interface EngagementStore {
  /** The signals of each of these people that a score may count, oldest first; who has none is left out. */
  heardFrom(prospectIds: readonly string[]): Promise<ReadonlyMap<string, readonly HeardSignal[]>>;
  /** Touches that reached these people, by us or by hand, and their answers, before an instant, oldest first. */
  exchangesOf(prospectIds: readonly string[], beforeMs: number): Promise<readonly Exchange[]>;
  /** The same of everybody, the latest of them, newest first. */
  latestExchanges(beforeMs: number, most: number): Promise<readonly Exchange[]>;
  /** People who did something since, and who are in no unfinished enrollment and have no open task: whose latest is newest first. */
  idleSince(sinceMs: number, most: number): Promise<readonly string[]>;
}
