/** One text as Twilio takes it, and how it answers. */
import { twilioFault } from '../../core/gateway-codes.ts';
import { textAt } from '../../core/json-path.ts';
import type { OutboundMessage } from '../../ports/message-channel.ts';
import type { GatewayRequest } from '../gateway/gateway-call.ts';
import type { AnswerReading } from '../gateway/gateway-outcome.ts';
import { textOf } from '../gateway/gateway-text.ts';

export function twilioRequest(
  account: URL,
  login: Readonly<Record<string, string>>,
  from: string,
  statusUrl: string | null,
  message: OutboundMessage,
): GatewayRequest {
  const form = new URLSearchParams({ To: message.to, From: from, Body: textOf(message.bytes) });
  if (statusUrl !== null) form.set('StatusCallback', namedUrl(statusUrl, message.touchlineId));
  return {
    method: 'POST',
    url: new URL('Messages.json', account),
    headers: { ...login, 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(form.toString()),
  };
}

/** Twilio carries nothing of ours back but the address that it calls. */
function namedUrl(statusUrl: string, touchlineId: string): string {
  const url = new URL(statusUrl);
  url.searchParams.set('touch', touchlineId);
  return url.href;
}

export const twilioReading: AnswerReading = {
  needsId: true,
  acceptedId: (json) => textAt(json, 'sid'),
  refusal: (json) => {
    const code = textAt(json, 'code');
    return { code, words: textAt(json, 'message'), fault: twilioFault(code) };
  },
};
