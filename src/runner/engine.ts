/** Everything the runner works with, handed to it: no adapter is named here. */
import type { Clock } from '../ports/clock.ts';
import type { EngagementStore } from '../ports/engagement-store.ts';
import type { Condition } from '../core/condition.ts';
import type { Due, EngineStore } from '../ports/engine-store.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import type { EnrollmentStore } from '../ports/enrollment-store.ts';
import type { InboundStore } from '../ports/inbound-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { MergeStore } from '../ports/merge-store.ts';
import type { MessageChannel } from '../ports/message-channel.ts';
import type { MessageSource } from '../ports/message-source.ts';
import type { PeopleStore } from '../ports/people-store.ts';
import type { SendProof } from '../ports/send-proof.ts';
import type { RunnerState } from '../ports/runner-state.ts';
import type { Preferences } from './deciding/preferences.ts';
import type { RunnerSettings } from './settings.ts';
import type { Versions } from './versions.ts';
import type { Whereabouts } from './whereabouts.ts';

export interface Engine {
  readonly clock: Clock;
  readonly settings: RunnerSettings;
  readonly store: EngineStore;
  readonly state: RunnerState;
  readonly inbound: InboundStore;
  readonly people: PeopleStore;
  readonly merges: Pick<MergeStore, 'stored' | 'areTwo' | 'merge'>;
  readonly engagement: EngagementStore;
  readonly history: Pick<HistoryStore, 'touch' | 'uncertain' | 'bytesOf'>;
  readonly enrollments: EnrollmentStore;
  readonly versions: Versions;
  readonly whereabouts: Whereabouts;
  readonly preferences: Preferences;
  readonly journal: Journal;
  /** Key of the Message-IDs: the same touch has the same id for ever. */
  readonly instanceKey: string;
  readonly channels: Channels;
  /** By source id. */
  readonly sources: ReadonlyMap<string, MessageSource>;
  /** By mailbox id: where it can be looked up what the mailbox sent. */
  readonly proofs: ReadonlyMap<string, SendProof>;
  /** Who renders; absent: `message.ts`, loaded when it is needed. */
  readonly renderer?: Renderer;
  /** Whether the condition they wait with is surely true, by who knows when it turns; absent: it is asked again. */
  readonly isStillTrue?: (due: Due, condition: Condition, nowMs: number) => Promise<boolean>;
  /** One line of talk: what a person at the log wants to know. */
  readonly say: (line: string) => void;
}

/** What a step says to a person, and the facts that it may ask for. */
export type Renderer = Pick<typeof import('./composing/message.ts'), 'draftOf' | 'factsFor'>;

/** Ways out, opened when first needed. */
export interface Channels {
  of(mailbox: string): Promise<MessageChannel>;
  close(): Promise<void>;
}

/** What deciding and committing need, also of commands by people: no way out and no mailbox. */
export type Deciding = Pick<
  Engine,
  | 'settings'
  | 'store'
  | 'state'
  | 'enrollments'
  | 'engagement'
  | 'versions'
  | 'whereabouts'
  | 'preferences'
  | 'instanceKey'
  | 'renderer'
>;
