/** Saved conditions about people, by name: checked where they are written, read anew where they are asked. */
import { parseCondition } from '../definition/condition/condition-text.ts';
import { problemAt, type Report } from '../definition/reading/problem.ts';
import type { Config } from './config.ts';

export function segmentsOf(
  written: ReadonlyMap<string, string | undefined> | undefined,
  report: Report,
): Config['segments'] {
  const segments = [...(written ?? [])].flatMap(([name, text]) => {
    if (text === undefined) return [];
    const read = parseCondition(text, { kind: 'people' });
    for (const problem of read.ok ? read.warnings : [read.problem, ...read.others]) {
      const { start, length, code, severity, message, hint } = problem;
      const told = problemAt(['segments', name], code, message, hint);
      report({ ...told, severity, within: { start, length } });
    }
    return [[name, text] as const];
  });
  return Object.fromEntries(segments);
}
