/** Mail that is known by who sends it: LinkedIn, schedulers, lists, challenge-response filters. Each gives the rule that fits, or `null`. */
import { ACKNOWLEDGEMENTS } from './phrases/acknowledgement-phrases.ts';
import { AWAY_SUBJECT, AWAY_TEXT } from './phrases/away-phrases.ts';
import { automaticHeader, hintingHeader, isAnswer } from './automatic-headers.ts';
import { BOUNCE_SUBJECT } from './bounces/bounce-signs.ts';
import { serverAnswers } from './bounces/bounce-text.ts';
import {
  CHALLENGE_PROOF,
  CHALLENGE_SUBJECT,
  CHALLENGES,
  SIGNS_UP,
} from './phrases/challenge-phrases.ts';
import { FIRST_PERSON, REPLY_PREFIX } from './phrases/conversation-phrases.ts';
import { DOORS, type DoorWords } from './phrases/door-phrases.ts';
import {
  IS_IT_YOU,
  NAMED_GATE,
  NO_GATE,
  SUBJECT_WORDS,
  type SubjectWord,
} from './phrases/gate-phrases.ts';
import { firstOf } from './mail/header-fields.ts';
import { isMeetingNotice } from './meeting.ts';
import type { ParsedMessage } from './mail/parse.ts';
import { firstRule, folded } from './phrases/text-rules.ts';

const LINKEDIN_LOCAL_PART =
  /^(?:messages?|messaging|invitations?|notifications?|inmail|hit-reply|connections?|member|updates?|jobs?|news|security|linkedin|group\w*|editors?|billing|no-?reply|messages-noreply|messaging-digest)|no-?reply|hit-reply/;

/** LinkedIn's own mail; people who work there write as themselves. */
export function isFromLinkedin(message: ParsedMessage): string | null {
  const [local = '', domain = ''] = (message.from[0] ?? '').split('@');
  const sub = /^(?:e|el|em|bounce|notify|mail)\.linkedin\.com$/.test(domain);
  return sub || (domain === 'linkedin.com' && LINKEDIN_LOCAL_PART.test(local))
    ? `sender ${domain}`
    : null;
}

/** Domains of schedulers and the local parts by which they announce bookings. */
const SCHEDULERS =
  /(?:^|\.)(?:calendly\.com|calendlymail\.com|cal\.com|chilipiper\.com|savvycal\.com|acuityscheduling\.com|youcanbook\.me|tidycal\.com|zcal\.co|doodle\.com|oncehub\.com|scheduleonce\.com|setmore\.com|appointlet\.com|meetings\.hubspot\.com|calendar-notification\.google\.com|spirinc\.com|timerex\.(?:jp|net)|eeasy\.jp|vyte\.in|meetergo\.com|zeeg\.me|jicoo\.com|simplymeet\.me|koalendar\.com|youcanbookme\.com)$/;

/** A calendar invitation or answer (RFC 5546 methods), or a scheduler's mail about a booking. */
export function isMeeting(message: ParsedMessage): string | null {
  if (CALENDAR_METHODS.has(message.calendarMethod ?? ''))
    return `calendar method=${message.calendarMethod}`;
  const domain = (message.from[0] ?? '').split('@')[1] ?? '';
  if (SCHEDULERS.test(domain) && !MARKETING.test(folded(message.subject)))
    return `sender ${domain}`;
  return isMeetingNotice(message);
}

