/** Does everything that must always be true hold in this store? The file first: rows of a damaged one prove nothing. */
import type { Journal } from '../../ports/journal.ts';
import type { RunnerState } from '../../ports/runner-state.ts';
import type { Check, VerifyStore } from '../../ports/verify-store.ts';

export async function verifyStore(
  invariants: VerifyStore,
  state: Pick<RunnerState, 'lastIntent'>,
  journal: Pick<Journal, 'last'>,
): Promise<readonly Check[]> {
  const file = await invariants.inspect();
  if (file.some(({ check, broken }) => check === 'file_is_whole' && broken.length > 0)) return file;
  return [...file, ...(await invariants.verify()), await journalCheck(state, journal)];
}

/** The store may be ahead (a runner died between the two); a journal that is ahead knows of sends that this store forgot. */
async function journalCheck(
  state: Pick<RunnerState, 'lastIntent'>,
  journal: Pick<Journal, 'last'>,
): Promise<Check> {
  const [stored, written] = [await state.lastIntent(), await journal.last()];
  return {
    check: 'journal_is_not_ahead',
    promise: 'the store knows of every send that the journal beside it knows of',
    broken: written > stored ? [`the journal has ${written} sends, the store ${stored}`] : [],
  };
}
