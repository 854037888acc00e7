import { expect, test } from 'vitest';
import { parseTranscript, renderStep, wordsOf } from './transcript.ts';

test.each([
  ['touchline enroll intro', ['enroll', 'intro']],
  [
    `touchline find --where "prospect.level == 'hot'"`,
    ['find', '--where', "prospect.level == 'hot'"],
  ],
  [`touchline add name='Ada Kern' tag=""`, ['add', 'name=Ada Kern', 'tag=']],
  ['touchline run --once   # from cron', ['run', '--once']],
])('%s', (command, words) => expect(wordsOf(command)).toEqual(words));

test('runs nothing but touchline', () =>
  expect(() => wordsOf('rm -rf /')).toThrow('only touchline'));

test('a transcript is its commands, and what they did is written below each', () => {
  const text = '# Why.\n\n$ touchline a\nout\n\n$ touchline b\n2> oh\n[3]\n';
  const { preamble, commands } = parseTranscript(text);
  expect(commands).toEqual(['touchline a', 'touchline b']);
  const steps = [
    renderStep('touchline a', { exitCode: 0, stdout: 'out\n', stderr: '' }),
    renderStep('touchline b', { exitCode: 3, stdout: '', stderr: 'oh\n' }),
  ];
  expect(`${preamble}${steps.join('\n\n')}\n`).toBe(text);
});
