/** Says which known word was meant. */
import { closest } from '../../core/closest.ts';

/** Hint lines for an unknown word: what there is, and the nearest. `null` when nothing is known. */
export function suggestion(
  word: string,
  known: readonly string[],
  introduction = 'expected one of',
): string | null {
  if (known.length === 0) return null;
  const near = closest(word, known);
  const shown = known.slice(0, LISTED_MAX).join(', ');
  const list = `${introduction}: ${shown}${known.length > LISTED_MAX ? ', ...' : ''}`;
  return near === null ? list : `${list}\ndid you mean "${near}"?`;
}

/** The same of a key; of `{id:a}` YAML makes one long key. */
export function keySuggestion(
  key: string,
  known: readonly string[],
  introduction?: string,
): string | null {
  const [, glued = ''] = /^([\w-]+):\S/.exec(key) ?? [];
  return glued === ''
    ? suggestion(key, known, introduction)
    : `a space stands behind a colon: ${key.replace(':', ': ')}`;
}

const LISTED_MAX = 20;
