import { expect, test } from 'vitest';
import { stopWordRule } from '../../src/inbound/gateways/stop-word.ts';
import { withStopLine } from '../../src/content/stop-line.ts';

test.each([
  ['en', 'Hi Ada\nAcme. Reply STOP to opt out.'],
  ['de-AT', 'Hi Ada\nAcme. Abmelden: mit STOP antworten.'],
  ['ja', 'Hi Ada\nAcme. 配信停止は STOP とご返信ください。'],
  ['xx', 'Hi Ada\nAcme. Reply STOP to opt out.'],
  [null, 'Hi Ada\nAcme. Reply STOP to opt out.'],
])('a text to a reader of %s says who writes and how to stop', (language, expected) => {
  expect(withStopLine('Hi Ada\n', { company: 'Acme', language })).toBe(expected);
});

test('a text that says it itself stays as it is', () => {
  const text = 'Acme here. Text STOP and we are gone.';
  expect(withStopLine(text, { company: 'Acme', language: 'en' })).toBe(text);
});

test('a text that names the company is not signed again', () => {
  const signed = withStopLine('Hi, Anna of Acme', { company: 'Acme', language: 'en' });
  expect(signed).toBe('Hi, Anna of Acme\nReply STOP to opt out.');
});

test('the word that it asks for is heard', () => {
  expect(stopWordRule('STOP')).not.toBeNull();
});
