/** What does the outcome of a call mean, of the person and for the step that asked for the call? */
import type { Duration } from './time/duration.ts';
import type { ManualStep } from './sequence.ts';
import { DISPOSITIONS, type Disposition } from './task.ts';

/** The disposition that a word names, or `null`. */
export function dispositionIn(outcome: string | null): Disposition | null {
  return DISPOSITIONS.find((each) => each === outcome) ?? null;
}

/** Words of a workspace's own, by what each stands for. */
export type OwnDispositions = Readonly<Record<string, Disposition>>;

/** The same, of a word that may be the workspace's own. */
export function dispositionMeant(outcome: string, own: OwnDispositions): Disposition | null {
  return dispositionIn(outcome) ?? (Object.hasOwn(own, outcome) ? own[outcome]! : null);
}

/** The same of a call that was made: what is no disposition counts as no answer. */
export function dispositionOf(outcome: string | null): Disposition {
  return dispositionIn(outcome) ?? 'no_answer';
}

/** What the person did by it, which ends sequences; `null`: nobody answered. */
export function answerOf(outcome: Disposition | null): 'reply' | 'meeting_booked' | null {
  switch (outcome) {
    case 'connected':
    case 'not_interested':
      return 'reply';
    case 'meeting_booked':
      return 'meeting_booked';
    case 'no_answer':
    case 'voicemail':
    case 'gatekeeper':
    case 'wrong_number':
    case 'callback':
    case null:
      return null;
  }
}

export type AfterCall =
  | { readonly does: 'retries'; readonly every: Duration }
  /** `to` is `null`: the sequence is completed. */
  | { readonly does: 'jumps'; readonly to: string | null }
  /** The step has no rule of its own for it, or none any more. */
  | { readonly does: 'goes_on' };

/** What the step's own rule says. @param tries  Calls made for the step, this one included. */
export function afterCall(
  { outcomes }: Pick<ManualStep, 'outcomes'>,
  outcome: Disposition,
  tries: number,
): AfterCall {
  const { retry = null, thenTo } = outcomes[outcome] ?? {};
  if (retry !== null && tries <= retry.times) return { does: 'retries', every: retry.every };
  return thenTo === undefined ? { does: 'goes_on' } : { does: 'jumps', to: thenTo };
}
