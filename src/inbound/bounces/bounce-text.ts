/** What does the readable part of a delivery report say, recipient by recipient? */
import { DAEMON_LOCAL_PART } from './bounce-signs.ts';
import { firstOf } from '../mail/header-fields.ts';
import type { ParsedMessage } from '../mail/parse.ts';
import { ADDRESS, addressIn } from '../mail/report-parts.ts';
import { anyOf } from '../phrases/text-rules.ts';

/** More than a report says; what follows decides nothing. */
export const WORDS_MAX = 4_000;
const RECIPIENTS_MAX = 50;

/** The report's own words: until the returned message begins. */
export function ownWords(message: ParsedMessage): string {
  const text = message.text.slice(0, 16_000);
  const end = returnedStart(text);
  return (end > 40 ? text.slice(0, end) : text).slice(0, WORDS_MAX);
}

/** Some reports name our message by a few of its headers before they say what became of it: those begin nothing. */
function returnedStart(text: string): number {
  const start = text.search(RETURNED_START);
  if (start === -1) return -1;
  const block = text.slice(start).search(/\n[ \t]*\n/);
  const after = block === -1 ? text.length : start + block;
  if (!SAYS_AFTER.test(text.slice(after, after + SAYS_AFTER_LOOK).trimStart())) return start;
  const next = text.slice(after).search(RETURNED_START);
  return next === -1 ? -1 : after + next;
}

const SAYS_AFTER =
  /^(?:your (?:message|mail)|the message|it|was|did|could|can)\b[^\n]{0,60}\b(?:can)?not\b[^\n]{0,60}(?:deliver|reach|sent)[^\n]{0,60}(?:recipient|address|to)\b/i;
const SAYS_AFTER_LOOK = 300;

const RETURNED_START =
  /^[\s>*-]{0,10}(?:-{2,} ?(?:this is a copy|below this line|returned message|original message|unsent message|undelivered message|message header|header|the header|included is|start of|body of|message text|received message|forwarded|failed message|a copy)|(?:received|return-path|message-id|mime-version): |original message follows|your (?:original )?message (?:follows|reads|was)[^\n]{0,20}:\s*$|the (?:first|header|original message)[^\n]{0,60}follow)/im;

/**
 * The server's answers that a letter repeats, in order of trust: what a Sendmail transcript marks as the far server's, then every line with a
 * reply code or an enhanced status code, with the line that goes on and the one that names the command. Empty when there are none.
 */
export function serverAnswers(words: string): string[] {
  const lines = words.split('\n');
  const marked = lines.filter((line) => /^<<< [45]\d\d/.test(line) && !SEQUEL.test(line));
  const stated: string[] = [];
  let follows = 0;
  for (const line of lines) {
    if (ANSWER.test(line)) follows = 2;
    if ((follows > 0 && line.trim() !== '') || STAGE.test(line)) stated.push(line);
    follows -= 1;
  }
  return [marked.join('\n'), stated.join('\n')].filter((answers) => answers !== '');
}

/** What a letter calls the reason, in lines of their own; empty when it names none. A person's letter may have them as well. */
export function namedReasons(words: string): string {
  return words
    .split('\n')
    .filter((line) => REASON.test(line))
    .join('\n');
}

const ANSWER = /(?:^|[^\d.])[45]\d\d[ -]|(?:^|[^\d.])[45]\.\d{1,2}\.\d{1,3}(?![\d.])/;
const REASON =
  /^\s{0,8}(?:reason|error|error message|diagnostic(?:[ -]code)?|cause|explanation|grund|motif|motivo|理由|原因)\s?[:：]\s{0,20}\S/i;
const STAGE = anyOf(
  /\bafter (?:pipelined )?(?:mail from|rcpt to|end of data|initial|ehlo|helo|data)\b|>>> /i,
  // qmail's words for the stages.
  /does not like recipient|but (?:sender|my name) was rejected|but greeting failed|failed (?:on data command|after i sent the message)/i,
);
const SENDER_STAGE =
  /\b(?:after|following|during|reply to|response to|our) (?:the |pipelined )?(?:mail from|mail(?= command)|helo|ehlo|initial connection)\b|but (?:sender|my name) was rejected|>>> (?:mail from|helo|ehlo)\b[^>]{0,120}>?[^<>]{0,40}<<< 5/i;
