import { describe, expect, test } from 'vitest';
import type { Template } from '../../src/core/template.ts';
import { nameOfFile, readTemplate } from '../../src/definition/templates/template-file.ts';
import { checkTemplateSet } from '../../src/definition/templates/template-set.ts';
import { templatesOf } from '../../src/definition/sequence/version.ts';
import { call, email, sequence } from '../support/world/builders.ts';

function setOf(...names: readonly (string | Template)[]): ReadonlyMap<string, Template> {
  const templates = names.map((each) =>
    typeof each === 'string' ? { name: each, subject: null, body: 'x' } : each,
  );
  return new Map(templates.map((template) => [template.name, template]));
}

const withSubject = (name: string): Template => ({ name, subject: 'S', body: 'x' });

function found(all: ReadonlyMap<string, Template>, mailboxes: readonly string[] | null = ['anna']) {
  return checkTemplateSet(all, new Set(all.keys()), mailboxes).map(
    ({ file, severity, code }) => `${file} ${severity} ${code}`,
  );
}

describe('the files of templates/', () => {
  test.each([
    ['a language without its base', setOf('a.ja'), ['templates/a.ja.md error missing_base']],
    [
      'a snippet in a language without its base',
      setOf('_snippets/a.ja'),
      ['templates/_snippets/a.ja.md error missing_base'],
    ],
    [
      'a language without the subject of its base',
      setOf(withSubject('a'), 'a.ja', withSubject('a.de')),
      ['templates/a.ja.md error missing_subject'],
    ],
    ['a base without a subject', setOf('a', 'a.ja'), []],
    [
      'a signature of nobody',
      setOf('_signatures/ana', '_signatures/anna'),
      ['templates/_signatures/ana.md error unknown_mailbox'],
    ],
    [
      'a snippet in a language that its template has not',
      setOf(
        { name: 'a', subject: null, body: "{% render 's' %}" },
        '_snippets/s',
        '_snippets/s.ja',
      ),
      ['templates/a.md warning mixed_languages'],
    ],
    [
      'a snippet in the language of a region',
      setOf(
        { name: 'a', subject: null, body: "{% render 's' %}" },
        'a.pt',
        '_snippets/s',
        '_snippets/s.pt-br',
      ),
      [],
    ],
  ])('%s', (_, all, diagnostics) => expect(found(all)).toEqual(diagnostics));

  test('nobody is called unknown while touchline.yaml has errors', () => {
    expect(found(setOf('_signatures/ana'), null)).toEqual([]);
  });

  test('a base that can’t be read is there all the same', () => {
    expect(checkTemplateSet(setOf('a.ja'), new Set(['a', 'a.ja']), [])).toEqual([]);
  });

  test.each([
    ['templates/intro.md', 'intro'],
    ['templates/intro.ja.md', 'intro.ja'],
    ['templates/_snippets/booking.ja.md', '_snippets/booking.ja'],
    ['templates\\_signatures\\anna.md', '_signatures/anna'],
    ['elsewhere/intro.md', 'intro'],
  ])('%s is called %s', (file, name) => expect(nameOfFile(file)).toBe(name));

  test.each([
    ['intro.v2.md', 'call it intro-v2.md'],
    ['intro.pt_BR.md', 'call it intro.pt-br.md'],
    ['_snippets/a.JA.md', 'call it a.ja.md'],
  ])('%s has a suffix that is no language', (file, hint) => {
    expect(readTemplate('x', file)).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'bad_name', line: 1, hint }],
    });
  });

  test('a snippet has no subject', () => {
    expect(readTemplate('---\nsubject: x\n---\ny', 'templates/_snippets/a.md')).toMatchObject({
      diagnostics: [{ code: 'bad_template' }],
    });
  });
});

describe('a version holds', () => {
  const all = setOf(
    { name: 'a', subject: null, body: "{% if x %}{%- render 's' -%}{% endif %}" },
    'a.ja',
    'b',
    'script',
    { name: '_snippets/s', subject: null, body: '{%render "t"%}' },
    '_snippets/s.ja',
    { name: '_snippets/t', subject: "{% render 's' %}", body: 'x' },
    '_snippets/other',
    { name: '_signatures/anna', subject: null, body: "{% render 'phone' %}" },
    '_signatures/anna.ja',
    '_signatures/ben',
    '_snippets/phone',
  );
  const names = (...args: Parameters<typeof sequence>): readonly string[] =>
    templatesOf(sequence(...args), all)
      .map(({ name }) => name)
      .toSorted();

  test('what its steps name, in every language, with snippets, theirs, and the signatures of its mailboxes', () => {
    expect(names([email('a')])).toEqual([
      '_signatures/anna',
      '_signatures/anna.ja',
      '_snippets/phone',
      '_snippets/s',
      '_snippets/s.ja',
      '_snippets/t',
      'a',
      'a.ja',
    ]);
  });

  test('every signature when the mailbox is the owner’s, none where nothing is mailed', () => {
    expect(names([email('b')], { mailboxes: 'owner' })).toContain('_signatures/ben');
    expect(names([call('ring', { template: 'script' })])).toEqual(['script']);
  });
});
