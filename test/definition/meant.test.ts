/** What the hints of a sequence say: which word was meant, and what goes in its place. */
import { describe, expect, test } from 'vitest';
import { compiled, withSteps } from './samples.ts';

describe('what was meant', () => {
  test.each([
    ['an unknown key', `${withSteps('{ id: a, task: x }')}titel: x\n`, 'title'],
    ['a step kind', withSteps('{ id: a, emial: intro }'), 'email'],
    ['a mailbox', withSteps('{ id: a, email: intro }').replace('[anna]', '[ana]'), 'anna'],
    ['a rep', `${withSteps('{ id: a, task: x }')}rep: carle\n`, 'carla'],
    ['a template', withSteps('{ id: a, email: intor }'), 'intro'],
    ['a unit', withSteps('{ id: a, task: x, wait: 3 dayz }'), '3 days'],
    ['one of a short unit', withSteps('{ id: a, task: x, wait: 1d }'), '1 day'],
    ['a short unit', withSteps('{ id: a, task: x, wait: 4h }'), '4 hours'],
    ['a LinkedIn action', withSteps('{ id: a, linkedin: conect }'), 'connect'],
    [
      'a disposition',
      withSteps('{ id: a, call: discovery, outcomes: { no_anser: { retry: 1, every: 1 day } } }'),
      'no_answer',
    ],
    [
      'a thread',
      withSteps('{ id: a, email: intro }', '{ id: b, email: bump, thread: nev }'),
      'new',
    ],
    ['a weekday', `${withSteps('{ id: a, task: x }')}window: { days: [tus] }\n`, 'tue'],
    [
      'a zone',
      `${withSteps('{ id: a, task: x }')}window: { zone: Europe/Pariss }\n`,
      'Europe/Paris',
    ],
    ['a country', `${withSteps('{ id: a, task: x }')}window: { holidays: fr }\n`, 'FR'],
    ['a country’s code', `${withSteps('{ id: a, task: x }')}window: { holidays: UK }\n`, 'GB'],
    ['an exit', `${withSteps('{ id: a, task: x }')}exits: { reply: finnish }\n`, 'finish'],
    ['an id', withSteps('{ id: My Step, task: x }'), 'my-step'],
  ])('%s', (_, text, meant) => {
    const [first] = compiled(text).diagnostics;
    expect(first?.severity).toBe('error');
    expect(first?.hint).toContain(`did you mean "${meant}"?`);
  });
});

test.each([
  [
    'a wait beyond all measure',
    withSteps('{ id: a, task: x, wait: 99999999 days }'),
    'at most 99999 days',
  ],
  [
    'a unit of JavaScript',
    withSteps('{ id: a, task: x, wait: 3 constructor }'),
    'units: seconds, minutes',
  ],
  ['a rep', `${withSteps('{ id: a, task: x }')}rep: zoe\n`, 'expected one of: owner, anna, carla'],
])('the hint for %s says what goes', (_, text, hint) => {
  expect(compiled(text).diagnostics).toMatchObject([{ hint: expect.stringContaining(hint) }]);
});
