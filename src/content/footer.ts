/**
 * What stands under every email, whatever its template and its signature say: who writes, and the way out.
 *
 * Source of the Japanese words: Act on Regulation of Transmission of Specified Electronic Mail (特定電子メール法), Article 4, and Article 9 of
 * its ordinance (施行規則). An advertising email names the sender, their postal address, where it can be refused, right beside that that it
 * can, and where complaints and questions are taken.
 */
import type { Block, Inline } from './markdown.ts';

export interface Footer {
  /** Company and postal address; may be empty. */
  readonly senderLines: readonly string[];
  /** `link`: the recipient's own URL. `reply`: they answer. `none`: nothing is said. */
  readonly optOut:
    { readonly by: 'link'; readonly url: string } | { readonly by: 'reply' | 'none' };
  /** Where people can refuse, complain and ask: the mailbox's own address. Written in languages whose law wants to see it. */
  readonly contact?: string;
  /** BCP 47 of the recipient: `de`, `ja-jp`. `null` and unknown languages read English. */
  readonly language: string | null;
}

export const NO_FOOTER: Footer = {
  senderLines: [],
  optOut: { by: 'none' },
  language: null,
};

interface Words {
  readonly link: string;
  /** @param address  Where the answer goes; `null`: it is not said. */
  readonly reply: (address: string | null) => string;
  /** In front of the address for complaints and questions; absent where no law asks for it. */
  readonly contact?: string;
}

// The word to answer with stays English: it is what the rules for inbound mail look for in every language, beside 配信停止, which
// everybody in Japan writes. "For those who wish" keeps them from taking our own footer, quoted, for a wish.
const WORDS: Readonly<Record<string, Words>> = {
  en: { link: 'Unsubscribe', reply: () => 'Not for you? Reply with "unsubscribe".' },
  de: { link: 'Abmelden', reply: () => 'Kein Interesse? Antworten Sie mit "unsubscribe".' },
  fr: { link: 'Se désabonner', reply: () => 'Pas pour vous ? Répondez « unsubscribe ».' },
  es: { link: 'Darse de baja', reply: () => '¿No le interesa? Responda «unsubscribe».' },
  ja: {
    link: '配信停止をご希望の場合はこちら',
    reply: (address) =>
      `配信停止をご希望の場合は${address === null ? '' : `、${address} まで`}「配信停止」とご返信ください。`,
    contact: 'お問い合わせ・苦情の受付：',
  },
};

/** Plain text throughout: nothing here is read as Markdown or Liquid. */
export function footerBlocks(footer: Footer): readonly Block[] {
  const words = wordsIn(footer.language);
  const { contact } = footer;
  const hasContact = words.contact !== undefined && contact !== undefined;
  const lines = [...footer.senderLines, hasContact ? `${words.contact}${contact}` : '']
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const optOut = optOutSpan(footer, words);
  const closing = [...lines.map(textSpan), ...(optOut === null ? [] : [optOut])];
  return closing.length === 0 ? [] : [{ kind: 'paragraph', children: withBreaks(closing) }];
}

/**
 * The language that a text is surely written in, by its letters; `null`: they don't say. A Japanese text wants a Japanese footer, whatever
 * is known of its reader.
 */
export function languageByLetters(text: string): string | null {
  return /\p{Script=Hiragana}/u.test(text) ? 'ja' : null;
}

function wordsIn(language: string | null): Words {
  const key = language?.toLowerCase().split('-')[0] ?? 'en';
  return (Object.hasOwn(WORDS, key) ? WORDS[key] : undefined) ?? WORDS['en']!;
}

function optOutSpan({ optOut, contact }: Footer, words: Words): Inline | null {
  switch (optOut.by) {
    case 'link':
      return { kind: 'link', href: optOut.url, children: [textSpan(words.link)] };
    case 'reply':
      return textSpan(words.reply(contact ?? null));
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
