import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { Decision } from '../../src/core/decide/decision.ts';
import type { ProspectDraft } from '../../src/ports/people-store.ts';
import { Rehearsal } from '../../src/rehearsal/rehearsal.ts';
import { renderOnce } from '../../src/rehearsal/render-once.ts';
import { unreadTexts } from '../../src/rehearsal/simulate/unread-texts.ts';
import type { Renderer } from '../../src/runner/engine.ts';
import { openMemory } from '../../src/store/memory/stores.ts';
import {
  at,
  duration,
  email,
  linkedin,
  person,
  sequence,
  sms,
  task,
  templatesFor,
} from '../support/world/builders.ts';
import { enrollAll } from '../support/world/seed.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** No rep does anything: the next step comes when the task is overdue. */
const UNDONE = { wait: '1 hour', dueWithin: duration('1 hour'), onOverdue: 'continue' } as const;
const STEPS = [
  email('first'),
  email('second', { wait: '1 hour' }),
  sms('text', { ...UNDONE, template: 'text' }),
  linkedin('note', { ...UNDONE, template: 'note' }),
  task('letter', { ...UNDONE, template: 'letter' }),
];

/** Each differs from somebody in front of them by one thing. */
const PEOPLE: readonly ProspectDraft[] = [
  person('ada'),
  person('bo'),
  person('cy', { firstName: null }),
  person('dan', { company: null }),
  person('eva', { fields: { born: '1990-02-03' } }),
  person('flo', { fields: { born: 'long ago' } }),
  person('fay', { title: 'Head' }),
  person('gus', { title: 'x'.repeat(300) }),
  person('ida', { accountId: null }),
  person('jo', { language: 'ja' }),
  person('kim', { identities: [{ kind: 'phone', value: '+4930123', status: 'good' }] }),
];

interface Played {
  /** What was decided, without the words that it says. */
  readonly lines: readonly string[];
  /** Lengths of the messages that left. */
  readonly lengths: readonly number[];
}

async function play(renderer: Renderer, bodies: Readonly<Record<string, string>>): Promise<Played> {
  const stores = openMemory();
  const mailbox = {
    limits: { capPerDay: 500, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' },
  } as const;
  const { settings } = new World({ nowMs: MONDAY, mailbox });
  const decisions: Decision[] = [];
  const observe = (decision: Decision): number => decisions.push(decision);
  const rehearsal = new Rehearsal({ stores, settings, startMs: MONDAY, observe, renderer });
  const drafts = PEOPLE.map((each) => ({ id: null, person: each }));
  const ids = await stores.people.save(drafts, MONDAY, null);
  const of = sequence(STEPS.map((step) => ({ ...step, missing: 'ask' as const })));
  const templates = [
    ...templatesFor(of),
    ...['text', 'note', 'letter'].map((name) => ({ name, subject: null, body: 'Hello' })),
  ].map((template) => ({ ...template, body: bodies[template.name] ?? template.body }));
  await enrollAll({ stores, settings, mailbox: 'anna', nowMs: MONDAY }, of, ids, templates);
  await rehearsal.play(MONDAY + DAY_MS);
  const left = decisions.flatMap(({ touchChanges }) => touchChanges.map(({ touchId }) => touchId));
  const letters = await Promise.all(left.map((id) => stores.history.bytesOf(id)));
  const lengths = letters.flatMap((bytes) => bytes?.length ?? []);
  stores.close();
  const lines = decisions.map(({ next, activities, openedTasks }) =>
    JSON.stringify([next, activities, openedTasks.map(({ text: _text, ...rest }) => rest)]),
  );
  return { lines, lengths };
}

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ['that has a word for whatever is missing', {}],
  ['without a word for what some lack', { first: 'Hello {{ prospect.first_name }}, hi.' }],
  ['with a company in a second letter', { second: 'At {{ prospect.company }} there is more.' }],
  ['with a date that is none', { text: 'Born on {{ prospect.born | date: "%d.%m." }}.' }],
  ['with a branch', { first: '{% if prospect.title == "Head" %}{{ prospect.born }}{% endif %}Hi' }],
  ['that may be too long for LinkedIn', { note: 'You are {{ prospect.title | default: "x" }}.' }],
  ['that says nothing but a value', { letter: '{{ prospect.title | default: "x" }}' }],
  ['that names an earlier touch', { second: 'It was {{ touches.first.status }} before.' }],
  ['of the account', { text: 'You at {{ account.id }}, {{ prospect.company | upcase }}.' }],
])('a text %s comes out for whom it would in earnest', async (_, bodies) => {
  const { lines } = await play(unreadTexts(), bodies);
  expect(lines).toEqual((await play(renderOnce(), bodies)).lines);
});

test('a plain letter is written once for all who have the same names', async () => {
  const { lengths } = await play(unreadTexts(), {});
  // Two letters to ten of them. All names, less first name, less company, born, title, less account, in Japanese: seven situations.
  expect(lengths).toHaveLength(20);
  expect(lengths.filter((length) => length > 0)).toHaveLength(14);
});
