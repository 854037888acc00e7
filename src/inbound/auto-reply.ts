/**
 * Did a machine answer? By headers first (RFC 3834 and what vendors send instead), then by subject, last by text that only machines write.
 * In doubt a person wrote it: `null`.
 */
import type { Departed } from '../core/inbound-message.ts';
import {
  automaticHeader,
  hintingHeader,
  isAnswer,
  isFromOffice,
  isNoReply,
} from './automatic-headers.ts';
import type { ParsedMessage } from './mail/parse.ts';
import { ACKNOWLEDGEMENTS, RECEIPTS, UNATTENDED } from './phrases/acknowledgement-phrases.ts';
import { AUTO_SUBJECT, AUTO_TEXT } from './phrases/auto-reply-phrases.ts';
import {
  AWAY_NOTE,
  AWAY_SUBJECT,
  AWAY_TEMPLATE,
  AWAY_TEXT,
  ELSEWHERE,
} from './phrases/away-phrases.ts';
import {
  BUSINESS,
  CONVERSATION,
  DENIES,
  DEPUTY,
  FIRST_PERSON,
  IS_BACK,
  REPLY_PREFIX,
  RHETORICAL,
  SAYS_WHO,
  TO_US,
} from './phrases/conversation-phrases.ts';
import { departedIn } from './departed.ts';
import { intentOf } from './intent.ts';
import { optOutRule } from './opt-out.ts';
import { statesReturn } from './dates/return-date.ts';
import { REFUSALS } from './phrases/refusal-phrases.ts';
import { firstRule, folded } from './phrases/text-rules.ts';

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
  const head = headOf(message, ownText);
  const byHeader = automaticHeader(message);
  if (byHeader === null ? isByPerson(head) : isByHand(message, head, byHeader)) return null;
  const sign = signOf(message, head, byHeader) ?? quietSign(message, ownText, nowMs);
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

/** Out of a thread "Urgent? Call us." asks nothing. */
function headOf(message: ParsedMessage, ownText: string): string {
  const head = folded(ownText.slice(0, HEAD_MAX));
  return isAnswer(message) ? head : head.replace(RHETORICAL, '.');
}

/** "This is not an automatic reply", "she is away and I read her mail", "I am back": only a person says so. */
function isByPerson(head: string): boolean {
  if (ANSWERING_MACHINE.test(head)) return false;
  return [DENIES, DEPUTY, IS_BACK].some((said) => said.test(head));
}

/**
 * Help desks call what their people write `auto-generated`, which is no answer of a machine (RFC 3834, 5). So does Exchange its notes of
 * absence, but with a subject of their own.
 */
function isByHand(message: ParsedMessage, head: string, byHeader: string): boolean {
  if (byHeader !== 'header auto-submitted=auto-generated' || !isAnswer(message)) return false;
  const subject = folded(message.subject.slice(0, 300));
  return (
    REPLY_PREFIX.test(subject) &&
    (firstRule(FIRST_PERSON, head) !== null || speaksToUs(head)) &&
    firstRule(AWAY_TEXT, head) === null &&
    firstRule(AUTO_TEXT, head) === null &&
    officeText(head, true) === null
  );
}

/**
 * A machine that says so nowhere in its headers. Either it calls itself one and names a return, or the mail belongs to no thread, speaks to
 * nobody, and is short: an absence and a return and nothing else.
 */
function quietSign(message: ParsedMessage, ownText: string, nowMs: number): Sign | null {
  const head = headOf(message, ownText);
  const subject = folded(message.subject.slice(0, 300));
  const returns = statesReturn(ownText, nowMs) || statesReturn(message.subject, nowMs);
  const base = { class: 'auto_reply', confidence: 0.7 } as const;
  if (ANSWERING_MACHINE.test(head) && returns)
    return { ...base, rules: ['text answering_machine'] };
  const isReply = REPLY_PREFIX.test(subject);
  if (isAnswer(message) && isReply) return null;
  const hint = hintingHeader(message);
  const isTold =
    returns && firstRule(AWAY_TEXT, head) !== null && firstRule(BUSINESS, head) === null;
  if (hint !== null && isTold && !isReply) return { ...base, rules: [hint] };
  if (speaksToUs(head)) return null;
  const away = AWAY_NOTE.some(({ pattern }) => pattern.test(head) || pattern.test(subject));
  const isFresh = !isAnswer(message) && !isReply;
  const isImpersonal = !saysI(head);
  const isSaid =
    away ||
    (isImpersonal && (isFresh || isOfficial(head))) ||
    (isFresh && departedIn(message, ownText) !== null);
  if (hint !== null && isSaid) return { ...base, rules: [hint] };
  const isNote =
    away || (head.length <= SHORT_NOTE_MAX && ELSEWHERE.test(head) && !TO_US.test(head));
  return isFresh && head.length <= NOTE_MAX && isNote && returns
    ? { ...base, rules: ['text a note of no thread'] }
    : null;
}

function saysI(head: string): boolean {
  return firstRule(FIRST_PERSON, head) !== null || firstRule(SAYS_WHO, head) !== null;
}

function speaksToUs(head: string): boolean {
  return firstRule(CONVERSATION, head) !== null || firstRule(BUSINESS, head) !== null;
}

const NOTE_MAX = 500;
const SHORT_NOTE_MAX = 200;
const ANSWERING_MACHINE =
  /anrufbeantworter|répondeur|contestador|risponditore|segreteria telefonica|(?:atendedor|secretária) (?:de chamadas|eletrónica|eletrônica)|留守番|answering machine|auto-?responder|(?:automat\w*|maschine|machine|macchina|máquina) (?:antwortet|answers|répond|risponde|responde)/;

