import { truncateSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { confirm } from '../../src/cli/input/confirm.ts';
import { email, linkedin, person, sequence } from '../support/world/builders.ts';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';

const statusOf = (workspace: Workspace, enrollment: string) =>
  workspace.inWorld((world) => world.status(enrollment));

describe('suppression', () => {
  const enrolled = (workspace: Workspace) =>
    workspace.inWorld(async (world) => {
      const ids = await world.add(person('ada'), person('ben'));
      const enrollments = await world.enroll(sequence([email('intro', { wait: '3 days' })]), ids);
      await world.run();
      return enrollments;
    });

  test.each([
    ['an address', 'ada@ada.example', 1],
    ['a domain, whatever its case', '*@ADA.example', 1],
    ['a number', person('ada').identities[1]!.value, 1],
    ['everybody', '*@*', 2],
  ])('%s stops whom it binds, at once', (_, entry, stopped) =>
    inWorkspace(async (workspace) => {
      const [ada, ben] = await enrolled(workspace);
      const { exitCode, document } = await workspace.json('suppress', 'add', entry, '--force');
      expect(exitCode).toBe(0);
      expect(document).toMatchObject({ added: 1, people: stopped, stopped });
      expect(await statusOf(workspace, ada!)).toBe('finished: suppressed');
      expect(await statusOf(workspace, ben!)).toBe(
        stopped === 2 ? 'finished: suppressed' : 'active',
      );
      expect(await workspace.inWorld((world) => world.broken())).toEqual([]);
    }),
  );

  test('a repeat adds nothing and is calm', () =>
    inWorkspace(async (workspace) => {
      await enrolled(workspace);
      await workspace.json('suppress', 'add', 'ada.example');
      const { exitCode, document } = await workspace.json(
        'suppress',
        'add',
        '*@ada.example',
        'ada.example',
      );
      expect(exitCode).toBe(0);
      expect(document).toMatchObject({ added: 0, already_listed: 2, people: 0, stopped: 0 });
    }));

  test('a repeat stops whom an add that died half-way left enrolled', () =>
    inWorkspace(async (workspace) => {
      const [ada] = await enrolled(workspace);
      await workspace.inWorld((world) =>
        world.stores.suppressions.addSuppressions(
          [{ kind: 'address', value: 'ada@ada.example', reason: 'by hand' }],
          'rep',
          world.clock.nowMs(),
        ),
      );
      const { document } = await workspace.json('suppress', 'add', 'ada@ada.example');
      expect(document).toMatchObject({ added: 0, stopped: 1 });
      expect(await statusOf(workspace, ada!)).toBe('finished: suppressed');
    }));

  test.each(['*', '*@*', 'com', 'co.uk', '*@gmail.com'])(
    '%s alone is refused without --force',
    (entry) =>
      inWorkspace(async (workspace) => {
        const refused = await workspace.json('suppress', 'add', 'ada@ada.example', entry);
        expect(refused).toMatchObject({
          exitCode: 1,
          document: { error: { code: 'suppression_too_broad' } },
        });
        expect((await workspace.json('suppress', 'list')).document).toEqual([]);
      }),
  );

  test('a domain of a company with several says which stay open', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('accounts', 'alias', 'acme.example', 'acme.test', 'acme-group.test');
      const { stdout } = await workspace.run(['suppress', 'add', '*@acme.test']);
      expect(stdout).toContain('goes by acme-group.test, acme.example as well');
      workspace.write('out.txt', 'acme.test\nnobody@acme.example\n');
      const list = ['suppress', 'import', 'out.txt', '--yes'];
      expect((await workspace.json(...list)).document).toMatchObject({
        added: 1,
        also_known_as: ['acme-group.test', 'acme.example'],
      });
      expect((await workspace.run(list)).stdout).toContain(
        'Next: touchline suppress add acme-group.test acme.example\n',
      );
      // Those that are on the list are closed, whoever named them when.
      const { document: later } = await workspace.json('suppress', 'add', 'acme.example');
      expect(later.also_known_as).toEqual(['acme-group.test']);
      const all = ['acme.test', 'acme-group.test', 'acme.example', 'ada@acme.test'];
      const { document } = await workspace.json('suppress', 'add', ...all);
      expect(document).toMatchObject({ added: 2, also_known_as: [] });
    }));

  test.each([
    ['set', ['set', 'p1', 'email_2=x@home.example']],
    ['merge', ['merge', 'p1', 'x@home.example']],
    ['add', ['add', 'email=ada@ada.example', 'email_2=x@home.example']],
    ['import', ['import', 'both.csv']],
  ])('ends what is open when %s says that they are somebody on the list', (how, argv) =>
    inWorkspace(async (workspace) => {
      await workspace.inWorld(async (world) => {
        await world.enroll(sequence([linkedin('connect')]), await world.add(person('ada')));
        await world.run();
      });
      await workspace.json('suppress', 'add', 'home.example');
      workspace.write('both.csv', 'email,email_2\nada@ada.example,x@home.example\n');
      if (how === 'merge' || how === 'import') await workspace.json('add', 'email=x@home.example');
      expect((await workspace.json('tasks')).document).toHaveLength(1);
      const { exitCode, document } = await workspace.json(...argv);
      expect(exitCode).toBe(0);
      if (how === 'set' || how === 'merge') expect(document.withdrawn).toBe(1);
      expect((await workspace.json('tasks')).document).toEqual([]);
      expect(await statusOf(workspace, 'e1')).toBe('finished: suppressed');
    }),
  );

  test('is told beside a task that a command which died half-way left open', () =>
    inWorkspace(async (workspace) => {
      const ada = { kind: 'address', value: 'ada@ada.example', reason: 'by letter' } as const;
      await workspace.inWorld(async (world) => {
        await world.enroll(sequence([linkedin('connect')]), await world.add(person('ada')));
        await world.run();
        await world.stores.suppressions.addSuppressions([ada], 'rep', world.decisionMs());
      });
      const { document } = await workspace.json('tasks', 'show', 'e1.connect.1');
      expect(document.reasons[0]).toBe('not now: ada@ada.example is suppressed: by letter');
    }));

  test('an entry that is none adds nothing of the others', () =>
    inWorkspace(async (workspace) => {
      const seen = await workspace.json('suppress', 'add', 'ada@ada.example', 'a b');
      expect(seen).toMatchObject({ exitCode: 2, document: { error: { code: 'bad_suppression' } } });
      expect((await workspace.json('suppress', 'list')).document).toEqual([]);
    }));

  test('what is removed is gone; what a person asked for needs --force', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('suppress', 'add', 'ada@ada.example', '--reason', 'opt_out');
      const kept = await workspace.json('suppress', 'remove', 'ada@ada.example');
      expect(kept).toMatchObject({ exitCode: 1, document: { error: { code: 'their_wish' } } });
      const forced = await workspace.json('suppress', 'remove', 'ada@ada.example', '--force');
      expect(forced.document).toEqual({ removed: 1, not_listed: [], still_bound: [], resumed: 0 });
      const again = await workspace.json('suppress', 'remove', 'ada@ada.example');
      expect(again).toMatchObject({
        exitCode: 0,
        document: { removed: 0, not_listed: ['ada@ada.example'] },
      });
    }));

  test('what another entry binds all the same is told, with the way to take it back', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('suppress', 'add', '*@acme.example', '--reason', 'a customer');
      await workspace.json('suppress', 'add', "o'*@acme.example", 'ada@acme.example');
      await workspace.json('suppress', 'add', '*', '--channel', 'sms', '--force');
      const both = ["o'neil@acme.example", 'ada@acme.example', 'ben@ben.example'];
      const { stdout } = await workspace.run(['suppress', 'remove', ...both]);
      expect(stdout.split('\n')).toEqual(
        expect.arrayContaining([
          "o'neil@acme.example was not on the list.",
          "o'neil@acme.example is bound by *@acme.example all the same: a customer",
          "To take that back, for all whom it binds: touchline suppress remove '*@acme.example'",
          "o'neil@acme.example is bound by o'*@acme.example all the same: added by hand",
          "To take that back, for all whom it binds: touchline suppress remove 'o'\\''*@acme.example'",
          'ada@acme.example is off the list.',
          'ada@acme.example is bound by *@acme.example all the same: a customer',
          'ben@ben.example is bound by * (sms) all the same: added by hand',
          "To take that back, for all whom it binds: touchline suppress remove '*' --channel sms",
        ]),
      );
      const below = ['*@sales.acme.example', '--channel', 'email'];
      const { document } = await workspace.json('suppress', 'remove', ...below);
      expect(document.still_bound).toEqual([
        {
          kind: 'domain',
          value: 'sales.acme.example',
          channel: 'email',
          by: { kind: 'domain', value: 'acme.example', channel: null, reason: 'a customer' },
        },
      ]);
      const all = await workspace.json('suppress', 'remove', '*');
      expect(all.document.still_bound).toMatchObject([{ by: { value: '*', channel: 'sms' } }]);
      const last = await workspace.json('suppress', 'remove', '*', '--channel', 'sms');
      expect(last.document).toMatchObject({ removed: 1, still_bound: [] });
    }));

  test.each([
    ['one a line', '# ours\n\nada@ada.example\r\n*@ben.example\nnonsense here\n', []],
    [
      'a column it knows',
      'Name;E-Mail\nAda;ada@ada.example\nBen;*@ben.example\nX;nonsense here\n',
      [],
    ],
    [
      'a column that is named',
      'Who,Was\nada@ada.example,1\nben.example,2\nnonsense here,3\n',
      ['--column', 'who'],
    ],
  ])('a file with %s is added when somebody says yes', (_, text, options) =>
    inWorkspace(async (workspace) => {
      const [, ben] = await enrolled(workspace);
      workspace.write('out.txt', text);
      const asked = await workspace.json('suppress', 'import', 'out.txt', ...options);
      expect(asked).toMatchObject({ exitCode: 2, document: { error: { code: 'needs_yes' } } });
      const { exitCode, document } = await workspace.json(
        'suppress',
        'import',
        'out.txt',
        '--yes',
        ...options,
      );
      expect(exitCode).toBe(0);
      expect(document).toMatchObject({ added: 2, people: 2, stopped: 2, rejected: 1 });
      expect(await statusOf(workspace, ben!)).toBe('finished: suppressed');
    }),
  );

  test.each([
    ['', [], 3, 'empty_file'],
    ['Who,Was\nada@ada.example,1\n', [], 2, 'unknown_column'],
    ['Who,Was\nada@ada.example,1\n', ['--column', 'Wer'], 2, 'unknown_column'],
  ])('the file %j is refused', (text, options, exitCode, code) =>
    inWorkspace(async (workspace) => {
      workspace.write('out.csv', text);
      const seen = await workspace.json('suppress', 'import', 'out.csv', '--yes', ...options);
      expect(seen).toMatchObject({ exitCode, document: { error: { code } } });
    }),
  );
});

