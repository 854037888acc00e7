import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { countLine, renderDiagnostic } from '../../src/definition/reading/render-diagnostic.ts';

function diagnostic(place: Partial<Diagnostic> = {}): Diagnostic {
  return {
    file: 'a.yaml',
    line: 2,
    column: 9,
    length: 4,
    code: 'x',
    severity: 'error',
    message: 'it is wrong',
    hint: null,
    ...place,
  };
}

test('place, sentence, line, caret and the way out', () => {
  const text = 'steps:\n  wait: 3 dayz\n';
  const shown = renderDiagnostic(
    diagnostic({ length: 6, hint: 'expected a duration\ndid you mean "3 days"?' }),
    text,
  );
  expect(shown).toBe(`a.yaml:2:9: it is wrong [x]
  2 |   wait: 3 dayz
    |         ^^^^^^
  expected a duration
  did you mean "3 days"?`);
});

test('a warning says so, and without a source there is no line', () => {
  expect(renderDiagnostic(diagnostic({ severity: 'warning' }), null)).toBe(
    'a.yaml:2:9: warning: it is wrong [x]',
  );
});

test.each([
  ['wide letters before the caret', '\n日本: abcd', 5, '  2 | 日本: abcd\n    |       ^^^^'],
  ['a tab and an escape become spaces', '\n\ta\u001B: abcd', 6, '  2 |  a : abcd\n    |      ^^^^'],
  [
    'a secret becomes stars',
    '\nx: { password: hunter2, y: abcd }',
    28,
    '  2 | x: { password: *******, y: abcd }\n    |                            ^^^^',
  ],
  [
    'a login in a URL becomes stars',
    '\nurl: smtp://me:pw@host',
    19,
    '  2 | url: smtp://*****@host\n    |                   ^^^^',
  ],
  [
    'a reference stays',
    '\nx: { password: "${env:A}" }',
    4,
    '  2 | x: { password: "${env:A}" }\n    |    ^^^^',
  ],
])('%s', (_, text, column, excerpt) => {
  expect(renderDiagnostic(diagnostic({ column }), text)).toBe(
    `a.yaml:2:${column}: it is wrong [x]\n${excerpt}`,
  );
});

test('of a very long line only the part around the caret is shown', () => {
  const [, line, caret] = renderDiagnostic(
    diagnostic({ column: 5001 }),
    `\n${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`,
  ).split('\n');
  expect(line!.length).toBeLessThan(120);
  expect(line!.slice(caret!.indexOf('^'), caret!.indexOf('^') + 4)).toBe('HERE');
});

test.each([
  [[], 'no problems'],
  [[diagnostic()], '1 error'],
  [[diagnostic(), diagnostic(), diagnostic({ severity: 'warning' })], '2 errors and 1 warning'],
  [[diagnostic({ severity: 'note' })], 'no problems, 1 note'],
  [[diagnostic(), diagnostic({ severity: 'note' })], '1 error, 1 note'],
])('counts', (diagnostics, line) => expect(countLine(diagnostics)).toBe(line));
