/** A person was stopped by a wrong label: their sequence goes on where it stood, as a new enrollment. */
import { continuationOf } from '../../core/decide/continue.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { touchIdOf, type TouchStatus } from '../../core/touch.ts';
import { UserError } from '../../core/user-error.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { bareContext, type Moment } from '../../runner/deciding/context.ts';

export type Continued =
  | {
      readonly did: 'continued';
      readonly enrollmentId: string;
      readonly old: Enrollment;
      readonly step: string;
      readonly dueAtMs: number;
    }
  /** Nothing is left to do in their latest sequence. */
  | { readonly did: 'completed'; readonly old: Enrollment }
  /** They never were in one. */
  | { readonly did: 'nothing' };

type Needs = Deciding & Pick<Stores, 'enrollments' | 'tasks'>;

/**
 * Continues the latest enrollment of a person who has no unfinished one.
 *
 * @param sequence  Only of this sequence; `null`: of any.
 * @throws {UserError} `resume_refused`: the person's word is final, or nobody knows yet whether a message left.
 */
export async function continueEnrollment(
  to: Needs,
  prospect: Prospect,
  sequence: string | null,
  moment: Moment,
): Promise<Continued> {
  const all = await to.enrollments.ofPerson(prospect.id);
  const continued = new Set(all.map((each) => each.continuedFrom));
  const old = all
    .filter((each) => sequence === null || each.sequence === sequence)
    .findLast((each) => each.status === 'finished' && !continued.has(each.id));
  if (old === undefined) return { did: 'nothing' };
  const facts = await to.enrollments.facts(prospect.id);
  if (facts.hasOptedOut) throw refused(old, 'they asked to be left alone');
  if (facts.suppressedBy !== null) throw refused(old, facts.suppressedBy);
  const { sequence: program } = await to.versions.of(old.version);
  const context = await bareContext(
    to,
    program,
    { enrollment: old, prospect, suppressedBy: null, ledger: facts.ledger },
    moment,
  );
  const continuation = continuationOf(program, old, await touchesOf(to, old), context);
  if (!continuation.ok) {
    if (continuation.because === 'completed') return { did: 'completed', old };
    throw continuation.because === 'final'
      ? refused(old, `it ended as ${old.reason}`)
      : refused(old, 'nobody knows yet whether its last message left', 'touchline tasks');
  }
  const { beginning, step } = continuation;
  const { exclusive } = program.enroll;
  const [id] = await to.enrollments.enroll([{ ...beginning, exclusive, alongside: false }]);
  if (id === null || id === undefined) throw refused(old, 'they are in another sequence by now');
  return { did: 'continued', enrollmentId: id, old, step, dueAtMs: beginning.wake.atMs };
}

interface LeftTouch {
  readonly step: string;
  readonly visit: number;
  readonly status: TouchStatus;
}

/** A task that was done after its enrollment had ended is in no touch: the task itself says so. */
async function touchesOf(to: Needs, old: Enrollment): Promise<readonly LeftTouch[]> {
  const { touches } = await to.store.history(old.id, Infinity);
  if (old.cursor === null) return touches;
  const task = await to.tasks.task(touchIdOf(old.id, old.cursor, old.visit));
  if (task?.status !== 'done') return touches;
  return [...touches, { step: old.cursor, visit: old.visit, status: 'sent' }];
}

function refused(old: Enrollment, because: string, hint: string | null = null): UserError {
  return new UserError('resume_refused', `${old.sequence} cannot go on: ${because}`, hint);
}
