/**
 * What did the person write, without the letter they answered? Line by line; every line is looked at a bounded number of times and only its
 * first `LINE_MAX` characters, so that no body can make it slow.
 */
import {
  ATTRIBUTION,
  ATTRIBUTION_MAX,
  ATTRIBUTION_START,
  BARE_ATTRIBUTION,
  DATED_ATTRIBUTION,
  DAY_OR_ADDRESS,
  type HeaderLabel,
  headerLabel,
  INVERTED_ATTRIBUTION,
  ORIGINAL_RULE,
} from './quote-headers.ts';
import {
  CLOSING_LINE,
  DEVICE_LINE,
  SIGNATURE_LINE_MAX,
  SIGNATURE_LINES_MAX,
  SIGNATURE_RULE,
} from './signatures.ts';

export interface Stripped {
  /**
   * What they wrote: no quotes, no signature. A closing with a name ("Regards, Ada") is theirs and stays. A few short lines below the whole
   * quoted letter, where the answer stands above it, are taken for the signature that a mailer puts there.
   */
  readonly text: string;
  /** `text` and those lines below the quoted letter: they may be words after all, so rules and reps read them. */
  readonly words: string;
  /** The same with the signature. */
  readonly textWithSignature: string;
}

/**
 * Strips quotes and the signature. Answers between or below quoted lines are kept. Empty when everything is quoted.
 */
export function stripQuotes(text: string): Stripped {
  const { lines, below } = unquoted(text.replace(/\r\n?/g, '\n').split('\n'));
  const above = withoutSignature(lines.slice(0, below));
  const under = withoutSignature(lines.slice(below));
  const words = joined([...above, ...under]);
  return {
    text: isSignatureBlock(under) ? joined(above) : words,
    words,
    textWithSignature: joined(lines),
  };
}

function withoutSignature(lines: readonly string[]): string[] {
  return lines.slice(0, signatureStart(lines)).filter((line) => !isDeviceLine(line));
}

/** The text without its closing words and name: what a rule about the whole letter reads. */
export function withoutClosing(text: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex(
    (line, index) =>
      index > 0 &&
      CLOSING_LINE.test(line.slice(0, LINE_LOOK)) &&
      isSignatureBlock(lines.slice(index + 1)),
  );
  return at === -1 ? text : joined(lines.slice(0, at));
}

const LINE_MAX = 1_000;
const ATTRIBUTION_LINES_MAX = 4;
const HEADER_BLOCK_LINES = 8;
/** A quoted line at least this long may have been wrapped by a mailer, its rest left without a mark. */
const WRAPPED_LINE_MIN = 60;
const WRAPPED_REST_MAX = 40;

/** The lines of their own, and the index of the first that stands below the quoted letter they answered above; the length when none does. */
function unquoted(all: readonly string[]): { lines: string[]; below: number } {
  const lines = all.map((line) => line.slice(0, LINE_MAX));
  const kept: string[] = [];
  const letter = new AnsweredLetter();
  let hasOwnWords = false;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (isQuoted(line)) {
      letter.quotes(kept.length);
      at += 1;
      if (isWrappedRest(lines, at)) at += 1;
      continue;
    }
    if (opensOriginal(lines, at)) {
      dropRule(kept);
      break;
    }
    const before = textBeforeAttribution(line);
    if (before !== null) {
      kept.push(before);
      hasOwnWords = true;
      at += 1;
      if (!isQuoted(nextFilled(lines, at) ?? '')) break;
      continue;
    }
    const attribution = attributionLength(lines, at);
    if (attribution > 0) {
      at += attribution;
      if (hasOwnWords && !isQuoted(nextFilled(lines, at) ?? '')) break;
      if (hasOwnWords) letter.begins();
      continue;
    }
    kept.push(all[at]!);
    if (line.trim() !== '') {
      hasOwnWords = true;
      letter.isFollowed();
    }
    at += 1;
  }
  return { lines: kept, below: letter.below ?? kept.length };
}

/** Where a letter that was quoted in one piece, below the answer to it, ends. */
class AnsweredLetter {
  #state: 'none' | 'begun' | 'quoted' | 'followed' | 'answered between' = 'none';
  #end = 0;

  /** The index of the first line below it; `null`: there is none, or they answered between its lines. */
  get below(): number | null {
    return this.#state === 'quoted' || this.#state === 'followed' ? this.#end : null;
  }

