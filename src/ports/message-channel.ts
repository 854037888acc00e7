import type { Outcome } from '../core/touch.ts';

/** One message, ready for the wire: rendered once, the same bytes on every attempt. */
export interface OutboundMessage {
  readonly touchId: string;
  /** Names the touch to the server, where it can take a name: a report about the message may carry that back and nothing else. */
  readonly touchlineId: string;
  /** Exactly one recipient, normalised. */
  readonly to: string;
  /** Envelope sender. */
  readonly from: string;
  readonly bytes: Uint8Array;
}

/**
 * A way out for one mailbox. Keeps its connections between calls.
 *
 * `send` never rejects for what the far end does: every end of an attempt is an `Outcome`. It rejects only when `dataStarted` does, before
 * a byte of the body left.
 */
export interface MessageChannel {
  /**
   * Hands one message over.
   *
   * @param dataStarted  Awaited after the server said 354 and before the first byte of the body: the durable mark behind which a death
   *                     means `uncertain`. When it rejects, the body is not begun and the rejection is passed on.
   * @param signal       Aborts the attempt; a body that was begun and not answered is `uncertain`.
   */
  send(
    message: OutboundMessage,
    dataStarted: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Outcome>;
  /** Closes idle connections; running attempts end first. */
  close(): Promise<void>;
}
