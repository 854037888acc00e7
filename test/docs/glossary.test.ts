import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli/cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Of `docs/glossary.md`, those that always mean something we have another word for. */
const GLOSSARY = 'campaign cadence drip journey contact user job worker scheduler'.split(' ');
const BANNED = [...GLOSSARY, 'process', 'handle', 'handler', 'manager', 'info', 'utils', 'helper'];
/** A failing of the person at the keyboard, and the process's own names of the system's. */
const ALLOWED = ['UserError', 'UserErrorExitCode'];

const wordsOf = (name: string): readonly string[] =>
  name.split(/_|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());

test('the glossary names every word that this test bans of its own list', () => {
  const page = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8');
  for (const word of GLOSSARY) expect(page).toContain(word);
});

/** What every newcomer needs; a synonym would be a second word for one thing. */
const NOUNS =
  'prospect lead account rep mailbox channel sequence version step wait variant template window blackout enrollment status reason due ' +
  'decision commit touch gate outcome hold guard attempt defer task disposition cap gap ramp jitter tick runner lease signal source reply ' +
  'bounce opt-out suppression thread activity';

test('the glossary explains every noun of the engine, and no word twice', () => {
  const page = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (\*\*.*?\*\*) +\|/gm)];
  const words = rows.flatMap(([, cell]) => [...cell!.matchAll(/\*\*(.+?)\*\*/g)]);
  const explained = words.map((match) => match[1]!);
  expect(explained.filter((word, index) => explained.indexOf(word) !== index)).toEqual([]);
  expect(NOUNS.split(' ').filter((word) => !explained.includes(word))).toEqual([]);
});

test('no exported name has a word that the glossary bans', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts'),
  );
  const found = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, 'src', file), 'utf8');
    const names = text.matchAll(
      /^export (?:async )?(?:const|class|function\*?|interface|type) (\w+)/gm,
    );
    return [...names]
      .map((match) => match[1]!)
      .filter((name) => !ALLOWED.includes(name))
      .filter((name) => wordsOf(name).some((word) => BANNED.includes(word)))
      .map((name) => `${file}: ${name}`);
  });
  expect(found).toEqual([]);
});

test('no command or option is called by a word that the glossary bans', async () => {
  const { stdout } = await runCli(['--help']);
  const said = stdout.toLowerCase().match(/[a-z]+/g) ?? [];
  expect(said.filter((word) => BANNED.includes(word))).toEqual([]);
});
