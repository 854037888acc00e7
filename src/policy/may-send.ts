/**
 * May this step go to this person now, by law and by what they said? One verdict from facts; the context of a decision, `enroll` and `why`
 * ask it, nobody else.
 */
import {
  declaredConsents,
  optOutsOf,
  isAbout,
  type CallList,
  type Consent,
  type LawRule,
  type LawVerdict,
  type Ledger,
} from '../core/person/consent.ts';
import { DAY_MS } from '../core/time/duration.ts';
import type { Prospect } from '../core/person/prospect.ts';
import { isTouch, type Step } from '../core/sequence.ts';
import { callRoom, isInFlorida } from './quiet-hours.ts';
import {
  countryFor,
  profileOf,
  residentOf,
  STRICTEST,
  type Ask,
  type Medium,
  type Profile,
} from './profiles.ts';

/** What the workspace file says of `compliance`. */
export type Compliance = 'off' | 'auto' | 'strict';

export interface SendFacts {
  readonly compliance: Compliance;
  /** `email`, `sms`, `call`, `linkedin`, or the name of a channel of the workspace's own. */
  readonly channel: string;
  readonly prospect: Prospect;
  readonly ledger: Ledger;
  /** When their telephone rang by us, epoch ms, of the last day at least; empty where it is not asked. */
  readonly rangAtMs: readonly number[];
  readonly nowMs: number;
}

/** `null`: nothing is asked, and nothing was said. */
export function maySend(facts: SendFacts): LawVerdict | null {
  const { compliance, prospect, ledger } = facts;
  // Without rules only their own word binds, and their other fields are not read.
  const isBound = ledger.consents.length + ledger.suppressedOn.length > 0;
  if (compliance === 'off' && !isBound) return null;
  const listed = ledger.suppressedOn.find(({ channel }) => channel === facts.channel);
  if (listed !== undefined) return suppressed(facts, listed.by);
  const consents = consentsOf(prospect, ledger);
  const wish = wishIn(facts, consents);
  if (wish !== null || compliance === 'off') return wish;
  const medium = mediumOf(facts.channel);
  if (medium === null) return null;
  if (medium === 'call') {
    const call = mayCall(facts, consents);
    if (call !== null) return call;
  }
  if (medium === 'sms' || medium === 'call') {
    const room = mayRing(facts);
    if (room !== null) return room;
  }
  return mayWrite(facts, medium, consents);
}

/** What is on record and what their list says, oldest first; what has no date comes first. */
export function consentsOf(prospect: Prospect, ledger: Ledger): readonly Consent[] {
  const declared = declaredConsents(prospect);
  if (declared.length === 0) return ledger.consents;
  return [...declared, ...ledger.consents].toSorted(
    (a, b) => (a.atMs ?? -Infinity) - (b.atMs ?? -Infinity),
  );
}

/** What consent to this step is called; `null`: it touches nobody. */
export function consentChannelOf(step: Step): string | null {
  if (!isTouch(step)) return null;
  return step.kind === 'message' ? (step.action ?? step.kind) : step.kind;
}

/** The rules that bind somebody; `null`: none. */
export function rulesFor(
  prospect: Prospect,
  compliance: Compliance,
): Profile | Omit<Profile, 'id'> | null {
  if (compliance === 'off') return null;
  return profileOf(residentOf(prospect)) ?? (compliance === 'strict' ? STRICTEST : null);
}

/** A channel of the workspace's own carries electronic messages, as email does. */
function mediumOf(channel: string): Medium | null {
  switch (channel) {
    case 'sms':
    case 'call':
      return channel;
    // A rep does both by hand: only their wish binds.
    case 'linkedin':
    case 'task':
      return null;
    default:
      return 'email';
  }
}

function suppressed({ channel }: SendFacts, by: string): LawVerdict {
  return hold(
    'suppressed_on_channel',
    `${by}, on ${channel} alone`,
    `only when the entry goes: touchline suppress remove ENTRY --channel ${channel}`,
  );
}

