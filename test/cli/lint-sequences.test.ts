/** What lint asks of a sequence beyond its file: of the clock, the mailboxes, and the people in the store. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Sequence } from '../../src/core/sequence.ts';
import type { ProspectDraft } from '../../src/ports/people-store.ts';
import { email, person, sequence } from '../support/world/builders.ts';
import { inTemporaryFolder, runCli, TEST_NOW_MS } from '../support/cli/cli.ts';
import { World } from '../support/world/world.ts';

interface Options {
  readonly head?: string;
  readonly steps?: string;
  readonly mailboxes?: string;
  readonly templates?: Readonly<Record<string, string>>;
  /** In the store, and in the sequence. */
  readonly people?: readonly ProspectDraft[];
  /** Where they are instead. */
  readonly other?: Partial<Sequence>;
  /** More lines of touchline.yaml. */
  readonly more?: string;
}

const ANNA = `  anna:
    from: anna@acme.example
    smtp: { url: "smtp://127.0.0.1:1025" }
    maildir: mail
    cap: 50 per day
`;

/** `code severity line:column`, and the messages, of the one sequence of a workspace. */
async function lint({
  head = '',
  steps = '[{ id: a, email: intro }]',
  mailboxes = ANNA,
  templates = {},
  people = [],
  other = {},
  more = '',
}: Options) {
  return inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    writeFileSync(
      join(cwd, 'touchline.yaml'),
      `workspace: x\nzone: UTC\nmailboxes:\n${mailboxes}${more}`,
    );
    for (const [name, text] of Object.entries(templates))
      writeFileSync(join(cwd, 'templates', name), text);
    writeFileSync(
      join(cwd, 'sequences/outreach.yaml'),
      `sequence: outreach\ngoals: [reply]\n${head}${head.includes('mailboxes') ? '' : 'mailboxes: [anna]\n'}steps: ${steps}\n`,
    );
    if (people.length > 0) {
      const world = new World({ nowMs: TEST_NOW_MS, path: join(cwd, 'touchline.db') });
      await world.enroll(sequence([email('a'), email('b')], other), await world.add(...people));
      world.stores.close();
    }
    const { stdout, exitCode } = await runCli(['lint', 'sequences/outreach.yaml', '--json'], {
      cwd,
    });
    const { diagnostics: told, errors, warnings, notes } = JSON.parse(stdout);
    const diagnostics = [...told, ...notes];
    return {
      exitCode,
      counts: [errors, warnings, notes.length],
      found: diagnostics.map(
        (each: { code: string; severity: string; line: number; column: number }) =>
          `${each.code} ${each.severity} ${each.line}:${each.column}`,
      ),
      said: diagnostics.map((each: { message: string }) => each.message).join('\n'),
      hints: diagnostics.map((each: { hint: string }) => each.hint).join('\n'),
    };
  });
}

