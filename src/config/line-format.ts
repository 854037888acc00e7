/** The format of `numbers` and `channels`: what texts and messages leave from, and how its gateway is reached. */
import {
  choice,
  mapOf,
  mapping,
  optional,
  parsed,
  required,
  type Shape,
  text,
  wholeNumber,
} from '../definition/reading/shape.ts';
import { zone } from '../definition/reading/time-shapes.ts';
import { GATEWAY_PROVIDERS } from '../core/gateway-event.ts';
import { capPerDay, gap, webUrl } from './workspace-shapes.ts';

const REFERENCE = /\$\{(?:env|file|cmd):[^}\r\n]+\}/;
const SECRET_NAME = /password|secret|token|api[_-]?key|authorization/i;
const LITERAL = {
  code: 'literal_secret',
  message: 'is a literal secret; this file holds references only',
  hint: 'put it into the environment and write "${env:NAME}"',
} as const;

/** A text around a reference, such as `Bearer ${env:TOKEN}`. */
const secretText: Shape<string> = parsed(
  'a reference such as "${env:NAME}"',
  { pattern: REFERENCE.source, examples: ['${env:TWILIO_TOKEN}'] },
  (written) => (REFERENCE.test(written) ? { value: written } : LITERAL),
);

/** Of a header: only what is called a secret must be a reference. */
const headers = mapOf(text('a header'), text('a value', { max: 1000 }));
const guardedHeaders: typeof headers = {
  ...headers,
  read: (value, path, report) => {
    const written = headers.read(value, path, report);
    for (const [name, each] of written ?? []) {
      if (each !== undefined && SECRET_NAME.test(name))
        secretText.read(each, [...path, name], report);
    }
    return written;
  },
};

/** A number, or the name that some countries show in its place. */
const sender: Shape<string> = parsed(
  'a number such as "+33612345678", or a name of at most 11 letters and digits',
  { pattern: '^(\\+[1-9]\\d{6,14}|[A-Za-z0-9 ]{1,11})$', examples: ['+33612345678'] },
  (written) =>
    /^\+[1-9]\d{6,14}$/.test(written) || /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/.test(written)
      ? { value: written }
      : { hint: 'with the country code: "+33612345678"' },
);

/** An address with one of these in braces, which are put in when it is asked. */
function urlWith(names: readonly string[]): Shape<string> {
  const [first = ''] = names;
  const braced = names.map((name) => `{${name}}`);
  return parsed(
    `a URL with ${braced.join(' or ')}`,
    { maxLength: 2000, examples: [`https://line.example/messages/{${first}}`] },
    (written) => {
      const missing = !braced.some((each) => written.includes(each));
      if (missing) return { message: `lacks ${braced.join(' or ')}` };
      const filled = braced.reduce((url, each) => url.replaceAll(each, 'x'), written);
      let isUrl = true;
      webUrl.read(filled, [], () => (isUrl = false));
      return isUrl ? { value: written } : { code: 'bad_url' };
    },
  );
}

const jsonPath = text('a path such as "events.0.id"', { max: 200 });

/** As LINE's Messaging API wants it. */
const LINE = {
  url: 'https://api.line.me/v2/bot/message/push',
  headers: { Authorization: 'Bearer ${env:LINE_TOKEN}' },
  body: '{"to": "{{ to }}", "messages": [{"type": "text", "text": "{{ text }}"}]}',
  replies: { each: 'events', id: 'message.id', from: 'source.userId', text: 'message.text' },
  seal: { header: 'X-Line-Signature', secret: '${env:LINE_SECRET}', kind: 'hmac-sha256-base64' },
};

