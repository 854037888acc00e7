/** What servers say when they refuse, in words that are in no set of labelled mails: written from what their manuals and habits are. */
import { expect, test } from 'vitest';
import { bounceKind } from '../../../src/inbound/bounces/bounce.ts';

test.each([
  'The domain kern.example could not be found.',
  '550 The recipient cannot be verified',
  '554 extended mail: no valid recipient',
  'an MX or SRV record indicated no SMTP service',
  '550 no longer valid address',
  '550 Mail delivery failed: NoSuchMailbox',
  '554 mail domain not hosted here',
  '550 not local domain',
  '550 we do not handle mail for that domain',
  '550 The domain kern.example has expired',
  '550 Recipient address is not in service',
  "554 RCPT (<ada@kern.example>) dosn't exist",
  '550 nobody here by that name',
  '550 No recipient with that name',
  '550 unresolvable address',
  '553 unable to resolve recipient domain',
  'A record lookup: domain has no valid mail exchangers',
  '550 kern.example has no mail exchanger',
  'getaddrinfo ENOTFOUND kern.example',
  '550 Not in the address book',
  '550 this account has been abandoned',
  '550 Diese E-Mail-Adresse ist nicht mehr gültig',
  '550 Compte fermé',
  '550 Buzón no encontrado',
  '550 Indirizzo non valido',
  '550 Endereço não encontrado',
  '550 Ящик отключен',
  'An error occurred while sending mail to ada@kern.example: 550 5.1.1 user unknown',
])('the address takes no mail: %s', (words) => expect(bounceKind(words, null).kind).toBe('hard'));

test.each([
  ['too many guesses of ours', '550 Too many invalid recipients'],
  ['too many guesses of ours, again', '421 Too many unknown users; closing connection'],
  ['a limit of guesses', '550 Policy: unknown recipients exceeded'],
  ['an unknown sender', "550 User unknown sender: you are not in the recipient's whitelist"],
  ['our login', '535 Authentication failed: user unknown'],
  ['our program', '554 5.7.1 Rejected, unknown user agent'],
  ['our domain in front', '550 Sender domain could not be resolved'],
  ['our domain behind', '550 Unable to resolve domain of sender'],
  ["our domain's MX", '554 no valid MX record for ours.example, your domain must have one'],
  ["our domain's null MX", "550 5.7.27 sender's domain has null MX"],
  ['our greeting', '550 invalid EHLO: no such domain'],
  ['our header', '550 The From: domain does not exist'],
  ['our address', '550 mail from your address is not accepted here'],
  ['our network', '550 mail not accepted from unknown hosts'],
  ['our command', '503 5.5.1 Bad sequence of commands: RCPT not accepted'],
  ['whom a group hears', '550 5.7.1 not found in allowed senders of this list'],
])('it speaks of us, whatever it calls unknown: %s', (_, words) =>
  expect(bounceKind(words, null).kind).toBe('blocked'),
);

test('a mailbox that is locked for maintenance lives', () =>
  expect(bounceKind('550 5.2.0 mailbox locked for maintenance', null).kind).toBe('soft'));
