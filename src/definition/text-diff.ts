/** What changed between two texts, line by line, as a person reads it in a review. */
import { diffArrays, structuredPatch } from 'diff';

/** Unified hunks without file names; empty: they are the same. */
export function textDiff(from: string, to: string): string {
  const { hunks } = structuredPatch('', '', `${from}\n`, `${to}\n`, '', '', { context: 2 });
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
