/** What each gateway lists is heard once, and nothing is called heard that was not read to its end. */
import { describe, expect, onTestFinished, test } from 'vitest';

import { rawEventIn, type GatewayProvider } from '../../../src/core/gateway-event.ts';
import { readGatewayEvent } from '../../../src/inbound/gateways/read-gateway-event.ts';
import type { MessageSource } from '../../../src/ports/message-source.ts';
import { HttpGateway } from '../../../src/providers/http/http-gateway.ts';
import { TelnyxGateway } from '../../../src/providers/telnyx/telnyx-gateway.ts';
import { TwilioGateway } from '../../../src/providers/twilio/twilio-gateway.ts';
import { VonageGateway } from '../../../src/providers/vonage/vonage-gateway.ts';
import { FakeGateway, type FakeAnswer } from '../../support/gateways/fake-gateway.ts';
import { LINE_REPLIES, lineEvent } from '../../support/gateways/fake-line.ts';
import {
  startFakeTelnyx,
  TELNYX,
  TELNYX_PUBLIC_KEY,
  telnyxMessage,
} from '../../support/gateways/fake-telnyx.ts';
import { mailDate, startFakeTwilio, TWILIO } from '../../support/gateways/fake-twilio.ts';
import { startFakeVonage, VONAGE } from '../../support/gateways/fake-vonage.ts';
import { MemoryIntake } from '../../support/mail/memory-intake.ts';
import { countedWakes } from '../../support/mail/wakes.ts';

