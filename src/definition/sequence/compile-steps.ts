/** Written steps to the flat program the engine runs: a path becomes steps behind its step, and jumps. */
import { reachableFrom } from '../../core/flow.ts';
import { NEW_THREAD, type Step } from '../../core/sequence.ts';
import { compileChannel } from './compile-channel.ts';
import {
  compileAwait,
  compileBranch,
  compileEnd,
  compileHandover,
  compileSet,
  compileSplit,
} from './compile-control.ts';
import {
  isUnread,
  type StepContext,
  type StepSurroundings,
  type UnreadBefore,
} from './compile-step.ts';
import { compileEmail, compileManual } from './compile-touch.ts';
import { impossibleConditions } from '../condition/impossible.ts';
import { type Path, problemAt } from '../reading/problem.ts';
import type { WrittenStep, WrittenSteps } from './step-format.ts';
import { respelt } from './written-step.ts';

/** The steps that could be read, each before those of its paths. Reports what is wrong between steps, and between a step and its templates. */
export function compileSteps(
  written: WrittenSteps,
  surroundings: StepSurroundings,
): readonly Step[] {
  const compiler = new Compiler(surroundings);
  compiler.list(written, ['steps'], null, []);
  compiler.reportUnreachable();
  compiler.reportImpossible();
  return compiler.steps;
}

class Compiler {
  readonly steps: Step[] = [];
  readonly #surroundings: StepSurroundings;
  /** Where each id was first written. */
  readonly #ids = new Map<string, Path>();
  readonly #names = new Map<WrittenStep, string>();
  readonly #taken = new Set<string>();
  readonly #paths = new Map<Step, Path>();
  #unread: UnreadBefore = { ids: [], hasNameless: false };
  /** What conditions may ask for is written in full. */
  #isWhole = true;

  constructor(surroundings: StepSurroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * @param join  Where it goes on after the last one.
   * @returns `earlier` and all of this list.
   */
  list(
    written: WrittenSteps,
    path: Path,
    join: string | null,
    earlier: readonly Step[],
  ): readonly Step[] {
    let before = earlier;
    for (const [index, step] of written.entries()) {
      const at = [...path, index];
      this.#reportId(step?.values.id, [...at, 'id']);
      if (step === undefined || step.kind === 'unread') {
        this.#isWhole = false;
        this.#addUnread(step?.ids ?? []);
        continue;
      }
      const next = this.#firstName(written.slice(index + 1)) ?? join;
      before = this.#step(step, at, next, before);
    }
    return before;
  }

  #step(
    written: WrittenStep,
    path: Path,
    next: string | null,
    earlier: readonly Step[],
  ): readonly Step[] {
    const { report } = this.#surroundings;
    const { misspelt } = written;
    const read = compileOne(written, {
      ...this.#surroundings,
      report: misspelt === null ? report : respelt(report, path, written.kind, misspelt),
      path,
      earlier,
      unread: this.#unread,
      next,
      firstOf: (steps) => this.#firstName(steps ?? []) ?? next,
    });
    const step = { ...read, id: this.#nameOf(written) };
    this.steps.push(step);
    this.#paths.set(step, path);
    if (!saysAll(written)) this.#isWhole = false;
    if (written.isUnsure && written.values.id !== undefined) this.#addUnread([written.values.id]);
    const upTo = [...earlier, step];
    const inside = pathsOf(written).flatMap(([at, steps]) =>
      this.list(steps, [...path, ...at], next, upTo).slice(upTo.length),
    );
    this.#addUnread(written.ids.filter((id) => !this.#ids.has(id)));
    return [...upTo, ...inside];
  }

  #addUnread(ids: readonly string[]): void {
    this.#unread = { ...this.#unread, ids: [...this.#unread.ids, ...ids] };
  }

