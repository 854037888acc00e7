/** Where can a sequence go from a step? Its steps are a program without loops: every jump leads forward. */
import { isTouch, type Sequence, type Step } from './sequence.ts';

/** A way out of a step. */
export interface Way {
  /** What takes it there, as it is written: `then`, `else`, the name of a path, a disposition; `null`: it just goes on. */
  readonly label: string | null;
  /** `null`: the sequence is completed. */
  readonly to: string | null;
}

/** Every way out of a step, in the order in which it is written; the plain one last. */
export function waysOf(step: Step): readonly Way[] {
  switch (step.kind) {
    case 'await':
    case 'branch':
      return [
        { label: 'then', to: step.thenTo },
        { label: 'else', to: step.elseTo },
        ...(step.enabled && step.condition === null ? [] : [plain(step)]),
      ];
    case 'split':
      return [
        ...step.paths.map(({ name, to }) => ({ label: name, to })),
        ...(step.enabled && step.condition === null ? [] : [plain(step)]),
      ];
    // Taken where no channel reaches the person.
    case 'channel':
      return [...step.paths.map(({ channel, to }) => ({ label: channel, to })), plain(step)];
    case 'end':
      return step.enabled && step.condition === null ? [] : [plain(step)];
    // A person who may not be enrolled there goes on here.
    case 'handover':
    case 'set':
      return [plain(step)];
    case 'email':
    case 'linkedin':
    case 'call':
    case 'sms':
    case 'task':
    case 'message':
      return [...outcomeWays(step), plain(step)];
  }
}

/** Ids of the steps that can be reached from this one, itself not among them. */
export function reachableFrom(sequence: Pick<Sequence, 'steps'>, from: Step): ReadonlySet<string> {
  const byId = new Map(sequence.steps.map((step) => [step.id, step]));
  const found = new Set<string>();
  const open = [from];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    for (const { to } of waysOf(step)) {
      const target = to === null ? undefined : byId.get(to);
      if (target === undefined || found.has(target.id)) continue;
      found.add(target.id);
      open.push(target);
    }
  }
  return found;
}

/** Names of the templates that a step may render; empty for steps without one. */
export function templatesOfStep(step: Step): readonly string[] {
  if (!isTouch(step)) return [];
  if (step.kind === 'email') return step.variants.map((variant) => variant.template);
  return step.template === null ? [] : [step.template];
}

/** Names of the sequences that people may be handed over to, each once. */
export function successorsOf({ steps }: Pick<Sequence, 'steps'>): readonly string[] {
  return [...new Set(steps.flatMap((step) => (step.kind === 'handover' ? [step.to] : [])))];
}

const plain = (step: Step): Way => ({ label: null, to: step.next });

function outcomeWays(step: Step): readonly Way[] {
  if (!isTouch(step) || step.kind === 'email') return [];
  return Object.entries(step.outcomes).flatMap(([label, { thenTo }]) =>
    thenTo === undefined ? [] : [{ label, to: thenTo }],
  );
}
