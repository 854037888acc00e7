/**
 * Is it a delivery report, and what does it say of the address? By RFC 3464 parts first, then by who sent it and what the text says.
 * Never asks whose message it was: `match.ts` decides whether a report may be believed.
 */
import type { BounceKind } from '../../core/inbound-message.ts';
import { automaticHeader, isAnswer } from '../automatic-headers.ts';
import { KIND_BY_STATUS, REASONS } from './bounce-reasons.ts';
import {
  BOUNCE_BODY,
  BOUNCE_SUBJECT,
  DAEMON_LOCAL_PART,
  DAEMON_NAME,
  DELAY_BODY,
  STILL_TRYING,
} from './bounce-signs.ts';
import { FIRST_PERSON } from '../phrases/conversation-phrases.ts';
import { firstOf } from '../mail/header-fields.ts';
import type { ParsedMessage } from '../mail/parse.ts';
import {
  atSenderStage,
  failedInText,
  namedReasons,
  ownWords,
  recipientWords,
  serverAnswers,
  strangersOf,
  withoutGuesses,
  WORDS_MAX,
} from './bounce-text.ts';
import {
  ADDRESS,
  type DeliveryStatus,
  readDeliveryStatus,
  type RecipientStatus,
} from '../mail/report-parts.ts';
import { readSesNotice } from './ses-notice.ts';
import { firstRule, folded } from '../phrases/text-rules.ts';

export interface DeliveryReport {
  readonly class: 'bounce' | 'delay' | 'auto_reply';
  readonly bounce: BounceKind | null;
  /** Lower case. */
  readonly failedAddress: string | null;
  readonly confidence: number;
  readonly rules: readonly string[];
}

/** `null`: no delivery report. */
export function readDeliveryReport(message: ParsedMessage): DeliveryReport | null {
  const notice = readSesNotice(message.text);
  if (notice?.kind === 'bounce')
    return fromFailed(message, [notice.recipient], 'notice of Amazon SES');
  const sign = reportSign(message);
  if (sign === null) return null;
  const status = message.deliveryStatus ?? statusInText(message.text);
  if (status !== null) return fromStatus(message, status, sign);
  return fromText(message, sign);
}

export interface KindReading {
  readonly kind: BounceKind;
  readonly rule: string;
}

/** The kind that the server's words and codes make of a refusal. `status` and the codes count where the words are unknown. */
export function bounceKind(words: string, status: string | null): KindReading {
  const text = folded(words.slice(0, WORDS_MAX));
  const told = toldKind(text, status);
  if (told !== null) return told;
  const byCode = codeKind(codeOf(text, status));
  if (byCode !== null) return byCode;
  return GENERAL_FAILURE.test(text)
    ? { kind: 'hard', rule: 'bounce text general_failure' }
    : { kind: 'soft', rule: 'bounce without a known reason' };
}

/** What Microsoft's servers say of an unknown recipient when they say no more: a temporary failure has its reason there. */
const GENERAL_FAILURE = /^delivery to the following recipients failed/;

/** By words alone; `null`: no rule knows them. */
function toldKind(text: string, status: string | null): KindReading | null {
  const reason = firstRule(REASONS, text.replace(NAMES, 'someone@there'));
  if (reason === null) return null;
  const code = codeOf(text, status);
  if (reason.name === 'carrier_filter' && code === '5.1.1')
    return { kind: 'hard', rule: 'bounce text user_unknown' };
  if (VAGUE.has(reason.name) && code !== null && NAMES_ADDRESS.test(code)) return codeKind(code);
  // A transient code does not tell of a dead address, except where the server is certain.
  if (reason.kind === 'hard' && code?.startsWith('4') === true && !CERTAIN.has(reason.name))
    return { kind: 'soft', rule: `bounce text ${reason.name}, for now` };
  return { kind: reason.kind, rule: `bounce text ${reason.name}` };
}

/** What an address is called says nothing: `sales-policy@kern.example`. Of one carrier it does. */
const NAMES = new RegExp(ADDRESS.source.replace('@', '@(?!(?:\\w+\\.)?docomo\\.)'), 'gi');
/** Words of what went wrong on the way: a code that names the address itself says more. */
const VAGUE: ReadonlySet<string> = new Set(['infrastructure', 'expired']);
const NAMES_ADDRESS = /^5\.1\.(?:[1236]|10)$/;
const CERTAIN: ReadonlySet<string> = new Set(['user_unknown', 'null_mx']);

