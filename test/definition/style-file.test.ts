import { describe, expect, test } from 'vitest';
import { readStyle } from '../../src/definition/style-file.ts';

const FULL = `
banned:
  - phrase: synergy
    because: nobody talks like this
    instead: working together
    channels: [email, linkedin]
required:
  - { phrase: Northwind, because: people must know who writes, channels: [sms] }
lengths:
  email: { max_words: 120, max_subject_characters: 60 }
  linkedin: { max_words: 50 }
  sms: { max_segments: 2 }
  call: { max_words: 200 }
  task: { max_words: 200 }
tone: { max_exclamation_marks: 1, max_links: 2, forbid_all_caps_subject: true }
`;

describe('style.yaml', () => {
  test('knows all of it', () => {
    expect(readStyle(FULL, 'style.yaml')).toMatchObject({
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
