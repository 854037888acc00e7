import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';

const START = '2026-03-02T08:00:00Z';

interface Document {
  readonly enrolled: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly touches: readonly {
    readonly at: string;
    readonly prospect: string;
    readonly step: string;
    readonly channel: string;
    readonly mailbox: string | null;
    readonly rep: string | null;
  }[];
  readonly by_day: readonly {
    readonly date: string;
    readonly total: number;
    readonly email: number;
  }[];
  readonly by_mailbox: readonly {
    readonly mailbox: string;
    readonly touches: number;
    readonly most_in_a_day: number;
  }[];
  readonly unfinished: readonly {
    readonly prospect: string;
    readonly rule: string;
    readonly because: string;
  }[];
}

async function simulate(cwd: string, ...more: readonly string[]): Promise<Document> {
  const { stdout, exitCode } = await runCli(
    ['simulate', 'classic', '--days', '20', '--start', START, '--json', ...more],
    { cwd },
  );
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

const inWorkspace = (use: (cwd: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    await use(cwd);
  });

describe('with a rep who is away on the second and third day', () => {
  const reps = async (cwd: string, cover: string) => {
    const file = join(cwd, 'touchline.yaml');
    const text = readFileSync(file, 'utf8');
    const away = `away: ["2026-03-03/2026-03-04"]${cover}`;
    writeFileSync(
      file,
      text
        .replace(/^zone: .*$/m, 'zone: UTC')
        .replace(
          /^reps:\n(?: .*\n)+/m,
          `reps:\n  anna: { name: Anna, ${away} }\n  ben: { name: Ben }\n`,
        ),
    );
    const { touches } = await simulate(cwd, '--people', '20');
    return touches.filter(({ at }) => at.startsWith('2026-03-03') || at.startsWith('2026-03-04'));
  };
  const doneBy = (touches: Document['touches']) =>
    new Set(touches.flatMap(({ channel, rep }) => (channel === 'email' ? [] : [rep])));

  test('who covers does the tasks', () =>
    inWorkspace(async (cwd) => {
      expect(doneBy(await reps(cwd, ', cover: ben'))).toEqual(new Set(['ben']));
    }));

  test('and nobody covers, nobody does them on these days', () =>
    inWorkspace(async (cwd) => {
      expect(doneBy(await reps(cwd, ''))).toEqual(new Set());
    }));
});

describe('simulate', () => {
  test('says what keeps everybody, and that a gap fills a mailbox: never what holds for one of them only', () =>
    inWorkspace(async (cwd) => {
      const workspace = join(cwd, 'touchline.yaml');
      const text = readFileSync(workspace, 'utf8')
        .replace(/gap: .*/, 'gap: 600-600 seconds')
        .replace(/^zone: .*/m, 'zone: UTC');
      writeFileSync(workspace, text);
      writeFileSync(
        join(cwd, 'sequences/tight.yaml'),
        'sequence: tight\ngoals: [reply]\nmailboxes: [anna]\nwindow: { hours: ["09:00-10:00"] }\nsteps: [{ id: a, email: intro }]\n',
      );
      const leads = ['FR', 'US', 'DE'].flatMap((country) =>
        Array.from({ length: 20 }, (_, index) => `${country}${index}@kern.example,${country}`),
      );
      writeFileSync(join(cwd, 'leads.csv'), `email,country\n${leads.join('\n')}\n`);
      const args = ['--days', '3', '--start', '2026-04-03T17:00:00Z', '--leads', 'leads.csv'];
      const { stdout } = await runCli(['simulate', 'tight', ...args], { cwd });
      expect(stdout).toMatch(/^ +\d+  a +window  the send window is shut$/m);
      expect(stdout).not.toContain('Easter');
      const full = ['--days', '10', '--start', '2026-03-02T00:00:00Z', '--leads', 'leads.csv'];
      const { stdout: later } = await runCli(['simulate', 'tight', ...full], { cwd });
      expect(later).toMatch(/^anna .* on \d+ of \d+ days, first .+$/m);
    }));

  test('adds up: by day, by mailbox, and within the cap', () =>
    inWorkspace(async (cwd) => {
      const found = await simulate(cwd, '--people', '60');
      const emails = found.touches.filter(({ channel }) => channel === 'email').length;
      expect(found.by_day.reduce((sum, { total }) => sum + total, 0)).toBe(found.touches.length);
      expect(found.by_mailbox).toMatchObject([{ mailbox: 'anna', touches: emails }]);
      expect(found.by_mailbox[0]!.most_in_a_day).toBeLessThanOrEqual(50);
      expect(found.by_day).toHaveLength(21);
      const instants = found.touches.map(({ at }) => at);
      expect(instants).toEqual(instants.toSorted());
      expect(
        found.touches.filter(
          ({ channel, mailbox }) => (channel === 'email') !== (mailbox === 'anna'),
        ),
      ).toEqual([]);
    }));

  test('gives the same for the same seed, and other answers for another', () =>
    inWorkspace(async (cwd) => {
      const one = await simulate(cwd, '--people', '40', '--seed', '3', '--reply-rate', '0.3');
      expect(await simulate(cwd, '--people', '40', '--seed', '3', '--reply-rate', '30%')).toEqual(
        one,
      );
      const other = await simulate(cwd, '--people', '40', '--seed', '4', '--reply-rate', '0.3');
      expect(other.touches).not.toEqual(one.touches);
    }));

  test('takes the people of the store, keeps its suppressions, and writes nothing', () =>
    inWorkspace(async (cwd) => {
      writeFileSync(
        join(cwd, 'leads.csv'),
        'email,first_name\nada@kern.example,Ada\nbo@tofu.example,Bo\n,Cy\n',
      );
      await runCli(['import', 'leads.csv'], { cwd });
      await runCli(['suppress', 'add', 'bo@tofu.example'], { cwd });
      const before = {
        files: readdirSync(cwd),
        people: (await runCli(['find', '--json'], { cwd })).stdout,
      };
      const found = await simulate(cwd, '--reply-rate', '0');
      expect([...new Set(found.touches.map(({ prospect }) => prospect))]).toEqual([
        'ada@kern.example',
      ]);
      expect(found.refused).toEqual({ suppressed: 1 });
      expect({
        files: readdirSync(cwd),
        people: (await runCli(['find', '--json'], { cwd })).stdout,
      }).toEqual(before);
      expect((await runCli(['show', 'ada@kern.example', '--json'], { cwd })).stdout).toContain(
        '"enrollments": []',
      );
    }));

  test('says that nobody began when everybody is left out', () =>
    inWorkspace(async (cwd) => {
      writeFileSync(join(cwd, 'leads.csv'), 'email,first_name\nada@kern.example,Ada\n');
      await runCli(['import', 'leads.csv'], { cwd });
      await runCli(['suppress', 'add', 'ada@kern.example'], { cwd });
      const { stdout } = await runCli(['simulate', 'classic', '--start', START], { cwd });
      expect(stdout).toContain('0 enrolled. Left out: 1 suppressed.');
      expect(stdout).toContain('Nobody began: everybody was left out.');
      expect(stdout).not.toContain('finished');
    }));

  test('needs no store, and makes none', () =>
    inWorkspace(async (cwd) => {
      const before = readdirSync(cwd);
      await simulate(cwd, '--people', '3');
      expect(readdirSync(cwd)).toEqual(before);
    }));

  test('says of everybody who has not finished which rule keeps them', () =>
    inWorkspace(async (cwd) => {
      const found = await simulate(cwd, '--people', '100', '--reply-rate', '0');
      expect(found.unfinished.length).toBeGreaterThan(60);
      const rules = new Set(found.unfinished.map(({ rule }) => rule));
      expect([...rules].filter((rule) => rule === 'none')).toEqual([]);
      expect(rules).toContain('wait');
    }));

  test('names to everybody the task that is their own', () =>
    inWorkspace(async (cwd) => {
      const steps = Array.from({ length: 9 }, (_, index) => `{ id: t${index}, task: write }`);
      const program = `sequence: b\ngoals: [reply]\nsteps: [${steps.join(', ')}]\n`;
      writeFileSync(join(cwd, 'sequences/b.yaml'), program);
      const argv = ['simulate', 'b', '--people', '6', '--days', '1', '--start', START];
      const { unfinished }: Document = JSON.parse(
        (await runCli([...argv, '--json'], { cwd })).stdout,
      );
      const because = unfinished.map((each) => each.because);
      expect(because.length).toBeGreaterThan(1);
      for (const each of because) expect(each).toMatch(/^waits for anna to do e\d\.t\d\.1$/);
      expect(new Set(because).size).toBe(because.length);
      const { stdout } = await runCli(argv, { cwd });
      expect(stdout).toContain('waits for anna to do the task');
      expect(stdout).not.toMatch(/to do e\d/);
    }));

  test('draws a page that loads nothing from elsewhere, and holds no markup of theirs', () =>
    inWorkspace(async (cwd) => {
      writeFileSync(
        join(cwd, 'sequences/b.yaml'),
        'sequence: b\ngoals: [reply]\nsteps: [{ id: a, task: "<script>x</script>" }, { id: z, wait: 90 days, task: later }]\n',
      );
      const argv = ['simulate', 'b', '--people', '5', '--start', START, '--html', 'b.html'];
      expect((await runCli(argv, { cwd })).exitCode).toBe(0);
      const page = readFileSync(join(cwd, 'b.html'), 'utf8');
      expect(page.match(/(?:src|href)=|@import|url\(|<script/g)).toBe(null);
      expect(page).toMatch(/<svg [^]*<title>Tue 3 Mar: 5 task<\/title>[^]*<\/svg>/);
      const [, width] = /viewBox="0 0 (\d+) /.exec(page)!;
      const names = [...page.matchAll(/<text x="([\d.]+)"[^>]*text-anchor="middle">/g)];
      // Half of "Wed 23 Dec" in letters of 11 pixels.
      expect(Math.max(...names.map(([, x]) => Number(x))) + 30).toBeLessThanOrEqual(Number(width));
      expect(page.match(/<rect /g)!.length).toBe(page.match(/<\/title><rect /g)!.length + 1);
    }));

  test.each([
    [['--leads', 'a.csv', '--people', '3'], 'contradicting_selectors', 2],
    [['--leads', 'none.csv'], 'file_missing', 1],
    [['--reply-rate', '2'], 'bad_rate', 2],
    [['--start', '9999-12-31'], 'start_out_of_range', 2],
    [['--start', '1969-12-31'], 'start_out_of_range', 2],
    [['--list', 'spring'], 'store_missing', 1],
  ])('%j is refused: %s', (more, code, exitCode) =>
    inWorkspace(async (cwd) => {
      const run = await runCli(['simulate', 'classic', '--json', ...more], { cwd });
      expect([JSON.parse(run.stdout).error.code, run.exitCode]).toEqual([code, exitCode]);
    }),
  );
});
