import { counted } from '../../core/counted.ts';
import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { testedBy } from '../../definition/cases/test-file.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import type { ComparedLine } from '../../rehearsal/cases/compare-lines.ts';
import { keptAlmanac } from '../../usecases/people/kept-almanac.ts';
import { testFiles, testFilesIn, type TestedCase } from '../../rehearsal/cases/test-files.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { cleanLine } from '../output/sanitize.ts';
import { textWidth } from '../output/width.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { readWorkspace } from '../workspace/session.ts';
import { settingsFrom } from '../workspace/settings-from.ts';
import { surroundingsIn } from '../workspace/surroundings.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

export const testCommand = defineCommand({
  description:
    'Runs the tests beside the sequences, sequences/NAME.test.yaml: each case is one person, carried by the real engine on a clock of ' +
    'its own, and must be touched, skipped and stopped as it says. Nobody is written to and the store is neither read nor changed; ' +
    'leaves with 3 when a case fails.',
  arguments: {
    files: {
      count: 'any',
      placeholder: 'FILE',
      summary: 'only these: sequences or their tests; all when left out',
    },
  },
  options: {},
  examples: [
    { line: 'touchline test', says: 'every test of the workspace' },
    { line: 'touchline test sequences/classic.test.yaml', says: 'those of one sequence' },
  ],
  writes: false,
  async run(context, args) {
    const { dir, config } = await readWorkspace(context);
    const files = workspaceFiles(dir);
    const paths =
      args.files.length === 0
        ? await testFilesIn(files)
        : await Promise.all(args.files.map((file) => pathOf(context, files, dir, file)));
    const workspace = surroundingsIn(config);
    const tested = await testFiles(files, paths, workspace, {
      openStores: () => context.adapters.memoryStore(),
      settings: settingsFrom(config),
      typing: peopleContext(config, null),
      almanac: keptAlmanac(() => context.adapters.almanac()),
    });
    return resultOf(context, tested);
  },
});

/** @throws {UserError} `no_such_file`, `not_a_test` (exit 2). */
async function pathOf(
  { io }: Context,
  files: WorkspaceFiles,
  dir: string,
  file: string,
): Promise<string> {
  const whole = resolve(io.cwd, file);
  if (!existsSync(whole)) throw new UserError('no_such_file', `there is no file ${file}`, null, 2);
  const path = relative(dir, whole).split(sep).join('/');
  if (testedBy(path) !== null) return path;
  const beside = path.replace(/\.ya?ml$/, '.test.yaml');
  if (beside !== path && (await files.read(beside)) !== null) return beside;
  throw new UserError('not_a_test', `${file} is no file of tests`, `write them into ${beside}`, 2);
}

function resultOf(context: Context, tested: readonly TestedCase[]): Result {
  const failures = tested.filter(({ failure }) => failure !== null);
  const passed = tested.length - failures.length;
  return {
    data: {
      passed,
      failed: failures.length,
      failures: failures.map(({ file, line, name, failure }) => ({
        file,
        line,
        case: name,
        problems: failure?.problems ?? [],
        diff: (failure?.compared ?? []).map(({ mark, expected, actual }) => ({
          mark,
          expected,
          actual,
        })),
      })),
    },
    text: () => textOf(context, tested, passed),
    ...(failures.length > 0 ? { exitCode: 3 as const } : {}),
  };
}

function textOf(context: Context, tested: readonly TestedCase[], passed: number): string {
  if (tested.length === 0)
    return 'There are no tests yet.\nNext: write sequences/NAME.test.yaml beside a sequence; touchline lint checks its form.';
  const files = [...new Set(tested.map(({ file }) => file))];
  const listed = files.map((file) => fileLine(tested.filter((each) => each.file === file)));
  const failed = tested.length - passed;
  const shown = tested.flatMap((each) =>
    each.failure === null ? [] : ['', ...failureLines(context, each)],
  );
  return [
    ...listed,
    ...shown,
    '',
    failed === 0
      ? `${counted(passed, 'case')} passed.`
      : `${counted(failed, 'case')} failed, ${passed} passed.`,
  ].join('\n');
}

function fileLine(tested: readonly TestedCase[]): string {
  const failed = tested.filter(({ failure }) => failure !== null).length;
  const verdict = failed === 0 ? 'ok' : 'FAILED';
  return `${verdict.padEnd(7)} ${tested[0]!.file}  ${counted(tested.length, 'case')}`;
}

function failureLines({ colors }: Context, { file, line, name, failure }: TestedCase): string[] {
  const place = `${file}:${line}`;
  const title = name === null ? place : `${place}: ${cleanLine(name)}`;
  const problems = (failure?.problems ?? []).flatMap((problem) => problem.split('\n'));
  return [
    colors.bold(title),
    ...problems.map((each) => `  ${each}`.trimEnd()),
    ...diffLines(failure?.compared ?? []),
  ];
}

const MARKS = { same: ' ', differs: '!', missing: '-', unexpected: '+' } as const;
const NOTHING = '';

/** Expected at the left, what happened at the right; a mark where they differ. */
function diffLines(compared: readonly ComparedLine[]): string[] {
  if (compared.every(({ mark }) => mark === 'same')) return [];
  const left = compared.map(({ expected }) => cleanLine(expected ?? NOTHING));
  const width = Math.max('expected'.length, ...left.map(textWidth));
  const row = (mark: string, one: string, other: string): string =>
    `  ${mark} ${one}${' '.repeat(width - textWidth(one))}   ${other}`.trimEnd();
  return [
    '',
    row(' ', 'expected', 'what happened'),
    ...compared.map(({ mark, actual }, index) =>
      row(MARKS[mark], left[index]!, cleanLine(actual ?? NOTHING)),
    ),
  ];
}
