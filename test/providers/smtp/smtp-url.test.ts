import { expect, test } from 'vitest';

import { isLoopback, parseSmtpUrl } from '../../../src/providers/smtp/smtp-url.ts';

test.each([
  ['smtp://mail.acme.test', { host: 'mail.acme.test', port: 587, security: 'starttls' }],
  ['smtp://mail.acme.test:25', { host: 'mail.acme.test', port: 25, security: 'starttls' }],
  ['smtps://mail.acme.test', { host: 'mail.acme.test', port: 465, security: 'tls' }],
  ['smtps://Mail.Acme.test:2465/', { host: 'mail.acme.test', port: 2465, security: 'tls' }],
  ['smtp://localhost:2525', { host: 'localhost', port: 2525, security: 'none' }],
  ['smtp://127.0.0.1', { host: '127.0.0.1', port: 587, security: 'none' }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, security: 'none' }],
  ['smtps://localhost', { host: 'localhost', port: 465, security: 'tls' }],
] as const)('%s', (text, expected) => expect(parseSmtpUrl(text)).toEqual(expected));

test.each([
  '',
  'mail.acme.test',
  'http://mail.acme.test',
  'smtp://',
  'smtp://mail.acme.test:0',
  'smtp://mail.acme.test:70000',
  'smtp://max:secret@mail.acme.test',
  'smtp://mail.acme.test/inbox',
  'smtp://mail.acme.test?tls=no',
  'smtp://mail.acme.test#x',
])('%j is no SMTP URL', (text) => expect(parseSmtpUrl(text)).toBeNull());

test.each(['127.evil.test', '127.0.0.1.evil.test', 'localhost.evil.test', '10.0.0.1', '::2', ''])(
  '%j is not this machine',
  (host) => expect(isLoopback(host)).toBe(false),
);
