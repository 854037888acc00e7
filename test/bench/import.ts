/** How fast does a list come in, with every cell read and everybody known once, against `sqlite3 .import` into a bare table? */
import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { assertBuilt } from '../support/processes/program.ts';
import type { BenchOptions, Line, Part } from './part.ts';
import { median, short } from './rounds.ts';

const BIN = fileURLToPath(new URL('../../bin/touchline.js', import.meta.url));
const WORKSPACE = 'workspace: bench\nzone: UTC\n';
const SMALLER = 10;

export const importPart: Part = {
  name: 'import',
  title:
    'a list of 12 columns with phones, 2 % known twice, against sqlite3 .import of the same file',
  run: linesOf,
};

async function linesOf({ size, rounds }: BenchOptions): Promise<readonly Line[]> {
  if (spawnSync('sqlite3', ['--version']).error !== undefined)
    return [{ what: 'sqlite3', value: 'is not there', goal: null }];
  await assertBuilt();
  return inTemporaryFolder(async (dir) => {
    const rows = size ?? 1_000_000;
    const [file, small] = [join(dir, 'leads.csv'), join(dir, 'small.csv')];
    await writeWorkspace(dir);
    await writeList(file, rows);
    await writeList(small, rows / SMALLER);
    const bare: number[] = [];
    const first: Imported[] = [];
    const again: Imported[] = [];
    for (let round = 0; round < (rounds ?? 1); round++) {
      bare.push(rows / bareImport(file, join(dir, 'bare.db')));
      await emptyStore(dir);
      first.push(imported(dir, file));
      again.push(imported(dir, file));
    }
    await emptyStore(dir);
    const few = imported(dir, small);
    const rateOf = (each: readonly Imported[]): number =>
      median(each.map(({ seconds }) => rows / seconds));
    const ratio = rateOf(first) / median(bare);
    const [speedUp, peak] = [
      rateOf(again) / rateOf(first),
      median(first.map((each) => each.megabytes)),
    ];
    return [
      { what: 'rows', value: String(rows), goal: null },
      { what: 'sqlite3 .import, rows per second', value: short(median(bare)), goal: null },
      { what: 'touchline, rows per second', value: short(rateOf(first)), goal: null },
      {
        what: 'ratio',
        value: short(ratio),
        goal: { words: 'at least 0.12', isMet: ratio >= 0.12 },
      },
      {
        what: 'the same list again, times the first',
        value: short(speedUp),
        goal: { words: 'faster than the first', isMet: speedUp > 1 },
      },
      {
        what: 'peak memory, MB',
        value: short(peak),
        goal: { words: 'at most 400', isMet: peak <= 400 },
      },
      {
        what: `peak memory for ${rows / SMALLER} rows, MB`,
        value: short(few.megabytes),
        goal: { words: 'within a fifth', isMet: peak <= few.megabytes * 1.2 },
      },
    ];
  });
}

export async function writeWorkspace(dir: string): Promise<void> {
  await writeFile(join(dir, 'touchline.yaml'), WORKSPACE);
}

async function emptyStore(dir: string): Promise<void> {
  for (const end of ['', '-wal', '-shm'])
    await rm(join(dir, `touchline.db${end}`), { force: true });
}

interface Imported {
  readonly seconds: number;
  readonly megabytes: number;
}

/** The program as it is sold: what it costs to start is in it, and what tsx keeps in memory is not. */
/** By the built program, into the workspace in `dir`. */
export function imported(dir: string, file: string): Imported {
  const startedMs = performance.now();
  const told = spawnSync(
    process.execPath,
    ['--import', TELLS_MEMORY, BIN, 'import', file, '--json'],
    { cwd: dir, encoding: 'utf8', maxBuffer: 2 ** 30 },
  );
  const seconds = (performance.now() - startedMs) / 1_000;
  if (told.status !== 0) throw new Error(`import ended with ${told.status}: ${told.stderr}`);
  const kilobytes = /maxRSS (\d+)\n$/.exec(told.stderr)?.[1];
  return { seconds, megabytes: Number(kilobytes) / 1_024 };
}

/**
 * Said at the end of the process, as nobody else knows it. On Linux `maxRSS` begins with what the parent had, and a bench that made a million
 * people has much: the high-water mark of the process itself does not.
 */
const TELLS_MEMORY = `data:text/javascript,${encodeURIComponent(`
  import { existsSync, readFileSync } from 'node:fs';
  const own = '/proc/self/status';
  process.on('exit', () => {
    const mark = existsSync(own) ? /VmHWM:\\s+(\\d+)/.exec(readFileSync(own, 'utf8'))?.[1] : null;
    process.stderr.write('maxRSS ' + (mark ?? process.resourceUsage().maxRSS) + '\\n');
  });
`)}`;

/** Seconds. */
function bareImport(file: string, path: string): number {
  execFileSync('rm', ['-f', path]);
  const startedMs = performance.now();
  execFileSync('sqlite3', [path, '.mode csv', `.import ${file} leads`]);
  return (performance.now() - startedMs) / 1_000;
}

const HEADER =
  'email,first_name,last_name,phone,linkedin_url,company,title,website,city,country,plan,notes\n';
const COUNTRIES = [
  ['DE', 'Berlin', '+49 30 '],
  ['FR', 'Paris', '+33 1 4'],
  ['US', 'Austin', '+1 512-'],
  ['GB', 'Leeds', '+44 113 '],
] as const;
const FIRST = ['Ada', 'Ben', 'Chloé', 'David', 'Elif', 'François', 'Grete', 'Hanna'];
const LAST = ['Kern', 'Oz', 'Weber', 'Díaz', 'Young', 'Fischer', 'Martin'];

/** About 190 bytes a row, quotes in every fourth; one in fifty is somebody of before. */
export async function writeList(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path);
  let text = HEADER;
  for (let row = 0; row < rows; row++) {
    const who = row % 50 === 49 ? row - 25 : row;
    const [country, city, prefix] = COUNTRIES[who % COUNTRIES.length]!;
    const [first, last] = [FIRST[who % FIRST.length]!, LAST[who % LAST.length]!];
    const company = `c${(who * 7_919) % Math.max(1, Math.floor(rows / 16))}`;
    const number = String(2_000_000 + ((who * 7) % 7_999_999));
    const notes =
      who % 4 === 0 ? `"met at the fair, said ""call me"" in ${city}"` : `met in ${city}`;
    text += `p${(who * 104_729) % 1_000_003}.${who}@${company}.example,${first},${last},${prefix}${number},https://www.linkedin.com/in/${first.toLowerCase()}-${who},"${company} Ltd",Head of Sales,https://${company}.example,${city},${country},gold,${notes}\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}
