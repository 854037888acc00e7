import { unprivileged } from '../support/cli/unprivileged.ts';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inWorkspace } from '../support/cli/people-workspace.ts';

const LEADS = 'email,name,company\nada@kern.example,Ada Kern,Kern GmbH\nben@oz.example,Ben Oz,Oz\n';

describe('importing a list', () => {
  test('counts every row once and names what each column became', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', `${LEADS}nobody,No Body,None\n`);
      const { exitCode, document } = await workspace.json(
        'import',
        'leads.csv',
        '--list',
        'spring',
      );
      expect(exitCode).toBe(0);
      expect(document).toMatchObject({
        import_id: 'i1',
        rows: 3,
        created: 2,
        updated: 0,
        unchanged: 0,
        merged: 0,
        rejected: 1,
        rejects_file: workspace.path('leads.rejected.csv'),
        columns: [
          { column: 'email', field: 'email', custom: false },
          { column: 'name', field: 'name', custom: false },
          { column: 'company', field: 'company', custom: false },
        ],
        warnings: [],
      });
      expect((await workspace.json('find', '--list', 'spring')).document).toHaveLength(2);
    }));

  test('marks addresses of a role and at free mail providers', () =>
    inWorkspace(async (workspace) => {
      const rows = 'info@kern.example,\nada@gmail.com,sales@kern.example\nben@oz.example,\n';
      workspace.write('leads.csv', `email,email_2\n${rows}`);
      const { stdout } = await workspace.run(['import', 'leads.csv', '--dry-run']);
      expect(stdout).toContain(
        'Addresses among them: 2 of a role (info@ and the like), 1 at free mail providers.\n',
      );
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document).toMatchObject({ role_addresses: 2, free_mail_addresses: 1 });
      const shown = await workspace.run(['show', 'p2']);
      expect(shown.stdout).toContain('ada@gmail.com (free mail)   sales@kern.example (of a role)');
      const whole = await workspace.json('show', 'p2');
      expect(whole.document).toMatchObject({
        identities: [{ mark: 'free_mail' }, { mark: 'role' }],
      });
      const { stdout: plain } = await workspace.run(['import', 'leads.csv', '--dry-run']);
      expect(plain).toContain('3 unchanged');
    }));

  test('says who opted out by the columns of another tool, and puts it on record', () =>
    inWorkspace(async (workspace) => {
      const header = 'Contact ID,Account Name,Email,Email Opt Out,Do Not Call\n';
      const rows =
        '7,Kern,ada@kern.example,1,0\n8,Oz,ben@oz.example,0,0\n9,Ay,cem@ay.example,,TRUE\n';
      workspace.write('leads.csv', header + rows);
      const { stdout } = await workspace.run(['import', 'leads.csv']);
      expect(stdout).toContain(
        '2 rows say that they opted out, on a channel or everywhere: it is on record, and holds those steps (touchline consent list KEY).\n',
      );
      expect(stdout).not.toContain('became fields');
      const listed = await workspace.run(['consent', 'list', 'ada@kern.example']);
      expect(listed.stdout).toContain('email: held by consent_withdrawn');
      expect(listed.stdout).not.toContain('call: held by consent_withdrawn');
      const { document } = await workspace.json('consent', 'list', 'cem@ay.example');
      expect(document).toMatchObject([{ channel: 'call', evidence: 'do_not_call: TRUE' }]);
      const { document: again } = await workspace.json('import', 'leads.csv');
      expect(again).toMatchObject({ unchanged: 3, opted_out: 2 });
      await workspace.run(['set', 'ben@oz.example', 'do_not_contact=yes']);
      const { document: typed } = await workspace.json('consent', 'list', 'ben@oz.example');
      expect(typed).toMatchObject([{ id: 'c3', kind: 'withdrawn', channel: null }]);
    }));

  test('says whose export it took the list for', () =>
    inWorkspace(async (workspace) => {
      workspace.write(
        'leads.csv',
        'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAda,Kern,https://www.linkedin.com/in/ada,,Kern,CTO,01 Mar 2026\n',
      );
      const { stdout } = await workspace.run(['import', 'leads.csv']);
      expect(stdout).toContain('Its columns are those of LinkedIn Connections.\n');
    }));

  test('warns of a preference that is nobody’s word, and knows the name of its column', () =>
    inWorkspace(async (workspace) => {
      const header = 'email,preferred_channel,best_hour,buying_role,employees\n';
      const rows = 'ada@kern.example,Call,9:30,boss,5\nben@oz.example,Phone,25,,7\n';
      workspace.write('leads.csv', `${header}${rows}`);
      const { stdout, stderr } = await workspace.run(['import', 'leads.csv']);
      expect(stdout).toContain('Columns of no known name became fields: employees.\n');
      expect(stderr).toBe(
        'leads.csv:3: preferred_channel is "Phone", not one of email, linkedin, call, sms, message\n' +
          'leads.csv:3: best_hour is "25", not an hour such as 10 or 10:00\n',
      );
      const found = await workspace.json('find', 'oz');
      expect(found.document).toMatchObject([
        { fields: { preferred_channel: 'Phone', best_hour: '25' } },
      ]);
    }));

  test('says what it guessed of the columns, and who turned out to be one', () =>
    inWorkspace(async (workspace) => {
      workspace.write('old.csv', 'email,linkedin\nada@kern.example,\n,in/ada\n');
      await workspace.json('import', 'old.csv');
      workspace.write(
        'new.csv',
        'email,linkedin,Compny,Notes,Notes\nada@kern.example,in/ada,Kern,a,b\n',
      );
      const dry = await workspace.run(['import', 'new.csv', '--dry-run']);
      expect(dry.stdout).toContain('Known twice, and would be one: 1 person.');
      const { stdout, stderr } = await workspace.run(['import', 'new.csv']);
      expect(stderr).toContain('the column "Compny" is read as company');
      expect(stderr).toContain('--map compny="Compny"');
      expect(stderr).toContain('two columns are named "Notes"');
      expect(stdout).toContain('line 2: p2 is p1; to part them: touchline unmerge p2');
      const { document } = await workspace.json('import', 'new.csv');
      expect(document.warnings).toMatchObject([
        { line: 1, field: null, code: 'duplicate_column' },
        { line: 1, field: null, code: 'column_guessed' },
      ]);
      expect(document.joined).toEqual([]);
    }));

  test('the same file again changes nobody', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', LEADS);
      await workspace.json('import', 'leads.csv');
      const before = (await workspace.json('find')).document;
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 0 });
      expect((await workspace.json('find')).document).toEqual(before);
      const revisions = await workspace.inWorld(async ({ stores }) =>
        (await stores.people.list({ list: null, after: null, limit: 9 })).map(
          (each) => each.revision,
        ),
      );
      expect(revisions).toEqual([1, 1]);
    }));

  test('an unchanged person still joins the list that is named', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', LEADS);
      await workspace.json('import', 'leads.csv');
      await workspace.json('import', 'leads.csv', '--list', 'autumn');
      expect((await workspace.json('find', '--list', 'autumn')).document).toHaveLength(2);
    }));

  test('rejected rows are mended in their file and come in with it', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', `${LEADS}li(at)tofu.example,Li Wei,Tofu\n`);
      const { document } = await workspace.json('import', 'leads.csv');
      const rejects = readFileSync(document.rejects_file, 'utf8');
      expect(rejects).toContain('invalid_email');
      expect(statSync(document.rejects_file).mode & 0o777).toBe(0o600);
      writeFileSync(document.rejects_file, rejects.replaceAll('(at)', '@'));
      const mended = await workspace.json('import', 'leads.rejected.csv');
      expect(mended.document).toMatchObject({ created: 1, rejected: 0, rejects_file: null });
      const [li] = (await workspace.json('find', 'tofu')).document;
      expect(li).toMatchObject({ email: 'li@tofu.example', fields: {} });
    }));

  test('two rows about one person of the store are both said of them, the later one last', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example', 'linkedin_url=in/ada', 'name=Ada Kern');
      const list =
        'email,linkedin,title\nada@kern.example,,CTO\n,https://linkedin.com/in/ada,CEO\n';
      workspace.write('leads.csv', list);
      const later = ['--now', '2026-03-03T09:00:00Z'];
      const { document } = await workspace.json('import', 'leads.csv', ...later);
      expect(document).toMatchObject({ updated: 2, rejected: 0 });
      const [ada] = (await workspace.json('find')).document;
      expect(ada.title).toBe('CEO');
      const again = await workspace.json('import', 'leads.csv', '--now', '2026-03-04T09:00:00Z');
      expect(again.document).toMatchObject({ updated: 0, unchanged: 2 });
    }));

  test("colleagues who share a switchboard's number all come in, each with the number", () =>
    inWorkspace(async (workspace) => {
      workspace.write(
        'leads.csv',
        'email,name,phone\nada@kern.example,Ada Kern,+49301234567\nben@kern.example,Ben Oz,+49301234567\n',
      );
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document).toMatchObject({ created: 2, warnings: [] });
      const again = await workspace.json('import', 'leads.csv');
      expect(again.document).toMatchObject({ unchanged: 2, created: 0, rejected: 0 });
      const { exitCode, stderr } = await workspace.run(['show', '+49301234567']);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('fits 2 people');
    }));

  test('a known person under another address is merged, and keeps both', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example', 'linkedin_url=in/ada');
      workspace.write('leads.csv', 'email,linkedin\nada@home.example,in/ada\n');
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document).toMatchObject({ merged: 1, updated: 0, created: 0 });
      const [ada] = (await workspace.json('find')).document;
      expect(ada.email).toBe('ada@kern.example');
      expect(ada.identities).toHaveLength(3);
    }));

  test('an owner is a rep by id, name or address; anybody else is said', () =>
    inWorkspace(async (workspace) => {
      workspace.write(
        'leads.csv',
        'email,owner\na@x.example,Anna Martin\nb@x.example,anna@northwind.example\nc@x.example,Bob\n',
      );
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document.warnings).toMatchObject([{ line: 4, field: 'owner', code: 'unknown_owner' }]);
      const owners = (await workspace.json('find')).document.map(
        (each: { owner: string }) => each.owner,
      );
      expect(owners).toEqual(['anna', 'anna', 'Bob']);
    }));

  test('a dry run writes no store, no rejects, nobody', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', `${LEADS}nobody,No Body,None\n`);
      const { exitCode, document } = await workspace.json('import', 'leads.csv', '--dry-run');
      expect(exitCode).toBe(0);
      expect(document).toMatchObject({
        import_id: null,
        created: 2,
        rejected: 1,
        rejects_file: null,
      });
      expect(existsSync(workspace.path('touchline.db'))).toBe(false);
      expect(existsSync(workspace.path('leads.rejected.csv'))).toBe(false);
    }));

  test('a dry run that saves the mapping says that this was written', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', LEADS);
      const dry = ['import', 'leads.csv', '--dry-run'];
      expect((await workspace.run(dry)).stdout).toContain('\nNothing was written (--dry-run).');
      const { stdout } = await workspace.run([...dry, '--save-mapping', 'columns.yaml']);
      expect(stdout).toContain('\nNothing but columns.yaml was written (--dry-run).');
      expect(existsSync(workspace.path('columns.yaml'))).toBe(true);
      expect(existsSync(workspace.path('touchline.db'))).toBe(false);
    }));

  test('a list of which nothing can be used leaves with 3 and still gives the rows back', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', 'email\nnobody\n');
      const { exitCode, document } = await workspace.json('import', 'leads.csv');
      expect(exitCode).toBe(3);
      expect(document).toMatchObject({ import_id: null, rows: 1, rejected: 1 });
      expect(existsSync(document.rejects_file)).toBe(true);
      expect((await workspace.json('imports')).document).toEqual([]);
    }));
});