  /** Its attribution stands here, with words of theirs above it. */
  begins(): void {
    if (this.#state === 'none') this.#state = 'begun';
  }

  quotes(end: number): void {
    if (this.#state === 'followed') this.#state = 'answered between';
    if (this.#state !== 'begun' && this.#state !== 'quoted') return;
    this.#state = 'quoted';
    this.#end = end;
  }

  isFollowed(): void {
    if (this.#state === 'quoted') this.#state = 'followed';
  }
}

/** `>`, with the initials some mailers put before it (`AK> `). */
function isQuoted(line: string): boolean {
  return /^\s{0,4}(?:[A-Za-z]{0,10}>|＞|\|\s)/.test(line) && !/^\s{0,4}>{3,4}\s?\w+\(/.test(line);
}

function isWrappedRest(lines: readonly string[], at: number): boolean {
  const rest = lines[at]?.trim() ?? '';
  const above = lines[at - 1]!;
  // A long line, or a link that was broken in two.
  const wrapped =
    above.length >= WRAPPED_LINE_MIN || (/https?:\S+$/.test(above) && !/\s/.test(rest));
  return (
    rest !== '' &&
    rest.length <= WRAPPED_REST_MAX &&
    wrapped &&
    isQuoted(lines[at + 1] ?? '') &&
    !isQuoted(rest)
  );
}

/** Whether a quoted letter without marks begins here: a rule with words, or a pasted header block, perhaps under a rule. */
function opensOriginal(lines: readonly string[], at: number): boolean {
  const line = lines[at]!;
  if (line.trim() === '') return false;
  if (ORIGINAL_RULE.test(line.slice(0, 200))) return true;
  if (/^[\s>]{0,4}[-_=*─—]{5,}\s*$/.test(line.slice(0, 200))) {
    const next = nextFilledIndex(lines, at + 1);
    return next !== null && next - at <= 3 && isHeaderBlock(lines, next);
  }
  return isHeaderBlock(lines, at);
}

/** `From:` with a date, a recipient or a subject under it; or any three of the four. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const first = headerLabel(lines[at]!);
  if (first === null) return false;
  const labels = new Set<HeaderLabel>([first]);
  let filled = 0;
  for (let next = at + 1; next < lines.length && next < at + HEADER_BLOCK_LINES * 2; next += 1) {
    if (lines[next]!.trim() === '') continue;
    filled += 1;
    if (filled > HEADER_BLOCK_LINES) break;
    const label = headerLabel(lines[next]!);
    if (label !== null) labels.add(label);
    else if (filled > 2 && labels.size < 2) break;
  }
  if (first === 'from')
    return labels.size >= 3 || (labels.size === 2 && hasAddressOrDate(lines, at));
  return labels.size >= 3 || (first === 'date' && labels.has('to') && hasAddressOrDate(lines, at));
}

function hasAddressOrDate(lines: readonly string[], at: number): boolean {
  return /@|\d{4}|\d:\d\d/.test(lines.slice(at, at + 3).join(' '));
}

/** Lines that an attribution takes here ("On 3 May 2027, Ada Kern <...>", "wrote:"); 0: none. */
function attributionLength(lines: readonly string[], at: number): number {
  if (lines[at]!.trim() === '') return 0;
  let text = '';
  let filled = 0;
  for (let next = at; next < lines.length && filled < ATTRIBUTION_LINES_MAX; next += 1) {
    const line = lines[next]!.trim();
    if (line === '') {
      if (next > at + 6) return 0;
      continue;
    }
    // Under a blank line a new attribution may begin; what stands above it is the letter.
    if (filled > 0 && lines[next - 1]!.trim() === '' && ATTRIBUTION_START.test(line)) return 0;
    filled += 1;
    text = text === '' ? line : `${text} ${line}`;
    if (text.length > ATTRIBUTION_MAX) return 0;
    if (isAttribution(text, filled, lines, next)) return next - at + 1;
    if (filled === 1 && !ATTRIBUTION_START.test(line) && !/[<"]/.test(line)) return 0;
  }
  return 0;
}

function isAttribution(
  text: string,
  filled: number,
  lines: readonly string[],
  at: number,
): boolean {
  if ([DATED_ATTRIBUTION, BARE_ATTRIBUTION, INVERTED_ATTRIBUTION].some((form) => form.test(text)))
    return true;
  const announces = filled === 1 && /[:：]\s*$/.test(text);
  if (announces && DAY_OR_ADDRESS.test(text) && isQuoted(nextFilled(lines, at + 1) ?? ''))
    return true;
  if (!ATTRIBUTION.test(text)) return false;
  if (/\d/.test(text) && (filled === 1 || ATTRIBUTION_START.test(text) || text.includes('<')))
    return true;
  // "Ada Kern <ada@kern.example> wrote:" or "Ada wrote:" right above a quote.
  return (
    /@/.test(text) ||
    (filled === 1 && /[:：]\s*$/.test(text) && isQuoted(nextFilled(lines, at + 1) ?? ''))
  );
}

/** `Sure. On Mon, Jul 6, 2026 at 9:02 AM Ada wrote: Hi` keeps `Sure.`; `null` when the line has no attribution inside it. */
function textBeforeAttribution(line: string): string | null {
  const found = INNER_ATTRIBUTION.exec(line);
  return found === null || found.index === 0 ? null : line.slice(0, found.index);
}

const INNER_ATTRIBUTION =
  /(?:---+ ?|(?<=[\s.?!a-z]))On (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w{0,6}, |\d{1,2}[./ ]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w{0,6} \d)[^\n]{4,160}? wrote:/;

function nextFilledIndex(lines: readonly string[], from: number): number | null {
  const end = Math.min(lines.length, from + 6);
  for (let at = from; at < end; at += 1) if (lines[at]!.trim() !== '') return at;
  return null;
}

function nextFilled(lines: readonly string[], from: number): string | null {
  const at = nextFilledIndex(lines, from);
  return at === null ? null : lines[at]!;
}

/** A rule above the quoted letter is part of it. */
function dropRule(kept: string[]): void {
  while (kept.length > 0 && /^[\s*_=─—‐-]*$/.test(kept.at(-1)!)) kept.pop();
}

/** Index of the first line of the signature; the length when there is none. Nothing between two fences of code is one. */
function signatureStart(lines: readonly string[]): number {
  const fence = lines.findLastIndex((line) => /^\s{0,3}(?:```|~~~)/.test(line));
  const rule = lines.findIndex((line, at) => at > fence && /^\s{0,2}--\s*$/.test(line));
  let last = rule === -1 ? lines.length : rule;
  while (last > 0 && lines[last - 1]!.trim() === '') last -= 1;
  const earliest = Math.max(1, fence + 1, last - SIGNATURE_LINES_MAX * 2);
  for (let at = earliest; at < last; at += 1) {
    const line = lines[at]!.slice(0, LINE_LOOK);
    if (SIGNATURE_RULE.test(line) && isSignatureBlock(lines.slice(at + 1, last))) return at;
    if (CLOSING_LINE.test(line) && isContactBlock(lines.slice(at + 1, last))) return at;
    if (at === last - 1 && isDashedName(line, lines[at - 1]!)) return at;
  }
  return last;
}

/** What a rule about one line looks at. */
const LINE_LOOK = 200;

function isDeviceLine(line: string): boolean {
  return DEVICE_LINE.test(line.slice(0, LINE_LOOK));
}

/** `- Ada` or `-- Ada Kern` as the last line; one that is not capitalised stands alone. */
function isDashedName(line: string, before: string): boolean {
  if (DASHED_NAME.test(line)) return true;
  return before.trim() === '' && /^\s{0,2}[-–—]{1,2}\s?\p{L}{2,20}\s*$/u.test(line);
}

const DASHED_NAME =
  /^\s{0,2}[-–—]{1,2}\s?\p{Lu}[\p{L}.'-]{0,20}(?: \p{Lu}[\p{L}.'-]{0,20}){0,2}\s*$/u;

/** Under a closing: how they are reached or where they work, not just who they are. */
function isContactBlock(lines: readonly string[]): boolean {
  return isSignatureBlock(lines) && lines.some((line) => CONTACT.test(line.slice(0, LINE_LOOK)));
}

const CONTACT =
  /@|https?:|www\.|\+?\d[\d\s()./-]{6,}|\b(?:tel|phone|mobile|fax|mobil|fon|gmbh|inc|ltd|llc|s\.?a\.?)\b|株式会社|有限会社|\|/i;

/** Few short lines and no sentence: a name, a title, numbers, a link. */
function isSignatureBlock(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  return (
    filled.length <= SIGNATURE_LINES_MAX &&
    filled.every((line) => line.length <= SIGNATURE_LINE_MAX && !/[?]\s*$/.test(line))
  );
}

function joined(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
}
