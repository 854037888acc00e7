/** Pauses, resumes or stops everybody whom a selector means. */
import type { EnrollmentCommand } from '../../core/decide/command.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import type { EnrollmentSelector } from '../../ports/enrollment-store.ts';
import type { Stores } from '../../ports/stores.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import type { Deciding } from '../../runner/engine.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { repFor } from '../../runner/settings.ts';
import { unfinished } from '../../runner/unfinished.ts';
import { applyPending, applyTo } from '../signals/record-signal.ts';

export interface ChangedEnrollments {
  /** As they are now. */
  readonly changed: readonly Enrollment[];
  /** Unfinished ones for whom it was so already. */
  readonly unchanged: readonly Enrollment[];
}

export interface ChosenEnrollments extends EnrollmentSelector {
  /** The store knows it only in part: owners and mailboxes decide as well. */
  readonly rep: string | null;
}

/** What waits to be applied goes first: an answer that just came in is not resumed away. */
export async function changeEnrollments(
  to: Deciding & Pick<Stores, 'enrollments'>,
  { rep, ...stored }: ChosenEnrollments,
  order: EnrollmentCommand,
  moment: Moment,
): Promise<ChangedEnrollments> {
  const changed: Enrollment[] = [];
  const unchanged: Enrollment[] = [];
  for await (const found of unfinished(to.enrollments, stored)) {
    const page = rep === null ? found : await ofRep(to, found, rep);
    // Side by side, so that the commits of a portion share one sync.
    const applied = await Promise.all(page.map((each) => changeOne(to, each.id, order, moment)));
    for (const [index, one] of applied.entries()) {
      if (one === null) unchanged.push(page[index]!);
      else changed.push(one);
    }
  }
  return { changed, unchanged };
}

/** Those whose tasks this rep gets. */
async function ofRep(
  to: Deciding,
  enrollments: readonly Enrollment[],
  rep: string,
): Promise<readonly Enrollment[]> {
  const kept: Enrollment[] = [];
  for (const enrollment of enrollments) {
    const due = await to.store.load(enrollment.id);
    const { sequence } = await to.versions.of(enrollment.version);
    const { owner } = due?.prospect ?? { owner: null };
    const theirs = enrollment.rep ?? repFor(to.settings, sequence.rep, owner, enrollment.mailbox);
    if (theirs === rep) kept.push(enrollment);
  }
  return kept;
}

async function changeOne(
  to: Deciding & Pick<Stores, 'enrollments'>,
  enrollmentId: string,
  order: EnrollmentCommand,
  moment: Moment,
): Promise<Enrollment | null> {
  await applyTo(to, enrollmentId, moment);
  const due = await to.store.load(enrollmentId);
  if (due === null) return null;
  const applied = await applyEvent(to, due, { kind: 'command', ...order }, moment);
  if (applied === null) return null;
  // Who waited for a call of this one goes on at once.
  if (applied.decision.raisedSignals.length > 0) {
    await applyPending(to, due.prospect.id, moment);
  }
  return applied.decision.next;
}
