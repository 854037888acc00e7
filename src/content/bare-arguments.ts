/** Which arguments must be there, because a snippet has no fallback for them? Asked of texts that fit together: see `check-snippets.ts`. */
import { SNIPPETS, splitName } from '../core/template.ts';
import { isArgument } from './check-snippets.ts';
import type { CompiledText } from './compiled-text.ts';
import type { FieldUse } from './merge-fields.ts';

export const NO_NAMES: ReadonlySet<string> = new Set();

/** By name of the text; an argument that is only handed on is as bare as it is in the end. */
export function bareArguments(
  texts: readonly CompiledText[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  const bareIn = (text: CompiledText): ReadonlySet<string> => {
    const known = found.get(text.name);
    if (known !== undefined) return known;
    for (const { snippet } of text.uses)
      texts.filter(({ name }) => isOf(name, snippet)).forEach(bareIn);
    const bare = text.fields.filter(
      (field) => !field.hasFallback && isArgument(field.name) && !hasFallbackInside(field, found),
    );
    const names = new Set(bare.map(({ name }) => name));
    found.set(text.name, names);
    return names;
  };
  texts.forEach(bareIn);
  return found;
}

/** Is it given to a snippet that has a word to put in its place, in every language? */
export function hasFallbackInside(
  { givenTo }: FieldUse,
  bare: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  if (givenTo === undefined) return false;
  const languages = [...bare].filter(([name]) => isOf(name, givenTo.snippet));
  return languages.every(([, names]) => !names.has(givenTo.argument));
}

function isOf(name: string, snippet: string): boolean {
  return splitName(name).base === SNIPPETS + snippet;
}
