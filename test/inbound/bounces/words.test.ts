import { describe, expect, test } from 'vitest';
import { bounceKind } from '../../../src/inbound/bounces/bounce.ts';

/** Lines of a text, without the empty ones. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const kindOf = (words: string): string => bounceKind(words, null).kind;

describe('nobody of the name is there', () => {
  test.each(
    lines(`
      550 that user does not live here
      550 no matching recipient
      550 Recipient verification failed
      550 Address verification failed for recipient
      550 Unable to find ada@kern.example
      550 Mailbox name not allowed
      553 This recipient mailbox is not allowed
      550 the address is not registered with us
      550 unregistered user
      550 We have no record of that
      550 The name ada is not defined
      550 there is no local mailbox
      550 <ada@kern.example>...User unknown
      550 ada@kern.example...User unknown
      550-User unknown 550 see the postmaster
      550 recipient address is incorrect
      550 obsolete address
      550 this e-mail address is not in use any more
      550 The recipient is not a user of this organization
      550 Local mailbox "ada" is not on this system
      Remote server has rejected address
      450 4.1.1 that user doesn't exist
    `),
  )('%s', (words) => expect(kindOf(words)).toBe('hard'));
});

describe('somebody was there once', () => {
  test.each(
    lines(`
      550 the mailbox for ada@kern.example has been deleted
      550 mailbox purged
      550 This account is not accepting mail
      550 the mailbox was not used for half a year
      550 The account was closed for a breach of our policy
      550 User account has been blocked, the bill is open
      550 this user has a new address
      550 ada@kern.example has retired
      550 no longer enrolled at this school
    `),
  )('%s', (words) => expect(kindOf(words)).toBe('hard'));
});

describe('the domain is not served there', () => {
  test.each(
    lines(`
      all host address lookups failed permanently
      550 no matches to nameserver query
      550 domain is not local
      550 domain not configured here
      550 domain suspended
      550 We do not accept mail for this domain
      550 Mail for kern.example not accepted here
      550 our server does not host kern.example
      550 not responsible for this domain
      550 we are not an MX for kern.example
      the domain has no mail server
      550 cannot relay to kern.example
      550 not local host kern.example, not a gateway
      You try to use me [mx-1] as a relay, which I was not told to allow
    `),
  )('%s', (words) => expect(kindOf(words)).toBe('hard'));
});

describe('in other languages, with their accents or without', () => {
  test.each(
    lines(`
      550 Die Adresse ist ungültig
      550 Ungültiger Empfänger
      550 Empfänger hat das Unternehmen verlassen
      550 Cette adresse n'existe plus
      550 Ce compte n'est plus actif
      550 boîte aux lettres fermée
      550 compte desactive
      550 El usuario no está registrado
      550 la cuenta ha sido eliminada
      550 direccion no valida
      550 casella di posta chiusa
      550 casella non attiva
      550 endereço inválido
      550 usuario nao encontrado
      550 e-mailadres ongeldig
      550 brak takiego użytkownika
      550 konto nieaktywne
      550 такого пользователя нет
      550 utilizator necunoscut
      550 άγνωστος παραλήπτης
      550 사용자를 찾을 수 없습니다
      550 존재하지 않는 사용자
    `),
  )('%s', (words) => expect(kindOf(words)).toBe('hard'));

  test.each(
    lines(`
      550 Absender ungültig
      550 Ihre IP-Adresse wurde gesperrt
      550 Expéditeur inconnu
      550 mittente non valido
    `),
  )('%s: that is us', (words) => expect(kindOf(words)).toBe('blocked'));
});

describe('words that look like it and speak of us, or of what we wrote', () => {
  test.each(
    lines(`
      550 No such domain in MAIL FROM
      550 your domain has no valid MX record
      550 your account is disabled, you cannot send
      550 could not verify the sender
      550 ada@kern.example does not accept mail from your address
      550 the recipient no longer accepts mail from your server
      550 invalid message-id header
      554 Recipient address rejected: You are not allowed to write to this address
      550 not a member of this list
      550 user reject
      550 code d'authentification invalide
      destination domain returned invalid DNSSEC records
    `),
  )('%s', (words) => expect(kindOf(words)).toBe('blocked'));

  test.each(
    lines(`
      host lookup failed temporarily
      DNS Error: Could not contact DNS servers
      550 mailbox temporarily disabled
      550 mailbox is locked, try again later
      550 The command failed with status 127: sh: /home/user/bin/notify: not found
    `),
  )('%s: for now', (words) => expect(kindOf(words)).toBe('soft'));

  test.each([
    ['550 5.1.1 inbox full', 'soft'],
    ['550 5.1.1 line limit exceeded', 'soft'],
    ['550 5.1.1 not accepting connections from open proxy', 'blocked'],
    ['550 5.1.1 mail from a non-member, for members only', 'blocked'],
  ])('a code does not outweigh plain words: %s', (words, kind) => expect(kindOf(words)).toBe(kind));
});

test('but it outweighs vague ones', () =>
  expect(kindOf('550 5.1.1 temporary local problem')).toBe('hard'));

test('what an address is called says nothing', () => {
  expect(kindOf('550 5.1.1 <spam-policy@quota.example>')).toBe('hard');
  expect(kindOf('550 <user-unknown@kern.example> refused')).toBe('soft');
});
