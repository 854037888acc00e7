/**
 * Did a machine answer? By headers first (RFC 3834 and what vendors send instead), then by subject, last by text that only machines write.
 * In doubt a person wrote it: `null`.
 */
import type { Departed } from '../core/inbound-message.ts';
import { firstOf } from './header-fields.ts';
import type { ParsedMessage } from './parse.ts';
import { ACKNOWLEDGEMENTS } from './acknowledgement-phrases.ts';
import { AUTO_SUBJECT, AUTO_TEXT } from './auto-reply-phrases.ts';
import { AWAY_NOTE, AWAY_SUBJECT, AWAY_TEMPLATE, AWAY_TEXT } from './away-phrases.ts';
import { CONVERSATION, FIRST_PERSON } from './conversation-phrases.ts';
import { departedIn } from './departed.ts';
import { statesReturn } from './return-date.ts';
import { REFUSALS } from './refusal-phrases.ts';
import { firstRule, folded } from './text-rules.ts';

export interface Automatic {
  readonly class: 'out_of_office' | 'auto_reply';
  readonly confidence: number;
  readonly rules: readonly string[];
  /** Only of `out_of_office`. */
  readonly departed: Departed | null;
}

/**
 * @param ownText  What the message says without quotes.
 * @param nowMs  When it was received: a return lies ahead.
 */
export function readAutomatic(
  message: ParsedMessage,
  ownText: string,
  nowMs: number,
): Automatic | null {
  if (DENIES.test(folded(ownText.slice(0, HEAD_MAX)))) return null;
  const sign = signOf(message, ownText) ?? quietSign(message, ownText, nowMs);
  if (sign === null) return null;
  if (sign.rules.some((rule) => NO_NOTE.test(rule))) return { ...sign, departed: null };
  const departed = departedIn(message, ownText);
  if (departed !== null)
    return { ...sign, class: 'out_of_office', rules: [...sign.rules, 'departed'], departed };
  if (sign.class === 'out_of_office') return { ...sign, departed: null };
  const away = awayNote(message, ownText, nowMs);
  return away === null
    ? { ...sign, departed: null }
    : { ...sign, class: 'out_of_office', rules: [...sign.rules, away], departed: null };
}

/** "This is not an automatic reply": only a person says so. */
const DENIES =
  /\b(?:not an? auto(?:mat\w+)?[- ]?(?:reply|response)|keine automatische (?:antwort|nachricht)|pas (?:une |un )?(?:réponse|message) automatique|no es una? (?:respuesta|mensaje) autom[aá]tic|non è una? (?:risposta|messaggio) automatic|não é uma? (?:resposta|mensagem) automátic)|自動返信では(?:ありません|ございません|ない)/;

/**
 * A machine that says so nowhere in its headers. Either it calls itself one and names a return, or the mail belongs to no thread, speaks to
 * nobody, and is short: an absence and a return and nothing else.
 */
function quietSign(message: ParsedMessage, ownText: string, nowMs: number): Sign | null {
  const head = folded(ownText.slice(0, HEAD_MAX));
  const isBulk = /^(?:bulk|junk|auto)/i.test(firstOf(message.headers, 'precedence') ?? '');
  const returns = statesReturn(ownText, nowMs) || statesReturn(message.subject, nowMs);
  const base = { class: 'auto_reply', confidence: 0.7 } as const;
  if (isBulk && !isList(message)) return { ...base, rules: ['header precedence, of no list'] };
  if (ANSWERING_MACHINE.test(head) && returns)
    return { ...base, rules: ['text answering_machine'] };
  const subject = folded(message.subject.slice(0, 300));
  const isAlone = !isAnswer(message) && !REPLY_PREFIX.test(subject) && head.length <= NOTE_MAX;
  const talks = firstRule(CONVERSATION, head) !== null;
  const away = AWAY_NOTE.some(({ pattern }) => pattern.test(head) || pattern.test(subject));
  return isAlone && !talks && away && returns
    ? { ...base, rules: ['text a note of no thread'] }
    : null;
}

const NOTE_MAX = 500;
const ANSWERING_MACHINE =
  /anrufbeantworter|répondeur|contestador|risponditore|segreteria telefonica|(?:atendedor|secretária) (?:de chamadas|eletrónica|eletrônica)|留守番|answering machine|auto-?responder|(?:automat\w*|maschine|machine|macchina|máquina) (?:antwortet|answers|répond|risponde|responde)/;

