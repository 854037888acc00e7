import { shippedSchemas } from '../../config/shipped.ts';
import { writtenList } from '../../definition/reading/written.ts';
import { refreshSchemas } from '../../usecases/workspace/refresh-schemas.ts';
import { defineCommand } from '../command.ts';
import { requireWorkspace } from '../workspace/workspace.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

export const schema = defineCommand({
  description:
    'Writes the JSON Schemas of this version into .touchline of the workspace. An editor with a YAML language server finds them by the ' +
    'first line of a file, and then proposes keys and values, explains them, and underlines mistakes while you type. init writes them for ' +
    'a new workspace; after an upgrade lint says when they are of another version.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline schema', says: 'after an upgrade, or in an older workspace' }],
  writes: false,
  async run(context) {
    const dir = requireWorkspace(context);
    const { written, unchanged } = await refreshSchemas(
      workspaceFiles(dir),
      await shippedSchemas(),
    );
    return {
      data: { dir, written: [...written], unchanged: [...unchanged] },
      text: () =>
        written.length === 0
          ? 'Your editor knows this version already; nothing was changed.'
          : [
              `Wrote ${writtenList(written)}.`,
              'An editor finds them by the first line of a file:',
              '  touchline.yaml         # yaml-language-server: $schema=.touchline/workspace.schema.json',
              '  style.yaml             # yaml-language-server: $schema=.touchline/style.schema.json',
              '  sequences/*.yaml       # yaml-language-server: $schema=../.touchline/sequence.schema.json',
              '  sequences/*.test.yaml  # yaml-language-server: $schema=../.touchline/test.schema.json',
            ].join('\n'),
    };
  },
});
