/** A compiled template and one person's facts make the words to send. Values are put in last, as text: never rendered, never Markdown. */
import type { Facts, FactValue } from '../core/condition.ts';
import { writeHtml, writeText, type Filling } from './document.ts';
import { footerBlocks, languageByLetters, type Footer } from './footer.ts';
import { fillPlaceholders, renderLiquid, type RenderFailure } from './liquid.ts';
import { parseMarkdown, type Block } from './markdown.ts';
import type { CompiledTemplate, TextDocument } from './template.ts';

/** More than the branches of any real template make. */
const DOCUMENTS_MAX = 50;

export interface RenderedEmail {
  readonly ok: true;
  readonly subject: string;
  /** The words of the body alone, in plain text: without signature and footer. */
  readonly words: string;
  readonly text: string;
  readonly html: string;
}

export interface EmailOptions {
  /** The mailbox's, between the text and the footer; left out: none. */
  readonly signature?: CompiledTemplate;
  readonly footer: Footer;
  /** The first subject of the thread this continues; `null`: a new thread. */
  readonly threadSubject: string | null;
}

/** Plain text for tasks, SMS and call scripts: no Markdown, no footer, at most one empty line in a row. */
export function renderText(
  template: CompiledTemplate,
  facts: Facts,
): { readonly ok: true; readonly text: string } | RenderFailure {
  const body = renderLiquid(template.body, facts, template.snippets);
  if (!body.ok) return body;
  // The look-behind keeps a long run of spaces from being tried from each of them.
  const skeleton = body.skeleton.replaceAll('\r\n', '\n').replace(/(?<![ \t])[ \t]+$/gm, '');
  const text = fillPlaceholders(skeleton.replace(/\n{3,}/g, '\n\n').trim(), body.values);
  return { ok: true, text };
}

/**
 * Subject, text part and HTML part. A new thread without a subject misses `subject`. An opt-out link that the template or the signature has
 * itself isn't repeated in the footer.
 */
export function renderEmail(
  template: CompiledTemplate,
  facts: Facts,
  options: EmailOptions,
): RenderedEmail | RenderFailure {
  const subject = renderSubject(template, facts, options.threadSubject);
  const body = renderBlocks(template, facts);
  const signature =
    options.signature === undefined ? NO_BLOCKS : renderBlocks(options.signature, facts);
  if (!subject.ok || !body.ok || !signature.ok)
    return joinFailures(placed(subject, 'subject'), body, placed(signature, 'signature'));

  return closeEmail(subject.text, body, signature, options.footer);
}

/** The words with what stands under them, in both parts. */
export function closeEmail(
  subject: string,
  body: RenderedBlocks,
  signature: RenderedBlocks,
  under: Footer,
): RenderedEmail | RenderFailure {
  const words = writeText(body.blocks, body.filling);
  if (words.trim() === '') return { ok: false, error: '1:1: the body is empty for this person' };
  const { optOut } = under;
  const own = [...body.filling.values, ...signature.filling.values];
  const hasOwnLink = optOut.by === 'link' && own.includes(optOut.url);
  const footer = hasOwnLink ? { ...under, optOut: { by: 'none' as const } } : under;
  const language = body.language ?? footer.language;
  const closing = footerBlocks({ ...footer, language });
  const text = [
    words,
    writeText(signature.blocks, signature.filling).trim(),
    writeText(closing, NO_BLOCKS.filling),
  ];
  const html = [
    writeHtml(body.blocks, body.filling),
    writeHtml(signature.blocks, signature.filling),
    writeHtml(closing, NO_BLOCKS.filling),
  ];
  return {
    ok: true,
    subject,
    words,
    text: `${text.filter((part) => part !== '').join('\n\n')}\n`,
    html: `<html><body>\n${html.filter((part) => part !== '').join('\n')}\n</body></html>\n`,
  };
}

export interface RenderedBlocks {
  readonly ok: true;
  readonly blocks: readonly Block[];
  /** That of its own words, if their letters say it, without the values: a Japanese name makes no Japanese letter. */
  readonly language: string | null;
  readonly filling: Filling;
}

export const NO_BLOCKS: RenderedBlocks = {
  ok: true,
  blocks: [],
  language: null,
  filling: { values: [], trusted: new Set() },
};

export function renderBlocks(
  template: CompiledTemplate,
  facts: Facts,
): RenderedBlocks | RenderFailure {
  const body = renderLiquid(template.body, facts, template.snippets);
  if (!body.ok) return body;
  const filling = { values: body.values, trusted: trustedValues(facts) };
  return { ok: true, ...documentOf(template, body.skeleton), filling };
}

/** One line. Without a subject of its own that of the thread, after one "Re:". */
export function renderSubject(
  template: CompiledTemplate,
  facts: Facts,
  threadSubject: string | null,
): { readonly ok: true; readonly text: string } | RenderFailure {
  if (template.subject === null) {
    if (threadSubject === null) return { ok: false, missing: ['subject'] };
    return { ok: true, text: `Re: ${threadSubject.replace(/^(?:\s*re\s*:)+/i, '').trim()}` };
  }
  const rendered = renderLiquid(template.subject, facts, template.snippets);
  if (!rendered.ok) return rendered;
  const text = fillPlaceholders(rendered.skeleton, rendered.values).replace(/\s+/g, ' ').trim();
  return text === '' ? { ok: false, missing: ['subject'] } : { ok: true, text };
}

function placed(
  result: { readonly ok: true } | RenderFailure,
  part: 'subject' | 'signature',
): { readonly ok: true } | RenderFailure {
  return result.ok || 'missing' in result ? result : { ...result, in: part };
}

function joinFailures(
  ...results: readonly ({ readonly ok: true } | RenderFailure)[]
): RenderFailure {
  const missing: string[] = [];
  for (const result of results) {
    if (result.ok) continue;
    if ('error' in result) return result;
    missing.push(...result.missing);
  }
  return { ok: false, missing: [...new Set(missing)] };
}

function documentOf(template: CompiledTemplate, skeleton: string): TextDocument {
  const known = template.documents.get(skeleton);
  if (known !== undefined) return known;
  const blocks = parseMarkdown(skeleton);
  const language = languageByLetters(writeText(blocks, NO_BLOCKS.filling));
  const document = { blocks, language };
  if (template.documents.size >= DOCUMENTS_MAX) template.documents.clear();
  template.documents.set(skeleton, document);
  return document;
}

/** The workspace's own values: a link may start with them. */
function trustedValues(facts: Facts): ReadonlySet<string> {
  const sender = facts['sender'];
  const own: FactValue[] = [facts['unsubscribe_url'] ?? null];
  if (isFacts(sender)) own.push(...Object.values(sender));
  return new Set(own.filter((value) => typeof value === 'string'));
}

function isFacts(value: FactValue | undefined): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