/** A withdrawal stands, whatever ground we think we have, until they consent anew. */
function wishIn(
  { channel, prospect, nowMs }: SendFacts,
  consents: readonly Consent[],
): LawVerdict | null {
  const about = consents.filter((each) => isAbout(each, channel));
  const withdrawn = about.findLast(({ kind }) => kind === 'withdrawn');
  if (withdrawn === undefined || channel === 'task') return null;
  // An undated no of a list can't be older than anything.
  const sinceMs = withdrawn.atMs ?? Infinity;
  const isRenewed = about.some(
    (each) =>
      each.kind === 'given' &&
      each.basis === 'consent' &&
      (each.atMs ?? 0) > sinceMs &&
      (each.atMs ?? 0) <= nowMs &&
      endOf(each, {}) > nowMs,
  );
  if (isRenewed) return null;
  const where = withdrawn.channel === null ? 'every channel' : withdrawn.channel;
  return hold(
    'consent_withdrawn',
    `they withdrew their consent for ${where} (${withdrawn.source})`,
    withdrawn.atMs === null
      ? `only their own new word: touchline set ${prospect.id} ${takingBack(prospect, withdrawn)}`
      : `only their own new word: ${addCommand(prospect, channel, 'consent')}`,
  );
}

/** Channels that the person took back, or never gave, whatever law asks: those of `asked`, in their order. */
export function takenBack(
  facts: Pick<SendFacts, 'prospect' | 'ledger' | 'nowMs'>,
  asked: readonly string[],
): readonly string[] {
  const consents = consentsOf(facts.prospect, facts.ledger);
  const more = { compliance: 'off', rangAtMs: [] } as const;
  return asked.filter((channel) => wishIn({ ...facts, ...more, channel }, consents) !== null);
}

/** What is undated stands in a field of theirs alone. */
function takingBack({ fields }: Prospect, { channel }: Consent): string {
  const optOut = optOutsOf(fields).find((each) => each.channel === channel);
  return optOut === undefined ? 'consent=yes' : `${optOut.field}=no`;
}

function mayCall(facts: SendFacts, consents: readonly Consent[]): LawVerdict | null {
  const { prospect, ledger, nowMs, compliance } = facts;
  const saidYes = groundIn(consents, facts, ['consent'], {}) !== null;
  const [listed] = ledger.listedOn;
  if (listed !== undefined && !saidYes) {
    return hold(
      'dnc_listed',
      `their number is on the list ${listed} of numbers that must not be called (L16)`,
      `only when they consent to calls: ${addCommand(prospect, 'call', 'consent')}`,
    );
  }
  const ageMs = rulesFor(prospect, compliance)?.callListAgeMs ?? null;
  if (ageMs === null || saidYes) return null;
  const theirs = ledger.callLists.filter((list) => isOf(list, prospect));
  const old = theirs.find(({ atMs }) => nowMs - atMs > ageMs);
  const rule = countryFor(prospect) === 'GB' ? 'uk_dnc_list_age' : 'us_dnc_list_age';
  const clears = `get a newer one: touchline dnc import FILE --source ${old?.source ?? 'NAME'}`;
  if (old !== undefined) {
    const days = Math.floor((nowMs - old.atMs) / DAY_MS);
    const most = Math.floor(ageMs / DAY_MS);
    return hold(
      rule,
      `the list ${old.source} is ${days} days old, and may be ${most} (L16)`,
      clears,
    );
  }
  if (theirs.length > 0 || compliance !== 'strict') return null;
  return hold(rule, 'no register of numbers that must not be called was imported (L16)', clears);
}

/** Puerto Rico is in the register of the United States. */
function isOf({ country }: CallList, prospect: Prospect): boolean {
  const theirs = countryFor(prospect);
  return country !== null && country === (theirs === 'PR' ? 'US' : theirs);
}

function mayRing(facts: SendFacts): LawVerdict | null {
  if (!isInFlorida(facts.prospect)) return null;
  const clearsAtMs = callRoom(facts.rangAtMs, facts.nowMs);
  if (clearsAtMs === null) return null;
  return hold(
    'us_fl_three_a_day',
    'Florida allows three calls and texts in 24 hours (Fla. Stat. 501.616)',
    'wait until the day has passed',
    clearsAtMs,
  );
}