function isList({ headers }: ParsedMessage): boolean {
  return ['list-id', 'list-unsubscribe', 'list-post', 'feedback-id'].some((name) =>
    headers.has(name),
  );
}

/** A receipt tells of a letter, not of its reader. */
const NO_NOTE = /read_receipt|test_of_delivery|refusal|rejected/;

/** What a machine sent tells of an absence already in words that a person might use as well. */
function awayNote(message: ParsedMessage, ownText: string, nowMs: number): string | null {
  const head = folded(ownText.slice(0, HEAD_MAX));
  const note = firstRule(AWAY_NOTE, head) ?? firstRule(AWAY_NOTE, folded(message.subject));
  const isOffice = isOfficial(head) || officeText(head, false) !== null;
  if (note !== null && !isOffice) return `note ${note.name}`;
  const returns = statesReturn(ownText, nowMs) || statesReturn(message.subject, nowMs);
  if (returns && (note !== null || !isOffice)) return 'states a return';
  return null;
}

type Sign = Omit<Automatic, 'departed'>;

function signOf(message: ParsedMessage, ownText: string): Sign | null {
  const head = folded(ownText.slice(0, HEAD_MAX));
  const subject = folded(message.subject.slice(0, 300));
  const awayText = firstRule(AWAY_TEXT, head);
  const away = firstRule(AWAY_SUBJECT, subject) ?? awayText;
  const byHeader = automaticHeader(message);
  if (byHeader !== null) return verdict(away, byHeader, 1);
  const speaks = firstRule(FIRST_PERSON, head) !== null && !isOfficial(head);
  // Somebody at the front desk may use the machine's address.
  if (isNoReply(message) && (away !== null || !speaks))
    return verdict(away, 'sender no-reply', 0.95);
  const isTemplate = awayText !== null && firstRule(AWAY_TEMPLATE, head) !== null;
  const isPersonal =
    firstRule(FIRST_PERSON, head) !== null || firstRule(CONVERSATION, head) !== null;
  const bySubject = automaticSubject(
    subject,
    isPersonal ? !isTemplate : isAnswer(message) && awayText === null,
  );
  if (bySubject !== null) return verdict(away, bySubject, 0.95);
  return fromText(message, head, subject);
}

const HEAD_MAX = 3_000;

function isOfficial(head: string): boolean {
  return firstRule(AUTO_TEXT, head) !== null || officeText(head, true) !== null;
}

function verdict(away: { readonly name: string } | null, sign: string, confidence: number): Sign {
  if (away === null) return { class: 'auto_reply', confidence, rules: [sign] };
  return { class: 'out_of_office', confidence, rules: [sign, `away ${away.name}`] };
}

/** Which header says that no person sent it, or `null`. */
function automaticHeader(message: ParsedMessage): string | null {
  const { headers } = message;
  // RFC 3834 section 5: anything but `no`; parameters and comments may follow.
  const submitted = /^[a-z-]+/.exec((firstOf(headers, 'auto-submitted') ?? '').toLowerCase())?.[0];
  if (submitted !== undefined && submitted !== 'no') return `header auto-submitted=${submitted}`;
  for (const name of VENDOR_HEADERS) {
    const value = firstOf(headers, name)?.toLowerCase();
    if (value !== undefined && !/^(?:no|false|0)?$/.test(value)) return `header ${name}`;
  }
  for (const name of ['precedence', 'x-precedence', 'preference']) {
    if (/auto[-_ ]?repl/i.test(firstOf(headers, name) ?? '')) return `header ${name}=auto_reply`;
  }
  if (/auto-?(?:respond|reply)/i.test(firstOf(headers, 'x-post-messageclass') ?? ''))
    return 'header x-post-messageclass';
  if (/^autoresponder/i.test(firstOf(headers, 'delivered-to') ?? ''))
    return 'header delivered-to=autoresponder';
  if (message.nullReturnPath) return 'header return-path=<>';
  // Exchange puts "DR, RN" on letters of people too; only a suppression of auto-replies marks a machine, and not within a thread.
  const suppress = firstOf(headers, 'x-auto-response-suppress') ?? '';
  const looped = headers.has('x-ms-exchange-inbox-rules-loop');
  if (/all|oof|autoreply/i.test(suppress) && (looped || !isAnswer(message)))
    return 'header x-auto-response-suppress';
  return null;
}

/** The sender says that nobody reads there: no person answers from such an address. */
function isNoReply(message: ParsedMessage): boolean {
  return NO_REPLY.test(message.from[0]?.split('@')[0] ?? '');
}