describe('a window', () => {
  test('that a blackout shuts for more than 400 days is an error', async () => {
    const head = 'window: { blackout: ["2026-01-01/2027-12-31"] }\n';
    const { exitCode, found } = await lint({ head });
    expect([exitCode, found]).toEqual([3, ['window_never_opens error 3:21']]);
  });

  test('that never opens is told beside what is wrong in the steps, and not of a window that has an error', async () => {
    const steps = '[{ id: a, email: intro, at: "25:00" }]';
    const head = 'window: { blackout: ["2026-01-01/2027-12-31"] }\n';
    const { found } = await lint({ head, steps });
    expect(found).toEqual(['window_never_opens error 3:21', 'unknown_value error 5:36']);
    const lost = 'window: { days: [mo, tue], blackout: ["2026-01-01/2027-12-31"] }\n';
    expect((await lint({ head: lost, steps })).found).not.toContain('window_never_opens');
  });

  test('that never opens lets nobody in, and no version of it becomes current', () =>
    inTemporaryFolder(async (cwd) => {
      await runCli(['init'], { cwd });
      await runCli(['add', 'email=ada@kern.example', 'country=US'], { cwd });
      const text =
        'sequence: shut\ngoals: [reply]\nmailboxes: [anna]\nwindow: { blackout: ["2026-01-01/2027-12-31"] }\nsteps: [{ id: a, email: intro }]\n';
      writeFileSync(join(cwd, 'sequences/shut.yaml'), text);
      for (const command of [
        ['enroll', 'shut', '--all'],
        ['plan', 'shut'],
      ]) {
        const { stdout, exitCode } = await runCli([...command, '--json'], { cwd });
        const { code, message } = JSON.parse(stdout).error;
        expect([code, exitCode]).toEqual(['invalid_sequence', 3]);
        expect(message).toMatch(/^sequences\/shut\.yaml:4:21: .*\[window_never_opens\]/);
      }
    }));

  test('that opens on the day after is none', async () => {
    const head = 'window: { blackout: ["2026-01-01/2026-12-31"] }\n';
    expect((await lint({ head })).found).toEqual([]);
    const tasks = 'window: { blackout: ["2026-01-01/2029-12-31"] }\n';
    expect((await lint({ head: tasks, steps: '[{ id: a, task: x }]' })).found).toEqual([]);
  });
});

test.each([
  ["now < '2020'", true],
  ["'2026-02-28T09' >= now", true],
  ["prospect.title and now <= '2026-01'", true],
  ["now < '2026-06'", false],
  ["now > '2020'", false],
])('%s asks for a time that is over: %s', async (condition, isOver) => {
  const { found } = await lint({ steps: `[{ id: a, task: x, if: "${condition}" }]` });
  expect(found).toEqual(isOver ? ['branch_never_taken warning 4:31'] : []);
});

describe('a follow-up without a subject', () => {
  const templates = { 'bump.md': 'Any thoughts?\n' };
  const lintSteps = (steps: string) => lint({ steps: `[${steps}]`, templates });
  const CEO = 'if: "prospect.title == \'CEO\'"';

  test('is named where the email before it may be skipped', async () => {
    const { exitCode, found, said } = await lintSteps(
      `{ id: a, email: intro, ${CEO} }, { id: b, email: bump }`,
    );
    expect([exitCode, found]).toEqual([0, ['missing_subject warning 4:81']]);
    expect(said).toBe('template "bump" has no subject: whoever did not get a is held here');
  });

  test('is named where a path leads past that email', async () => {
    const { found } = await lintSteps(
      `{ id: x, ${CEO}, then: [{ id: a, email: intro }] }, { id: b, email: bump }`,
    );
    expect(found).toEqual(['missing_subject warning 4:100']);
  });

  test.each([
    ['always follows', '{ id: a, email: intro }, { id: b, email: bump }'],
    ['asks the same', `{ id: a, email: intro, ${CEO} }, { id: b, email: bump, ${CEO} }`],
    [
      'has another one before it',
      `{ id: a, email: intro, ${CEO} }, { id: c, email: intro }, { id: b, email: bump }`,
    ],
    ['brings a subject', `{ id: a, email: intro, ${CEO} }, { id: b, email: intro }`],
    [
      'stands in the same path',
      `{ id: x, ${CEO}, then: [{ id: a, email: intro }, { id: b, email: bump }] }`,
    ],
  ])('is fine where it %s', async (_, steps) => {
    expect((await lintSteps(steps)).found).toEqual([]);
  });
});

describe('a channel of the workspace', () => {
  const steps = '[{ id: a, message: intro, via: lyne }]';
  const channel = `channels:\n  line: { http: { url: "http://127.0.0.1:9", body: "{{ text }}" } }\n`;

  test('that is misspelt is named, with the one that was meant', async () => {
    const { found, said, hints } = await lint({ steps, mailboxes: ANNA + channel });
    expect(found).toContain('unknown_via warning 4:39');
    expect(said).toContain('no channel "lyne" in touchline.yaml');
    expect(hints).toContain('did you mean "line"?');
  });

  test('is a note where there is none at all, and nothing where it is right', async () => {
    expect((await lint({ steps })).found).toContain('unknown_via note 4:39');
    const right = await lint({ steps: steps.replace('lyne', 'line'), mailboxes: ANNA + channel });
    expect(right.found.filter((each) => each.startsWith('unknown_via'))).toEqual([]);
  });
});

