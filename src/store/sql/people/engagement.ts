/** What people did, and where they answer. */
import type { Exchange, HeardSignal } from '../../../core/engagement.ts';
import type { Channel } from '../../../core/sequence.ts';
import { EXCHANGE_TYPES, SCORED_KINDS } from '../../engagement.ts';
import { all, one, sql, type Command } from '../statement.ts';
import { prospectId, rowId, signalOf, type SignalRow } from '../rows.ts';

const KINDS = SCORED_KINDS.map((kind) => `'${kind}'`).join(', ');
const TYPES = Object.keys(EXCHANGE_TYPES)
  .map((type) => `'${type}'`)
  .join(', ');

const SIGNAL_COLUMNS = `id, prospect_id, kind, at_ms, source, external_id, channel, details`;
const HEARD = sql(
  `SELECT ${SIGNAL_COLUMNS} FROM signal WHERE prospect_id = ? AND kind IN (${KINDS}) ORDER BY id`,
);
// The empty text keeps SQLite from reading the answers of everybody for each page of people.
const HEARD_BETWEEN = sql(
  `SELECT ${SIGNAL_COLUMNS} FROM signal WHERE prospect_id BETWEEN ? AND ? AND kind || '' IN (${KINDS}) ORDER BY id`,
);
const CORRECTION = sql(
  `SELECT class, intent, prospect_id FROM inbound WHERE id = ? AND corrections > 0`,
);

/** Ids that lie so close are asked for as a range: a page of everybody is one statement. */
const SPARSE = 4;

export function* heardFrom(
  prospectIds: readonly string[],
): Command<ReadonlyMap<string, readonly HeardSignal[]>> {
  const asked = new Set(prospectIds.map(rowId));
  const found = new Map<string, HeardSignal[]>();
  for (const row of yield* rowsOf([...asked])) {
    if (!asked.has(row.prospect_id)) continue;
    const signal = { ...signalOf(row), correction: yield* correctionOf(row) };
    const theirs = found.get(signal.prospectId);
    if (theirs === undefined) found.set(signal.prospectId, [signal]);
    else theirs.push(signal);
  }
  return found;
}

function* rowsOf(ids: readonly number[]): Command<readonly SignalRow[]> {
  const first = ids.reduce((a, b) => Math.min(a, b), Infinity);
  const last = ids.reduce((a, b) => Math.max(a, b), 0);
  if (last - first < ids.length * SPARSE) {
    return ids.length === 0 ? [] : yield* all<SignalRow>(HEARD_BETWEEN, first, last);
  }
  const rows: SignalRow[] = [];
  for (const id of ids) rows.push(...(yield* all<SignalRow>(HEARD, id)));
  return rows;
}

/** A rep may have said since that the message is none, or somebody else's. */
function* correctionOf({
  prospect_id: person,
  details,
}: SignalRow): Command<HeardSignal['correction']> {
  const { inboundId } = JSON.parse(details) as { readonly inboundId?: string };
  if (inboundId === undefined) return null;
  const row = yield* one<{ class: string | null; intent: string | null; prospect_id: number }>(
    CORRECTION,
    rowId(inboundId),
  );
  if (row === null) return null;
  return { class: row.class, intent: row.intent, isTheirs: row.prospect_id === person };
}

const EXCHANGE = `SELECT a.prospect_id, a.type, a.channel, a.at_ms, p.zone, p.country FROM activity a
  JOIN prospect p ON p.id = a.prospect_id WHERE a.channel IS NOT NULL AND a.type IN (${TYPES})
  AND (a.type <> 'task_done' OR a.touch_id IS NOT NULL) AND a.at_ms < ?`;
const EXCHANGES_OF = sql(`${EXCHANGE} AND a.prospect_id = ? ORDER BY a.id`);
const LATEST = sql(`${EXCHANGE} ORDER BY a.id DESC LIMIT ?`);

interface ExchangeRow {
  readonly prospect_id: number;
  readonly type: string;
  readonly channel: Channel;
  readonly at_ms: number;
  readonly zone: string | null;
  readonly country: string | null;
}

export function* exchangesOf(
  prospectIds: readonly string[],
  beforeMs: number,
): Command<readonly Exchange[]> {
  const found: Exchange[] = [];
  for (const id of prospectIds) {
    const rows = yield* all<ExchangeRow>(EXCHANGES_OF, beforeMs, rowId(id));
    found.push(...rows.map(exchangeOf));
  }
  return found;
}

export function* latestExchanges(beforeMs: number, most: number): Command<readonly Exchange[]> {
  return (yield* all<ExchangeRow>(LATEST, beforeMs, most)).map(exchangeOf);
}

function exchangeOf(row: ExchangeRow): Exchange {
  return {
    prospectId: prospectId(row.prospect_id),
    what: EXCHANGE_TYPES[row.type]!,
    channel: row.channel,
    atMs: row.at_ms,
    zone: row.zone,
    country: row.country,
  };
}

const IDLE = sql(`SELECT s.prospect_id, max(s.id) AS latest FROM signal s
  WHERE s.kind IN (${KINDS}) AND s.at_ms >= ?
    AND NOT EXISTS (SELECT 1 FROM enrollment e WHERE e.prospect_id = s.prospect_id AND e.status <> 'finished')
    AND NOT EXISTS (SELECT 1 FROM task k WHERE k.prospect_id = s.prospect_id AND k.status = 'open')
  GROUP BY s.prospect_id ORDER BY latest DESC LIMIT ?`);

export function* idleSince(sinceMs: number, most: number): Command<readonly string[]> {
  const rows = yield* all<{ prospect_id: number }>(IDLE, sinceMs, most);
  return rows.map((row) => prospectId(row.prospect_id));
}
