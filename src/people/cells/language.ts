/** Which language is meant? */

const BY_NAME: Readonly<Record<string, string>> = {
  arabic: 'ar',
  chinese: 'zh',
  czech: 'cs',
  dansk: 'da',
  danish: 'da',
  deutsch: 'de',
  dutch: 'nl',
  englisch: 'en',
  english: 'en',
  español: 'es',
  finnish: 'fi',
  français: 'fr',
  french: 'fr',
  german: 'de',
  hebrew: 'he',
  hindi: 'hi',
  hungarian: 'hu',
  italian: 'it',
  italiano: 'it',
  japanese: 'ja',
  korean: 'ko',
  nederlands: 'nl',
  norwegian: 'no',
  polish: 'pl',
  polski: 'pl',
  portuguese: 'pt',
  português: 'pt',
  russian: 'ru',
  spanish: 'es',
  svenska: 'sv',
  swedish: 'sv',
  turkish: 'tr',
  ukrainian: 'uk',
  日本語: 'ja',
  中文: 'zh',
};

/** A BCP 47 tag in lower case: `de_CH` is `de-ch`, `German` is `de`. `null` when it is neither a tag nor a name of a larger language. */
export function parseLanguage(text: string): string | null {
  const lower = text.trim().toLowerCase().replace(/_/g, '-');
  if (Object.hasOwn(BY_NAME, lower)) return BY_NAME[lower]!;
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/.test(lower) ? lower : null;
}
