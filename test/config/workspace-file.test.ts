import { describe, expect, test } from 'vitest';
import { resolvePath } from '../../src/config/config.ts';
import { readWorkspace } from '../../src/config/workspace-file.ts';
import { FULL_WORKSPACE } from './samples.ts';

const MINIMAL = `workspace: acme
zone: UTC
mailboxes:
  anna:
    from: anna@acme.example
    smtp: { url: smtp://mail.acme.example }
    replies: none
`;

function read(text: string) {
  return readWorkspace(text, 'touchline.yaml', '/srv/acme');
}

function codes(text: string): readonly string[] {
  return read(text).diagnostics.map((diagnostic) => diagnostic.code);
}

test('the whole file becomes a config', () => {
  const result = read(FULL_WORKSPACE);
  expect(result.diagnostics).toEqual([]);
  expect(result).toMatchObject({
    value: {
      folder: '/srv/acme',
      workspace: 'acme-outbound',
      zone: 'Europe/Paris',
      sender: { company: 'Acme SAS', unsubscribeUrl: 'https://go.acme.example/u' },
      reps: {
        anna: { name: 'Anna Martin', emailAddress: 'anna@acme.example', away: [[20_666, 20_680]] },
      },
      dispositions: { left_message: 'voicemail' },
      segments: { ctos: "prospect.title contains 'CTO' and lists contains 'spring'" },
      mailboxes: {
        anna: {
          rep: 'anna',
          from: { name: 'Anna Martin', address: 'anna@acme.example' },
          smtp: {
            host: 'mail.acme.example',
            port: 2525,
            hasImplicitTls: false,
            user: 'anna',
            password: { kind: 'env', name: 'ANNA_PASSWORD' },
            tls: 'verified',
          },
          replies: {
            kind: 'imap',
            server: {
              port: 993,
              hasImplicitTls: true,
              password: { kind: 'file', path: './anna.secret' },
              tls: 'insecure',
            },
            folders: ['INBOX', 'Junk'],
          },
          capPerDay: 30,
          gap: { minMs: 120_000, maxMs: 120_000 },
          ramp: { from: 10, add: 5 },
          connections: 1,
          zone: 'Asia/Tokyo',
        },
        ben: {
          smtp: { port: 465, user: null, password: null },
          replies: { kind: 'maildir', path: './mail/ben', syncedBy: './mail/.stamp' },
        },
        carla: { replies: { kind: 'mailbox', mailbox: 'ben' } },
        dora: { replies: { kind: 'none' } },
      },
      numbers: {
        paris: {
          from: '+33612345678',
          capPerDay: 200,
          gateway: {
            provider: 'twilio',
            apiUrl: 'https://api.twilio.com',
            accountSid: '${env:SID}',
            authToken: '${env:TOKEN}',
          },
        },
      },
      channels: {
        line: {
          gateway: {
            provider: 'http',
            url: 'https://line.example',
            headers: { Authorization: 'Bearer ${env:LINE}' },
            body: '{{ text }}',
            contentType: 'application/json',
            replies: null,
          },
        },
      },
      limits: {
        maxTouches: {
          person: [{ max: 1, per: { amount: 1, unit: 'day' } }],
          account: [{ max: 6, per: { amount: 7, unit: 'day' } }],
        },
        maxInboxAge: { amount: 5, unit: 'minute' },
        maxLateness: { amount: 2, unit: 'hour' },
      },
      compliance: 'auto',
      window: { days: [1], hours: [[540, 1020]], zone: 'mailbox' },
      assumeSentAfter: { amount: 24, unit: 'hour' },
    },
  });
});

test('what is not written has the defaults of the design', () => {
  expect(read(MINIMAL)).toMatchObject({
    ok: true,
    value: {
      store: 'touchline.db',
      sender: { company: null, postalAddress: null, unsubscribeUrl: null },
      mailboxes: {
        anna: {
          rep: null,
          capPerDay: 50,
          gap: { minMs: 90_000, maxMs: 180_000 },
          ramp: null,
          connections: 2,
          zone: null,
          smtp: { port: 587 },
        },
      },
      limits: {
        maxTouches: {
          person: [
            { max: 2, per: { amount: 1, unit: 'day' } },
            { max: 6, per: { amount: 7, unit: 'day' } },
          ],
          account: [],
        },
        maxInboxAge: { amount: 10, unit: 'minute' },
        maxLateness: { amount: 24, unit: 'hour' },
      },
      compliance: 'off',
      window: null,
      assumeSentAfter: null,
      serve: { url: null, host: '127.0.0.1', port: 8025 },
    },
  });
});

const TWILIO = 'provider: twilio, from: "+33612345678", account_sid: AC1';