function mayWrite(
  facts: SendFacts,
  medium: Medium,
  consents: readonly Consent[],
): LawVerdict | null {
  const { prospect, compliance, channel } = facts;
  const rules = rulesFor(prospect, compliance);
  if (rules === null) return null;
  const ask = rules.asks[medium] ?? (compliance === 'strict' ? ANY_BASIS : null);
  const profile = 'id' in rules ? `profile ${rules.id}` : 'unknown country';
  if (ask === null) return allow(`${profile} asks nothing before ${nameOf(channel)}`);
  const ground = groundIn(consents, facts, ask.bases, rules.lasts);
  if (ground !== null) {
    return allow(`${profile}: ${ground.basis ?? 'consent'} (${ground.source})`);
  }
  const bases = ask.bases.length === 1 ? ask.bases[0]! : `one of ${ask.bases.join(', ')}`;
  const ended = endedIn(consents, facts, ask, rules.lasts);
  const lacks = ended === null ? `needs ${bases}, and none is recorded` : ended;
  return hold(
    ask.rule,
    `${nameOf(channel)} ${lacks} (${profile}: ${ask.law})`,
    `record it: ${addCommand(prospect, channel, ask.bases[0]!)}`,
  );
}

/** What goes by a channel of the workspace's own is a message, whatever law it goes by. */
function nameOf(channel: string): string {
  return NAMES.get(channel) ?? 'a message';
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['email', 'an email'],
  ['sms', 'a text'],
  ['call', 'a call'],
]);

/** GDPR Article 6: the ground for it is written down, whatever it is. */
const ANY_BASIS: Ask = {
  rule: 'basis_recorded',
  bases: [
    'legitimate_interest',
    'consent',
    'contract',
    'trade',
    'inquiry',
    'business_card',
    'published',
  ],
  law: 'strict asks that the ground is on record (L8)',
};

/** The newest ground that holds now; `null`: none does. */
function groundIn(
  consents: readonly Consent[],
  { channel, nowMs }: SendFacts,
  bases: Ask['bases'],
  lasts: Profile['lasts'],
): Consent | null {
  return (
    consents.findLast((each) => {
      if (each.kind !== 'given' || each.basis === null || !bases.includes(each.basis)) return false;
      if (!isAbout(each, channel) || (each.atMs ?? 0) > nowMs) return false;
      return endOf(each, lasts) > nowMs;
    }) ?? null
  );
}

/** Epoch ms. What ends some time after a day that nobody knows has ended. */
function endOf({ basis, atMs, expiresAtMs }: Consent, lasts: Profile['lasts']): number {
  const lastsMs = basis === null ? undefined : lasts[basis];
  const lawEndMs = lastsMs === undefined ? Infinity : atMs === null ? 0 : atMs + lastsMs;
  return Math.min(expiresAtMs ?? Infinity, lawEndMs);
}

/** In words; `null`: there never was one. */
function endedIn(
  consents: readonly Consent[],
  { channel }: SendFacts,
  { bases }: Ask,
  lasts: Profile['lasts'],
): string | null {
  const last = consents.findLast(
    ({ kind, basis, ...each }) =>
      kind === 'given' && basis !== null && bases.includes(basis) && isAbout(each, channel),
  );
  if (last === undefined) return null;
  const isUndated = last.atMs === null && last.basis !== null && lasts[last.basis] !== undefined;
  return isUndated
    ? `rests on ${last.basis}, which ends some time after its day, and the day is not recorded`
    : `rests on ${last.basis}, which has expired`;
}

function addCommand({ id }: Prospect, channel: string, basis: string): string {
  return `touchline consent add ${id} --channel ${channel} --basis ${basis} --source WHERE`;
}

function allow(detail: string): LawVerdict {
  return { verdict: 'allow', rule: 'consent', detail };
}

function hold(
  rule: LawRule,
  detail: string,
  clears: string,
  clearsAtMs: number | null = null,
): LawVerdict {
  return { verdict: 'hold', rule, detail, clears, clearsAtMs };
}
