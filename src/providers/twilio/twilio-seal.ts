/**
 * Did Twilio make this request? HMAC-SHA1 over the public URL and, of a form, the sorted parameters. It carries no time: a request that is
 * played again is genuine, and says nothing new.
 */
import { createHash, createHmac } from 'node:crypto';

import type { WebhookRequest, WebhookSeal } from '../../ports/gateway.ts';
import { areEqual } from '../gateway/gateway-seal.ts';

export class TwilioSeal implements WebhookSeal {
  readonly #authToken: string;

  constructor(authToken: string) {
    this.#authToken = authToken;
  }

  isGenuine({ method, url, headers, body }: WebhookRequest): boolean {
    const claimed = headers.get('x-twilio-signature');
    const sealed = sealedUrls(url);
    const isForm = method === 'POST' && headers.get('content-type')?.startsWith(FORM_TYPE) === true;
    if (claimed === undefined || sealed === null) return false;
    if (!isForm && !isHashed(url, body)) return false;
    const params = isForm ? sortedParams(body) : '';
    // Every form is tried, so that the time tells nothing.
    return sealed
      .map((each) =>
        createHmac('sha1', this.#authToken)
          .update(each + params)
          .digest('base64'),
      )
      .map((signature) => areEqual(signature, claimed))
      .includes(true);
  }
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Any other body is sealed by its hash in the address; without one nobody vouches for it. */
function isHashed(url: string, body: Uint8Array): boolean {
  if (body.length === 0) return true;
  const hash = new URL(url).searchParams.get('bodySHA256');
  return hash !== null && areEqual(hash, createHash('sha256').update(body).digest('hex'));
}

/** Names by code unit; the values of a name that comes several times sorted, each once. */
function sortedParams(body: Uint8Array): string {
  const params = new URLSearchParams(new TextDecoder().decode(body));
  return [...new Set(params.keys())]
    .toSorted()
    .flatMap((name) => [...new Set(params.getAll(name))].toSorted().map((value) => name + value))
    .join('');
}

/** Twilio writes the default port at times, and leaves a port out at others, whatever it was given. `null`: no URL. */
function sealedUrls(url: string): readonly string[] | null {
  if (!URL.canParse(url)) return null;
  const [, scheme = '', host = '', rest = ''] = /^(https?):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (/:\d+$/.test(host)) {
    return [url, `${scheme}://${host.replace(/:\d+$/, '')}${rest}`];
  }
  return [url, `${scheme}://${host}:${scheme === 'https' ? 443 : 80}${rest}`];
}