/** Answers to the commands that followed a refused one. */
const SEQUEL = /^<<< (?:503|421)|no valid recipients|valid rcpt|rcpt first|need rcpt/i;

/** Whether a letter says that our name or address was refused, not a recipient. */
export function atSenderStage(words: string): boolean {
  return SENDER_STAGE.test(serverAnswers(words).join('\n').replace(/\s+/g, ' '));
}

/**
 * Without the sentences in which a letter guesses or says what it tells of all, "the mailbox could be full", "each recipient was rejected", and
 * without the list of causes under a guess.
 */
export function withoutGuesses(words: string): string {
  let isGuess = false;
  return words
    .replace(/([a-z,])\n(?=[a-z])/g, '$1 ')
    .split(/(?<=[.!?])[ \t]+|\n/)
    .filter((sentence) => {
      if (sentence.trim() !== '')
        isGuess = GUESS.test(sentence) || (isGuess && ITEM.test(sentence));
      return !isGuess;
    })
    .join('\n');
}

const ITEM = /^\s{0,8}[*・•‣-]\s/;
const GUESS = anyOf(
  /\b(?:may|might) (?:be|not|no longer|have)\b|\bcould be\b|\b(?:possibl[ey]|perhaps|probably|maybe)\b|\bcommon (?:reasons|causes)\b|\beach (?:of the following )?recipient/i,
  /可能性が|かもしれ|\b(?:möglicherweise|vielleicht|könnte|peut-être|pourrait|quizás?|podría|forse|potrebbe|talvez|poderia)\b/i,
);

export interface RecipientWords {
  readonly address: string;
  readonly words: string;
}

/** What is said of each recipient that has a paragraph or line of its own; empty where only one is named. */
export function recipientWords(words: string, strangers: ReadonlySet<string>): RecipientWords[] {
  const said = new Map<string, string>();
  let address: string | null = null;
  for (const line of words.split('\n')) {
    const next = ENTRY.exec(line)?.[1]?.toLowerCase() ?? null;
    if (next !== null && !strangers.has(next) && said.size < RECIPIENTS_MAX) address = next;
    if (address !== null) said.set(address, `${said.get(address) ?? ''}${line}\n`);
  }
  return said.size < 2 ? [] : [...said].map(([of, text]) => ({ address: of, words: text }));
}

/** A line that begins with an address: `<ada@kern.example>:`, `"ada@kern.example":`, `550 <ada@kern.example>... User unknown`. */
const ENTRY = new RegExp(
  `^\\s{0,8}(?:[45]\\d\\d (?:[45]\\.\\d\\.\\d )?)?["'<]{0,2}(${ADDRESS.source})["'>]{0,2}(?:\\s{0,3}$|[:;]|\\.\\.\\.|\\s{1,3}\\()`,
  'i',
);

/** Addresses that are not the failed recipient: ours, the reporter's, the sender's in the returned headers. */
export function strangersOf(message: ParsedMessage): Set<string> {
  const own = new Set([...message.from, ...message.to, ...message.replyTo]);
  for (const name of ['from', 'sender', 'return-path', 'reply-to']) {
    const address = addressIn(firstOf(message.returned ?? new Map(), name) ?? '');
    if (address !== null) own.add(address);
  }
  return own;
}

/** X-Failed-Recipients, the address that the words point at, else whom the returned message was written to. */
export function failedInText(message: ParsedMessage): string | null {
  const header = addressIn(firstOf(message.headers, 'x-failed-recipients') ?? '');
  if (header !== null) return header;
  const words = ownWords(message);
  const strangers = strangersOf(message);
  const lines = words.split('\n');
  const to = addressIn(firstOf(message.returned ?? new Map(), 'to') ?? '');
  // We write to one person a letter: where the report names whom the returned one was for, outside its headers, that is who failed.
  if (
    to !== null &&
    lines.some((line) => !HEADER_LINE.test(line) && addressesIn(line).includes(to))
  )
    return to;
  const written = WRITTEN_TO.exec(words.replace(/\s+/g, ' '))?.[1]?.toLowerCase();
  if (written !== undefined && !strangers.has(written)) return written;
  const pointed =
    underHeading(lines, strangers) ??
    onPointingLine(lines, strangers) ??
    nameUnderHeading(lines, message.from[0]?.split('@')[1] ?? null);
  if (pointed !== null) return pointed;
  return to ?? addressesIn(words).find((address) => !strangers.has(address)) ?? null;
}

