/** Faults in who is who, and in what that means for those who are written to. */
import { SIMULATION, fault, type Mutant } from './mutant.ts';

const MERGES = 'test/usecases/merges/merge-people.test.ts';
const UNMERGED = 'test/usecases/merges/unmerge.test.ts';

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
    '  yield* shareWishes([into, from], { signal, withdrawn, atMs: row.at_ms }, nowMs);\n',
    '',
    MERGES,
  ),
  fault(
    'a sequence that they were handed over to stays with the other one',
    'src/store/sql/unmerge.ts',
    'AND (continued_from = ? OR handed_over_from = ?)',
    'AND (continued_from = ? OR handed_over_from = ? AND id < 0)',
    MERGES,
  ),
  fault(
    'a letter in the thread of the other goes with the thread, whoever wrote it',
    'src/store/sql/unmerge.ts',
    'if (!isOwn) yield* run(',
    'if (isOwn || !isOwn) yield* run(',
    UNMERGED,
  ),
  fault(
    'a letter that is somebody else’s by now is taken from them',
    'src/store/sql/person-tables.ts',
    'WHERE id = ? AND prospect_id = ?`),',
    'WHERE id = ? AND prospect_id <> -?`),',
    UNMERGED,
  ),
  fault(
    'what one had withdrawn before they were taken for one binds the other',
    'src/store/sql/shared-wishes.ts',
    '!withdrawn.includes(nameOf(each)),',
    'each.recordedAtMs >= atMs,',
    UNMERGED,
  ),
  fault(
    'a wish gets the number of a doubt that is gone, and binds one of the two',
    'src/store/sql/unmerge.ts',
    "if (moves.signals.length > 0) yield* keepCounting('signal');",
    '',
    UNMERGED,
  ),
  fault(
    'a store from before reads who was handed over by what, and takes one for the other',
    'src/store/sql/migrations/handovers.ts',
    'AND ended.place = begun.place AND',
    'AND',
    'test/store/handed-over.test.ts',
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
