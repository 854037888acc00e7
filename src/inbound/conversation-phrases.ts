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

/** "I": no machine speaks so, except in its owner's absence. */
export const FIRST_PERSON: readonly TextRule[] = [
  {
    name: 'first_person',
    pattern: anyOf(
      /\b(?:i|i'll|i'm|i've|i'd|me|my|mine|ich|mir|mich|je|j'[a-zéê]{2,20}|moi|le mien|la mienne|yo|mi|soy|estoy|ik|mijn|io|il mio|la mia|ho ricevuto|sono|eu (?:não|estou|vou|recebi)|estou|meu|minha|jag|jeg|jestem|mnie)\b/,
      /私/,
      /僕/,
      /(?:^|\s)(?:я|мне)\s/,
    ),
  },
];
