/** Faults in who is who, and in what that means for those who are written to. */
import { SIMULATION, fault, type Mutant } from './mutant.ts';

const MERGES = 'test/usecases/merges/merge-people.test.ts';

export const WHO_IS_WHO: readonly Mutant[] = [
  fault(
    'who answered as the one is written to as the other',
    'src/store/sql/merges.ts',
    'if (sinceMs > enrolledNotAfterMs) continue;',
    'if (sinceMs > 0) continue;',
    MERGES,
    SIMULATION,
  ),
  fault(
    'a sequence goes on twice for whom a merge brought together',
    'src/store/sql/merges.ts',
    'if (twin === undefined) return [];',
    "if (twin?.sequence !== '') return [];",
    MERGES,
    SIMULATION,
  ),
  fault(
    'whom a sequence has written to as somebody else it writes to again',
    'src/store/sql/merges.ts',
    'if (before === undefined) return [];',
    "if (before?.sequence !== '') return [];",
    MERGES,
    SIMULATION,
  ),
  fault(
    'who is being erased becomes somebody else',
    'src/store/sql/merges.ts',
    'for (const { prospect } of [survivor, absorbed]) yield* refuseErasing(prospect);',
    '',
    MERGES,
  ),
  fault(
    'what was wished as the one person binds one of the two',
    'src/store/sql/unmerge.ts',
    '  yield* shareWishes([into, from], { signal: moves.lastSignal, atMs: row.at_ms }, nowMs);\n',
    '',
    MERGES,
  ),
  fault(
    'a sequence that they were handed over to stays with the other one',
    'src/store/sql/unmerge.ts',
    'for (const next of yield* all<{ id: number }>(HANDED_OVER_TO, id, into)) queue.push(next.id);',
    '',
    MERGES,
  ),
  fault(
    'who comes back from a merge is not found',
    'src/store/sql/unmerge.ts',
    '  yield* cameBack(row);\n',
    '',
    'test/usecases/people/find-people.test.ts',
  ),
  fault(
    'an undone list holds as of when it came',
    'src/usecases/imports/undo-import.ts',
    'await takeBack(this.#open, merge, this.#nowMs);',
    'await takeBack(this.#open, merge, this.#record.atMs);',
    'test/usecases/imports/undo-import.test.ts',
  ),
  fault(
    'who was parted goes on as if nothing had happened',
    'src/store/sql/unmerge.ts',
    'if (isHeld) for (const person of [into, from])',
    'if (isHeld && nowMs < 0) for (const person of [into, from])',
    MERGES,
    SIMULATION,
  ),
  fault(
    'a list makes two of whom its row names by two proofs',
    'src/usecases/imports/resolve-leads.ts',
    'for (const id of owners) if (!ids.includes(id)) ids.push(id);',
    'for (const id of owners) if (ids.length === 0) ids.push(id);',
    'test/usecases/imports/import-leads.property.test.ts',
    SIMULATION,
  ),
  fault(
    'who opts out in the thread of a colleague is written to',
    'src/inbound/signals.ts',
    'const writer = OWN_WORDS.has(kind) ? match.writtenBy : null;',
    'const writer = OWN_WORDS.size > 9 ? match.writtenBy : null;',
    'test/inbound/signals.test.ts',
  ),
];
