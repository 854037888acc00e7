/** The small languages of the workspace file: addresses, servers, caps, gaps, limits. */
import { isLoopback } from '../core/loopback.ts';
import { parseListenAddress, type ListenAddress } from '../core/listen-address.ts';
import { parseAge, type Age } from '../core/time/age.ts';
import { elapsedMs } from '../core/time/duration.ts';
import { type Parsed, parsed, type Shape } from '../definition/reading/shape.ts';
import { readDuration, UNIT_PATTERN } from '../definition/reading/time-shapes.ts';
import type { Mailbox, TouchLimit } from './config.ts';

/** One recipient, RFC 5321 dot-atom: no quotes, comments or lists, which could smuggle in a second one. */
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const ADDRESS_EXAMPLE = 'an address such as anna@acme.example';

export const address: Shape<string> = parsed(
  ADDRESS_EXAMPLE,
  { maxLength: 254, pattern: '@', examples: ['anna@acme.example'] },
  (written) => (isAddress(written) ? { value: written } : { code: 'bad_address' }),
);

/** `Anna Martin <anna@acme.example>`, or the address alone. */
export const fromAddress: Shape<Mailbox['from']> = parsed(
  'a sender such as Anna Martin <anna@acme.example>',
  { pattern: '@', examples: ['Anna Martin <anna@acme.example>'] },
  (written) => {
    const match = /^(?:"([^"]*)"|([^"<>]*?))\s*<([^<>]*)>$/.exec(written.trim());
    const bare = match === null ? written.trim() : match[3]!.trim();
    const shownName = (match?.[1] ?? match?.[2] ?? '').trim();
    if (!isAddress(bare) || /\p{Cc}/u.test(shownName)) return { code: 'bad_address' };
    return { value: { name: shownName === '' ? null : shownName, address: bare } };
  },
);

/** `50 per day`. */
export const capPerDay: Shape<number> = parsed(
  'a cap such as "50 per day"',
  { pattern: '^\\s*\\d{1,6} +per +day\\s*$', examples: ['50 per day'] },
  (written): Parsed<number> => {
    const match = /^(\d{1,6}) +per +day$/.exec(written.trim());
    const value = Number(match?.[1] ?? 0);
    return value === 0 ? {} : { value };
  },
);

/** `90-180 seconds`, `2 minutes`, `0 seconds`. */
export const gap: Shape<Mailbox['gap']> = parsed(
  'a gap such as "90-180 seconds", or "0 seconds" for none',
  {
    pattern: '^\\s*\\d{1,5}( *- *\\d{1,5})? +(second|minute|hour)s?\\s*$',
    examples: ['90-180 seconds', '0 seconds'],
  },
  (written) => {
    const match = /^(\d{1,5})(?: *- *(\d{1,5}))? +(second|minute|hour)s?$/.exec(written.trim());
    if (match === null) return {};
    const unitMs = UNIT_MS[match[3]!]!;
    const minMs = Number(match[1]) * unitMs;
    const maxMs = match[2] === undefined ? minMs : Number(match[2]) * unitMs;
    return minMs <= maxMs
      ? { value: { minMs, maxMs } }
      : { hint: 'the smaller number comes first' };
  },
);

const UNIT_MS: Readonly<Record<string, number>> = {
  second: elapsedMs({ amount: 1, unit: 'second' }),
  minute: elapsedMs({ amount: 1, unit: 'minute' }),
  hour: elapsedMs({ amount: 1, unit: 'hour' }),
};

/** The domain that a company goes by. */
export const accountName: Shape<string> = parsed(
  'a domain such as acme.com',
  { pattern: '^\\s*[^\\s@/]+\\.[^\\s@/.]+\\s*$', maxLength: 253, examples: ['acme.com'] },
  (written): Parsed<string> => {
    const value = written.trim().toLowerCase();
    return /^[^\s@/.]+(?:\.[^\s@/.]+)+$/.test(value) ? { value } : {};
  },
);

/** `2 per day`, `6 per 7 days`. */
export const touchLimit: Shape<TouchLimit> = parsed(
  'a limit such as "6 per 7 days"',
  {
    pattern: `^\\s*\\d{1,4} +per +(\\d{1,5} +)?${UNIT_PATTERN}\\s*$`,
    examples: ['2 per day', '6 per 7 days'],
  },
  (written): Parsed<TouchLimit> => {
    const match = /^(\d{1,4}) +per +(.+)$/.exec(written.trim());
    if (match === null || Number(match[1]) === 0) return {};
    const length = match[2]!;
    const per = readDuration(/^\d/.test(length) ? length : `1 ${length}`);
    if (!('value' in per)) return per;
    return per.value.amount === 0 ? {} : { value: { max: Number(match[1]), per: per.value } };
  },
);

