import { expect, test } from 'vitest';

import { parseImapUrl } from '../../../src/providers/imap/imap-url.ts';

test.each([
  ['imaps://mail.acme.example', { host: 'mail.acme.example', port: 993, security: 'tls' }],
  ['imaps://mail.acme.example:1993/', { host: 'mail.acme.example', port: 1993, security: 'tls' }],
  ['imaps://127.0.0.1', { host: '127.0.0.1', port: 993, security: 'tls' }],
  ['imap://mail.acme.example', { host: 'mail.acme.example', port: 143, security: 'starttls' }],
  ['imap://10.0.0.7:143', { host: '10.0.0.7', port: 143, security: 'starttls' }],
  ['imap://127.evil.example', { host: '127.evil.example', port: 143, security: 'starttls' }],
  ['imap://localhost:1143', { host: 'localhost', port: 1143, security: 'none' }],
  ['imap://127.0.0.2', { host: '127.0.0.2', port: 143, security: 'none' }],
  ['imap://[::1]:1143', { host: '::1', port: 1143, security: 'none' }],
])('%s', (text, endpoint) => expect(parseImapUrl(text)).toEqual({ ok: true, endpoint }));

test.each([
  ['mail.acme.example', /like imaps:\/\/mail\.example\.org/],
  ['https://mail.acme.example', /like imaps:\/\/mail\.example\.org/],
  ['imaps://', /like imaps:\/\/mail\.example\.org/],
  ['imaps://anna@mail.acme.example', /user and password do not belong/],
  ['imaps://anna:secret@mail.acme.example', /user and password do not belong/],
  ['imaps://mail.acme.example/INBOX', /nothing after the port/],
  ['imaps://mail.acme.example?tls=no', /nothing after the port/],
])('refuses %s', (text, words) =>
  expect(parseImapUrl(text)).toEqual({ ok: false, message: expect.stringMatching(words) }),
);
