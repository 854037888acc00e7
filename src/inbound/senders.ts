/** Mail that is known by who sends it: LinkedIn, schedulers, lists, challenge-response filters. Each gives the rule that fits, or `null`. */
import { firstOf } from './header-fields.ts';
import type { ParsedMessage } from './parse.ts';
import { folded } from './text-rules.ts';

const LINKEDIN_LOCAL_PART =
  /^(?:messages?|messaging|invitations?|notifications?|inmail|hit-reply|connections?|member|updates?|jobs?|news|security|linkedin|group\w*|editors?|billing|no-?reply|messages-noreply|messaging-digest)|no-?reply|hit-reply/;

/** LinkedIn's own notices; people who work there write as themselves. */
export function isLinkedinNotice(message: ParsedMessage): string | null {
  const [local = '', domain = ''] = (message.from[0] ?? '').split('@');
  const sub = /^(?:e|el|em|bounce|notify|mail)\.linkedin\.com$/.test(domain);
  return sub || (domain === 'linkedin.com' && LINKEDIN_LOCAL_PART.test(local))
    ? `sender ${domain}`
    : null;
}

/** Domains of schedulers and the local parts by which they announce bookings. */
const SCHEDULERS =
  /(?:^|\.)(?:calendly\.com|calendlymail\.com|cal\.com|chilipiper\.com|savvycal\.com|acuityscheduling\.com|youcanbook\.me|tidycal\.com|zcal\.co|doodle\.com|oncehub\.com|scheduleonce\.com|setmore\.com|appointlet\.com|meetings\.hubspot\.com|calendar-notification\.google\.com|spirinc\.com|timerex\.jp|jicoo\.com|simplymeet\.me|koalendar\.com|youcanbookme\.com)$/;

/** A calendar invitation or answer (RFC 5546 methods), or a scheduler's mail about a booking. */
export function isMeeting(message: ParsedMessage): string | null {
  if (CALENDAR_METHODS.has(message.calendarMethod ?? ''))
    return `calendar method=${message.calendarMethod}`;
  const domain = (message.from[0] ?? '').split('@')[1] ?? '';
  if (SCHEDULERS.test(domain) && !MARKETING.test(folded(message.subject)))
    return `sender ${domain}`;
  return null;
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

/** List mail and bulk mail (RFC 2369, RFC 2919), which carries these whoever wrote it. */
export function listHeader(message: ParsedMessage): string | null {
  for (const name of [
    'list-id',
    'list-unsubscribe',
    'list-post',
    'x-campaign',
    'x-campaignid',
    'x-mailchimp-id',
    'feedback-id',
  ]) {
    if (message.headers.has(name)) return `header ${name}`;
  }
  const precedence = (firstOf(message.headers, 'precedence') ?? '').toLowerCase();
  return /^(?:bulk|list|junk)$/.test(precedence) ? `header precedence=${precedence}` : null;
}

const CHALLENGE_SENDERS =
  /(?:^|[.@])(?:boxbe\.com|spamarrest\.com|bluebottle\.com|mailblocks\.com|sendio\.com|cleanmymailbox\.com|knowspam\.net|0spam\.com|spamlion\.com|choicemail\.com|antispameurope\.com|mailinblack\.com|vadesecure\.com)$/;
const CHALLENGE_TEXT =
  /(?:verify|confirm|prove|validate|authenticate|authori[sz]e)\b.{0,80}\b(?:you are|you're|that you|yourself|your (?:e-?mail|address|identity|message|legitimacy)|(?:is )?not (?:a )?(?:spam|robot|machine)|human|real person|sender|as a sender)|(?:message|e-?mail|mail)\b.{0,120}(?:will (?:not )?be delivered|is (?:being )?(?:held|waiting|on hold|quarantined|pending)|has been (?:held|quarantined|placed on hold)|held until|awaiting)\b.{0,160}(?:click|reply|confirm|verif|visit|follow|link|register|respond)|(?:click|reply|respond|follow|visit)\b.{0,120}\b(?:to (?:have|get|ensure|allow|complete|release|deliver)|so (?:that )?)\b.{0,80}\b(?:message|e-?mail|mail|delivery)\b.{0,40}(?:deliver|released|inbox|through|accept)|\b(?:white ?list(?:ed)?|approved senders?|guest list|allow(?:ed)? list|pass list|safe senders?)\b.{0,160}(?:click|reply|confirm|verif|add|link|request)|challenge[- /]?response|one[- ]time (?:verification|confirmation)|spam (?:arrest|blocker|protection|filter(?:ing)?) .{0,100}(?:confirm|verif|reply|click)|pour (?:que|valider) votre (?:message|e-?mail).{0,120}(?:cliquez|authentifi)|authentifier/;
const CHALLENGE_SUBJECT =
  /(?:verif(?:y|ication)|confirm(?:ation)?|action|response) (?:is )?(?:required|needed|request)|please (?:verify|confirm)|\bboxbe\b|challenge|white ?list|waiting for approval|\[?verification\]?\s?(?:re:|-)|approve sender|sender (?:verification|authentication|address verification)|demande d'authentification/;

/** A filter that asks the sender to prove that they are a person. */
export function challengeRule(message: ParsedMessage, ownText: string): string | null {
  const domain = (message.from[0] ?? '').split('@')[1] ?? '';
  if (CHALLENGE_SENDERS.test(`@${domain}`)) return `challenge sender ${domain}`;
  if (message.deliveryStatus !== null) return null;
  const text = folded(ownText.slice(0, 3_000));
  const subject = CHALLENGE_SUBJECT.test(folded(message.subject.slice(0, 300)));
  const body = CHALLENGE_TEXT.test(text);
  const mechanical =
    message.nullReturnPath ||
    message.headers.has('auto-submitted') ||
    message.headers.has('x-autoreply') ||
    message.headers.has('precedence');
  return body && (subject || mechanical) && /https?:|reply|click/.test(text)
    ? 'challenge text'
    : null;
}
