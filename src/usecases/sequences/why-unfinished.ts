/** Who has not finished when a rehearsal ends, and why? In the words of `why`, asked once of all who wait for the same. */
import type { Enrollment } from '../../core/enrollment.ts';
import type { Rehearsal } from '../../rehearsal/rehearsal.ts';
import { explainNext } from '../enrollments/explain-next.ts';

export interface Unfinished {
  readonly prospectId: string;
  readonly sequence: string;
  readonly status: Enrollment['status'];
  /** Why it is paused; `null` otherwise. */
  readonly reason: string | null;
  /** `null`: it has not started. */
  readonly step: string | null;
  readonly waiting: Enrollment['waiting']['for'];
  /** What stands in the way, as `why` names it: `wait`, `task`, `cap`, `missing_field` ... */
  readonly rule: string;
  /** The same in words. */
  readonly because: string;
}

const PAGE = 1_000;
const EVERYBODY = { prospectId: null, sequence: null, mailbox: null, rep: null };

/** By enrollment. */
export async function whyUnfinished(rehearsal: Rehearsal): Promise<readonly Unfinished[]> {
  const asked = new Map<string, Pick<Unfinished, 'rule' | 'because'>>();
  const unfinished: Unfinished[] = [];
  for (let after: string | null = null; ;) {
    const page: readonly Enrollment[] = await rehearsal.stores.enrollments.select(
      EVERYBODY,
      after,
      PAGE,
    );
    for (const enrollment of page) {
      const key = situationOf(enrollment, rehearsal.nowMs());
      const known = asked.get(key) ?? (await ask(rehearsal, enrollment));
      asked.set(key, known);
      unfinished.push({ ...standingOf(enrollment), ...known });
    }
    if (page.length < PAGE) return unfinished;
    after = page.at(-1)?.id ?? null;
  }
}

function standingOf(enrollment: Enrollment): Omit<Unfinished, 'rule' | 'because'> {
  const { prospectId, sequence, status, reason, cursor, waiting } = enrollment;
  return { prospectId, sequence, status, reason, step: cursor, waiting: waiting.for };
}

/** Equal for those whom the same keeps. */
function situationOf(
  { sequence, status, cursor, waiting, holds, mailbox }: Enrollment,
  nowMs: number,
): string {
  const rule =
    waiting.for === 'time'
      ? [
          waiting.rule,
          Math.max(waiting.untilMs, waiting.notBeforeMs ?? 0) <= nowMs ? mailbox : null,
        ]
      : [];
  const held = holds.map((hold) => [hold.reason, hold.detail]);
  return JSON.stringify([sequence, status, cursor, waiting.for, rule, held]);
}

async function ask(
  rehearsal: Rehearsal,
  { id, prospectId }: Enrollment,
): Promise<Pick<Unfinished, 'rule' | 'because'>> {
  const { engine, stores } = rehearsal;
  const explained = await explainNext(
    { ...engine, tasks: stores.tasks, history: stores.history },
    prospectId,
    rehearsal.nowMs(),
  );
  const checks = explained.find(({ enrollment }) => enrollment.id === id)?.checks ?? [];
  const stop = checks.find(({ verdict }) => verdict === 'blocks');
  if (stop === undefined) return { rule: 'none', because: 'due now' };
  const { rule, detail } = stop;
  return { rule, because: detail === null ? rule : wordsForAll(rule, detail) };
}

/** The days that stand behind a shut window, or in a wait, are those of the person who was asked: others have another country. */
function wordsForAll(rule: string, detail: string): string {
  return rule === 'window' || rule === 'wait' ? detail.replace(/: .*$/s, '') : detail;
}
