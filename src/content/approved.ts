/** A draft as a rep reads and edits it, and the email that is made of what was approved: word for word, nothing rendered again. */
import type { Facts } from '../core/condition.ts';
import { languageByLetters } from './footer.ts';
import type { RenderFailure } from './liquid.ts';
import type { Block, Inline } from './markdown.ts';
import {
  closeEmail,
  NO_BLOCKS,
  renderBlocks,
  type EmailOptions,
  type RenderedEmail,
} from './render.ts';

const SUBJECT = /^Subject:[ \t]*(\S.*)$/i;

/** `Subject: ...`, an empty line, the words in plain text. */
export function draftText({ subject, words }: Pick<RenderedEmail, 'subject' | 'words'>): string {
  return `Subject: ${subject}\n\n${words}`;
}

/** What stands in an edited draft; `null`: it does not begin with a subject, or says nothing. */
export function readDraft(
  text: string,
): { readonly subject: string; readonly words: string } | null {
  const [first = '', ...rest] = text
    .replaceAll('\r\n', '\n')
    .replace(/^\uFEFF?\n*/, '')
    .split('\n');
  const subject = SUBJECT.exec(first)?.[1]?.trim();
  const words = rest.join('\n').trim();
  return subject === undefined || words === '' ? null : { subject, words };
}

/** Lines stay lines and nothing is Markdown; signature and footer stand under it as under every email. */
export function renderApproved(
  text: string,
  facts: Facts,
  options: Omit<EmailOptions, 'threadSubject'>,
): RenderedEmail | RenderFailure {
  const draft = readDraft(text);
  if (draft === null)
    return { ok: false, error: '1:1: the approved draft has no subject or no text' };
  const signature =
    options.signature === undefined ? NO_BLOCKS : renderBlocks(options.signature, facts);
  if (!signature.ok) return signature;
  const body = {
    ...NO_BLOCKS,
    blocks: paragraphsOf(draft.words),
    language: languageByLetters(draft.words),
  };
  return closeEmail(draft.subject, body, signature, options.footer);
}

function paragraphsOf(words: string): readonly Block[] {
  return withoutPlaceholders(words)
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => ({ kind: 'paragraph', children: linesOf(paragraph) }));
}

function linesOf(paragraph: string): Inline[] {
  return paragraph
    .split('\n')
    .flatMap((text, index): Inline[] =>
      index === 0 ? [{ kind: 'text', text }] : [{ kind: 'break' }, { kind: 'text', text }],
    );
}

/** Private-use letters stand for values elsewhere (see `liquid.ts`); here they stand for nothing. */
function withoutPlaceholders(text: string): string {
  return text.replace(/[\uE000-\uF8FF]/g, '\uFFFD');
}
