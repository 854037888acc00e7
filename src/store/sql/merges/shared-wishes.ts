/** What somebody wished while they were taken for one person: whichever of the two it was, it binds both. */
import { effectsOnNobody } from '../../../core/person-effects.ts';
import type { NewSignal, Signal } from '../../../core/signal.ts';
import type { ConsentRecord } from '../../../ports/consent-store.ts';
import { addConsents, consentsOf } from '../people/consents.ts';
import { prospectId, signalOf, type SignalRow } from '../rows.ts';
import { append } from '../engine/signals.ts';
import { all, one, sql, type Command } from '../statement.ts';

const LAST_SIGNAL = sql(`SELECT coalesce(max(id), 0) AS id FROM signal`);
const WISHES =
  sql(`SELECT id, prospect_id, kind, at_ms, source, external_id, channel, details FROM signal
  WHERE prospect_id = ? AND id > ? AND kind IN ('opt_out', 'complaint') ORDER BY id`);

/** All that is said from here on has a higher id. */
export function* lastSignal(): Command<number> {
  return (yield* one<{ id: number }>(LAST_SIGNAL))?.id ?? 0;
}

/** What either of them had withdrawn by now. */
export function* withdrawnBy(two: readonly number[]): Command<readonly string[]> {
  const known: string[] = [];
  for (const row of two) known.push(...(yield* withdrawalsOf(row)).map(nameOf));
  return known;
}

function* withdrawalsOf(row: number): Command<readonly ConsentRecord[]> {
  return (yield* consentsOf(prospectId(row))).filter((each) => each.kind === 'withdrawn');
}

/** The id is given again when the list is undone that said so. */
const nameOf = ({ id, recordedAtMs }: ConsentRecord): string => `${id} ${recordedAtMs}`;

export interface Since {
  /** As `lastSignal` and `withdrawnBy` gave them when they became one; absent: it was not written down yet. */
  readonly signal?: number | undefined;
  readonly withdrawn?: readonly string[] | undefined;
  /** When they became one. */
  readonly atMs: number;
}

/** @param two  Their rows: what is theirs has gone back to each. */
export function* shareWishes(
  [first, second]: readonly [number, number],
  since: Since,
  nowMs: number,
): Command<void> {
  const [mine, theirs] = [yield* wishesOf(first, since), yield* wishesOf(second, since)];
  yield* tell(second, mine, nowMs);
  yield* tell(first, theirs, nowMs);
}

interface Wishes {
  readonly stops: readonly Signal[];
  readonly withdrawals: readonly ConsentRecord[];
}

function* wishesOf(row: number, { signal, withdrawn, atMs }: Since): Command<Wishes> {
  const rows = yield* all<SignalRow>(WISHES, row, signal ?? Number.MAX_SAFE_INTEGER);
  const withdrawals = (yield* withdrawalsOf(row)).filter((each) =>
    withdrawn === undefined ? each.recordedAtMs >= atMs : !withdrawn.includes(nameOf(each)),
  );
  return { stops: rows.map(signalOf), withdrawals };
}

function* tell(to: number, { stops, withdrawals }: Wishes, nowMs: number): Command<void> {
  const person = prospectId(to);
  for (const { id: _id, details, externalId, ...said } of stops) {
    // The message that it answers is of one of them alone.
    const { touchId: _touchId, ...rest } = details;
    const named = { externalId: `${externalId} ${person} as well`, details: rest };
    const signal: NewSignal = { ...said, ...named, prospectId: person };
    yield* append({ signal, effects: effectsOnNobody(signal) });
  }
  yield* addConsents(
    withdrawals.map((each) => ({ ...each, prospectId: person })),
    nowMs,
  );
}