/** `null`: there is no code. */
function codeKind(code: string | null): KindReading | null {
  const byCode = KIND_BY_STATUS.find(
    ([prefix]) => code === prefix || code?.startsWith(`${prefix}.`),
  );
  return byCode === undefined ? null : { kind: byCode[1], rule: `status ${code ?? ''}` };
}

/**
 * The stated status, else the first enhanced code, else the class of the first reply code. A code that says no more than "undefined" (RFC 3463:
 * subject or detail 0) gives way to one that does: a near server writes 5.0.0 around the far one's 5.1.1.
 */
function codeOf(text: string, status: string | null): string | null {
  const written = [...text.matchAll(/(?<![\d.])([45]\.[0-7]\.\d{1,3})(?![\d.])/g)];
  const codes = [...(status === null ? [] : [status]), ...written.map((found) => found[1]!)];
  return (
    codes.find((code) => !/^\d\.0\.|\.0$/.test(code)) ??
    codes[0] ??
    /(?<![\d.])([45])\d\d[ -](?=\D)/.exec(text)?.[1] ??
    null
  );
}

/**
 * The kind that a letter makes of a refusal: by the words of the server it repeats, then by that server's codes, else by its own words, which are
 * often a template's.
 */
function kindInLetter(words: string, status: string | null): KindReading {
  const answers = [...serverAnswers(words), namedReasons(words)].map(folded);
  for (const answer of answers) {
    const told = toldKind(answer, status);
    if (told !== null) return told;
  }
  for (const answer of answers) {
    const code = codeOf(answer, status);
    if (code !== null && SAYS_WHY.test(code)) return codeKind(code)!;
  }
  return bounceKind(withoutGuesses(words), status);
}

/** A permanent code whose subject and detail both say something. */
const SAYS_WHY = /^5\.[1-7]\.[1-9]/;

/** Why it is taken for a delivery report, or `null`. */
function reportSign(message: ParsedMessage): string | null {
  const daemon = isDaemon(message);
  if (message.deliveryStatus !== null) return 'part message/delivery-status';
  if (message.headers.has('x-failed-recipients')) return 'header x-failed-recipients';
  if (message.reportType === 'delivery-status') return 'report-type delivery-status';
  const subject = BOUNCE_SUBJECT.test(message.subject);
  const head = message.text.slice(0, BODY_LOOK);
  const body = BOUNCE_BODY.test(head);
  if (daemon && (subject || body)) return subject ? 'daemon and subject' : 'daemon and text';
  if (subject && isReport(message)) return 'multipart/report and subject';
  if (subject && body && isUnanswering(message)) return 'subject and text of a bounce';
  if (automaticHeader(message) !== null && isLate(message, head))
    return 'a machine, and still trying';
  if (body && returnsOurs(message)) return "a server's answer and the returned message";
  return null;
}

/** The head says so and speaks of nobody: "my answers are delayed" is a note of absence. */
function isLate(message: ParsedMessage, head: string): boolean {
  return (
    !isAnswer(message) &&
    STILL_TRYING.test(head.slice(0, LATE_LOOK)) &&
    firstRule(FIRST_PERSON, folded(head.slice(0, LATE_LOOK))) === null
  );
}

const LATE_LOOK = 600;
const BODY_LOOK = 6_000;

function isReport(message: ParsedMessage): boolean {
  return /^multipart\/report\b/i.test(firstOf(message.headers, 'content-type') ?? '');
}

function isDaemon(message: ParsedMessage): boolean {
  const local = message.from[0]?.split('@')[0] ?? '';
  return (
    message.nullReturnPath ||
    DAEMON_LOCAL_PART.test(local) ||
    DAEMON_NAME.test(message.fromName) ||
    (message.from.length === 0 && DAEMON_NAME.test(firstOf(message.headers, 'from') ?? ''))
  );
}

/** The headers of a message that came back, under a server's answer; a person who passes a report on does so under "Fwd:". */
function returnsOurs(message: ParsedMessage): boolean {
  return (
    message.returned !== null &&
    isUnanswering(message) &&
    !/^\s*(?:re|fwd?|aw|wg|tr|rv|sv)\s*:/i.test(message.subject) &&
    serverAnswers(ownWords(message)).length > 0
  );
}

/** People answer within a thread; a report about a message seldom does, and then says so in its parts. */
function isUnanswering(message: ParsedMessage): boolean {
  return message.inReplyTo.length === 0 || message.headers.has('auto-submitted');
}

