/** What is this message? By headers and reports first, then by what the person wrote. Unknown means a person answered. */
import type { Classification, InboundClass } from '../core/inbound-message.ts';
import { readAutomatic } from './auto-reply.ts';
import { automaticHeader, isAnswer } from './automatic-headers.ts';
import { COMPLAINT_TEXT } from './bounces/bounce-signs.ts';
import { FIRST_PERSON } from './phrases/conversation-phrases.ts';
import { readDeliveryReport } from './bounces/bounce.ts';
import { intentOf } from './intent.ts';
import { linkedinNotice } from './linkedin-notice.ts';
import { isFromLinkedin, isMeeting, listHeader, challengeRule } from './senders.ts';
import { optOutRule, unsubscribeByMailer } from './opt-out.ts';
import type { ParsedMessage } from './mail/parse.ts';
import { stripQuotes, type Stripped, withoutClosing } from './mail/quotes.ts';
import { returnAtMs } from './dates/return-date.ts';
import { addressIn } from './mail/report-parts.ts';
import { firstOf } from './mail/header-fields.ts';
import { readSesNotice } from './bounces/ses-notice.ts';
import { firstRule, folded } from './phrases/text-rules.ts';

/** Raised with every change that can read a message differently; history can then be read again. */
export const CLASSIFIER_VERSION = 9;

export interface ClassifyContext {
  /** When it was received, epoch ms: dates without a year count from here. */
  readonly nowMs: number;
  /** IANA name of the person's zone; `null`: UTC. */
  readonly zone: string | null;
}

/** Pure: the same message and context give the same answer. Never throws. */
export function classify(message: ParsedMessage, context: ClassifyContext): Classification {
  const written = stripQuotes(message.text);
  return (
    byReport(message, written) ?? byMachine(message, written, context) ?? byPerson(message, written)
  );
}

function byReport(message: ParsedMessage, written: Stripped): Classification | null {
  if (isComplaint(message)) {
    // RFC 5965 section 7.3: `not-spam` takes a complaint back.
    const type = firstOf(message.feedback ?? new Map(), 'feedback-type')?.toLowerCase() ?? 'abuse';
    const failedAddress = complainant(message);
    if (type === 'not-spam')
      return result(written, 'auto_reply', 1, ['feedback-type not-spam'], { failedAddress });
    return result(written, 'complaint', 1, [`feedback-type ${type}`], { failedAddress });
  }
  if (
    message.reportType === 'disposition-notification' ||
    message.partTypes.includes('message/disposition-notification')
  ) {
    return result(written, 'auto_reply', 1, ['report-type disposition-notification'], {});
  }
  const complains = complaintText(message, written.words);
  if (complains !== null) return result(written, 'complaint', 0.8, [complains], {});
  const report = readDeliveryReport(message);
  const challenge = challengeRule(message, written.words, report !== null);
  if (challenge !== null) return result(written, 'challenge', 0.9, [challenge], {});
  if (report === null) return null;
  const { bounce, failedAddress } = report;
  return result(written, report.class, report.confidence, report.rules, { bounce, failedAddress });
}

/** RFC 5965, or the form of Microsoft's Junk Mail Reporting Program: the message itself under a fixed subject. */
function isComplaint(message: ParsedMessage): boolean {
  if (message.feedback !== null || message.reportType === 'feedback-report') return true;
  if (readSesNotice(message.text)?.kind === 'complaint') return true;
  return /^complaint about message from \S+$/i.test(message.subject) && message.returned !== null;
}

/** A provider that passes a complaint on in words alone. Whoever says "I" complains himself, and asks us to stop. */
function complaintText(message: ParsedMessage, text: string): string | null {
  const head = folded(`${message.subject}\n${text.slice(0, COMPLAINT_LOOK)}`);
  if (isAnswer(message) || !COMPLAINT_TEXT.test(head)) return null;
  if (firstRule(FIRST_PERSON, head) !== null) return null;
  return automaticHeader(message) === null ? null : 'text of a complaint';
}

const COMPLAINT_LOOK = 600;

