/** The ledger and the registers on the command line: documents, edges, and what ends in words. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';

const WORKSPACE = `workspace: x
zone: UTC
mailboxes:
  anna: { from: anna@acme.example, smtp: { url: "smtp://127.0.0.1:1025" }, replies: none }
sender: { company: Acme, postal_address: 1 Quay Street }
compliance: auto
`;

interface Ran {
  readonly data: ReturnType<typeof JSON.parse>;
  readonly exitCode: number;
}
type Run = (...args: readonly string[]) => Promise<Ran>;

function inWorkspace(use: (run: Run, cwd: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'touchline.yaml'), WORKSPACE);
    await use(async (...args) => {
      const { stdout, exitCode } = await runCli([...args, '--json'], { cwd });
      return { data: JSON.parse(stdout), exitCode };
    }, cwd);
  });
}

const ADD = 'consent add ada@kern.test --basis trade --expires 2026-12-31'.split(' ');

describe('consent', () => {
  test('add answers with the statement and what it let go', () =>
    inWorkspace(async (run) => {
      await run('add', 'email=ada@kern.test', 'country=DE');
      const { data } = await run(...ADD);
      expect(data).toEqual({
        id: null,
        prospect: 'p1',
        kind: 'given',
        channel: null,
        basis: 'trade',
        source: 'rep',
        evidence: null,
        at: '2026-03-02T09:00:00.000Z',
        expires: '2026-12-31T00:00:00.000Z',
        recorded_at: '2026-03-02T09:00:00.000Z',
        added: 1,
        resumed: 0,
        withdrawn: 0,
      });
      const again = await run(...ADD, '--now', '2026-03-05T09:00:00Z');
      expect(again).toMatchObject({ exitCode: 0, data: { added: 0 } });
      expect((await run('consent', 'list', 'p1')).data).toMatchObject([{ id: 'c1' }]);
    }));

  test('of somebody on the suppression list says so, and not that they may be written to', () =>
    inWorkspace(async (run, cwd) => {
      await run('add', 'email=ada@kern.test', 'country=US');
      await run('suppress', 'add', 'kern.test', '--reason', 'asked by letter');
      for (const command of ['consent list p1', 'consent add p1 --channel email']) {
        const { stdout } = await runCli(command.split(' '), { cwd });
        expect(stdout).toContain('Nothing goes to them, whatever is on record: kern.test is');
        expect(stdout).not.toContain('may go');
      }
    }));

  test.each([
    ['a basis that is none', ['--basis', 'hope'], 2, 'unknown_value'],
    ['a channel that is none', ['--channel', 'fax'], 2, 'unknown_channel'],
    ['a day that has not come', ['--at', '2026-03-03'], 2, 'consent_in_the_future'],
    ['an end that has passed', ['--expires', '2026-03-01'], 2, 'consent_expired'],
  ])('refuses %s', (_, options, exitCode, code) =>
    inWorkspace(async (run) => {
      await run('add', 'email=ada@kern.test');
      const refused = await run('consent', 'add', 'p1', ...options);
      expect(refused.exitCode).toBe(exitCode);
      if (code !== 'unknown_value') expect(refused.data.error.code).toBe(code);
      expect((await run('consent', 'list', 'p1')).data).toEqual([]);
    }),
  );

  test('of an imported list is in the ledger once, and outlives what a later list says', () =>
    inWorkspace(async (run, cwd) => {
      const list = (name: string, ...rows: readonly string[]) =>
        writeFileSync(join(cwd, name), `${rows.join('\n')}\n`);
      list(
        'a.csv',
        'email,country,consent,consent_source,consent_at',
        'ada@kern.test,DE,yes,fair,2026-02-01',
        'ben@kern.test,DE,no,,',
      );
      await run('import', 'a.csv');
      await run('import', 'a.csv');
      list('b.csv', 'email,country,consent,consent_source', 'ada@kern.test,DE,yes,crm');
      await run('import', 'b.csv');
      expect((await run('consent', 'list', 'ada@kern.test')).data).toMatchObject([
        { id: 'c1', source: 'fair', at: '2026-02-01T00:00:00.000Z' },
        { source: 'crm' },
      ]);
      const ben = (await run('consent', 'list', 'ben@kern.test')).data;
      expect(ben).toMatchObject([{ kind: 'withdrawn', at: '2026-03-02T09:00:00.000Z' }]);
    }));

  test('is known to a simulation, and people who do not exist have given theirs', () =>
    inWorkspace(async (run, cwd) => {
      mkdirSync(join(cwd, 'sequences'));
      mkdirSync(join(cwd, 'templates'));
      const head = 'sequence: reach\ngoals: [positive_reply]\nmailboxes: [anna]\n';
      writeFileSync(
        join(cwd, 'sequences/reach.yaml'),
        `${head}steps: [{ id: intro, email: intro }]\n`,
      );
      writeFileSync(join(cwd, 'templates/intro.md'), '---\nsubject: Hello\n---\nHi\n');
      await run('add', 'email=ben@kern.test', 'country=DE', 'zone=UTC');
      await run('add', 'email=ada@kern.test', 'country=DE', 'zone=UTC');
      await run('consent', 'add', 'ada@kern.test');
      const week = ['simulate', 'reach', '--days', '7', '--reply-rate', '0'];
      const { touches } = (await run(...week)).data;
      expect(touches.map((each: { prospect: string }) => each.prospect)).toEqual(['ada@kern.test']);
      const made = (await run(...week, '--people', '16')).data;
      expect(made.touches).toHaveLength(16);
    }));

  test('export is safe to open in a spreadsheet, and is never written over unasked', () =>
    inWorkspace(async (run, cwd) => {
      await run('add', 'email=ada@kern.test');
      const evil = '=HYPERLINK("http://evil.test","x")';
      await run('consent', 'add', 'p1', '--source', '+1', '--evidence', evil);
      const { data } = await run('consent', 'export', 'log.csv');
      expect(data).toEqual({ file: 'log.csv', format: 'csv', statements: 1 });
      const [header, row] = readFileSync(join(cwd, 'log.csv'), 'utf8').split('\r\n');
      expect(header).toBe(
        'id,prospect,email,kind,channel,basis,source,evidence,at,expires,recorded_at',
      );
      expect(row).toBe(
        `c1,p1,ada@kern.test,given,,consent,'+1,"'=HYPERLINK(""http://evil.test"",""x"")",2026-03-02T09:00:00.000Z,,2026-03-02T09:00:00.000Z`,
      );
      expect((await run('consent', 'export', 'log.csv')).data.error.code).toBe('file_exists');
      await run('consent', 'export', 'log.jsonl');
      const line = JSON.parse(readFileSync(join(cwd, 'log.jsonl'), 'utf8'));
      expect(line).toMatchObject({ id: 'c1', evidence: evil, channel: null });
    }));

  test('written into a field lets go at once what was held, and is shown as theirs', () =>
    inWorkspace(async (run, cwd) => {
      mkdirSync(join(cwd, 'sequences'));
      mkdirSync(join(cwd, 'templates'));
      const steps = 'steps:\n  - { id: intro, email: intro }\n  - { id: letter, task: write }\n';
      const head = 'sequence: reach\ngoals: [positive_reply]\nmailboxes: [anna]\n';
      writeFileSync(join(cwd, 'sequences/reach.yaml'), head + steps);
      writeFileSync(join(cwd, 'templates/intro.md'), '---\nsubject: Hello\n---\nHi\n');
      await run('add', 'email=ada@kern.test', 'country=DE', 'zone=UTC');
      await run('enroll', 'reach', '--prospect', 'p1');
      await run('run', '--once');
      const does = async () => (await run('why', 'p1')).data.enrollments[0].a_run_now;
      expect(await does()).toBe('waits');
      await run('set', 'p1', 'consent=yes', 'consent_source=call');
      expect(await does()).toBe('sends');
      expect((await run('consent', 'list', 'p1')).data).toMatchObject([
        { id: null, source: 'call', recorded_at: null },
      ]);
    }));

  test.each(['add', 'set'])('that %s takes back is on record, and no list writes over it', (how) =>
    inWorkspace(async (run, cwd) => {
      await run('add', 'email=ada@kern.test');
      const no = ['consent=no', 'consent_source=her call'];
      await run(...(how === 'set' ? ['set', 'p1', ...no] : ['add', 'email=ada@kern.test', ...no]));
      writeFileSync(
        join(cwd, 'crm.csv'),
        'email,consent,consent_at\nada@kern.test,yes,2026-02-01\n',
      );
      await run('import', 'crm.csv');
      const { stdout } = await runCli(['consent', 'list', 'p1'], { cwd });
      expect(stdout).toContain('email: held by consent_withdrawn');
      expect((await run('consent', 'list', 'p1')).data).toMatchObject([
        { kind: 'given', at: '2026-02-01T00:00:00.000Z' },
        { kind: 'withdrawn', source: 'her call', at: '2026-03-02T09:00:00.000Z' },
      ]);
    }),
  );
});

describe('dnc', () => {
  test('import reads what registers look like, twice with the same result', () =>
    inWorkspace(async (run, cwd) => {
      const register = [
        'number',
        '212,5550142',
        '(212) 555-0143',
        '+1 212 555 0144,2024-01-01',
        '"2125550145"',
        '',
        '# a remark',
        'who knows 12',
      ];
      writeFileSync(join(cwd, 'list.csv'), `\uFEFF${register.join('\r\n')}`);
      const { data } = await run('dnc', 'import', 'list.csv', '--at', '2026-02-20');
      expect(data).toEqual({
        source: 'national',
        country: 'US',
        at: '2026-02-20T00:00:00.000Z',
        numbers: 4,
        added: 4,
        unchanged: 0,
        rejected: 1,
        rejects: [{ line: 8, text: 'who knows 12' }],
        resumed: 0,
        withdrawn: 0,
      });
      const again = await run('dnc', 'import', 'list.csv', '--at', '2026-03-01');
      expect(again.data).toMatchObject({ numbers: 4, added: 0, unchanged: 4 });
      expect((await run('dnc', 'list')).data).toEqual([
        {
          source: 'national',
          country: 'US',
          at: '2026-03-01T00:00:00.000Z',
          imported_at: '2026-03-02T09:00:00.000Z',
          numbers: 4,
          age_days: 1,
          max_age_days: 31,
          too_old: false,
        },
      ]);
    }));

  test('knows the British registers by name, and our own list by option', () =>
    inWorkspace(async (run, cwd) => {
      writeFileSync(join(cwd, 'tps.txt'), '+442079460142\n');
      expect((await run('dnc', 'import', 'tps.txt', '--source', 'CTPS')).data.country).toBe('GB');
      const own = await run('dnc', 'import', 'tps.txt', '--source', 'ours', '--own');
      expect(own.data).toMatchObject({ country: null, added: 1 });
    }));

  test('import reads a register in UTF-16, as spreadsheets write it', () =>
    inWorkspace(async (run, cwd) => {
      writeFileSync(join(cwd, 'list.txt'), '\uFEFFnumber\r\n+12125550142\r\n2125550143', 'utf16le');
      const { data } = await run('dnc', 'import', 'list.txt');
      expect(data).toMatchObject({ numbers: 2, rejected: 0 });
    }));

  test('our own list takes the name and the age of no register', () =>
    inWorkspace(async (run, cwd) => {
      writeFileSync(join(cwd, 'list.csv'), '2125550142\n');
      await run('dnc', 'import', 'list.csv');
      const before = (await run('dnc', 'list')).data;
      expect((await run('dnc', 'import', 'list.csv', '--own')).data.source).toBe('ours');
      for (const args of [
        ['--own', '--source', 'national'],
        ['--country', 'CA'],
        ['--source', 'ours'],
      ]) {
        const refused = await run('dnc', 'import', 'list.csv', ...args);
        expect([refused.exitCode, refused.data.error.code]).toEqual([2, 'list_of_another']);
      }
      const [national, ours] = (await run('dnc', 'list')).data;
      expect([national]).toEqual(before);
      expect(ours).toMatchObject({ source: 'ours', country: null, max_age_days: null });
    }));

  test.each([
    ['a file that is missing', ['nowhere.txt'], 1, 'file_missing'],
    ['a folder', ['.'], 1, 'not_a_file'],
    ['a file without a number', ['words.txt'], 3, 'no_numbers'],
    ['an empty file', ['empty.txt'], 3, 'no_numbers'],
    ['a header without a number', ['header.txt'], 3, 'no_numbers'],
    ['what has no lines', ['endless.txt'], 3, 'line_too_long'],
    ['a day that has not come', ['words.txt', '--at', '2027-01-01'], 2, 'list_in_the_future'],
  ])('import refuses %s', (_, args, exitCode, code) =>
    inWorkspace(async (run, cwd) => {
      writeFileSync(join(cwd, 'words.txt'), 'no numbers\nhere 1\n');
      writeFileSync(join(cwd, 'empty.txt'), '');
      writeFileSync(join(cwd, 'endless.txt'), '5'.repeat(500_000));
      writeFileSync(join(cwd, 'header.txt'), 'number\n');
      const refused = await run('dnc', 'import', ...args);
      expect([refused.exitCode, refused.data.error.code]).toEqual([exitCode, code]);
      expect((await run('dnc', 'list')).data).toEqual([]);
    }),
  );
});
