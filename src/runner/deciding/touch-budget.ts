/** May one more touch reach the person, for all that reached them and their colleagues already? */
import { personVerdict, type CountedTouch, type TouchLimit } from '../../core/budget.ts';
import type { DecideContext, SpentBudget } from '../../core/decide/context.ts';
import { DAY_MS, HOUR_MS } from '../../core/time/duration.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import type { Step } from '../../core/sequence.ts';
import type { History } from '../../ports/engine-store.ts';
import type { RunnerSettings } from '../settings.ts';

type Limits = Pick<RunnerSettings, 'personLimits' | 'accountLimits' | 'channelLimits'>;

/** The next day's window, whenever in today's the other touch left. */
const OVERDUE_APART_MS = 16 * HOUR_MS;

/** What came due during a sleep does not come on top of another touch: nobody gets two at once. */
export function budgetOf(
  limits: Limits,
  step: Step,
  { waiting }: Pick<Enrollment, 'waiting'>,
  history: Pick<History, 'counted' | 'account' | 'touches'>,
  { nowMs, slept }: Pick<DecideContext, 'nowMs' | 'slept'>,
): DecideContext['personBudget'] {
  const longest = budgetsOf(limits, step, history)
    .flatMap((budget) => shutBy(budget, nowMs) ?? [])
    .toSorted((a, b) => b.clearsAtMs - a.clearsAtMs)[0];
  if (longest !== undefined) return longest;
  const lastMs = Math.max(...history.counted.map(({ atMs }) => atMs), -Infinity);
  const clearsAtMs = lastMs + OVERDUE_APART_MS;
  const isOverdue = slept !== null && (dueMsOf(waiting, history) ?? Infinity) < slept.untilMs;
  return isOverdue && clearsAtMs > nowMs ? { clearsAtMs, rule: 'overdue' } : null;
}

/** Of a step that waits for its time, or whose touch is planned and has not left: two may be decided before either does. `null`: of neither. */
function dueMsOf(
  waiting: Enrollment['waiting'],
  { touches }: Pick<History, 'touches'>,
): number | null {
  if (waiting.for === 'time') return waiting.untilMs;
  if (waiting.for !== 'touch') return null;
  return touches.find(({ id }) => id === waiting.touchId)?.notBeforeMs ?? null;
}

/** From when on touches matter to any limit. */
export function countedSinceMs(
  { personLimits, accountLimits, channelLimits }: Limits,
  nowMs: number,
): number {
  const all = [...personLimits, ...accountLimits, ...Object.values(channelLimits).flat()];
  return nowMs - Math.max(DAY_MS, ...all.map(({ perMs }) => perMs));
}

interface Budget {
  readonly of: SpentBudget['of'];
  readonly limits: readonly TouchLimit[];
  readonly counted: readonly CountedTouch[];
}

function budgetsOf(
  { personLimits, accountLimits, channelLimits }: Limits,
  { kind }: Step,
  { counted, account }: Pick<History, 'counted' | 'account'>,
): readonly Budget[] {
  const ofChannel = kind === 'email' || kind === 'sms' || kind === 'message' ? kind : null;
  return [
    { of: 'person', limits: personLimits, counted },
    { of: 'account', limits: accountLimits, counted: account.counted },
    {
      of: 'channel',
      limits: ofChannel === null ? [] : (channelLimits[ofChannel] ?? []),
      counted: counted.filter(({ channel }) => channel === ofChannel),
    },
  ];
}

/** `null`: it has room. */
function shutBy({ of, limits, counted }: Budget, nowMs: number): DecideContext['personBudget'] {
  const instants = counted.map(({ atMs }) => atMs);
  const verdict = personVerdict(limits, instants, nowMs);
  if (verdict.open) return null;
  const { clearsAtMs, limit } = verdict;
  const touches = counted
    .filter(({ atMs }) => atMs > nowMs - limit.perMs)
    .toSorted((a, b) => a.atMs - b.atMs);
  return { clearsAtMs, rule: 'max_touches', spent: { of, limit, touches } };
}
