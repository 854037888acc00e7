import { describe, expect, test } from 'vitest';
import { NO_FOOTER } from '../../src/content/footer.ts';
import { renderEmail, renderText } from '../../src/content/render.ts';
import { compileTemplate, mergeFieldsOf } from '../../src/content/template.ts';
import type { Facts } from '../../src/core/condition.ts';
import type { Template } from '../../src/core/template.ts';

/** `{ 'booking': 'text' }` are snippets by name. */
function setOf(snippets: Readonly<Record<string, string>>): ReadonlyMap<string, Template> {
  return new Map(
    Object.entries(snippets).map(([name, body]) => {
      const template = { name: `_snippets/${name}`, subject: null, body };
      return [template.name, template] as const;
    }),
  );
}

function compiled(body: string, snippets: Readonly<Record<string, string>>) {
  return compileTemplate({ name: 'intro', subject: null, body }, setOf(snippets));
}

function text(body: string, snippets: Readonly<Record<string, string>>, facts: Facts = {}) {
  const result = compiled(body, snippets);
  return result.ok ? renderText(result.template, facts) : result;
}

function errorsOf(body: string, snippets: Readonly<Record<string, string>>) {
  const result = compiled(body, snippets);
  return result.ok
    ? []
    : result.errors.map((each) => [
        `${each.in}:${each.line}:${each.column} ${each.code}`,
        each.message,
      ]);
}

const ada: Facts = { prospect: { first_name: 'Ada', company: '*Kern*' }, sender: { name: 'Mia' } };

describe('a snippet', () => {
  test('stands where it is rendered, with the facts of the person', () => {
    const snippets = { greeting: 'Hi {{ prospect.first_name }}' };
    expect(text("{% render 'greeting' %}, short.", snippets, ada)).toEqual({
      ok: true,
      text: 'Hi Ada, short.',
    });
    expect(text('{%- render "greeting" -%}!', snippets, ada)).toMatchObject({ text: 'Hi Ada!' });
  });

  test('may be Markdown, and what is filled in stays text', () => {
    const result = compiled("{% render 'list' %}", { list: '- **{{ prospect.company }}**\n- b' });
    if (!result.ok) throw new Error('does not compile');
    const email = renderEmail(result.template, ada, { footer: NO_FOOTER, threadSubject: 'x' });
    expect(email).toMatchObject({
      text: '- *Kern*\n- b\n',
      html: expect.stringContaining('<ul>\n<li><strong>*Kern*</strong></li>\n<li>b</li>\n</ul>'),
    });
  });

  test('works in a subject', () => {
    const template = { name: 'intro', subject: "{% render 'topic' %}?", body: 'x' };
    const result = compileTemplate(template, setOf({ topic: 'Torque at {{ prospect.company }}' }));
    expect(
      result.ok && renderEmail(result.template, ada, { footer: NO_FOOTER, threadSubject: null }),
    ).toMatchObject({ subject: 'Torque at *Kern*?' });
  });

  test('gets arguments, and sees none that were given to who renders it', () => {
    const snippets = {
      outer: "{{ name }} and {% render 'inner', name: 'Bo' %}, {{ name }}",
      inner: '{{ name }}',
    };
    const body = "{% render 'outer', name: prospect.first_name %}";
    expect(text(body, snippets, ada)).toEqual({ ok: true, text: 'Ada and Bo, Ada' });
  });

  test('that lacks something blocks, as its argument does', () => {
    const snippets = { a: '{{ prospect.city }}', b: '{{ city }}' };
    expect(text("{% render 'a' %}", snippets, ada)).toEqual({
      ok: false,
      missing: ['prospect.city'],
    });
    expect(text("{% render 'b', city: prospect.city %}", snippets, ada)).toEqual({
      ok: false,
      missing: ['prospect.city'],
    });
  });

  test('may have a fallback for its argument, also for one it hands on', () => {
    const snippets = { a: "{% render 'b', who: name %}", b: '{{ who | default: "there" }}' };
    const bare = { ...snippets, 'b.ja': '{{ who }}' };
    const body = "{% render 'a', name: prospect.city %}";
    expect(text(body, snippets, ada)).toEqual({ ok: true, text: 'there' });
    expect(text(body, bare, ada)).toEqual({ ok: false, missing: ['prospect.city'] });
    const template = { name: 'intro', subject: null, body };
    const hasFallback = (given: Record<string, string>): unknown =>
      mergeFieldsOf(template, setOf(given)).map((field) => [field.name, field.hasFallback]);
    expect(hasFallback(bare)).toEqual([['prospect.city', false]]);
    expect(hasFallback(snippets)).toEqual([['prospect.city', true]]);
  });

  test.each([
    ['ja-JP', 'こんにちは'],
    ['ja', 'こんにちは'],
    ['pt-BR', 'Oi'],
    ['pt', 'Olá'],
    ['de', 'Hello'],
    [null, 'Hello'],
    ['constructor', 'Hello'],
  ])('speaks the language of a person who reads %s', (language, said) => {
    const snippets = {
      hello: 'Hello',
      'hello.ja': 'こんにちは',
      'hello.pt': 'Olá',
      'hello.pt-br': 'Oi',
    };
    expect(text("{% render 'hello' %}", snippets, { prospect: { language } })).toEqual({
      ok: true,
      text: said,
    });
  });

  test('that fails for a person says in which file', () => {
    const result = text(
      "{% render 'a' %}",
      { a: 'Hi\n{{ prospect.first_name | date: "%Y" }}' },
      ada,
    );
    expect(result).toEqual({
      ok: false,
      error: '_snippets/a:2:1: "date" can\'t write "Ada" as "%Y"',
      undated: 'Ada',
    });
  });

  test('that is edited makes its template another', () => {
    expect(text("{% render 'a' %}", { a: 'one' })).toMatchObject({ text: 'one' });
    expect(text("{% render 'a' %}", { a: 'two' })).toMatchObject({ text: 'two' });
  });
});

