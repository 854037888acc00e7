import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openEditor } from '../support/editor/editor.ts';

const schemaOf = (name: string): string =>
  fileURLToPath(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url));
const sequence = openEditor(schemaOf('sequence'));
const workspace = openEditor(schemaOf('workspace'));

const HEAD = 'sequence: classic\ngoals: [reply]\nmailboxes: [anna]\nsteps:\n';
const inStep = (text: string): string => `${HEAD}  - id: intro\n    ${text}`;

describe('an editor proposes', () => {
  test('the keys of a sequence that are not there yet', async () => {
    const keys = await sequence.completions('sequence: classic\ngoals: [reply]\n|');
    expect(keys).toEqual(expect.arrayContaining(['title', 'window', 'exits', 'steps']));
    expect(keys).not.toContain('goals');
  });

  test('the kinds of step, and what every step takes, while none is chosen', async () => {
    const keys = await sequence.completions(inStep('|'));
    expect(keys).toEqual(expect.arrayContaining(['email', 'linkedin', 'call', 'sms', 'task']));
    expect(keys).toEqual(expect.arrayContaining(['wait', 'if', 'note']));
    expect(keys).not.toContain('variants');
  });

  test('the same for an entry of which nothing is there', async () => {
    expect((await sequence.completions(`${HEAD}  - |`)).slice(0, 3)).toEqual([
      'id',
      'email',
      'linkedin',
    ]);
  });

  test('what an email takes, and no other kind, once it is one', async () => {
    const keys = await sequence.completions(inStep('email: intro\n    |'));
    expect(keys).toEqual(expect.arrayContaining(['variants', 'thread', 'wait']));
    expect(keys).not.toContain('linkedin');
    expect(keys).not.toContain('due_within');
  });

  test.each([
    ['what to do on LinkedIn', inStep('linkedin: |'), ['connect', 'inmail']],
    ['the same in one line', `${HEAD}  - { id: a, linkedin: c| }`, ['connect', 'inmail']],
    ['a duration', inStep('email: intro\n    wait: |'), ['4 hours', '2 business days']],
    ['what an answer does', 'exits:\n  reply: |', ['finish', 'pause 5 days', 'continue']],
    ['weekdays', 'window:\n  days: [|]', ['mon', 'sun']],
    ['whether somebody may be enrolled again', 'enroll:\n  duplicates: |', ['only_if_inactive']],
  ])('as value: %s', async (_, text, values) => {
    expect(await sequence.completions(text)).toEqual(expect.arrayContaining(values));
  });

  test('the keys of a mailbox, whatever it is called', async () => {
    const keys = await workspace.completions('mailboxes:\n  anna:\n    |');
    expect(keys).toEqual(expect.arrayContaining(['from', 'smtp', 'imap', 'maildir', 'cap']));
  });
});

describe('an editor shows over', () => {
  test('a key of the head what it means, with an example', async () => {
    const shown = await sequence.hover('sequence: classic\ngo|als: [reply]\n');
    expect(shown).toContain('What counts as success');
    expect(shown).toContain('meeting_booked');
  });

  test('a key of a step what it means in this kind of step', async () => {
    expect(await sequence.hover(inStep('linkedin: connect\n    templ|ate: x'))).toContain(
      'The note or message to send there',
    );
    expect(await sequence.hover(inStep('task: Send it\n    templ|ate: x'))).toContain(
      'More text for the task',
    );
  });

  test('a value what it may be', async () => {
    const shown = await sequence.hover(inStep('linkedin: conn|ect'));
    expect(shown).toContain('inmail');
  });
});

describe('an editor underlines', () => {
  test.each([
    ['an unknown key', `foo: 1\n${HEAD}`, '1 "foo": Property foo is not allowed.'],
    [
      'a key that this kind of step has not',
      inStep('email: intro\n    due_within: 2 days'),
      '7 "due_within": Property due_within is not allowed.',
    ],
    [
      'a second kind in one step',
      inStep('email: intro\n    sms: intro'),
      '7 "sms": Property sms is not allowed.',
    ],
    [
      'an unknown word',
      inStep('linkedin: conect'),
      '6 "conect": Value is not accepted. Valid values: "view", "connect", "message", "inmail", "comment", "follow".',
    ],
    [
      'a text of another form',
      inStep('email: intro\n    wait: 3 dayz'),
      '7 "3 dayz": expected a duration such as "4 hours" or "2 business days"',
    ],
    ['a missing key', `${HEAD}  - email: intro`, '5 "e": Missing property "id".'],
    [
      'a step that does nothing',
      inStep('wait: 3 days'),
      expect.stringMatching(/^5 "i": one of these keys is missing: email, linkedin, /),
    ],
    [
      'a slip in the key of a kind',
      inStep('emial: intro'),
      '6 "emial": Property emial is not allowed.',
    ],
  ])('%s', async (_, text, problem) => {
    expect(await sequence.problems(text)).toContainEqual(problem);
  });

  test('nothing of what is right', async () => {
    expect(await sequence.problems(inStep('email: intro'))).toEqual([]);
  });
});

describe('in a file of tests an editor', () => {
  const tests = openEditor(schemaOf('test'));
  const HEAD_OF_CASE =
    '- case: it ends\n  prospect: { email: a@kern.example }\n  start: Mon 2026-03-02 09:00\n';

  test('proposes what a person and what a rep does, each with its own keys', async () => {
    const does = `${HEAD_OF_CASE}  does:\n    - `;
    expect(await tests.completions(`${does}|`)).toEqual(
      expect.arrayContaining(['signal', 'task', 'at']),
    );
    const rep = await tests.completions(`${does}task: ring\n      |`);
    expect(rep).toEqual(expect.arrayContaining(['outcome', 'until', 'skip']));
    expect(rep).not.toContain('intent');
    expect(await tests.completions(`${does}signal: |`)).toContain('out_of_office');
  });

  test('shows over a key what it means, with an example', async () => {
    const shown = await tests.hover(`${HEAD_OF_CASE}  out|comes: { ring: [connected] }\n`);
    expect(shown).toContain('what comes of each visit');
  });

  test.each([
    ['a signal that nobody sends', 'does: [{ signal: rely, at: 1 day after intro }]', 'rely'],
    [
      'a time of another form',
      'does: [{ task: ring, at: 1 day after x, until: Friday }]',
      'Friday',
    ],
    ['a key of another place', 'steps: [intro]', 'steps'],
  ])('underlines %s', async (_, line, word) => {
    expect(await tests.problems(`${HEAD_OF_CASE}  expect: {}\n`)).toEqual([]);
    expect(await tests.problems(`${HEAD_OF_CASE}  ${line}\n  expect: {}\n`)).toEqual([
      expect.stringContaining(word),
    ]);
  });
});

describe('in style.yaml an editor', () => {
  const style = openEditor(schemaOf('style'));

  test('proposes keys, channels and numbers', async () => {
    expect(await style.completions('banned: []\n|')).toEqual(
      expect.arrayContaining(['required', 'lengths', 'tone']),
    );
    expect(await style.completions('banned:\n  - phrase: x\n    channels: [|]')).toContain('sms');
    expect(await style.completions('lengths:\n  email:\n    |')).toContain(
      'max_subject_characters',
    );
  });

  test('shows what a key means and underlines what is none', async () => {
    expect(await style.hover('tone:\n  max_li|nks: 2\n')).toContain('Most links');
    expect(await style.problems('tone:\n  max_link: 2\n')).toEqual([
      '2 "max_link": Property max_link is not allowed.',
    ]);
  });
});
