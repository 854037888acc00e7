/** Does every message say what the law wants it to: who writes, from where, and where the address is from? */
import type { EmailStep } from '../../core/sequence.ts';
import { splitName, type Template } from '../../core/template.ts';
import { problemAtKey, type Problem } from '../../definition/reading/problem.ts';
import { writtenList } from '../../definition/reading/written.ts';
import { countryOf } from '../../people/cells/country.ts';
import { lacksOf, profileOf } from '../../policy/profiles.ts';
import type { LintNeeds, WrittenSequence } from './written-sequence.ts';

export async function lawProblems(
  written: WrittenSequence,
  { settings, stores }: Pick<LintNeeds, 'settings' | 'stores'>,
): Promise<readonly Problem[]> {
  const { sequence } = written;
  const emails = sequence.steps.filter((step) => step.kind === 'email' && step.enabled);
  const [first] = emails;
  if (first?.kind !== 'email') return [];
  if (settings.compliance === 'off') return [];
  const survey = stores === null ? null : await stores.survey(sequence.name);
  const countries = [...(survey?.byCountry.keys() ?? []), ...declaredCountries(written)];
  const audience = [...new Set(countries)].toSorted();
  return [
    ...incompleteFooter(written, first, audience, settings.sender),
    ...unnamedSource(written, first, [...(survey?.foundElsewhere.keys() ?? [])].toSorted()),
  ];
}

function incompleteFooter(
  { places }: WrittenSequence,
  first: EmailStep,
  audience: readonly string[],
  sender: LintNeeds['settings']['sender'],
): readonly Problem[] {
  const strict = audience.flatMap((country) => {
    const footer = profileOf({ country, isIndividual: false })?.footer ?? null;
    const missing = lacksOf(footer, sender);
    return footer === null || missing.length === 0 ? [] : [{ country, missing, law: footer.law }];
  });
  const path = [...(places.get(first.id) ?? []), 'email'];
  const hint = 'write it there: it stands under every email by itself';
  if (strict.length > 0) {
    const keys = [...new Set(strict.flatMap(({ missing }) => missing))];
    const where = writtenList(strict.map(({ country }) => nameOf(country)));
    const laws = [...new Set(strict.map(({ law }) => law))].join('; ');
    const message = `email to people in ${where} must say ${writtenList(keys.map((key) => `sender.${key}`))}, and touchline.yaml does not (${laws})`;
    return [problemAtKey(path, 'footer_incomplete', message, hint)];
  }
  if (sender.postalAddress !== null) return [];
  const message =
    'touchline.yaml has no sender.postal_address: emails to people in the United States, Canada and Japan are held';
  return [{ ...problemAtKey(path, 'footer_incomplete', message, hint), severity: 'warning' }];
}

/** GDPR Article 14: who did not give us the address is told at the first contact where we have it from (L7). */
function unnamedSource(
  { places, texts }: WrittenSequence,
  first: EmailStep,
  found: readonly string[],
): readonly Problem[] {
  const asking = found.filter(
    (country) => profileOf({ country, isIndividual: false })?.saysSource === true,
  );
  if (asking.length === 0) return [];
  const silent = textsOf(first, texts).filter((text) => !SOURCES.test(text.body));
  const [text] = silent;
  if (text === undefined) return [];
  const message = `templates/${text.name}.md does not say where the address is from: people in ${writtenList(asking.map(nameOf))} who did not give it to you are to be told by the first email`;
  const hint =
    'say it in your words: I found you on {{ prospect.source | default: "your website" }}';
  const path = [...(places.get(first.id) ?? []), 'email'];
  return [{ ...problemAtKey(path, 'source_not_named', message, hint), severity: 'warning' }];
}

const SOURCES = /prospect\.(?:source|consent_source)\b/;

/** In every language. */
function textsOf(
  { variants }: EmailStep,
  texts: ReadonlyMap<string, Template>,
): readonly Template[] {
  const names = new Set(variants.map(({ template }) => template));
  return [...texts.values()].filter(
    ({ name }) => names.has(name) || names.has(splitName(name).base),
  );
}

/** A text in Japanese is written for readers there. */
function declaredCountries({ sequence, texts }: WrittenSequence): readonly string[] {
  const isJapanese = sequence.steps.some(
    (step) =>
      step.kind === 'email' &&
      step.enabled &&
      textsOf(step, texts).some(({ name }) => splitName(name).language === 'ja'),
  );
  return isJapanese ? ['JP'] : [];
}

function nameOf(country: string): string {
  return countryOf(country)?.name ?? country;
}