const CALENDAR_METHODS: ReadonlySet<string> = new Set([
  'REQUEST',
  'REPLY',
  'COUNTER',
  'CANCEL',
  'DECLINECOUNTER',
]);
const MARKETING =
  /\b(?:newsletter|webinar|tips|trial|upgrade|what's new|product update|welcome to)\b/;

/**
 * List mail and bulk mail (RFC 2369, RFC 2919), which carries these whoever wrote it. CRMs put some of them into the answers of people as well,
 * which are known by their subject.
 */
export function listHeader(message: ParsedMessage): string | null {
  const isReply = REPLY_PREFIX.test(folded(message.subject.slice(0, 300)));
  for (const name of isReply ? LIST_HEADERS : [...LIST_HEADERS, ...MAILER_HEADERS])
    if (message.headers.has(name)) return `header ${name}`;
  if (isReply) return null;
  const precedence = (firstOf(message.headers, 'precedence') ?? '').toLowerCase();
  return precedence === 'list' ? 'header precedence=list' : null;
}

/** One who wrote to a list, and no mailer that wrote to all. */
export function isGroupMail({ headers }: ParsedMessage): boolean {
  const isBulk =
    BULK_HEADERS.some((name) => headers.has(name)) ||
    /bulk|junk/i.test(firstOf(headers, 'precedence') ?? '');
  return !isBulk && LIST_HEADERS.some((name) => headers.has(name));
}

const LIST_HEADERS = ['list-id', 'list-post'];
const BULK_HEADERS = ['x-campaign', 'x-campaignid', 'x-mailchimp-id', 'feedback-id'];
const MAILER_HEADERS = ['list-unsubscribe', ...BULK_HEADERS];

const CHALLENGE_SENDERS =
  /(?:^|[.@])(?:boxbe\.com|spamarrest\.com|bluebottle\.com|mailblocks\.com|sendio\.com|cleanmymailbox\.com|knowspam\.net|0spam\.com|spamlion\.com|choicemail\.com|antispameurope\.com|mailinblack\.com|vadesecure\.com)$/;
/** Such a filter says little besides. */
const CHALLENGE_MAX = 1_500;

/**
 * A filter that asks the sender to prove that they are a person.
 *
 * @param isReport  It reads as a report of delivery as well: then only what a filter of this kind says, word by word, counts.
 */
export function challengeRule(
  message: ParsedMessage,
  ownText: string,
  isReport: boolean,
): string | null {
  const domain = (message.from[0] ?? '').split('@')[1] ?? '';
  if (CHALLENGE_SENDERS.test(`@${domain}`)) return `challenge sender ${domain}`;
  if (
    isFromLinkedin(message) !== null ||
    message.deliveryStatus !== null ||
    ownText.length > CHALLENGE_MAX
  )
    return null;
  const text = folded(ownText);
  const subject = folded(message.subject.slice(0, 300));
  const read = `${subject}\n${text}`;
  const isAway = firstRule(AWAY_TEXT, text) !== null || firstRule(AWAY_SUBJECT, subject) !== null;
  if (isAway || SIGNS_UP.test(read)) return null;
  const whole = CHALLENGES.find(
    ({ held, act, proof }) => held.test(read) && act.test(read) && proof.test(read),
  );
  if (whole !== undefined && CHALLENGE_SUBJECT.test(subject))
    return `challenge text ${whole.language}`;
  // Delivery reports may tell how to reach the recipient otherwise.
  if (BOUNCE_SUBJECT.test(message.subject) || serverAnswers(ownText).length > 0) return null;
  const isProof = CHALLENGE_PROOF.test(read);
  if (!isMechanical(message, subject)) {
    if (message.inReplyTo.length > 0) return null;
    const asks = isReport || REPLY_PREFIX.test(subject) ? null : quietGate(read);
    if (asks !== null) return `challenge text ${asks}`;
    if (!isProof) return null;
    const shut =
      whole ?? (!isReport && PASSES.test(read) && read.length <= 400 ? doorIn(read) : undefined);
    return shut === undefined ? null : `challenge text ${shut.language}`;
  }
  if (acknowledges(read) || isMeetingNotice(message) !== null) return null;
  const asked = CHALLENGES.find(({ held, act }) => held.test(read) && act.test(read));
  if (!isProof && NO_GATE.test(read)) return null;
  const isLinked = /https?:\/\//.test(text);
  const found =
    (isProof || isLinked ? asked : whole) ??
    (isReport ? undefined : (doorIn(read) ?? wordIn(read)));
  if (found !== undefined) return `challenge text ${found.language}`;
  return isLinked && !isReport && NAMED_GATE.test(read) ? 'challenge by name' : null;
}

/** A short mail that says what to do, what becomes of the letter, and whom the door is shut to. */
function doorIn(read: string): DoorWords | undefined {
  if (read.length > DOOR_MAX) return undefined;
  const isLinked = /https?:\/\//.test(read);
  const isProof = CHALLENGE_PROOF.test(read);
  // An accent moves with the pronoun behind a verb: "responde", "respóndeme".
  const plain = read.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return DOORS.find(
    ({ act, entry, stranger }) =>
      (isLinked || act.test(read) || act.test(plain)) &&
      ((isLinked && isProof) || entry.test(read)) &&
      stranger.test(read),
  );
}

/** A mail of no thread and no header that asks for a word in the subject, or whether it was really the sender; the language, or `null`. */
function quietGate(read: string): string | null {
  if (read.length > GATE_MAX) return null;
  const word = wordIn(read);
  if (word !== undefined) return word.language;
  const isAsked =
    IS_IT_YOU.test(read) &&
    /https?:\/\//.test(read) &&
    !NO_GATE.test(read) &&
    firstRule(FIRST_PERSON, read) === null;
  if (!isAsked) return null;
  return DOORS.find(({ act, entry }) => act.test(read) && entry.test(read))?.language ?? null;
}

/** A short mail that wants a word in the subject, against whom it keeps out. */
function wordIn(read: string): SubjectWord | undefined {
  if (read.length > GATE_MAX) return undefined;
  return SUBJECT_WORDS.find(
    ({ again, place, against }) => again.test(read) && place.test(read) && against.test(read),
  );
}

const GATE_MAX = 400;
const DOOR_MAX = 700;
/** A link, or a word to be said. */
const PASSES = /https?:\/\/|["«“「]/;

function acknowledges(read: string): boolean {
  return ACKNOWLEDGEMENTS.some(({ thanks }) => thanks.test(read));
}

/** A machine sent it, by a header that is one's own; what only hints at one counts where nobody answers. */
function isMechanical(message: ParsedMessage, subject: string): boolean {
  if (automaticHeader(message) !== null) return true;
  const isReply = isAnswer(message) || REPLY_PREFIX.test(subject);
  return !isReply && hintingHeader(message) !== null;
}
