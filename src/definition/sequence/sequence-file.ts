/** A sequence file to the program the engine runs, or everything that is wrong with it. */
import type { Asset } from '../../core/asset.ts';
import type { Checked } from '../../core/diagnostic.ts';
import type { EnrollRules, Exits, ExitAction, Sequence } from '../../core/sequence.ts';
import type { Template } from '../../core/template.ts';
import type { SendWindow } from '../../core/time/window.ts';
import { isUnread } from './compile-step.ts';
import { compileSteps, pathsOf } from './compile-steps.ts';
import {
  hasErrors,
  type Path,
  type Problem,
  problemAt,
  type Report,
  sortedByPlace,
} from '../reading/problem.ts';
import { sequenceShape, type UntilReturn } from './sequence-format.ts';
import type { WrittenSteps } from './step-format.ts';
import type { Of } from '../reading/shape.ts';
import { suggestion } from '../reading/suggest.ts';
import { templatesOf, versionOf } from './version.ts';
import { compileWindow, DEFAULT_WINDOW, present } from './window-format.ts';
import { readYaml } from '../reading/yaml-source.ts';

/** What the rest of the workspace has that a sequence may name. */
export interface Surroundings {
  readonly mailboxes: readonly string[];
  readonly reps: readonly string[];
  /** The workspace's own; `null`: Mon-Fri 09:00-17:00. */
  readonly defaultWindow: SendWindow | null;
  /** Names of the sequences that have a file; `null`: nobody looked. */
  readonly sequences: readonly string[] | null;
  /** Files in `attachments/`, by name. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** By name. */
  readonly templates: ReadonlyMap<string, Template>;
  /** Names of those that have a file which can't be read: its errors are told there. */
  readonly unreadableTemplates?: ReadonlySet<string>;
}

/** `emailsLeave`: when its emails may; `null`: it sends none, or that can't be read. Known of files with errors as well. */
export type CompiledSequence = Checked<Sequence> & { readonly emailsLeave: SendWindow | null };

/**
 * Compiles one file. All errors of the file come at once, by place; warnings do not stop.
 *
 * @param file  Its path as it should be shown; its base name is the sequence's name.
 */
export function compileSequence(
  text: string,
  file: string,
  surroundings: Surroundings,
): CompiledSequence {
  const source = readYaml(text, file);
  if (!source.ok) return { ...source, emailsLeave: null };
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const written = sequenceShape.read(source.value.value, [], report);
  const sequence = written === undefined ? null : compile(written, file, surroundings, report);
  const diagnostics = sortedByPlace([
    ...source.diagnostics,
    ...problems.map((problem) => source.value.diagnose(problem)),
  ]);
  const sendsEmail = sequence?.steps.some(({ kind }) => kind === 'email') === true;
  const isClear = !problems.some(({ path }) => path[0] === 'window');
  const emailsLeave = sendsEmail && isClear ? sequence.window : null;
  return sequence === null || hasErrors(diagnostics)
    ? { ok: false, diagnostics, emailsLeave }
    : { ok: true, value: sequence, diagnostics, emailsLeave };
}

type Written = Of<typeof sequenceShape>;

/** Goals that something in the engine reaches; others are only recorded. */
const KNOWN_GOALS = ['meeting_booked', 'positive_reply', 'reply'];

/** Reads on after errors with the default in place of what is wrong: the caller drops the result then. */
function compile(
  written: Written,
  file: string,
  surroundings: Surroundings,
  report: Report,
): Sequence {
  const window = compileWindow(
    written.window,
    surroundings.defaultWindow ?? DEFAULT_WINDOW,
    ['window'],
    report,
  );
  const { templates } = surroundings;
  reportNames(written, file, surroundings, report);
  const exits = exitsOf(written);
  const goals = present(written.goals);
  const program = {
    name: written.sequence ?? '',
    title: written.title ?? written.sequence ?? '',
    goals,
    mailboxes: mailboxesOf(written),
    rep: written.rep ?? 'owner',
    window,
    start: written.start ?? null,
    enroll: enrollRules(written),
    exits,
    steps: compileSteps(written.steps ?? [], {
      name: written.sequence ?? '',
      hours: hasUnreadHours(written) ? null : window.hours,
      exits,
      goals,
      sequences: surroundings.sequences,
      assets: surroundings.assets,
      templates: forSteps(templates),
      unreadableTemplates: surroundings.unreadableTemplates ?? new Set(),
      report,
    }),
  };
  return { ...program, version: versionOf(program, templatesOf(program, templates)) };
}

/** Snippets and signatures are parts: no step names one. */
function forSteps(templates: ReadonlyMap<string, Template>): ReadonlyMap<string, Template> {
  return new Map([...templates].filter(([name]) => !name.includes('/')));
}

function reportNames(
  written: Written,
  file: string,
  { mailboxes, reps }: Surroundings,
  report: Report,
): void {
  const expected = file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
  if (written.sequence !== undefined && written.sequence !== expected) {
    const message = `"sequence" is "${written.sequence}", but the file is called "${expected}"`;
    const hint = `rename the file to ${written.sequence}.yaml, or write sequence: ${expected}`;
    report(problemAt(['sequence'], 'name_differs_from_file', message, hint));
  }
  for (const [index, goal] of (written.goals ?? []).entries()) {
    if (goal === undefined || KNOWN_GOALS.includes(goal)) continue;
    const message = `nothing reaches the goal "${goal}" by itself`;
    const problem = problemAt(
      ['goals', index],
      'unknown_goal',
      message,
      suggestion(goal, KNOWN_GOALS, 'goals'),
    );
    report({ ...problem, severity: 'warning' });
  }
  for (const [index, mailbox] of listed(written.mailboxes).entries()) {
    if (mailbox === undefined || mailboxes.includes(mailbox)) continue;
    const message = `mailbox "${mailbox}" is not configured`;
    report(
      problemAt(
        ['mailboxes', index],
        'unknown_mailbox',
        message,
        suggestion(mailbox, mailboxes, 'mailboxes'),
      ),
    );
  }
  if (written.rep !== undefined && written.rep !== 'owner' && !reps.includes(written.rep)) {
    const hint = suggestion(written.rep, ['owner', ...reps]);
    report(problemAt(['rep'], 'unknown_rep', `rep "${written.rep}" is not configured`, hint));
  }
  reportSoftExits(written, report);
  const email = firstEmail(written.steps ?? [], ['steps']);
  if (email !== null && !Object.hasOwn(written, 'mailboxes'))
    reportMailboxes(email, mailboxes, report);
}

