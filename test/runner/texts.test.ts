/** What people read: their language, their mailbox's signature, the snippets of their version. */
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { Template } from '../../src/core/template.ts';
import { at, call, email, linkedin, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** `{ 'intro': 'body' }`, or `['subject', 'body']`. */
function texts(written: Readonly<Record<string, string | readonly [string, string]>>): Template[] {
  return Object.entries(written).map(([name, text]) =>
    typeof text === 'string'
      ? { name, subject: null, body: text }
      : { name, subject: text[0], body: text[1] },
  );
}

/** The messages that arrived, in order. */
async function arrived(world: World) {
  const messages = await Promise.all(
    world.channel.accepted.map(({ bytes }) => PostalMime.parse(bytes)),
  );
  return messages.map(({ subject, text }) => ({ subject, text: text?.trim() }));
}

describe('a text in the person’s language', () => {
  const written = texts({
    intro: ['Hello', "Hi, {% render 'close' %}"],
    'intro.ja': ['こんにちは', "どうも、{% render 'close' %}"],
    '_snippets/close': 'bye',
    '_snippets/close.ja': 'では',
    script: 'Say hello',
    'script.ja': 'もしもし',
  });

  test.each([
    ['ja-jp', 'こんにちは', 'どうも、では', 'もしもし'],
    ['JA', 'こんにちは', 'どうも、では', 'もしもし'],
    ['de', 'Hello', 'Hi, bye', 'Say hello'],
    [null, 'Hello', 'Hi, bye', 'Say hello'],
  ])('%s: subject, body, snippet and task', async (language, subject, body, script) => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada', { language }));
    const steps = sequence([email('intro'), call('ring', { template: 'script' })]);
    await world.stores.enrollments.storeVersion({ sequence: steps, templates: written }, MONDAY);
    await world.enroll(steps, [ada!]);
    await world.run();
    await world.run();
    const [message] = await arrived(world);
    expect(message!.subject).toBe(subject);
    expect(message!.text).toMatch(new RegExp(`^${body}\\s`));
    expect(await world.stores.tasks.open(null)).toMatchObject([{ kind: 'call', text: script }]);
  });
});

describe('a signature', () => {
  const written = texts({
    a: ['First', 'One.'],
    b: 'Two.',
    '_signatures/anna': '**{{ sender.name }}**\n[Book]({{ prospect.city }}) {% render "phone" %}',
    '_signatures/anna.de': 'Grüße, {{ sender.name }}',
    '_signatures/ben': 'Ben',
    '_snippets/phone': '+44 1',
  });

  test('stands between text and footer, first email and follow-up alike, only of its mailbox', async () => {
    const world = new World({
      nowMs: MONDAY,
      mailboxes: [{ id: 'anna' }, { id: 'ben' }, { id: 'cleo' }],
    });
    const ids = await world.add(
      person('ada', { city: 'Bonn' }),
      person('bo'),
      person('cy'),
      person('dora', { language: 'de' }),
    );
    const steps = sequence([email('a'), email('b', { wait: '1 day' })]);
    await world.stores.enrollments.storeVersion({ sequence: steps, templates: written }, MONDAY);
    for (const [index, mailbox] of ['anna', 'ben', 'cleo', 'anna'].entries()) {
      await world.enroll(steps, [ids[index]!], { mailbox });
    }
    await world.runDays(2);
    const footer = 'Northwind Tools\n1 Quay Street, Leith\n';
    const said = (await arrived(world)).map(({ text }) => text!.split(`\n\n${footer}`)[0]!);
    expect(said.toSorted()).toEqual([
      'One.',
      'One.\n\nBen',
      'One.\n\nGrüße, anna',
      'One.\n\nanna\nBook +44 1',
      'Two.',
      'Two.\n\nBen',
      'Two.\n\nGrüße, anna',
      'Two.\n\nanna\nBook +44 1',
    ]);
  });

  test('that lacks something blocks the email, as the text does', async () => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada', { city: null }));
    const steps = sequence([email('a')]);
    await world.stores.enrollments.storeVersion({ sequence: steps, templates: written }, MONDAY);
    await world.enroll(steps, [ada!]);
    await world.run();
    expect(world.channel.accepted).toEqual([]);
    expect(await world.stores.tasks.open(null)).toMatchObject([
      {
        kind: 'missing',
        text: expect.stringContaining(`Fill in: touchline set ${ada} city=...`),
      },
    ]);
  });
});

test('a note that is too long for LinkedIn is held, and says which value to shorten', async () => {
  const world = new World({ nowMs: MONDAY });
  const company = 'Kern & Söhne '.repeat(30);
  const [ada] = await world.add(person('ada', { company }));
  const steps = sequence([linkedin('connect', { template: 'note' })]);
  const body = 'Hi {{ prospect.first_name }}, greetings to {{ prospect.company }}';
  const templates = texts({ note: body });
  await world.stores.enrollments.storeVersion({ sequence: steps, templates }, MONDAY);
  const [enrollment] = await world.enroll(steps, [ada!]);
  await world.run();
  expect(await world.status(enrollment!)).toBe('paused: missing_field');
  expect(await world.stores.tasks.open(null)).toMatchObject([
    {
      kind: 'missing',
      text: expect.stringContaining(`Shorten: touchline set ${ada} company=...`),
      reasons: [
        `step connect of outreach needs a note of at most 300 characters (it has ${21 + company.length}), prospect.company`,
      ],
    },
  ]);
});

describe('a text that cannot be rendered', () => {
  const bomb = "{{ prospect.name | replace: '', 'aaaaaaaa' ";
  const grown = `${bomb}${"| replace: '', 'aaaaaaaaaaaaaaaa'".repeat(6)} }}`;

  test.each([
    ['its text', { intro: ['Hi', `Hi,\n\n${grown}`] }, 'templates/intro.md, line 3 of its text'],
    ['its subject', { intro: [grown, 'Hi'] }, 'templates/intro.md, its subject'],
    [
      'a snippet',
      { intro: ['Hi', "Hi {% render 'close' %}"], '_snippets/close': `Bye\n${grown}` },
      'templates/_snippets/close.md, line 2',
    ],
    [
      'a signature',
      { intro: ['Hi', 'Hi'], '_signatures/anna': grown },
      'templates/_signatures/anna.md, line 1 of its text',
    ],
  ] as const)(
    'because of %s: a rep is told where, and it counts as failed',
    async (_, of, place) => {
      const world = new World({ nowMs: MONDAY });
      const [ada] = await world.add(person('ada'));
      const steps = sequence([email('intro')]);
      const templates = texts(of);
      await world.stores.enrollments.storeVersion({ sequence: steps, templates }, MONDAY);
      await world.enroll(steps, [ada!], { templates });
      expect(await world.run()).toMatchObject({ failed: 1, tasksOpened: 1, sent: { email: 0 } });
      const [task] = await world.stores.tasks.open(null);
      expect(task).toMatchObject({ id: 'e1.intro.1.missing', kind: 'missing', rep: 'anna' });
      expect(task!.text).toContain(`${place}: memory alloc limit exceeded`);
      expect(await world.status('e1')).toBe('paused: failed');
      expect(await world.broken()).toEqual([]);
    },
  );
});
