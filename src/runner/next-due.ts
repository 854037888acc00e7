/** When can a run do something again? Not before work is due, and not before its mailbox may send. */
import { SECOND_MS } from '../core/time/duration.ts';
import type { Engine } from './engine.ts';
import { dayOf, laneVerdict } from './sending/lane-verdict.ts';
import { linesOf, type LineSettings } from './settings.ts';

/** An inbox that could not be heard may be heard at any time: asked again after so long, as the daemon does. */
const LISTEN_AGAIN_MS = 30 * SECOND_MS;

export interface NextDue {
  /** Epoch ms, never before now; `null`: nothing is planned, or somebody must do something first. */
  readonly atMs: number | null;
  /** Mailboxes that have work which is due and may not send it. */
  readonly held: readonly string[];
}

type Needs = Pick<Engine, 'settings' | 'store' | 'state'>;

/** @param hasRun  What is due now was tried, so it waits for something; `false`: a run now would do it. */
export async function nextDue(engine: Needs, nowMs: number, hasRun: boolean): Promise<NextDue> {
  const free = await engine.store.nextDueAtMs(['']);
  const instants = free === null ? [] : [Math.max(free, nowMs)];
  const held: string[] = [];
  for (const mailbox of linesOf(engine.settings)) {
    const dueMs = await engine.store.nextDueAtMs([mailbox.id]);
    if (dueMs === null) continue;
    const opensMs = await opensAtMs(engine, mailbox, nowMs, dueMs, hasRun);
    if (opensMs !== null) instants.push(Math.max(dueMs, opensMs));
    if (dueMs <= nowMs && (opensMs === null || opensMs > nowMs)) held.push(mailbox.id);
  }
  return { atMs: instants.length === 0 ? null : Math.min(...instants), held };
}

/** `null`: not before somebody does something. */
async function opensAtMs(
  { settings, state }: Needs,
  mailbox: LineSettings,
  nowMs: number,
  dueMs: number,
  hasRun: boolean,
): Promise<number | null> {
  const { maxInboxAgeMs } = settings;
  const record = await state.mailbox(mailbox.id, dayOf(mailbox, nowMs));
  const isDue = dueMs <= nowMs;
  // What is due later is sent by a run that listens first.
  const asHeard = { heardAtMs: nowMs, failure: null };
  const source = isDue && hasRun ? (await state.heard()).get(mailbox.source ?? '') : asHeard;
  const facts = { record, source: source ?? null, maxInboxAgeMs };
  const verdict = laneVerdict(mailbox, facts, nowMs);
  if (!verdict.open)
    return verdict.rule === 'stale_inbox' ? nowMs + LISTEN_AGAIN_MS : verdict.clearsAtMs;
  // Tried, and still due though the mailbox is open: another inbox that must be heard before keeps the gate shut.
  return isDue && hasRun ? nowMs + LISTEN_AGAIN_MS : nowMs;
}
