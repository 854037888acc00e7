/** Who is who, what lists do, who must not be contacted, and who is forgotten. */
import { fault, type Mutant } from './mutant.ts';

const NAMES = 'test/usecases/accounts';
const BOUND = 'test/runner/bound-while-open.test.ts';
const UNDO = 'test/usecases/imports/undo-import.test.ts';
const MERGE = 'test/usecases/merges/merge-people.test.ts';

export const PEOPLE: readonly Mutant[] = [
  fault(
    'who is held is not written down',
    'src/store/sql/commit.ts',
    '    heldBy(next),',
    '    null,',
    'test/usecases/workspace/check-health.test.ts',
  ),
  fault(
    'what undoing an import parts is in doubt only for what began before the import',
    'src/usecases/imports/undo-import.ts',
    'takeBack(this.#open, merge, this.#nowMs)',
    'takeBack(this.#open, merge, this.#record.atMs)',
    UNDO,
  ),
  fault(
    'what an undone import had confirmed is still its word',
    'src/store/sql/undo-import.ts',
    '[...same, ...undone]',
    '[...same]',
    UNDO,
  ),
  fault(
    'a change of anything makes a number proof of who somebody is',
    'src/store/sql/prospects.ts',
    'keys.filter((key) => !isAmong(known, key)),',
    'keys,',
    MERGE,
  ),
  fault(
    'a no that two have said as one is the word of one of them',
    'src/store/sql/unmerge.ts',
    'yield* shareWishes([into, from], { signal: moves.lastSignal, atMs: row.at_ms }, nowMs);',
    '',
    BOUND,
  ),
  fault(
    'an export is not remembered',
    'src/cli/commands/export.ts',
    "await writeRemembered(stores.privacy, { path, kind: 'list' }, writing, nowMs);",
    'await writing();',
    'test/cli/privacy.test.ts',
  ),
  fault(
    'whose person was merged begins by the date of nobody',
    'src/store/sql/merges.ts',
    'for (const row of [into, from]) yield* markStarts(row);',
    'for (const row of [into, from]) if (row < 0) yield* markStarts(row);',
    'test/cli/starts.test.ts',
  ),
  fault(
    'who changed since the index was made is not found',
    'src/store/sql/search.ts',
    'yield* index(changed);',
    '',
    'test/usecases/people/find-people.test.ts',
  ),
  fault(
    'one side of an or is taken for certain',
    'src/usecases/people/where.ts',
    'const atoms = impliedBy(condition, true).map(({ atom }) => atom);',
    "const atoms = impliedBy(condition, condition.kind !== 'or').map(({ atom }) => atom);",
    'test/usecases/people/find-people.test.ts',
  ),
  fault(
    'a formula leaves in an export',
    'src/people/lists/people-csv.ts',
    '].map(guarded),',
    '],',
    'test/usecases/people/export.test.ts',
  ),
  fault(
    'a zone that was told from a city comes back as somebody’s word',
    'src/people/lists/people-csv.ts',
    "return person.zoneSource === 'column' ? person.zone : null;",
    'return person.zone;',
    'test/usecases/people/export.test.ts',
  ),
  fault(
    'an account that was given outright is taken for another name',
    'src/usecases/accounts/align-accounts.ts',
    '.filter((person) => accountOf(person) === alias)',
    '',
    NAMES,
  ),
  fault(
    'who was erased is not asked for by their hash',
    'src/store/sql/suppressions.ts',
    'const erased = yield* erasedOf(person);',
    'const erased = null as { reason: string } | null;',
    'test/usecases/privacy/erase.property.test.ts',
  ),
  fault(
    'the ids of who was erased are given again',
    'src/store/sql/erase.ts',
    'yield* run(COUNT_ON, last, `last_${table}`, last);',
    '',
    'test/usecases/privacy/erase.property.test.ts',
  ),
  fault(
    'an erasure leaves the mail of others as it is',
    'src/usecases/privacy/erase-person.ts',
    'if (redacted === null) continue;',
    'continue;',
    'test/cli/privacy.test.ts',
  ),
  fault(
    'the file is not rewritten after an erasure',
    'src/store/sql/erase.ts',
    'yield* run(TO_CLEAN, 1);',
    '',
    'test/crash/erase-killed.test.ts',
  ),
  fault(
    'retention takes whoever is in a sequence',
    'src/store/sql/retention.ts',
    "(e.status <> 'finished' OR ",
    '(',
    'test/usecases/privacy/keep-retention.test.ts',
  ),
  fault(
    'a suppression on one channel binds nobody',
    'src/policy/may-send.ts',
    '({ channel }) => channel === facts.channel',
    '() => false',
    'test/runner/consent.test.ts',
  ),
  fault(
    'what a newer list repeats is as old as before',
    'src/usecases/imports/resolve-leads.ts',
    'if (isAsWritten(slot, row) && isEveryFieldAsNew(known, time.at))',
    'if (isAsWritten(slot, row))',
    'test/usecases/imports/repeated-rows.test.ts',
  ),
  fault(
    'keys of people who were written before are not looked up',
    'src/usecases/imports/seen-hashes.ts',
    'return (this.#words[hash % WORDS]! & bits) === bits;',
    'return false;',
    'test/usecases/imports/repeated-rows.test.ts',
  ),
  fault(
    'who was made by a row before in the same portion is not recognised',
    'src/usecases/imports/resolve-leads.ts',
    '    this.#own(hash, name, prospectId);\n    this.#seen',
    '    this.#seen',
    'test/usecases/imports/repeated-rows.test.ts',
  ),
  fault(
    'a row says that the owner is who the import gives',
    'src/people/identity/ready-leads.ts',
    '...personOfText(made), ...given',
    '...personOfText(made)',
    'test/people/ready-leads.test.ts',
  ),
];
