/** May one more person of an account start in a sequence, or do they wait until those before them are through? */
import { addDuration, type Calendar } from './time/calendar.ts';
import type { Enrollment } from './enrollment.ts';
import type { AccountPace } from './sequence.ts';

/** Somebody else's enrollment of the same account in the same sequence. */
export interface Peer extends Pick<
  Enrollment,
  'id' | 'prospectId' | 'status' | 'cursor' | 'waiting'
> {
  readonly name: string | null;
  /** When it began, or is to begin. */
  readonly startsAtMs: number;
}

/** Why somebody does not start yet. */
export type TurnWait =
  /** They answered there: a rep comes first. */
  | { readonly because: 'busy' }
  /** `before`: who is in the sequence, or starts first; never empty. */
  | { readonly because: 'at_a_time'; readonly pace: AccountPace; readonly before: readonly Peer[] }
  /** `clearsAtMs`: when one more may start; `null`: others start first. */
  | {
      readonly because: 'paced';
      readonly pace: AccountPace;
      readonly before: readonly Peer[];
      readonly clearsAtMs: number | null;
    };

export interface Place {
  readonly nowMs: number;
  readonly zone: string;
  readonly calendar: Calendar;
}

/**
 * The first pace that keeps them waiting; `null`: it is their turn. Of those who wait, who was enrolled first starts first: so two who are
 * asked at the same instant never both start.
 *
 * @param self  Its id; `null`: it is to be enrolled, behind everybody.
 */
export function turnOf(
  paces: readonly AccountPace[],
  self: string | null,
  peers: readonly Peer[],
  place: Place,
): TurnWait | null {
  const others = peers.filter(({ id }) => id !== self);
  const ahead = others.filter((each) => isAhead(each, self, place.nowMs));
  for (const pace of paces) {
    const wait =
      pace.kind === 'at_a_time'
        ? togetherWait(pace, others, ahead)
        : pace.kind === 'paced'
          ? pacedWait(pace, others, ahead, place)
          : null;
    if (wait !== null) return wait;
  }
  return null;
}

/** How many of an account there may be in all; `Infinity`: any number. */
export function mostInAll(paces: readonly AccountPace[]): number {
  return Math.min(...paces.map((pace) => (pace.kind === 'in_all' ? pace.most : Infinity)));
}

function togetherWait(
  pace: Extract<AccountPace, { readonly kind: 'at_a_time' }>,
  others: readonly Peer[],
  ahead: readonly Peer[],
): TurnWait | null {
  const before = [...others.filter(isUnderWay), ...ahead];
  return before.length < pace.most ? null : { because: 'at_a_time', pace, before };
}

function pacedWait(
  pace: Extract<AccountPace, { readonly kind: 'paced' }>,
  others: readonly Peer[],
  ahead: readonly Peer[],
  { nowMs, zone, calendar }: Place,
): TurnWait | null {
  const endsAtMs = ({ startsAtMs }: Peer): number =>
    addDuration(startsAtMs, pace.per, zone, calendar);
  const recent = others
    .filter((each) => each.cursor !== null && endsAtMs(each) > nowMs)
    .toSorted((a, b) => b.startsAtMs - a.startsAtMs);
  if (recent.length + ahead.length < pace.most) return null;
  const before = [...recent, ...ahead];
  const last = ahead.length === 0 ? recent[pace.most - 1] : undefined;
  return { because: 'paced', pace, before, clearsAtMs: last === undefined ? null : endsAtMs(last) };
}

function isUnderWay({ status, cursor }: Peer): boolean {
  return status !== 'finished' && cursor !== null;
}

/** Its time to start has come as well, and it was enrolled before. */
function isAhead({ id, status, waiting }: Peer, self: string | null, nowMs: number): boolean {
  if (status !== 'pending' || waiting.for !== 'time') return false;
  if (self !== null && rowOf(id) > rowOf(self)) return false;
  const dueMs = Math.max(waiting.untilMs, waiting.notBeforeMs ?? 0);
  return waiting.rule === 'per_account' || dueMs <= nowMs;
}

function rowOf(id: string): number {
  return Number(id.slice(1));
}
