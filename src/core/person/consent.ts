/** What did a person say to being contacted, and on what ground may we? Statements are added, never changed. */
import type { Prospect } from './prospect.ts';
import { instantIn, parseInstant } from '../time/written-instant.ts';
import { optOutChannel, optOutIn } from './opt-out-columns.ts';

/**
 * `consent`: they said yes. `contract`: they bought from us. `trade`: we do business with each other. `inquiry`: they asked us.
 * `business_card`: they gave us the address. `published`: it is published without a wish not to be written to. `legitimate_interest`: ours,
 * weighed against theirs.
 */
export const CONSENT_BASES = [
  'consent',
  'contract',
  'trade',
  'inquiry',
  'business_card',
  'published',
  'legitimate_interest',
] as const;
export type ConsentBasis = (typeof CONSENT_BASES)[number];

export interface Consent {
  readonly kind: 'given' | 'withdrawn';
  /** `email`, `sms`, `call`, `linkedin`, or a channel of the workspace's own; `null`: everywhere. */
  readonly channel: string | null;
  /** `null`: withdrawn. */
  readonly basis: ConsentBasis | null;
  /** Where it is known from: `rep`, a list, a form. */
  readonly source: string;
  /** Their words, a link to the form. */
  readonly evidence: string | null;
  /** When they said it, epoch ms; `null`: the list does not say. */
  readonly atMs: number | null;
  /** From here on it is no ground any more; `null`: it does not end by itself. */
  readonly expiresAtMs: number | null;
}

/** A register or list of numbers that must not be called. */
export interface CallList {
  readonly source: string;
  /** Whose register it is, alpha-2; `null`: our own list, which does not grow old. */
  readonly country: string | null;
  /** The day the numbers are of, epoch ms. */
  readonly atMs: number;
}

/** All that is recorded of a person's consent, and of lists that bind calls. */
export interface Ledger {
  /** Moves with every change of what is recorded of anybody. */
  readonly epoch: number;
  /** Of the person, oldest first. */
  readonly consents: readonly Consent[];
  /** Lists on which one of their numbers stands. */
  readonly listedOn: readonly string[];
  readonly callLists: readonly CallList[];
  /** Entries of the suppression list that bind the person on one channel alone. */
  readonly suppressedOn: readonly ChannelSuppression[];
}

export interface ChannelSuppression {
  readonly channel: string;
  /** In words. */
  readonly by: string;
}

export const NO_LEDGER: Ledger = {
  epoch: 0,
  consents: [],
  listedOn: [],
  callLists: [],
  suppressedOn: [],
};

const YES = new Set('yes y true 1 given granted opt-in opted-in'.split(' '));
const NO = new Set(
  'no n false 0 withdrawn revoked denied refused opt-out opted-out unsubscribed'.split(' '),
);

/** Columns of a list that say what somebody agreed to. */
export const CONSENT_FIELDS: readonly string[] = [
  'consent',
  'consent_basis',
  'consent_channel',
  'consent_source',
  'consent_evidence',
  'consent_at',
  'consent_expires',
];

/** Whether a field of a person says what they agreed to, or that they want to be left alone. */
export function isAboutConsent(field: string): boolean {
  return CONSENT_FIELDS.includes(field) || optOutChannel(field) !== undefined;
}

type Declaring = Pick<Prospect, 'fields' | 'source'>;

/** What a list's own columns say of somebody's consent, and what columns of other tools say of who opted out; mostly nothing. */
export function declaredConsents(person: Declaring): readonly Consent[] {
  const typed = typedConsent(person);
  const optOuts = optOutsOf(person.fields);
  if (optOuts.length === 0) return typed === null ? NOTHING : [typed];
  const withdrawn = optOuts.map(({ field, channel, cell }) => ({
    kind: 'withdrawn' as const,
    channel,
    basis: null,
    source: person.source ?? 'list',
    evidence: `${field}: ${cell}`,
    atMs: instantOf(cell),
    expiresAtMs: null,
  }));
  return typed === null ? withdrawn : [typed, ...withdrawn];
}

