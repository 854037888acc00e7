/** What may templates and conditions know of a person? Plain data with public `snake_case` names. */
import { isNotYet, type Facts, type FactValue, type NotYet } from './condition.ts';
import type { Standing } from './engagement.ts';
import { addressOn, type Prospect } from './person/prospect.ts';
import type { Signal, SignalKind } from './signal.ts';

/** What a condition may ask about. */
export const CONDITION_ROOTS = [
  'prospect',
  'account',
  'enrollment',
  'touches',
  'signals',
  'last_touch',
  'last_reply',
  'now',
] as const;

/** What a template may ask about as well; every other one-word name in a snippet is an argument. */
export const FACT_ROOTS = [...CONDITION_ROOTS, 'sender', 'unsubscribe_url'] as const;

/** Names of a person that are ours; any other is a column of a list. */
export const PERSON_NAMES = [
  'first_name',
  'last_name',
  'name',
  'title',
  'company',
  'website',
  'city',
  'state',
  'country',
  'language',
  'source',
  'owner',
  'tags',
  'email',
  'phone',
  'linkedin_url',
] as const;

/** What a condition may ask of a person beside them: how engaged they are now. */
export const STANDING_NAMES = ['score', 'level'] as const;

/** Names behind each of the others. */
export const ACCOUNT_NAMES = ['id', 'name'] as const;
export const SENDER_NAMES = ['name', 'email', 'company', 'mailbox'] as const;
export const ENROLLMENT_NAMES = ['sequence', 'stage'] as const;
export const TOUCH_NAMES = ['step', 'channel', 'status', 'outcome', 'at'] as const;
export const REPLY_NAMES = ['channel', 'at'] as const;

export interface FactExtras {
  /** Never from a list of prospects. */
  readonly sender: Readonly<Partial<Record<(typeof SENDER_NAMES)[number], string | null>>>;
  /** This touch's own link; `null` where there is none. */
  readonly unsubscribeUrl: string | null;
  /** The person's local date and time, `2026-03-09T10:30:00`, without an offset. */
  readonly now: string;
  /** Left out where nothing asks for it: then a list's own column of that name is what is known. */
  readonly standing?: Standing;
}

/** A name without a value, or with only white space, is left out. A list's own column never hides a name of ours. */
export function factsOf(prospect: Prospect, extras: FactExtras): Facts {
  return present({
    prospect: present({
      ...prospect.fields,
      ...ownValues(prospect),
      ...(extras.standing === undefined ? {} : standingFacts(extras.standing)),
    }),
    account: present({ id: prospect.accountId, name: prospect.company }),
    sender: present(extras.sender),
    unsubscribe_url: extras.unsubscribeUrl,
    now: extras.now,
  });
}

function standingFacts({ tenths, level }: Standing): Facts {
  return { score: tenths / 10, level };
}

/** Under the names that are ours; what is absent is among them. */
function ownValues(prospect: Prospect): Facts {
  return {
    first_name: prospect.firstName,
    last_name: prospect.lastName,
    name: prospect.name,
    title: prospect.title,
    company: prospect.company,
    website: prospect.website,
    city: prospect.city,
    state: prospect.state,
    country: prospect.country,
    language: prospect.language,
    source: prospect.source,
    owner: prospect.owner,
    tags: prospect.tags,
    email: addressOn(prospect, 'email'),
    phone: addressOn(prospect, 'phone'),
    linkedin_url: linkedinUrl(prospect),
  };
}

/** The names of what a person has, as `factsOf` knows them. Without making facts, which takes ten times as long. */
export function namesOfPerson(prospect: Prospect): readonly string[] {
  const own = ownValues(prospect);
  const isThere = (values: Facts) => (name: string) => !isAbsent(values[name] ?? null);
  const columns = Object.keys(prospect.fields).filter((name) => !Object.hasOwn(own, name));
  return [...Object.keys(own).filter(isThere(own)), ...columns.filter(isThere(prospect.fields))];
}

function linkedinUrl(prospect: Prospect): string | null {
  const slug = addressOn(prospect, 'linkedin');
  return slug === null ? null : `https://www.linkedin.com/${slug}`;
}

// `fromEntries` makes own properties, so a column called `__proto__` is a name like any other.
function present(values: Facts): Facts {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isAbsent(value)));
}

