/** Did Telnyx make this request, and now? Ed25519 over `timestamp|body`. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';

import { invariant } from '../../core/invariant.ts';
import type { WebhookRequest, WebhookSeal } from '../../ports/gateway.ts';
import { isFresh } from '../gateway/gateway-seal.ts';

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

export class TelnyxSeal implements WebhookSeal {
  readonly #key: KeyObject | null;

  /** @param publicKey  Base64 of its 32 bytes; `null`: nothing is genuine. */
  constructor(publicKey: string | null) {
    this.#key = publicKey === null ? null : keyOf(publicKey);
  }

  isGenuine({ headers, body, nowMs }: WebhookRequest): boolean {
    const stamp = headers.get('telnyx-timestamp') ?? '';
    const signature = Buffer.from(headers.get('telnyx-signature-ed25519') ?? '', 'base64');
    if (this.#key === null || !/^\d{1,12}$/.test(stamp) || signature.length !== SIGNATURE_BYTES)
      return false;
    const sealed = Buffer.concat([Buffer.from(`${stamp}|`), body]);
    return verify(null, sealed, this.#key, signature) && isFresh(Number(stamp), nowMs);
  }
}

function keyOf(base64: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64');
  invariant(bytes.length === KEY_BYTES, 'a public key of Ed25519 has 32 bytes');
  const key = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
  return createPublicKey({ key, format: 'jwk' });
}
