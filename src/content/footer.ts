/** What stands under every email, whatever its template and its signature say: who writes, and the way out. */
import type { Block, Inline } from './markdown.ts';

export interface Footer {
  /** Company and postal address; may be empty. */
  readonly senderLines: readonly string[];
  /** `link`: the recipient's own URL. `reply`: they answer. `none`: nothing is said. */
  readonly optOut:
    { readonly by: 'link'; readonly url: string } | { readonly by: 'reply' | 'none' };
  /** BCP 47 of the recipient: `de`, `ja-jp`. `null` and unknown languages read English. */
  readonly language: string | null;
}

export const NO_FOOTER: Footer = {
  senderLines: [],
  optOut: { by: 'none' },
  language: null,
};

// The word to answer with stays English: it is what the rules for inbound mail look for in every language.
const WORDS: Readonly<Record<string, { readonly link: string; readonly reply: string }>> = {
  en: { link: 'Unsubscribe', reply: 'Not for you? Reply with "unsubscribe".' },
  de: { link: 'Abmelden', reply: 'Kein Interesse? Antworten Sie mit "unsubscribe".' },
  fr: { link: 'Se désabonner', reply: 'Pas pour vous ? Répondez « unsubscribe ».' },
  es: { link: 'Darse de baja', reply: '¿No le interesa? Responda «unsubscribe».' },
  ja: { link: '配信停止', reply: '今後の配信が不要な場合は「unsubscribe」とご返信ください。' },
};

/** Plain text throughout: nothing here is read as Markdown or Liquid. */
export function footerBlocks(footer: Footer): readonly Block[] {
  const optOut = optOutSpan(footer);
  const lines = footer.senderLines.map((line) => line.trim()).filter((line) => line !== '');
  const closing = [...lines.map(textSpan), ...(optOut === null ? [] : [optOut])];
  return closing.length === 0 ? [] : [{ kind: 'paragraph', children: withBreaks(closing) }];
}

function optOutSpan(footer: Footer): Inline | null {
  const language = footer.language?.toLowerCase().split('-')[0] ?? 'en';
  const words = (Object.hasOwn(WORDS, language) ? WORDS[language] : undefined) ?? WORDS['en']!;
  switch (footer.optOut.by) {
    case 'link':
      return { kind: 'link', href: footer.optOut.url, children: [textSpan(words.link)] };
    case 'reply':
      return textSpan(words.reply);
    case 'none':
      return null;
  }
}

function textSpan(text: string): Inline {
  return { kind: 'text', text };
}

function withBreaks(lines: readonly Inline[]): Inline[] {
  return lines.flatMap((line, index) => (index === 0 ? [line] : [{ kind: 'break' }, line]));
}
