/** The brand's rules of `style.yaml`, asked of one template. Wording that is banned or missing is an error, length and tone are warnings. */
import { counted } from '../../core/counted.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { splitName } from '../../core/template.ts';
import type { Style, StyleChannel } from '../../definition/templates/style-format.ts';
import { beginning, isOn, isWhole, nthMatch, toldAt, type LintedText } from './linted-text.ts';

export function lintStyle(text: LintedText, style: Style): readonly Diagnostic[] {
  const whole = isWhole(text)
    ? [...lintRequired(text, style), ...lintLengths(text, style), ...lintTone(text, style)]
    : [];
  return [...lintBanned(text, style), ...whole];
}

function lintBanned(text: LintedText, { banned = [] }: Style): readonly Diagnostic[] {
  return banned.flatMap((rule) => {
    if (rule?.phrase === undefined || !binds(rule.channels, text)) return [];
    const { phrase, because, instead } = rule;
    return [...text.words.text.matchAll(phrasePattern(phrase))]
      .filter(({ index }) => isSent(text, index))
      .map((match) =>
        toldAt(
          text,
          { start: match.index, end: match.index + match[0].length },
          {
            code: 'banned_wording',
            severity: 'error',
            message: `"${match[0].replace(/\s+/g, ' ')}" is banned by style.yaml: ${because ?? ''}`,
            hint: instead === undefined ? 'say it in other words' : `write "${instead}" instead`,
          },
        ),
      );
  });
}

function lintRequired(text: LintedText, { required = [] }: Style): readonly Diagnostic[] {
  const said = `${text.sample.subject ?? ''}\n${text.sample.text}`;
  return required.flatMap((rule) => {
    if (rule?.phrase === undefined || !binds(rule.channels, text)) return [];
    if (phrasePattern(rule.phrase).test(said)) return [];
    return [
      toldAt(text, beginning(text), {
        code: 'required_wording',
        severity: 'error',
        message: `"${rule.phrase}" is missing, which style.yaml requires: ${rule.because ?? ''}`,
        hint: `write "${rule.phrase}" into the text, or into a snippet that it renders`,
      }),
    ];
  });
}

function lintLengths(text: LintedText, { lengths }: Style): readonly Diagnostic[] {
  const limits = (['email', 'linkedin', 'call', 'task'] as const).flatMap((channel) =>
    isOn(text, channel) ? (lengths?.[channel]?.max_words ?? []) : [],
  );
  if (limits.length === 0) return [];
  const most = Math.min(...limits);
  const count = countWords(text.sample.text, splitName(text.name).language);
  if (count <= most) return [];
  return [
    toldAt(text, beginning(text), {
      code: 'text_too_long',
      severity: 'warning',
      message: `the text has ${count} words, at most ${most} are wanted`,
      hint: `leave out ${count - most}`,
    }),
  ];
}

const EXCLAMATION_MARK = /[!！]/g;
const LINK = /\]\([^()\n]*\)|<https?:[^<>\s]*>|(?<![(<])https?:\/\/[^\s)>]+/g;

function lintTone(text: LintedText, { tone }: Style): readonly Diagnostic[] {
  const said = `${text.sample.subject ?? ''}\n${text.sample.text}`;
  const marks = said.replace(/!\[/g, '[').match(EXCLAMATION_MARK)?.length ?? 0;
  const links = said.match(LINK)?.length ?? 0;
  const { max_exclamation_marks: marksMax, max_links: linksMax } = tone ?? {};
  const found: Diagnostic[] = [];
  const warn = (code: string, message: string, hint: string, at = beginning(text)): void => {
    found.push(toldAt(text, at, { code, severity: 'warning', message, hint }));
  };
  if (marksMax !== undefined && marks > marksMax) {
    const message = `${counted(marks, 'exclamation mark')}, at most ${marksMax} are wanted`;
    const place = nthMatch(text, EXCLAMATION_MARK, marksMax + 1);
    warn('too_many_exclamation_marks', message, 'end the sentence with a full stop', place);
  }
  if (linksMax !== undefined && links > linksMax) {
    const message = `${counted(links, 'link')}, at most ${linksMax} are wanted`;
    const place = nthMatch(text, LINK, linksMax + 1);
    warn('too_many_links', message, 'keep the one that matters', place);
  }
  const subject = text.compiled.subject === null ? '' : writtenSubject(text);
  if (tone?.forbid_all_caps_subject === true && isAllCaps(subject)) {
    const hint = `write "${subject.charAt(0)}${subject.slice(1).toLowerCase()}"`;
    warn('all_caps_subject', 'the subject is in capitals only', hint, text.words.subject);
  }
  return found;
}

function binds(
  channels: readonly (StyleChannel | undefined)[] | undefined,
  text: LintedText,
): boolean {
  return channels === undefined || channels.some((each) => each !== undefined && isOn(text, each));
}

/** Front matter is not sent, but for the subject. */
function isSent({ words: { subject, body } }: LintedText, index: number): boolean {
  return index >= body.start || (index >= subject.start && index < subject.end);
}

function writtenSubject({ words: { text, subject } }: LintedText): string {
  return text.slice(subject.start, subject.end).replace(/\s+/g, ' ').trim();
}

/** Letters that are written without spaces between words: there a word has no end to look for. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whole words in any case, with any white space between them. */
function phrasePattern(phrase: string): RegExp {
  const words = phrase.trim().split(/\s+/);
  const body = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+');
  const isOpen = (char: string): boolean => UNSPACED.test(char) || !/[\p{L}\p{N}]/u.test(char);
  const letters = Array.from(phrase.trim());
  const before = isOpen(letters[0]!) ? '' : '(?<![\\p{L}\\p{N}])';
  const after = isOpen(letters.at(-1)!) ? '' : '(?![\\p{L}\\p{N}])';
  return new RegExp(`${before}${body}${after}`, 'giu');
}

function countWords(markdown: string, language: string | null): number {
  const words = markdown.replace(/https?:\/\/\S+|\S+@\S+/g, 'x');
  const segmenter = new Intl.Segmenter(language ?? 'en', { granularity: 'word' });
  return [...segmenter.segment(words)].filter(({ isWordLike }) => isWordLike).length;
}

function isAllCaps(subject: string): boolean {
  const letters = subject.match(/\p{L}/gu) ?? [];
  const hasCase = letters.filter((letter) => letter.toLowerCase() !== letter.toUpperCase());
  return hasCase.length >= 4 && hasCase.every((letter) => letter === letter.toUpperCase());
}
