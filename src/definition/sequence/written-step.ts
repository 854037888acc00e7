/** A step as it is written, whether it can be read or not. */
import type { Path, Report } from '../reading/problem.ts';
import { isMapping } from '../reading/shape.ts';

export interface Written<K extends string, V> {
  readonly kind: K;
  readonly values: V;
  /** All that are written in it: its own and those of the steps in its paths, whether they can be read or not. */
  readonly ids: readonly string[];
  /** It has a key of another kind as well, and may be meant for that. */
  readonly isUnsure: boolean;
  /** The key of its kind as it is written, with a slip; `null`: as it should be. */
  readonly misspelt: string | null;
}

/** What stands where a step should and is none that we know; its slip is told. Others may name it all the same. */
export interface UnreadStep {
  readonly kind: 'unread';
  readonly values: { readonly id: string | undefined };
  readonly ids: readonly string[];
}

export function idsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'id' && typeof each === 'string' ? [each] : idsIn(each),
  );
}

export function unread(value: unknown, id: string | undefined): UnreadStep {
  return { kind: 'unread', values: { id }, ids: idsIn(value) };
}

/** Tells at the key as it is written what is told of the one that was meant. */
export function respelt(report: Report, at: Path, meant: string, written: string): Report {
  return (problem) => {
    const { path } = problem;
    if (path[at.length] !== meant) return report(problem);
    report({ ...problem, path: [...at, written, ...path.slice(at.length + 1)] });
  };
}
