/** A sequence as a picture has it: its steps, and every way from one to the next. */
import { writtenTime } from '../../core/time/civil-date.ts';
import { writtenDuration } from '../../core/time/duration.ts';
import { waysOf, type Way } from '../../core/flow.ts';
import {
  NEW_THREAD,
  type Channel,
  type EmailStep,
  type ManualStep,
  type Sequence,
  type Step,
} from '../../core/sequence.ts';
import { channelOf } from '../../core/sequence.ts';
import { writtenCondition, writtenList } from '../reading/written.ts';

export interface Graph {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  /** Where people begin. */
  readonly first: string;
  /** In the order of the file, each before those of its paths. */
  readonly nodes: readonly GraphNode[];
  /** By step, as they are written. */
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly id: string;
  readonly kind: Step['kind'];
  readonly channel: Channel | null;
  /** What it does, in words. */
  readonly does: string;
  /** `1 business day`; `null`: at once. */
  readonly wait: string | null;
  /** `10:30`; `null`: at any time. */
  readonly at: string | null;
  /** It is skipped unless; `null`: always done. */
  readonly condition: string | null;
  readonly enabled: boolean;
  /** The step behind it and its paths; `null`: the sequence is completed. */
  readonly next: string | null;
}

export interface GraphEdge {
  readonly from: string;
  /** `null`: the sequence is completed, or it leads into another one. */
  readonly to: string | null;
  /** As it is written: `then`, `else`, the name of a path, a disposition, `handover`; `null`: it just goes on. */
  readonly label: string | null;
  /** What takes people there, in words; `null`: nothing special. */
  readonly words: string | null;
  /** The sequence that a handover leads into. */
  readonly sequence: string | null;
}

export function graphOf(sequence: Sequence): Graph {
  const { name, version, title, steps } = sequence;
  return {
    name,
    version,
    title,
    first: steps[0]!.id,
    nodes: steps.map(nodeOf),
    edges: steps.flatMap(edgesOf),
  };
}

function nodeOf(step: Step): GraphNode {
  return {
    id: step.id,
    kind: step.kind,
    channel: channelOf(step),
    does: doneBy(step),
    wait: step.wait === null ? null : writtenDuration(step.wait),
    at: step.atMinute === null ? null : writtenTime(step.atMinute),
    condition: step.condition === null ? null : writtenCondition(step.condition),
    enabled: step.enabled,
    next: step.next,
  };
}

function doneBy(step: Step): string {
  switch (step.kind) {
    case 'email':
      return emailWords(step);
    case 'linkedin':
    case 'call':
    case 'sms':
    case 'task':
    case 'message':
      return manualWords(step);
    case 'await': {
      const { signal, of, within } = step;
      return `await ${spaced(signal)} after ${of}, at most ${writtenDuration(within)}`;
    }
    case 'branch':
      return `if ${writtenCondition(step.test)}`;
    case 'split':
      return 'split';
    case 'channel':
      return 'where they are best reached';
    case 'set': {
      const tags = step.tags.map((tag) => `tag ${tag}`);
      const fields = Object.entries(step.fields).map(([name, value]) => `${name}: ${value}`);
      return `set ${[...tags, ...fields].join(', ')}`;
    }
    case 'handover':
      return `handover to ${step.to}`;
    case 'end':
      return step.because === null ? 'end' : `end: ${step.because}`;
  }
}

function emailWords({ variants, thread, review, attachments }: EmailStep): string {
  const shares = sharesOf(variants);
  const templates = variants.map(({ template }, index) =>
    variants.length === 1 ? template : `${template} ${shares[index]}`,
  );
  return [
    `email ${templates.join(', ')}`,
    ...(thread === NEW_THREAD ? [] : [`in the thread of ${thread}`]),
    ...(attachments.length === 0
      ? []
      : [`with ${writtenList(attachments.map(({ name }) => name))}`]),
    ...(review ? ['reviewed by a rep'] : []),
  ].join(', ');
}

function manualWords(step: ManualStep): string {
  const { kind, action, template, text, dueWithin, onOverdue } = step;
  const what = text ?? ([action, template].filter((each) => each !== null).join(' ') || null);
  const late = { skip: ['else skipped'], wait: [], continue: ['else goes on without it'] };
  return [
    what === null ? kind : `${kind} ${what}`,
    ...(dueWithin === null ? [] : [`due within ${writtenDuration(dueWithin)}`, ...late[onOverdue]]),
    ...Object.entries(step.outcomes).flatMap(([outcome, { retry }]) =>
      retry === null
        ? []
        : [`${spaced(outcome)}: ${retry.times} more after ${writtenDuration(retry.every)} each`],
    ),
  ].join(', ');
}

function edgesOf(step: Step): readonly GraphEdge[] {
  const ways = waysOf(step).map((way): GraphEdge => ({
    from: step.id,
    ...way,
    words: wordsOf(step, way),
    sequence: null,
  }));
  if (step.kind !== 'handover') return ways;
  const over: GraphEdge = {
    from: step.id,
    to: null,
    label: 'handover',
    words: 'handed over',
    sequence: step.to,
  };
  return [over, ...ways];
}

/** What takes people that way; `null`: nothing special. */
export function wordsOf(step: Step, { label }: Way): string | null {
  if (label === null) return plainWords(step);
  switch (step.kind) {
    case 'branch':
      return label;
    case 'await':
      return label === 'then' ? spaced(step.signal) : `not within ${writtenDuration(step.within)}`;
    case 'split':
      return `${label} ${sharesOf(step.paths)[step.paths.findIndex(({ name }) => name === label)]}`;
    case 'email':
    case 'linkedin':
    case 'call':
    case 'sms':
    case 'task':
    case 'message':
    case 'channel':
    case 'set':
    case 'handover':
    case 'end':
      return spaced(label);
  }
}

/** A plain way out of a step that chooses is taken by whom the step is skipped for. */
function plainWords(step: Step): string | null {
  switch (step.kind) {
    case 'await':
    case 'branch':
    case 'split':
    case 'end':
      return 'skipped';
    case 'channel':
      return 'not to be reached';
    case 'handover':
      return 'not handed over';
    case 'call':
      return Object.values(step.outcomes).some(({ thenTo }) => thenTo !== undefined)
        ? 'any other way'
        : null;
    case 'email':
    case 'linkedin':
    case 'sms':
    case 'task':
    case 'message':
    case 'set':
      return null;
  }
}

/** In whole percent, as people read weights; `null` nowhere. */
function sharesOf(choices: readonly { readonly weight: number }[]): readonly string[] {
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  return choices.map(({ weight }) => `${Math.round((weight / total) * 100)}%`);
}

const spaced = (word: string): string => word.replaceAll('_', ' ');
