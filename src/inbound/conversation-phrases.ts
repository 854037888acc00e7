/** By what is a person known? Data per language, folded: what is said to us, and "I". */
import { anyOf, type TextRule } from './text-rules.ts';

/** A person speaks to us: then an absence is news, not a note. */
export const CONVERSATION: readonly TextRule[] = [
  {
    name: 'talks_to_us',
    pattern: anyOf(
      /\?/,
      /\b(?:let's|lets|let us|happy to|would love|interested|sounds (?:good|great|interesting)|call me|ping me|follow up with me|circle back|talk (?:then|when|next)|reach (?:back )?out (?:to me )?(?:then|after|again|when)|catch up|schedule|meeting with you|we already|no thanks|not interested|can you|could you)\b/,
      /melden sie sich (?:danach|dann)/,
      /sprechen wir/,
      /人で/,
      /ましょう/,
      /いかがですか/,
      /(?:ます|です|でしょう|ません)か/,
      /お願いでき/,
      /お話(?:し|を)/,
    ),
  },
];

/** "I", by language: no machine speaks so, except in its owner's absence. `je` is French here, and "is" to half of the Slavs. */
export const FIRST_PERSON: readonly (TextRule & { readonly language: string })[] = [
  { name: 'i_en', language: 'en', pattern: /\b(?:i|i'll|i'm|i've|i'd|me|my|mine)\b/ },
  { name: 'i_de', language: 'de', pattern: /\b(?:ich|mir|mich|mein|meine[rnms]?)\b/ },
  { name: 'i_fr', language: 'fr', pattern: /\b(?:je|j'[a-zéê]{2,20}|moi|le mien|la mienne)\b/ },
  { name: 'i_es', language: 'es', pattern: /\b(?:yo|mi|soy|estoy|tengo|puedo)\b/ },
  { name: 'i_it', language: 'it', pattern: /\b(?:io|sono|mio|mia|posso|vorrei|ho ricevuto)\b/ },
  {
    name: 'i_pt',
    language: 'pt',
    pattern: /\b(?:eu (?:não|estou|vou|recebi)|estou|meu|minha|tenho|posso|recebi)\b/,
  },
  { name: 'i_nl', language: 'nl', pattern: /\b(?:ik|mijn)\b/ },
  { name: 'i_sv_no_da', language: 'sv_no_da', pattern: /\b(?:jag|jeg|mig)\b/ },
  { name: 'i_pl', language: 'pl', pattern: /\b(?:mnie|jestem)\b/ },
  { name: 'i_ru', language: 'ru_uk_bg', pattern: /(?:^|\s)(?:я|мне|мой|моя|мені|аз)\s/ },
  { name: 'i_ja', language: 'ja', pattern: /私|僕/ },
  { name: 'i_zh', language: 'zh', pattern: /我(?!们|們|司|公司)/ },
];
