/**
 * The last line of the first text to somebody: who writes, and how to make it stop.
 *
 * Source: CTIA Messaging Principles 5.1 and 47 CFR 64.1200 (United States), CASL s. 6(2), PECR reg. 23, 特定電子メール法 Article 4.
 */

/** The word to answer with is one that the rules for what comes in know: see `inbound/gateways/stop-word.ts`. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'Reply STOP to opt out.',
  de: 'Abmelden: mit STOP antworten.',
  fr: 'Pour ne plus rien recevoir : STOP',
  es: 'Para no recibir más: STOP',
  ja: '配信停止は STOP とご返信ください。',
};

export interface StopLine {
  /** `null`: the workspace names none. */
  readonly company: string | null;
  /** BCP 47 of the recipient; unknown ones read English. */
  readonly language: string | null;
}

/** The text as it is where it says so itself. */
export function withStopLine(text: string, { company, language }: StopLine): string {
  if (/\bstop\b/i.test(text)) return text;
  const words = WORDS[language?.toLowerCase().split('-')[0] ?? 'en'] ?? WORDS['en']!;
  const isNamed = company === null || text.includes(company);
  return `${text.trimEnd()}\n${isNamed ? '' : `${company}. `}${words}`;
}
