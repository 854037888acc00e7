/** What a gateway is handed for one touch: rendered once, the same on every attempt. */
import { messageIdOf, touchlineIdOf } from '../../content/message-id.ts';
import { requestBody } from '../../content/request-body.ts';
import type { StoredMessage } from '../../ports/engine-store.ts';
import { touchIdFor, type Author, type Occasion } from './occasion.ts';
import { addressAt, type GatewaySettings } from '../settings.ts';

/** No message of a gateway carries it; it is the touch's name all the same, and nobody else's. */
const ID_DOMAIN = 'gateway.invalid';

export type GatewayDraft =
  | { readonly ok: true; readonly message: StoredMessage | null }
  /** The body of the request can't be made. */
  | { readonly ok: false; readonly error: string };

/** `message: null`: the person has no address there that works. */
export function gatewayMessage(
  author: Author,
  occasion: Occasion,
  gateway: GatewaySettings,
  text: string,
): GatewayDraft {
  const to = addressAt(gateway, occasion.due.prospect);
  if (to === null) return { ok: true, message: null };
  const touchId = touchIdFor(occasion);
  const touchlineId = touchlineIdOf(author.instanceKey, touchId);
  const { address: from } = gateway.from;
  const body =
    gateway.body === null
      ? ({ ok: true, body: text } as const)
      : requestBody(gateway.body.liquid, gateway.body.contentType, {
          to,
          from,
          text,
          id: touchlineId,
        });
  if (!body.ok) return { ok: false, error: `the body of channel ${gateway.id}: ${body.error}` };
  const message: StoredMessage = {
    messageId: messageIdOf(author.instanceKey, touchId, ID_DOMAIN),
    touchlineId,
    references: [],
    to,
    from,
    subject: '',
    bytes: new TextEncoder().encode(body.body),
  };
  return { ok: true, message };
}
