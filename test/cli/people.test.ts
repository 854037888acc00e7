import { describe, expect, test } from 'vitest';
import { confirm } from '../../src/cli/confirm.ts';
import { call, email, person, sequence } from '../support/builders.ts';
import { inWorkspace, type Workspace } from '../support/workspace.ts';

const statusOf = (workspace: Workspace, enrollment: string) =>
  workspace.inWorld((world) => world.status(enrollment));

const ADDRESS = { kind: 'email', value: 'ada@ada.example', status: 'good' } as const;

describe('adding one person', () => {
  test('gives the person back, with the zone that their place is in', () =>
    inWorkspace(async (workspace) => {
      const { exitCode, document } = await workspace.json(
        'add',
        'email=Ada@Kern.example',
        'name=Ada Kern',
        'city=Vienna',
        'country=Austria',
        'seats=12',
      );
      expect(exitCode).toBe(0);
      expect(document).toMatchObject({
        id: 'p1',
        change: 'created',
        name: 'Ada Kern',
        first_name: 'Ada',
        email: 'ada@kern.example',
        company: null,
        zone: 'Europe/Vienna',
        fields: { seats: '12' },
        identities: [{ kind: 'email', value: 'ada@kern.example', status: 'good' }],
      });
    }));

  test('somebody who is known is updated, and a repeat changes nothing', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example');
      const richer = await workspace.json('add', 'email=ada@kern.example', 'title=CTO');
      expect(richer.document).toMatchObject({ id: 'p1', change: 'updated', title: 'CTO' });
      const again = await workspace.json(
        'add',
        'email=ada@kern.example',
        'title=CTO',
        '--list',
        'spring',
      );
      expect(again).toMatchObject({ exitCode: 0, document: { id: 'p1', change: 'unchanged' } });
      expect((await workspace.json('find', '--list', 'spring')).document).toHaveLength(1);
    }));

  test.each([
    [['name=Ada'], 'no_identity'],
    [['email=ada@kern.example, eve@evil.example'], 'two_addresses'],
    [['email=anna@northwind.example'], 'own_address'],
    [['email=ada@kern.example', 'zone=Berlin'], 'invalid_value'],
    [['email=ada@kern.example', 'owner=ana'], 'unknown_rep'],
    [['email'], 'bad_assignment'],
    [['=x'], 'bad_assignment'],
    [['email=a@x.example', 'email=b@x.example'], 'bad_assignment'],
  ])('%j is refused', (fields, code) =>
    inWorkspace(async (workspace) => {
      const seen = await workspace.json('add', ...fields);
      expect(seen).toMatchObject({ exitCode: 2, document: { error: { code } } });
      expect((await workspace.json('find')).document).toEqual([]);
    }),
  );
});

describe('changing one person', () => {
  test('a new address stands in front, and the old one stays', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example');
      const { document } = await workspace.json('set', 'ada@kern.example', 'email=ada@new.example');
      expect(document).toMatchObject({ changed: true, email: 'ada@new.example' });
      expect(document.identities.map((each: { value: string }) => each.value)).toEqual([
        'ada@new.example',
        'ada@kern.example',
      ]);
    }));

  test('a second address stands behind', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example', 'phone=+49301234567');
      const { document } = await workspace.json(
        'set',
        'p1',
        'email_2=ada@home.example',
        'mobile=+491701234567',
      );
      expect(document).toMatchObject({ email: 'ada@kern.example', phone: '+49301234567' });
      expect(document.identities).toHaveLength(4);
    }));

  test('a cleared field is empty; a cleared address is kept as one that does not reach them, until it is set again', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example', 'title=CTO', 'tags=a,b', 'seats=3');
      const cleared = await workspace.json('set', 'p1', 'title=', 'email=', 'tags=', 'seats=');
      expect(cleared.document).toMatchObject({
        title: null,
        email: null,
        tags: [],
        fields: {},
        identities: [{ value: 'ada@kern.example', status: 'bad' }],
      });
      const back = await workspace.json('set', 'p1', 'email=ada@kern.example');
      expect(back.document).toMatchObject({ email: 'ada@kern.example' });
    }));

  test("somebody else's address is refused with their name", () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example', 'name=Ada Kern');
      await workspace.json('add', 'email=ben@oz.example');
      const { exitCode, document } = await workspace.json('set', 'p2', 'email=ada@kern.example');
      expect(exitCode).toBe(1);
      expect(document.error).toMatchObject({
        code: 'identity_taken',
        message: 'ada@kern.example belongs to Ada Kern (p1)',
      });
    }));

  test('what is so already is calm', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example', 'title=CTO');
      const { exitCode, document } = await workspace.json('set', 'p1', 'title=CTO', 'city=');
      expect(exitCode).toBe(0);
      expect(document).toMatchObject({ changed: false, resumed: 0 });
    }));

  test('filling a gap lets go on what was held for it, and does the task that asked', () =>
    inWorkspace(async (workspace) => {
      const enrollment = await workspace.inWorld(async (world) => {
        const [ada] = await world.add(person('ada', { identities: [ADDRESS] }));
        const [id] = await world.enroll(sequence([call('ring', { missing: 'ask' })]), [ada!]);
        await world.run();
        await world.run();
        return id!;
      });
      expect(await statusOf(workspace, enrollment)).toBe('paused: missing_field');
      const other = await workspace.json('set', 'p1', 'title=CTO');
      expect(other.document).toMatchObject({ resumed: 0, still_missing: ['phone'] });
      expect(await statusOf(workspace, enrollment)).toBe('paused: missing_field');
      const { document } = await workspace.json('set', 'p1', 'phone=+49301234567');
      expect(document).toMatchObject({
        resumed: 1,
        still_missing: [],
        closed_tasks: [`${enrollment}.ring.1.missing`],
      });
      const tasks = await workspace.inWorld(async (world) => {
        await world.run();
        return (await world.stores.tasks.open(null)).map((each) => each.id);
      });
      expect(tasks).toEqual([`${enrollment}.ring.1`]);
      expect(await workspace.inWorld((world) => world.broken())).toEqual([]);
    }));

  test('so does a list that fills it', () =>
    inWorkspace(async (workspace) => {
      const enrollment = await workspace.inWorld(async (world) => {
        const [ada] = await world.add(person('ada', { identities: [ADDRESS] }));
        const [id] = await world.enroll(sequence([call('ring', { missing: 'ask' })]), [ada!]);
        await world.run();
        return id!;
      });
      expect(await statusOf(workspace, enrollment)).toBe('paused: missing_field');
      workspace.write('leads.csv', 'email,phone\nada@ada.example,+49301234567\n');
      const { document } = await workspace.json('import', 'leads.csv');
      expect(document).toMatchObject({ updated: 1, resumed: 1 });
      expect(await statusOf(workspace, enrollment)).toBe('active');
    }));

  test('a field that a template asks for is named as the task names it', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example');
      const { document } = await workspace.json(
        'set',
        'p1',
        'prospect.title=CTO',
        'linkedin=in/ada',
      );
      expect(document).toMatchObject({ title: 'CTO', linkedin: 'in/ada', fields: {} });
    }));
});

