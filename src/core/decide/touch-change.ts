/** What a decision changes of a touch. */
import type { TouchChange } from './decision.ts';

const OPEN = {
  notBeforeMs: null,
  settledAtMs: null,
  serverMessageId: null,
  crossed: false,
} as const;

/** It is planned, and never leaves. */
export function cancelled(touchId: string, detail: string): TouchChange {
  return { ...OPEN, touchId, from: ['planned'], to: 'cancelled', detail };
}

/** The same bytes again, not before an instant. */
export function backToPlanned(
  touchId: string,
  from: TouchChange['from'],
  notBeforeMs: number,
  detail: string,
): TouchChange {
  return { ...OPEN, touchId, from, to: 'planned', notBeforeMs, detail };
}

/** An attempt was answered or given up; one whose end nobody knows is not settled by that. */
export function settledAs(
  change: Omit<TouchChange, 'notBeforeMs' | 'settledAtMs'>,
  nowMs: number,
): TouchChange {
  return { ...change, notBeforeMs: null, settledAtMs: change.to === 'uncertain' ? null : nowMs };
}
