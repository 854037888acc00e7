/** The format of `touchline.yaml`, without what depends on other keys of it. */
import {
  choice,
  listOf,
  mapOf,
  mapping,
  mappingOr,
  optional,
  type Parsed,
  parsed,
  required,
  type Shape,
  text,
  wholeNumber,
} from '../definition/reading/shape.ts';
import { name } from '../definition/reading/name-shapes.ts';
import {
  dateRange,
  duration,
  DURATION_PATTERN,
  readDuration,
  zone,
} from '../definition/reading/time-shapes.ts';
import { windowShape } from '../definition/sequence/window-format.ts';
import type { Duration } from '../core/time/duration.ts';
import { DISPOSITIONS } from '../core/task.ts';
import { channelShape, numberShape } from './line-format.ts';
import { SCORE_EXAMPLE, scoreShape } from './score-format.ts';
import { secretRef } from './secret-ref.ts';
import {
  accountName,
  address,
  capPerDay,
  fromAddress,
  gap,
  listenAddress,
  publicUrl,
  serverUrl,
  age,
  touchLimit,
  webUrl,
} from './workspace-shapes.ts';

const path = text('a path', { max: 4096 });

const SERVER_EXAMPLE = {
  smtp: { url: 'smtp://mail.acme.example:587', user: 'anna', password: '${env:ANNA_PASSWORD}' },
  imap: { url: 'imaps://mail.acme.example', user: 'anna', password: '${env:ANNA_PASSWORD}' },
};

function serverKeys(protocol: 'smtp' | 'imap') {
  return {
    url: required(
      serverUrl(protocol),
      `${protocol}:// asks for STARTTLS off loopback, ${protocol}s:// is TLS from the start`,
    ),
    user: optional(text('a login', { max: 320 }), 'The login; none without it', ['anna']),
    password: optional(secretRef, 'A reference such as "${env:ANNA_PASSWORD}"'),
    tls: optional(choice(['insecure']), 'insecure: take any certificate, or none'),
  };
}

const smtp = mapping('{ url: smtp://mail.acme.example, user, password }', serverKeys('smtp'));
const imap = mapping('{ url: imap://mail.acme.example, user, password }', {
  ...serverKeys('imap'),
  folders: optional(
    listOf(text('a folder', { max: 1000 }), 1),
    'Only these are read, and an answer that lies elsewhere stops nothing; all of them by default',
    [['INBOX', 'Junk', 'Sales/Partners']],
  ),
});

const mailbox = mapping('a mailbox: { rep, from, smtp, imap }', {
  rep: optional(text('a rep'), 'Whose mailbox it is', ['anna']),
  from: required(fromAddress, 'The sender people see'),
  smtp: required(smtp, 'The way out', [SERVER_EXAMPLE.smtp]),
  imap: optional(imap, 'Where answers are heard', [SERVER_EXAMPLE.imap]),
  maildir: optional(path, 'Where answers are heard: a Maildir folder', ['./mail/anna']),
  synced_by: optional(path, 'A file that a sync tool touches after it filled the Maildir', [
    './mail/anna/.synced',
  ]),
  replies_to: optional(text('a mailbox'), 'Answers arrive in that mailbox', ['anna']),
  replies: optional(choice(['none']), 'none: answers are heard nowhere'),
  cap: optional(capPerDay, 'Most messages on a local day'),
  gap: optional(gap, 'The least time between two messages, drawn anew each time'),
  ramp: optional(
    mapping('{ from: 10, add: 5 }', {
      from: required(wholeNumber(1, 100_000), 'The cap on the first day', [10]),
      add: required(wholeNumber(1, 100_000), 'What each day of sending adds', [5]),
    }),
    'How the cap grows in a new mailbox',
    [{ from: 10, add: 5 }],
  ),
  connections: optional(wholeNumber(1, 20), 'SMTP connections at the same time', [2]),
  zone: optional(zone, 'Where its day begins; the zone of the workspace by default'),
});

const uncertain: Shape<Duration> = parsed(
  '"assume_sent after 24 hours"',
  {
    pattern: `^\\s*assume_sent +after +${DURATION_PATTERN}\\s*$`,
    examples: ['assume_sent after 24 hours'],
  },
  (written): Parsed<Duration> => {
    const match = /^assume_sent +after +(.+)$/.exec(written.trim());
    return match === null ? {} : readDuration(match[1]!);
  },
);

