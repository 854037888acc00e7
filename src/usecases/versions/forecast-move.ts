/** Where would somebody stand in another version? The same answer for `plan`, which prints it, and for `apply`, which commits it. */
import { decide } from '../../core/decide/decide.ts';
import { moveTo, type Moved } from '../../core/decide/migrate.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Sequence } from '../../core/sequence.ts';
import { unchangedSteps } from '../../definition/print/diff.ts';
import { mailboxFor, sendsEmail } from '../../policy/enroll-rules.ts';
import type { Due } from '../../ports/engine-store.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { Deciding } from '../../runner/engine.ts';
import { bareContext, type Moment } from '../../runner/deciding/context.ts';
import { storedVersion } from './read-versions.ts';

/** A version that people may be moved to, and what was found out about those that they come from. */
export class Target {
  readonly version: StoredVersion;
  readonly #origins = new Map<string, Promise<Origin>>();

  constructor(version: StoredVersion) {
    this.version = version;
  }

  originOf(to: Pick<Deciding, 'enrollments'>, hash: string): Promise<Origin> {
    const known = this.#origins.get(hash) ?? this.#load(to, hash);
    this.#origins.set(hash, known);
    return known;
  }

  async #load({ enrollments }: Pick<Deciding, 'enrollments'>, hash: string): Promise<Origin> {
    const stored = await storedVersion(enrollments, hash);
    return { sequence: stored.sequence, unchanged: unchangedSteps(stored, this.version) };
  }
}

interface Origin {
  readonly sequence: Sequence;
  readonly unchanged: ReadonlySet<string>;
}

/** @returns `null`: an answer that waits to be applied ends it first. */
export async function forecastMove(
  to: Deciding,
  target: Target,
  due: Due,
  moment: Moment,
): Promise<Moved | null> {
  const { sequence, unchanged } = await target.originOf(to, due.enrollment.version);
  const enrollment = await afterSignals(to, sequence, due, moment);
  if (enrollment.status === 'finished') return null;
  const next = target.version.sequence;
  const mailbox = await mailboxIn(to, sequence, next, enrollment, due.prospect);
  const context = await bareContext(
    to,
    next,
    { ...due, enrollment: { ...enrollment, mailbox } },
    moment,
  );
  const visits = await to.enrollments.visits(enrollment.id);
  return moveTo({ from: sequence, to: next, unchanged, mailbox, visits }, enrollment, context);
}

async function afterSignals(
  to: Deciding,
  sequence: Sequence,
  due: Due,
  moment: Moment,
): Promise<Enrollment> {
  const { enrollment, signals } = due;
  if (signals.length === 0) return enrollment;
  const context = await bareContext(to, sequence, due, moment);
  return decide(sequence, enrollment, { kind: 'signals', signals }, context)?.next ?? enrollment;
}

/** Theirs, as long as the new version lets it write to them. */
async function mailboxIn(
  { settings, enrollments }: Deciding,
  from: Sequence,
  to: Sequence,
  { mailbox }: Enrollment,
  { owner }: Prospect,
): Promise<string | null> {
  if (!sendsEmail(to)) return mailbox;
  const isOwners = to.mailboxes === 'owner' && from.mailboxes === 'owner';
  const isNamed = to.mailboxes !== 'owner' && mailbox !== null && to.mailboxes.includes(mailbox);
  if (mailbox !== null && (isOwners || isNamed)) return mailbox;
  const reps = settings.reps.map((rep) => rep.id);
  const load = await enrollments.loadByMailbox();
  return mailboxFor(to, owner, settings.mailboxes, reps, load) ?? mailbox;
}
