/** A compiled template and one person's facts make the words to send. Values are put in last, as text: never rendered, never Markdown. */
import type { Facts, FactValue } from '../core/condition.ts';
import { writeHtml, writeText, type Filling } from './document.ts';
import { footerBlocks, languageByLetters, type Footer } from './footer.ts';
import { fillPlaceholders, renderLiquid, type RenderFailure } from './liquid.ts';
import { parseMarkdown, type Block } from './markdown.ts';
import type { CompiledTemplate } from './template.ts';

/** More than the branches of any real template make. */
const DOCUMENTS_MAX = 50;

export interface RenderedEmail {
  readonly ok: true;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface EmailOptions {
  readonly footer: Footer;
  /** The first subject of the thread this continues; `null`: a new thread. */
  readonly threadSubject: string | null;
}

/** Plain text for tasks, SMS and call scripts: no Markdown, no footer, at most one empty line in a row. */
export function renderText(
  template: CompiledTemplate,
  facts: Facts,
): { readonly ok: true; readonly text: string } | RenderFailure {
  const body = renderLiquid(template.body, facts);
  if (!body.ok) return body;
  const skeleton = body.skeleton.replaceAll('\r\n', '\n').replace(/[ \t]+$/gm, '');
  const text = fillPlaceholders(skeleton.replace(/\n{3,}/g, '\n\n').trim(), body.values);
  return { ok: true, text };
}

/**
 * Subject, text part and HTML part. A new thread without a subject misses `subject`. An opt-out link that the template has itself isn't
 * repeated in the footer.
 */
export function renderEmail(
  template: CompiledTemplate,
  facts: Facts,
  options: EmailOptions,
): RenderedEmail | RenderFailure {
  const subject = renderSubject(template, facts, options.threadSubject);
  const body = renderLiquid(template.body, facts);
  if (!subject.ok || !body.ok) return joinFailures(subject, body);

  const { optOut } = options.footer;
  const hasOwnLink = optOut.by === 'link' && body.values.includes(optOut.url);
  const footer = hasOwnLink
    ? { ...options.footer, optOut: { by: 'none' as const } }
    : options.footer;
  const filling: Filling = { values: body.values, trusted: trustedValues(facts) };
  const language = languageByLetters(body.skeleton) ?? footer.language;
  const closing = footerBlocks({ ...footer, language });
  const plain: Filling = { values: [], trusted: new Set() };
  const blocks = documentOf(template, body.skeleton);
  const words = writeText(blocks, filling);
  if (words.trim() === '') return { ok: false, error: '1:1: the body is empty for this person' };
  const text = [words, writeText(closing, plain)];
  const html = [writeHtml(blocks, filling), writeHtml(closing, plain)];
  return {
    ok: true,
    subject: subject.text,
    text: `${text.filter((part) => part !== '').join('\n\n')}\n`,
    html: `<html><body>\n${html.filter((part) => part !== '').join('\n')}\n</body></html>\n`,
  };
}

function renderSubject(
  template: CompiledTemplate,
  facts: Facts,
  threadSubject: string | null,
): { readonly ok: true; readonly text: string } | RenderFailure {
  if (template.subject === null) {
    if (threadSubject === null) return { ok: false, missing: ['subject'] };
    return { ok: true, text: `Re: ${threadSubject.replace(/^(?:\s*re\s*:)+/i, '').trim()}` };
  }
  const rendered = renderLiquid(template.subject, facts);
  if (!rendered.ok) return rendered;
  const text = fillPlaceholders(rendered.skeleton, rendered.values).replace(/\s+/g, ' ').trim();
  return text === '' ? { ok: false, missing: ['subject'] } : { ok: true, text };
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

function documentOf(template: CompiledTemplate, skeleton: string): readonly Block[] {
  const known = template.documents.get(skeleton);
  if (known !== undefined) return known;
  const blocks = parseMarkdown(skeleton);
  if (template.documents.size >= DOCUMENTS_MAX) template.documents.clear();
  template.documents.set(skeleton, blocks);
  return blocks;
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
