/** Are the tests beside the sequences written well? Whether they pass is asked by `touchline test`. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import { compileSequence, type Surroundings } from '../../definition/sequence/sequence-file.ts';
import { readTests, testedBy } from '../../definition/cases/test-file.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';

export function lintTests(
  files: WorkspaceFiles,
  paths: readonly string[],
  surroundings: Surroundings,
): Promise<readonly { readonly path: string; readonly diagnostics: readonly Diagnostic[] }[]> {
  return Promise.all(
    paths.map(async (path) => {
      const name = testedBy(path) ?? '';
      const sequence = `sequences/${name}.yaml`;
      const text = await files.read(sequence);
      if (text === null) return { path, diagnostics: [orphan(path, name, sequence)] };
      // Its own errors are told where they are.
      const compiled = compileSequence(text, sequence, surroundings);
      const tests = (await files.read(path)) ?? '';
      const { diagnostics } = readTests(tests, path, compiled.ok ? compiled.value : null);
      return { path, diagnostics };
    }),
  );
}

function orphan(path: string, name: string, sequence: string): Diagnostic {
  return {
    file: path,
    line: 1,
    column: 1,
    length: 1,
    code: 'unknown_sequence',
    severity: 'error',
    message: `there is no sequence "${name}" to test`,
    hint: `write ${sequence}, or rename the file after the sequence that it tests`,
  };
}
