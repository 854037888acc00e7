import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { email, person, sequence } from '../support/world/builders.ts';
import { inTemporaryFolder, runCli, TEST_NOW_MS } from '../support/cli/cli.ts';
import { World } from '../support/world/world.ts';

interface Found {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
  readonly severity: string;
}

const WORKSPACE = `workspace: x
zone: UTC
reps: { anna: { name: Anna } }
`;

/** A sequence of these steps, in a workspace with these files. */
async function lint(
  steps: readonly string[],
  files: Readonly<Record<string, string>>,
  before: (dir: string) => Promise<void> = async () => {},
): Promise<Readonly<Record<'found' | 'messages' | 'severities', readonly string[]>>> {
  return inTemporaryFolder(async (cwd) => {
    const head = 'sequence: s\ngoals: [reply]\nmailboxes: owner\nsteps:\n';
    const all = {
      'touchline.yaml': WORKSPACE,
      'sequences/s.yaml': `${head}${steps.map((step) => `  - ${step}\n`).join('')}`,
      ...files,
    };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    await before(cwd);
    const { stdout } = await runCli(['lint', '--json'], { cwd });
    const { diagnostics }: { diagnostics: readonly Found[] } = JSON.parse(stdout);
    return {
      found: diagnostics.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`),
      messages: diagnostics.map(({ message }) => message),
      severities: diagnostics.map(({ severity }) => severity),
    };
  });
}

const EMAIL = '{ id: a, email: a }';
const CONNECT = '{ id: a, linkedin: connect, template: a }';
const SMS = '{ id: a, sms: a }';
const withSubject = (subject: string, body = 'Hi'): string =>
  `---\nsubject: '${subject}'\n---\n${body}`;

describe('what a channel can carry', () => {
  test.each<[string, string, Record<string, string>, string[]]>([
    ['three segments of a text message', SMS, { 'templates/a.md': 'a'.repeat(459) }, []],
    ['a fourth', SMS, { 'templates/a.md': 'a'.repeat(460) }, ['templates/a.md:1:1 sms_too_long']],
    [
      'a fourth that a usual name makes',
      SMS,
      { 'templates/a.md': `{{ prospect.first_name | default: "x" }}${'a'.repeat(452)}` },
      ['templates/a.md:1:1 sms_too_long'],
    ],
    [
      'a fourth that a snippet makes',
      SMS,
      {
        'templates/a.md': "{% render 'long' %}{% render 'long' %}",
        'templates/_snippets/long.md': 'a'.repeat(230),
      },
      ['templates/a.md:1:1 sms_too_long'],
    ],
    ['300 characters to connect', CONNECT, { 'templates/a.md': 'a'.repeat(300) }, []],
    [
      'one more',
      CONNECT,
      { 'templates/a.md': 'a'.repeat(301) },
      ['templates/a.md:1:1 note_too_long'],
    ],
    [
      'one more in a branch that not everybody takes',
      CONNECT,
      { 'templates/a.md': `{% if prospect.city %}${'a'.repeat(301)}{% else %}b{% endif %}` },
      ['templates/a.md:1:1 note_too_long'],
    ],
    [
      'the same as a message, which LinkedIn does not limit',
      '{ id: a, linkedin: message, template: a }',
      { 'templates/a.md': 'a'.repeat(3_000) },
      [],
    ],
    [
      'an InMail',
      '{ id: a, linkedin: inmail, template: a }',
      { 'templates/a.md': 'a'.repeat(1_901) },
      ['templates/a.md:1:1 note_too_long'],
    ],
    [
      'a note in another language',
      CONNECT,
      { 'templates/a.md': 'short', 'templates/a.ja.md': 'あ'.repeat(301) },
      ['templates/a.ja.md:1:1 note_too_long'],
    ],
    [
      'Markdown where it is not read, also in a snippet',
      CONNECT,
      {
        'templates/a.md': "![x](https://a.example/x.png) {% render 'b' %}",
        'templates/_snippets/b.md': 'at [us]({{ sender.email }})',
      },
      ['templates/a.md:1:1 markdown_not_shown', 'templates/_snippets/b.md:1:4 markdown_not_shown'],
    ],
  ])('%s', async (_, step, files, found) =>
    expect((await lint([step], files)).found).toEqual(found),
  );

  test('only what nobody could send is an error', async () => {
    const least = await lint([CONNECT], { 'templates/a.md': 'a'.repeat(301) });
    expect(least.messages[0]).toContain('has 301 before anything is filled in');
    const usual = await lint([CONNECT], {
      'templates/a.md': `{{ prospect.company | default: "x" }}${'a'.repeat(299)}`,
    });
    expect(usual.messages[0]).toContain('with values of the usual length there are 319');
  });
});

describe('an email', () => {
  test.each([
    ['Re: your line', ['fake_reply']],
    ['AW: x', ['fake_reply']],
    ['RE[2]: x', ['fake_reply']],
    ['Fwd: x', ['fake_reply']],
    ['返信：ご相談', ['fake_reply']],
    ['Reorders at Acme', []],
    ['Re-using wrenches', []],
    ['Reach out', []],
    ['x'.repeat(78), []],
    ['x'.repeat(79), ['subject_too_long']],
    ['{{ prospect.first_name | default: "there" }}'.repeat(8), []],
    ['{{ prospect.first_name | default: "there" }}'.repeat(9), ['subject_too_long']],
  ])('with the subject %j', async (subject, codes) => {
    const { found } = await lint([EMAIL], { 'templates/a.md': withSubject(subject) });
    expect(found).toEqual(codes.map((code) => `templates/a.md:2:11 ${code}`));
  });

  test('that pretends to be an answer is an error, whatever the law of the place; that is too long a warning', async () => {
    const severities = async (subject: string) =>
      (await lint([EMAIL], { 'templates/a.md': withSubject(subject) })).severities;
    expect(await severities('Re: x')).toEqual(['error']);
    expect(await severities('x'.repeat(79))).toEqual(['warning']);
  });

  test('that follows up may answer itself', async () => {
    const files = { 'templates/a.md': withSubject('x'), 'templates/b.md': withSubject('Re: x') };
    expect((await lint([EMAIL, '{ id: b, email: b }'], files)).found).toEqual([]);
  });

  test.each([
    ['![x](https://a.example)', true],
    ['<table><img src="x"></table>', true],
    ['{% if prospect.city %}words{% endif %}', true],
    ['{% if prospect.city %}words{% else %}others{% endif %}', false],
    ['{{ prospect.pitch | default: "x" }}', false],
    ['[words](https://a.example)', false],
  ])('of %j has something to read', async (body, isEmpty) => {
    const { found } = await lint([EMAIL], { 'templates/a.md': withSubject('x', body) });
    expect(found).toEqual(isEmpty ? ['templates/a.md:4:1 no_plain_text'] : []);
  });
});

describe('style.yaml', () => {
  const banned = (phrase: string, more = ''): string =>
    `banned: [{ phrase: "${phrase}", because: b${more} }]`;

  test.each<[string, string, string, string[]]>([
    ['a word in any case', banned('synergy'), 'a SYNERGY.', ['1:3']],
    ['no part of a word', banned('gain'), 'again, gains', []],
    ['words over lines', banned('touch base'), 'to touch\n  base', ['1:4']],
    ['every place', banned('a'), 'a b a', ['1:1', '1:5']],
    ['a word in Japanese', banned('弊社'), 'これは弊社の', ['1:4']],
    ['signs', banned('(c) $1 \\\\d+'), 'x (C) $1 \\d+ y', ['1:3']],
    ['what a fallback says', banned('pal'), 'Hi {{ prospect.x | default: "pal" }}', ['1:30']],
    [
      'nothing that a condition says',
      banned('pal'),
      'a{% if prospect.x == "pal" %}b{% endif %}',
      [],
    ],
    ['no comment', banned('pal'), 'a{% comment %} pal {% endcomment %}', []],
    ['another channel', banned('pal', ', channels: [sms]'), 'pal', []],
  ])('bans %s', async (_, style, body, places) => {
    const { found } = await lint(['{ id: a, task: x, template: a }'], {
      'style.yaml': style,
      'templates/a.md': body,
    });
    expect(found).toEqual(places.map((place) => `templates/a.md:${place} banned_wording`));
  });

  test('is asked of snippets on the channels of who renders them, and of signatures', async () => {
    const { found } = await lint([SMS, '{ id: b, email: b }'], {
      'style.yaml': `banned:
  - { phrase: pal, because: b, channels: [sms] }
  - { phrase: Esq., because: b, channels: [email] }`,
      'touchline.yaml': `${WORKSPACE}mailboxes: { anna: { from: a@x.example, smtp: { url: smtp://127.0.0.1:1 }, replies: none } }\n`,
      'templates/a.md': "{% render 's' %}",
      'templates/b.md': withSubject('x', "{% render 't' %}"),
      'templates/_snippets/s.md': 'pal Esq.',
      'templates/_snippets/t.md': 'pal Esq.',
      'templates/_signatures/anna.md': 'Anna, Esq.',
    });
    expect(found.filter((each) => each.endsWith('banned_wording'))).toEqual([
      'templates/_signatures/anna.md:1:7 banned_wording',
      'templates/_snippets/s.md:1:1 banned_wording',
      'templates/_snippets/t.md:1:5 banned_wording',
    ]);
  });

  test('requires wording in every text of a channel; a snippet may say it', async () => {
    const { found } = await lint([SMS, '{ id: b, sms: b }', '{ id: c, call: c }'], {
      'style.yaml': 'required: [{ phrase: Northwind Tools, because: b, channels: [sms] }]',
      'templates/a.md': "{% render 's' %}",
      'templates/_snippets/s.md': 'northwind\ntools',
      'templates/b.md': '\nHi',
      'templates/c.md': 'Hi',
    });
    expect(found).toEqual(['templates/b.md:2:1 required_wording']);
  });

  test('sets other limits than ours', async () => {
    const { found } = await lint(
      [SMS, '{ id: b, email: b }', '{ id: c, linkedin: message, template: c }'],
      {
        'style.yaml': `lengths:
  sms: { max_segments: 1 }
  email: { max_subject_characters: 5, max_words: 2 }
  linkedin: { max_words: 3 }
tone: { max_exclamation_marks: 0, max_links: 0, forbid_all_caps_subject: false }`,
        'templates/a.md': 'a'.repeat(161),
        'templates/b.md': withSubject('TORQUE', "Don't https://a.example/b/c"),
        'templates/c.md': '東京都庁へ行きましょう！',
      },
    );
    expect(found).toEqual([
      'templates/a.md:1:1 sms_too_long',
      'templates/b.md:2:11 subject_too_long',
      'templates/b.md:4:7 too_many_links',
      'templates/c.md:1:1 text_too_long',
      'templates/c.md:1:12 too_many_exclamation_marks',
    ]);
  });

  test('that is wrong is told, and asks nothing', async () => {
    const { found } = await lint([SMS], {
      'style.yaml': 'baned: []\nbanned: [{ phrase: Hi, because: b }]',
      'templates/a.md': 'Hi',
    });
    expect(found).toEqual(['style.yaml:1:1 unknown_key']);
  });
});

test('a merge field in a snippet counts the people whose sequence renders it', async () => {
  const { messages } = await lint(
    [EMAIL],
    {
      'touchline.yaml': `${WORKSPACE}store: touchline.db\n`,
      'templates/a.md': withSubject('x', "{% render 'city' %}"),
      'templates/_snippets/city.md': 'in {{ prospect.city }}',
    },
    async (dir) => {
      const world = new World({ nowMs: TEST_NOW_MS, path: join(dir, 'touchline.db') });
      const ids = await world.add(
        person('ada', { city: 'Bonn', country: 'US' }),
        person('bo', { city: null, country: 'US' }),
      );
      await world.enroll(sequence([email('a')], { name: 's' }), ids);
      world.stores.close();
    },
  );
  expect(messages).toEqual([
    '{{ prospect.city }} has no fallback: 1 of 2 enrolled people have none',
  ]);
});
