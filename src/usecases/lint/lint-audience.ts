/** Do people live where email to them needs a ground on record first, and have none? */
import { counted } from '../../core/counted.ts';
import { canBe, type Known } from '../../core/satisfiable.ts';
import type { EmailStep, Sequence } from '../../core/sequence.ts';
import { knownBefore } from '../../definition/condition/impossible.ts';
import { problemAtKey, type Problem } from '../../definition/reading/problem.ts';
import { writtenList } from '../../definition/reading/written.ts';
import { countryOf } from '../../people/cells/country.ts';
import { EMAIL_CONSENT_COUNTRIES } from '../../policy/profiles.ts';
import type { Survey } from './survey.ts';
import type { LintNeeds, WrittenSequence } from './written-sequence.ts';

/** A text in this language is written for readers there. */
const LANGUAGES: Readonly<Partial<Record<string, string>>> = { DE: 'de', JP: 'ja' };

export async function audienceProblems(
  written: WrittenSequence,
  stores: LintNeeds['stores'],
): Promise<readonly Problem[]> {
  const { sequence, places } = written;
  const emails = sequence.steps.filter((step) => step.kind === 'email' && step.enabled);
  const [first] = emails;
  if (first === undefined) return [];
  const reached = EMAIL_CONSENT_COUNTRIES.filter((country) => reaches(sequence, country));
  const survey =
    stores === null || reached.length === 0 ? null : await stores.survey(sequence.name);
  const found = reached.flatMap((country) => evidenceOf(country, survey, written) ?? []);
  if (found.length === 0) return [];
  const message = `email to people in ${writtenList(found.map(({ name }) => name))} needs their consent first, and none is recorded: ${found.map(({ words }) => words).join(', ')}`;
  const hint = `record it (touchline consent add), reach them in other ways, or leave them out: if: "prospect.country != '${found[0]!.country}'"`;
  const path = [...(places.get(first.id) ?? []), 'email'];
  return [{ ...problemAtKey(path, 'no_consent_basis', message, hint), severity: 'warning' }];
}

interface Evidence {
  readonly country: string;
  readonly name: string;
  readonly words: string;
}

/** `null`: nothing says that anybody lives there. */
function evidenceOf(
  country: string,
  survey: Survey | null,
  { sequence, templates }: WrittenSequence,
): Evidence | null {
  const name = countryOf(country)?.name ?? country;
  const people = survey?.people ?? 0;
  const count = survey?.withoutGround.get(country) ?? 0;
  const of = counted(people, 'enrolled person', 'enrolled people');
  if (count > 0) return { country, name, words: `${count} of ${of} in ${name}` };
  // They live there, and all of them may be written to.
  if (survey?.byCountry.has(country) === true) return null;
  const language = LANGUAGES[country];
  const text = templates.find(
    (template) => language !== undefined && isRead(sequence, template, language),
  );
  return text === undefined
    ? null
    : { country, name, words: `template ${text} is for readers in ${name}` };
}

function isRead({ steps }: Sequence, template: string, language: string): boolean {
  return steps.some(
    (step) =>
      step.kind === 'email' &&
      step.variants.some((variant) => template === `${variant.template}.${language}`),
  );
}

/** Whether some email may go to somebody who lives there, for all that its conditions say. */
function reaches(sequence: Sequence, country: string): boolean {
  const known = knownBefore(sequence);
  const lives: Known = { atom: inCountry(country), truth: true };
  return sequence.steps.some(
    (step) =>
      step.kind === 'email' && step.enabled && mayBe(step, [...(known.get(step.id) ?? []), lives]),
  );
}

function mayBe({ condition }: EmailStep, known: readonly Known[]): boolean {
  const text = () => ({ kind: 'text' }) as const;
  const lives = known.at(-1)!;
  return (
    canBe(lives.atom, true, known, text) &&
    (condition === null || canBe(condition, true, known, text))
  );
}

function inCountry(value: string): Known['atom'] {
  return {
    kind: 'compare',
    operator: '==',
    left: { kind: 'path', path: ['prospect', 'country'] },
    right: { kind: 'literal', value },
  };
}
