import { describe, expect, test } from 'vitest';

import type {
  CallTold,
  DeliveryTold,
  GatewayEvent,
  GatewayProvider,
  RawEvent,
} from '../../../src/core/gateway-event.ts';
import { readGatewayEvent } from '../../../src/inbound/gateways/read-gateway-event.ts';
import {
  form,
  json,
  lineText,
  listed,
  pathsOf,
  TELNYX_MESSAGE,
  telnyxEvent,
  TWILIO_LISTED,
  TWILIO_TEXT,
  VONAGE_TEXT,
} from './events.ts';

function read(provider: GatewayProvider, raw: RawEvent): readonly GatewayEvent[] {
  return readGatewayEvent(provider, pathsOf(provider), raw);
}

describe('a text is heard', () => {
  const oui = {
    kind: 'text',
    id: TWILIO_TEXT.MessageSid,
    from: '+33698765432',
    to: '+33612345678',
    text: 'Oui, jeudi à 10 h',
    keyword: null,
  };

  test('from Twilio, by a form', () => {
    expect(read('twilio', form(TWILIO_TEXT))).toEqual([{ ...oui, atMs: null }]);
  });

  test('from Twilio, by a GET with everything in its address', () => {
    const query = new URLSearchParams(TWILIO_TEXT).toString();
    const raw = { form: 'webhook', contentType: '', body: '', query } as const;
    expect(read('twilio', raw)).toEqual([{ ...oui, atMs: null }]);
  });

  test('from Twilio, in a list, with its time', () => {
    const atMs = Date.parse('2026-03-02T09:00:02Z');
    expect(read('twilio', listed(TWILIO_LISTED))).toEqual([{ ...oui, atMs }]);
  });

  test('from Telnyx, by a webhook and in answer to a question', () => {
    const hello = {
      kind: 'text',
      id: TELNYX_MESSAGE.id,
      from: '+18665550001',
      to: '+18445550001',
      text: 'Hello, World!',
      atMs: Date.parse('2019-01-23T18:10:02.574Z'),
      keyword: null,
    };
    expect(read('telnyx', telnyxEvent('message.received', TELNYX_MESSAGE))).toEqual([hello]);
    expect(read('telnyx', listed({ data: TELNYX_MESSAGE }))).toEqual([hello]);
  });

  test('from Vonage, whose numbers lack the plus', () => {
    const hello = {
      kind: 'text',
      id: VONAGE_TEXT.message_uuid,
      from: '+447700900001',
      to: '+447700900000',
      text: 'Hello from Vonage!',
      atMs: Date.parse('2025-02-03T12:14:25Z'),
      keyword: null,
    };
    expect(read('vonage', json(VONAGE_TEXT))).toEqual([hello]);
    const record = {
      message_id: VONAGE_TEXT.message_uuid,
      direction: 'inbound',
      from: '447700900001',
      to: '447700900000',
      message_body: 'Hello from Vonage!',
      date_received: '2025-02-03T12:14:25+0000',
      status: 'delivered',
    };
    expect(read('vonage', listed(record))).toEqual([hello]);
  });

  test('from LINE, several in one body, a sticker as an answer without words', () => {
    const raw = json({
      destination: 'Uours',
      events: [lineText('1', 'はい'), lineText('2', null)],
    });
    const common = { kind: 'text', from: 'U4af4980629', to: '', atMs: 1_772_442_000_000 };
    expect(read('http', raw)).toEqual([
      { ...common, id: '1', text: 'はい', keyword: null },
      { ...common, id: '2', text: '', keyword: null },
    ]);
  });

  test('for the account that the body names once', () => {
    const raw = json({ destination: 'Uours', events: [lineText('1', 'はい')] });
    const paths = { ...pathsOf('http')!, to: 'destination' };
    expect(readGatewayEvent('http', paths, raw)).toMatchObject([{ to: 'Uours' }]);
  });

  test("from a gateway of one's own that sends one event a body, in a list as well", () => {
    const paths = { each: null, id: 'id', from: 'from', text: 'text', to: 'to', at: 'at' } as const;
    const event = { id: 7, from: 'ada', to: 'us', text: 'Hi', at: '2026-03-02T09:00:00Z' };
    const heard = {
      kind: 'text',
      id: '7',
      from: 'ada',
      to: 'us',
      text: 'Hi',
      atMs: Date.parse('2026-03-02T09:00:00Z'),
      keyword: null,
    };
    expect(readGatewayEvent('http', paths, json(event))).toEqual([heard]);
    expect(readGatewayEvent('http', paths, listed({ ...event, at: 1_772_442_000 }))).toEqual([
      heard,
    ]);
  });

  test('with a picture alone, as an answer without words', () => {
    const { Body: _, ...picture } = TWILIO_TEXT;
    expect(read('twilio', form({ ...picture, NumMedia: '1' }))).toMatchObject([{ text: '' }]);
    const media = { ...TELNYX_MESSAGE, text: null };
    expect(read('telnyx', telnyxEvent('message.received', media))).toMatchObject([{ text: '' }]);
  });

  test.each(['STOP', 'START', 'HELP'])(
    'with the keyword %s that the gateway acted upon',
    (word) => {
      const keyword = word.toLowerCase();
      const twilio = form({ ...TWILIO_TEXT, OptOutType: word });
      expect(read('twilio', twilio)).toMatchObject([{ keyword }]);
      const telnyx = { ...TELNYX_MESSAGE, autoresponse_type: word };
      expect(read('telnyx', telnyxEvent('message.received', telnyx))).toMatchObject([{ keyword }]);
    },
  );

  test('from a short code or a name, which stay as they are', () => {
    expect(read('twilio', form({ ...TWILIO_TEXT, From: '36105' }))).toMatchObject([
      { from: '36105' },
    ]);
    expect(read('vonage', json({ ...VONAGE_TEXT, from: 'ACME' }))).toMatchObject([
      { from: 'ACME' },
    ]);
  });
});

