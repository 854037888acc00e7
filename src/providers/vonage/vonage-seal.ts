/** Did Vonage make this request, and now? A JWT (HS256) that holds the hash of the body. */
import { createHash, createHmac } from 'node:crypto';

import { jsonIn, textAt } from '../../core/json-path.ts';
import type { WebhookRequest, WebhookSeal } from '../../ports/gateway.ts';
import { areEqual, isFresh } from '../gateway/gateway-seal.ts';

export class VonageSeal implements WebhookSeal {
  readonly #secret: string | null;

  /** @param secret  The account's signature secret; `null`: nothing is genuine. */
  constructor(secret: string | null) {
    this.#secret = secret;
  }

  isGenuine({ headers, body, nowMs }: WebhookRequest): boolean {
    const token = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(headers.get('authorization') ?? '');
    if (this.#secret === null || token === null) return false;
    const [, head = '', claims = '', signature = ''] = token;
    // The token names its own algorithm; only ours counts.
    if (textAt(decoded(head), 'alg') !== 'HS256') return false;
    const ours = createHmac('sha256', this.#secret).update(`${head}.${claims}`).digest('base64url');
    if (!areEqual(ours, signature)) return false;
    const said = decoded(claims);
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const { iat, exp } = { iat: textAt(said, 'iat'), exp: textAt(said, 'exp') };
    return (
      // Without a body nothing but the caller is vouched for: a query is not in the token.
      body.length > 0 &&
      areEqual(bodyHash, textAt(said, 'payload_hash') ?? '') &&
      isFresh(Number(iat ?? NaN), nowMs) &&
      (exp === null || Number(exp) * 1_000 > nowMs)
    );
  }
}

function decoded(part: string): unknown {
  return jsonIn(Buffer.from(part, 'base64url').toString());
}
