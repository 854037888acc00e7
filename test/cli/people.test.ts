import { describe, expect, test } from 'vitest';
import { call, linkedin, person, sequence } from '../support/world/builders.ts';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';

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

  test('a note that is too long goes on when what takes the room is shorter, and for nothing else', () =>
    inWorkspace(async (workspace) => {
      const enrollment = await workspace.inWorld(async (world) => {
        const [ada] = await world.add(
          person('ada', { company: 'Kern & Söhne '.repeat(30).trim() }),
        );
        const note = { name: 'note', subject: null, body: 'From {{ prospect.company }}' };
        const [id] = await world.enroll(
          sequence([linkedin('connect', { template: 'note' })]),
          [ada!],
          { templates: [note] },
        );
        await world.run();
        return id!;
      });
      expect(await statusOf(workspace, enrollment)).toBe('paused: missing_field');
      for (const field of ['title=CTO', `company=${'Kern und Söhne '.repeat(30).trim()}`]) {
        const { document } = await workspace.json('set', 'p1', field);
        expect(document).toMatchObject({
          resumed: 0,
          closed_tasks: [],
          still_missing: [],
          still_too_long: ['prospect.company'],
        });
      }
      const shown = await workspace.json('show', 'p1');
      expect(shown.document).toMatchObject({
        enrollments: [{ holds: [{ cause: 'too_long', missing: ['prospect.company'] }] }],
      });
      const { document } = await workspace.json('set', 'p1', 'company=Kern');
      expect(document).toMatchObject({
        resumed: 1,
        closed_tasks: [`${enrollment}.connect.1.missing`],
        still_too_long: [],
      });
      expect(await statusOf(workspace, enrollment)).toBe('active');
    }));

  test('what fills a gap of one sequence leaves another held that lacks something else', () =>
    inWorkspace(async (workspace) => {
      const [rings, writes] = await workspace.inWorld(async (world) => {
        const [ada] = await world.add(person('ada', { identities: [ADDRESS] }));
        const connect = linkedin('connect', { missing: 'ask' });
        const enroll = { ...sequence([]).enroll, exclusive: false };
        const apart = { name: 'other', version: 'o1', enroll };
        const ring = call('ring', { missing: 'ask' });
        const [one] = await world.enroll(sequence([ring], { enroll }), [ada!]);
        const [other] = await world.enroll(sequence([connect], apart), [ada!]);
        await world.run();
        return [one!, other!];
      });
      const { document } = await workspace.json('set', 'p1', 'phone=+49301234567');
      expect(document).toMatchObject({ resumed: 1, still_missing: ['linkedin'] });
      expect(await statusOf(workspace, rings)).toBe('active');
      expect(await statusOf(workspace, writes)).toBe('paused: missing_field');
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

  test.each(['prospect.seats >', 'sender.phone', 'colour == 1'])('--where %s is refused', (where) =>
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
      expect(stdout).not.toContain('\u0007');
    }));
});

describe('what show says of somebody', () => {
  const TYPED =
    'email=ada@kern.example country=DE tags=vip owner=anna plan=gold role=champion'.split(' ');
  const LATER = ['--now', '2026-03-09T09:00:00Z'];

  test('is all that is known, with lists, and what binds them', () =>
    inWorkspace(async (workspace) => {
      await workspace.run(['add', ...TYPED, '--list', 'spring']);
      const free = (await workspace.run(['show', 'p1'])).stdout;
      expect(free).toContain(
        '\nplace DE   owner anna   tags vip   lists spring   plan gold   role champion\n',
      );
      expect(free).toContain('In no sequence. Next: touchline enroll');
      await workspace.run(['suppress', 'add', 'ada@kern.example', '--channel', 'sms']);
      const partly = (await workspace.run(['show', 'p1'])).stdout;
      expect(partly).toContain('\nNothing goes to them on sms: ada@kern.example is suppressed');
      expect(partly).toContain('Next: touchline enroll');
      await workspace.run(['suppress', 'add', '*@kern.example', '--reason', 'a rival']);
      for (const command of ['show', 'why']) {
        const { stdout } = await workspace.run([command, 'p1']);
        expect(stdout).toContain('\nNothing goes to them: kern.example is suppressed: a rival.\n');
        expect(stdout).not.toContain('touchline enroll');
        const { document } = await workspace.json(command, 'p1');
        expect(document).toMatchObject({
          suppressed_by: 'kern.example is suppressed: a rival',
          suppressed_on: [{ channel: 'sms' }],
          opted_out: false,
          withdrawn_on: [],
        });
      }
      const { document } = await workspace.json('show', 'p1');
      const known = { owner: 'anna', tags: ['vip'], lists: ['spring'], country: 'DE' };
      expect(document).toMatchObject({ ...known, fields: { plan: 'gold', role: 'champion' } });
    }));

  test('is on which channels they took their consent back', () =>
    inWorkspace(async (workspace) => {
      await workspace.run(['add', ...TYPED, 'stage=Unsubscribed', 'do_not_call=1']);
      const { stdout } = await workspace.run(['show', 'p1']);
      expect(stdout).toContain(
        '\nThey took their consent back for email, call: touchline consent list p1\n',
      );
      await workspace.run(['consent', 'add', 'p1', '--channel', 'email', ...LATER]);
      const { document } = await workspace.json('show', 'p1', ...LATER);
      expect(document).toMatchObject({ withdrawn_on: ['call'] });
    }));

  test('is who opted out, also when the entry is gone', () =>
    inWorkspace(async (workspace) => {
      await workspace.run(['add', ...TYPED]);
      await workspace.run(['log', 'opt-out', '--prospect', 'p1']);
      await workspace.run(['suppress', 'remove', 'ada@kern.example', '--force']);
      const { stdout } = await workspace.run(['show', 'p1']);
      expect(stdout).toContain('\nNothing goes to them: they opted out.\n');
      expect((await workspace.json('why', 'p1')).document).toMatchObject({
        suppressed_by: null,
        opted_out: true,
      });
    }));
});