describe('what became of a text is told', () => {
  const status = (fields: Readonly<Record<string, string>>): RawEvent =>
    form({ MessageSid: 'SM1', SmsSid: 'SM1', To: '+1', From: '+2', ...fields }, 'v=1&touch=abc');

  test.each([
    ['queued', 'accepted'],
    ['sent', 'accepted'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
  ])('by Twilio: %s is %s, of the touch that the address names', (word, state) => {
    expect(read('twilio', status({ MessageStatus: word }))).toEqual([
      {
        kind: 'delivery',
        id: `SM1 ${word}`,
        messageId: 'SM1',
        touchlineId: 'abc',
        state,
        blame: null,
        detail: '',
        atMs: null,
      },
    ]);
  });

  test.each<[string, DeliveryTold['blame']]>([
    ['21610', 'opted_out'],
    ['30005', 'address'],
    ['30006', 'address'],
    ['30007', 'message'],
    ['30034', 'gateway'],
    ['30003', null],
    ['99999', null],
  ])('by Twilio: error %s is to blame on %s', (code, blame) => {
    const [told] = read('twilio', status({ MessageStatus: 'undelivered', ErrorCode: code }));
    expect(told).toMatchObject({ state: 'failed', blame, detail: code });
  });

  test('by Twilio, in a list', () => {
    const entry = {
      ...TWILIO_LISTED,
      direction: 'outbound-api',
      status: 'failed',
      error_code: 21610,
      error_message: 'Attempt to send to unsubscribed recipient',
      date_updated: 'Mon, 02 Mar 2026 09:00:05 +0000',
    };
    expect(read('twilio', listed(entry))).toMatchObject([
      {
        id: `${TWILIO_TEXT.MessageSid} failed`,
        state: 'failed',
        blame: 'opted_out',
        detail: '21610 Attempt to send to unsubscribed recipient',
        atMs: Date.parse('2026-03-02T09:00:05Z'),
      },
    ]);
  });

  test('by Telnyx, with the tag that names the touch', () => {
    const payload = {
      ...TELNYX_MESSAGE,
      direction: 'outbound',
      to: [{ phone_number: '+18665550001', status: 'delivery_failed' }],
      tags: ['spring', 'touch-abc'],
      completed_at: '2019-12-09T21:32:14.148+00:00',
      errors: [{ code: '40300', title: 'Blocked due to STOP message', detail: 'They sent STOP.' }],
    };
    expect(read('telnyx', telnyxEvent('message.finalized', payload))).toEqual([
      {
        kind: 'delivery',
        id: `${TELNYX_MESSAGE.id} delivery_failed`,
        messageId: TELNYX_MESSAGE.id,
        touchlineId: 'abc',
        state: 'failed',
        blame: 'opted_out',
        detail: '40300 They sent STOP.',
        atMs: Date.parse('2019-12-09T21:32:14.148Z'),
      },
    ]);
  });

  test('by Vonage, with our own name for it', () => {
    const told = {
      message_uuid: 'u1',
      to: '447700900001',
      from: '447700900000',
      timestamp: '2025-02-03 12:14:25 +0000',
      status: 'rejected',
      client_ref: 'abc',
      channel: 'sms',
      error: {
        type: 'https://developer.vonage.com/api-errors/messages#1240',
        title: 1240,
        detail: 'Illegal Number',
      },
    };
    expect(read('vonage', json(told))).toMatchObject([
      {
        kind: 'delivery',
        id: 'u1 rejected',
        touchlineId: 'abc',
        state: 'failed',
        blame: 'opted_out',
        detail: '1240 Illegal Number',
        atMs: Date.parse('2025-02-03T12:14:25Z'),
      },
    ]);
  });
});

describe('the end of a call is told', () => {
  const twilio = (fields: Readonly<Record<string, string>>): RawEvent =>
    form({ CallSid: 'CA1', From: '+33612345678', To: '+33698765432', ...fields });

  test.each<[Record<string, string>, CallTold['outcome']]>([
    [{ CallStatus: 'completed' }, 'connected'],
    [{ CallStatus: 'completed', AnsweredBy: 'human' }, 'connected'],
    [{ CallStatus: 'completed', AnsweredBy: 'machine_end_beep' }, 'voicemail'],
    [{ CallStatus: 'no-answer' }, 'no_answer'],
    [{ CallStatus: 'canceled' }, 'no_answer'],
    [{ CallStatus: 'busy' }, 'busy'],
    [{ CallStatus: 'failed' }, 'failed'],
  ])('by Twilio: %j is %s', (fields, outcome) => {
    const raw = twilio({
      ...fields,
      Direction: 'outbound-api',
      CallDuration: '42',
      Timestamp: 'Mon, 02 Mar 2026 09:00:00 +0000',
    });
    expect(read('twilio', raw)).toEqual([
      {
        kind: 'call',
        id: 'CA1',
        direction: 'out',
        from: '+33612345678',
        to: '+33698765432',
        outcome,
        seconds: 42,
        atMs: Date.parse('2026-03-02T09:00:00Z'),
      },
    ]);
  });

  // A rep dials in the browser: that leg begins at them and has no other end; the leg to the person is told on its own.
  test.each(['client:anna', 'sip:anna@acme.sip.twilio.com'])(
    'by Twilio: the leg of %s is nobody’s call',
    (From) => {
      const leg = { CallStatus: 'completed', Direction: 'inbound', From, To: '' };
      expect(read('twilio', twilio(leg))).toEqual([]);
    },
  );

  test('by Twilio, in a list', () => {
    const call = {
      sid: 'CA1',
      direction: 'inbound',
      from: '+33698765432',
      to: '+33612345678',
      status: 'completed',
      duration: '12',
      end_time: 'Mon, 02 Mar 2026 09:00:00 +0000',
      answered_by: null,
    };
    expect(read('twilio', listed(call))).toMatchObject([
      { kind: 'call', id: 'CA1', direction: 'in', outcome: 'connected', seconds: 12 },
    ]);
  });

  test('by Telnyx', () => {
    const payload = {
      call_control_id: 'v3:x',
      call_leg_id: 'leg1',
      direction: 'incoming',
      from: '+18665550001',
      to: '+18445550001',
      hangup_cause: 'normal_clearing',
      start_time: '2026-03-02T09:00:00.000Z',
      end_time: '2026-03-02T09:01:30.000Z',
    };
    expect(read('telnyx', telnyxEvent('call.hangup', payload))).toEqual([
      {
        kind: 'call',
        id: 'leg1',
        direction: 'in',
        from: '+18665550001',
        to: '+18445550001',
        outcome: 'connected',
        seconds: 90,
        atMs: Date.parse('2026-03-02T09:01:30Z'),
      },
    ]);
  });

  test.each(['call.machine.detection.ended', 'call.machine.premium.detection.ended'])(
    'by Telnyx: a machine that answered (%s) and the end of its call are one call',
    (type) => {
      const call = { call_leg_id: 'leg1', from: '+18445550001', to: '+18665550001' };
      expect(read('telnyx', telnyxEvent(type, { ...call, result: 'machine' }))).toMatchObject([
        { kind: 'call', id: 'leg1', direction: 'out', to: '+18665550001', outcome: 'voicemail' },
      ]);
      for (const result of ['human', 'human_residence', 'not_sure', 'silence'])
        expect(read('telnyx', telnyxEvent(type, { ...call, result }))).toEqual([]);
      const hangup = { ...call, direction: 'outgoing', hangup_cause: 'normal_clearing' };
      expect(read('telnyx', telnyxEvent('call.hangup', hangup))).toMatchObject([{ id: 'leg1' }]);
    },
  );

  test('by Vonage: a machine that answered and the end of its call are one call', () => {
    const call = (status: string): RawEvent =>
      json({
        status,
        uuid: 'u1',
        conversation_uuid: 'CON-1',
        direction: 'outbound',
        from: '447700900000',
        to: '447700900001',
        timestamp: '2026-03-02T09:00:00.000Z',
        duration: '9',
      });
    expect(read('vonage', call('machine'))).toMatchObject([{ id: 'u1', outcome: 'voicemail' }]);
    expect(read('vonage', call('completed'))).toMatchObject([{ id: 'u1', seconds: 9 }]);
  });
});

describe('nothing is read from', () => {
  test.each<[string, GatewayProvider, RawEvent]>([
    ['a call that rings', 'twilio', form({ CallSid: 'CA1', CallStatus: 'ringing' })],
    ['a form of another kind', 'twilio', form({ EventType: 'onConversationAdded' })],
    ['a status of the future', 'twilio', form({ MessageSid: 'SM1', MessageStatus: 'teleported' })],
    ['an event of another type', 'telnyx', telnyxEvent('fax.received', { fax_id: '1' })],
    ['a call that began', 'telnyx', telnyxEvent('call.initiated', { call_leg_id: 'leg1' })],
    ['a call that is answered', 'vonage', json({ conversation_uuid: 'C', status: 'answered' })],
    ['a body without a message', 'vonage', json({ event: 'verify' })],
    [
      'a follower and a reader',
      'http',
      json({ events: [{ type: 'follow', source: { userId: 'U' } }] }),
    ],
    ['a check of the address', 'http', json({ destination: 'U', events: [] })],
  ])('%s', (_, provider, raw) => {
    expect(read(provider, raw)).toEqual([]);
  });
});

describe('malformed, and kept for a person to see, is', () => {
  const { From: _, ...anonymous } = TWILIO_TEXT;
  const text = (body: string): RawEvent => ({ ...json(null), body });
  test.each<[string, GatewayProvider, RawEvent]>([
    ['a text from nobody', 'twilio', form(anonymous)],
    ['an entry without an id', 'twilio', listed({ body: 'hello' })],
    ['no JSON', 'telnyx', text('{"data":')],
    ['JSON that is no object', 'vonage', text('"hello"')],
    ['a message without an id', 'telnyx', telnyxEvent('message.received', { text: 'hello' })],
    ['a text to nobody', 'vonage', json({ ...VONAGE_TEXT, to: undefined })],
    ['a body without its list', 'http', json({ message: 'Not found' })],
  ])('%s', (__, provider, raw) => {
    expect(() => read(provider, raw)).toThrow(/missing|JSON|list/);
  });
});