describe('answers that nobody hears', () => {
  const BEN = ANNA.replace('anna:', 'ben:').replace('maildir: mail', 'replies: none');

  test('by email are a warning at the mailbox', async () => {
    const { found, said } = await lint({
      mailboxes: ANNA + BEN,
      head: 'mailboxes: [anna, ben]\n',
    });
    expect(found).toEqual(['answers_not_heard warning 3:19']);
    expect(said).toContain('the answers to ben');
  });

  test('by text message are a note, once for the sequence', async () => {
    const { exitCode, found, counts, said } = await lint({
      steps: '[{ id: a, sms: intro }, { id: b, task: x }, { id: c, sms: intro }]',
    });
    expect([exitCode, found, counts]).toEqual([0, ['answers_not_heard note 4:18'], [0, 0, 1]]);
    expect(said).toContain('(a and c)');
  });
});

describe('an audience without a consent', () => {
  const people = [
    person('ada', { country: 'DE' }),
    person('ben', { country: 'JP' }),
    person('cleo', { country: 'DE' }),
    person('dora', { country: 'FR' }),
  ];

  test('is counted by country', async () => {
    const { found, said } = await lint({ people });
    expect(found).toEqual(['no_consent_basis warning 4:18']);
    expect(said).toContain('2 of 4 enrolled people in Germany, 1 of 4 enrolled people in Japan');
  });

  test('is none where no email can reach them', async () => {
    const only = '[{ id: a, if: "prospect.country == \'FR\'", email: intro }]';
    expect((await lint({ people, steps: only })).found).toEqual([]);
    expect((await lint({ people, steps: '[{ id: a, task: x }]' })).found).toEqual([]);
    const but =
      '[{ id: b, if: "prospect.country != \'DE\'", then: [{ id: a, email: intro }], else: [{ id: c, task: x }] }]';
    expect((await lint({ people, steps: but })).said).not.toContain('Germany');
    expect((await lint({ people, steps: but })).said).toContain('Japan');
  });

  test('is expected where a text is written in its language', async () => {
    const templates = {
      'intro.md': '---\nsubject: Hello\n---\nHi',
      'intro.de.md': '---\nsubject: Hallo\n---\nHi',
    };
    const { found, said } = await lint({ templates });
    expect(found).toEqual(['no_consent_basis warning 4:18']);
    expect(said).toContain('template intro.de');
  });
});

describe('by law', () => {
  const japanese = [person('ben', { country: 'JP', fields: { consent_basis: 'business_card' } })];
  const french = [person('ada', { country: 'FR' })];
  const german = [person('ada', { country: 'DE', fields: { consent: 'yes' } })];
  const sender = (rest: string) => `sender: { company: Acme SAS${rest} }\n`;
  const address = ', postal_address: "1 rue de la Paix"';

  test('who lives where the footer must name an address gets none without it', async () => {
    const more = `${sender('')}compliance: auto\n`;
    const { exitCode, found, said } = await lint({ people: japanese, more });
    expect([exitCode, found]).toEqual([3, ['footer_incomplete error 4:18']]);
    expect(said).toContain('people in Japan must say sender.postal_address');
    const whole = `${sender(address)}compliance: auto\n`;
    expect((await lint({ people: japanese, more: whole })).found).toEqual([]);
    expect((await lint({ people: japanese, more: sender('') })).found).toEqual([]);
  });

  test('a text in Japanese is enough to ask for it', async () => {
    const templates = { 'intro.ja.md': '---\nsubject: ご相談\n---\nどうも' };
    const { found } = await lint({ templates, more: 'compliance: auto\n' });
    expect(found).toContain('footer_incomplete error 4:18');
  });

  test('without anybody there it is a warning', async () => {
    const { exitCode, found } = await lint({ more: 'compliance: auto\n' });
    expect([exitCode, found]).toEqual([0, ['footer_incomplete warning 4:18']]);
  });

  test('people in Europe are to be told where the address is from', async () => {
    const more = `${sender(address)}compliance: auto\n`;
    const { found, said } = await lint({ people: french, more });
    expect(found).toEqual(['source_not_named warning 4:18']);
    expect(said).toContain('templates/intro.md does not say where the address is from');
    const templates = {
      'intro.md':
        '---\nsubject: Hello\n---\nI found you on {{ prospect.source | default: "the fair" }}.',
    };
    expect((await lint({ people: french, more, templates })).found).toEqual([]);
    expect((await lint({ people: german, more })).found).toEqual([]);
  });

  test('of people whose consent is on record nothing is said', async () => {
    expect((await lint({ people: [...german, ...japanese] })).found).toEqual([]);
  });
});

