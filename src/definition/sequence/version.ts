/** The name of a sequence version: a hash of what it means, not of how its file is written. */
import { createHash } from 'node:crypto';
import { templatesOfStep } from '../../core/flow.ts';
import type { Sequence } from '../../core/sequence.ts';
import { SIGNATURES, snippetsOf, splitName, type Template } from '../../core/template.ts';

/** A sequence before it is named. */
export type Program = Omit<Sequence, 'version'>;

/**
 * 12 hex digits. Formatting, comments and the order of keys don't change it; the order of steps and any text of a template do.
 *
 * @param templates  Those the program renders, with their other languages; in any order.
 */
export function versionOf(program: Program, templates: readonly Template[]): string {
  const sorted = templates.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const canonical = canonicalJson({ program, templates: sorted });
  return createHash('sha256').update(canonical).digest('hex').slice(0, VERSION_DIGITS);
}

/**
 * The templates the steps name, the signatures of the mailboxes they leave from and the snippets of both, each with its other languages
 * (`intro.ja` for `intro`), as far as they exist.
 */
export function templatesOf(
  program: Pick<Program, 'steps' | 'mailboxes'>,
  all: ReadonlyMap<string, Template>,
): readonly Template[] {
  const named = new Set(program.steps.flatMap(templatesOfStep));
  const signs = signers(program);
  const own = [...all.values()].filter(({ name }) => {
    const { base } = splitName(name);
    return named.has(name) || named.has(base) || signs(base);
  });
  return [...own, ...snippetsOf(own, all)];
}

/** Which signatures may stand under an email of these steps? With `owner` any: who owns a person may change. */
function signers({ steps, mailboxes }: Pick<Program, 'steps' | 'mailboxes'>) {
  const sendsEmail = steps.some((step) => step.kind === 'email');
  return (base: string): boolean =>
    sendsEmail &&
    base.startsWith(SIGNATURES) &&
    (mailboxes === 'owner' || mailboxes.includes(base.slice(SIGNATURES.length)));
}

const VERSION_DIGITS = 12;

/** JSON with sorted keys and without white space, for plain data without cycles. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
  return `{${members.join(',')}}`;
}
