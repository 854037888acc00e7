/** When is a message the same as another one? */
import { expect, test } from 'vitest';
import { identityOf } from '../../src/inbound/mail/identity.ts';
import { letter } from './mail.ts';

const from = (name: string): string => `${name} <${name}@kern.example>`;

test('the same mail is one, in whichever folder and however its lines are folded', () => {
  const one = letter('x', { From: from('ada'), Received: 'by the inbox' });
  const copy = letter('x', { From: 'ada\r\n <ada@kern.example>', Received: 'by the filter' });
  expect(identityOf(copy)).toBe(identityOf(one));
  expect(identityOf(one)).toMatch(/^answer-1@kern\.example#[0-9a-f]{16}$/);
});

test('two letters under one Message-ID are two: neither is lost', () => {
  const named = (name: string, date = 'Mon, 2 Mar 2026 09:00:00 +0000'): string =>
    identityOf(letter('x', { From: from(name), Date: date }));
  expect(named('bob')).not.toBe(named('ada'));
  expect(named('ada', 'Tue, 3 Mar 2026 09:00:00 +0000')).not.toBe(named('ada'));
});

test('without a Message-ID it is known by its bytes', () => {
  const unnamed = (text: string): string => identityOf(letter(text, { 'Message-ID': null }));
  expect(unnamed('x')).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(unnamed('x')).toBe(unnamed('x'));
  expect(unnamed('x')).not.toBe(unnamed('y'));
});
