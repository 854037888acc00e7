/** A person on our side knows something of a prospect: it is appended once and binds at once, without waiting for the runner. */
import type { EngineEvent } from '../../core/decide/decide.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import { personEffects, type PersonEffects } from '../../core/person-effects.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { NewSignal, SignalKind } from '../../core/signal.ts';
import type { Stores } from '../../ports/stores.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import type { Deciding } from '../../runner/engine.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { repOf } from '../../runner/hearing/rep-of.ts';

export type Recorder = Deciding & Pick<Stores, 'signals' | 'enrollments' | 'inbound'>;

export interface Applied {
  /** As they were before they ended by it. */
  readonly stopped: readonly Enrollment[];
  /** As they are now that they are held by it. */
  readonly held: readonly Enrollment[];
  /** As they are now that nothing holds them any longer. */
  readonly resumed: readonly Enrollment[];
}

export interface Recorded extends Applied {
  readonly signalId: string;
  /** `false`: the very same was recorded before. */
  readonly isNew: boolean;
  /** Colleagues whose sequences are paused because the company answered. */
  readonly colleaguesHeld: number;
}

/** These speak for the company: a colleague's next letter waits. */
export const SPEAKS_FOR_COMPANY: readonly SignalKind[] = [
  'reply',
  'opt_out',
  'meeting_booked',
  'meeting_cancelled',
];

/** Told of each enrollment that could not take its signals, which are on disk: the runner has another try. */
export type Unapplied = (enrollmentId: string, cause: unknown) => void;

export interface Recording {
  /** In the place of what the signal does to the person by itself. */
  readonly effects?: Partial<PersonEffects>;
  /** Absent: it is the caller's failure. */
  readonly unapplied?: Unapplied;
}

export async function recordSignal(
  to: Recorder,
  prospect: Prospect,
  signal: NewSignal,
  moment: Moment,
  { effects = {}, unapplied = failing }: Recording = {},
): Promise<Recorded> {
  const own = personEffects(signal, prospect, await repOf(to, prospect, moment.nowMs));
  const { signalId, isNew } = await to.signals.append({ signal, effects: { ...own, ...effects } });
  const moved = await applyPending(to, prospect.id, moment, unapplied);
  const colleaguesHeld =
    isNew && SPEAKS_FOR_COMPANY.includes(signal.kind)
      ? await tellColleagues(to, prospect, signal, { moment, unapplied })
      : 0;
  return { signalId, isNew, ...moved, colleaguesHeld };
}

const failing: Unapplied = (_, cause) => {
  throw cause;
};

/** Applies what waits for this person's enrollments. */
export async function applyPending(
  to: Deciding & Pick<Stores, 'enrollments'>,
  prospectId: string,
  moment: Moment,
  unapplied: Unapplied = failing,
): Promise<Applied> {
  const stopped: Enrollment[] = [];
  const held: Enrollment[] = [];
  const resumed: Enrollment[] = [];
  for (const enrollment of await unfinishedOf(to, prospectId)) {
    const after = await applyTo(to, enrollment.id, moment).catch((cause: unknown) => {
      unapplied(enrollment.id, cause);
      return null;
    });
    if (after === null) continue;
    if (after.status === 'finished') stopped.push(enrollment);
    else if (after.holds.length > enrollment.holds.length) held.push(after);
    else if (enrollment.status === 'paused' && after.status !== 'paused') resumed.push(after);
  }
  return { stopped, held, resumed };
}

/** One enrollment takes the signals that wait for it. `null`: there were none. */
export async function applyTo(
  to: Deciding,
  enrollmentId: string,
  moment: Moment,
): Promise<Enrollment | null> {
  const due = await to.store.load(enrollmentId);
  if (due === null || due.signals.length === 0) return null;
  const event = (now: typeof due): EngineEvent => ({ kind: 'signals', signals: now.signals });
  const applied = await applyEvent(to, due, event, moment);
  return applied?.decision.next ?? null;
}

export async function unfinishedOf(
  { enrollments }: Pick<Recorder, 'enrollments'>,
  prospectId: string,
): Promise<readonly Enrollment[]> {
  const all = await enrollments.ofPerson(prospectId);
  return all.filter((each) => each.status !== 'finished');
}

/** Of everybody of their company. */
export async function unfinishedIn(
  to: Pick<Recorder, 'enrollments' | 'inbound'>,
  { accountId }: Prospect,
): Promise<readonly Enrollment[]> {
  if (accountId === null) return [];
  const { accounts } = await to.inbound.lookUp([], [], [accountId]);
  const people = accounts.flatMap((account) => account.prospects);
  return (await Promise.all(people.map(({ id }) => unfinishedOf(to, id)))).flat();
}

async function tellColleagues(
  to: Recorder,
  prospect: Prospect,
  signal: NewSignal,
  { moment, unapplied }: { readonly moment: Moment; readonly unapplied: Unapplied },
): Promise<number> {
  if (prospect.accountId === null) return 0;
  const { accounts } = await to.inbound.lookUp([], [], [prospect.accountId]);
  const { inboundId } = signal.details;
  let count = 0;
  for (const colleague of accounts.flatMap((account) => account.prospects)) {
    if (colleague.id === prospect.id) continue;
    if ((await unfinishedOf(to, colleague.id)).length === 0) continue;
    const told: NewSignal = {
      ...signal,
      prospectId: colleague.id,
      kind: 'colleague_reply',
      externalId: `${signal.externalId} ${colleague.id}`,
      details: inboundId === undefined ? {} : { inboundId },
    };
    await to.signals.append({ signal: told, effects: personEffects(told, colleague, null) });
    const { stopped, held } = await applyPending(to, colleague.id, moment, unapplied);
    if (stopped.length + held.length > 0) count += 1;
  }
  return count;
}