describe('a rejects file', () => {
  test('never takes the place of another', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', `${LEADS}nobody,No Body,None\n`);
      workspace.write('leads.rejected.csv', 'theirs');
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document.rejects_file).toBe(workspace.path('leads.rejected-2.csv'));
      const named = await workspace.run(['import', 'leads.csv', '--rejects', 'leads.rejected.csv']);
      expect(named).toMatchObject({ exitCode: 1 });
      expect(named.stderr).toContain('write over it: --force');
      expect(readFileSync(workspace.path('leads.rejected.csv'), 'utf8')).toBe('theirs');
      const forced = await workspace.json('import', 'leads.csv', '--force');
      expect(forced.document.rejects_file).toBe(workspace.path('leads.rejected.csv'));
      expect(readFileSync(workspace.path('leads.rejected.csv'), 'utf8')).toContain('nobody');
    }));

  test('that the same list made before is the same file again', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', `${LEADS}nobody,No Body,None\n`);
      const first = await workspace.json('import', 'leads.csv');
      const again = await workspace.json('import', 'leads.csv');
      expect(again.document.rejects_file).toBe(first.document.rejects_file);
      expect(existsSync(workspace.path('leads.rejected-2.csv'))).toBe(false);
    }));

  test('that can not be written keeps everybody out', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', `${LEADS}nobody,No Body,None\n`);
      const { exitCode, stderr } = await workspace.run([
        'import',
        'leads.csv',
        '--rejects',
        'no/such/folder/x.csv',
      ]);
      expect(exitCode).toBe(1);
      expect(stderr).toContain("can't be written: ENOENT");
      expect((await workspace.json('find')).document).toEqual([]);
    }));

  test('in a read-only folder keeps everybody out', () =>
    inWorkspace(async (workspace) => {
      mkdirSync(workspace.path('lists'));
      workspace.write('lists/leads.csv', `${LEADS}nobody,No Body,None\n`);
      chmodSync(workspace.path('lists'), 0o555);
      // The workspace itself stays writable: only the folder of the list is not.
      chmodSync(workspace.dir, 0o777);
      const { exitCode, stderr } = await unprivileged(() =>
        workspace.run(['import', 'lists/leads.csv']),
      );
      chmodSync(workspace.path('lists'), 0o755);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('lists/leads.rejected.csv');
      expect((await workspace.json('find')).document).toEqual([]);
    }));

  test('never takes the place of the list itself', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', 'email\nnobody\n');
      const refused = await workspace.json(
        'import',
        'leads.csv',
        '--rejects',
        './leads.csv',
        '--force',
      );
      expect(refused).toMatchObject({
        exitCode: 2,
        document: { error: { code: 'rejects_over_input' } },
      });
      workspace.write('leads.rejected.csv', 'email\nnobody\n');
      const again = await workspace.json('import', 'leads.rejected.csv', '--force');
      expect(again.document.rejects_file).toBe(workspace.path('leads.rejected-2.csv'));
    }));
});

