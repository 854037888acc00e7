/** Whatever an author or a list of leads writes: an end soon, no more memory than its length, and nothing out of another place. */
import { describe, expect, test } from 'vitest';
import { NO_FOOTER } from '../../src/content/footer.ts';
import { renderEmail, renderText } from '../../src/content/render.ts';
import { compileTemplate } from '../../src/content/template.ts';
import type { Facts } from '../../src/core/condition.ts';
import type { Template } from '../../src/core/template.ts';

const facts: Facts = {
  prospect: { first_name: 'Ada', secret: 'S3CRET', big: 'x'.repeat(65_536) },
  sender: { name: 'Mia' },
};

function both(body: string, given: Facts = facts, all?: ReadonlyMap<string, Template>) {
  const compiled = compileTemplate({ name: 'note', subject: 'Hello', body }, all);
  if (!compiled.ok) return { text: compiled, email: compiled };
  const { template } = compiled;
  const email = renderEmail(template, given, { footer: NO_FOOTER, threadSubject: null });
  return { text: renderText(template, given), email };
}

describe('is refused', () => {
  test.each([
    ['a loop over a billion', '{% for i in (1..1000000000) %}x{% endfor %}'],
    ['a loop in a loop', '{% for a in b %}{% for c in d %}x{% endfor %}{% endfor %}'],
    ['a table', '{% tablerow i in (1..1000000000) %}x{% endtablerow %}'],
    ['a variable that grows', '{% capture a %}{{ a }}{{ a }}{% endcapture %}'],
    ['a count', '{% increment x %}{% decrement x %}{% cycle "a", "b" %}'],
    ['tags in a tag', "{% liquid\n render 'x' %}"],
    ['raw', '{% raw %}{{ prospect.secret }}{% endraw %}'],
    ['20,000 levels of if', '{% if now %}'.repeat(20_000)],
    ['20,000 levels of brackets', `{{ ${'a['.repeat(16_000)} }}`],
    ['20,000 ranges in ranges', `{{ ${'(1..'.repeat(8_000)} }}`],
    ['20,000 outputs', '{{ prospect.first_name }}'.repeat(20_000)],
    ['a text times itself', `{{ prospect.big ${'| append: prospect.big '.repeat(900)} }}`],
    ['a text between its letters', '{{ prospect.big | split: "" | join: prospect.big }}'],
    ['a text for each letter', '{{ prospect.big | replace: "x", prospect.big }}'],
    ['a text for each nothing', '{{ prospect.big | replace: "", prospect.big }}'],
    ['the same column 20 times', '{{ prospect.big }}'.repeat(20)],
    ['a filter that multiplies', '{{ 9 | times: 1000000000 }}'],
    ['a filter with patterns', '{{ prospect.big | replace_regex: "(x+x+)+y", "" }}'],
    ['a filter that evaluates', '{{ "1+1" | where_exp: "x", "y" }}'],
    ['a tag with an invisible letter', "{% ren\u200bder 'x' %}"],
    ['a tag in wide letters', '{% ｉｆ now %}{% endif %}'],
  ])('%s', (_, body) => {
    for (const result of Object.values(both(body))) {
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result)).toMatch(/"error"|"errors":\[\{/);
    }
  });
});

describe('comes to an end', () => {
  test.each([
    ['a run of spaces', `x${' '.repeat(30_000)}x`],
    ['open brackets', '['.repeat(30_000)],
    ['open links', '[a]('.repeat(8_000)],
    ['stars', '*'.repeat(30_000)],
    ['emphasis that never closes', '**a '.repeat(8_000)],
    ['lists in lists', '- '.repeat(15_000) + 'x'],
    ['open angles', '<a:'.repeat(10_000)],
    ['entities', '&#38;'.repeat(6_000)],
    ['backslashes', '\\\\'.repeat(15_000)],
  ])('%s', (_, body) => {
    const { text, email } = both(body);
    expect([text.ok, email.ok]).toEqual([true, true]);
    expect(email.ok && 'html' in email && email.html.length).toBeLessThan(1_000_000);
  });
});

describe('a name of every object is a name like any other', () => {
  test.each([['constructor'], ['__proto__'], ['prototype'], ['toString'], ['hasOwnProperty']])(
    '%s',
    (name) => {
      expect(both(`{{ prospect.${name} }}`).text).toEqual({
        ok: false,
        missing: [`prospect.${name}`],
      });
      expect(both(`{{ ${name} | default: "none" }}`).text).toEqual({ ok: true, text: 'none' });
      expect(both(`{% if prospect.first_name.${name} %}a{% else %}b{% endif %}`).text).toEqual({
        ok: true,
        text: 'b',
      });
      const own: Facts = { prospect: Object.fromEntries([[name, 'a column']]) };
      expect(both(`{{ prospect.${name} }}`, own).text).toEqual({ ok: true, text: 'a column' });
    },
  );

  test('also as an argument of a snippet', () => {
    const snippet = { name: '_snippets/a', subject: null, body: '{{ __proto__ }}' };
    const body = "{% render 'a', __proto__: prospect.first_name %}";
    expect(both(body, facts, new Map([[snippet.name, snippet]])).text).toEqual({
      ok: true,
      text: 'Ada',
    });
  });
});

describe('a placeholder that somebody writes calls up nothing', () => {
  const spy = { ...facts, prospect: { first_name: '\ue001\ue002', secret: 'S3CRET' } };

  test.each([
    ['as a letter', '\ue001'],
    ['as an entity', '&#xE001;'],
    ['as a decimal entity', '&#57345;'],
    ['as an entity that a branch completes', '&#xE0{% if prospect.first_name %}01;{% endif %}'],
    ['in an address', '[x](https://a.example/&#xE001;)'],
    ['by a value', '{{ prospect.first_name }}'],
    ['by a value in an address', '[x](https://a.example/{{ prospect.first_name }})'],
    ['by a value that we trust', '[x]({{ sender.site }})'],
  ])('%s', (_, forged) => {
    const given = { ...spy, sender: { site: 'https://a.example/\ue001\ue002' } };
    const body = `${forged} {{ prospect.first_name }} {% if prospect.secret %}x{% endif %}{{ prospect.secret }}`;
    for (const result of Object.values(both(body, given))) {
      expect(result.ok).toBe(true);
      // Once in each: the text of a task; the words, the text and the HTML of an email.
      expect(JSON.stringify(result).split('S3CRET').length - 1).toBe('html' in result ? 3 : 1);
    }
  });
});
