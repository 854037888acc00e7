import { basename, relative, resolve } from 'node:path';
import { NewFiles } from '../../config/new-files.ts';
import { packageFolder } from '../../config/package-folder.ts';
import {
  shippedFiles,
  shippedSchemas,
  starterFiles,
  type ShippedFile,
} from '../../config/shipped.ts';
import { initWorkspace, type Initialised } from '../../usecases/workspace/init-workspace.ts';
import { defineCommand } from '../command.ts';
import { cleanLine } from '../output/sanitize.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

export const init = defineCommand({
  description:
    'Makes a folder a workspace: touchline.yaml, a sequence with its templates, and a .gitignore that keeps personal data out of git. ' +
    'Writes what is missing and never overwrites. Nobody can be reached before you name a mail server.',
  arguments: {
    dir: { count: 'optional', placeholder: 'DIR', summary: 'the folder; this one when left out' },
  },
  options: {
    with: {
      kind: 'texts',
      placeholder: 'SEQUENCE',
      summary: 'a shipped sequence instead of classic, with its templates and tests',
    },
  },
  examples: [
    { line: 'touchline init acme-outbound', says: 'a new folder' },
    { line: 'touchline init', says: 'in the folder you are in' },
    {
      line: 'touchline init --with recruiting --with referral',
      says: 'other sequences: docs/shipped-sequences.md; also in a workspace that is there',
    },
  ],
  writes: false,
  async run({ io, workspaceDir, colors }, args, options) {
    const dir = args.dir === null ? (workspaceDir ?? io.cwd) : resolve(io.cwd, args.dir);
    const done = await initWorkspace(new NewFiles(dir), {
      folderName: basename(dir),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      files: await filesFor(options.with),
      workspaceText: null,
    });
    return {
      data: { dir, created: [...done.created], kept: [...done.kept] },
      text: () => textOf(done, dir, relative(io.cwd, dir), colors.bold),
    };
  },
});

/** @param sequences  Empty: the one that everybody begins with. */
async function filesFor(sequences: readonly string[]): Promise<readonly ShippedFile[]> {
  if (sequences.length === 0) return starterFiles();
  const { filesOfSequences } = await import('../../usecases/workspace/files-of-sequences.ts');
  const paths = await filesOfSequences(workspaceFiles(packageFolder()), sequences);
  return [...(await shippedFiles(paths)), ...(await shippedSchemas())];
}

const ABOUT: readonly (readonly [RegExp, string])[] = [
  [/^touchline\.yaml$/, 'who writes, from which mailbox: edit this first'],
  [/^sequences\/classic/, 'three weeks over four channels'],
  [/^sequences\/.*\.test\./, 'what it does with whom: touchline test'],
  [/^sequences\//, 'a sequence; its first lines say for whom, and what to change'],
  [/-note\.md$/, 'a LinkedIn note'],
  [/-message\.md$/, 'a LinkedIn message'],
  [/discovery|-call\.md$/, 'a script for a call'],
  [/missed|-text\.md$/, 'a text message'],
  [/-letter\.md$/, 'a letter'],
  [/-(?:ask|prepare)\.md$/, 'a text for a task'],
  [/^templates\//, 'an email'],
  [/^\.touchline\/seq/, 'tells your editor what a sequence may hold'],
  [/^\.touchline\/style/, 'tells your editor what style.yaml may hold'],
  [/^\.touchline\/test/, 'tells your editor what a test of a sequence may hold'],
  [/^\.touchline\//, 'tells your editor what touchline.yaml may hold'],
  [/^\.gitignore$/, 'keeps store, keys and mail out of git'],
];

function textOf(
  { created, kept }: Initialised,
  dir: string,
  shownDir: string,
  bold: (text: string) => string,
): string {
  const folder = cleanLine(dir);
  if (created.length === 0) return `${folder} is a workspace already; nothing was changed.`;
  const width = Math.max(...created.map((path) => path.length));
  const lines = created.map((path) => {
    const about = ABOUT.find(([pattern]) => pattern.test(path))?.[1] ?? '';
    return `  ${path.padEnd(width)}  ${about}`;
  });
  const isNew = created.includes('touchline.yaml');
  return [
    isNew ? `Made ${folder} a workspace:` : `Added what was missing in ${folder}:`,
    ...lines,
    ...(kept.length > 0 ? [`Left as they were: ${kept.join(', ')}`] : []),
    ...(kept.includes('.gitignore') && isNew
      ? ['See that your .gitignore lists *.db*, mail/ and keys: they hold personal data.']
      : []),
    ...(isNew
      ? ['Its mailbox leads to a port of this machine, so nobody can be reached yet.']
      : []),
    '',
    bold('Next:'),
    ...(shownDir === '' ? [] : [`  cd ${cleanLine(shownDir)}`]),
    ...(isNew ? ['  edit touchline.yaml'] : []),
    '  touchline lint',
    '  touchline import leads.csv',
  ].join('\n');
}
