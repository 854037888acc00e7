/** What would a person get? Every message of all branches and variants, rendered by the runner's own code; nothing is stored. */
import { NO_LEDGER } from '../../core/person/consent.ts';
import { taskText } from '../../core/decide/open-task.ts';
import type { Standing } from '../../core/engagement.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import type { TouchFact } from '../../core/facts.ts';
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import { chooseChannel, type Reach } from '../../core/reach.ts';
import { choicesOf, routeTo, type Passed } from '../../core/route.ts';
import {
  addressFor,
  isTouch,
  stepOf,
  type Channel,
  type EmailStep,
  type Step,
  type TouchStep,
} from '../../core/sequence.ts';
import { UserError } from '../../core/user-error.ts';
import { pickPath } from '../../core/variant.ts';
import { wordsOf } from '../../definition/print/graph.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { Due, History, TouchRecord } from '../../ports/engine-store.ts';
import { repFor, type RunnerSettings } from '../../runner/settings.ts';
import { loadedVersion, type LoadedVersion } from '../../runner/versions.ts';
import { draftMarked, type Marked } from './draft-marked.ts';
import { MADE_UP, namesInBrackets } from './made-up-person.ts';
import { holdsFor } from './person-condition.ts';

export interface PreviewRequest {
  readonly version: StoredVersion;
  /** `null`: a made-up person, whose fields are shown as their names. */
  readonly prospect: Prospect | null;
  /** Where they are in it now, which decides their paths of its splits; `null`: they are not. */
  readonly enrollmentId: string | null;
  /** Only this one; `null`: all. */
  readonly step: string | null;
  /** Who writes; `null`: nobody does. */
  readonly mailbox: string | null;
  readonly nowMs: number;
  /** How engaged they are; `null`: nobody is asked about. */
  readonly standing: Standing | null;
  /** Where they are best reached, by the step that asks; none where nobody is asked about. */
  readonly reaches: ReadonlyMap<string, Reach>;
  /** Of the person, before the first step; left out or `null`: none. */
  readonly lastTouch?: TouchFact | null;
}

export interface PreviewedMessage {
  readonly step: string;
  readonly channel: Channel;
  readonly action: string | null;
  /** The choices that lead to it; empty: everybody comes by. */
  readonly path: readonly Choice[];
  /** The step's own `if`. */
  readonly condition: TouchStep['condition'];
  /** Whether it is true of this person; `null`: nobody can say beforehand. */
  readonly holds: boolean | null;
  readonly enabled: boolean;
  /** As the sequence names it, and its share in percent; `null`: the step has no variants. */
  readonly variant: { readonly template: string; readonly share: number } | null;
  /** That was rendered, in the person's language. */
  readonly template: string | null;
  /** Where it goes; `null`: the person has no address there, or it needs none. */
  readonly to: string | null;
  readonly needs: ReturnType<typeof addressFor>;
  readonly subject: string | null;
  /** What else it may be: the thread's first email has variants. */
  readonly otherSubjects: readonly string[];
  /** What is missing is marked in it; `null`: it says nothing. */
  readonly text: string | null;
  readonly html: string | null;
  readonly missing: readonly string[];
  /** Why it can't be rendered; `null`: it can. */
  readonly error: string | null;
  /** What it carries. */
  readonly attachments: EmailStep['attachments'];
  /** It waits as a draft until a rep approves it. */
  readonly review: boolean;
}

export interface Choice {
  readonly step: string;
  /** As it is written: `then`, `else`, the name of a path, a disposition. */
  readonly label: string;
  readonly words: string;
  /** Whether this person would take it; `null`: nobody can say beforehand. */
  readonly holds: boolean | null;
}

/** @throws {UserError} `unknown_step` (exit 2). */
export async function previewSequence(
  settings: RunnerSettings,
  request: PreviewRequest,
): Promise<readonly PreviewedMessage[]> {
  const version = await loadedVersion(request.version);
  const touches = version.sequence.steps.filter(isTouch);
  const { step: only } = request;
  if (only !== null && !touches.some(({ id }) => id === only)) {
    const hint = suggestion(
      only,
      touches.map(({ id }) => id),
      'steps with a message',
    );
    const message = `sequence ${version.sequence.name} has no step "${only}" with a message`;
    throw new UserError('unknown_step', message, hint, 2);
  }
  const preview = new Preview(settings, version, request);
  const previewed = touches.flatMap((step) => preview.step(step));
  return previewed.filter(({ step }) => only === null || step === only);
}

class Preview {
  readonly #settings: RunnerSettings;
  readonly #version: LoadedVersion;
  readonly #request: PreviewRequest;
  readonly #prospect: Prospect;
  readonly #names: ReadonlyMap<string, string> | null;
  /** What the emails that follow an email step in its thread are answers to. */
  readonly #subjects = new Map<string, readonly string[]>();

  constructor(settings: RunnerSettings, version: LoadedVersion, request: PreviewRequest) {
    this.#settings = settings;
    this.#version = version;
    this.#request = request;
    this.#prospect = request.prospect ?? MADE_UP;
    this.#names = request.prospect === null ? namesInBrackets(version) : null;
  }

