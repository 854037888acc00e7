/** Runs the sequence tests of a workspace: which cases passed, which did not and why. */
import { UserError } from '../../core/user-error.ts';
import { renderDiagnostic } from '../../definition/render-diagnostic.ts';
import { readTests, testedBy, type SequenceCase } from '../../definition/test-file.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import { loadSequence, loadSuccessors, type Workspace } from './load-sequence.ts';
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

/** In the order of the files and of their cases. */
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
    const { version, successors, cases } = loaded;
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
    const read = readTests(text, file, version.sequence);
    if (read.ok) return { ok: true, version, successors, cases: read.value };
    const shown = read.diagnostics.map((each) => renderDiagnostic(each, text));
    return { ok: false, because: shown.join('\n') };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { ok: false, because: cause.message };
  }
}
