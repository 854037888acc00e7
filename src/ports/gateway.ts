import type { MessageChannel } from './message-channel.ts';
import type { MessageSource } from './message-source.ts';
import type { SendProof } from './send-proof.ts';

/** A company that carries texts, calls or messages, by HTTP: one number or account of ours there. */
export interface Gateway {
  /**
   * `OutboundMessage.bytes` is the text in UTF-8; for `provider: http` the whole body of the request. Before a byte of the request leaves,
   * `dataStarted` is awaited: what was begun and not answered is `uncertain`, unless the gateway takes an idempotency key, by which the
   * channel asks again itself.
   */
  readonly channel: MessageChannel;
  /** Asks for what came in since (raw events, see `core/gateway-event.ts`); `null`: it can only call us, and has no age. */
  readonly source: MessageSource | null;
  /** Asks for what went out; `null`: it can't be asked. */
  readonly proof: SendProof | null;
  readonly seal: WebhookSeal;
}

/** Tells a webhook of this gateway from a forged one. */
export interface WebhookSeal {
  /** Constant time; `false` for what is forged, stale, or not sealed at all. Never throws. */
  isGenuine(request: WebhookRequest): boolean;
}

export interface WebhookRequest {
  /** Upper case. */
  readonly method: string;
  /** As the gateway called it: the public address, with its query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Epoch ms. */
  readonly nowMs: number;
}