const NO_REPLY =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|nicht[-_.]?antworten|keine[-_.]?antwort|ne[-_.]?pas[-_.]?repondre|no[-_.]?responder|nao[-_.]?responda|non[-_.]?rispondere|auto[-_.]?(?:reply|responder|confirm)|autoresponder)(?![a-z])/;

/** Any value but `no` means a machine. Vendors' stand-ins for RFC 3834. */
const VENDOR_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-autoreply-from',
  'x-autogenerated',
  'x-mail-autoreply',
  'x-automatic-reply',
  'auto-reply',
  'autoreply',
  'x-vacation',
  'x-fc-machinegenerated',
  'x-mailer-autoreply',
  'x-away-message',
];

/** Whether it says which message it answers. */
export function isAnswer(message: ParsedMessage): boolean {
  return message.inReplyTo.length > 0 || message.references.length > 0;
}

/**
 * @param isPersonal  It is no absence note of the usual words: then "Re: Automatic reply: ..." is a person who answers under that subject.
 */
function automaticSubject(subject: string, isPersonal: boolean): string | null {
  const reply = REPLY_PREFIX.exec(subject)?.[0] ?? '';
  const bare = subject.slice(reply.length);
  const rule = firstRule(AUTO_SUBJECT, bare) ?? firstRule(AWAY_SUBJECT, bare);
  if (rule === null || (reply !== '' && isPersonal) || /^[^:]{0,40}\?$/.test(bare)) return null;
  return `subject ${rule.name}`;
}

const REPLY_PREFIX = /^(?:(?:re|aw|sv|fw|fwd|wg|tr|rv|antw|odp|回复|回覆|返信)(?:\[\d+\])?\s?: ?)+/;

/**
 * Without a header: only text that is plainly a machine's, or an absence note in a template's words. Within a thread neither may speak to us
 * or, where nobody is away, say "I".
 */
function fromText(message: ParsedMessage, head: string, subject: string): Sign | null {
  const answer = isAnswer(message) || answersMachine(subject);
  const machine = firstRule(AUTO_TEXT, head) ?? (answer ? null : firstRule(AUTO_TEXT, subject));
  const away = firstRule(AWAY_TEXT, head);
  const sign = machine ?? firstRule(AWAY_TEMPLATE, head);
  const talks = firstRule(CONVERSATION, head) !== null;
  if (away !== null && sign !== null && !talks) {
    return {
      class: 'out_of_office',
      confidence: 0.8,
      rules: [`text ${away.name}`, `text ${sign.name}`],
    };
  }
  const speaks = firstRule(FIRST_PERSON, head) !== null;
  if (machine !== null && !(answer && (talks || speaks)))
    return { class: 'auto_reply', confidence: 0.8, rules: [`text ${machine.name}`] };
  if (speaks || talks) return null;
  const office = officeText(head, answer);
  return office === null ? null : { class: 'auto_reply', confidence: 0.7, rules: [office] };
}

/** "Re: Automatic reply: ...": somebody answers under the subject of a machine. */
function answersMachine(subject: string): boolean {
  const reply = REPLY_PREFIX.exec(subject)?.[0] ?? '';
  return reply !== '' && firstRule(AUTO_SUBJECT, subject.slice(reply.length)) !== null;
}

/** An office that speaks to anybody: it acknowledges the letter, or could not take it. */
function officeText(head: string, isInThread: boolean): string | null {
  const told = ACKNOWLEDGEMENTS.find(
    ({ thanks, promise }) => thanks.test(head) && promise.test(head),
  );
  if (told !== undefined) return `text acknowledgement_${told.language}`;
  const refused = isInThread ? null : refusalLanguage(head);
  return refused === null ? null : `text refusal_${refused}`;
}

/** The language in which the head of the letter says that our mail was not taken, or `null`. */
function refusalLanguage(head: string): string | null {
  const found = REFUSALS.find(({ apology, mail, failure }) => {
    const sorry = apology.exec(head.slice(0, APOLOGY_WITHIN));
    if (sorry === null) return false;
    const rest = head.slice(sorry.index, sorry.index + REFUSAL_WITHIN);
    const named = mail.exec(rest);
    return named !== null && failure.test(rest.slice(named.index));
  });
  return found?.language ?? null;
}

const APOLOGY_WITHIN = 120;
const REFUSAL_WITHIN = 300;