/** An alias or a forward failed: whom the letter was written to stands beside it, as Exim and Postfix put it. */
const WRITTEN_TO = new RegExp(
  `\\((?:ultimately )?(?:generated|expanded) from:? <?(${ADDRESS.source})>?\\)`,
  'i',
);
const HEADER_LINE = /^\s*(?:to|cc|bcc|from|subject|reply-to|sender|an|à|para|宛先)\s*:/i;

/** The first address under "could not be delivered to the following recipients" and its kin. */
function underHeading(lines: readonly string[], strangers: ReadonlySet<string>): string | null {
  for (const [at, line] of lines.entries()) {
    if (!HEADING.test(line)) continue;
    for (const next of lines.slice(at, at + HEADING_LINES)) {
      const found = addressesIn(next).find((address) => !strangers.has(address));
      if (found !== undefined) return found;
    }
  }
  return null;
}

/** A provider that speaks of its own users may leave its domain out: a lone name under the heading is one of its mailboxes. */
function nameUnderHeading(lines: readonly string[], domain: string | null): string | null {
  const at = lines.findIndex((line) => HEADING.test(line));
  if (at === -1 || domain === null) return null;
  const name = lines
    .slice(at + 1, at + 1 + HEADING_LINES)
    .map((line) => /^\s{0,12}([a-z][a-z0-9._-]{2,40})\s*$/i.exec(line)?.[1])
    .find((found) => found !== undefined);
  return name === undefined ? null : `${name.toLowerCase()}@${domain}`;
}

const HEADING_LINES = 5;
const HEADING = anyOf(
  /(?:following|these|one or more|intended) (?:\w+ ){0,2}(?:recipient|address|destination|user|people|e-?mail)/i,
  /did not reach|recipients? did not receive|addresses? (?:had|failed|with)/i,
  /(?:permanent|fatal|transient) (?:fatal |non-fatal )?errors/i,
  /(?:folgende|nachstehende)\w* (?:empfänger|adresse)/i,
  /(?:destinataires?|adresses?) suivante?s?/i,
  /(?:siguientes?|seguintes?|seguenti) (?:destinat|direc|endere|indirizz)/i,
  /以下の(?:宛先|受信者|アドレス|メールアドレス)|次の(?:宛先|受信者)/,
);

function onPointingLine(lines: readonly string[], strangers: ReadonlySet<string>): string | null {
  for (const pattern of POINTING) {
    for (const line of lines) {
      if (!pattern.test(line)) continue;
      const found = addressesIn(line).find((address) => !strangers.has(address));
      if (found !== undefined) return found;
    }
  }
  return null;
}

/** Lines that name the failed recipient, in order of trust. `To:` is last: it may be the header of a letter to many. */
const POINTING: readonly RegExp[] = [
  /^\s*<[^<>\s]+@[^<>\s]+>:?/,
  /^\s*(?:final-recipient|original-recipient|recipient(?: address)?|empfänger|adresse|destinataire|destinatario|受信者)\s*[:;]/i,
  /^\s*[45]\d\d\b.*@/,
  /^\s*<?[^\s<>]+@[^\s<>]+>?\s*(?:$|[:;(,.-])/,
  /deliver|undeliver|reach|reject|fail|unknown|not found|exist|mailbox|rcpt to|zugestellt|entreg|配信/i,
  /^\s*(?:to|for|an|à|para|宛先)\s*[:;]/i,
];

function addressesIn(line: string): string[] {
  const all = new RegExp(`${ADDRESS.source}|<[^<>\\s@]{1,64}@[^<>\\s@]{1,253}>`, 'gi');
  return (
    [...line.slice(0, 2_000).matchAll(all)]
      .filter(({ index }) => !/\bfrom:? ?<?$/i.test(line.slice(Math.max(0, index - 8), index)))
      .map(([found]) => found.replace(/^<|[.>]$/g, '').toLowerCase())
      // Exchange and others write the kind of address before it: `SMTP=ada@kern.example`.
      .map((address) => address.replace(/^(?:smtp|rfc822|internet|rcpt|to|recipient|address)=/, ''))
      .filter((address) => !DAEMON_LOCAL_PART.test(address.split('@')[0]!))
  );
}
