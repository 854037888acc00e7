import type { Prospect } from '../core/person/prospect.ts';
import type { SourceTimes } from '../core/person/source-time.ts';
import type { ProspectDraft } from './people-store.ts';

/** A person with how new each of it is. */
export interface StoredPerson {
  readonly prospect: Prospect;
  readonly times: SourceTimes;
}

/** The same, to be written. */
export interface PersonNow {
  readonly person: ProspectDraft;
  readonly times: SourceTimes;
}
