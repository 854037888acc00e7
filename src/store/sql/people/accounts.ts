/** Accounts: other names of theirs, and what goes on there. */
import type { Channel } from '../../../core/sequence.ts';
import type { Prospect } from '../../../core/person/prospect.ts';
import type { SignalKind } from '../../../core/signal.ts';
import type {
  AccountAlias,
  AccountAnswer,
  AccountEnrollment,
  ListedAccount,
} from '../../../ports/account-store.ts';
import { enrollmentId, prospectId } from '../rows.ts';
import { all, one, run, sql, type Command } from '../statement.ts';

const ALIASES = sql(`SELECT alias, account, source, at_ms FROM account_alias ORDER BY alias`);
const SET_ALIAS = sql(`INSERT INTO account_alias (alias, account, source, at_ms) VALUES (?, ?, ?, ?)
  ON CONFLICT (alias) DO UPDATE SET account = excluded.account, source = excluded.source, at_ms = excluded.at_ms`);
const DROP_ALIAS = sql(`DELETE FROM account_alias WHERE alias = ?`);

export function* aliases(): Command<readonly AccountAlias[]> {
  const rows = yield* all<{
    alias: string;
    account: string;
    source: AccountAlias['source'];
    at_ms: number;
  }>(ALIASES);
  return rows.map(({ alias, account, source, at_ms: atMs }) => ({ alias, account, source, atMs }));
}

const RIGHTFUL = sql(`SELECT account FROM account_alias WHERE alias = ?`);

/** With the account that the name of theirs stands for by now: they were written down under one that is another name since. */
export function* underRightfulName<Person extends Pick<Prospect, 'accountId'>>(
  person: Person,
): Command<Person> {
  if (person.accountId === null) return person;
  const row = yield* one<{ account: string }>(RIGHTFUL, person.accountId);
  return row === null ? person : { ...person, accountId: row.account };
}

const NAMES = sql(`SELECT alias FROM account_alias WHERE account = ? ORDER BY alias`);

export function* namesOf(account: string): Command<readonly string[]> {
  return (yield* all<{ alias: string }>(NAMES, account)).map(({ alias }) => alias);
}

export function* changeAliases({
  set,
  drop,
}: {
  readonly set: readonly AccountAlias[];
  readonly drop: readonly string[];
}): Command<void> {
  for (const alias of drop) yield* run(DROP_ALIAS, alias);
  for (const { alias, account, source, atMs } of set)
    yield* run(SET_ALIAS, alias, account, source, atMs);
}

const LIST = sql(`SELECT account, count(*) AS people FROM prospect WHERE account IS NOT NULL
  AND (CAST(? AS TEXT) IS NULL OR account LIKE CAST(? AS TEXT)) GROUP BY account ORDER BY people DESC, account LIMIT ?`);
const STANDING = sql(`SELECT
  (SELECT count(*) FROM prospect p JOIN enrollment e ON e.prospect_id = p.id
    WHERE p.account = ? AND e.status <> 'finished') AS unfinished,
  (SELECT count(*) FROM prospect p JOIN task k ON k.prospect_id = p.id
    WHERE p.account = ? AND k.kind = 'reply' AND k.status = 'open') AS open_answers,
  (SELECT max(t.attempt_at_ms + 0) FROM prospect p JOIN touch t ON t.prospect_id = p.id WHERE p.account = ?) AS touched_at_ms,
  (SELECT max(s.at_ms + 0) FROM prospect p JOIN signal s ON s.prospect_id = p.id
    WHERE p.account = ? AND s.kind = 'manual_touch') AS by_hand_at_ms`);

export function* list(part: string | null, limit: number): Command<readonly ListedAccount[]> {
  const pattern = part === null ? null : `%${part.replaceAll(/[%_]/g, '')}%`;
  const rows = yield* all<{ account: string; people: number }>(LIST, pattern, pattern, limit);
  const listed: ListedAccount[] = [];
  for (const { account, people } of rows) {
    const standing = yield* one<{
      unfinished: number;
      open_answers: number;
      touched_at_ms: number | null;
      by_hand_at_ms: number | null;
    }>(STANDING, account, account, account, account);
    const touches = [standing?.touched_at_ms ?? null, standing?.by_hand_at_ms ?? null];
    const known = touches.filter((each) => each !== null);
    listed.push({
      account,
      people,
      unfinished: standing?.unfinished ?? 0,
      openAnswers: standing?.open_answers ?? 0,
      lastTouchAtMs: known.length === 0 ? null : Math.max(...known),
    });
  }
  return listed;
}

const ENROLLMENTS =
  sql(`SELECT e.id, e.prospect_id, e.sequence, e.status, e.reason, e.cursor FROM prospect p
  JOIN enrollment e ON e.prospect_id = p.id WHERE p.account = ? ORDER BY p.id, e.id`);

export function* enrollments(account: string): Command<readonly AccountEnrollment[]> {
  const rows = yield* all<{
    id: number;
    prospect_id: number;
    sequence: string;
    status: AccountEnrollment['status'];
    reason: AccountEnrollment['reason'];
    cursor: string | null;
  }>(ENROLLMENTS, account);
  return rows.map(({ id, prospect_id: person, ...rest }) => ({
    id: enrollmentId(id),
    prospectId: prospectId(person),
    ...rest,
  }));
}

const ANSWERS =
  sql(`SELECT s.prospect_id, s.kind, s.at_ms, s.channel FROM prospect p JOIN signal s ON s.prospect_id = p.id
  WHERE p.account = ? AND s.kind IN ('reply', 'meeting_booked', 'opt_out', 'complaint') ORDER BY s.at_ms DESC, s.id DESC LIMIT ?`);

export function* answers(account: string, limit: number): Command<readonly AccountAnswer[]> {
  const rows = yield* all<{
    prospect_id: number;
    kind: SignalKind;
    at_ms: number;
    channel: Channel | null;
  }>(ANSWERS, account, limit);
  return rows.map(({ prospect_id: person, kind, at_ms: atMs, channel }) => ({
    prospectId: prospectId(person),
    kind,
    atMs,
    channel,
  }));
}