/** Who complained, where the report does not hide it: RFC 5965 `Original-Rcpt-To`, else the returned message's recipient. */
function complainant(message: ParsedMessage): string | null {
  const noticed = readSesNotice(message.text);
  if (noticed !== null) return noticed.recipient.finalRecipient;
  const named = message.feedback === null ? null : firstOf(message.feedback, 'original-rcpt-to');
  const returned = message.returned === null ? null : firstOf(message.returned, 'to');
  return addressIn(named ?? '') ?? addressIn(returned ?? '');
}

function byMachine(
  message: ParsedMessage,
  written: Stripped,
  context: ClassifyContext,
): Classification | null {
  const linkedin = isFromLinkedin(message);
  if (linkedin !== null) {
    // What is no answer of anybody is a digest, an advertisement, an invitation to us.
    const isNotice = linkedinNotice(message) !== null;
    return result(written, isNotice ? 'linkedin' : 'unrelated', isNotice ? 1 : 0.9, [linkedin], {});
  }
  const refusal = optOutBesideAnswer(message, written);
  if (refusal !== null)
    return result(written, 'opt_out', 0.95, [refusal], { intent: 'unsubscribe' });
  const meeting = isMeeting(message);
  if (meeting !== null) return result(written, 'meeting', 0.95, [meeting], {});
  const asked = unsubscribeByMailer(message);
  if (asked !== null) return result(written, 'opt_out', 0.95, [asked], { intent: 'unsubscribe' });
  const list = isAnswer(message) ? null : listHeader(message);
  const automatic = readAutomatic(
    message,
    isAnswer(message) ? written.words : written.textWithSignature,
    context.nowMs,
  );
  // Newsletters are generated too, and say so; answering machines of old say no more than "Precedence: bulk".
  const isListMail = list !== null && !list.startsWith('header precedence');
  if (automatic !== null && (!isListMail || automatic.class === 'out_of_office')) {
    const { departed } = automatic;
    const isAway = automatic.class === 'out_of_office' && departed === null;
    return result(written, automatic.class, automatic.confidence, automatic.rules, {
      returnAtMs: isAway ? returnOf(message, written, context) : null,
      departed,
    });
  }
  return list === null ? null : result(written, 'unrelated', 0.9, [list], {});
}

/** Whoever answers an invitation, or calls a meeting off, may ask beside it to be left alone, which weighs more. */
function optOutBesideAnswer({ calendarMethod }: ParsedMessage, { words }: Stripped): string | null {
  const isAnswered = ['REPLY', 'COUNTER', 'CANCEL'].includes(calendarMethod ?? '');
  return isAnswered ? optOutRule(withoutClosing(words), '') : null;
}

function returnOf(
  message: ParsedMessage,
  written: Stripped,
  context: ClassifyContext,
): number | null {
  const { nowMs, zone } = context;
  const text = written.textWithSignature;
  return (
    returnAtMs(text, nowMs, zone) ??
    returnAtMs(message.subject, nowMs, zone) ??
    returnAtMs(text, nowMs, zone, true)
  );
}

function byPerson(message: ParsedMessage, written: Stripped): Classification {
  const words = withoutClosing(written.words);
  const optOut = optOutRule(words, message.subject);
  if (optOut !== null) return result(written, 'opt_out', 0.95, [optOut], { intent: 'unsubscribe' });
  const { intent, confidence, rule } = intentOf(words);
  return result(
    written,
    'human_reply',
    confidence,
    rule === null ? ['unknown means a person'] : [rule],
    { intent },
  );
}

function result(
  written: Stripped,
  inboundClass: InboundClass,
  confidence: number,
  rules: readonly string[],
  more: Partial<
    Pick<Classification, 'bounce' | 'failedAddress' | 'returnAtMs' | 'departed' | 'intent'>
  >,
): Classification {
  return {
    class: inboundClass,
    bounce: more.bounce ?? null,
    failedAddress: more.failedAddress ?? null,
    returnAtMs: more.returnAtMs ?? null,
    departed: more.departed ?? null,
    intent: more.intent ?? null,
    confidence,
    text: written.text,
    words: written.words,
    textWithSignature: written.textWithSignature,
    rules,
  };
}