describe('the public listener', () => {
  test('is where people unsubscribe, unless the workspace names another place', () => {
    const served = `${MINIMAL}serve: { url: "https://go.acme.example/", listen: "[::1]:80" }\n`;
    expect(read(served)).toMatchObject({
      value: {
        serve: { url: 'https://go.acme.example', host: '::1', port: 80 },
        sender: { unsubscribeUrl: 'https://go.acme.example/u' },
      },
    });
    expect(read(`${served}sender: { unsubscribe_url: https://acme.example/bye }\n`)).toMatchObject({
      value: { sender: { unsubscribeUrl: 'https://acme.example/bye' } },
    });
  });

  test.each([
    ['a URL that the world cannot reach', 'url: "http://go.acme.example"', 'bad_url'],
    ['a URL with a query', 'url: "https://go.acme.example?x=1"', 'bad_url'],
    ['an address without a port', 'listen: "127.0.0.1"', 'unknown_value'],
    ['a port that does not exist', 'listen: "127.0.0.1:65536"', 'unknown_value'],
  ])('refuses %s', (_, written, code) => {
    expect(codes(`${MINIMAL}serve: { ${written} }\n`)).toEqual([code]);
  });
});

describe('one slip, one error', () => {
  const smtp = 'smtp: { url: smtp://mail.acme.example }';
  test.each([
    ['no zone', MINIMAL.replace('zone: UTC\n', ''), 'missing_key'],
    ['an unknown zone', MINIMAL.replace('UTC', 'Mars/Base'), 'unknown_zone'],
    ['no way out', MINIMAL.replace(`    ${smtp}\n`, ''), 'missing_key'],
    [
      'no place where answers are heard',
      MINIMAL.replace('    replies: none\n', ''),
      'no_reply_source',
    ],
    [
      'two places where answers are heard',
      `${MINIMAL}    maildir: ./mail\n`,
      'several_reply_sources',
    ],
    [
      'answers in a mailbox that is not there',
      MINIMAL.replace('replies: none', 'replies_to: ben'),
      'unknown_mailbox',
    ],
    ['answers in itself', MINIMAL.replace('replies: none', 'replies_to: anna'), 'unknown_mailbox'],
    ['a stamp without a Maildir', `${MINIMAL}    synced_by: ./stamp\n`, 'missing_key'],
    ['a rep nobody knows', `${MINIMAL}    rep: anna\n`, 'unknown_rep'],
    [
      'a literal password',
      MINIMAL.replace(smtp, 'smtp: { url: smtp://mail.acme.example, user: a, password: hunter2 }'),
      'literal_secret',
    ],
    [
      'a literal password of digits',
      MINIMAL.replace(smtp, 'smtp: { url: smtp://mail.acme.example, user: a, password: 12345 }'),
      'literal_secret',
    ],
    [
      'a reference of no kind',
      MINIMAL.replace(
        smtp,
        'smtp: { url: smtp://mail.acme.example, user: a, password: "${vault:x}" }',
      ),
      'bad_secret',
    ],
    [
      'a password inside the URL',
      MINIMAL.replace('smtp://mail', 'smtp://anna:hunter2@mail'),
      'literal_secret',
    ],
    [
      'a password without a user',
      MINIMAL.replace(smtp, 'smtp: { url: smtp://mail.acme.example, password: "${env:A}" }'),
      'missing_key',
    ],
    [
      'a user without a password',
      MINIMAL.replace(smtp, 'smtp: { url: smtp://mail.acme.example, user: a }'),
      'missing_key',
    ],
    ['another scheme', MINIMAL.replace('smtp://', 'https://'), 'bad_url'],
    ['no host', MINIMAL.replace('smtp://mail.acme.example', 'smtp://'), 'bad_url'],
    ['a path behind the host', MINIMAL.replace('acme.example }', 'acme.example/x }'), 'bad_url'],
    [
      'a URL with blanks',
      MINIMAL.replace('smtp://mail.acme.example', '" smtp://mail.acme.example"'),
      'bad_url',
    ],
    ['no URL', MINIMAL.replace('smtp://mail.acme.example', 'mail'), 'bad_url'],
    [
      'two addresses',
      MINIMAL.replace('from: anna@acme.example', 'from: "a@acme.example, b@acme.example"'),
      'bad_address',
    ],
    ['a cap without a unit', `${MINIMAL}    cap: 50\n`, 'wrong_type'],
    ['a cap of nothing', `${MINIMAL}    cap: 0 per day\n`, 'unknown_value'],
    ['a gap in the wrong order', `${MINIMAL}    gap: 180-90 seconds\n`, 'unknown_value'],
    [
      'plain http off loopback',
      `${MINIMAL}sender: { unsubscribe_url: "http://go.acme.example" }\n`,
      'bad_url',
    ],
    [
      'a literal token of a number',
      `${MINIMAL}numbers: { paris: { ${TWILIO}, auth_token: abc } }\n`,
      'literal_secret',
    ],
    ['a number without its login', `${MINIMAL}numbers: { paris: { ${TWILIO} } }\n`, 'missing_key'],
    [
      "another provider's key",
      `${MINIMAL}numbers: { paris: { ${TWILIO}, auth_token: "\${env:T}", public_key: abc } }\n`,
      'unknown_key',
    ],
    [
      'a number without a country',
      `${MINIMAL}numbers: { paris: { ${TWILIO.replace('+33', '0')}, auth_token: "\${env:T}" } }\n`,
      'unknown_value',
    ],
    [
      'a number with the name of a mailbox',
      `${MINIMAL}numbers: { anna: { ${TWILIO}, auth_token: "\${env:T}" } }\n`,
      'duplicate_id',
    ],
    [
      'a number of a rep who is not there',
      `${MINIMAL}numbers: { paris: { ${TWILIO}, auth_token: "\${env:T}", rep: ben } }\n`,
      'unknown_rep',
    ],
    [
      'a list of a channel that is asked for nothing new',
      `${MINIMAL}channels: { line: { http: { url: "https://line.example", body: "{{ text }}", poll: "https://line.example/all" } } }\n`,
      'unknown_value',
    ],
    [
      'a look-up off loopback without TLS',
      `${MINIMAL}channels: { line: { http: { url: "https://line.example", body: "{{ text }}", look_up: "http://line.example/{id}" } } }\n`,
      'bad_url',
    ],
    [
      'a literal header of a channel',
      `${MINIMAL}channels: { line: { http: { url: "https://line.example", body: "{{ text }}", headers: { Authorization: Bearer abc } } } }\n`,
      'literal_secret',
    ],
    ['a name in capitals', MINIMAL.replace('  anna:', '  Anna:'), 'bad_name'],
    [
      'a limit of no time',
      `${MINIMAL}limits: { max_touches: { person: [2 per 0 days] } }\n`,
      'unknown_value',
    ],
    ['an unknown key', `${MINIMAL}complience: auto\n`, 'unknown_key'],
  ])('%s', (_, text, code) => {
    expect(text).not.toBe(MINIMAL);
    expect(codes(text)).toEqual([code]);
  });
});

