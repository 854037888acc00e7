import type { Looking } from '../../usecases/segments/matching-people.ts';
import type { Context } from '../command.ts';

/** A search that takes long is counted on stderr. */
export async function inSight<Result>(
  context: Context,
  search: (onLook: Looking) => Promise<Result>,
): Promise<Result> {
  const indexing = context.progress('new people, indexed for search');
  const looking = context.progress('people looked at');
  try {
    return await search((what, done, total) => {
      if (what === 'indexing') indexing.count(done, total);
      // The first thousand take no time.
      else if (done >= 1_000) looking.count(done, total);
    });
  } finally {
    indexing.end();
    looking.end();
  }
}
