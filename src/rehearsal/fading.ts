/** When does a condition turn false by itself? A runner skips its step then, however full the mailbox that it waits for. */
import { asksTime } from '../core/condition-paths.ts';
import { evaluate, type Condition } from '../core/condition.ts';
import { DAY_MS } from '../core/time/duration.ts';
import type { Due } from '../ports/engine-store.ts';
import { prepare } from '../runner/deciding/context.ts';
import { undrafted } from '../runner/composing/drafted.ts';
import type { Engine } from '../runner/engine.ts';
import { conditionAt, READ_AHEAD } from '../runner/sending/lane.ts';
import { factsFor } from '../runner/composing/message.ts';

/** What is asked of a day ahead says nothing of what is written then. */
const FACTS_ONLY = { factsFor, draftOf: () => undrafted(null) };

interface Look {
  readonly revision: number;
  /** Nobody looked further ahead. */
  readonly untilMs: number;
  /** `Infinity`: not until then. */
  readonly fadesAtMs: number;
}

export class Fading {
  readonly #engine: Engine;
  /** By enrollment. */
  readonly #looks = new Map<string, Look>();

  constructor(engine: Engine) {
    this.#engine = { ...engine, renderer: FACTS_ONLY };
  }

  /** Of those who are next in line: the first instant after `nowMs`. `Infinity`: none within a day. */
  async nextMs(lane: string, nowMs: number): Promise<number> {
    let nextMs = Infinity;
    for (const due of await this.#engine.store.due(lane, nowMs, READ_AHEAD)) {
      const { sequence } = await this.#engine.versions.of(due.enrollment.version);
      const condition = conditionAt(sequence, due.enrollment);
      if (condition === null || !asksTime(condition)) continue;
      nextMs = Math.min(nextMs, await this.#fadesAtMs(due, condition, nowMs));
    }
    return nextMs;
  }

  async #fadesAtMs(due: Due, condition: Condition, nowMs: number): Promise<number> {
    const { id, revision } = due.enrollment;
    const known = this.#looks.get(id);
    if (known?.revision === revision && nowMs < Math.min(known.untilMs, known.fadesAtMs))
      return known.fadesAtMs;
    const untilMs = nowMs + DAY_MS;
    const fadesAtMs = await this.#firstFalse(due, condition, nowMs, untilMs);
    this.#looks.set(id, { revision, untilMs, fadesAtMs });
    return fadesAtMs;
  }

  /** What is false already was left as it is by the runner. What is false and true again within a day is not seen. */
  async #firstFalse(
    due: Due,
    condition: Condition,
    fromMs: number,
    untilMs: number,
  ): Promise<number> {
    if (!(await this.#isFalse(due, condition, untilMs))) return Infinity;
    if (await this.#isFalse(due, condition, fromMs)) return Infinity;
    let before = fromMs;
    let from = untilMs;
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (await this.#isFalse(due, condition, middle)) from = middle;
      else before = middle;
    }
    return from;
  }

  async #isFalse(due: Due, condition: Condition, nowMs: number): Promise<boolean> {
    const { context } = await prepare(this.#engine, due, { nowMs, slept: null });
    return evaluate(condition, context.facts).value === false;
  }
}
