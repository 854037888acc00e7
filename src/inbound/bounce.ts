/**
 * Is it a delivery report, and what does it say of the address? By RFC 3464 parts first, then by who sent it and what the text says.
 * Never asks whose message it was: `match.ts` decides whether a report may be believed.
 */
import type { BounceKind } from '../core/inbound-message.ts';
import {
  BOUNCE_BODY,
  BOUNCE_SUBJECT,
  DAEMON_LOCAL_PART,
  DAEMON_NAME,
  DELAY_BODY,
  KIND_BY_STATUS,
  REASONS,
} from './bounce-phrases.ts';
import { firstOf } from './header-fields.ts';
import type { ParsedMessage } from './parse.ts';
import {
  ADDRESS,
  addressIn,
  type DeliveryStatus,
  readDeliveryStatus,
  type RecipientStatus,
} from './report-parts.ts';
import { firstRule, folded } from './text-rules.ts';

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
  const sign = reportSign(message);
  if (sign === null) return null;
  const status = message.deliveryStatus ?? statusInText(message.text);
  if (status !== null) return fromStatus(message, status, sign);
  return fromText(message, sign);
}

/** The kind that the server's words and codes make of a refusal. `status` and `replyCode` count where the words are unknown. */
export function bounceKind(
  words: string,
  status: string | null,
): { readonly kind: BounceKind; readonly rule: string } {
  const text = folded(words.slice(0, WORDS_MAX));
  const reason = firstRule(REASONS, text);
  const code = status ?? /(?<![\d.])([45]\.\d{1,2}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null;
  // After the message's data was handed over the recipient was already accepted: the content is refused (Sisimai: "filtered").
  if (reason?.kind === 'hard' && REFUSED_AFTER_DATA.test(text))
    return { kind: 'soft', rule: 'refused after data' };
  // A transient code does not tell of a dead address, except where the server names the user unknown.
  if (reason !== null && !(code?.startsWith('4') && reason.name === 'disabled')) {
    return { kind: reason.kind, rule: `bounce text ${reason.name}` };
  }
  const byStatus = KIND_BY_STATUS.find(
    ([prefix]) => code === prefix || code?.startsWith(`${prefix}.`),
  );
  return byStatus === undefined
    ? { kind: 'soft', rule: 'bounce without a known reason' }
    : { kind: byStatus[1], rule: `status ${code ?? ''}` };
}

const WORDS_MAX = 4_000;
/** Postfix's words, and Sendmail's transcript (`503` and `554` there only say that no recipient was left). */
const REFUSED_AFTER_DATA = /in reply to end of data|>>> data <<< 55[0-3](?!\S? ?5\.1\.1)/;

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
  return null;
}

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

function kindOf(
  message: ParsedMessage,
  recipient: RecipientStatus,
  count: number,
): ReturnType<typeof bounceKind> {
  const own = bounceKind(recipient.diagnostic, recipient.status);
  if (
    own.kind === 'hard' &&
    recipient.status !== '5.1.1' &&
    REFUSED_AFTER_DATA.test(folded(humanPart(message)))
  )
    return { kind: 'soft', rule: 'refused after data' };
  const told = own.rule.startsWith('bounce text') || own.rule.startsWith('refused');
  if (told || count > 1) return own;
  // The report's own words are poor ("smtp; 550"): its human part often holds the server's answer.
  const human = bounceKind(humanPart(message), recipient.status);
  return human.rule.startsWith('bounce text')
    ? { ...human, rule: `${human.rule} in the letter` }
    : own;
}

function fromText(message: ParsedMessage, sign: string): DeliveryReport {
  const words = humanPart(message);
  if (DELAY_BODY.test(words) && !/permanent|giving up|given up|fatal/i.test(words)) {
    return {
      class: 'delay',
      bounce: null,
      failedAddress: failedInText(message),
      confidence: 0.8,
      rules: ['text of a delay', sign],
    };
  }
  const { kind, rule } = bounceKind(words, null);
  return {
    class: 'bounce',
    bounce: kind,
    failedAddress: failedInText(message),
    confidence: 0.8,
    rules: [rule, sign],
  };
}

/** The report's own words: until the returned message begins. */
function humanPart(message: ParsedMessage): string {
  const text = message.text.slice(0, 16_000);
  const end = text.search(RETURNED_START);
  return (end > 40 ? text.slice(0, end) : text).slice(0, WORDS_MAX);
}

const RETURNED_START =
  /^[\s>*-]{0,10}(?:-{2,} ?(?:this is a copy|below this line|returned message|original message|unsent message|undelivered message|message header|header|the header|included is|start of|body of|message text|received message|forwarded|failed message|a copy)|(?:received|return-path|message-id|mime-version): |original message follows|your (?:original )?message (?:follows|reads|was)|the (?:first|header|original message)[^\n]{0,60}follow)/im;

function addressOf(recipient: RecipientStatus): string | null {
  return recipient.originalRecipient ?? recipient.finalRecipient;
}

/** X-Failed-Recipients, the address that the words point at, else whom the returned message was written to. */
function failedInText(message: ParsedMessage): string | null {
  const header = addressIn(firstOf(message.headers, 'x-failed-recipients') ?? '');
  if (header !== null) return header;
  const words = humanPart(message);
  const own = new Set([...message.from, ...message.to]);
  for (const pattern of POINTING) {
    for (const line of words.split('\n')) {
      if (!pattern.test(line)) continue;
      const found = addressesIn(line).find((address) => !own.has(address));
      if (found !== undefined) return found;
    }
  }
  const returned =
    message.returned === null ? null : addressIn(firstOf(message.returned, 'to') ?? '');
  return returned ?? addressesIn(words).find((address) => !own.has(address)) ?? null;
}

/** Lines that name the failed recipient, in order of trust. */
const POINTING: readonly RegExp[] = [
  /^\s*<[^<>\s]+@[^<>\s]+>:?/,
  /^\s*(?:final-recipient|original-recipient|recipient(?: address)?|to|for|empfänger|adresse)\s*[:;]/i,
  /^\s*<?[^\s<>]+@[^\s<>]+>?\s*(?:$|[:;(,.-])/,
  /(?:deliver|undeliver|reach|reject|fail|unknown|not found|exist|mailbox|rcpt to|zugestellt|entreg|配信)/i,
];

function addressesIn(line: string): string[] {
  const all = new RegExp(ADDRESS.source, 'gi');
  return [...line.slice(0, 2_000).matchAll(all)]
    .map(([found]) => found.replace(/\.$/, '').toLowerCase())
    .filter((address) => !DAEMON_LOCAL_PART.test(address.split('@')[0]!));
}
