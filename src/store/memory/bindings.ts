/** What binds people besides their sequences. */
import type { MemoryConsents } from './consents.ts';
import type { MemorySuppressions } from './suppressions.ts';

export interface Bindings {
  readonly suppressions: MemorySuppressions;
  readonly consents: MemoryConsents;
}
