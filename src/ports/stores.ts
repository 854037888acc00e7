/** Every port of the store; each asker is handed the one it needs. */
import type { AccountStore } from './account-store.ts';
import type { ConsentStore } from './consent-store.ts';
import type { EngagementStore } from './engagement-store.ts';
import type { EngineStore } from './engine-store.ts';
import type { EnrollmentStore } from './enrollment-store.ts';
import type { ErasureStore } from './erasure-store.ts';
import type { ExportStore } from './export-store.ts';
import type { HistoryStore } from './history-store.ts';
import type { HolidayStore } from './holiday-store.ts';
import type { ImportStore } from './import-store.ts';
import type { InboundStore } from './inbound-store.ts';
import type { InboxStore } from './inbox-store.ts';
import type { ListStore } from './list-store.ts';
import type { MergeStore } from './merge-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { PrivacyStore } from './privacy-store.ts';
import type { RetentionStore } from './retention-store.ts';
import type { RunnerState } from './runner-state.ts';
import type { SearchStore } from './search-store.ts';
import type { SignalQueue } from './signal-queue.ts';
import type { SuppressionStore } from './suppression-store.ts';
import type { TaskStore } from './task-store.ts';
import type { VerifyStore } from './verify-store.ts';

export interface Stores {
  readonly engine: EngineStore;
  readonly signals: SignalQueue;
  readonly inbound: InboundStore;
  readonly runner: RunnerState;
  readonly people: PeopleStore;
  readonly search: SearchStore;
  readonly lists: ListStore;
  readonly exports: ExportStore;
  readonly accounts: AccountStore;
  readonly imports: ImportStore;
  readonly merges: MergeStore;
  readonly holidays: HolidayStore;
  readonly enrollments: EnrollmentStore;
  readonly tasks: TaskStore;
  readonly inbox: InboxStore;
  readonly suppressions: SuppressionStore;
  readonly consents: ConsentStore;
  readonly privacy: PrivacyStore;
  readonly erasures: ErasureStore;
  readonly retention: RetentionStore;
  readonly history: HistoryStore;
  readonly engagement: EngagementStore;
  readonly invariants: VerifyStore;
}

/** A store that somebody opened and must close. */
export interface OpenStores extends Stores {
  /** Commits what is queued and lets go of the file. */
  close(): void;
}

/** What a rehearsal works with: no mail comes in, and nobody opens what it wrote again. */
export interface RehearsalStores extends Pick<
  Stores,
  | 'engine'
  | 'signals'
  | 'people'
  | 'holidays'
  | 'enrollments'
  | 'tasks'
  | 'suppressions'
  | 'consents'
  | 'engagement'
> {
  readonly inbound: Pick<InboundStore, 'lookUp' | 'heard' | 'heardOf'>;
  readonly runner: Pick<RunnerState, 'mailbox' | 'restMailbox' | 'lastIntent' | 'intentsAfter'>;
  readonly history: Pick<HistoryStore, 'timeline' | 'touch' | 'bytesOf'>;
  close(): void;
}