test('messages never repeat a secret', () => {
  const text = MINIMAL.replace(
    '{ url: smtp://mail.acme.example }',
    '{ url: "smtp://a:hunter2@x", user: a, password: hunter2 }',
  );
  const said = read(text)
    .diagnostics.map(({ message, hint }) => `${message} ${hint}`)
    .join();
  expect(said).toContain('literal secret');
  expect(said).not.toContain('hunter2');
});

test('a chain of replies_to is refused', () => {
  const text = `${MINIMAL}  ben: { from: b@acme.example, smtp: { url: smtp://x }, replies_to: anna }\n`;
  expect(codes(text)).toEqual(['no_reply_source']);
});

test('loopback takes plain http', () => {
  expect(read(`${MINIMAL}sender: { unsubscribe_url: "http://127.0.0.1:8080/u" }\n`).ok).toBe(true);
});

test('paths start from the workspace file', () => {
  expect(resolvePath({ folder: '/srv/acme' }, './mail/anna')).toBe('/srv/acme/mail/anna');
  expect(resolvePath({ folder: '/srv/acme' }, '/var/mail')).toBe('/var/mail');
});

test('a segment that asks for what a step alone knows is told at its place', () => {
  const { diagnostics } = read(`${MINIMAL}segments: { warm: "enrollment.stage == 'warm'" }\n`);
  expect(diagnostics).toMatchObject([
    { code: 'unknown_name', severity: 'error', column: 20, length: 'enrollment'.length },
  ]);
});

test('one number at two gateways is told, and stops nothing; a name may be shown by both', () => {
  const numbers = (from: string) => {
    const each = `{ ${TWILIO.replace('+33612345678', from)}, auth_token: "\${env:T}" }`;
    return read(`${MINIMAL}numbers: { paris: ${each}, lyon: ${each} }\n`);
  };
  const { ok, diagnostics } = numbers('+33612345678');
  expect(ok).toBe(true);
  expect(diagnostics).toMatchObject([{ code: 'number_twice', severity: 'warning' }]);
  expect(diagnostics[0]!.message).toContain('"paris"');
  expect(numbers('ACME').diagnostics).toEqual([]);
});