describe('a key', () => {
  test.each(['p1', 'ADA@kern.example', '+49 30 1234567', 'https://de.linkedin.com/in/Ada/'])(
    '%s',
    (key) =>
      inWorkspace(async (workspace) => {
        await workspace.json(
          'add',
          'email=ada@kern.example',
          'phone=+49301234567',
          'linkedin_url=in/ada',
        );
        expect((await workspace.json('set', key, 'title=CTO')).document).toMatchObject({
          id: 'p1',
        });
      }),
  );

  test.each(['p9', 'eve@evil.example', '+4930999999', 'in/eve', 'Ada Kern', ''])(
    '%j is unknown',
    (key) =>
      inWorkspace(async (workspace) => {
        await workspace.json('add', 'email=ada@kern.example', 'name=Ada Kern');
        const seen = await workspace.json('set', key, 'title=CTO');
        expect(seen).toMatchObject({
          exitCode: 1,
          document: { error: { code: 'unknown_person' } },
        });
      }),
  );
});

describe('finding people', () => {
  const people = async (workspace: Workspace): Promise<void> => {
    await workspace.json(
      'add',
      'email=zoe@kern.example',
      'name=Zoé Kern',
      'company=Kern GmbH',
      'seats=120',
    );
    await workspace.json(
      'add',
      'email=ben@oz.example',
      'name=Ben Oz',
      'phone=+49301234567',
      'seats=9',
    );
  };
  const idsOf = async (workspace: Workspace, ...argv: string[]): Promise<string[]> =>
    (await workspace.json('find', ...argv)).document.map((each: { id: string }) => each.id);

  test.each([
    [['zoe'], ['p1']],
    [['KERN zoé'], ['p1']],
    [['kern', 'ben'], []],
    [['gmbh'], ['p1']],
    [['030-1234'], ['p2']],
    [['oz.example'], ['p2']],
    [['--where', 'prospect.seats > 20'], ['p1']],
    [['--where', "prospect.email contains 'oz' and prospect.seats < 20"], ['p2']],
    [['--limit', '1'], ['p1']],
    [['--list', 'none'], []],
  ])('%j', (argv, ids) =>
    inWorkspace(async (workspace) => {
      await people(workspace);
      expect(await idsOf(workspace, ...argv)).toEqual(ids);
    }),
  );

  test.each(['prospect.seats >', 'touches.intro', 'colour == 1'])(
    '--where %s is refused',
    (where) =>
      inWorkspace(async (workspace) => {
        await people(workspace);
        const seen = await workspace.json('find', '--where', where);
        expect(seen).toMatchObject({ exitCode: 2, document: { error: { code: 'bad_condition' } } });
      }),
  );

  test('a name that drives a terminal does not', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', 'email,name\nada@kern.example,"=cmd()\u001b]0;owned\u0007"\n');
      await workspace.json('import', 'leads.csv');
      const { stdout } = await workspace.run(['find']);
      expect(stdout).toContain('=cmd()');
      expect(stdout).not.toContain('\u001b');
      expect(stdout).not.toContain('owned');
    }));
});

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
      expect(forced.document).toEqual({ removed: 1, not_listed: [] });
      const again = await workspace.json('suppress', 'remove', 'ada@ada.example');
      expect(again).toMatchObject({
        exitCode: 0,
        document: { removed: 0, not_listed: ['ada@ada.example'] },
      });
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
