/** What does a gateway's answer make of an attempt? One rule for all of them; what differs is where an id lies and what an error code means. */
import type { GatewayFault } from '../../core/gateway-codes.ts';
import { MINUTE_MS, SECOND_MS } from '../../core/time/duration.ts';
import { jsonIn } from '../../core/json-path.ts';
import type { Outcome } from '../../core/touch.ts';
import type { CallEnd, GatewayAnswer } from './gateway-call.ts';

/** How one gateway words its answers. */
export interface AnswerReading {
  /** The id of a message that was accepted. */
  readonly acceptedId: (json: unknown) => string | null;
  /** Whether an acceptance without an id is none: something between us and the gateway may have answered. */
  readonly needsId: boolean;
  /** Whether 409 says that this key was accepted before. No when absent. */
  readonly conflictIsAcceptance?: boolean;
  readonly refusal: (json: unknown) => Refusal;
}

export interface Refusal {
  /** The gateway's own code, where it has one. */
  readonly code: string | null;
  readonly words: string | null;
  /** `null`: the code does not say, so the status has to. */
  readonly fault: GatewayFault | null;
}

const DETAIL_CHARS_MAX = 500;
const RETRY_MS = 30 * SECOND_MS;
/** Longer is no wait but a refusal in other words; the core looks again. */
const RETRY_MS_MAX = 24 * 60 * MINUTE_MS;

/** What an attempt came to, as far as its own end tells. */
export function outcomeOfCall(end: CallEnd, reading: AnswerReading, nowMs: number): Outcome {
  switch (end.kind) {
    case 'not_begun':
      return { kind: 'not_sent', detail: detailOf(end.words) };
    case 'unanswered':
      return { kind: 'uncertain', detail: detailOf(end.words) };
    case 'answered':
      return outcomeOfAnswer(end, reading, nowMs);
  }
}

function outcomeOfAnswer(answer: GatewayAnswer, reading: AnswerReading, nowMs: number): Outcome {
  const { status, body } = answer;
  const json = body === null ? undefined : jsonIn(body);
  if (status >= 200 && status < 300) {
    const id = json === undefined ? null : reading.acceptedId(json);
    if (id === null && reading.needsId) {
      return { kind: 'uncertain', detail: `answered ${status} without an id of the message` };
    }
    return {
      kind: 'sent',
      detail: id === null ? `${status}` : `${status} ${id}`,
      serverMessageId: id,
    };
  }
  if (status === 409 && reading.conflictIsAcceptance === true) {
    const id = reading.acceptedId(json);
    return { kind: 'sent', detail: '409 accepted before', serverMessageId: id };
  }
  // 307 and 308 mean that nothing was done here; any other redirect may follow what was done.
  const isRefusal =
    (status >= 400 && status < 500 && status !== 408) || [307, 308].includes(status);
  const refusal = reading.refusal(json);
  const detail = detailOf(
    [status, refusal.code, refusal.words].filter((each) => each !== null).join(' '),
  );
  if (!isRefusal) return { kind: 'uncertain', detail };
  const fault = status === 429 ? 'passing' : (refusal.fault ?? faultOfStatus(status));
  switch (fault) {
    case 'passing': {
      const retryAfterMs = retryAfter(answer, nowMs);
      return { kind: 'deferred', detail, code: status, retryAfterMs, blame: 'mailbox' };
    }
    case 'opted_out':
      return { kind: 'refused', detail: `opted out: ${detail}`, blame: 'person', code: status };
    case 'gateway':
      return { kind: 'refused', detail, blame: 'mailbox', code: status };
    case 'address':
    case 'message':
      return { kind: 'refused', detail, blame: fault, code: status };
  }
}

function faultOfStatus(status: number): GatewayFault {
  if (status === 425) return 'passing';
  // No money, no right, no such account, not here: every message would meet the same.
  const isOurs = [401, 402, 403, 404, 405, 407, 410].includes(status) || status < 400;
  return isOurs ? 'gateway' : 'message';
}

/** Seconds or an HTTP date (RFC 9110 section 10.2.3). */
function retryAfter({ headers }: GatewayAnswer, nowMs: number): number {
  const written = headers['retry-after'] ?? '';
  const ms = /^\d{1,9}$/.test(written) ? Number(written) * SECOND_MS : Date.parse(written) - nowMs;
  return Number.isNaN(ms) ? RETRY_MS : Math.min(Math.max(ms, SECOND_MS), RETRY_MS_MAX);
}

export function detailOf(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, DETAIL_CHARS_MAX);
}
