/** What texts and messages leave from, compiled: which keys belong to which gateway, and what is meant where none is written. */
import type { GatewayProvider } from '../core/gateway-event.ts';
import { type Path, problemAt, problemAtKey, type Report } from '../definition/reading/problem.ts';
import type { Of } from '../definition/reading/shape.ts';
import { suggestion } from '../definition/reading/suggest.ts';
import type { GatewayAccess, HttpAccess, Line } from './config.ts';
import type { channelShape, numberShape } from './line-format.ts';

type WrittenNumber = Of<typeof numberShape>;
type WrittenChannel = Of<typeof channelShape>;
type WrittenHttp = NonNullable<WrittenChannel['http']>;
type Lines<Written> = ReadonlyMap<string, Written | undefined> | undefined;

/** What the file says beside the lines. */
export interface Beside {
  readonly reps: readonly string[];
  /** Names that are taken: a touch names what it leaves from by one name. */
  readonly taken: readonly string[];
}

export function numbersOf(
  written: Lines<WrittenNumber>,
  beside: Beside,
  report: Report,
): Readonly<Record<string, Line>> {
  reportShared(written, report);
  return linesOf('numbers', written, beside, report, (number, path) => ({
    ...commonOf(number),
    from: number.from ?? '',
    gateway: accessOf(number, path, report),
  }));
}

export function channelsOf(
  written: Lines<WrittenChannel>,
  beside: Beside,
  report: Report,
): Readonly<Record<string, Line>> {
  return linesOf('channels', written, beside, report, (channel) => ({
    ...commonOf(channel),
    from: channel.from ?? '',
    gateway: { provider: 'http', ...httpOf(channel.http) },
  }));
}

/** Answers arrive where the number is registered; what left from the other gateway waits for them there. A name takes no answers anywhere. */
function reportShared(written: Lines<WrittenNumber>, report: Report): void {
  const first = new Map<string, string>();
  for (const [id, number] of written ?? []) {
    const from = number?.from ?? '';
    const other = first.get(from);
    if (other === undefined || !from.startsWith('+')) first.set(from, id);
    else
      report({
        ...problemAt(
          ['numbers', id, 'from'],
          'number_twice',
          `${from} is the number of "${other}" as well: an answer to it may be heard at either, or at one alone`,
          'give each gateway a number of its own, or keep one of the two',
        ),
        severity: 'warning',
      });
  }
}

function linesOf<Written extends Pick<WrittenNumber, 'rep'>>(
  section: 'numbers' | 'channels',
  written: Lines<Written>,
  { reps, taken }: Beside,
  report: Report,
  lineOf: (written: Written, path: Path) => Line,
): Readonly<Record<string, Line>> {
  const lines: [string, Line][] = [];
  for (const [id, line] of written ?? []) {
    const path = [section, id];
    if (taken.includes(id)) {
      report(problemAtKey(path, 'duplicate_id', `"${id}" is the name of something else here`));
    }
    if (line === undefined) continue;
    if (line.rep !== undefined && !reps.includes(line.rep)) {
      const message = `rep "${line.rep}" is not among the reps`;
      report(
        problemAt([...path, 'rep'], 'unknown_rep', message, suggestion(line.rep, reps, 'reps')),
      );
    }
    lines.push([id, lineOf(line, path)]);
  }
  return Object.fromEntries(lines);
}

/** A text is quick to send and dear: a second apart, and as many as a person's day of email. */
function commonOf(
  written: Pick<WrittenNumber, 'rep' | 'cap' | 'gap' | 'connections' | 'zone'>,
): Omit<Line, 'from' | 'gateway'> {
  return {
    rep: written.rep ?? null,
    capPerDay: written.cap ?? 200,
    gap: written.gap ?? { minMs: 1_000, maxMs: 1_000 },
    connections: written.connections ?? 1,
    zone: written.zone ?? null,
  };
}

/** Keys that only one provider's number has. */
const KEYS: Readonly<Record<GatewayProvider, { must: readonly Key[]; may: readonly Key[] }>> = {
  twilio: { must: ['account_sid', 'auth_token'], may: ['api_url'] },
  telnyx: { must: ['api_key'], may: ['api_url', 'public_key'] },
  vonage: { must: ['api_key', 'api_secret'], may: ['api_url', 'signature_secret'] },
  http: { must: ['http'], may: [] },
};
type Key = keyof WrittenNumber;
const OWN_KEYS = new Set(Object.values(KEYS).flatMap(({ must, may }) => [...must, ...may]));

const API_URLS = {
  twilio: 'https://api.twilio.com',
  telnyx: 'https://api.telnyx.com',
  vonage: 'https://api.nexmo.com',
} as const;

function accessOf(written: WrittenNumber, path: Path, report: Report): GatewayAccess {
  const { provider } = written;
  // It has its own error.
  if (provider === undefined) return { provider: 'http', ...httpOf(undefined) };
  reportKeys(written, provider, path, report);
  if (provider === 'http') return { provider, ...httpOf(written.http) };
  const apiUrl = (written.api_url ?? API_URLS[provider]).replace(/\/+$/, '');
  switch (provider) {
    case 'twilio':
      return {
        provider,
        apiUrl,
        accountSid: written.account_sid ?? '',
        authToken: written.auth_token ?? '',
      };
    case 'telnyx':
      return {
        provider,
        apiUrl,
        apiKey: written.api_key ?? '',
        publicKey: written.public_key ?? null,
      };
    case 'vonage':
      return {
        provider,
        apiUrl,
        apiKey: written.api_key ?? '',
        apiSecret: written.api_secret ?? '',
        signatureSecret: written.signature_secret ?? null,
      };
  }
}

function reportKeys(
  written: WrittenNumber,
  provider: GatewayProvider,
  path: Path,
  report: Report,
): void {
  const { must, may } = KEYS[provider];
  for (const key of must) {
    if (Object.hasOwn(written, key)) continue;
    report(problemAt(path, 'missing_key', `a number of ${provider} needs "${key}"`));
  }
  for (const key of OWN_KEYS) {
    if (must.includes(key) || may.includes(key) || !Object.hasOwn(written, key)) continue;
    report(problemAtKey([...path, key], 'unknown_key', `"${key}" is no key of ${provider}`));
  }
}

function httpOf(written: WrittenHttp | undefined): HttpAccess {
  const { replies, seal } = written ?? {};
  return {
    url: written?.url ?? '',
    headers: Object.fromEntries(
      [...(written?.headers ?? [])].map(([name, value]) => [name, value ?? '']),
    ),
    body: written?.body ?? '',
    contentType: written?.content_type ?? 'application/json',
    idempotencyHeader: written?.idempotency_header ?? null,
    acceptedId: written?.accepted_id ?? null,
    replies:
      replies === undefined
        ? null
        : {
            each: replies.each ?? null,
            id: replies.id ?? '',
            from: replies.from ?? '',
            text: replies.text ?? '',
            to: replies.to ?? null,
            at: replies.at ?? null,
          },
    seal:
      seal === undefined
        ? null
        : {
            header: (seal.header ?? '').toLowerCase(),
            secret: seal.secret ?? '',
            kind: seal.kind ?? 'token',
          },
    poll: written?.poll ?? null,
    lookUp: written?.look_up ?? null,
  };
}
