/** `style.yaml` to the rules that `lint` asks of every template, or everything that is wrong with it. */
import type { Checked } from '../../core/diagnostic.ts';
import { hasErrors, type Problem, sortedByPlace } from '../reading/problem.ts';
import { type Style, styleShape } from './style-format.ts';
import { readYaml } from '../reading/yaml-source.ts';

/** @param file  Its path as it should be shown. An empty file has no rules. */
export function readStyle(written: string, file: string): Checked<Style> {
  const source = readYaml(written, file);
  if (!source.ok) return source;
  const problems: Problem[] = [];
  const style = styleShape.read(source.value.value ?? {}, [], (problem) => problems.push(problem));
  const diagnostics = sortedByPlace([
    ...source.diagnostics,
    ...problems.map((problem) => source.value.diagnose(problem)),
  ]);
  return style === undefined || hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : { ok: true, value: style, diagnostics };
}