describe('asking before what is hard to take back', () => {
  const asked = (answer: string, isTty: boolean) =>
    confirm(
      {
        isTty: { stdin: isTty, stdout: isTty, stderr: isTty },
        stderr: { write: () => undefined },
        stdin: async function* () {
          yield new TextEncoder().encode(answer);
        },
      },
      'Do it?',
      false,
    );

  test('takes yes for yes, and anything else for no', async () => {
    await expect(asked('y\n', true)).resolves.toBeUndefined();
    await expect(asked('\n', true)).rejects.toMatchObject({ code: 'not_confirmed', exitCode: 1 });
    await expect(asked('y\n', false)).rejects.toMatchObject({ code: 'needs_yes', exitCode: 2 });
  });
});

describe('a list of suppressions', () => {
  test('comes back from its export with channel and reason, and a second time changes nothing', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('suppress', 'add', 'in/ada', 'jobs-*@acme.example', '--reason', 'asked');
      await workspace.json('suppress', 'add', '+49301234567', '--channel', 'SMS');
      const listed = (await workspace.json('suppress', 'list')).document;
      expect(listed).toMatchObject([
        { kind: 'linkedin', value: 'in/ada', channel: null, reason: 'asked' },
        { kind: 'pattern', value: 'jobs-*@acme.example', channel: null },
        { kind: 'phone', value: '+49301234567', channel: 'sms' },
      ]);
      await workspace.json('suppress', 'export', 'list.csv');
      const gone = await workspace.json('suppress', 'remove', 'in/ada', 'jobs-*@acme.example');
      expect(gone.document).toMatchObject({ removed: 2 });
      await workspace.json('suppress', 'remove', '+49301234567', '--channel', 'sms');
      const add = ['suppress', 'import', 'list.csv', '--yes'];
      expect((await workspace.json(...add)).document).toMatchObject({ added: 3, rejected: 0 });
      expect((await workspace.json(...add)).document).toMatchObject({
        added: 0,
        already_listed: 3,
      });
      const again = (await workspace.json('suppress', 'list')).document;
      const said = (entries: unknown) =>
        (entries as { kind: string; value: string; channel: string | null; reason: string }[]).map(
          ({ kind, value, channel, reason }) => ({ kind, value, channel, reason }),
        );
      expect(said(again)).toEqual(said(listed));
    }));

  test('is told before it is taken in: --dry-run writes nothing', () =>
    inWorkspace(async (workspace) => {
      await workspace.inWorld((world) => world.add(person('ada'), person('ben')));
      workspace.write('out.txt', 'ada@ada.example\n*@ben.example\nzoe@zoe.example\n');
      const seen = await workspace.json('suppress', 'import', 'out.txt', '--dry-run');
      expect(seen).toMatchObject({ exitCode: 0, document: { dry_run: true, added: 3, people: 2 } });
      expect((await workspace.json('suppress', 'list')).document).toEqual([]);
    }));

  test('with a channel that is none is refused before anything of it is taken in', () =>
    inWorkspace(async (workspace) => {
      const rows = Array.from({ length: 2_500 }, (_, index) => `a${index}@ada.example,`);
      workspace.write('crm.csv', `Email,Channel\n${rows.join('\n')}\nben@ben.example,Web\n`);
      const { exitCode, document } = await workspace.json('suppress', 'import', 'crm.csv', '--yes');
      expect([exitCode, document.error.code]).toEqual([3, 'unknown_channel']);
      expect(document.error.message).toContain('crm.csv:2502: there is no channel "Web"');
      expect((await workspace.json('suppress', 'list')).document).toEqual([]);
    }));

  const SPANISH =
    'email;reason\nana@pena.example;Pidió la baja en España, añadido el lunes por la mañana\n';
  const RUSSIAN =
    'email;reason\nada@ada.example;Просил больше не писать и не звонить ему никогда\n';
  const LOST = `email;reason\nada@ada.example;Zürich, Köln, Ærø, Győr und Łódź\n`;

  test.each([
    ['UTF-16 without a mark', iconv.encode(SPANISH, 'utf-16le'), 'España'],
    ['Windows, in Spanish', iconv.encode(SPANISH, 'windows-1252'), 'España'],
    ['Windows, in Russian', iconv.encode(RUSSIAN, 'windows-1251'), 'Просил'],
    [
      'UTF-8 of which a letter was lost',
      Buffer.concat([Buffer.from(LOST), Buffer.from([0xff])]),
      'Zürich',
    ],
    ['Windows, far behind what is ASCII', late(SPANISH, 'windows-1252'), 'España'],
  ])('is read as import reads its lists: %s', (_, bytes, words) =>
    inWorkspace(async (workspace) => {
      workspace.write('list.csv', bytes);
      const list = ['suppress', 'import', 'list.csv', '--yes'];
      expect((await workspace.json(...list)).exitCode).toBe(0);
      const { document } = await workspace.json('suppress', 'list');
      expect(document.at(-1).reason).toContain(words);
    }),
  );

  test.each([
    ['a device', () => '/dev/null', 1, 'not_a_file'],
    ['a folder', () => '.', 1, 'not_a_file'],
    ['a line without end', endless, 3, 'line_too_long'],
    ['a row without end', endlessRow, 3, 'line_too_long'],
    ['a quote that is never closed', openQuote, 3, 'unclosed_quote'],
  ])('is refused, and nothing of it is taken in: %s', (_, file, exitCode, code) =>
    inWorkspace(async (workspace) => {
      const seen = await workspace.json('suppress', 'import', file(workspace), '--yes');
      expect([seen.exitCode, seen.document.error?.code]).toEqual([exitCode, code]);
      expect((await workspace.json('suppress', 'list')).document).toEqual([]);
    }),
  );

  test('names what a number without a country code lacks', () =>
    inWorkspace(async (workspace) => {
      workspace.write('out.txt', 'ada@ada.example\n(212) 555 0142\n');
      const { document } = await workspace.json('suppress', 'import', 'out.txt', '--yes');
      expect(document.rejects[0].message).toContain('needs --country');
    }));

  test('an unknown channel is refused', () =>
    inWorkspace(async (workspace) => {
      const seen = await workspace.json('suppress', 'add', 'in/ada', '--channel', 'fax');
      expect(seen).toMatchObject({ exitCode: 2, document: { error: { code: 'unknown_channel' } } });
    }));
});

/** So far behind that nothing of it is in what the encoding is told from. */
function late(text: string, encoding: string): Uint8Array {
  const [header = '', ...rows] = text.split('\n');
  const plain = Array.from({ length: 20_000 }, (_, row) => `a${row}@ada.example;asked`);
  return iconv.encode([header, ...plain, ...rows].join('\n'), encoding);
}

/** 300 MB: more than one text can hold, and none of it on the disk. */
function endless(workspace: Workspace): string {
  truncateSync(workspace.write('endless.txt', ''), 300 * 1024 * 1024);
  return 'endless.txt';
}

function endlessRow(workspace: Workspace): string {
  workspace.write('row.csv', `email,note\nada@ada.example,${'x'.repeat(20_000_000)}\n`);
  return 'row.csv';
}

function openQuote(workspace: Workspace): string {
  const rows = Array.from({ length: 5_000 }, (_, row) => `a${row}@ada.example,`);
  workspace.write('quote.csv', `email,note\n${rows.join('\n')}\nben@ben.example,"never\n`);
  return 'quote.csv';
}
