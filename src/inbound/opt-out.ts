/**
 * Does the person ask us to stop? Read from what they wrote themselves: no quotes, no signature, and not the footer of their own mail
 * ("to unsubscribe, click here"). "Not interested" is an answer, not a request to stop.
 */
import { unsubscribeSubject } from '../core/unsubscribe-mail.ts';
import { NOT_A_REQUEST } from './phrases/opt-out-exceptions.ts';
import { KEYWORDS, REQUESTS } from './phrases/opt-out-phrases.ts';
import type { ParsedMessage } from './mail/parse.ts';
import { firstRule, folded, sentencesOf } from './phrases/text-rules.ts';

/** The rule that read it, or `null`. */
export function optOutRule(ownText: string, subject: string): string | null {
  return textRule(ownText) ?? subjectRule(ownText, subject);
}

/**
 * The mail that a mail program sends for a `List-Unsubscribe: <mailto:>` address (RFC 2369). It may carry automatic headers or call itself
 * automatic, and still the person pressed the button.
 */
export function unsubscribeByMailer(message: ParsedMessage): string | null {
  if (unsubscribeSubject(message.subject) !== null) return 'unsubscribe by our own subject';
  const byProgram = /^.{0,60} sent this email to unsubscribe from the message\b/i.test(
    message.text.trimStart(),
  );
  return byProgram && /^unsubscribe\b/i.test(message.subject)
    ? 'unsubscribe by mail program'
    : null;
}

/** Who asks to be left alone is brief; a long text that names such words is about something else. */
const TEXT_MAX = 2_500;
const HEAD_MAX = 800;

function textRule(ownText: string): string | null {
  const whole = keywordForm(ownText.slice(0, 400));
  if (KEYWORDS.has(whole)) return `keyword ${whole}`;
  const firstLine = keywordForm(ownText.trimStart().split('\n', 1)[0]!.slice(0, 400));
  if (KEYWORDS.has(firstLine) && !AMBIGUOUS_LINES.has(firstLine)) return `keyword ${firstLine}`;
  const read = ownText.length > TEXT_MAX ? ownText.slice(0, HEAD_MAX) : ownText;
  for (const sentence of sentencesOf(read)) {
    if (sentence.length > SENTENCE_MAX) continue;
    const rule = firstRule(REQUESTS, sentence);
    if (rule !== null && firstRule(NOT_A_REQUEST, sentence) === null) return `opt-out ${rule.name}`;
  }
  return null;
}

const SENTENCE_MAX = 400;

/** Keywords that begin an ordinary letter as well ("End", "Cancel" above an explanation). */
const AMBIGUOUS_LINES: ReadonlySet<string> = new Set([
  'end',
  'cancel',
  'quit',
  'remove',
  'pare',
  'sair',
  'baja',
  'alto',
  'fin',
  'arrêt',
  'arret',
]);

/** Only where the body adds nothing: the subject of a thread is often ours. */
function subjectRule(ownText: string, subject: string): string | null {
  if (ownText.trim().length > 200) return null;
  const keyword = keywordForm(
    subject.slice(0, 200).replace(/^(?:\s*(?:re|aw|fwd?|wg|tr|rv|sv)\s*:)+/i, ''),
  );
  return KEYWORDS.has(keyword) && !AMBIGUOUS_LINES.has(keyword)
    ? `subject keyword ${keyword}`
    : null;
}

/** "Please STOP, thanks!" and "stop" are one keyword. */
function keywordForm(text: string): string {
  return folded(text)
    .replace(/[^\p{L}\p{M}\p{N}' -]+/gu, ' ')
    .replace(
      /\b(?:please|pls|plz|kindly|just|now|thanks|thank you|ugh|bitte|por favor|s'il vous plaît|svp|hi|hello|prosze|proszę)\b/gu,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .trim();
}
