/** Written steps to the flat program the engine runs: a path becomes steps behind its step, and jumps. */
import { reachableFrom } from '../../core/flow.ts';
import type { Step } from '../../core/sequence.ts';
import {
  compileAwait,
  compileBranch,
  compileEnd,
  compileHandover,
  compileSet,
  compileSplit,
} from './compile-control.ts';
import type { StepContext, StepSurroundings } from './compile-step.ts';
import { compileEmail, compileManual } from './compile-touch.ts';
import { impossibleConditions } from '../condition/impossible.ts';
import { type Path, problemAt } from '../reading/problem.ts';
import { NEW_THREAD, type WrittenStep, type WrittenSteps } from './step-format.ts';

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
  readonly #paths = new Map<Step, Path>();
  #hasUnread = false;

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
      if (step === undefined) {
        this.#hasUnread = true;
        continue;
      }
      const next = firstId(written.slice(index + 1)) ?? join;
      before = this.#step(step, [...path, index], next, before);
    }
    return before;
  }

  #step(
    written: WrittenStep,
    path: Path,
    next: string | null,
    earlier: readonly Step[],
  ): readonly Step[] {
    this.#reportId(written.values.id, [...path, 'id']);
    const step = compileOne(written, {
      ...this.#surroundings,
      path,
      earlier,
      allEarlierAreKnown: !this.#hasUnread,
      next,
      firstOf: (steps) => firstId(steps ?? []) ?? next,
    });
    this.steps.push(step);
    this.#paths.set(step, path);
    const upTo = [...earlier, step];
    const inside = pathsOf(written).flatMap(([at, steps]) =>
      this.list(steps, [...path, ...at], next, upTo).slice(upTo.length),
    );
    return [...upTo, ...inside];
  }

  #reportId(id: string | undefined, at: Path): void {
    if (id === undefined) {
      this.#hasUnread = true;
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
    }
  }

  /** What stands behind an end, or behind paths that all end. */
  reportUnreachable(): void {
    const [first] = this.steps;
    if (first === undefined || this.#hasUnread) return;
    const reached = reachableFrom(this, first);
    const lost = this.steps.find((step) => step !== first && !reached.has(step.id));
    if (lost === undefined) return;
    const message = `nobody can come to step "${lost.id}": what stands before it ends the sequence`;
    const path = this.#paths.get(lost) ?? [];
    const hint = 'move it before the end, put the end on a path, or give the end a condition';
    this.#surroundings.report(problemAt(path, 'unreachable_step', message, hint));
  }

  /** Conditions that can't be true, alone or where they stand. */
  reportImpossible(): void {
    if (this.#hasUnread) return;
    const pathOf = (step: Step): Path => this.#paths.get(step) ?? [];
    const { name, report } = this.#surroundings;
    for (const problem of impossibleConditions({ name, steps: this.steps }, pathOf))
      report(problem);
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
    case 'set':
      return compileSet(step, context);
    case 'handover':
      return compileHandover(step, context);
    case 'end':
      return compileEnd(step, context);
  }
}

/** The paths of a step and where they are written in it. Named ones by name: the order of keys has no meaning. */
function pathsOf(step: WrittenStep): readonly (readonly [Path, WrittenSteps])[] {
  switch (step.kind) {
    case 'await':
    case 'branch':
      return (['then', 'else'] as const).flatMap((key) => {
        const path = step.values[key];
        return path === undefined ? [] : [[[key], path] as const];
      });
    case 'split':
      return byName(step.values.paths).flatMap(([name, path]) =>
        // A path that the split does not know is told of there; nobody can come to its steps.
        path === undefined || step.values.split?.has(name) !== true
          ? []
          : [[['paths', name], path] as const],
      );
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

function byName<Value>(
  values: ReadonlyMap<string, Value> | undefined,
): readonly (readonly [name: string, value: Value])[] {
  return [...(values ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function firstId(steps: WrittenSteps | readonly (WrittenStep | undefined)[]): string | null {
  return steps.find((step) => step?.values.id !== undefined)?.values.id ?? null;
}

function placeOf(path: Path): string {
  const [, index] = path;
  return path.length === 3 ? `step ${Number(index) + 1}` : `a step in step ${Number(index) + 1}`;
}