export const workspaceShape = mapping(
  'a workspace: { workspace, zone, sender, reps, mailboxes, ... }',
  {
    workspace: required(name('the name of the workspace'), 'Names the workspace', [
      'acme-outbound',
    ]),
    store: optional(
      text('a path, or postgres://...', { max: 4096 }),
      'The store; relative to this file',
      ['touchline.db'],
    ),
    zone: required(zone, 'For people of whom no zone is known'),
    sender: optional(
      mapping('{ company, postal_address, unsubscribe_url }', {
        company: optional(text('a company'), 'Who writes', ['Acme SAS']),
        postal_address: optional(
          text('a postal address', { max: 500, lines: true }),
          'For the footer',
          ['1 rue de la Paix, 75002 Paris'],
        ),
        unsubscribe_url: optional(webUrl, 'Where opt-outs are taken'),
      }),
      'Who writes: for footers and headers',
      [{ company: 'Acme SAS', postal_address: '1 rue de la Paix, 75002 Paris' }],
    ),
    reps: optional(
      mapOf(
        name('a name'),
        mapping('a rep: { name, email, away, cover }', {
          name: required(text('a name'), 'As people know them', ['Anna Martin']),
          email: optional(address, 'Their own address'),
          away: optional(listOf(dateRange), 'Dates without them, both ends included', [
            ['2026-08-01/2026-08-15'],
          ]),
          cover: optional(name('a rep'), 'Who gets their tasks on those dates', ['ben']),
        }),
      ),
      'The people who do tasks',
      [{ anna: { name: 'Anna Martin', email: 'anna@acme.example' } }],
    ),
    mailboxes: optional(mapOf(name('a name'), mailbox), 'The mailboxes that email leaves from', [
      {
        anna: {
          rep: 'anna',
          from: 'Anna Martin <anna@acme.example>',
          smtp: SERVER_EXAMPLE.smtp,
          imap: SERVER_EXAMPLE.imap,
        },
      },
    ]),
    numbers: optional(mapOf(name('a name'), numberShape), 'What texts leave from', [
      {
        paris: {
          provider: 'twilio',
          from: '+33612345678',
          account_sid: '${env:TWILIO_SID}',
          auth_token: '${env:TWILIO_TOKEN}',
        },
      },
    ]),
    channels: optional(
      mapOf(name('a name'), channelShape),
      'Channels of your own, for message steps',
      [
        {
          line: {
            http: {
              url: 'https://api.line.me/v2/bot/message/push',
              headers: { Authorization: 'Bearer ${env:LINE_TOKEN}' },
              body: '{"to": "{{ to }}", "messages": [{"type": "text", "text": "{{ text }}"}]}',
            },
          },
        },
      ],
    ),
    dispositions: optional(
      mapOf(name('a word'), choice(DISPOSITIONS)),
      'How calls end in words of your own: which outcome each stands for',
      [{ left_message: 'voicemail', wants_demo: 'meeting_booked' }],
    ),
    segments: optional(
      mapOf(name('a name'), text('a condition', { max: 1000 })),
      'Conditions about people, by name: --segment NAME asks for those for whom it is true',
      [
        {
          ctos: "prospect.title contains 'CTO'",
          quiet: "signals.reply == nil and last_touch.at < '2026-01'",
        },
      ],
    ),
    limits: optional(
      mapping('{ max_touches, max_inbox_age, max_lateness }', {
        max_touches: optional(
          mapping('{ person: [2 per day], account: [6 per 7 days] }', {
            person: optional(listOf(touchLimit), 'Over all sequences and by hand', [
              ['2 per day', '6 per 7 days'],
            ]),
            account: optional(listOf(touchLimit), 'For all people of one company together', [
              ['6 per 7 days'],
            ]),
            channel: optional(
              mapping('{ sms: [1 per 7 days] }', {
                email: optional(listOf(touchLimit), 'By email, written by hand as well', [
                  ['3 per 7 days'],
                ]),
                sms: optional(listOf(touchLimit), 'By text, written by hand as well', [
                  ['1 per 7 days'],
                ]),
                message: optional(listOf(touchLimit), 'On channels of your own', [
                  ['2 per 7 days'],
                ]),
              }),
              'For one person on one channel, beside the limits above',
              [{ sms: ['1 per 7 days'] }],
            ),
          }),
          'Most touches in a time',
          [{ person: ['2 per day', '6 per 7 days'] }],
        ),
        max_inbox_age: optional(
          duration,
          'Nothing leaves when answers were last heard longer ago',
          ['10 minutes'],
        ),
        max_lateness: optional(duration, 'What is later is spread over the open windows', [
          '24 hours',
        ]),
      }),
      'Limits over all sequences',
      [{ max_inbox_age: '10 minutes', max_lateness: '24 hours' }],
    ),
    retention: optional(
      mappingOr(
        mapping('{ bodies, people }', {
          bodies: optional(age, 'How long the words of messages are kept', ['6 months']),
          people: optional(age, 'How long people are kept', ['18 months after last touch']),
        }),
        age,
      ),
      'What is let go when nothing went or came for so long; left out: nothing',
      ['18 months after last touch'],
    ),
    accounts: optional(
      mapOf(
        accountName,
        mapping('{ aliases: [acme.de] }', {
          aliases: optional(listOf(accountName), 'Other domains of the same company', [
            ['acme.de', 'acme.fr'],
          ]),
        }),
      ),
      'Companies that go by several domains, by the one that stands for all',
      [{ 'acme.com': { aliases: ['acme.de', 'acme.fr'] } }],
    ),
    score: optional(scoreShape, 'What engagement is worth: touchline score', [SCORE_EXAMPLE]),
    compliance: optional(choice(['off', 'auto', 'strict']), 'Which rules of law hold a step'),
    window: optional(windowShape, 'When automatic touches may leave, unless the sequence says so', [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] },
    ]),
    uncertain: optional(uncertain, 'When a touch of unknown outcome counts as sent'),
    serve: optional(
      mapping('{ url, listen }', {
        url: optional(
          publicUrl,
          'Where the world reaches it: opt-outs go to its /u, gateways call its /hooks',
        ),
        listen: optional(listenAddress, 'Where it takes connections: 127.0.0.1:8025 by default'),
      }),
      'The public listener: touchline serve',
      [{ url: 'https://go.acme.example', listen: '127.0.0.1:8025' }],
    ),
  },
);

/** Only for the type of what `mailboxes` holds. */
export type MailboxShape = typeof mailbox;
export type ServerShape = typeof smtp;
