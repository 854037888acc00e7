import { describe, expect, test } from 'vitest';
import { readStyle } from '../../src/definition/templates/style-file.ts';
import { VALID_STYLE } from './samples.ts';

describe('style.yaml', () => {
  test('knows all of it', () => {
    expect(readStyle(VALID_STYLE, 'style.yaml')).toMatchObject({
      ok: true,
      diagnostics: [],
      value: {
        banned: [{ phrase: 'synergy', instead: 'working together' }],
        lengths: { email: { max_words: 120 }, sms: { max_segments: 2 } },
        tone: { max_links: 2 },
      },
    });
  });

  test.each([[''], ['# nothing yet\n'], ['{}']])('%j has no rules', (written) => {
    expect(readStyle(written, 'style.yaml')).toMatchObject({ ok: true, diagnostics: [] });
  });

  test.each([
    ['baned: []', 1, 1, 'unknown_key'],
    ['banned:\n  - { phrase: x }', 2, 5, 'missing_key'],
    ['banned:\n  - synergy', 2, 5, 'wrong_type'],
    ['tone: { max_links: -1 }', 1, 20, 'out_of_range'],
    ['tone: { forbid_all_caps_subject: yes }', 1, 34, 'wrong_type'],
    ['lengths: { fax: { max_words: 1 } }', 1, 12, 'unknown_key'],
    ['required:\n  - { phrase: x, because: y, channels: [mail] }', 2, 41, 'unknown_value'],
    ['- a', 1, 1, 'wrong_type'],
    ['tone: {', 1, 8, 'yaml_syntax'],
  ])('%j is an error at its place', (written, line, column, code) => {
    expect(readStyle(written, 'style.yaml')).toMatchObject({
      ok: false,
      diagnostics: [{ file: 'style.yaml', line, column, code }],
    });
  });
});