describe('is refused at its place', () => {
  test.each<[string, string, Record<string, string>, string, string]>([
    [
      'an unknown snippet',
      "Hi\n{% render 'nobody' %}",
      {},
      'intro:2:1 unknown_snippet',
      'there is no snippet "nobody" (templates/_snippets/nobody.md)',
    ],
    [
      'a language without its base',
      "{% render 'a' %}",
      { 'a.ja': 'x' },
      'intro:1:1 unknown_snippet',
      'there is no snippet "a" (templates/_snippets/a.md)',
    ],
    [
      'a snippet that renders itself',
      "{% render 'a' %}",
      { a: "x\n {% render 'a' %}" },
      '_snippets/a:2:2 bad_snippet',
      'snippet "a" renders itself: intro > a > a',
    ],
    [
      'a circle',
      "{% render 'a' %}",
      { a: "{% render 'b' %}", b: "b\n\n{% render 'a' %}" },
      '_snippets/b:3:1 bad_snippet',
      'snippet "a" renders itself: intro > a > b > a',
    ],
    [
      'a circle through another language',
      "{% render 'a' %}",
      { a: 'x', 'a.ja': "{% render 'a' %}" },
      '_snippets/a.ja:1:1 bad_snippet',
      'snippet "a" renders itself: intro > a.ja > a.ja',
    ],
    [
      'a fourth level',
      "{% render 'a' %}",
      { a: "{% render 'b' %}", b: "{% render 'c' %}", c: " {% render 'd' %}", d: 'x' },
      '_snippets/c:1:2 bad_snippet',
      'snippets nest at most 3 deep: intro > a > b > c > d',
    ],
    [
      'an argument that is not given',
      "{% render 'a', b: 'x' %}",
      { a: '{{ b }} {{ c }}' },
      'intro:1:1 bad_snippet',
      `snippet "a" needs c: {% render 'a', c: ... %}`,
    ],
    [
      'an argument that is not taken',
      "{% render 'a', prospect: 'x' %}",
      { a: '{{ prospect.city }}' },
      'intro:1:1 bad_snippet',
      'snippet "a" takes no "prospect"',
    ],
  ])('%s', (_, body, snippets, place, message) => {
    expect(errorsOf(body, snippets)).toEqual([[place, message]]);
  });

  test.each([
    ['a path', "{% render '../secret' %}"],
    ['a folder', "{% render '_signatures/anna' %}"],
    ['a language', "{% render 'a.ja' %}"],
    ['a name that is only known later', '{% render prospect.city %}'],
    ['no name', '{% render %}'],
    ['a loop', "{% render 'a' for prospect.tags as tag %}"],
    ['with', "{% render 'a' with prospect.city %}"],
    ['an argument without a value', "{% render 'a', b: %}"],
    ['a range', "{% render 'a', b: (1..1000000000) %}"],
    ['a whole object', "{% render 'b', c: prospect %}"],
  ])('%s', (_, body) => {
    const result = text(body, { a: 'x', 'a.ja': 'y', b: '{{ c }}' }, ada);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).toMatch(/"error"|"errors":\[\{/);
  });

  test('a small set that would make a huge message', () => {
    const hundred = (name: string): string => `{% render '${name}' %}`.repeat(90);
    const snippets = { a: hundred('b'), b: hundred('c'), c: 'x'.repeat(1_000) };
    expect(errorsOf("{% render 'a' %}", snippets)).toEqual([
      [
        'intro:1:1 bad_snippet',
        'with its snippets the template has more than 300 tags and outputs',
      ],
    ]);
    const long = { a: 'x'.repeat(30_000) };
    expect(errorsOf("{% render 'a' %}{% render 'a' %}", long)).toEqual([
      ['intro:1:1 bad_snippet', 'with its snippets the template has more than 32768 characters'],
    ]);
  });
});
