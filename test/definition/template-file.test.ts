import { expect, test } from 'vitest';
import { readTemplate } from '../../src/definition/templates/template-file.ts';

test.each([
  ['a body alone', 'Hello\n', { subject: null, body: 'Hello' }],
  [
    'front matter',
    '---\nsubject: Hi there\n---\n\nHello\n\nBye\n',
    { subject: 'Hi there', body: 'Hello\n\nBye' },
  ],
  ['empty front matter', '---\n---\nHello', { subject: null, body: 'Hello' }],
  [
    'Windows line ends and a byte order mark',
    '\uFEFF---\r\nsubject: Hi\r\n---\r\nHello\r\nYou\r\n',
    { subject: 'Hi', body: 'Hello\nYou' },
  ],
  ['a rule inside the body', 'Hello\n\n---\n\nBye', { subject: null, body: 'Hello\n\n---\n\nBye' }],
  ['indentation on the first line', '\n  \n    code', { subject: null, body: '    code' }],
])('%s', (_, text, template) => {
  expect(readTemplate(text, 'templates/intro.md')).toEqual({
    ok: true,
    value: { name: 'intro', ...template },
    diagnostics: [],
  });
});

test.each([
  ['front matter without an end', '---\nsubject: x\nHello', 'bad_template', 1],
  ['no text', '---\nsubject: x\n---\n \n', 'empty_template', 5],
  ['an unknown key', '---\nsubject: x\nsubjct: y\n---\nHello', 'unknown_key', 3],
  ['a key written twice', '---\nsubject: x\nsubject: y\n---\nHello', 'duplicate_key', 3],
  ['Liquid without quotes', '---\nsubject: {{ prospect.company }}\n---\nHello', 'yaml_syntax', 2],
  ['a number for a subject', '---\nsubject: 42\n---\nHello', 'wrong_type', 2],
  ['a subject of two lines', '---\nsubject: "a\\nb"\n---\nHello', 'unknown_value', 2],
])('%s is an error at its line', (_, text, code, line) => {
  expect(readTemplate(text, 'intro.md')).toMatchObject({
    ok: false,
    diagnostics: [{ code, line }],
  });
});
