/** How many enrolled people lack what a template asks for? */
import type { Surveyor } from './survey.ts';

/** @param field  `prospect.company`. */
export type LackCounter = (
  sequences: readonly string[],
  field: string,
) => Promise<{ readonly lacking: number; readonly enrolled: number }>;

/** Of the people with an unfinished enrollment in one of the sequences. */
export function lackCounter(survey: Surveyor): LackCounter {
  return async (sequences, field) => {
    const column = field.replace('prospect.', '');
    let lacking = 0;
    let enrolled = 0;
    for (const sequence of sequences) {
      const { people, having } = await survey(sequence);
      enrolled += people;
      lacking += people - (having.get(column) ?? 0);
    }
    return { lacking, enrolled };
  };
}