describe('the mailboxes', () => {
  const FOUR =
    '[{ id: a, email: intro }, { id: b, if: prospect.title, then: [{ id: c, email: intro }, { id: d, email: intro }], else: [{ id: e, email: intro }] }, { id: f, email: intro }]';

  test('that may send less than starts a day ask for are a warning with the numbers', async () => {
    const { found, said, hints } = await lint({
      head: 'enroll: { per_day: 40 }\n',
      steps: FOUR,
    });
    expect(found).toEqual(['capacity_too_small warning 3:20']);
    expect(said).toContain('40 people a day with up to 4 emails each are 160 emails a day');
    expect(said).toContain('mailbox anna may send 50 (800 against 250 in a week of 5 days)');
    expect(hints).toContain('per_day: 12');
  });

  test('that may send as much are fine', async () => {
    expect((await lint({ head: 'enroll: { per_day: 12 }\n', steps: FOUR })).found).toEqual([]);
  });

  test('are held to what their ramp allows now, and by when it allows enough', async () => {
    const ramp = `${ANNA}    ramp: { from: 10, add: 5 }\n`;
    const { found, said, hints } = await lint({
      head: 'enroll: { per_day: 12 }\n',
      steps: FOUR,
      mailboxes: ramp,
    });
    expect(found).toEqual(['capacity_too_small warning 3:20']);
    expect(said).toContain(
      'mailbox anna may send 10 for now (a ramp reaches that after 8 more days of sending)',
    );
    expect(hints).toContain('per_day: 2');
  });

  test('are shared with the people of other sequences who are on their way', async () => {
    const people = ['ada', 'bo', 'cy'].map((name) => person(name));
    const other = { name: 'other', enroll: { ...sequence([]).enroll, perDay: 2 } };
    const head = 'enroll: { per_day: 12 }\n';
    const { found, said, hints } = await lint({ head, steps: FOUR, people, other });
    expect(found).toEqual(['capacity_too_small warning 3:20']);
    expect(said).toContain('48 emails a day, 4 more are those of other from the same mailboxes');
    expect(hints).toContain('per_day: 11');
  });

  test('that need more than a year for the people who are in it are named', async () => {
    const people = Array.from({ length: 30 }, (_, index) => person(`p${index}`));
    const slow = ANNA.replace('50 per day', '1 per day');
    const steps = `[${Array.from({ length: 9 }, (_, index) => `{ id: s${index}, email: intro }`).join(', ')}]`;
    const { found, said } = await lint({ people, steps, mailboxes: slow });
    expect(found).toContain('capacity_too_small warning 3:12');
    expect(said).toContain('30 enrolled people with up to 9 emails each are 270 emails');
  });

  test('that find no room on the days that a blackout leaves open are named', async () => {
    const people = Array.from({ length: 30 }, (_, index) => person(`p${index}`));
    const slow = ANNA.replace('50 per day', '5 per day');
    const head = 'window: { blackout: ["2026-03-04/2027-02-27"] }\n';
    const { found, said } = await lint({ people, mailboxes: slow, head });
    expect(found).toContain('capacity_too_small warning 4:12');
    expect(said).toContain('on the 2 days of the next year that blackout leaves open');
    expect((await lint({ people, mailboxes: slow })).found.join()).not.toContain('capacity');
  });

  test('are held to their gap where everybody has the same hours', async () => {
    const head =
      'window: { hours: ["09:00-10:00"], zone: Europe/Paris }\nenroll: { per_day: 45 }\n';
    const gap = `${ANNA}    gap: 90-180 seconds\n`;
    expect((await lint({ head, mailboxes: gap })).said).toContain('may send 41');
  });
});