const NOTHING: readonly Consent[] = [];

interface OptOut {
  readonly field: string;
  readonly channel: string | null;
  readonly cell: string;
}

/** The fields of a person by which they opted out, as another tool's list says. */
export function optOutsOf(fields: Prospect['fields']): readonly OptOut[] {
  let found: OptOut[] | null = null;
  for (const field in fields) {
    const cell = fields[field]!;
    const channel = optOutIn(field, cell);
    if (channel !== undefined) (found ??= []).push({ field, channel, cell });
  }
  return found ?? NO_OPT_OUTS;
}

const NO_OPT_OUTS: readonly OptOut[] = [];

/**
 * `consent` (yes or no), `consent_basis`, `consent_source`, `consent_at`, `consent_expires` and `consent_channel`. A word that is not
 * understood is no consent; a date that is none is no date. `null`: they say nothing.
 */
function typedConsent({ fields, source }: Declaring): Consent | null {
  if (fields['consent'] === undefined && fields['consent_basis'] === undefined) return null;
  const of = (name: string): string | null => fields[name]?.trim() ?? null;
  const said = of('consent')?.toLowerCase().replaceAll(/[ _]+/g, '-') ?? null;
  const common = {
    channel: of('consent_channel')?.toLowerCase() ?? null,
    source: of('consent_source') ?? source ?? 'list',
    evidence: of('consent_evidence'),
    atMs: instantOf(of('consent_at')),
  };
  if (said !== null && NO.has(said))
    return { kind: 'withdrawn', basis: null, expiresAtMs: null, ...common };
  const basis = basisOf(of('consent_basis')) ?? (said !== null && YES.has(said) ? 'consent' : null);
  if (basis === null || (said !== null && !YES.has(said))) return null;
  const expires = of('consent_expires');
  // An end that can't be read has come: better held than sent on a guess.
  const expiresAtMs = expires === null ? null : (instantOf(expires) ?? 0);
  return { kind: 'given', basis, expiresAtMs, ...common };
}

/** `legitimate_interest` of `Legitimate interest`; `null`: it is none of them. */
export function basisOf(text: string | null): ConsentBasis | null {
  const word = text?.trim().toLowerCase().replace(/[ -]+/g, '_') ?? null;
  return CONSENT_BASES.find((each) => each === word) ?? null;
}

function instantOf(text: string | null): number | null {
  const written = text === null ? null : parseInstant(text);
  return written === null ? null : instantIn(written, 'UTC');
}

/** Whether a statement is about this channel. */
export function isAbout({ channel: about }: Pick<Consent, 'channel'>, channel: string): boolean {
  return about === null || about === channel;
}

/** Every rule that can hold a step, by the name that `why` and JSON know; docs/compliance.md has a row for each. */
export const LAW_RULES = [
  'suppressed_on_channel',
  'consent_withdrawn',
  'dnc_listed',
  'us_dnc_list_age',
  'uk_dnc_list_age',
  'us_fl_three_a_day',
  'us_sms_consent',
  'eu_email_consent',
  'eu_sms_consent',
  'uk_individual_consent',
  'ca_email_consent',
  'ca_sms_consent',
  'jp_email_consent',
  'jp_sms_consent',
  'basis_recorded',
  'unknown_country',
] as const;
export type LawRule = (typeof LAW_RULES)[number];

/** Whether a deferral is by law or by their wish. */
export function isLawRule(rule: string | null): rule is LawRule {
  return LAW_RULES.some((each) => each === rule);
}

/** What holds a step, or lets it go, by law or by their wish. */
export type LawVerdict =
  | { readonly verdict: 'allow'; readonly rule: 'consent'; readonly detail: string }
  | {
      readonly verdict: 'hold';
      readonly rule: LawRule;
      readonly detail: string;
      /** What would let it go, in words: what a person does next. */
      readonly clears: string;
      /** Epoch ms; `null`: not by itself. */
      readonly clearsAtMs: number | null;
    };

export type LawHold = Extract<LawVerdict, { readonly verdict: 'hold' }>;
