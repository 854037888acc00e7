import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { adapters } from '../../src/start.ts';
import { person, sequence, email } from '../support/world/builders.ts';
import { inTemporaryFolder, runCli, TEST_NOW_MS } from '../support/cli/cli.ts';
import { World } from '../support/world/world.ts';

interface Found {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint: string | null;
}

/** A fresh workspace with these files in it, linted. */
async function lint(
  files: Readonly<Record<string, string>>,
  only: readonly string[] = [],
  before: (dir: string) => Promise<void> = async () => {},
) {
  return inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(cwd, path), text);
    await before(cwd);
    const { exitCode, stdout } = await runCli(['lint', ...only, '--json'], { cwd });
    const document: {
      files: number;
      errors: number;
      warnings: number;
      diagnostics: readonly Found[];
    } = JSON.parse(stdout);
    const found = document.diagnostics.map(
      ({ file, line, column, code }) => `${file}:${line}:${column} ${code}`,
    );
    return { exitCode, document, found };
  });
}

describe('templates', () => {
  test('errors of Liquid are at their place in the file, front matter or not', async () => {
    const { exitCode, found } = await lint({
      'templates/a.md': "---\nsubject: 'Hi {{ first_name }}'\n---\n\n\nHello,\n{% for x in y %}",
      'templates/b.md': '{{ prospect.company | shout }}',
    });
    expect(exitCode).toBe(3);
    expect(found).toEqual(['templates/a.md:7:1 bad_liquid', 'templates/b.md:1:1 bad_liquid']);
  });

  test('names that nobody fills are errors, also in the subject', async () => {
    const { found } = await lint({
      'templates/a.md':
        "---\nsubject: 'Hi {{ first_name }}'\n---\n\n\nHello,\n{{ sender.nme | default: 'x' }}",
    });
    expect(found).toEqual(['templates/a.md:2:17 unknown_name', 'templates/a.md:7:4 unknown_name']);
  });

  test('what preview fills of an account may be asked for, and nothing else of it', async () => {
    const { found } = await lint({
      'templates/a.md': "{{ account.name | default: 'you' }} {{ account.owner | default: 'x' }}",
    });
    expect(found).toEqual(['templates/a.md:1:40 unknown_name']);
  });

  test('the last touch and the last answer may be told of, by what is known of them', async () => {
    const { found } = await lint({
      'templates/a.md':
        "{% if last_reply %}We spoke by {{ last_reply.channel | default: 'mail' }}{% endif %}{{ last_touch.when | default: 'x' }}",
    });
    expect(found).toEqual(['templates/a.md:1:88 unknown_name']);
  });

  test('a merge field without a fallback is a warning, one with a fallback or an if is not', async () => {
    const { exitCode, found, document } = await lint({
      'templates/a.md':
        '{{ prospect.city }} {{ prospect.city | default: "x" }} {% if prospect.title %}{{ prospect.title }}{% endif %}',
    });
    expect([exitCode, found]).toEqual([0, ['templates/a.md:1:4 no_fallback']]);
    expect(document.diagnostics[0]!.message).toContain('held until somebody fills it in');
  });

  test('what the workspace would fill in and does not say is an error, unless a fallback stands in', async () => {
    const text =
      '{{ unsubscribe_url }} {{ sender.company }} {{ sender.company | default: "us" }}{% if unsubscribe_url %}{{ unsubscribe_url }}{% endif %}';
    const bare = 'workspace: x\nzone: UTC\n';
    const { exitCode, found } = await lint({ 'touchline.yaml': bare, 'templates/a.md': text }, [
      'templates/a.md',
    ]);
    expect([exitCode, found]).toEqual([
      3,
      ['templates/a.md:1:4 sender_not_configured', 'templates/a.md:1:26 sender_not_configured'],
    ]);
    const sender = 'sender: { company: Acme, unsubscribe_url: https://go.acme.example/u }\n';
    const filled = await lint({ 'touchline.yaml': bare + sender, 'templates/a.md': text }, [
      'templates/a.md',
    ]);
    expect([filled.exitCode, filled.found]).toEqual([0, []]);
  });

  test('with a store, the warning counts the enrolled people who lack it', async () => {
    const { document } = await lint(
      {
        'sequences/outreach.yaml':
          'sequence: outreach\ngoals: [reply]\nmailboxes: [anna]\nsteps: [{ id: a, email: a }]\n',
        'templates/a.md': '---\nsubject: x\n---\n{{ prospect.city }}',
      },
      [],
      async (dir) => {
        const world = new World({ nowMs: TEST_NOW_MS, path: join(dir, 'touchline.db') });
        const people = [
          person('ada', { city: 'Berlin' }),
          person('ben', { city: null }),
          person('cleo', { city: null }),
          person('dora', { city: null }),
        ];
        const ids = await world.add(...people);
        await world.enroll(sequence([email('a')]), ids.slice(0, 3));
        world.stores.close();
      },
    );
    const told = document.diagnostics.find(({ code }) => code === 'no_fallback');
    expect(told!.message).toContain('2 of 3 enrolled people have none');
  });
});

