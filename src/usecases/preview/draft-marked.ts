/** A draft for somebody of whom not everything is known: what is missing stands in the text as a mark, not as a gap. */
import type { Facts, FactValue } from '../../core/condition.ts';
import { isNotYet } from '../../core/condition.ts';
import { localNow } from '../../core/time/local-time.ts';
import type { Drafted } from '../../runner/composing/drafted.ts';
import { draftOf } from '../../runner/composing/message.ts';
import type { Occasion } from '../../runner/composing/occasion.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

export interface Marked {
  readonly template: string | null;
  readonly subject: string | null;
  /** `null`: the step has no template. */
  readonly text: string | null;
  readonly html: string | null;
  /** Names that the person lacks and that have no fallback, in order. */
  readonly missing: readonly string[];
  readonly error: string | null;
}

/** A name that is filled may open a branch with more of them. */
const ROUNDS_MAX = 20;

/** @param names  What stands for each name of a made-up person; `null`: a real one. */
export function draftMarked(
  settings: RunnerSettings,
  occasion: Occasion,
  names: ReadonlyMap<string, string> | null,
): Marked {
  const filled = new Map(names ?? []);
  const missing: string[] = [];
  const author = {
    settings,
    instanceKey: 'preview',
    fill: (facts: Facts) =>
      [...filled].reduce((all, [name, value]) => withFact(all, name.split('.'), value), facts),
  };
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const drafted = draftOf(author, occasion);
    const { draft } = drafted;
    if (draft === null || draft.ok) return markedOf(drafted, missing);
    if (draft.error !== null) {
      // A date that is written in words cannot be a name.
      const today = localNow(occasion.zone, occasion.nowMs).slice(0, 'yyyy-mm-dd'.length);
      const named = names === null ? [] : [...filled].filter(([, value]) => value !== today);
      const culprit = named.find(([, value]) => value === draft.undated);
      if (culprit === undefined) return failed(draft.error, missing);
      filled.set(culprit[0], today);
      continue;
    }
    const found = draft.missing.filter((name) => !filled.has(name));
    if (found.length === 0) return failed(null, [...missing, ...draft.missing]);
    missing.push(...found);
    for (const name of found) filled.set(name, markOf(name));
  }
  return failed('too much is missing', missing);
}

/** `⟦prospect.first_name is missing⟧`: nobody writes such brackets. */
export function markOf(name: string): string {
  return `⟦${name} is missing⟧`;
}

function markedOf({ draft, template, email }: Drafted, missing: readonly string[]): Marked {
  return {
    template,
    subject: email?.subject ?? null,
    text: email?.text ?? (draft?.ok === true ? draft.text : null),
    html: email?.html ?? null,
    missing,
    error: null,
  };
}

function failed(error: string | null, lacking: readonly string[]): Marked {
  const missing = [...new Set(lacking)];
  const text = missing.map(markOf).join('\n');
  return { template: null, subject: null, text, html: null, missing, error };
}

function withFact(facts: Facts, [name = '', ...rest]: readonly string[], value: string): Facts {
  if (rest.length === 0) return { ...facts, [name]: value };
  const inside = facts[name];
  return { ...facts, [name]: withFact(isFacts(inside) ? inside : {}, rest, value) };
}

function isFacts(value: FactValue | undefined): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNotYet(value);
}
