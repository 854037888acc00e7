/** Asks a gateway what it has. Questions change nothing there, so an unclear answer is simply asked again at the next look. */
import { validateHeaderName, validateHeaderValue } from 'node:http';

import { jsonIn, valueAt } from '../../core/json-path.ts';
import { callGateway, type GatewayAnswer, type GatewayReach } from './gateway-call.ts';

/** For a look-up of one message, whatever number of pages it takes. */
export const LOOK_UP_MS = 60_000;
/** A page of a list is longer than the answer to one message. */
const LIST_BYTES_MAX = 8 * 1_048_576;

export class GatewayClient {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #reach: GatewayReach;

  /**
   * @param headers  Of every request, the login among them.
   * @throws         For a header that can't be sent, now and not in the middle of a send: a secret that ends in a line feed, say.
   */
  constructor(headers: Readonly<Record<string, string>>, reach: GatewayReach) {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    this.#headers = { accept: 'application/json', ...headers };
    this.#reach = { ...reach, answerBytesMax: LIST_BYTES_MAX };
  }

  /** @throws  Unless it answers with JSON. */
  async json(url: URL, signal: AbortSignal): Promise<unknown> {
    const json = jsonIn((await this.#answer(url, signal)).body ?? '');
    if (json === undefined) throw new Error(`${url.host}: the answer is no JSON`);
    return json;
  }

  /** `null`: there is no such thing. @throws  When it can't be said. */
  async found(url: URL, signal: AbortSignal): Promise<GatewayAnswer | null> {
    const answer = await this.#answer(url, signal, [404, 410]);
    return answer.status === 204 || answer.status >= 400 ? null : answer;
  }

  async #answer(
    url: URL,
    signal: AbortSignal,
    absent: readonly number[] = [],
  ): Promise<GatewayAnswer> {
    const request = { method: 'GET', url, headers: this.#headers, body: new Uint8Array() } as const;
    const end = await callGateway(request, this.#reach, async () => {}, signal);
    signal.throwIfAborted();
    // Neither path nor query: they hold accounts and telephone numbers.
    if (end.kind !== 'answered') throw new Error(`${url.host}: ${end.words}`);
    if (absent.includes(end.status)) return end;
    if (end.status < 200 || end.status >= 300)
      throw new Error(`${url.host}: answered ${end.status}`);
    if (end.body === null) throw new Error(`${url.host}: the answer is not whole, or too long`);
    return end;
  }
}

/** The entries of a page. @throws  When there is no list: an error page in JSON must not be taken for silence. */
export function entriesAt(page: unknown, path: string, { host }: URL): readonly unknown[] {
  const entries = valueAt(page, path);
  if (!Array.isArray(entries)) throw new Error(`${host}: no list at "${path}" of its answer`);
  return entries;
}

/** `null`: there is none. @throws  When a list goes on elsewhere than it began: our login goes nowhere else. */
export function nextPage(here: URL, next: string | null): URL | null {
  if (next === null) return null;
  const url = new URL(next, here);
  if (url.origin !== here.origin) throw new Error(`${here.host}: its list goes on at ${url.host}`);
  return url;
}

export function basicLogin(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}
