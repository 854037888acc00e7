/** The body of a request to a gateway of the workspace's own: Liquid over a few values, which can't break out of their place. */
import { Liquid } from 'liquidjs';

export interface BodyValues {
  /** Whom it reaches. */
  readonly to: string;
  /** Our account there. */
  readonly from: string;
  readonly text: string;
  /** Our own id of the message. */
  readonly id: string;
}

const MEMORY_MOST = 1_000_000;
const RENDER_MOST_MS = 200;

/**
 * Values are written so that they stay inside quotes in JSON, and inside a value in a form; other media types get them as they are.
 *
 * @returns The body, or what is wrong with `source`.
 */
export function requestBody(
  source: string,
  contentType: string,
  values: BodyValues,
): { readonly ok: true; readonly body: string } | { readonly ok: false; readonly error: string } {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    outputEscape: escapeFor(contentType),
    memoryLimit: MEMORY_MOST,
    renderLimit: RENDER_MOST_MS,
  });
  try {
    return { ok: true, body: String(engine.parseAndRenderSync(source, { ...values })) };
  } catch (cause) {
    return { ok: false, error: cause instanceof Error ? cause.message : String(cause) };
  }
}

function escapeFor(contentType: string): (value: unknown) => string {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (type === 'application/json' || type.endsWith('+json'))
    return (value) => JSON.stringify(String(value)).slice(1, -1);
  if (type === 'application/x-www-form-urlencoded')
    return (value) => encodeURIComponent(String(value));
  return String;
}
