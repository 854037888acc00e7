/** Takes a list of suppressions in, in portions: every entry binds as soon as it is read, and a repeat changes nothing. */
import type { NewSuppression } from '../../core/person-effects.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { enlist, stopBound, type StoppedBy } from './suppress.ts';

export interface ImportedSuppressions extends StoppedBy {
  readonly added: number;
  readonly alreadyListed: number;
  /** The first of those that are new. */
  readonly named: readonly NewSuppression[];
}

/** So many share one commit. */
const AT_ONCE = 2_000;
const NAMED_MOST = 1_000;

/**
 * @param source  The file.
 * @param dryRun  Says what would change, and writes nothing: `stopped` and `held` are 0.
 */
export async function importSuppressions(
  stores: Pick<Stores, 'suppressions' | 'enrollments' | 'signals'>,
  deciding: Deciding,
  entries: AsyncIterable<NewSuppression>,
  { source, dryRun }: { readonly source: string; readonly dryRun: boolean },
  nowMs: number,
): Promise<ImportedSuppressions> {
  const total = { added: 0, alreadyListed: 0, people: 0, stopped: 0, held: 0 };
  const named: NewSuppression[] = [];
  // All of our people are read for these: once, at the end. Until then the gate knows them.
  const wide = { added: [] as NewSuppression[], alreadyListed: [] as NewSuppression[] };
  const count = ({ people, stopped, held }: StoppedBy): void => {
    total.people += people;
    total.stopped += stopped;
    total.held += held;
  };
  const stop = async (listed: typeof wide): Promise<void> =>
    count(
      dryRun
        ? { ...NOBODY, people: (await stores.suppressions.bound(listed.added)).size }
        : await stopBound(stores, deciding, listed, nowMs),
    );
  for await (const portion of portionsOf(entries)) {
    const listed = await (dryRun
      ? compare(stores, portion)
      : enlist(stores, portion, source, nowMs));
    total.added += listed.added.length;
    total.alreadyListed += listed.alreadyListed.length;
    named.push(...listed.added.slice(0, NAMED_MOST - named.length));
    wide.added.push(...listed.added.filter(isWide));
    wide.alreadyListed.push(...listed.alreadyListed.filter(isWide));
    await stop({
      added: listed.added.filter((each) => !isWide(each)),
      alreadyListed: listed.alreadyListed.filter((each) => !isWide(each)),
    });
  }
  await stop(wide);
  return { ...total, named };
}

const NOBODY: StoppedBy = { people: 0, stopped: 0, held: 0 };

async function compare(
  { suppressions }: Pick<Stores, 'suppressions'>,
  entries: readonly NewSuppression[],
): ReturnType<typeof enlist> {
  const known = await suppressions.listed(entries);
  return {
    added: entries.filter((_, index) => known[index] === null),
    alreadyListed: entries.filter((_, index) => known[index] !== null),
  };
}

function isWide({ kind }: NewSuppression): boolean {
  return kind === 'domain' || kind === 'pattern';
}

async function* portionsOf(
  entries: AsyncIterable<NewSuppression>,
): AsyncGenerator<readonly NewSuppression[], void> {
  let portion: NewSuppression[] = [];
  for await (const entry of entries) {
    portion.push(entry);
    if (portion.length < AT_ONCE) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
