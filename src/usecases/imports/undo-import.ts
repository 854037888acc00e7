/** Takes a list back: whom it made is gone, what it changed is as it was, but for what has come of either since. */
import { UserError } from '../../core/user-error.ts';
import { isOnlyOf, undoFields } from '../../people/identity/field-undo.ts';
import { isAsBefore } from '../../people/identity/prospect-change.ts';
import type {
  CreatedPerson,
  ImportRecord,
  ImportStore,
  OpenUndo,
} from '../../ports/import-store.ts';
import { takeBack } from '../merges/unmerge-person.ts';

export type KeptCode =
  /** They are in a sequence, or were touched, heard or given a task. */
  | 'has_history'
  /** A rep, a sequence or a later list has said something of them since. */
  | 'changed_since'
  | 'on_another_list'
  /** A rep or a later list has joined them with somebody since. */
  | 'merged_since';

export interface Kept {
  readonly prospectId: string;
  readonly name: string | null;
  readonly code: KeptCode;
  /** `changed_since`: the fields of a person who was known before. */
  readonly fields: readonly string[];
}

export interface UndoneImport {
  readonly record: ImportRecord;
  /** `false`: it was undone before. */
  readonly isNew: boolean;
  readonly removed: number;
  readonly restored: number;
  readonly unmerged: number;
  /** Of them, pairs of whom somebody was touched or heard since: what is unfinished of both is held. */
  readonly held: number;
  readonly leftList: number;
  readonly kept: number;
  /** The first of them. */
  readonly examples: readonly Kept[];
}

const PORTION = 1_000;
const EXAMPLES_MOST = 1_000;

/** @throws {UserError} `unknown_import`, `interrupted`. */
export async function undoImport(
  imports: Pick<ImportStore, 'undoing'>,
  importId: string,
  how: { readonly dryRun: boolean; readonly stop: AbortSignal | null },
  nowMs: number,
): Promise<UndoneImport> {
  return imports.undoing(importId, nowMs, async (open) => {
    const { record } = open;
    if (record === null)
      throw new UserError(
        'unknown_import',
        `there is no import ${importId}`,
        'see them all: touchline imports',
      );
    const undo = new Undo(open, record, how.stop, nowMs);
    if (record.undoneAtMs !== null) return { keep: false, result: undo.report(false) };
    await undo.run();
    return { keep: !how.dryRun, result: undo.report(true) };
  });
}

class Undo {
  readonly #open: OpenUndo;
  readonly #record: ImportRecord;
  readonly #stop: AbortSignal | null;
  readonly #nowMs: number;
  readonly #counts = { removed: 0, restored: 0, unmerged: 0, held: 0, leftList: 0, kept: 0 };
  readonly #examples: Kept[] = [];
  /** They stay whole, and are named once. */
  readonly #merged = new Set<string>();

  constructor(open: OpenUndo, record: ImportRecord, stop: AbortSignal | null, nowMs: number) {
    this.#open = open;
    this.#record = record;
    this.#stop = stop;
    this.#nowMs = nowMs;
  }

  async run(): Promise<void> {
    await this.#unmerge();
    await this.#remove();
    await this.#restore();
    this.#counts.leftList = await this.#open.leaveList();
  }

  report(isNew: boolean): UndoneImport {
    return { record: this.#record, isNew, ...this.#counts, examples: this.#examples };
  }

  async #unmerge(): Promise<void> {
    for (const merge of await this.#open.merges()) {
      const [last] = await this.#open.mergesOf(merge.survivorId);
      const now = await this.#open.stored(merge.survivorId);
      // Who is gone is in somebody who is named below.
      if (now === null) continue;
      if (last?.id !== merge.id) {
        this.#keepMerged(now.prospect);
        continue;
      }
      const { isHeld } = await takeBack(this.#open, merge, this.#nowMs);
      this.#counts.unmerged += 1;
      if (isHeld) this.#counts.held += 1;
    }
    for (const id of await this.#open.absorbers()) {
      const now = await this.#open.stored(id);
      if (now !== null) this.#keepMerged(now.prospect);
    }
  }

  async #remove(): Promise<void> {
    for (let after: string | null = null; ;) {
      const portion: readonly CreatedPerson[] = await this.#open.created(after, PORTION);
      const gone: string[] = [];
      for (const person of portion) {
        if (this.#merged.has(person.prospect.id)) continue;
        const code = this.#whyKept(person);
        if (code === null) gone.push(person.prospect.id);
        else this.#keep(person.prospect, code, []);
      }
      await this.#open.remove(gone);
      this.#counts.removed += gone.length;
      await this.#breathe();
      if (portion.length < PORTION) return;
      after = portion.at(-1)!.prospect.id;
    }
  }

  #whyKept(person: CreatedPerson): KeptCode | null {
    if (person.hasHistory) return 'has_history';
    if (!isOnlyOf(person, this.#open.numbers)) return 'changed_since';
    return person.isOnOtherList ? 'on_another_list' : null;
  }

  async #restore(): Promise<void> {
    for (let after: string | null = null; ;) {
      const portion = await this.#open.changed(after, PORTION);
      for (const { stored, before } of portion) {
        if (this.#merged.has(stored.prospect.id)) continue;
        const { person, times, kept } = undoFields(stored, before, this.#open.numbers);
        if (kept.length > 0) this.#keep(stored.prospect, 'changed_since', kept);
        if (isAsBefore(stored.prospect, person)) continue;
        await this.#open.restore(stored, { person, times });
        this.#counts.restored += 1;
      }
      await this.#breathe();
      if (portion.length < PORTION) return;
      after = portion.at(-1)!.stored.prospect.id;
    }
  }

  #keepMerged(person: { readonly id: string; readonly name: string | null }): void {
    if (this.#merged.has(person.id)) return;
    this.#merged.add(person.id);
    this.#keep(person, 'merged_since', []);
  }

  #keep(
    { id, name }: { readonly id: string; readonly name: string | null },
    code: KeptCode,
    fields: readonly string[],
  ): void {
    this.#counts.kept += 1;
    if (this.#examples.length < EXAMPLES_MOST)
      this.#examples.push({ prospectId: id, name, code, fields });
  }

  /** Signals are heard between two portions. */
  async #breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#stop?.aborted === true)
      throw new UserError(
        'interrupted',
        'stopped: nothing was undone',
        'run it again when it suits',
      );
  }
}
