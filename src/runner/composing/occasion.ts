/** One step for one person now: all that its text and its condition may ask for. */
import type { Attachment } from '../../content/attachment.ts';
import { touchlineIdOf } from '../../content/message-id.ts';
import type { Facts, NotYet } from '../../core/condition.ts';
import type { Standing } from '../../core/engagement.ts';
import { factsOf, historyFactsOf, signalFactsOf } from '../../core/facts.ts';
import { localNow } from '../../core/time/local-time.ts';
import { stepOf, type Step } from '../../core/sequence.ts';
import { touchIdOf } from '../../core/touch.ts';
import type { Due, History } from '../../ports/engine-store.ts';
import { mailboxOf, type RunnerSettings } from '../settings.ts';
import type { LoadedVersion } from '../versions.ts';

export interface Occasion {
  readonly version: LoadedVersion;
  readonly due: Due;
  readonly history: History;
  readonly step: Step;
  /** The person's. */
  readonly zone: string;
  readonly nowMs: number;
  /** The files that the step's email carries. */
  readonly enclosed: readonly Attachment[];
  /** How engaged they are; `null` or left out: nothing asks for it. */
  readonly standing?: Standing | null;
}

export interface Author {
  readonly settings: RunnerSettings;
  readonly instanceKey: string;
  /** Puts something in the place of what is not known: for previews, never for what is sent. */
  readonly fill?: (facts: Facts) => Facts;
}

/**
 * The facts that templates and conditions of the step may ask for.
 *
 * @param unheard  Stands for "did not answer" while a mailbox that wrote to them was not read; `null`: everything was heard.
 */
export function factsFor(
  author: Author,
  occasion: Omit<Occasion, 'enclosed'>,
  unheard: NotYet | null = null,
): Facts {
  const { version, due, history, zone, nowMs, standing = null } = occasion;
  const { settings } = author;
  const mailbox = mailboxOf(settings, due.enrollment.mailbox);
  const rep = settings.reps.find((each) => each.id === (mailbox?.rep ?? due.enrollment.rep));
  const own = factsOf(due.prospect, {
    sender: {
      name: mailbox?.from.name ?? rep?.name ?? null,
      email: mailbox?.from.address ?? rep?.email ?? null,
      company: settings.sender.company,
      mailbox: mailbox?.id ?? null,
    },
    unsubscribeUrl: unsubscribeUrl(author, touchIdFor(occasion)),
    now: localNow(zone, nowMs),
    ...(standing === null ? {} : { standing }),
  });
  const heard = signalFactsOf([...new Set(history.signals.map(({ kind }) => kind))], unheard);
  const enrollment = { sequence: version.sequence.name, stage: stageOf(version, history) };
  const localOf = (atMs: number): string => localNow(zone, atMs);
  return { ...own, ...historyFactsOf(history, heard, enrollment, localOf) };
}

/** That of the last step that was done and has one. */
function stageOf({ sequence }: LoadedVersion, { touches }: History): string | null {
  const done = touches
    .filter(({ status }) => status === 'sent')
    .map((touch) => stepOf(sequence, touch.step)?.stage ?? null);
  return done.findLast((stage) => stage !== null) ?? null;
}

/** The id of the touch that this would be. */
export function touchIdFor({ due: { enrollment }, step }: Pick<Occasion, 'due' | 'step'>): string {
  return touchIdOf(enrollment.id, step.id, enrollment.visit);
}

/** The touch's own link; `null`: the workspace has none. */
export function unsubscribeUrl(author: Author, touchId: string): string | null {
  const base = author.settings.sender.unsubscribeUrl;
  return base === null
    ? null
    : `${base.replace(/\/+$/, '')}/${touchlineIdOf(author.instanceKey, touchId)}`;
}
