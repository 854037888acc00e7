/** Where do the sequences use a template? Its channels decide what it may look like. */
import { SIGNATURES, SNIPPETS, splitName, snippetsOf, type Template } from '../../core/template.ts';
import { templatesOfStep } from '../../core/flow.ts';
import { isTouch, NEW_THREAD, type Sequence, type TouchStep } from '../../core/sequence.ts';
import type { StyleChannel } from '../../definition/templates/style-format.ts';

export interface TemplateUse {
  readonly channel: StyleChannel;
  readonly action: string | null;
  /** An email that begins a thread. */
  readonly isFirst: boolean;
}

/** By name, also of its other languages and of the snippets it renders; a signature stands under emails. */
export function usesOf(
  sequences: readonly Sequence[],
  all: ReadonlyMap<string, Template>,
): ReadonlyMap<string, readonly TemplateUse[]> {
  const byBase = new Map<string, TemplateUse[]>();
  for (const { steps } of sequences) {
    for (const step of steps.filter(isTouch)) {
      const use = useOf(step);
      for (const name of templatesOfStep(step)) {
        byBase.set(name, [...(byBase.get(name) ?? []), use]);
      }
    }
  }
  const uses = new Map<string, readonly TemplateUse[]>();
  for (const template of all.values()) {
    if (template.name.startsWith(SNIPPETS)) continue;
    const { base } = splitName(template.name);
    const own = byBase.get(template.name) ?? byBase.get(base) ?? guessed(template);
    uses.set(template.name, own);
    for (const { name } of snippetsOf([template], all)) {
      uses.set(name, [...(uses.get(name) ?? []), ...own]);
    }
  }
  return uses;
}

function useOf(step: TouchStep): TemplateUse {
  if (step.kind === 'email') {
    return { channel: 'email', action: null, isFirst: step.thread === NEW_THREAD };
  }
  // A rep sends it by hand, over a channel whose rules nobody knows here.
  const channel = step.kind === 'message' ? 'task' : step.kind;
  return { channel, action: step.action, isFirst: false };
}

/** No step names it: only an email has a subject, and only emails are signed. */
function guessed({ name, subject }: Template): readonly TemplateUse[] {
  const isEmail = subject !== null || name.startsWith(SIGNATURES);
  return isEmail ? [{ channel: 'email', action: null, isFirst: subject !== null }] : [];
}
