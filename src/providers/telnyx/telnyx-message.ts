/** One text as Telnyx takes it, and how it answers. */
import { telnyxFault } from '../../core/gateway-codes.ts';
import { textAt } from '../../core/json-path.ts';
import type { OutboundMessage } from '../../ports/message-channel.ts';
import type { GatewayRequest } from '../gateway/gateway-call.ts';
import { idempotencyKeyOf } from '../gateway/gateway-channel.ts';
import type { AnswerReading } from '../gateway/gateway-outcome.ts';
import { textOf } from '../gateway/gateway-text.ts';

/** Carried back in reports and in lists. */
export function tagOf(touchlineId: string): string {
  return `touch-${touchlineId}`;
}

export function telnyxRequest(
  api: URL,
  login: Readonly<Record<string, string>>,
  from: string,
  statusUrl: string | null,
  { to, touchlineId, bytes }: OutboundMessage,
): GatewayRequest {
  const body = {
    from,
    to,
    text: textOf(bytes),
    tags: [tagOf(touchlineId)],
    ...(statusUrl === null ? {} : { webhook_url: statusUrl }),
  };
  return {
    method: 'POST',
    url: new URL('messages', api),
    headers: {
      ...login,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKeyOf(touchlineId),
    },
    body: Buffer.from(JSON.stringify(body)),
  };
}

export const telnyxReading: AnswerReading = {
  needsId: true,
  acceptedId: (json) => textAt(json, 'data.id'),
  refusal: (json) => {
    const code = textAt(json, 'errors.0.code');
    const words = textAt(json, 'errors.0.detail') ?? textAt(json, 'errors.0.title');
    return { code, words, fault: telnyxFault(code) };
  },
};
