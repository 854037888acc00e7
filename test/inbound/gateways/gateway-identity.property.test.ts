/** However often, in whatever order and by whichever way it is heard, news is one piece of news; and nothing that is sent to us breaks a reader. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { GATEWAY_PROVIDERS, type RawEvent } from '../../../src/core/gateway-event.ts';
import {
  gatewayIdentityOf,
  readGatewayEvent,
} from '../../../src/inbound/gateways/read-gateway-event.ts';
import { anyText } from '../../support/any-text.ts';
import { LINE_REPLIES } from '../../support/gateways/fake-line.ts';
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

describe('one identity', () => {
  test('of a text, whether a webhook or a list brought it', () => {
    const sid = TWILIO_TEXT.MessageSid;
    expect(gatewayIdentityOf('twilio', null, form(TWILIO_TEXT))).toBe(`text ${sid}`);
    expect(gatewayIdentityOf('twilio', null, listed(TWILIO_LISTED))).toBe(`text ${sid}`);
    const { id } = TELNYX_MESSAGE;
    const told = telnyxEvent('message.received', TELNYX_MESSAGE);
    expect(gatewayIdentityOf('telnyx', null, told)).toBe(`text ${id}`);
    expect(gatewayIdentityOf('telnyx', null, listed({ data: TELNYX_MESSAGE }))).toBe(`text ${id}`);
    const line = json({ destination: 'U', events: [lineText('1', 'hi')] });
    expect(gatewayIdentityOf('http', LINE_REPLIES, line)).toBe('text 1');
    expect(gatewayIdentityOf('http', LINE_REPLIES, listed(lineText('1', 'hi')))).toBe('text 1');
  });

  test('of a bundle, in whatever order its events come, also when it is delivered again', () => {
    const bundle = (ids: readonly string[], isRedelivery: boolean): string =>
      gatewayIdentityOf(
        'http',
        LINE_REPLIES,
        json({
          destination: 'U',
          events: ids.map((id) => ({ ...lineText(id, 'hi'), deliveryContext: { isRedelivery } })),
        }),
      );
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.stringMatching(/^[0-9]{1,18}$/), { minLength: 2, maxLength: 8 })
          .chain((ids) =>
            fc.tuple(
              fc.constant(ids),
              fc.shuffledSubarray(ids, { minLength: ids.length }),
              fc.array(fc.constantFrom(...ids), { maxLength: 4 }),
            ),
          ),
        ([ids, shuffled, repeats]) => {
          expect(bundle([...shuffled, ...repeats], true)).toBe(bundle(ids, false));
          expect(bundle(ids.slice(1), false)).not.toBe(bundle(ids, false));
        },
      ),
    );
  });

  test('of each piece of news: what a text is, and what became of one, are several', () => {
    const status = (word: string): RawEvent =>
      form({ MessageSid: TWILIO_TEXT.MessageSid, MessageStatus: word });
    const identities = [form(TWILIO_TEXT), status('sent'), status('delivered')].map((raw) =>
      gatewayIdentityOf('twilio', null, raw),
    );
    expect(new Set(identities).size).toBe(3);
  });

  test('of what is not understood: of its bytes', () => {
    const unknown = telnyxEvent('fax.received', { fax_id: '1' });
    const malformed = { ...unknown, body: '{' };
    for (const raw of [unknown, malformed]) {
      expect(gatewayIdentityOf('telnyx', null, raw)).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(gatewayIdentityOf('telnyx', null, { ...raw })).toBe(
        gatewayIdentityOf('telnyx', null, raw),
      );
    }
    expect(gatewayIdentityOf('telnyx', null, unknown)).not.toBe(
      gatewayIdentityOf('telnyx', null, malformed),
    );
  });
});

describe('whatever is sent to us', () => {
  const known = [
    JSON.stringify(VONAGE_TEXT),
    telnyxEvent('message.received', TELNYX_MESSAGE).body,
    JSON.stringify(TWILIO_LISTED),
    new URLSearchParams(TWILIO_TEXT).toString(),
    json({ events: [lineText('1', 'hi')] }).body,
  ];
  const mutated = fc
    .tuple(fc.constantFrom(...known), fc.nat(), anyText({ maxLength: 12 }))
    .map(([text, place, noise]) => {
      const at = place % text.length;
      return `${text.slice(0, at)}${noise}${text.slice(at + noise.length)}`;
    });
  const body = fc.oneof(
    anyText({ maxLength: 400 }),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => new TextDecoder().decode(bytes)),
    fc.json({ maxDepth: 6 }),
    mutated,
  );
  const raw = fc.record({
    form: fc.constantFrom('webhook' as const, 'listed' as const),
    contentType: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', ''),
    body,
    query: anyText({ maxLength: 60 }),
  });

  test('a reader returns events or throws an error, and an identity is always found', () => {
    fc.assert(
      fc.property(fc.constantFrom(...GATEWAY_PROVIDERS), raw, (provider, event) => {
        const paths = pathsOf(provider);
        try {
          for (const { kind, id } of readGatewayEvent(provider, paths, event))
            expect([kind, id].every((each) => typeof each === 'string' && each !== '')).toBe(true);
        } catch (error) {
          expect(error).toHaveProperty('name', 'MalformedEvent');
        }
        expect(gatewayIdentityOf(provider, paths, event)).toMatch(/^[a-z0-9]+[: ][ -~]{1,200}$/);
      }),
      { numRuns: process.env['LONG'] === undefined ? 3_000 : 100_000 },
    );
  });

  test.each([
    ['brackets without end', '['.repeat(131_072)],
    ['objects without end', '{"a":'.repeat(50_000)],
    ['a list of nothings', `{"events":[${'{},'.repeat(80_000)}{}]}`],
    ['parameters without end', 'MessageSid=a&'.repeat(20_000)],
    ['a long status', JSON.stringify({ message_uuid: 'u', status: 'x'.repeat(250_000) })],
  ])('%s of a quarter of a megabyte are read within 250 ms of processor time', (_, text) => {
    for (const provider of GATEWAY_PROVIDERS) {
      const before = process.cpuUsage();
      gatewayIdentityOf(provider, pathsOf(provider), { ...json(null), body: text });
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1_000).toBeLessThan(250);
    }
  });
});
