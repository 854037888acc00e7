import { resolve } from 'node:path';
import { NewFiles } from '../../config/new-files.ts';
import { remembering } from '../../usecases/privacy/write-remembered.ts';
import {
  exportCorrections,
  isReadRight,
  type CorrectedCase,
} from '../../usecases/signals/export-corrections.ts';
import { defineCommand } from '../command.ts';
import type { Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { withDesk } from '../workspace/desk.ts';

export const inboxExport = defineCommand({
  description:
    'Writes the messages that people labelled or assigned as test cases: each as it came in, and beside it what a person said that it ' +
    'is and what the rules take it for today. They hold what people wrote: only you can read the files.',
  arguments: {
    dir: { count: 'one', placeholder: 'DIR', summary: 'a folder; what is there already stays' },
  },
  options: {},
  examples: [
    {
      line: 'touchline inbox export corrections',
      says: 'then: touchline inbox read corrections/*.eml',
    },
  ],
  writes: false,
  run: (context, args) =>
    withDesk(context, 'read', async (desk) => {
      const dir = resolve(context.io.cwd, args.dir);
      const to = { inbox: desk.to.inbox, settings: desk.session.settings };
      const { privacy } = desk.to;
      const files = remembering(privacy, new NewFiles(dir), dir, desk.moment.nowMs);
      const cases = await exportCorrections(to, files);
      return {
        data: { dir, cases: cases.map(caseDocument) },
        text: () => exportText(args.dir, cases),
      };
    }),
});

function caseDocument(each: CorrectedCase): Json {
  const { id, channel, file, class: is, intent, readAs, isNew } = each;
  return {
    id,
    channel,
    file,
    class: is,
    intent,
    read_as: readAs === null ? null : { class: readAs.class, intent: readAs.intent },
    read_right: isReadRight(each),
    new: isNew,
  };
}

function exportText(dir: string, cases: readonly CorrectedCase[]): string {
  if (cases.length === 0) return 'Nobody has labelled or assigned a message yet.';
  const count = cases.filter(({ isNew }) => isNew).length;
  const wrong = cases.filter((each) => !isReadRight(each));
  const table = renderTable(
    [{ title: 'FILE' }, { title: 'IS' }, { title: 'READ AS' }],
    wrong.map(({ file, class: is, intent, readAs }) => [
      file,
      classText(is, intent),
      readAs === null ? 'unreadable' : classText(readAs.class, readAs.intent),
    ]),
  );
  return [
    `${count} of ${cases.length} corrected messages are new in ${cleanLine(dir)}.`,
    wrong.length === 0 ? 'The rules read all of them right.' : `The rules still misread:\n${table}`,
  ].join('\n');
}

function classText(is: string, intent: string | null): string {
  return intent === null ? is : `${is}: ${intent}`;
}
