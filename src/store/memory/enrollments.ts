/** Who is in which sequence? */
import { NO_LEDGER } from '../../core/person/consent.ts';
import type { Beginning, Decision, Successor } from '../../core/decide/decision.ts';
import type { Signal } from '../../core/signal.ts';
import type { Visit } from '../../core/visit.ts';
import type {
  EnrollmentFacts,
  EnrollmentStore,
  NewEnrollment,
} from '../../ports/enrollment-store.ts';
import { VISIT_KINDS, visitOfTouch, visitsOfTask } from '../visits.ts';
import { withBound } from '../binding-names.ts';
import {
  isUnfinished,
  pairOf,
  rowOf,
  type Kept,
  type KeptEnrollment,
  type KeptPerson,
} from './kept.ts';
import type { Bindings } from './bindings.ts';
import { versionStoreOf } from './versions.ts';

export function enrollmentStoreOf(kept: Kept, bindings: Bindings): EnrollmentStore {
  const unfinished = (): readonly KeptEnrollment[] => kept.enrollments.filter(isUnfinished);
  const factsOf = (id: string): EnrollmentFacts => {
    const person = kept.people[rowOf(id) - 1];
    return person === undefined ? NO_FACTS : facts(person, bindings);
  };
  return {
    ...versionStoreOf(),
    ...countsOf(kept),
    visits: async (id) => visits(kept, id),
    facts: async (id) => factsOf(id),
    factsOf: async (ids) => ids.map(factsOf),
    enroll: async (added) => added.map((each) => enroll(kept, each)),
    ofPerson: async (id) =>
      (kept.people[rowOf(id) - 1]?.enrollments ?? []).map(({ enrollment }) => enrollment),
    inAccount: async (sequence, accountId) =>
      kept
        .ofAccount(accountId)
        .flatMap(({ prospect: { name }, enrollments }) =>
          enrollments.map((each) => ({
            ...each.enrollment,
            name,
            row: each.row,
            startsAtMs: each.startsAtMs,
          })),
        )
        .filter((each) => each.sequence === sequence)
        .toSorted((a, b) => a.row - b.row),
    select: async ({ prospectId, sequence, mailbox }, after, limit) => {
      const from = after === null ? 0 : rowOf(after);
      const among = prospectId === null ? kept.enrollments : kept.person(prospectId).enrollments;
      const found = [];
      for (let at = prospectId === null ? from : 0; at < among.length; at++) {
        const each = among[at]!;
        const { enrollment } = each;
        if (found.length === limit) break;
        if (each.row <= from || !isUnfinished(each)) continue;
        if (sequence !== null && enrollment.sequence !== sequence) continue;
        if (mailbox === null || enrollment.mailbox === mailbox) found.push(enrollment);
      }
      return found;
    },
    peopleIn: async (sequence, after, limit) => {
      const from = after === null ? 0 : rowOf(after);
      return unfinished()
        .filter(({ row, enrollment }) => row > from && enrollment.sequence === sequence)
        .slice(0, limit)
        .map(({ enrollment, person }) => ({
          enrollmentId: enrollment.id,
          prospect: person.prospect,
        }));
    },
  };
}

/** Whether the person is in that sequence now, and may not be in it twice. */
export function clashes(kept: Kept, { enrollment, alongside }: Successor): boolean {
  const isIn = (each: KeptEnrollment): boolean =>
    isUnfinished(each) && each.enrollment.sequence === enrollment.sequence;
  return !alongside && kept.person(enrollment.prospectId).enrollments.some(isIn);
}

/** Begins what another one ended for: nothing is asked of it but what `decide` asked. */
export function succeed(kept: Kept, successor: Successor, pending: readonly Signal[]): void {
  // What came in while it was handed over stops the successor as well.
  insert(kept, successor, successor.exclusive).pending = pending;
}

/** What a turn that was taken or freed means to the others. */
export function turn(kept: Kept, of: KeptEnrollment, what: Decision['turn'], atMs: number): void {
  if (what === 'taken') of.startsAtMs = atMs;
  if (what !== 'freed') return;
  for (const { enrollments } of kept.ofAccount(of.person.prospect.accountId))
    for (const each of enrollments) {
      const { sequence, status, waiting } = each.enrollment;
      const waits =
        status === 'pending' && waiting.for === 'time' && waiting.rule === 'per_account';
      if (!waits || sequence !== of.enrollment.sequence || each.wake === null) continue;
      kept.wait(each, { ...each.wake, atMs: Math.min(each.wake.atMs, atMs) });
    }
}

function enroll(kept: Kept, added: NewEnrollment): string | null {
  const { prospectId, sequence, continuedFrom } = added.enrollment;
  const stands = (each: KeptEnrollment): boolean =>
    isUnfinished(each) &&
    ((each.enrollment.sequence === sequence && !added.alongside) ||
      (each.exclusive && added.exclusive));
  const others = kept.person(prospectId).enrollments;
  if (others.some(stands)) return null;
  // Continued twice, a step could be sent twice.
  const isContinued = others.some((each) => each.enrollment.continuedFrom === continuedFrom);
  if (continuedFrom !== null && isContinued) return null;
  return insert(kept, added, added.exclusive).enrollment.id;
}