const NOW_MS = Date.parse('2026-03-10T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const never = new AbortController().signal;
const PATIENT = { timeoutMs: 5_000, statusUrl: null } as const;

interface ListWorld {
  readonly source: MessageSource;
  readonly server: FakeGateway;
  /** A text comes in at the gateway. */
  readonly text: (id: string, words: string, atMs: number) => void;
  /** A text of ours fails there. */
  readonly failure: (id: string, atMs: number) => void;
}

const iso = (ms: number): string => new Date(ms).toISOString();

const worlds: readonly (readonly [GatewayProvider, () => Promise<ListWorld>])[] = [
  ['twilio', openTwilio],
  ['telnyx', openTelnyx],
  ['vonage', openVonage],
];

describe.each(worlds)('the lists of %s', (provider, open) => {
  const opened = async (): Promise<ListWorld & { intake: MemoryIntake }> => {
    const world = await open();
    onTestFinished(() => world.server.close());
    return { ...world, intake: new MemoryIntake() };
  };
  const heard = (intake: MemoryIntake): string[] =>
    intake.messages
      .flatMap(({ bytes }) => readGatewayEvent(provider, null, rawEventIn(bytes)))
      .map((event) => (event.kind === 'text' ? event.text : `${event.kind} ${event.id}`));

  test('bring a new text once, and after a restart not again', async () => {
    const { source, intake, text } = await opened();
    await expect(source.poll(intake, NOW_MS, never)).resolves.toEqual({ heardAtMs: NOW_MS });
    text('A1', 'Oui', NOW_MS + MINUTE);
    await source.poll(intake, NOW_MS + 2 * MINUTE, never);
    await source.poll(intake, NOW_MS + 3 * MINUTE, never);
    expect(heard(intake)).toEqual(['Oui']);
    expect(intake.repeated).toEqual([]);
  });

  test('bring what is filed late: a day is asked for again', async () => {
    const { source, intake, text } = await opened();
    await source.poll(intake, NOW_MS, never);
    text('A1', 'late', NOW_MS - 20 * 60 * MINUTE);
    await source.poll(intake, NOW_MS + MINUTE, never);
    expect(heard(intake)).toEqual(['late']);
  });

  test('bring what came while nobody ran', async () => {
    const { source, intake, text } = await opened();
    await source.poll(intake, NOW_MS, never);
    text('A1', 'a week ago', NOW_MS + 3 * DAY);
    await source.poll(intake, NOW_MS + 10 * DAY, never);
    expect(heard(intake)).toEqual(['a week ago']);
  });

  test('bring every page', async () => {
    const { source, intake, text } = await opened();
    const words = Array.from({ length: 450 }, (_, index) => `text ${index}`);
    for (const [index, each] of words.entries()) text(`A${index}`, each, NOW_MS - index * 1_000);
    await source.poll(intake, NOW_MS, never);
    expect(heard(intake).toSorted()).toEqual(words.toSorted());
  });

  test('that were cut between two pages are read to their end, however late', async () => {
    const { source, intake, text } = await opened();
    for (let index = 0; index < 450; index += 1)
      text(`A${index}`, `text ${index}`, NOW_MS - index * 60 * MINUTE);
    let stores = 0;
    intake.beforeStore = () => {
      stores += 1;
      if (stores === 2) throw new Error('disk full');
    };
    await expect(source.poll(intake, NOW_MS, never)).rejects.toThrow('disk full');
    expect(intake.messages.length).toBeGreaterThan(0);
    await source.poll(intake, NOW_MS + 3 * DAY, never);
    expect(intake.messages).toHaveLength(450);
    expect(intake.repeated).toEqual([]);
  });

  test('bring the failures of our own texts, and nothing else of them', async () => {
    const { source, intake, failure } = await opened();
    failure('B1', NOW_MS - MINUTE);
    await source.poll(intake, NOW_MS, never);
    await source.poll(intake, NOW_MS, never);
    expect(intake.messages).toHaveLength(1);
    const [told] = intake.messages.flatMap(({ bytes }) =>
      readGatewayEvent(provider, null, rawEventIn(bytes)),
    );
    expect(told).toMatchObject({ kind: 'delivery', messageId: 'B1', state: 'failed' });
  });

  test('are read again when the store fails', async () => {
    const { source, intake, text } = await opened();
    text('A1', 'Oui', NOW_MS - MINUTE);
    intake.beforeStore = () => {
      throw new Error('disk full');
    };
    await expect(source.poll(intake, NOW_MS, never)).rejects.toThrow('disk full');
    intake.beforeStore = () => {};
    await source.poll(intake, NOW_MS, never);
    expect(heard(intake)).toEqual(['Oui']);
  });

  test('are not heard when the gateway is gone, and its address keeps our numbers to itself', async () => {
    const { source, intake, server } = await opened();
    await server.hangUp();
    const poll = source.poll(intake, NOW_MS, never);
    await expect(poll).rejects.toThrow(/^127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    await expect(poll).rejects.not.toThrow(/\+|%2B|Accounts/);
    expect(await intake.cursors()).toEqual([]);
  });

  test('are not heard when the poll is aborted', async () => {
    const { source, intake } = await opened();
    const reason = new Error('shutting down');
    await expect(source.poll(intake, NOW_MS, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

test('Twilio’s calls are heard when they have ended', async () => {
  const { server, listed } = await startFakeTwilio();
  onTestFinished(() => server.close());
  const source = new TwilioGateway({ ...PATIENT, ...TWILIO, apiUrl: server.url }).source;
  const call = (sid: string, status: string): Record<string, unknown> => ({
    sid,
    status,
    from: '+33698765432',
    to: TWILIO.from,
    direction: 'inbound',
    duration: '12',
    start_time: mailDate(iso(NOW_MS - MINUTE)),
    end_time: mailDate(iso(NOW_MS)),
  });
  listed.push(call('CA1', 'in-progress'), call('CA2', 'completed'));
  const intake = new MemoryIntake();
  await source.poll(intake, NOW_MS, never);
  listed[0]!['status'] = 'completed';
  await source.poll(intake, NOW_MS, never);
  expect(intake.messages.map(({ key }) => key)).toEqual(['CA2', 'CA1']);
});

test.each<[string, (apiUrl: string) => MessageSource]>([
  ['Twilio', (apiUrl) => new TwilioGateway({ ...PATIENT, ...TWILIO, apiUrl }).source],
  [
    'Telnyx',
    (apiUrl) => new TelnyxGateway({ ...PATIENT, ...TELNYX, apiUrl, publicKey: null }).source,
  ],
  ['Vonage', (apiUrl) => new VonageGateway({ ...PATIENT, ...VONAGE, apiUrl }).source],
])('an answer of %s without a list is no silence', async (_, sourceAt) => {
  for (const [status, json] of [
    [200, { status: 'maintenance' }],
    [200, 'nothing'],
    [500, {}],
    [302, {}],
  ] as const) {
    const server = await FakeGateway.start(saying(() => ({ status, json })));
    onTestFinished(() => server.close());
    const intake = new MemoryIntake();
    await expect(sourceAt(server.url).poll(intake, NOW_MS, never)).rejects.toThrow(/^127\.0\.0\.1/);
    expect(await intake.cursors()).toEqual([]);
  }
});

test('a list that goes on at another host is not followed there with our login', async () => {
  const elsewhere = await startFakeTwilio();
  onTestFinished(() => elsewhere.server.close());
  const answer = (): FakeAnswer => ({
    status: 200,
    json: { messages: [], next_page_uri: `${elsewhere.server.url}/2010-04-01/x` },
  });
  const server = await FakeGateway.start(saying(answer));
  onTestFinished(() => server.close());
  const { source } = new TwilioGateway({ ...PATIENT, ...TWILIO, apiUrl: server.url });
  await expect(source.poll(new MemoryIntake(), NOW_MS, never)).rejects.toThrow(/goes on at/);
  expect(elsewhere.server.requests).toEqual([]);
});

describe('a list of a gateway of one’s own', () => {
  const opened = async (
    answer: () => FakeAnswer,
  ): Promise<{ server: FakeGateway; source: MessageSource }> => {
    const server = await FakeGateway.start(saying(answer));
    onTestFinished(() => server.close());
    const { source } = new HttpGateway({
      ...PATIENT,
      url: `${server.url}/send`,
      headers: { authorization: 'Bearer x' },
      contentType: 'application/json',
      idempotencyHeader: null,
      acceptedId: null,
      replies: LINE_REPLIES,
      seal: null,
      poll: `${server.url}/events?since={since}`,
      lookUp: null,
    });
    return { server, source: source! };
  };

  test('is asked since when, and brings each event once', async () => {
    const events = [lineEvent('1', 'はい')];
    const { server, source } = await opened(() => ({ status: 200, json: { events } }));
    const intake = new MemoryIntake();
    await source.poll(intake, NOW_MS, never);
    events.unshift(lineEvent('2', 'いいえ'));
    await source.poll(intake, NOW_MS + MINUTE, never);
    expect(intake.messages.map(({ key }) => key)).toEqual(['1', '2']);
    expect(server.requests.map(({ url }) => url.searchParams.get('since'))).toEqual([
      iso(NOW_MS - 30 * DAY),
      iso(NOW_MS - DAY),
    ]);
  });

  test.each<[string, FakeAnswer]>([
    ['an error', { status: 503, json: {} }],
    ['an error in JSON with 200', { status: 200, json: { message: 'down' } }],
  ])('is not heard when it is %s', async (_, answer) => {
    const { source } = await opened(() => answer);
    const intake = new MemoryIntake();
    await expect(source.poll(intake, NOW_MS, never)).rejects.toThrow(/answered 503|no list/);
    expect(await intake.cursors()).toEqual([]);
  });

  test('wakes once, and watches until it is aborted', async () => {
    const { source } = await opened(() => ({ status: 200, json: { events: [] } }));
    const stop = new AbortController();
    const wakes = countedWakes();
    const watching = source.watch(wakes.wake, stop.signal);
    await wakes.next();
    stop.abort();
    await expect(watching).resolves.toBeUndefined();
  });
});

function saying(answer: () => FakeAnswer): Parameters<typeof FakeGateway.start>[0] {
  return {
    id: String,
    isAllowed: () => true,
    asked: () => null,
    accepted: answer,
    refused: answer,
    answer,
  };
}

async function openTwilio(): Promise<ListWorld> {
  const { server, listed } = await startFakeTwilio();
  const message = (id: string, atMs: number, fields: Record<string, unknown>): void => {
    const at = mailDate(iso(atMs));
    listed.push({ sid: id, error_code: null, date_created: at, date_sent: at, ...fields });
  };
  return {
    server,
    source: new TwilioGateway({ ...PATIENT, ...TWILIO, apiUrl: server.url }).source,
    text: (id, body, atMs) =>
      message(id, atMs, {
        from: '+33698765432',
        to: TWILIO.from,
        body,
        direction: 'inbound',
        status: 'received',
      }),
    failure: (id, atMs) => {
      const ours = { from: TWILIO.from, to: '+33698765432', body: 'Hi', direction: 'outbound-api' };
      message(id, atMs, { ...ours, status: 'undelivered', error_code: 30005 });
      message(`${id}d`, atMs, { ...ours, status: 'delivered' });
    },
  };
}

async function openTelnyx(): Promise<ListWorld> {
  const { server, listed } = await startFakeTelnyx();
  const publicKey = TELNYX_PUBLIC_KEY;
  const ours = [{ phone_number: TELNYX.from, status: 'webhook_delivered' }];
  return {
    server,
    source: new TelnyxGateway({ ...PATIENT, ...TELNYX, apiUrl: server.url, publicKey }).source,
    text: (id, text, atMs) =>
      listed.push(
        telnyxMessage({
          id,
          direction: 'inbound',
          from: { phone_number: '+18665550001' },
          to: ours,
          text,
          received_at: iso(atMs),
        }),
      ),
    failure: (id, atMs) => {
      const sent = (name: string, status: string): number =>
        listed.push(
          telnyxMessage({
            id: name,
            direction: 'outbound',
            from: { phone_number: TELNYX.from },
            to: [{ phone_number: '+18665550001', status }],
            sent_at: iso(atMs),
          }),
        );
      sent(id, 'delivery_failed');
      sent(`${id}d`, 'delivered');
    },
  };
}

async function openVonage(): Promise<ListWorld> {
  const { server, listed } = await startFakeVonage();
  const record = (id: string, atMs: number, fields: Record<string, unknown>): number =>
    listed.push({ message_id: id, client_ref: null, date_received: iso(atMs), ...fields });
  const number = VONAGE.from.slice(1);
  return {
    server,
    source: new VonageGateway({ ...PATIENT, ...VONAGE, apiUrl: server.url }).source,
    text: (id, message_body, atMs) =>
      record(id, atMs, { direction: 'inbound', from: '447700900001', to: number, message_body }),
    failure: (id, atMs) => {
      const ours = { direction: 'outbound', from: number, to: '447700900001', message_body: 'Hi' };
      record(id, atMs, { ...ours, status: 'rejected', error_code: '1240' });
      record(`${id}d`, atMs, { ...ours, status: 'delivered' });
    },
  };
}