describe('a list that can not be read says why and changes nothing', () => {
  test.each<[string, string | Uint8Array, readonly string[], number, string]>([
    ['a NUL', 'email\nada@kern.example\0\n', [], 3, 'nul_character'],
    ['an unclosed quote', 'email,name\n"ada@kern.example,Ada\n', [], 3, 'unclosed_quote'],
    ['an empty file', '', [], 3, 'empty_file'],
    ['no header', 'ada@kern.example\n', [], 3, 'no_header'],
    ['no address column', 'colour\nred\n', [], 3, 'no_identity_column'],
    ['an unknown encoding', 'email\n', ['--encoding', 'klingon'], 2, 'unknown_encoding'],
    ['a map of no column', 'email\n', ['--map', 'name=Nmae'], 2, 'unknown_column'],
    ['a map of no field', 'email\n', ['--map', 'Name!=email'], 2, 'unknown_field'],
    ['a map without =', 'email\n', ['--map', 'name'], 2, 'bad_map'],
    ['an unknown preset', 'email\n', ['--preset', 'hubspoot'], 2, 'unknown_preset'],
    ['an unknown owner', 'email\n', ['--owner', 'ana'], 2, 'unknown_rep'],
    ['an unknown country', 'email\n', ['--country', 'XX'], 2, 'unknown_country'],
  ])('%s', (_, content, options, exitCode, code) =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', content);
      const seen = await workspace.json('import', 'leads.csv', ...options);
      expect(seen).toMatchObject({ exitCode, document: { error: { code } } });
      expect((await workspace.run(['find'])).stdout).not.toContain('kern');
    }),
  );

  test.each([
    ['missing.csv', 'file_missing'],
    ['.', 'not_a_file'],
    ['/dev/null', 'not_a_file'],
    ['touchline.yaml/leads.csv', 'file_missing'],
  ])('%s', (file, code) =>
    inWorkspace(async (workspace) => {
      const seen = await workspace.json('import', file);
      expect(seen).toMatchObject({ exitCode: 1, document: { error: { code } } });
    }),
  );

  test('a header with a line break names its column in one line', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', '"Work\r\nEmail","Plan\n2026"\nada@kern.example,gold\n');
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document.columns).toEqual([
        { column: 'Work Email', field: 'email', custom: false },
        { column: 'Plan 2026', field: 'plan_2026', custom: true },
      ]);
    }));

  test('an address cell with two addresses is rejected with both named', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', 'email\n"ada@kern.example; eve@evil.example"\n');
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document.rejects).toEqual([
        {
          line: 2,
          code: 'two_addresses',
          message: 'the email cell holds 2 addresses: ada@kern.example and eve@evil.example',
        },
      ]);
    }));
});