function insert(
  kept: Kept,
  { enrollment, wake, activity }: Beginning,
  exclusive: boolean,
): KeptEnrollment {
  const row = kept.enrollments.length + 1;
  const id = `e${row}`;
  const person = kept.person(enrollment.prospectId);
  const added: KeptEnrollment = {
    row,
    person,
    enrollment: { ...enrollment, id, failures: 0, revision: 1 },
    exclusive,
    // A continuation keeps when the person was enrolled, and begins now.
    startsAtMs: enrollment.status === 'pending' ? wake.atMs : activity.atMs,
    wake: null,
    touches: [],
    tasks: [],
    pending: [],
  };
  kept.enrollments.push(added);
  person.enrollments.push(added);
  kept.wait(added, wake);
  person.activities.push({ ...activity, enrollmentId: id });
  return added;
}

const NO_FACTS: EnrollmentFacts = {
  enrollments: [],
  suppressedBy: null,
  hasOptedOut: false,
  lastTouchedAtMs: null,
  ledger: NO_LEDGER,
};

function facts(person: KeptPerson, { suppressions, consents }: Bindings): EnrollmentFacts {
  const { enrollments, touches, signals } = person;
  const bound = suppressions.of(person);
  const instants = [
    ...touches.flatMap(({ record }) => record.atMs ?? []),
    ...signals.flatMap(({ kind, atMs }) => (SPOKEN.includes(kind) ? [atMs] : [])),
  ];
  return {
    enrollments: enrollments.map(({ enrollment, exclusive, startsAtMs }) => {
      const { sequence, status, reason } = enrollment;
      return { sequence, status, reason, exclusive, startsAtMs };
    }),
    suppressedBy: bound.by,
    ledger: withBound(consents.of(person), bound),
    hasOptedOut: signals.some(({ kind }) => FINAL.includes(kind)),
    lastTouchedAtMs: instants.length === 0 ? null : Math.max(...instants),
  };
}

const SPOKEN: readonly Signal['kind'][] = ['manual_touch', 'reply', 'meeting_booked'];
const FINAL: readonly Signal['kind'][] = ['opt_out', 'complaint', 'erased'];

function visits(kept: Kept, id: string): readonly Visit[] {
  const found: Visit[] = [];
  for (let at = kept.enrollment(id); at !== null;) {
    found.push(...at.touches.map(({ record }) => visitOfTouch(record)));
    for (const { task } of at.tasks) {
      if (task.step !== null && VISIT_KINDS.includes(task.kind))
        found.push(...visitsOfTask({ ...task, step: task.step }));
    }
    const { continuedFrom }: { continuedFrom: string | null } = at.enrollment;
    at = continuedFrom === null ? null : kept.enrollment(continuedFrom);
  }
  return found;
}

function countsOf(
  kept: Kept,
): Pick<EnrollmentStore, 'pinned' | 'unfinished' | 'loadByMailbox' | 'startsBetween'> {
  return {
    pinned: async (sequence) => {
      const among = kept.enrollments.filter((each) => each.enrollment.sequence === sequence);
      return counted(among, ({ version }) => version).map(([{ version: hash }, people]) => ({
        hash,
        people,
      }));
    },
    unfinished: async () =>
      counted(kept.enrollments, ({ sequence, version, mailbox }) =>
        pairOf(pairOf(sequence, version), mailbox ?? ''),
      ).map(([{ sequence, version, mailbox }, enrollments]) => ({
        sequence,
        version,
        mailbox,
        enrollments,
      })),
    loadByMailbox: async () => {
      const found = counted(kept.enrollments, ({ mailbox }) => mailbox ?? '');
      return new Map(
        found.flatMap(([{ mailbox }, load]) =>
          mailbox === null ? [] : [[mailbox, load] as const],
        ),
      );
    },
    startsBetween: async (sequence, fromMs, untilMs) =>
      kept.enrollments.filter(
        ({ enrollment, startsAtMs }) =>
          enrollment.sequence === sequence &&
          enrollment.continuedFrom === null &&
          startsAtMs >= fromMs &&
          startsAtMs < untilMs,
      ).length,
  };
}

type Standing = KeptEnrollment['enrollment'];

/** How many unfinished ones have the same name, each with the first of them, by name. */
function counted(
  among: readonly KeptEnrollment[],
  nameOf: (enrollment: Standing) => string,
): readonly (readonly [first: Standing, count: number])[] {
  const found = new Map<string, [Standing, number]>();
  for (const { enrollment } of among) {
    if (enrollment.status === 'finished') continue;
    const name = nameOf(enrollment);
    const known = found.get(name);
    if (known === undefined) found.set(name, [enrollment, 1]);
    else known[1] += 1;
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
