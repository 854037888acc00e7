import { DECISIONS } from './decisions.ts';
import { DEEDS } from './deeds.ts';
import { ENGAGEMENT } from './engagement.ts';
import type { Mutant } from './mutant.ts';
import { PEOPLE } from './people.ts';
import { WHO_IS_WHO } from './who-is-who.ts';
import { WORDS } from './words.ts';

export const MUTANTS: readonly Mutant[] = [
  ...DECISIONS,
  ...DEEDS,
  ...ENGAGEMENT,
  ...PEOPLE,
  ...WHO_IS_WHO,
  ...WORDS,
];