describe('a rep who will be away', () => {
  const reps = (anna: string, ben = '') =>
    `${ANNA}reps:\n  anna: { name: Anna${anna} }\n  ben: { name: Ben${ben} }\n`;
  const told = async (mailboxes: string) =>
    inTemporaryFolder(async (cwd) => {
      await runCli(['init'], { cwd });
      const file = `workspace: x\nzone: UTC\nmailboxes:\n${mailboxes}`;
      writeFileSync(join(cwd, 'touchline.yaml'), file);
      const { stdout } = await runCli(['lint', 'touchline.yaml', '--json'], { cwd });
      return JSON.parse(stdout).diagnostics.map(
        (each: { code: string; line: number; message: string }) =>
          `${each.line} ${each.code}: ${each.message}`,
      );
    });
  const AUGUST = ', away: ["2026-08-03/2026-08-14"]';

  test('and whom nobody covers is a warning', async () => {
    expect(await told(reps(AUGUST))).toEqual([
      '10 nobody_covers: on Mon 3 Aug anna is away and nobody covers: their tasks wait until they are back',
    ]);
    expect(await told(reps(`${AUGUST}, cover: ben`, ', away: ["2026-08-14"]'))).toEqual([
      '10 nobody_covers: on Fri 14 Aug anna is away and ben, who covers, is away as well: their tasks wait until they are back',
      '11 nobody_covers: on Fri 14 Aug ben is away and nobody covers: their tasks wait until they are back',
    ]);
  });

  test('and is covered, or was away, is none', async () => {
    expect(await told(reps(`${AUGUST}, cover: ben`))).toEqual([]);
    expect(await told(reps(', away: ["2026-01-01/2026-03-01"]'))).toEqual([]);
  });

  test.each([
    [', cover: zoe', 'there is no other rep "zoe"'],
    [', cover: anna', 'there is no other rep "anna"'],
  ])('%s is an error', async (cover, message) => {
    expect(await told(reps(AUGUST + cover))).toEqual([`10 unknown_rep: ${message}`]);
  });
});

describe('columns', () => {
  const people = [person('ada', { country: 'FR', fields: { level: 'hot' } })];

  test('that nobody has are a warning where they are asked for, with the one that was meant', async () => {
    const { found, said, hints } = await lint({
      people,
      steps: '[{ id: a, if: "prospect.country and prospect.levle == \'hot\'", task: x }]',
    });
    expect(found).toEqual(['column_of_nobody warning 4:53']);
    expect(said).toContain('the one person');
    expect(hints).toBe('did you mean "prospect.level"?');
  });

  test('that somebody has, or that the sequence writes, are fine', async () => {
    const steps =
      '[{ id: s, set: { fields: { round: one } } }, { id: a, if: prospect.level and prospect.round, task: x }]';
    expect((await lint({ people, steps })).found).toEqual([]);
  });

  test('are asked for by a start as well', async () => {
    const head = 'start: 30 days before prospect.renewal_date\n';
    expect((await lint({ people, head })).found).toEqual(['column_of_nobody warning 3:32']);
    expect((await lint({ head })).found).toEqual([]);
  });
});