export const age: Shape<Age> = parsed(
  'an age such as "18 months after last touch"',
  {
    pattern: String.raw`^\s*\d{1,4} +(day|week|month|year)s?( +after +last +touch)?\s*$`,
    examples: ['18 months after last touch', '1 year'],
  },
  (written): Parsed<Age> => {
    const value = parseAge(written);
    return value === null ? {} : { value };
  },
);

/** An http or https URL; plain http only on loopback. */
export const webUrl: Shape<string> = parsed(
  'a URL such as https://go.acme.example/u',
  { format: 'uri', examples: ['https://go.acme.example/u'] },
  readWebUrl,
);

/** The same, as what stands in front of paths of ours: without a `/` at the end. */
export const publicUrl: Shape<string> = parsed(
  'a URL such as https://go.acme.example',
  { format: 'uri', examples: ['https://go.acme.example'] },
  (written) => {
    if (/[?#]/.test(written))
      return { code: 'bad_url', hint: 'paths of ours follow it: no ? and #' };
    const read = readWebUrl(written);
    return 'value' in read ? { value: read.value.replace(/\/+$/, '') } : read;
  },
);

/** `127.0.0.1:8025`. */
export const listenAddress: Shape<ListenAddress> = parsed(
  'an address and a port such as 127.0.0.1:8025',
  { pattern: ':\\d{1,5}$', examples: ['127.0.0.1:8025'] },
  (written): Parsed<ListenAddress> => {
    const value = parseListenAddress(written);
    return value === null ? {} : { value };
  },
);

function readWebUrl(written: string): Parsed<string> {
  const url = urlOf(written);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return { code: 'bad_url' };
  if (url.username !== '' || url.password !== '') {
    return { code: 'literal_secret', message: 'holds a login; this file holds no secrets' };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return {
      code: 'bad_url',
      message: `is "${written}"; off loopback only https goes`,
      hint: null,
    };
  }
  return { value: written };
}

export interface ServerUrl {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly hasImplicitTls: boolean;
}

/** `smtp://host:587`, `imaps://host`. Ports by default: submission 587 and 465, IMAP 143 and 993 (RFC 8314). */
export function serverUrl(protocol: 'smtp' | 'imap'): Shape<ServerUrl> {
  const expected = `a URL such as ${protocol}://mail.acme.example`;
  const secure = `${protocol}s`;
  const anyCase = protocol.replaceAll(/./g, (letter) => `[${letter}${letter.toUpperCase()}]`);
  const pattern = `^${anyCase}[sS]?://`;
  return parsed(expected, { pattern, examples: [`${secure}://mail.acme.example`] }, (written) => {
    const url = urlOf(written);
    if (url === null) return { code: 'bad_url' };
    if (url.password !== '' || url.username !== '') {
      const message = 'holds a login; write user and password as keys of their own';
      return { code: 'literal_secret', message };
    }
    const scheme = url.protocol.slice(0, -1);
    if (scheme !== protocol && scheme !== secure) {
      const message = `begins with "${scheme}://", expected ${protocol}:// or ${secure}://`;
      return { code: 'bad_url', message };
    }
    const hasPath =
      (url.pathname !== '' && url.pathname !== '/') || url.search !== '' || url.hash !== '';
    if (url.hostname === '' || hasPath) {
      return {
        code: 'bad_url',
        hint: url.hostname === '' ? 'the host is missing' : 'only scheme, host and port',
      };
    }
    const hasImplicitTls = scheme === secure;
    const port =
      url.port === '' ? DEFAULT_PORTS[protocol][hasImplicitTls ? 1 : 0] : Number(url.port);
    return {
      value: {
        url: written,
        host: url.hostname.toLowerCase().replace(/^\[|\]$/g, ''),
        port,
        hasImplicitTls,
      },
    };
  });
}

const DEFAULT_PORTS = { smtp: [587, 465], imap: [143, 993] } as const;

/** `URL.parse` came after Node 20. */
function urlOf(text: string): URL | null {
  // The parser drops blanks and control characters without a word.
  return !/[\s\p{Cc}]/u.test(text) && URL.canParse(text) ? new URL(text) : null;
}

function isAddress(text: string): boolean {
  return text.length <= 254 && text.lastIndexOf('@') <= 64 && ADDRESS.test(text);
}
