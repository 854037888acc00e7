/** Everything a decision may need, gathered before it is made: `decide` never asks for more half-way. */
import type { Calendar } from '../calendar.ts';
import type { Facts } from '../condition.ts';
import type { Prospect } from '../prospect.ts';

export interface DecideContext {
  /** Decision time, epoch ms. */
  readonly nowMs: number;
  readonly prospect: Prospect;
  /** The person's zone and calendar: waits count on them. */
  readonly zone: string;
  readonly calendar: Calendar;
  /** Whose clock the send window goes by. */
  readonly windowZone: string;
  /** Who gets the tasks; `null`: nobody is configured. */
  readonly rep: string | null;
  /** Which suppression binds the person, in words; `null`: none. */
  readonly suppressedBy: string | null;
  /** Over all sequences and manual touches; `clearsAtMs` is when the next automatic touch may leave. */
  readonly personBudget: { readonly clearsAtMs: number; readonly limit: string } | null;
  /** For `if`; empty where the step has none. */
  readonly facts: Facts;
  /** What the step at the cursor would say; `null` where it has no template. */
  readonly draft: Draft | null;
  /** Steps that were due in here are late: the runner slept from `fromMs` to `untilMs`. `null`: it did not. */
  readonly slept: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly maxLatenessMs: number;
  /** The account has an open reply task or a meeting: a colleague hold does not end. */
  readonly accountBusy: boolean;
}

export type Draft =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: readonly string[]; readonly error: string | null };
