/** A note that LinkedIn would cut off is held like one that lacks something: a rep shortens what the person's columns say. */
import { linkedinLimit } from '../../content/linkedin-limits.ts';
import type { CompiledTemplate } from '../../content/template.ts';
import type { Facts } from '../../core/condition.ts';
import type { Draft, LongField } from '../../core/decide/context.ts';
import type { ManualStep } from '../../core/sequence.ts';

/** The draft itself where it fits. */
export function fitNote(
  draft: Draft,
  step: ManualStep,
  template: CompiledTemplate,
  facts: Facts,
): Draft {
  const most = step.kind === 'linkedin' ? linkedinLimit(step.action) : null;
  if (!draft.ok || most === null || draft.text.length <= most) return draft;
  const error = `a note of at most ${most} characters (it has ${draft.text.length})`;
  return { ok: false, missing: [], error, tooLong: longestField(template, facts) };
}

/** Which of the person's columns takes the most room? */
function longestField({ mergeFields }: CompiledTemplate, { prospect }: Facts): LongField | null {
  if (typeof prospect !== 'object' || prospect === null) return null;
  const lengths = new Map<string, number>();
  for (const [column, value] of Object.entries(prospect)) {
    if (typeof value === 'string') lengths.set(`prospect.${column}`, value.length);
  }
  const used = mergeFields.map(({ name }) => name).filter((name) => lengths.has(name));
  const [name] = used.toSorted((a, b) => lengths.get(b)! - lengths.get(a)!);
  return name === undefined ? null : { name, characters: lengths.get(name)! };
}