test('a column that nobody has is found in templates, behind a fallback and in conditions; what a sequence sets is known', async () => {
  const { document, found } = await lint(
    {
      'sequences/outreach.yaml':
        'sequence: outreach\ngoals: [reply]\nsteps: [{ id: a, set: { fields: { round: "1" } } }, { id: b, task: x, template: a }]\n',
      'templates/a.md':
        '{{ prospect.frist_name | default: "there" }} {{ prospect.first_name }} {{ prospect.round }}\n{% if prospect.tier == "gold" %}x{% endif %} {{ prospect.constructor }}',
    },
    ['templates/a.md'],
    async (dir) => {
      const world = new World({ nowMs: TEST_NOW_MS, path: join(dir, 'touchline.db') });
      await world.add(person('ada'), person('ben'));
      world.stores.close();
    },
  );
  expect(found).toEqual([
    'templates/a.md:1:4 column_of_nobody',
    'templates/a.md:1:49 no_fallback',
    'templates/a.md:1:75 no_fallback',
    'templates/a.md:2:7 column_of_nobody',
    'templates/a.md:2:49 column_of_nobody',
  ]);
  expect(document.diagnostics[0]!.message).toContain('for any of 2 people');
  expect(document.diagnostics[0]!.hint).toBe('did you mean "prospect.first_name"?');
});

test('the fallback that is proposed is a word, whatever the column is called', async () => {
  const { document } = await lint({ 'templates/a.md': '{{ prospect.constructor }}' }, [
    'templates/a.md',
  ]);
  expect(document.diagnostics[0]!.hint).toBe(
    'give one: {{ prospect.constructor | default: "..." }}',
  );
});

describe('sequences', () => {
  test('are checked against the mailboxes, reps and templates of the workspace', async () => {
    const { exitCode, found } = await lint({
      'sequences/a.yaml':
        'sequence: a\ngoals: [reply]\nmailboxes: [ana]\nsteps:\n  - { id: x, email: nothing }\n',
    });
    expect(exitCode).toBe(3);
    expect(found).toEqual([
      'sequences/a.yaml:3:13 unknown_mailbox',
      'sequences/a.yaml:5:21 unknown_template',
    ]);
  });

  test('are not blamed for a template that can not be read', async () => {
    const { exitCode, found } = await lint({
      'sequences/a.yaml':
        'sequence: a\ngoals: [reply]\nmailboxes: [anna]\nsteps:\n  - { id: x, email: h3 }\n  - { id: y, call: h4 }\n',
      'templates/h1.md': '---\nsubject: x\n---\nHi',
      'templates/h3.md': '---\nsubjekt: x\n---\nHi',
    });
    expect([exitCode, found]).toEqual([
      3,
      ['sequences/a.yaml:6:20 unknown_template', 'templates/h3.md:2:1 unknown_key'],
    ]);
  });

  test('an answer that does not finish the sequence is a warning', async () => {
    const { exitCode, found } = await lint({
      'sequences/a.yaml':
        'sequence: a\ngoals: [positive_reply]\nmailboxes: [anna]\nexits:\n  reply: continue\n  meeting_booked: pause 2 days\nsteps:\n  - { id: x, email: intro }\n',
    });
    expect([exitCode, found]).toEqual([
      0,
      ['sequences/a.yaml:5:10 stop_softened', 'sequences/a.yaml:6:19 stop_softened'],
    ]);
  });

  test('nobody is called unknown while touchline.yaml itself has errors', async () => {
    const { found } = await lint({
      'touchline.yaml': 'workspace: x\nzone: Mars\n',
      'sequences/a.yaml':
        'sequence: a\ngoals: [reply]\nmailboxes: [anna]\nrep: anna\nsteps: [{ id: x, email: intro }]\n',
    });
    expect(found).toEqual(['touchline.yaml:2:7 unknown_zone']);
  });
});

test('a mailbox whose answers are not heard is said with every lint, and comments are not read', async () => {
  const { exitCode, found } = await lint({
    'touchline.yaml': `workspace: x
zone: UTC
mailboxes:
  anna: # replies: none
    from: anna@acme.example
    smtp: { url: "smtp://127.0.0.1:1025" }
    replies: none
`,
  });
  expect([exitCode, found]).toEqual([
    0,
    ['touchline.yaml:7:5 replies_not_heard', 'sequences/classic.yaml:8:12 answers_not_heard'],
  ]);
});

test('only the files that are named are told of', async () => {
  const files = { 'templates/a.md': '{% for %}', 'templates/b.md': '{% for %}' };
  const { document, found } = await lint(files, ['templates/b.md']);
  expect([document.files, found]).toEqual([1, ['templates/b.md:1:1 bad_liquid']]);
});

test('a file that is not there is wrong usage', () =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    const { exitCode, stdout } = await runCli(['lint', 'sequences/no.yaml', '--json'], { cwd });
    expect([exitCode, JSON.parse(stdout).error.code]).toEqual([2, 'no_such_file']);
  }));

test('does not make a store to look into', () =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    let opened = 0;
    const counting = {
      store: (...args: Parameters<typeof adapters.store>) => {
        opened += 1;
        return adapters.store(...args);
      },
    };
    rmSync(join(cwd, 'templates/intro.md'));
    writeFileSync(join(cwd, 'templates/intro.md'), '---\nsubject: x\n---\n{{ prospect.city }}');
    await runCli(['lint'], { cwd, adapters: counting });
    expect(opened).toBe(0);
  }));

test('a word that templates do not know has the one that was meant beside it', async () => {
  const files = {
    'templates/a.md': 'Hi {{ prospect.company | defualt: "x" }} {% unles prospect.title %}',
    'templates/b.md': 'Hi {{ prospect.company',
  };
  const { document } = await lint(files, Object.keys(files));
  expect(document.diagnostics.map(({ hint }) => hint)).toEqual([
    'did you mean "default"?',
    'did you mean "unless"?',
    'close it with }}',
  ]);
});
