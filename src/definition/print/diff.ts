/** What differs between two versions of a sequence, in the words of its file: step by step, then the texts of its templates. */
import { templatesOfStep } from '../../core/flow.ts';
import { isTouch, stepOf, type ManualStep, type Sequence, type Step } from '../../core/sequence.ts';
import { snippetsOf, splitName, type Template } from '../../core/template.ts';
import { orderDiff, textDiff } from './text-diff.ts';
import { canonicalJson } from '../sequence/version.ts';
import { writtenHead } from './written-head.ts';
import { writtenStep } from './written-step.ts';

/** A version with the templates that it renders. */
export interface VersionTexts {
  readonly sequence: Sequence;
  readonly templates: readonly Template[];
}

export interface KeyChange {
  /** As it is written, with a dot where it is nested: `exits.reply`. */
  readonly key: string;
  /** `null`: it was not written, or had its default. */
  readonly old: string | null;
  readonly new: string | null;
}

export interface StepDiff {
  readonly id: string;
  /** `moved`: nothing but its place. */
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  readonly hasMoved: boolean;
  readonly keys: readonly KeyChange[];
  /** Of those it renders, the ones whose text is another. */
  readonly templates: readonly string[];
}

export interface TemplateDiff {
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Unified. */
  readonly diff: string;
}

export interface VersionDiff {
  /** What stands beside the steps. */
  readonly head: readonly KeyChange[];
  /** In the order of the new file, what was removed in its old place; those that are as they were are left out. */
  readonly steps: readonly StepDiff[];
  readonly templates: readonly TemplateDiff[];
}

export function diffVersions(from: VersionTexts, to: VersionTexts): VersionDiff {
  const templates = templateDiffs(from.templates, to.templates);
  return {
    head: keyChanges(writtenHead(from.sequence), writtenHead(to.sequence)),
    steps: stepDiffs(from.sequence, to.sequence, changedTexts(from, to)),
    templates,
  };
}

/** Ids of the steps that do and say the same in both; where they lead may differ. */
export function unchangedSteps(from: VersionTexts, to: VersionTexts): ReadonlySet<string> {
  const texts = changedTexts(from, to);
  const same = from.sequence.steps.filter((step) => {
    const other = stepOf(to.sequence, step.id);
    return (
      other !== null &&
      meaningOf(step) === meaningOf(other) &&
      rendered(step, other, texts).length === 0
    );
  });
  return new Set(same.map(({ id }) => id));
}

function stepDiffs(from: Sequence, to: Sequence, texts: ChangedTexts): readonly StepDiff[] {
  const order = orderDiff(
    from.steps.map(({ id }) => id),
    to.steps.map(({ id }) => id),
  );
  return order.flatMap(({ id, stands }): readonly StepDiff[] => {
    const old = stepOf(from, id);
    const now = stepOf(to, id);
    if (now === null) {
      const keys = old === null ? [] : keyChanges(writtenStep(old), new Map());
      return [{ id, change: 'removed', hasMoved: false, keys, templates: [] }];
    }
    if (old === null) {
      const keys = keyChanges(new Map(), writtenStep(now));
      return [{ id, change: 'added', hasMoved: false, keys, templates: [] }];
    }
    // A step that moved is told where it stands now.
    if (stands === 'no_more') return [];
    const hasMoved = stands === 'only_here';
    const keys = stepChanges(old, now);
    const templates = rendered(old, now, texts);
    const isOther = keys.length > 0 || templates.length > 0;
    if (!isOther && !hasMoved) return [];
    return [
      {
        id,
        change: isOther ? 'changed' : 'moved',
        hasMoved,
        keys,
        templates,
      },
    ];
  });
}

/** Keys that this page does not know yet are named all the same: a version has another hash for a reason. */
function stepChanges(old: Step, now: Step): readonly KeyChange[] {
  const known = keyChanges(writtenStep(old), writtenStep(now));
  if (known.length > 0 || meaningOf(old) === meaningOf(now)) return known;
  return keyChanges(rawKeys(old), rawKeys(now));
}

function rawKeys(step: Step): ReadonlyMap<string, string> {
  const properties: readonly (readonly [string, unknown])[] = Object.entries(withoutJumps(step));
  return new Map(properties.map(([name, value]) => [name, canonicalJson(value)]));
}

function keyChanges(
  old: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): readonly KeyChange[] {
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys
    .map((key) => ({ key, old: old.get(key) ?? null, new: now.get(key) ?? null }))
    .filter((change) => change.old !== change.new);
}

function meaningOf(step: Step): string {
  return canonicalJson(withoutJumps(step));
}

function withoutJumps(step: Step): Step {
  if (isTouch(step)) {
    if (step.kind === 'email') return { ...step, next: null };
    return { ...step, next: null, outcomes: outcomesWithoutJumps(step) };
  }
  switch (step.kind) {
    case 'await':
    case 'branch':
      return { ...step, next: null, thenTo: null, elseTo: null };
    case 'split':
      return { ...step, next: null, paths: step.paths.map((path) => ({ ...path, to: null })) };
    case 'channel':
      return { ...step, next: null, paths: step.paths.map((path) => ({ ...path, to: null })) };
    case 'set':
    case 'handover':
    case 'end':
      return { ...step, next: null };
  }
}

function outcomesWithoutJumps({ outcomes }: ManualStep): ManualStep['outcomes'] {
  return Object.fromEntries(Object.entries(outcomes).map(([name, { retry }]) => [name, { retry }]));
}

function templateDiffs(
  from: readonly Template[],
  to: readonly Template[],
): readonly TemplateDiff[] {
  const old = new Map(from.map((template) => [template.name, templateText(template)]));
  const now = new Map(to.map((template) => [template.name, templateText(template)]));
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  return names.flatMap((name): readonly TemplateDiff[] => {
    const before = old.get(name);
    const after = now.get(name);
    if (before === after) return [];
    const diff = textDiff(before ?? null, after ?? null);
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    return [{ name, change, diff }];
  });
}

function templateText({ subject, body }: Template): string {
  return subject === null ? body : `---\nsubject: ${subject}\n---\n\n${body}`;
}

/** By the name of a template: what is another text of it, its own and those of the snippets that it renders. */
type ChangedTexts = ReadonlyMap<string, readonly string[]>;

function changedTexts(from: VersionTexts, to: VersionTexts): ChangedTexts {
  const changed = new Set(templateDiffs(from.templates, to.templates).map(({ name }) => name));
  const all = new Map([...from.templates, ...to.templates].map((each) => [each.name, each]));
  return new Map(
    [...all.values()].map((template) => {
      const names = [template, ...snippetsOf([template], all)].map(({ name }) => name);
      return [template.name, names.filter((name) => changed.has(name))];
    }),
  );
}

/** Of the texts that the step renders in both versions, in any language, those that are others. */
function rendered(old: Step, now: Step, texts: ChangedTexts): readonly string[] {
  const before = templatesOfStep(old);
  const own = templatesOfStep(now).filter((name) => before.includes(name));
  const found = [...texts].flatMap(([name, changed]) =>
    own.includes(name) || own.includes(splitName(name).base) ? changed : [],
  );
  return [...new Set(found)];
}
