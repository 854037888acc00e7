/** A gateway calls: is it the gateway, and is what it says kept? */
import type { RawEvent } from '../../core/gateway-event.ts';
import type { WebhookRequest, WebhookSeal } from '../../ports/gateway.ts';
import type { EventIdentity } from '../../usecases/signals/keep-webhook.ts';

/** Where one gateway calls us: `/hooks/` and its id. */
export interface Hook {
  readonly seal: WebhookSeal;
  /** Whether it may call by GET, with all it has to say in the address. */
  readonly takesGet: boolean;
  readonly identityOf: (raw: RawEvent) => EventIdentity;
}

/** A request as it came in. */
export interface Call {
  readonly method: string;
  /** Path and query, as they stand in the request. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/**
 * `null`: it is forged.
 *
 * @param publicUrl  What the gateway calls us by, without a `/` at the end. Whatever the request says of its host is the caller's word.
 */
export function genuineEvent(
  { seal }: Pick<Hook, 'seal'>,
  { method, target, headers, body }: Call,
  publicUrl: string,
  nowMs: number,
): RawEvent | null {
  const request: WebhookRequest = { method, url: `${publicUrl}${target}`, headers, body, nowMs };
  if (!seal.isGenuine(request)) return null;
  const mark = target.indexOf('?');
  return {
    form: 'webhook',
    contentType: (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase(),
    body: new TextDecoder().decode(body),
    query: mark === -1 ? '' : target.slice(mark + 1),
  };
}
