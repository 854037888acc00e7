/** Runs the sequence tests of a workspace: which cases passed, which did not and why. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import { UserError } from '../../core/user-error.ts';
import { hasErrors } from '../../definition/reading/problem.ts';
import { renderDiagnostic } from '../../definition/reading/render-diagnostic.ts';
import { readCases, testedBy, type SequenceCase } from '../../definition/cases/test-file.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import {
  loadSequence,
  loadSuccessors,
  type Workspace,
} from '../../usecases/files/load-sequence.ts';
import { testCase, type CaseFailure, type TestBench } from './test-sequence.ts';

export interface TestedCase {
  readonly file: string;
  readonly line: number;
  /** `null`: the file itself, or its sequence, can't be read. */
  readonly name: string | null;
  readonly failure: CaseFailure | null;
}

/** Every file of tests, sorted. */
export async function testFilesIn(files: WorkspaceFiles): Promise<readonly string[]> {
  const names = await files.list('sequences');
  return names.filter((name) => testedBy(name) !== null).map((name) => `sequences/${name}`);
}

/** In the order of the files; of each, cases that can't be read come first. */
export async function testFiles(
  files: WorkspaceFiles,
  paths: readonly string[],
  workspace: Workspace,
  bench: TestBench,
): Promise<readonly TestedCase[]> {
  const tested: TestedCase[] = [];
  for (const file of paths) {
    const loaded = await loadTests(files, file, workspace);
    if (!loaded.ok) {
      tested.push({
        file,
        line: 1,
        name: null,
        failure: { problems: [loaded.because], compared: [] },
      });
      continue;
    }
    const { version, successors, cases, broken } = loaded;
    for (const { line, name, because } of broken) {
      tested.push({ file, line, name, failure: { problems: [because], compared: [] } });
    }
    for (const each of cases) {
      const failure = await testCase(bench, version, successors, each);
      tested.push({ file, line: each.line, name: each.name, failure });
    }
  }
  return tested;
}

type LoadedTests =
  | {
      readonly ok: true;
      readonly version: StoredVersion;
      readonly successors: readonly StoredVersion[];
      readonly cases: readonly SequenceCase[];
      /** Those that can't be read, and why. */
      readonly broken: readonly {
        readonly line: number;
        readonly name: string | null;
        readonly because: string;
      }[];
    }
  | { readonly ok: false; readonly because: string };

async function loadTests(
  files: WorkspaceFiles,
  file: string,
  workspace: Workspace,
): Promise<LoadedTests> {
  try {
    const version = await loadSequence(files, testedBy(file) ?? '', workspace);
    const successors = await loadSuccessors(files, version, workspace);
    const text = (await files.read(file)) ?? '';
    const { cases, broken, ofFile } = readCases(text, file, version.sequence);
    const shown = (diagnostics: readonly Diagnostic[]): string =>
      diagnostics.map((each) => renderDiagnostic(each, text)).join('\n');
    if (hasErrors(ofFile)) return { ok: false, because: shown(ofFile) };
    const unread = broken.map(({ line, name, diagnostics }) => {
      return { line, name, because: shown(diagnostics) };
    });
    return { ok: true, version, successors, cases, broken: unread };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { ok: false, because: cause.message };
  }
}
