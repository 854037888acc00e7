/**
 * Rows of a list, ready to be written down: all that can be told of a row without knowing anybody is told here, which may be in another
 * thread than the one that looks people up and writes.
 */
import { linkKeysOf, type LinkKey } from '../../core/person/link-key.ts';
import { personOfText, personText, type PersonText } from '../../core/person/person-text.ts';
import { unreadPreferences } from '../../core/preference.ts';
import { addressMark, type AddressMark } from '../cells/address-mark.ts';
import type { Lead, LeadWarning } from '../lists/lead.ts';
import type { LeadPart } from '../lists/lead-stream.ts';
import type { RejectedRow } from '../lists/rejects.ts';
import type { Rest } from '../lists/rest-cell.ts';
import { NO_NAMES } from './account-of.ts';
import { repOf, type NamedRep } from './owner.ts';
import {
  mergeLead,
  type ImportDefaults,
  type ProspectDraft,
  type SaidOfPerson,
} from './prospect-change.ts';
import { withRest } from './rest.ts';

/** What an import says of all of its rows. */
export interface RowTerms extends ImportDefaults {
  readonly reps: readonly NamedRep[];
}

/** Plain data: it crosses from one thread to another. */
export interface ReadyLead extends Pick<Lead, 'line' | 'personId' | 'asOfMs' | 'warnings'> {
  /** One for each identity of whom it makes, in their order. */
  readonly keys: readonly Pick<LinkKey, 'name' | 'hash'>[];
  /** Whom it makes, where nobody is known by its keys. */
  readonly made: PersonText;
  /** What the row itself says of these: whom it makes may have them from elsewhere. */
  readonly given: Pick<Lead, 'name' | 'zone' | 'owner' | 'source'>;
}

/** How many addresses have each mark. */
export type Marked = Readonly<Record<AddressMark, number>>;

/** All that the row says of a person: few are asked, for most are about somebody new or say what is known. */
export function saidBy({ made, given }: ReadyLead): SaidOfPerson {
  return { ...personOfText(made), ...given };
}

export type ReadyPart =
  | Exclude<LeadPart, { readonly kind: 'batch' }>
  | {
      readonly kind: 'batch';
      readonly leads: readonly ReadyLead[];
      readonly rejected: readonly RejectedRow[];
      readonly marked: Marked;
      /** Of the file, read so far. */
      readonly bytes: number;
    };

export async function* readyLeads(
  parts: AsyncIterable<LeadPart>,
  terms: RowTerms,
): AsyncGenerator<ReadyPart, void> {
  for await (const part of parts) yield part.kind === 'batch' ? readyBatch(part, terms) : part;
}

function readyBatch(
  { verdicts, bytes }: Extract<LeadPart, { readonly kind: 'batch' }>,
  terms: RowTerms,
): ReadyPart {
  const leads: ReadyLead[] = [];
  const rejected: RejectedRow[] = [];
  const marked = { role: 0, free_mail: 0 };
  for (const verdict of verdicts) {
    if (verdict.kind === 'lead') {
      leads.push(readyLead(verdict.lead, terms));
      for (const { kind, value } of verdict.lead.identities) {
        const mark = kind === 'email' ? addressMark(value) : null;
        if (mark !== null) marked[mark] += 1;
      }
    } else rejected.push({ row: verdict.row, code: verdict.code, words: verdict.words });
  }
  return { kind: 'batch', leads, rejected, marked, bytes };
}

function readyLead(written: Lead, terms: RowTerms): ReadyLead {
  const lead = withRep(written, terms.reps);
  const { line, personId, asOfMs, name, zone, owner, source } = lead;
  const whole = lead.rest === null ? null : wholeLead(lead, lead.rest, terms);
  const made = personText(whole?.person ?? mergeLead(null, lead, terms).prospect);
  const given = { name: whole === null ? name : whole.name, zone, owner, source };
  const keys = linkKeysOf(whole?.person ?? lead).map(({ name: beside, hash }) => ({
    name: beside,
    hash,
  }));
  const unread = unreadPreferences(lead.fields).map((each): LeadWarning => ({
    ...each,
    code: 'invalid_cell',
  }));
  return { line, personId, asOfMs, warnings: [...lead.warnings, ...unread], keys, made, given };
}

const NOTHING_ELSE: ImportDefaults = { owner: null, source: null };

/** Whom a row of an export makes, and the name that it gives them. */
function wholeLead(
  lead: Lead,
  rest: Rest,
  { owner, source, accounts = NO_NAMES }: RowTerms,
): { readonly person: ProspectDraft; readonly name: string | null } {
  const told = mergeLead(null, lead, NOTHING_ELSE).prospect;
  const whole = withRest(told, rest);
  const { accountId } = whole;
  const person: ProspectDraft = {
    ...whole,
    accountId: accountId === null ? null : (accounts.get(accountId) ?? accountId),
    owner: whole.owner ?? owner,
    source: whole.source ?? source,
  };
  const isAsTold =
    whole.firstName === told.firstName &&
    whole.lastName === told.lastName &&
    whole.name === told.name;
  return { person, name: isAsTold ? lead.name : whole.name };
}

/** An owner is a rep of ours, by id, name or address; anybody else is kept as written. */
function withRep(lead: Lead, reps: readonly NamedRep[]): Lead {
  const { owner, warnings } = lead;
  if (owner === null) return lead;
  const rep = repOf(reps, owner);
  if (rep !== null) return { ...lead, owner: rep };
  const words = `"${owner}" is no rep of this workspace; kept as written`;
  return { ...lead, warnings: [...warnings, { field: 'owner', code: 'unknown_owner', words }] };
}
