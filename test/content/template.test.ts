import { describe, expect, test } from 'vitest';
import { compileTemplate, mergeFieldsOf } from '../../src/content/template.ts';
import { renderText } from '../../src/content/render.ts';

function errorsOf(body: string, subject: string | null = null) {
  const result = compileTemplate({ name: 'note', subject, body });
  return result.ok ? [] : result.errors;
}

function namesOf(body: string): [string, boolean][] {
  return mergeFieldsOf({ name: 'note', subject: null, body }).map((field) => [
    field.name,
    field.hasFallback,
  ]);
}

describe('compiling', () => {
  test.each([
    [
      'Hi\n\n  {% iff x %}',
      3,
      3,
      'unknown tag "iff", expected one of: if, unless, case, comment, render',
    ],
    [
      '{{ a | shout }}',
      1,
      1,
      expect.stringMatching(/^unknown filter "shout", expected one of: default, upcase, /),
    ],
    ['Hi {{ a', 1, 4, 'output "{{ a" not closed'],
    ['a\n{% if x %}b', 2, 1, 'tag {% if x %} not closed'],
    [
      '{{ a | upcase | default: "b" }}',
      1,
      1,
      '"default" must be the first filter, or the others see nothing',
    ],
    // Nobody could get either, and Liquid's own documentation teaches the first.
    [
      '{{ "now" | date: "%Y" }}',
      1,
      1,
      '"now" is no date: the time is a merge field: {{ now | date: ... }}',
    ],
    ['{{ now | date: "%Q" }}', 1, 1, '"date" knows no such format: "%Q"'],
    ['{{ (1..3) }}', 1, 4, 'ranges have no use here'],
    ['Dear {{ a[b] }}', 1, 9, 'the name "a[b]" must be written out'],
  ])('%j is refused where the mistake is', (body, line, column, message) => {
    const place = { in: 'note', part: 'body', line, column };
    expect(errorsOf(body)).toEqual([{ ...place, code: 'bad_liquid', message }]);
  });

  test('all mistakes of both parts are told at once', () => {
    const errors = errorsOf('{{ a | x }}\n{{ b | y }}', '{% z %}');
    expect(errors.map(({ part, line }) => [part, line])).toEqual([
      ['subject', 1],
      ['body', 1],
      ['body', 2],
    ]);
  });

  test('the same text is compiled once, a changed one anew', () => {
    const template = { name: 'note', subject: null, body: 'one' };
    expect(compileTemplate({ ...template })).toBe(compileTemplate(template));
    const changed = compileTemplate({ ...template, body: 'two' });
    expect(changed.ok && renderText(changed.template, {})).toEqual({ ok: true, text: 'two' });
  });
});

describe('merge fields', () => {
  test.each<[string, string, [string, boolean][]]>([
    ['a bare one', '{{ a.b }}', [['a.b', false]]],
    ['with a fallback', '{{ a | default: "x" }}', [['a', true]]],
    [
      'an argument',
      '{{ a | default: b }}',
      [
        ['a', true],
        ['b', false],
      ],
    ],
    [
      'a condition',
      '{% if a == "x" %}{{ b }}{% endif %}',
      [
        ['a', true],
        ['b', false],
      ],
    ],
    [
      'guarded by its own condition',
      '{% if a and b %}{{ a }}{{ b }}{% endif %}',
      [
        ['a', true],
        ['b', true],
        ['a', true],
        ['b', true],
      ],
    ],
    [
      'an "or" guards nothing',
      '{% if a or b %}{{ a }}{% endif %}',
      [
        ['a', true],
        ['b', true],
        ['a', false],
      ],
    ],
    [
      'guarded by a comparison with nothing',
      '{% if a != blank %}{{ a }}{% endif %}{% if b != "" %}{{ b }}{% endif %}',
      [
        ['a', true],
        ['a', true],
        ['b', true],
        ['b', false],
      ],
    ],
    [
      'the other branch is not guarded',
      '{% if a %}x{% else %}{{ a }}{% endif %}',
      [
        ['a', true],
        ['a', false],
      ],
    ],
    [
      'inside case and unless',
      '{% case a %}{% when b %}{{ c }}{% endcase %}{% unless d %}{{ e }}{% endunless %}',
      [
        ['a', true],
        ['b', true],
        ['c', false],
        ['d', true],
        ['e', false],
      ],
    ],
  ])('%s', (_, body, names) => expect(namesOf(body)).toEqual(names));
});

test('merge fields are told with part, line and column', () => {
  const template = { name: 'note', subject: 'For {{ a }}', body: 'Hi\n\n  {{ b.c | upcase }}' };
  expect(mergeFieldsOf(template)).toEqual([
    { part: 'subject', name: 'a', hasFallback: false, line: 1, column: 8 },
    { part: 'body', name: 'b.c', hasFallback: false, line: 3, column: 6 },
  ]);
});