/** A receipt tells of a letter, not of its reader. */
const NO_NOTE = /read_receipt|test_of_delivery|refusal|rejected/;

/** What a machine sent tells of an absence already in words that a person might use as well. */
function awayNote(message: ParsedMessage, ownText: string, nowMs: number): string | null {
  const head = folded(ownText.slice(0, HEAD_MAX));
  const note = firstRule(AWAY_NOTE, head) ?? firstRule(AWAY_NOTE, folded(message.subject));
  const isOffice = isOfficial(head) || officeText(head, false) !== null;
  if (note !== null && !isOffice) return `note ${note.name}`;
  if (!isOffice && ELSEWHERE.test(head)) return 'note elsewhere';
  const returns = statesReturn(ownText, nowMs) || statesReturn(message.subject, nowMs);
  if (returns && (note !== null || !isOffice)) return 'states a return';
  return null;
}

type Sign = Omit<Automatic, 'departed'>;

function signOf(message: ParsedMessage, head: string, byHeader: string | null): Sign | null {
  const subject = folded(message.subject.slice(0, 300));
  const awayText = firstRule(AWAY_TEXT, head);
  const away = firstRule(AWAY_SUBJECT, subject) ?? awayText;
  if (byHeader !== null) return verdict(away, byHeader, 1);
  const speaks = saysI(head) && !isOfficial(head);
  // Somebody at the front desk may use the machine's address.
  if (isNoReply(message) && (away !== null || !speaks))
    return verdict(away, 'sender no-reply', 0.95);
  const isTemplate = awayText !== null && firstRule(AWAY_TEMPLATE, head) !== null;
  const talks = firstRule(CONVERSATION, head) !== null;
  const isPersonal = firstRule(FIRST_PERSON, head) !== null || talks;
  const bySubject = automaticSubject(
    subject,
    isPersonal ? !isTemplate : isAnswer(message) && awayText === null,
    speaksToUs(head) && awayText === null && !isOfficial(head),
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

/**
 * @param speaks  It speaks to us, and a person may write under a subject that a machine has left behind.
 * @param isPersonal  It is no absence note of the usual words: then "Re: Automatic reply: ..." is a person who answers under that subject.
 */
function automaticSubject(subject: string, isPersonal: boolean, speaks: boolean): string | null {
  const reply = REPLY_PREFIX.exec(subject)?.[0] ?? '';
  const bare = subject.slice(reply.length);
  const rule = firstRule(AUTO_SUBJECT, bare) ?? firstRule(AWAY_SUBJECT, bare);
  if (rule === null) return null;
  if (LEFT_BEHIND.test(rule.name) && speaks) return null;
  if ((reply !== '' && isPersonal) || /^[^:]{0,40}\?$/.test(bare)) return null;
  return `subject ${rule.name}`;
}

/** Not the copy of a form, nor a receipt, which quote us. */
const LEFT_BEHIND = /^(?:automatic_reply|out_of_office)/;

/**
 * Without a header: only text that is plainly a machine's, or an absence note in a template's words. Within a thread neither may speak to us
 * or, where nobody is away, say "I".
 */
function fromText(message: ParsedMessage, head: string, subject: string): Sign | null {
  const answer = isAnswer(message) || answersMachine(subject);
  const talks = firstRule(CONVERSATION, head) !== null;
  const named = answer || talks ? null : firstRule(AUTO_TEXT, subject);
  const machine = firstRule(AUTO_TEXT, head) ?? named;
  // "We received your proposal, our team will answer by Friday": an office says so to anybody, but not of what we offer.
  const isFormal = NAMES_ITSELF.test(head) || UNATTENDED.test(head);
  if (isAnswer(message) && !isFormal && firstRule(BUSINESS, head) !== null) return null;
  const away = firstRule(AWAY_TEXT, head);
  const sign = machine ?? firstRule(AWAY_TEMPLATE, head);
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
  if (UNATTENDED.test(head) && !saysI(head))
    return { class: 'auto_reply', confidence: 0.7, rules: ['text unattended'] };
  const isFresh = !answer && !REPLY_PREFIX.test(subject);
  const office = officeText(head, answer) ?? (isFresh ? receiptText(message, head) : null);
  return office === null ? null : { class: 'auto_reply', confidence: 0.7, rules: [office] };
}

/** It calls itself a machine's, or forbids an answer. */
const NAMES_ITSELF =
  /\bauto(?:mat|-?repl|-?resp|-?gener)|自動|送信専用|no-?reply|not (?:reply|respond) to|nicht auf diese|ne pas répondre|no responda|non rispond|não responda/;

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

/**
 * Nothing but that a letter arrived, and what becomes of it; from an office's address more than a word is enough. Of a mail that belongs to no
 * thread, and wants nothing: who asks to be left alone is a person, whatever the address.
 */
function receiptText(message: ParsedMessage, head: string): string | null {
  if (saysI(head) || speaksToUs(head) || head.length > RECEIPT_MAX) return null;
  if (optOutRule(head, message.subject) !== null || intentOf(head).intent !== null) return null;
  const lengthMin = /[぀-ヿ]/.test(head) ? RECEIPT_MIN_JA : RECEIPT_MIN;
  if (isFromOffice(message) && head.length >= lengthMin) return 'an office that answers nothing';
  const told = RECEIPTS.find(({ thanks, promise }) => thanks.test(head) && promise.test(head));
  return told === undefined ? null : `text receipt_${told.language}`;
}

const RECEIPT_MIN = 60;
/** Japanese says as much in half the characters. */
const RECEIPT_MIN_JA = 30;
const RECEIPT_MAX = 500;

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
