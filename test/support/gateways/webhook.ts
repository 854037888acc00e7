/** A webhook as the public listener hands it to a seal. */
import type { WebhookRequest } from '../../../src/ports/gateway.ts';

export interface WebhookFields {
  readonly method?: string;
  readonly url?: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export function webhook(
  { method = 'POST', url = 'https://go.acme.test/hooks/paris', headers, body }: WebhookFields,
  nowMs: number,
): WebhookRequest {
  return { method, url, headers, body: Buffer.from(body), nowMs };
}

/** The same request with some headers changed; `null` takes one away. */
export function withHeaders(
  fields: WebhookFields,
  changed: Readonly<Record<string, string | null>>,
): WebhookFields {
  const headers = new Map(fields.headers);
  for (const [name, value] of Object.entries(changed))
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  return { ...fields, headers };
}
