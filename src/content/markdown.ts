/**
 * Markdown as salespeople write it, read into a small tree: paragraphs, lists, emphasis, links. Everything else stays as it was typed.
 *
 * The text may hold placeholders (see `liquid.ts`), which are letters to Markdown; nothing is filled in here.
 */
import MarkdownIt, { type Token } from 'markdown-it';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  /** `href` is as written: unchecked, not escaped, maybe with placeholders. */
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list';
      /** The first number; `null`: bullets. */
      readonly start: number | null;
      readonly entries: readonly (readonly Block[])[];
    };

// 'zero' knows paragraphs only. Headings, rules, quotes, tables, images, code and raw HTML stay off: a line of a sales email that starts
// with "#", ">" or four spaces means just that.
const markdown = new MarkdownIt('zero', { html: false, linkify: false }).enable([
  'list',
  'emphasis',
  'link',
  'autolink',
  'escape',
  'entity',
  'newline',
]);
// Whether a link may stand is judged when its values are known; see `link-target.ts`.
markdown.validateLink = () => true;
markdown.normalizeLink = (url) => url;
markdown.normalizeLinkText = (text) => text;

export function parseMarkdown(text: string): readonly Block[] {
  return readBlocks({ tokens: markdown.parse(withoutForgery(text), {}), at: 0 }, null);
}

/** `&#xE000;` is a placeholder's code point: decoded it would call up a value that belongs elsewhere. */
function withoutForgery(text: string): string {
  return text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (entity, hex, decimal) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code >= 0xe000 && code <= 0xf8ff ? '\uFFFD' : entity;
  });
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

function readBlocks(cursor: Cursor, end: string | null): Block[] {
  const blocks: Block[] = [];
  while (cursor.at < cursor.tokens.length) {
    const token = cursor.tokens[cursor.at++]!;
    if (token.type === end) break;
    if (token.type === 'inline') {
      blocks.push({ kind: 'paragraph', children: readInline(token) });
    } else if (token.type === 'bullet_list_open') {
      blocks.push({ kind: 'list', start: null, entries: readEntries(cursor, 'bullet_list_close') });
    } else if (token.type === 'ordered_list_open') {
      const start = Number(token.attrGet('start') ?? 1);
      blocks.push({ kind: 'list', start, entries: readEntries(cursor, 'ordered_list_close') });
    }
  }
  return blocks;
}

function readEntries(cursor: Cursor, end: string): Block[][] {
  const entries: Block[][] = [];
  while (cursor.at < cursor.tokens.length) {
    const token = cursor.tokens[cursor.at++]!;
    if (token.type === end) break;
    if (token.type === 'list_item_open') entries.push(readBlocks(cursor, 'list_item_close'));
  }
  return entries;
}

function readInline(token: Token): Inline[] {
  return readSpans({ tokens: token.children ?? [], at: 0 }, null);
}

function readSpans(cursor: Cursor, end: string | null): Inline[] {
  const spans: Inline[] = [];
  while (cursor.at < cursor.tokens.length) {
    const token = cursor.tokens[cursor.at++]!;
    if (token.type === end) break;
    const span = readSpan(token, cursor);
    if (span !== null) spans.push(span);
  }
  return spans;
}

function readSpan(token: Token, cursor: Cursor): Inline | null {
  switch (token.type) {
    case 'text':
      return token.content === '' ? null : { kind: 'text', text: token.content };
    // A new line in the file is a new line in the message.
    case 'softbreak':
    case 'hardbreak':
      return { kind: 'break' };
    case 'strong_open':
      return { kind: 'strong', children: readSpans(cursor, 'strong_close') };
    case 'em_open':
      return { kind: 'em', children: readSpans(cursor, 'em_close') };
    case 'link_open':
      return {
        kind: 'link',
        href: String(token.attrGet('href') ?? ''),
        children: readSpans(cursor, 'link_close'),
      };
    default:
      return { kind: 'text', text: token.content };
  }
}
