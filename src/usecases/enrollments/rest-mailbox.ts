/** A rep puts a mailbox to rest, or wakes it. */
import type { RunnerState } from '../../ports/runner-state.ts';

const BY_REP = 'paused by a rep';

/** `false`: it rests so already. */
export async function pauseMailbox(
  state: RunnerState,
  mailbox: string,
  untilMs: number | null,
  nowMs: number,
): Promise<boolean> {
  const { restReason, restUntilMs } = await restOf(state, mailbox);
  const stands = restReason === BY_REP && (restUntilMs === null || restUntilMs > nowMs);
  if (stands && restUntilMs === untilMs) return false;
  await state.restMailbox(mailbox, untilMs, BY_REP, nowMs);
  return true;
}

/** Whatever it rested for. `false`: it did not rest. */
export async function resumeMailbox(
  state: RunnerState,
  mailbox: string,
  nowMs: number,
): Promise<boolean> {
  const { restReason, restUntilMs } = await restOf(state, mailbox);
  if (restReason === null || (restUntilMs !== null && restUntilMs <= nowMs)) return false;
  await state.restMailbox(mailbox, null, null, nowMs);
  return true;
}

/** The day counts nothing here: only whether it rests is asked. */
function restOf(state: RunnerState, mailbox: string) {
  return state.mailbox(mailbox, 0);
}
