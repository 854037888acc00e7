import { describe, expect, test } from 'vitest';
import { compileTemplate } from '../../src/content/template.ts';
import { renderText } from '../../src/content/render.ts';
import type { Facts } from '../../src/core/condition.ts';

const ada: Facts = {
  prospect: { first_name: 'Ada', company: 'Kern & Co', tags: ['warm', 'vip'], employees: 40 },
  now: '2026-03-09T10:30:00',
};

function render(body: string, facts: Facts = ada) {
  const compiled = compileTemplate({ name: 'note', subject: null, body });
  return compiled.ok ? renderText(compiled.template, facts) : compiled;
}

describe('what templates can say', () => {
  test.each([
    ['a value', 'Hi {{ prospect.first_name }}', 'Hi Ada'],
    ['a number', '{{ prospect.employees }} people', '40 people'],
    ['a list', '{{ prospect.tags }}', 'warm, vip'],
    ['a list joined', '{{ prospect.tags | join: "/" }}', 'warm/vip'],
    ['a fallback', '{{ prospect.title | default: "friend" }}', 'friend'],
    ['a fallback from another name', '{{ prospect.x | default: prospect.company }}', 'Kern & Co'],
    ['filters in a row', '{{ prospect.company | downcase | replace: " & ", "-" }}', 'kern-co'],
    ['a first word', '{{ prospect.company | split: " " | first }}', 'Kern'],
    ['a shortened text', '{{ prospect.company | truncate: 6 }}', 'Ker...'],
    ['a date', '{{ now | date: "%A, %-d %B" }}', 'Monday, 9 March'],
    ['a branch', '{% if prospect.company contains "Kern" %}yes{% else %}no{% endif %}', 'yes'],
    ['a branch on an absent name', '{% if prospect.title %}yes{% else %}no{% endif %}', 'no'],
    ['a comparison with nothing', '{% if prospect.title != blank %}a{% else %}b{% endif %}', 'b'],
    ['unless', '{% unless prospect.title %}no title{% endunless %}', 'no title'],
    ['case', '{% case prospect.employees %}{% when 40 %}forty{% endcase %}', 'forty'],
    ['a comment', 'a{% comment %}{{ nothing }}{% endcomment %}b', 'ab'],
    [
      'tags on lines of their own',
      'a\n{% if prospect.company %}\n\nb\n\n{% endif %}\n\nc',
      'a\n\nb\n\nc',
    ],
  ])('%s', (_, body, text) => expect(render(body)).toEqual({ ok: true, text }));
});

describe('what would leave a hole, or say less than it seems to, is refused', () => {
  test.each([
    ['{{ prospect.title | default: "" }}', 'gives no word'],
    ['{{ prospect.title | default: " " }}', 'gives no word'],
    ['{{ prospect.title | default: nil }}', 'gives no word'],
    ['{{ prospect.title | default }}', 'gives no word'],
    ['{% if prospect.title == "a" and %}x{% endif %}', 'a value is missing'],
    ['{% if prospect.title == %}x{% endif %}', 'a value is missing'],
    ['{% unless and prospect.title %}x{% endunless %}', 'a value is missing'],
    ['{% if prospect.title prospect.city %}x{% endif %}', 'is missing between two values'],
    ['{{ prospect.title prospect.city }}', 'is missing between two values'],
  ])('%s', (body, message) => {
    const result = render(body);
    expect(result).toMatchObject({ ok: false, errors: [{ line: 1 }] });
    expect(JSON.stringify(result)).toContain(message);
  });

  test.each([
    '{% if prospect.x == "a" and prospect.y or now %}{% endif %}x',
    '{% if not now %}{% endif %}x',
  ])('%s is whole', (body) => expect(render(body)).toEqual({ ok: true, text: 'x' }));
});

test('what is wrong before a tag that is not closed is told, too', () => {
  const body = '{{ now | shout }}{% for a in b %}{% if now %}\n{{ now';
  const compiled = compileTemplate({ name: 'note', subject: null, body });
  expect(compiled).toMatchObject({
    ok: false,
    errors: [
      { column: 1, message: expect.stringContaining('unknown filter "shout"') },
      { column: 18, message: expect.stringContaining('unknown tag "for"') },
      { line: 2, message: 'output "{{ now" not closed' },
    ],
  });
});

