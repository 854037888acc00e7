/**
 * What became of an attempt? One pure rule over what was observed on the wire.
 *
 * A reply to the whole body decides; without one, a body that was not handed over to its end surely did not leave (the terminating dot
 * was never written), and any other ending is `uncertain`.
 */
import { MINUTE_MS, SECOND_MS } from '../../core/time/duration.ts';
import type { Outcome } from '../../core/touch.ts';

export interface Observed {
  /** Where the attempt stood: before MAIL (connect, TLS, EHLO, login), at a command, or `session`: at none in particular. */
  readonly phase: 'open' | 'mail' | 'rcpt' | 'data' | 'session';
  /** What stood in the way when it was not a reply. `none`: the exchange came to its end. */
  readonly trouble: 'none' | 'network' | 'tls' | 'login' | 'too_big' | 'bad_address';
  /** The reply that ended it, lines joined by LF. `null`: none came, or none was whole. */
  readonly reply: string | null;
  /** What happened, for people, when the reply does not say it. */
  readonly words: string;
  /** At least one byte of the body may have left. */
  readonly bodyStarted: boolean;
  /** The terminating dot may have left. */
  readonly bodyEnded: boolean;
  readonly serverMessageId: string | null;
}

interface Reply {
  /** 200 to 599. */
  readonly code: number;
  /** RFC 3463: the `1` and the `10` of `5.1.10`; both empty when the reply has none. */
  readonly subject: string;
  readonly detail: string;
  readonly text: string;
}

type Blame = 'address' | 'mailbox' | 'message';

/** A code, and where there is one the subject and detail of an enhanced code. */
const REPLY_LINE = /^([2-5][0-9]{2})(?:[ -](?:[245]\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.]))?|$)/;
const DETAIL_CHARS_MAX = 500;
/** Postgrey's default delay. */
const GREYLISTED_MS = 5 * MINUTE_MS;
const CLOSING_MS = MINUTE_MS;
const RETRY_MS = 30 * SECOND_MS;
/** A wrong password or certificate does not mend itself, and too much knocking locks accounts. */
const MISCONFIGURED_MS = 15 * MINUTE_MS;
/** RFC 4954 section 6: authentication required, too weak, failed, encryption required. */
const LOGIN_CODES = [530, 534, 535, 538];

/**
 * The outcome of an attempt.
 *
 * Before MAIL nobody has judged the message: an unreachable host is `not_sent`; a reply, a failed login and failed TLS are `deferred` and
 * the mailbox's fault, whatever their class, so that a wrong password rests the mailbox and costs no touch.
 */
export function outcomeOf(seen: Observed): Outcome {
  const reply = parseReply(seen.reply);
  const detail = detailOf(reply?.text ?? seen.words);
  if (seen.trouble === 'too_big') return { kind: 'refused', detail, blame: 'message', code: null };
  if (seen.trouble === 'bad_address')
    return { kind: 'refused', detail, blame: 'address', code: null };
  if (seen.phase === 'open') return outcomeOfOpening(seen, reply, detail);
  if (reply !== null && reply.code >= 400) {
    const blame = blameOf(reply, seen.phase);
    if (reply.code >= 500 && (seen.bodyStarted || !LOGIN_CODES.includes(reply.code))) {
      return { kind: 'refused', detail, blame, code: reply.code };
    }
    return { kind: 'deferred', detail, code: reply.code, retryAfterMs: retryAfterMs(reply), blame };
  }
  const accepted = seen.trouble === 'none' && reply !== null && reply.code < 300;
  if (accepted && seen.bodyEnded) {
    return { kind: 'sent', detail, serverMessageId: seen.serverMessageId };
  }
  // A server that accepts what it has not seen the end of may do anything with it.
  if (!seen.bodyStarted || (!seen.bodyEnded && !accepted)) return { kind: 'not_sent', detail };
  return { kind: 'uncertain', detail };
}

function outcomeOfOpening(seen: Observed, reply: Reply | null, detail: string): Outcome {
  const misconfigured = seen.trouble === 'tls' || seen.trouble === 'login';
  const refused = reply !== null && reply.code >= 400;
  if (!misconfigured && !refused) return { kind: 'not_sent', detail };
  const lasting = refused ? reply.code >= 500 : misconfigured;
  return {
    kind: 'deferred',
    detail,
    code: reply?.code ?? null,
    retryAfterMs: lasting || reply === null ? MISCONFIGURED_MS : retryAfterMs(reply),
    blame: 'mailbox',
  };
}

/**
 * Reads a whole reply. Lines that are no reply lines, or lines of different codes (RFC 5321 section 4.2.1 wants one code), say nothing
 * that could be relied on: `null`.
 */
function parseReply(text: string | null): Reply | null {
  if (text === null) return null;
  const lines = text.split('\n');
  const first = REPLY_LINE.exec(lines[0]!);
  if (first === null) return null;
  const code = first[1]!;
  const isWhole = lines.every((line) => REPLY_LINE.exec(line)?.[1] === code);
  if (!isWhole) return null;
  return { code: Number(code), subject: first[2] ?? '', detail: first[3] ?? '', text };
}

/**
 * Who is to blame? RFC 3463's subject first, whatever class it comes with; then the command that was refused: MAIL is the mailbox's,
 * RCPT the address's, the body the message's.
 */
function blameOf(reply: Reply, phase: Exclude<Observed['phase'], 'open'>): Blame {
  if (reply.code === 421 || LOGIN_CODES.includes(reply.code)) return 'mailbox';
  if (isGreylisting(reply) && phase !== 'mail') return 'address';
  const { subject, detail } = reply;
  switch (subject) {
    case '1':
      // x.1.7 and x.1.8 are the sender's address.
      return phase === 'mail' || detail === '7' || detail === '8' ? 'mailbox' : 'address';
    case '2':
      if (detail === '3') return 'message';
      return phase === 'mail' ? 'mailbox' : 'address';
    case '6':
      // x.6.7: the server takes no address in UTF-8.
      return detail === '7' && phase === 'rcpt' ? 'address' : 'message';
    case '7':
      return 'mailbox';
  }
  // Microsoft 365 says 5.4.1 for a recipient it does not have.
  if (subject === '4' && detail === '1') return phase === 'mail' ? 'mailbox' : 'address';
  if ((subject === '3' && detail === '4') || reply.code === 552) return 'message';
  switch (phase) {
    case 'mail':
    case 'session':
      return 'mailbox';
    case 'rcpt':
      return 'address';
    case 'data':
      // A passing trouble with the body (disk full, scanner down) is the server's, not the message's.
      return reply.code < 500 ? 'mailbox' : 'message';
  }
}

function retryAfterMs(reply: Reply): number {
  if (LOGIN_CODES.includes(reply.code)) return MISCONFIGURED_MS;
  if (isGreylisting(reply)) return GREYLISTED_MS;
  return reply.code === 421 ? CLOSING_MS : RETRY_MS;
}

function isGreylisting(reply: Reply): boolean {
  return (
    [450, 451].includes(reply.code) &&
    ((reply.subject === '7' && reply.detail === '1') || /gr[ae]y-?list/i.test(reply.text))
  );
}

function detailOf(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, DETAIL_CHARS_MAX);
}
