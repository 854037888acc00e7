/** Did the gateway of the workspace's own make this request? What its header says, over the body as it came. */
import { createHmac } from 'node:crypto';

import type { WebhookRequest, WebhookSeal } from '../../ports/gateway.ts';
import { areEqual } from '../gateway/gateway-seal.ts';

export interface HttpSealOptions {
  /** In any case. */
  readonly header: string;
  readonly secret: string;
  /** `token`: the header is the secret itself, which seals no body. */
  readonly kind: 'hmac-sha256-base64' | 'hmac-sha256-hex' | 'token';
}

export class HttpSeal implements WebhookSeal {
  readonly #options: HttpSealOptions | null;

  /** @param options  `null`: nothing is genuine. */
  constructor(options: HttpSealOptions | null) {
    this.#options = options;
  }

  isGenuine({ headers, body }: WebhookRequest): boolean {
    if (this.#options === null || this.#options.secret === '') return false;
    const { header, secret, kind } = this.#options;
    const claimed = headers.get(header.toLowerCase());
    if (claimed === undefined) return false;
    switch (kind) {
      case 'hmac-sha256-base64':
        return areEqual(createHmac('sha256', secret).update(body).digest('base64'), claimed);
      case 'hmac-sha256-hex': {
        const ours = createHmac('sha256', secret).update(body).digest('hex');
        return areEqual(ours, claimed.replace(/^sha256=/, '').toLowerCase());
      }
      case 'token':
        return areEqual(secret, claimed);
    }
  }
}