const httpShape = mapping('{ url, body, headers }', {
  url: required(webUrl, 'Asked by POST for each message'),
  headers: optional(guardedHeaders, 'Sent with every request', [
    { Authorization: 'Bearer ${env:LINE_TOKEN}' },
  ]),
  body: required(
    text('the body', { max: 10_000, lines: true }),
    'Liquid over to, from, text and id; values are escaped for JSON and for forms',
    ['{"to": "{{ to }}", "messages": [{"type": "text", "text": "{{ text }}"}]}'],
  ),
  content_type: optional(text('a media type'), 'Of the body; application/json by default', [
    'application/json',
  ]),
  idempotency_header: optional(
    text('a header'),
    'Takes an id of ours, so that asking again sends nothing twice',
    ['X-Line-Retry-Key'],
  ),
  accepted_id: optional(jsonPath, 'Where the answer names the message', ['sentMessages.0.id']),
  replies: optional(
    mapping('{ each, id, from, text }', {
      each: optional(jsonPath, 'The list of events; without it the body is one event', ['events']),
      id: required(jsonPath, 'Of the event or message: heard twice, it is one', ['message.id']),
      from: required(jsonPath, 'Who wrote', ['source.userId']),
      text: required(jsonPath, 'What they wrote', ['message.text']),
      to: optional(jsonPath, 'Our account there', ['destination']),
      at: optional(jsonPath, 'When: ISO 8601, or seconds or milliseconds since 1970', [
        'timestamp',
      ]),
    }),
    'Where its webhooks and its list say who wrote what',
    [LINE.replies],
  ),
  seal: optional(
    mapping('{ header, secret, kind }', {
      header: required(text('a header'), 'Carries the seal of a webhook', ['X-Line-Signature']),
      secret: required(secretText, 'What it is sealed with', ['${env:LINE_SECRET}']),
      kind: required(
        choice(['hmac-sha256-base64', 'hmac-sha256-hex', 'token']),
        'How; token: the secret itself',
      ),
    }),
    'How a webhook is told from a forged one; without it none is taken',
    [LINE.seal],
  ),
  poll: optional(urlWith(['since']), 'Asked by GET for what came in; {since} is an instant', [
    'https://line.example/messages?since={since}',
  ]),
  look_up: optional(
    urlWith(['id', 'key']),
    'Answers 200 when it has the message, 404 when it has not; {id} is our id, {key} the idempotency key',
    ['https://line.example/messages/{id}'],
  ),
});

const common = {
  rep: optional(text('a rep'), 'Whose it is', ['anna']),
  cap: optional(capPerDay, 'Most messages on a local day'),
  gap: optional(gap, 'The least time between two messages, drawn anew each time'),
  connections: optional(wholeNumber(1, 20), 'Requests at the same time', [2]),
  zone: optional(zone, 'Where its day begins; the zone of the workspace by default'),
};

export const numberShape = mapping(
  'a number: { provider: twilio, from, account_sid, auth_token }',
  {
    provider: required(choice(GATEWAY_PROVIDERS), 'Who carries its texts'),
    from: required(sender, 'What people see'),
    ...common,
    api_url: optional(webUrl, "In the place of the provider's own address", [
      'https://api.twilio.com',
    ]),
    account_sid: optional(text('an account'), 'twilio: the account', ['${env:TWILIO_SID}']),
    auth_token: optional(secretText, 'twilio: the token, which seals its webhooks as well'),
    api_key: optional(text('a key'), 'telnyx: a reference to the key; vonage: the key', [
      '${env:TELNYX_KEY}',
    ]),
    public_key: optional(text('a key'), 'telnyx: seals its webhooks', ['${env:TELNYX_PUBLIC_KEY}']),
    api_secret: optional(secretText, 'vonage: the secret of the key', ['${env:VONAGE_SECRET}']),
    signature_secret: optional(secretText, 'vonage: seals its webhooks', [
      '${env:VONAGE_SIGNATURE_SECRET}',
    ]),
    http: optional(httpShape, 'http: how a gateway of your own is asked', [LINE]),
  },
);

export const channelShape = mapping('a channel: { http: { url, body } }', {
  from: optional(text('an account'), 'What the gateway calls our account', ['@acme']),
  ...common,
  http: required(httpShape, 'How it is asked', [LINE]),
});
