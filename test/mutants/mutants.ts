import { DECISIONS } from './decisions.ts';
import { DEEDS } from './deeds.ts';
import { ENGAGEMENT } from './engagement.ts';
import type { Mutant } from './mutant.ts';
import { PEOPLE } from './people.ts';
import { WORDS } from './words.ts';

export const MUTANTS: readonly Mutant[] = [
  ...DECISIONS,
  ...DEEDS,
  ...ENGAGEMENT,
  ...PEOPLE,
  ...WORDS,
];