  step(step: TouchStep): readonly PreviewedMessage[] {
    if (step.kind !== 'email') {
      const marked = this.#draft(step, null);
      return [{ ...this.#about(step), ...marked, text: taskText(step, marked.text) }];
    }
    const total = step.variants.reduce((sum, { weight }) => sum + weight, 0);
    const parents = this.#subjects.get(step.thread) ?? [];
    const previewed = step.variants.map((variant): PreviewedMessage => {
      const only: EmailStep = { ...step, variants: [variant] };
      const [first, ...others] = (parents.length === 0 ? [null] : parents).map((parent) =>
        this.#draft(only, parent),
      );
      const { subject } = first!;
      const share = Math.round((variant.weight / total) * 100);
      return {
        ...this.#about(step),
        ...first!,
        variant: step.variants.length === 1 ? null : { template: variant.template, share },
        otherSubjects: [...new Set(others.flatMap((each) => each.subject ?? []))].filter(
          (each) => each !== subject,
        ),
      };
    });
    const own = [...new Set(previewed.flatMap(({ subject }) => subject ?? []))];
    this.#subjects.set(step.id, parents.length === 0 ? own : parents);
    return previewed;
  }

  #about(step: TouchStep): Omit<PreviewedMessage, keyof Marked> {
    const { sequence } = this.#version;
    const route = routeTo(sequence, step, null);
    const needs = addressFor(step);
    const { nowMs, standing } = this.#request;
    const holds = (condition: Parameters<typeof holdsFor>[0]): boolean | null =>
      this.#names === null
        ? holdsFor(condition, this.#prospect, this.#settings, nowMs, standing)
        : null;
    return {
      step: step.id,
      channel: step.kind,
      action: step.kind === 'email' ? null : step.action,
      path: choicesOf(sequence, route, step).map((passed) =>
        choiceOf(passed, this.#takes(passed, holds), this.#request.reaches),
      ),
      condition: step.condition,
      holds: step.condition === null ? null : holds(step.condition),
      enabled: step.enabled,
      variant: null,
      to: needs === null ? null : addressOn(this.#prospect, needs),
      needs,
      otherSubjects: [],
      attachments: step.kind === 'email' ? step.attachments : [],
      review: step.kind === 'email' && step.review,
    };
  }

  /** Whether this person would take that way; `null`: nobody can say beforehand. */
  #takes(
    { step, way }: Passed,
    holds: (condition: NonNullable<TouchStep['condition']>) => boolean | null,
  ): boolean | null {
    const { enrollmentId, reaches } = this.#request;
    if (step.kind === 'split')
      return enrollmentId === null ? null : pickPath(enrollmentId, step).name === way.label;
    if (step.kind === 'channel') {
      const reach = reaches.get(step.id);
      return reach === undefined ? null : chooseChannel(step, reach).channel === way.label;
    }
    const verdict = step.kind === 'branch' ? holds(step.test) : null;
    return verdict === null ? null : verdict === (way.label === 'then');
  }

  /** @param parent  The first subject of the thread; `null`: it begins one. */
  #draft(step: TouchStep, parent: string | null): Marked {
    const { nowMs } = this.#request;
    const due = this.#due(step);
    const history = this.#history(step, parent);
    const zone = due.prospect.zone ?? this.#settings.zone;
    const occasion = { version: this.#version, due, history, step, zone, nowMs, enclosed: [] };
    return draftMarked(this.#settings, occasion, this.#names);
  }

  #due(step: Step): Due {
    const { sequence } = this.#version;
    const { mailbox, nowMs } = this.#request;
    const enrollment: Enrollment = {
      id: 'preview',
      prospectId: this.#prospect.id,
      sequence: sequence.name,
      version: sequence.version,
      status: 'active',
      reason: null,
      cursor: step.id,
      visit: 1,
      waiting: { for: 'nothing' },
      holds: [],
      mailbox,
      rep: repFor(this.#settings, sequence.rep, this.#prospect.owner, mailbox),
      enrolledAtMs: nowMs,
      settledAtMs: nowMs,
      sentCount: 0,
      failures: 0,
      continuedFrom: null,
      revision: 0,
    };
    const prospect = this.#prospect;
    return {
      enrollment,
      prospect,
      signals: [],
      suppressedBy: null,
      suppressionEpoch: 0,
      ledger: NO_LEDGER,
    };
  }

  /** As if everything on the way to the step had been done. */
  #history(step: TouchStep, parent: string | null): History {
    const { sequence } = this.#version;
    const via = step.kind === 'email' ? stepOf(sequence, step.thread) : null;
    const passed = routeTo(sequence, step, via).map((each) => each.step);
    const touches = passed.filter(isTouch).map((each) => this.#touch(each, parent));
    return {
      touches,
      lastTouch: touches.at(-1) ?? this.#request.lastTouch ?? null,
      counted: [],
      rangAtMs: [],
      signals: [],
      approved: null,
      personOpened: 0,
      mailboxes: [],
      account: { hasOpenAnswer: false, lastMeetingAtMs: null, counted: [], opened: null },
    };
  }

  #touch(step: TouchStep, parent: string | null): TouchRecord {
    const isParent = step.kind === 'email' && parent !== null;
    return {
      id: `preview.${step.id}.1`,
      enrollmentId: 'preview',
      step: step.id,
      visit: 1,
      channel: step.kind,
      status: 'sent',
      mailbox: this.#request.mailbox,
      template: null,
      serverMessageId: null,
      messageId: isParent ? `<preview.${step.id}@localhost>` : null,
      references: [],
      subject: isParent ? parent : null,
      to: null,
      atMs: this.#request.nowMs,
      notBeforeMs: this.#request.nowMs,
      attempts: 1,
      outcome: null,
      detail: null,
    };
  }
}

function choiceOf(
  { step, way }: Passed,
  holds: boolean | null,
  reaches: PreviewRequest['reaches'],
): Choice {
  const label = way.label ?? '';
  const reach = reaches.get(step.id);
  if (step.kind === 'channel' && holds === true && reach !== undefined) {
    const words = `${label}, ${chooseChannel(step, reach).because}`;
    return { step: step.id, label, words, holds };
  }
  return { step: step.id, label, words: wordsOf(step, way) ?? label, holds };
}