  /** Where steps have none, or share one, each goes by a name that nobody can write: ways lead through them all the same. */
  #nameOf(step: WrittenStep): string {
    const { id } = step.values;
    const known = this.#names.get(step);
    if (known !== undefined) return known;
    const isFree = id !== undefined && !this.#taken.has(id);
    const name = isFree ? id : `step ${this.#names.size + 1}`;
    this.#names.set(step, name);
    this.#taken.add(name);
    return name;
  }

  #firstName(steps: WrittenSteps | readonly WrittenSteps[number][]): string | null {
    for (const step of steps) {
      if (step !== undefined && step.kind !== 'unread') return this.#nameOf(step);
    }
    return null;
  }

  #reportId(id: string | undefined, at: Path): void {
    if (id === undefined) {
      this.#isWhole = false;
      this.#unread = { ...this.#unread, hasNameless: true };
      return;
    }
    const { report } = this.#surroundings;
    if (id === NEW_THREAD) {
      const message = '"new" is what "thread" calls a new thread';
      report(problemAt(at, 'bad_name', message, 'choose another id'));
    }
    const first = this.#ids.get(id);
    if (first === undefined) this.#ids.set(id, at);
    else {
      const message = `${placeOf(first)} is called "${id}" too; ids are unique`;
      report(problemAt(at, 'duplicate_id', message, `call this one ${id}-2, or what it is for`));
      this.#isWhole = false;
      this.#addUnread([id]);
    }
  }

  /** What stands behind an end, or behind paths that all end. */
  reportUnreachable(): void {
    const [first] = this.steps;
    if (first === undefined) return;
    const reached = reachableFrom(this, first);
    const lost = this.steps.find((step) => step !== first && !reached.has(step.id));
    if (lost === undefined) return;
    const isNamed = this.#ids.has(lost.id);
    const which = isNamed ? `step "${lost.id}"` : 'this step';
    const message = `nobody can come to ${which}: what stands before it ends the sequence`;
    const path = this.#paths.get(lost) ?? [];
    const hint = 'move it before the end, put the end on a path, or give the end a condition';
    this.#surroundings.report(problemAt(path, 'unreachable_step', message, hint));
  }

  /** Conditions that can't be true, alone or where they stand. */
  reportImpossible(): void {
    const pathOf = (step: Step): Path => this.#paths.get(step) ?? [];
    const { name, report } = this.#surroundings;
    const program = { name, steps: this.steps, isWhole: this.#isWhole };
    for (const problem of impossibleConditions(program, pathOf)) report(problem);
  }
}

function compileOne(step: WrittenStep, context: StepContext): Step {
  switch (step.kind) {
    case 'email':
      return compileEmail(step, context);
    case 'linkedin':
    case 'call':
    case 'sms':
    case 'task':
    case 'message':
      return compileManual(step, context);
    case 'await':
      return compileAwait(step, context);
    case 'branch':
      return compileBranch(step, context);
    case 'split':
      return compileSplit(step, context);
    case 'channel':
      return compileChannel(step, context);
    case 'set':
      return compileSet(step, context);
    case 'handover':
      return compileHandover(step, context);
    case 'end':
      return compileEnd(step, context);
  }
}

/** The paths of a step and where they are written in it. Named ones by name: the order of keys has no meaning. */
export function pathsOf(step: WrittenStep): readonly (readonly [Path, WrittenSteps])[] {
  switch (step.kind) {
    case 'await':
    case 'branch':
      return (['then', 'else'] as const).flatMap((key) => {
        const path = step.values[key];
        return path === undefined ? [] : [[[key], path] as const];
      });
    case 'split':
    case 'channel':
      return pathsByName(step.values.paths);
    case 'call':
      return byName(step.values.outcomes).flatMap(([disposition, rule]) =>
        rule?.then === undefined ? [] : [[['outcomes', disposition, 'then'], rule.then] as const],
      );
    case 'email':
    case 'linkedin':
    case 'sms':
    case 'task':
    case 'message':
    case 'set':
    case 'handover':
    case 'end':
      return [];
  }
}

function pathsByName(
  paths: ReadonlyMap<string, WrittenSteps | undefined> | undefined,
): ReturnType<typeof pathsOf> {
  return byName(paths).flatMap(([name, path]) =>
    path === undefined ? [] : [[['paths', name], path] as const],
  );
}

function byName<Value>(
  values: ReadonlyMap<string, Value> | undefined,
): readonly (readonly [name: string, value: Value])[] {
  return [...(values ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** What a step adds to what conditions may ask for: a stage, tags and fields. */
function saysAll(step: WrittenStep): boolean {
  if (isUnread(step.values, 'stage')) return false;
  if (step.kind !== 'set') return true;
  const { set } = step.values;
  return set !== undefined && !isUnread(set, 'tags') && !isUnread(set, 'fields');
}

function placeOf(path: Path): string {
  const [, index] = path;
  return path.length === 3 ? `step ${Number(index) + 1}` : `a step in step ${Number(index) + 1}`;
}
