/** Of the rows of a portion and of the people whom they may be about: what is known, and whether they say the same. */
import { BY_ITSELF, linkKey } from '../../core/person/link-key.ts';
import { personOfText, type PersonText } from '../../core/person/person-text.ts';
import type { KnownPerson } from '../../core/person/said.ts';
import type { SourceTimes } from '../../core/person/source-time.ts';
import {
  isAsBefore,
  type ProspectDraft,
  type SaidOfPerson,
} from '../../people/identity/prospect-change.ts';
import { saidBy, type ReadyLead } from '../../people/identity/ready-leads.ts';
import type { KnownText } from '../../ports/import-store.ts';

export type RowKey = ReadyLead['keys'][number];

/** Of one person, while a portion is worked on. */
export interface Slot {
  readonly id: string;
  /** As they were stored before this portion; `null`: they are new. */
  readonly stored: KnownText | null;
  /** Whom a row made; `null`: they are not new. */
  readonly made: PersonText | null;
  /** `null`: nobody had to read what is stored or made. */
  person: ProspectDraft | null;
  times: SourceTimes;
  isChanged: boolean;
}

/** A row, and what it says of a person once somebody asks. */
export class Row {
  readonly lead: ReadyLead;
  #said: SaidOfPerson | null = null;

  constructor(lead: ReadyLead) {
    this.lead = lead;
  }

  get said(): SaidOfPerson {
    return (this.#said ??= saidBy(this.lead));
  }
}

/** The key of an identity that links nobody. */
export function byItself(row: Row, index: number): RowKey {
  const { kind, value } = row.said.identities[index]!;
  return linkKey(kind, value, BY_ITSELF);
}

export function isDirty({ stored, times, isChanged }: Slot): boolean {
  return isChanged || times !== stored?.times;
}

export function personIn(slot: Slot): ProspectDraft {
  return (slot.person ??= slot.stored?.read() ?? personOfText(slot.made!));
}

export function knownIn(stored: KnownText): KnownPerson {
  return { prospect: stored.read(), times: stored.times };
}

/** Whether the row makes just whom we know. */
export function isWhom(slot: Slot, row: Row): boolean {
  return isAsWritten(slot, row) || isAsBefore(personIn(slot), personOfText(row.lead.made));
}

/** Whether the row makes just whom we know, letter for letter: then it needs no reading to see that it changes nothing. */
export function isAsWritten({ stored, made, isChanged }: Slot, { lead }: Row): boolean {
  return !isChanged && (stored ?? made)?.profile === lead.made.profile;
}

export function hasIdentity(slot: Slot, row: Row, index: number): boolean {
  if (isAsWritten(slot, row)) return true;
  const { kind, value } = row.said.identities[index]!;
  return personIn(slot).identities.some((each) => each.kind === kind && each.value === value);
}

/** They were known by an address, and the list names another one. */
export function isUnderAnother(known: ProspectDraft, { identities }: SaidOfPerson): boolean {
  const addresses = known.identities.filter((each) => each.kind === 'email');
  const given = identities.filter((each) => each.kind === 'email');
  const isShared = given.some((each) => addresses.some((one) => one.value === each.value));
  return addresses.length > 0 && given.length > 0 && !isShared;
}
