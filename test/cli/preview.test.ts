import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inTemporaryFolder, runCli, TEST_NOW_MS } from '../support/cli/cli.ts';
import { person } from '../support/world/builders.ts';
import { startLedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { World } from '../support/world/world.ts';

interface Previewed {
  readonly step: string;
  readonly subject: string | null;
  readonly other_subjects: readonly string[];
  readonly text: string | null;
  readonly html: string | null;
  readonly missing: readonly string[];
  readonly error: string | null;
  readonly path: readonly {
    readonly step: string;
    readonly label: string;
    holds: boolean | null;
  }[];
  readonly variant: string | null;
  readonly condition_holds: boolean | null;
  readonly to: string | null;
  readonly sent: string | null;
  readonly sent_to: string | null;
  readonly attachments: readonly string[];
  readonly review: boolean;
}

interface Options {
  readonly steps: string;
  readonly templates?: Readonly<Record<string, string>>;
  readonly smtp?: string;
  readonly argv?: readonly string[];
  readonly more?: string;
  readonly attachments?: Readonly<Record<string, string>>;
}

const INTRO = '---\nsubject: Hello {{ prospect.first_name }}\n---\nHi {{ prospect.first_name }}.';

/** A workspace with sequence `x`, in whose store Ada is known. */
async function previewFolder(
  cwd: string,
  { steps, templates = {}, smtp = 'smtp://127.0.0.1:9', more = '', attachments = {} }: Options,
): Promise<void> {
  for (const folder of ['sequences', 'templates', 'attachments']) mkdirSync(join(cwd, folder));
  writeFileSync(
    join(cwd, 'touchline.yaml'),
    `workspace: x\nzone: UTC\nsender: { company: Acme }\nreps:\n  anna: { name: Anna, email: anna@home.example }\nmailboxes:\n  anna: { rep: anna, from: Anna <sales@acme.example>, smtp: { url: "${smtp}" }, maildir: mail }\n`,
  );
  writeFileSync(
    join(cwd, 'sequences/x.yaml'),
    `sequence: x\ngoals: [reply]\nmailboxes: [anna]\n${more}steps: ${steps}\n`,
  );
  for (const [name, text] of Object.entries({ 'intro.md': INTRO, ...templates }))
    writeFileSync(join(cwd, 'templates', name), text);
  for (const [name, text] of Object.entries(attachments))
    writeFileSync(join(cwd, 'attachments', name), text);
  const world = new World({ nowMs: TEST_NOW_MS, path: join(cwd, 'touchline.db') });
  await world.add(person('ada', { company: null, title: 'CTO' }));
  world.stores.close();
}

/** Previews it, for Ada unless `argv` says otherwise. */
async function preview({ argv = ['--prospect', 'ada@ada.example'], ...options }: Options) {
  return inTemporaryFolder(async (cwd) => {
    await previewFolder(cwd, options);
    const { stdout, stderr, exitCode } = await runCli(['preview', 'x', ...argv, '--json'], { cwd });
    const document: unknown = JSON.parse(stdout);
    const messages = Array.isArray(document) ? (document as Previewed[]) : [];
    const after = new World({ nowMs: TEST_NOW_MS, path: join(cwd, 'touchline.db') });
    const enrolled = await after.stores.enrollments.ofPerson('p1');
    after.stores.close();
    return { messages, document, exitCode, stderr, enrolled };
  });
}

describe('what is missing', () => {
  const templates = {
    'a.md':
      '---\nsubject: "{{ prospect.company }} and us"\n---\n{% if prospect.title %}{{ prospect.city }}{% endif %} **{{ prospect.size | upcase }}** {{ prospect.first_name }}',
  };

  test('stands in its place in subject, text and HTML, and is named once', async () => {
    const { messages } = await preview({ steps: '[{ id: a, email: a }]', templates });
    const [a] = messages;
    expect(a!.subject).toBe('⟦prospect.company is missing⟧ and us');
    expect(a!.text).toContain('⟦prospect.city is missing⟧ ⟦PROSPECT.SIZE IS MISSING⟧ Ada');
    expect(a!.html).toContain('<strong>⟦PROSPECT.SIZE IS MISSING⟧</strong>');
    expect(a!.missing).toEqual(['prospect.company', 'prospect.city', 'prospect.size']);
  });

  test('and must be a date is an error that says so, not a made-up date', async () => {
    const dated = { 'a.md': '---\nsubject: x\n---\nOn {{ prospect.renewal | date: "%d.%m." }}' };
    const real = await preview({ steps: '[{ id: a, email: a }]', templates: dated });
    expect(real.messages[0]!.text).toBe('⟦prospect.renewal is missing⟧');
    const made = await preview({ steps: '[{ id: a, email: a }]', templates: dated, argv: [] });
    expect(made.messages[0]).toMatchObject({ error: null, missing: [] });
    expect(made.messages[0]!.text).toContain('On 02.03.');
  });
});

describe('a made-up person', () => {
  test('has every field by its name, also where a fallback stands', async () => {
    const templates = {
      'a.md': '---\nsubject: x\n---\n{{ prospect.first_name | default: "there" }}',
    };
    const { messages } = await preview({ steps: '[{ id: a, email: a }]', templates, argv: [] });
    expect(messages[0]!.text).toContain('[first name]');
    expect(messages[0]!.to).toBeNull();
  });
});

describe('branches and variants', () => {
  const steps = `[
    { id: intro, email: intro, variants: { intro: 3, short: 1 } },
    { id: vip, if: "prospect.title == 'CTO'", then: [{ id: gift, task: Send }], else: [{ id: bump, email: bump, thread: intro }] },
    { id: deep, if: prospect.size, then: [{ id: b, if: touches.intro, then: [{ id: c, sms: note }] }] },
    { id: last, if: "prospect.title == 'CEO'", email: bump, thread: bump } ]`;
  const templates = {
    'short.md': '---\nsubject: Short\n---\nHi',
    'bump.md': 'Did you see it?',
    'note.md': 'A note from {{ sender.name }}',
  };

  test('are all there, each with what leads there and whether this person takes it', async () => {
    const { messages } = await preview({ steps, templates });
    expect(messages.map(({ step, variant }) => [step, variant])).toEqual([
      ['intro', 'intro'],
      ['intro', 'short'],
      ['gift', null],
      ['bump', null],
      ['c', null],
      ['last', null],
    ]);
    const paths = messages.map(({ path }) =>
      path.map(({ step, label, holds }) => `${step} ${label} ${holds}`).join(', '),
    );
    expect(paths).toEqual([
      '',
      '',
      'vip then true',
      'vip else false',
      'deep then false, b then null',
      '',
    ]);
    expect(messages.map((each) => each.condition_holds)).toEqual([
      null,
      null,
      null,
      null,
      null,
      false,
    ]);
  });

  test('share the subject of the thread, with every one that it may be', async () => {
    const { messages } = await preview({ steps, templates });
    const [bump, last] = ['bump', 'last'].map((id) => messages.find(({ step }) => step === id));
    expect([bump!.subject, bump!.other_subjects]).toEqual(['Re: Hello Ada', ['Re: Short']]);
    expect([last!.subject, last!.other_subjects]).toEqual(['Re: Hello Ada', ['Re: Short']]);
  });

  test('continue a thread that only some have, as those would get it', async () => {
    const only =
      '[{ id: t, task: x }, { id: b, if: prospect.size, then: [{ id: intro, email: intro }] }, { id: bump, email: bump, thread: intro }]';
    const { messages } = await preview({ steps: only, templates });
    expect(messages.find(({ step }) => step === 'bump')!.subject).toBe('Re: Hello Ada');
  });

  test('of a sequence without email are signed by the rep who gets the tasks', async () => {
    const only = '[{ id: c, sms: note }]';
    const { messages } = await preview({ steps: only, templates });
    expect(messages[0]!.text).toBe('A note from Anna');
  });

  test('of what a rep does say what to say', async () => {
    const { messages } = await preview({ steps, templates });
    expect(messages.find(({ step }) => step === 'gift')!.text).toBe('Send');
    expect(messages.find(({ step }) => step === 'c')).toMatchObject({
      text: 'A note from Anna',
      to: expect.stringMatching(/^\+4930/),
    });
  });
});

describe('a split', () => {
  const steps = `[
    { id: half, split: { long: 1, short: 1 }, paths: { long: [{ id: a, task: x }], short: [{ id: b, task: y }] } } ]`;
  const argv = ['--prospect', 'ada@ada.example'];
  const taken = ({ path }: Previewed) => path.map(({ holds }) => holds);

  test('is not decided before somebody is enrolled', async () => {
    const { messages } = await preview({ steps, argv });
    expect(messages.map(taken)).toEqual([[null], [null]]);
  });

  test('says which path an enrolled person takes, and it is the one that they take', () =>
    inTemporaryFolder(async (cwd) => {
      await previewFolder(cwd, { steps });
      const enrolled = await runCli(['enroll', 'x', '--prospect', 'ada@ada.example'], { cwd });
      expect(enrolled.stderr).toBe('');
      const { stdout } = await runCli(['preview', 'x', ...argv, '--json'], { cwd });
      const messages = JSON.parse(stdout) as readonly Previewed[];
      await runCli(['run', '--once'], { cwd });
      const tasks = await runCli(['tasks', '--json'], { cwd });
      const [{ step }] = JSON.parse(tasks.stdout) as readonly [{ step: string }];
      expect(messages.map((each) => [each.step, ...taken(each)])).toEqual([
        ['a', step === 'a'],
        ['b', step === 'b'],
      ]);
    }));
});

describe('an email', () => {
  const attachments = { 'prices.pdf': '%PDF', 'map.png': 'PNG' };
  const steps =
    '[{ id: a, email: intro, review: true, attachments: [prices.pdf, map.png] }, { id: b, email: intro, thread: new }]';

  test('says which files it carries, and that a rep approves it first', async () => {
    const { messages } = await preview({ steps, attachments });
    expect(messages.map((each) => [each.attachments, each.review])).toEqual([
      [['prices.pdf', 'map.png'], true],
      [[], false],
    ]);
  });

  test('says so to people', () =>
    inTemporaryFolder(async (cwd) => {
      await previewFolder(cwd, { steps, attachments });
      const { stdout } = await runCli(['preview', 'x'], { cwd });
      expect(stdout).toContain('  review   it waits as a draft until a rep approves it\n');
      expect(stdout).toContain('  carries  prices.pdf, map.png\n');
      expect(stdout.match(/carries/g)).toHaveLength(1);
    }));

  test('carries them to the rep as well', async () => {
    const server = await startLedgerServer();
    try {
      const smtp = `smtp://127.0.0.1:${server.port}`;
      const argv = ['--prospect', 'ada@ada.example', '--send-to', 'me'];
      const large = { ...attachments, 'map.png': 'x'.repeat(20_000) };
      await preview({ steps, attachments: large, smtp, argv });
      const [first, second] = server.messages().map(({ raw_bytes }) => raw_bytes);
      expect(first).toBeGreaterThan(20_000);
      expect(second).toBeLessThan(20_000);
    } finally {
      await server.close();
    }
  });
});

describe('--send-to', () => {
  const steps =
    '[{ id: intro, email: intro, variants: { intro: 1, short: 1 } }, { id: t, task: x }]';
  const templates = { 'short.md': '---\nsubject: Short\n---\nHi' };

  test('me sends the emails to the rep, marked, and leaves no trace', async () => {
    const server = await startLedgerServer();
    try {
      const argv = ['--prospect', 'ada@ada.example', '--send-to', 'me'];
      const smtp = `smtp://127.0.0.1:${server.port}`;
      const { messages, exitCode, stderr, enrolled } = await preview({
        steps,
        templates,
        smtp,
        argv,
      });
      expect(exitCode).toBe(0);
      expect(stderr).toContain('Sending 2 emails from mailbox anna');
      expect(server.messages().map(({ to, subject }) => [to, subject])).toEqual([
        ['anna@home.example', '[PREVIEW x/intro, intro] Hello Ada'],
        ['anna@home.example', '[PREVIEW x/intro, short] Short'],
      ]);
      expect(messages.map(({ sent, sent_to }) => [sent, sent_to])).toEqual([
        ['sent', 'anna@home.example'],
        ['sent', 'anna@home.example'],
        [null, null],
      ]);
      expect(enrolled).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test.each(['ada@ada.example', 'somebody@acme.example'])(
    '%s is refused: it is no rep, and nothing is sent',
    async (address) => {
      const server = await startLedgerServer();
      try {
        const smtp = `smtp://127.0.0.1:${server.port}`;
        const { exitCode, document } = await preview({
          steps,
          templates,
          smtp,
          argv: ['--send-to', address],
        });
        expect([exitCode, document]).toMatchObject([2, { error: { code: 'not_a_rep' } }]);
        expect(server.messages()).toEqual([]);
      } finally {
        await server.close();
      }
    },
  );

  test('a server that is not there is a failure, and the preview is shown', async () => {
    const { exitCode, messages } = await preview({ steps, templates, argv: ['--send-to', 'me'] });
    expect([exitCode, messages.length, messages[0]!.sent]).toEqual([1, 3, 'not_sent']);
  });

  test('at a pretended time is refused off this machine', async () => {
    const { exitCode, document } = await preview({
      steps,
      templates,
      smtp: 'smtp://mail.acme.example',
      argv: ['--send-to', 'me', '--now', '2026-03-02T09:00:00Z'],
    });
    expect([exitCode, document]).toMatchObject([2, { error: { code: 'now_off_loopback' } }]);
  });
});

test('a mailbox that nobody configured is named', async () => {
  const { exitCode, document } = await preview({
    steps: '[{ id: a, email: intro }]',
    argv: ['--mailbox', 'anan'],
  });
  expect([exitCode, document]).toMatchObject([2, { error: { code: 'unknown_mailbox' } }]);
});