function statusInText(text: string): DeliveryStatus | null {
  const start = text.search(/^(?:final-recipient|original-recipient):/im);
  return start === -1 ? null : readDeliveryStatus(text.slice(start, start + WORDS_MAX));
}

function fromStatus(message: ParsedMessage, status: DeliveryStatus, sign: string): DeliveryReport {
  const failed = status.recipients.filter(({ action }) => !NOT_FAILED.has(action));
  const delayed = status.recipients.filter((one) => one.action === 'delayed');
  if (failed.length > 0 && !failed.every(saysDelivered)) return fromFailed(message, failed, sign);
  const first = status.recipients[0]!;
  if (delayed.length > 0) {
    return {
      class: 'delay',
      bounce: null,
      failedAddress: addressOf(delayed[0]!),
      confidence: 1,
      rules: ['action delayed', sign],
    };
  }
  return {
    class: 'auto_reply',
    bounce: null,
    failedAddress: null,
    confidence: 1,
    rules: [`action ${first.action}`, sign],
  };
}

/** RFC 3464 section 2.3.3; anything else that a report says ("failed", "expired", nothing) is a failure. */
const NOT_FAILED: ReadonlySet<string> = new Set(['delayed', 'delivered', 'relayed', 'expanded']);

function saysDelivered(recipient: RecipientStatus): boolean {
  return recipient.status?.startsWith('2.') === true;
}

/** Our messages have one recipient. Where a report names several, a dead address among them is the one to name. */
function fromFailed(
  message: ParsedMessage,
  failed: readonly RecipientStatus[],
  sign: string,
): DeliveryReport {
  const readings = failed.map((recipient) => ({
    recipient,
    ...kindOf(message, recipient, failed.length),
  }));
  const hard = readings.find(({ kind }) => kind === 'hard');
  const reading = hard ?? readings[0]!;
  return {
    class: 'bounce',
    bounce: reading.kind,
    failedAddress: addressOf(reading.recipient) ?? failedInText(message),
    confidence: 1,
    rules: [reading.rule, 'action failed', sign],
  };
}

function kindOf(message: ParsedMessage, recipient: RecipientStatus, count: number): KindReading {
  const own = toldKind(folded(recipient.diagnostic), recipient.status);
  if (own !== null && own.kind !== 'hard') return own;
  // The letter may name the stage: before any recipient was named, nothing was said of one.
  if (own !== null && count === 1 && atSenderStage(ownWords(message)))
    return { kind: 'blocked', rule: 'bounce text sender_at_fault in the letter' };
  if (own !== null) return own;
  // The report's own words are poor ("smtp; 550"): its letter often holds the server's answer.
  const read = count > 1 ? null : kindInLetter(ownWords(message), recipient.status);
  return read?.rule.startsWith('bounce text')
    ? { ...read, rule: `${read.rule} in the letter` }
    : bounceKind(recipient.diagnostic, recipient.status);
}

function fromText(message: ParsedMessage, sign: string): DeliveryReport {
  const words = ownWords(message);
  if (
    (DELAY_BODY.test(words) || STILL_TRYING.test(words.slice(0, LATE_LOOK))) &&
    !GIVEN_UP.test(words) &&
    !refusedForGood(words)
  ) {
    return {
      class: 'delay',
      bounce: null,
      failedAddress: failedInText(message),
      confidence: 0.8,
      rules: ['text of a delay', sign],
    };
  }
  const { kind, rule, address } = readingOf(message, words);
  return {
    class: 'bounce',
    bounce: kind,
    failedAddress: address ?? failedInText(message),
    confidence: 0.8,
    rules: [rule, sign],
  };
}

/** "You will be told if it fails permanently" is said of a late one. */
const GIVEN_UP = /(?<!\bif\b[^.]{0,60})permanent|giving up|given up|(?<!non-)fatal/i;

function refusedForGood(words: string): boolean {
  return serverAnswers(words).some((answers) => codeOf(folded(answers), null)?.startsWith('5'));
}

/** Where a letter speaks of several recipients, a dead one among them is the one to name. */
function readingOf(
  message: ParsedMessage,
  words: string,
): KindReading & { readonly address: string | null } {
  const each = recipientWords(words, strangersOf(message)).map((one) => ({
    address: one.address,
    ...kindInLetter(one.words, null),
  }));
  const hard = each.find(({ kind }) => kind === 'hard');
  return hard ?? { ...kindInLetter(words, null), address: null };
}

function addressOf(recipient: RecipientStatus): string | null {
  return recipient.originalRecipient ?? recipient.finalRecipient;
}