function isAbsent(value: FactValue): boolean {
  return (
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** A touch as conditions see it: `touches.intro.status == 'sent'`. */
export interface TouchFact {
  /** `null`: it was made by hand, outside of any sequence. */
  readonly step: string | null;
  /** `null`: nobody said. */
  readonly channel: string | null;
  readonly status: string;
  readonly outcome: string | null;
  /** When it left, or was tried; `null`: not yet. */
  readonly atMs: number | null;
}

/** What conditions may ask about what came in, one name each. */
export const HEARD_KINDS: readonly SignalKind[] = [
  'reply',
  'colleague_reply',
  'out_of_office',
  'auto_reply',
  'bounce',
  'meeting_booked',
  'meeting_cancelled',
  'connection_accepted',
  'manual_touch',
];

/** Every name behind `signals.`; the others mean that a person is held or stopped. */
export const SIGNAL_NAMES: readonly SignalKind[] = [
  ...HEARD_KINDS,
  'opt_out',
  'complaint',
  'suspect',
  'callback',
  'note',
];

/**
 * `signals.reply` and the like: true once it came. Whether one that a mailbox hears did not come can't be known before the mailbox
 * was read after our last touch.
 *
 * @param unheard  `null`: everything was heard.
 */
export function signalFactsOf(kinds: readonly string[], unheard: NotYet | null): Facts {
  const came = kinds.map((kind) => [kind, true] as const);
  if (unheard === null) return Object.fromEntries(came);
  return Object.fromEntries([...HEARD_KINDS.map((kind) => [kind, unheard] as const), ...came]);
}

/**
 * What conditions may ask of the enrollment's past.
 *
 * @param localOf  Writes an instant as the person's local date and time, as `now` is.
 */
export function historyFactsOf(
  past: {
    /** Of the enrollment, oldest first. */
    readonly touches: readonly TouchFact[];
    /** Of the person, the latest that was tried, in whatever sequence; `null`: none was. */
    readonly lastTouch: TouchFact | null;
    /** Of the person, in any order. */
    readonly signals: readonly ToldFact[];
  },
  heard: Facts,
  enrollment: Readonly<Record<(typeof ENROLLMENT_NAMES)[number], string | null>>,
  localOf: (atMs: number) => string,
): Facts {
  const unheard = heard['reply'] ?? null;
  return {
    enrollment: present(enrollment),
    ...touchFactsOf(past.touches, localOf),
    ...lastTouchFacts(past.lastTouch === null ? [] : [past.lastTouch], past.signals, localOf),
    signals: heard,
    ...(isNotYet(unheard) ? { last_reply: unheard } : lastReplyFacts(past.signals, localOf)),
  };
}

/** `touches`. In order; the last touch of a step counts. */
export function touchFactsOf(
  touches: readonly TouchFact[],
  localOf: (atMs: number) => string,
): Facts {
  const settled = touches.flatMap((touch) =>
    touch.step === null || touch.status === 'planned'
      ? []
      : [[touch.step, touchFacts(touch, localOf)] as const],
  );
  return { touches: Object.fromEntries(settled) };
}

/** What was heard, with what is asked of a touch by hand. */
export interface ToldFact extends Pick<Signal, 'kind' | 'atMs' | 'channel'> {
  readonly details?: Pick<Signal['details'], 'outcome'>;
}

/**
 * `last_touch`: the person's latest, on whatever channel, in whatever sequence or by hand; left out where there is none. What was never
 * tried is none.
 *
 * @param touches  Of two at one instant the later one here counts.
 */
export function lastTouchFacts(
  touches: readonly TouchFact[],
  signals: readonly ToldFact[],
  localOf: (atMs: number) => string,
): Facts {
  const last = latestTouch(touches, signals);
  return last === null ? {} : { last_touch: touchFacts(last, localOf) };
}

/** As `lastTouchFacts` counts them; `null`: there is none. */
export function latestTouch(
  touches: readonly TouchFact[],
  signals: readonly ToldFact[],
): TouchFact | null {
  const byHand = signals.flatMap((told) =>
    told.kind === 'manual_touch' ? [madeByHand(told)] : [],
  );
  let last: TouchFact | null = null;
  for (const touch of [...touches, ...byHand]) {
    if (touch.status === 'planned' || touch.atMs === null) continue;
    if (last === null || touch.atMs >= (last.atMs ?? 0)) last = touch;
  }
  return last;
}

function madeByHand({ channel, atMs, details }: ToldFact): TouchFact {
  const outcome = details?.outcome ?? null;
  return { step: null, channel, status: 'sent', outcome, atMs };
}

function touchFacts(
  { step, channel, status, outcome, atMs }: TouchFact,
  localOf: (atMs: number) => string,
): Facts {
  return present({ step, channel, status, outcome, at: atMs === null ? null : localOf(atMs) });
}

/** `last_reply`: the latest answer that a human wrote; left out where none came. */
export function lastReplyFacts(
  signals: readonly Pick<Signal, 'kind' | 'atMs' | 'channel'>[],
  localOf: (atMs: number) => string,
): Facts {
  const replies = signals.filter(({ kind }) => kind === 'reply');
  const last = replies.toSorted((a, b) => a.atMs - b.atMs).at(-1);
  if (last === undefined) return {};
  return { last_reply: present({ channel: last.channel, at: localOf(last.atMs) }) };
}
