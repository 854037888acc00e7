/** The page behind an unsubscribe link: who wrote, one question, one button. No script, nothing from elsewhere, nothing about the person. */
import { createHash } from 'node:crypto';
import type { UnsubscribeWords } from './unsubscribe-words.ts';

const STYLE =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color:#222;background:#fff}' +
  'button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.3rem;background:#222;color:#fff;cursor:pointer}' +
  '@media(prefers-color-scheme:dark){body{color:#ddd;background:#111}button{background:#ddd;color:#111}}';

/** The address holds the token: no page may learn it, and nothing may keep it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
};

/** @param company  Who wrote; `null`: it is not said. */
export function askPage(company: string | null, words: UnsubscribeWords): string {
  const field = (name: string, value: string): string =>
    `<input type="hidden" name="${name}" value="${value}">`;
  return page(
    company,
    words,
    `<p>${escaped(words.question)}</p>
<form method="post">
${field('List-Unsubscribe', 'One-Click')}${field('language', words.language)}
<button>${escaped(words.button)}</button>
</form>`,
  );
}

export function donePage(company: string | null, words: UnsubscribeWords): string {
  return page(company, words, `<p>${escaped(words.done)}</p>`);
}

function page(company: string | null, { language, title }: UnsubscribeWords, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(company ?? title)}</h1>
${body}
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
