/** The two faces of an email: the same tree written as plain text that reads well, and as minimal HTML. */
import { fillPlaceholders } from './liquid.ts';
import { linkTarget } from './link-target.ts';
import type { Block, Inline } from './markdown.ts';

export interface Filling {
  readonly values: readonly string[];
  /** Values that may decide where a link leads. */
  readonly trusted: ReadonlySet<string>;
}

/** Paragraphs are separated by an empty line and never wrapped; a link is `text (url)`. No line break at the end. */
export function writeText(blocks: readonly Block[], filling: Filling): string {
  return blocks.map((block) => textOfBlock(block, filling)).join('\n\n');
}

/** One block element a line, values escaped. No line break at the end. */
export function writeHtml(blocks: readonly Block[], filling: Filling): string {
  return blocks.map((block) => htmlOfBlock(block, filling)).join('\n');
}

/** For text and double-quoted attributes; line breaks become `<br>`. */
export function escapeHtml(text: string): string {
  return escapeMarkup(text).replaceAll('\n', '<br>\n');
}

function textOfBlock(block: Block, filling: Filling): string {
  if (block.kind === 'paragraph') return textOf(block.children, filling);
  return block.entries
    .map((entry, index) => {
      const marker = block.start === null ? '- ' : `${block.start + index}. `;
      const text = entry.map((child) => textOfBlock(child, filling)).join('\n');
      return marker + text.replaceAll('\n', `\n${' '.repeat(marker.length)}`);
    })
    .join('\n');
}

function textOf(spans: readonly Inline[], filling: Filling): string {
  let text = '';
  for (const span of spans) {
    switch (span.kind) {
      case 'text':
        text += fillPlaceholders(span.text, filling.values);
        break;
      case 'break':
        text += '\n';
        break;
      case 'strong':
      case 'em':
        text += textOf(span.children, filling);
        break;
      case 'link':
        text += textOfLink(span.href, textOf(span.children, filling), filling);
        break;
    }
  }
  return text;
}

function textOfLink(href: string, label: string, filling: Filling): string {
  const url = linkTarget(href, filling.values, filling.trusted);
  if (url === null) return label;
  const shown = url.replace(/^(?:mailto|tel):/i, '');
  if (label === '' || label === url || label === shown) return shown;
  return `${label} (${shown})`;
}

function htmlOfBlock(block: Block, filling: Filling): string {
  if (block.kind === 'paragraph') return `<p>${htmlOf(block.children, filling)}</p>`;
  const entries = block.entries.map((entry) => `<li>${htmlOfEntry(entry, filling)}</li>`);
  const start = block.start === null || block.start === 1 ? '' : ` start="${block.start}"`;
  const tag = block.start === null ? 'ul' : 'ol';
  return `<${tag}${start}>\n${entries.join('\n')}\n</${tag}>`;
}

function htmlOfEntry(entry: readonly Block[], filling: Filling): string {
  return entry
    .map((block, index) =>
      index === 0 && block.kind === 'paragraph'
        ? htmlOf(block.children, filling)
        : htmlOfBlock(block, filling),
    )
    .join('\n');
}

function htmlOf(spans: readonly Inline[], filling: Filling): string {
  let html = '';
  for (const span of spans) {
    switch (span.kind) {
      case 'text':
        html += fillPlaceholders(escapeMarkup(span.text), filling.values, escapeHtml);
        break;
      case 'break':
        html += '<br>\n';
        break;
      case 'strong':
      case 'em':
        html += `<${span.kind}>${htmlOf(span.children, filling)}</${span.kind}>`;
        break;
      case 'link':
        html += htmlOfLink(span.href, htmlOf(span.children, filling), filling);
        break;
    }
  }
  return html;
}

function htmlOfLink(href: string, label: string, filling: Filling): string {
  const url = linkTarget(href, filling.values, filling.trusted);
  return url === null ? label : `<a href="${escapeMarkup(url)}">${label || escapeMarkup(url)}</a>`;
}

function escapeMarkup(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
