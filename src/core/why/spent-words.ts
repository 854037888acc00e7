/** Who used a budget up, in words: `they had 2 per day: by email on Mon 2 Mar (step intro of classic)`. */
import type { CountedTouch, TouchLimit } from '../budget.ts';
import { dayWords } from '../time/civil-date.ts';
import type { SpentBudget } from '../decide/context.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/duration.ts';
import { toLocal } from '../time/local-time.ts';

/** So many touches are named, the latest. */
const NAMED_MOST = 4;

/** A touch that counts, with what it is called. */
export interface NamedTouch extends CountedTouch {
  /** Whose it was; `null`: the person's who is asked about. */
  readonly who: string | null;
  /** `null`: outside of sequences. */
  readonly step: { readonly sequence: string; readonly step: string } | null;
}

/** Those that are named; the others are only counted. */
export function touchesToName({ touches }: SpentBudget): readonly CountedTouch[] {
  return touches.slice(-NAMED_MOST);
}

/** @param account  What the account is called. */
export function spentWords(
  { of, limit, touches }: SpentBudget,
  named: readonly NamedTouch[],
  { zone, account }: { readonly zone: string; readonly account: string | null },
): string {
  const who = of === 'account' ? (account ?? 'their company') : 'they';
  const onIt = of === 'channel' ? ` by ${touches.at(-1)?.channel ?? 'this channel'}` : '';
  const more = touches.length - named.length;
  const says = named.map((each) => touchWords(each, zone));
  const all = more > 0 ? [`${more} before`, ...says] : says;
  return `${who} had ${limitWords(limit)}${onIt}: ${all.join(', ')}`;
}

/** `2 per day`, `6 per 7 days`. */
export function limitWords({ most, perMs }: TouchLimit): string {
  const unit = UNITS.find(([, ms]) => perMs % ms === 0) ?? (['minute', MINUTE_MS] as const);
  const amount = Math.round(perMs / unit[1]);
  return `${most} per ${amount === 1 ? unit[0] : `${amount} ${unit[0]}s`}`;
}

const UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const;

function touchWords({ prospectId, who, channel, atMs, step }: NamedTouch, zone: string): string {
  const day = dayWords(toLocal(zone, atMs).day);
  if (prospectId === null) return `somebody who was erased on ${day}`;
  const by = channel === null ? 'in some way' : `by ${channel}`;
  const what = step === null ? 'by hand' : `step ${step.step} of ${step.sequence}`;
  return `${who === null ? '' : `${who} `}${by} on ${day} (${what})`;
}
