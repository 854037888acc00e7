/** One text as Vonage takes it, and how it answers. */
import { vonageFault, type GatewayFault } from '../../core/gateway-codes.ts';
import { listAt, textAt } from '../../core/json-path.ts';
import type { OutboundMessage } from '../../ports/message-channel.ts';
import type { GatewayRequest } from '../gateway/gateway-call.ts';
import type { AnswerReading } from '../gateway/gateway-outcome.ts';
import { textOf } from '../gateway/gateway-text.ts';

export function vonageRequest(
  api: URL,
  login: Readonly<Record<string, string>>,
  from: string,
  statusUrl: string | null,
  { to, touchlineId, bytes }: OutboundMessage,
): GatewayRequest {
  const body = {
    channel: 'sms',
    message_type: 'text',
    from: vonageNumber(from),
    to: vonageNumber(to),
    text: textOf(bytes),
    client_ref: touchlineId,
    ...(statusUrl === null ? {} : { webhook_url: statusUrl, webhook_version: 'v1' }),
  };
  return {
    method: 'POST',
    url: new URL('/v1/messages', api),
    headers: { ...login, 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** Vonage writes E.164 without the plus. */
export function vonageNumber(phone: string): string {
  return phone.replace(/^\+/, '');
}

export const vonageReading: AnswerReading = {
  needsId: true,
  acceptedId: (json) => textAt(json, 'message_uuid'),
  refusal: (json) => {
    const code = /#(\d{2,5})$/.exec(textAt(json, 'type') ?? '')?.[1] ?? null;
    const words = textAt(json, 'detail') ?? textAt(json, 'title');
    return { code, words, fault: vonageFault(code) ?? faultOfParameters(json) };
  },
};

/** 422 names what is wrong with the request. */
function faultOfParameters(json: unknown): GatewayFault | null {
  const names = listAt(json, 'invalid_parameters').map((each) => textAt(each, 'name'));
  if (names.includes('to')) return 'address';
  if (names.includes('from')) return 'gateway';
  return names.length > 0 ? 'message' : null;
}
