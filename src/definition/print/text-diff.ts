/** What changed between two texts, line by line, as a person reads it in a review. */
import { diffArrays, structuredPatch } from 'diff';

/** Unified hunks without file names; empty: they are the same. @param from  `null`: there is none, nor an empty line of one. */
export function textDiff(from: string | null, to: string | null): string {
  const lines = (text: string | null): string => (text === null ? '' : `${text}\n`);
  const { hunks } = structuredPatch('', '', lines(from), lines(to), '', '', { context: 2 });
  return hunks
    .map((hunk) => {
      const at = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
      return [at, ...hunk.lines].join('\n');
    })
    .join('\n');
}

/** Names in the order of both lists, what was taken out in its old place: a name that changed its place is there twice. */
export function orderDiff(
  from: readonly string[],
  to: readonly string[],
): readonly { readonly id: string; readonly stands: 'in_both' | 'only_here' | 'no_more' }[] {
  return diffArrays([...from], [...to]).flatMap(({ value, added, removed }) =>
    value.map((id) => ({
      id,
      stands: added
        ? ('only_here' as const)
        : removed
          ? ('no_more' as const)
          : ('in_both' as const),
    })),
  );
}
