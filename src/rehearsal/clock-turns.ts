/** At which minutes are questions of the time answered otherwise? Found once for all who are asked the same in a zone. */
import { evaluate, type Condition, type Facts } from '../core/condition.ts';
import { pathsIn } from '../core/condition-paths.ts';
import { DAY_MS, MINUTE_MS } from '../core/time/duration.ts';
import { localNow } from '../core/time/local-time.ts';

interface Asked {
  /** Each asks for `now`. */
  readonly questions: readonly Condition[];
  /** Names whoever is asked as they are: what else the questions ask is theirs. */
  readonly who: string;
  readonly facts: Facts;
  readonly zone: string;
}

export class ClockTurns {
  /** Of a UTC day, ascending. */
  readonly #known = new Map<string, readonly number[]>();

  /** The first of them after an instant, `untilMs` at the latest. */
  after(fromMs: number, untilMs: number, asked: Asked): number {
    const { questions, who, zone } = asked;
    if (questions.length === 0) return untilMs;
    const name = `${asksNothingElse(questions) ? '' : who} ${zone} ${JSON.stringify(questions)}`;
    for (let dayMs = Math.floor(fromMs / DAY_MS) * DAY_MS; dayMs < untilMs; dayMs += DAY_MS) {
      const key = `${dayMs} ${name}`;
      const turns = this.#known.get(key) ?? turnsOf(dayMs, asked);
      this.#known.set(key, turns);
      const next = turns.find((atMs) => atMs > fromMs);
      if (next !== undefined) return Math.min(next, untilMs);
    }
    return untilMs;
  }
}

function asksNothingElse(questions: readonly Condition[]): boolean {
  return questions.every((each) => pathsIn(each).every(([root]) => root === 'now'));
}

function turnsOf(dayMs: number, { questions, facts, zone }: Asked): readonly number[] {
  const answersAt = (atMs: number): string => {
    const known = { ...facts, now: localNow(zone, atMs) };
    return questions.map((each) => evaluate(each, known).value).join();
  };
  const turns: number[] = [];
  let before = answersAt(dayMs - MINUTE_MS);
  for (let atMs = dayMs; atMs < dayMs + DAY_MS; atMs += MINUTE_MS) {
    const answers = answersAt(atMs);
    if (answers !== before) turns.push(atMs);
    before = answers;
  }
  return turns;
}
