/** Does a text fit what its channels can carry, and look as one expects there? */
import { linkedinLimit } from '../../content/linkedin-limits.ts';
import { leastText } from '../../content/sample.ts';
import { firstBeyondGsm7, smsSegments } from '../../content/sms.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Style } from '../../definition/templates/style-format.ts';
import { beginning, isOn, isWhole, toldAt, type LintedText } from './linted-text.ts';

const SEGMENTS_MAX = 3;
/** RFC 5322, 2.1.1: a line of a header; what is longer, clients cut off. */
const SUBJECT_CHARACTERS_MAX = 78;
const FAKE_REPLY =
  /^\s*(?:re|fwd?|aw|wg|sv|vs|antw|tr|rv|回复|转发|返信|転送)\s*(?:\[\d+\])?\s*[:：]/i;
/** A link or an image; its label has no brackets, so that the search is linear. */
const MARKDOWN_LINK = /!?\[[^[\]\n]*\]\([^()\n]*\)/g;

export function lintChannel(text: LintedText, style: Style | null): readonly Diagnostic[] {
  const found = isWhole(text)
    ? [...lintSms(text, style), ...lintLinkedin(text), ...lintEmail(text, style)]
    : [];
  return [...found, ...lintMarkdown(text)];
}

function lintSms(text: LintedText, style: Style | null): readonly Diagnostic[] {
  if (!isOn(text, 'sms')) return [];
  const most = style?.lengths?.sms?.max_segments ?? SEGMENTS_MAX;
  const { segments, encoding, length } = smsSegments(text.sample.text);
  if (segments <= most) return [];
  const letter = encoding === 'ucs2' ? firstBeyondGsm7(text.sample.text) : null;
  const counted = letter === null ? `${length} characters` : `${length} characters as UCS-2`;
  const told = {
    code: 'sms_too_long',
    severity: 'warning',
    message: `the text message takes ${segments} segments (${counted}), at most ${most} are wanted`,
    hint:
      letter === null
        ? 'shorten it; merge fields are counted at their usual length'
        : `"${letter}" is not in the GSM alphabet, so a segment holds 67 characters instead of 153: write without it, or shorten`,
  } as const;
  return [toldAt(text, beginning(text), told)];
}

function lintLinkedin(text: LintedText): readonly Diagnostic[] {
  const limits = text.uses.flatMap((use) =>
    use.channel === 'linkedin' ? (linkedinLimit(use.action) ?? []) : [],
  );
  if (limits.length === 0) return [];
  const most = Math.min(...limits);
  const least = leastText(text.compiled).length;
  const usual = text.sample.text.length;
  if (Math.max(least, usual) <= most) return [];
  const told =
    least > most
      ? {
          severity: 'error' as const,
          message: `LinkedIn takes ${most} characters here; the text has ${least} before anything is filled in`,
          hint: 'shorten it',
        }
      : {
          severity: 'warning' as const,
          message: `LinkedIn takes ${most} characters here; with values of the usual length there are ${usual}`,
          hint: 'shorten it, or the values: {{ prospect.company | truncate: 40 }}; who is over it is held until a rep shortens a value',
        };
  return [toldAt(text, beginning(text), { code: 'note_too_long', ...told })];
}

function lintEmail(text: LintedText, style: Style | null): readonly Diagnostic[] {
  if (!isOn(text, 'email')) return [];
  const found: Diagnostic[] = [];
  const subject = text.sample.subject ?? '';
  const tell = (code: string, message: string, hint: string): void => {
    const at = code === 'no_plain_text' ? beginning(text) : text.words.subject;
    // CAN-SPAM, UWG and 特定電子メール法 Article 5 alike: a subject must not deceive.
    const severity = code === 'fake_reply' ? 'error' : 'warning';
    found.push(toldAt(text, at, { code, severity, message, hint }));
  };
  if (text.uses.some((use) => use.isFirst) && FAKE_REPLY.test(subject)) {
    const message =
      'the subject of a first email looks like an answer to a message that nobody wrote';
    tell('fake_reply', message, 'leave the "Re:" out; a follow-up gets it by itself');
  }
  const most = style?.lengths?.email?.max_subject_characters ?? SUBJECT_CHARACTERS_MAX;
  if (subject.length > most) {
    const message = `the subject has ${subject.length} characters with values of the usual length, at most ${most} are wanted`;
    tell('subject_too_long', message, 'shorten it: what is longer is cut off in most inboxes');
  }
  if (!hasWords(leastText(text.compiled, 'x'))) {
    const message = 'somebody gets this email without a word to read as plain text';
    tell('no_plain_text', message, 'write a sentence that stands outside of if, pictures and tags');
  }
  return found;
}

/** Once pictures, addresses and HTML tags are gone. */
function hasWords(markdown: string): boolean {
  const words = markdown
    .replace(/!\[[^[\]\n]*\]\([^()\n]*\)/g, ' ')
    .replace(/\]\([^()\n]*\)/g, ' ')
    .replace(/<[^<>\n]*>/g, ' ')
    .replace(/https?:\/\/\S+/g, ' ');
  return /[\p{L}\p{N}]/u.test(words);
}

function lintMarkdown(text: LintedText): readonly Diagnostic[] {
  const channel = (['linkedin', 'sms'] as const).find((each) => isOn(text, each));
  if (channel === undefined) return [];
  const { start, end } = text.words.body;
  // Liquid is blanked out, and a link may lead to a merge field.
  const written = text.source.slice(start, end);
  return [...written.matchAll(MARKDOWN_LINK)].map((match) => {
    const place = { start: start + match.index, end: start + match.index + match[0].length };
    const what = match[0].startsWith('!') ? 'a picture' : 'a link';
    const where = channel === 'sms' ? 'a text message' : 'LinkedIn';
    return toldAt(text, place, {
      code: 'markdown_not_shown',
      severity: 'warning',
      message: `${where} shows ${what} in Markdown as it is typed, brackets and all`,
      hint: what === 'a link' ? 'write the address itself' : 'leave it out',
    });
  });
}
