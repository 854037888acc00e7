/** Many people in one sequence, copied from one who was saved and enrolled by the ports: the same rows, in seconds. */
import { linkKey } from '../../src/core/person/link-key.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import type { Template } from '../../src/core/template.ts';
import type { SqliteStores } from '../../src/store/sqlite/open.ts';
import { person, templatesFor } from '../support/world/builders.ts';
import { enrollAll } from '../support/world/seed.ts';
import { SETTINGS } from './engine.ts';

export interface Crowd {
  readonly sequence: Sequence;
  readonly templates?: readonly Template[];
  readonly people: number;
  readonly nowMs: number;
}

/** Everybody is enrolled at `nowMs` and due then. */
export async function addCrowd(stores: SqliteStores, crowd: Crowd): Promise<void> {
  const { sequence, nowMs, people } = crowd;
  const [first] = await stores.people.save([{ id: null, person: person('q0') }], nowMs, null);
  const seeding = { stores, settings: SETTINGS, mailbox: 'anna', nowMs };
  const templates = [...(crowd.templates ?? templatesFor(sequence))];
  await enrollAll(seeding, sequence, [first!], templates);
  const { db } = stores;
  db.exec('BEGIN');
  for (const statement of COPIES) db.prepare(statement).run({ people });
  const lead = db.prepare(`INSERT INTO link_key (hash, prospect_id, name) VALUES (?, ?, '')`);
  for (let n = 2; n <= people; n++) lead.run(linkKey('email', `q${n}@q${n}.example`, '').hash, n);
  db.exec('COMMIT');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** Puts off everybody, then makes every `every`-th person from `from` due at `dueAtMs`. */
export function makeDue(
  { db }: SqliteStores,
  { from, every, dueAtMs }: { from: number; every: number; dueAtMs: number },
): number {
  return db
    .prepare(
      `UPDATE enrollment SET due_at_ms = @dueAtMs, waiting = json_set(waiting, '$.untilMs', @dueAtMs) WHERE id % @every = @from`,
    )
    .run({ dueAtMs, every, from }).changes;
}

const NUMBERS = `WITH RECURSIVE number (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < @people)`;
const COPIES = [
  `INSERT INTO prospect (id, profile, owner, zone, zone_source, country, account, revision, opened_count, created_at_ms, updated_at_ms)
   ${NUMBERS} SELECT n, replace(replace(profile, 'q0', 'q' || n), 'Q0', 'Q' || n), owner, zone, zone_source, country, 'q' || n || '.example', revision,
     opened_count, created_at_ms, updated_at_ms FROM number, prospect WHERE prospect.id = 1`,
  `INSERT INTO enrollment (id, prospect_id, sequence, version, status, reason, cursor, visit, waiting, holds, mailbox, rep, exclusive,
     starts_at_ms, enrolled_at_ms, settled_at_ms, sent_count, failures, continued_from, revision, due_at_ms, lane, rank)
   ${NUMBERS} SELECT n, n, sequence, version, status, reason, cursor, visit, waiting, holds, mailbox, rep, exclusive,
     starts_at_ms, enrolled_at_ms, settled_at_ms, sent_count, failures, continued_from, revision, due_at_ms, lane, rank
   FROM number, enrollment WHERE enrollment.id = 1`,
  `INSERT INTO activity (at_ms, prospect_id, enrollment_id, type, channel, sequence, step, touch_id, summary)
   ${NUMBERS} SELECT at_ms, n, n, type, channel, sequence, step, touch_id, summary FROM number, activity WHERE activity.id = 1`,
];
