import { defineCommand } from '../command.ts';
import { renderTable } from '../output/table.ts';
import { readWorkspace } from '../workspace/session.ts';

export const segmentsCommand = defineCommand({
  description:
    'Shows the segments of touchline.yaml: conditions about people, by name. A segment holds nobody; --segment NAME asks anew each time.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline segments', says: 'their names, and what they ask' }],
  writes: false,
  run: async (context) => {
    const { config } = await readWorkspace(context);
    const segments = Object.entries(config.segments);
    return {
      data: segments.map(([name, where]) => ({ name, where })),
      text: () =>
        segments.length === 0
          ? 'touchline.yaml has no segments. Write one:\nsegments:\n  ctos: "prospect.title contains \'CTO\'"'
          : renderTable([{ title: 'SEGMENT' }, { title: 'WHERE' }], segments),
    };
  },
});