/** A person answered, and machines may write to them again: allowed, but never unnoticed. */
function reportSoftExits(written: Written, report: Report): void {
  const { exits } = written;
  const stops = [
    ['reply', 'an answer', exits?.reply],
    ['meeting_booked', 'a booked meeting', exits?.meeting_booked],
  ] as const;
  for (const [key, event, action] of stops) {
    if (action === undefined || action.do === 'finish') continue;
    if (written.goals?.includes(key) === true) {
      const message = `this has no effect: "${key}" is a goal, and a goal that is reached ends the sequence`;
      const hint = `leave it out, or take "${key}" out of goals`;
      const problem = problemAt(['exits', key], 'without_effect', message, hint);
      report({ ...problem, severity: 'warning' });
      continue;
    }
    const what = action.do === 'continue' ? 'does not stop the sequence' : 'only pauses it';
    const hint = `${key}: finish is the rule; opt-outs and complaints stop it in any case`;
    const problem = problemAt(['exits', key], 'stop_softened', `${event} ${what}`, hint);
    report({ ...problem, severity: 'warning' });
  }
}

function firstEmail(steps: WrittenSteps, path: Path): Path | null {
  for (const [index, step] of steps.entries()) {
    if (step === undefined || step.kind === 'unread') continue;
    const at = [...path, index];
    if (step.kind === 'email') return at;
    for (const [inside, inner] of pathsOf(step)) {
      const found = firstEmail(inner, [...at, ...inside]);
      if (found !== null) return found;
    }
  }
  return null;
}

function reportMailboxes(step: Path, mailboxes: readonly string[], report: Report): void {
  const problem = problemAt(
    [...step, 'email'],
    'missing_mailboxes',
    'this step sends email, but the sequence names no mailboxes',
    `add mailboxes: [${mailboxes.join(', ')}], or mailboxes: owner`,
  );
  report({ ...problem, part: 'key' });
}

function listed(mailboxes: Written['mailboxes']): readonly (string | undefined)[] {
  return mailboxes === undefined || mailboxes === 'owner' ? [] : mailboxes;
}

function mailboxesOf(written: Written): Sequence['mailboxes'] {
  return written.mailboxes === 'owner' ? 'owner' : present(listed(written.mailboxes));
}

function enrollRules({ enroll }: Written): EnrollRules {
  return {
    duplicates: enroll?.duplicates ?? 'disallow',
    exclusive: enroll?.exclusive ?? true,
    untouchedFor: enroll?.untouched_for ?? null,
    perDay: enroll?.per_day ?? null,
    ...pacesOf(enroll?.per_account),
  };
}

/** Absent where all may start at once, so that a version without it keeps its name. */
function pacesOf(
  written: NonNullable<Written['enroll']>['per_account'],
): Pick<EnrollRules, 'perAccount'> {
  if (written === undefined || written === null) return {};
  const perAccount = 'kind' in written ? [written] : present(written);
  return perAccount.length === 0 ? {} : { perAccount };
}

const WEEK = { amount: 7, unit: 'day' } as const;
const DEFAULT_EXITS: Exits = {
  reply: { do: 'finish' },
  colleagueReply: { do: 'pause', for: WEEK },
  outOfOffice: {
    do: 'pause_until_return',
    plus: { amount: 2, unit: 'business_day' },
    otherwise: WEEK,
  },
  bounce: { do: 'address_is_bad' },
  meetingBooked: { do: 'finish' },
};

type WrittenExits = NonNullable<Written['exits']>;

function exitsOf(written: Written): Exits {
  const of = <K extends keyof WrittenExits>(key: K): WrittenExits[K] | ExitAction => {
    const { exits } = written;
    const isLost = exits === undefined ? isUnread(written, 'exits') : isUnread(exits, key);
    // Of what can't be read nothing follows, so it ends nothing.
    return isLost ? { do: 'continue' } : exits?.[key];
  };
  return {
    reply: of('reply') ?? DEFAULT_EXITS.reply,
    colleagueReply: of('colleague_reply') ?? DEFAULT_EXITS.colleagueReply,
    outOfOffice: outOfOffice(of('out_of_office')),
    bounce: of('bounce') ?? DEFAULT_EXITS.bounce,
    meetingBooked: of('meeting_booked') ?? DEFAULT_EXITS.meetingBooked,
  };
}

function hasUnreadHours(written: Written): boolean {
  const { window } = written;
  if (window === undefined) return isUnread(written, 'window');
  return isUnread(window, 'hours') || (window.hours ?? []).includes(undefined);
}

function outOfOffice(written: UntilReturn | ExitAction | undefined): ExitAction {
  if (written === undefined) return DEFAULT_EXITS.outOfOffice;
  if ('do' in written) return written;
  return { do: 'pause_until_return', plus: written.plus ?? null, otherwise: written.else ?? WEEK };
}