describe('a name without value', () => {
  test.each([
    ['is reported', '{{ prospect.title }}', ['prospect.title']],
    ['is reported for every place at once, each once', '{{ a }}{{ b.c }}{{ a }}', ['a', 'b.c']],
    [
      'is reported inside a branch that is taken',
      '{% if now %}{{ a }}{% endif %}{{ b }}',
      ['a', 'b'],
    ],
    ['is reported under a filter', '{{ prospect.title | upcase }}', ['prospect.title']],
    ['is reported as an argument', '{{ prospect.x | default: prospect.y }}', ['prospect.y']],
    [
      'is reported when a filter finds nothing',
      '{{ prospect.first_name | split: "Ada" | first }}',
      ['prospect.first_name'],
    ],
    ['is reported in brackets', '{{ prospect["job title"] }}', ['prospect.job title']],
    [
      'is no prototype',
      '{{ prospect.constructor }}{{ constructor }}',
      ['prospect.constructor', 'constructor'],
    ],
    [
      'is no function of the text',
      '{{ prospect.first_name.__proto__ }}',
      ['prospect.first_name.__proto__'],
    ],
  ])('%s', (_, body, missing) => expect(render(body)).toEqual({ ok: false, missing }));

  test.each([[''], ['   '], ['\n\t'], [null], [[]]])('%j counts as absent', (title) => {
    const facts = { prospect: { title } };
    expect(render('{{ prospect.title }}', facts)).toEqual({
      ok: false,
      missing: ['prospect.title'],
    });
    expect(render('{{ prospect.title | default: "x" }}', facts)).toEqual({ ok: true, text: 'x' });
    expect(render('{% if prospect.title %}a{% else %}b{% endif %}', facts)).toEqual({
      ok: true,
      text: 'b',
    });
  });
});

describe('values', () => {
  test('are never rendered again', () => {
    const facts = { prospect: { company: '{{ prospect.secret }}{% if x %}', secret: 's' } };
    expect(render('{{ prospect.company }}', facts)).toEqual({
      ok: true,
      text: '{{ prospect.secret }}{% if x %}',
    });
  });

  test('lose control characters and halves of characters, and keep their line breaks', () => {
    const facts = { note: 'a\u0000\u001b[31mb\r\nc\ud83dd' };
    expect(render('{{ note }}', facts)).toEqual({ ok: true, text: 'a  [31mb\nc\ufffdd' });
  });

  test('are not called up by a private-use character of the template', () => {
    expect(render('\ue000 {{ a }}', { a: 'A' })).toEqual({ ok: true, text: '\ufffd A' });
  });

  test('may hold private-use characters', () => {
    expect(render('{{ a }}{{ b }}', { a: '\ue001', b: 'B' })).toEqual({
      ok: true,
      text: '\ue001B',
    });
  });
});

describe('hostile templates end as values, soon', () => {
  const doubled = '| append: prospect.first_name '.repeat(1_000);
  test.each([
    ['a loop', '{% for i in (1..100000000) %}x{% endfor %}'],
    ['an include', '{% include "/etc/passwd" %}'],
    ['a render', "{% render '../secret' %}"],
    ['a layout', '{% layout "x" %}'],
    ['an assignment', '{% assign a = "x" %}'],
    ['a range', '{{ (1..100000000) | join: "x" }}'],
    ['30,000 tags', '{{ now }}'.repeat(30_000)],
    ['deep nesting', '{% if now %}'.repeat(280) + 'x'],
    ['deep brackets', `{{ ${'a['.repeat(15_000)} }}`],
    ['a filter of another engine', '{{ prospect.first_name | strip_html }}'],
    ['a prototype as a filter', '{{ prospect.first_name | constructor }}'],
    ['raw', '{{ prospect.first_name | raw }}'],
    ['a name only known later', '{{ prospect[prospect.first_name] }}'],
    ['an open tag', '{% if x'],
    ['an open output', 'Hi {{ x'],
    ['a whole object', '{{ prospect }}'],
    ['a date that is none', '{{ prospect.first_name | date: "%Y" }}'],
    ['a date directive that is none', '{{ now | date: "%Q" }}'],
    ['a growing replace', `{{ "${'a'.repeat(3000)}" | replace: "a", "${'b'.repeat(3000)}" }}`],
    ['a growing join', `{{ "${'a'.repeat(9000)}" | split: "" | join: "${'b'.repeat(9000)}" }}`],
    ['a growing append', `{{ prospect.first_name ${doubled} }}`],
  ])('%s', (_, body) => {
    const result = render(body);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).toMatch(/"error"|"errors":\[\{/);
  });

  test('150 nested branches render', () => {
    const body = '{% if now %}'.repeat(150) + 'x' + '{% endif %}'.repeat(150);
    expect(render(body)).toEqual({ ok: true, text: 'x' });
  });
});

test('a column called "size" that a person lacks is missing, not the number of those they have', () => {
  expect(render('{{ prospect.size }}')).toEqual({ ok: false, missing: ['prospect.size'] });
  const having = { prospect: { size: '40' } };
  expect(render('{{ prospect.size }}', having)).toEqual({ ok: true, text: '40' });
  expect(render('{{ prospect.tags.size }}')).toEqual({ ok: true, text: '2' });
});
