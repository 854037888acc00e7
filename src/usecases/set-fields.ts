/** Changes one person by hand, and lets go on what was held for a field that is there now. */
import { factsOf } from '../core/facts.ts';
import type { Enrollment } from '../core/enrollment.ts';
import { effectsOnNobody } from '../core/person-effects.ts';
import type { NewSignal } from '../core/signal.ts';
import { addressOn, type Prospect } from '../core/prospect.ts';
import { UserError } from '../core/user-error.ts';
import { changeFields } from '../people/field-change.ts';
import { leadPartOf, type Lead } from '../people/lead.ts';
import { isAsBefore } from '../people/prospect-change.ts';
import type { Stores } from '../ports/stores.ts';
import type { Deciding } from '../runner/apply.ts';
import { applySignals } from './apply-signals.ts';
import { savedPerson } from './saved-person.ts';
import { typedLead, type TypedField, type TypingContext } from './typed-fields.ts';

export interface SetFields {
  readonly person: Prospect;
  readonly hasChanged: boolean;
  /** Enrollments that go on. */
  readonly resumed: number;
  /** Tasks that asked for what is there now. */
  readonly closedTaskIds: readonly string[];
  /** Names that enrollments are still held for. */
  readonly stillMissing: readonly string[];
}

type Ports = Pick<Stores, 'people' | 'enrollments' | 'signals' | 'tasks'>;

/** @throws {UserError} What `typedLead` throws, and `identity_taken` (exit 1). */
export async function setFields(
  ports: Ports,
  deciding: Deciding,
  before: Prospect,
  fields: readonly TypedField[],
  context: TypingContext,
  nowMs: number,
): Promise<SetFields> {
  const lead = typedLead(fields, leadPartOf, {
    ...context,
    country: before.country ?? context.country,
  });
  await refuseTaken(ports, before, lead);
  const given = fields.filter(({ value }) => value !== null).map(({ field }) => field);
  const cleared = fields.filter(({ value }) => value === null).map(({ field }) => field);
  const draft = changeFields(before, lead, given, cleared);
  const hasChanged = !isAsBefore(before, draft);
  const person = hasChanged
    ? await savedPerson(ports.people, { id: before.id, person: draft }, nowMs, null)
    : before;
  // Asked of the person, not of this change: what a change that died half-way left held is freed by its repeat.
  const held = heldFor(await ports.enrollments.ofPerson(person.id), person);
  const filled = held.filter((each) => each.missing.length === 0);
  const stillMissing = [...new Set(held.flatMap((each) => each.missing))];
  if (filled.length === 0)
    return { person, hasChanged, resumed: 0, closedTaskIds: [], stillMissing };
  const { resumed } = await report(ports, deciding, person, fields, nowMs);
  const ids = filled.map((each) => each.enrollment.id);
  const closedTaskIds = await closeTasks(ports, person.id, ids, nowMs);
  return { person, hasChanged, resumed, closedTaskIds, stillMissing };
}

async function refuseTaken(ports: Ports, person: Prospect, lead: Lead): Promise<void> {
  for (const { kind, value } of lead.identities) {
    const owner = await ports.people.byIdentity(kind, value);
    if (owner === null || owner.id === person.id) continue;
    throw new UserError(
      'identity_taken',
      `${value} belongs to ${owner.name ?? 'somebody else'} (${owner.id})`,
      `look at both: touchline show ${owner.id}`,
    );
  }
}

/** Enrollments held for something of this person, with what of it is missing now. */
function heldFor(
  enrollments: readonly Enrollment[],
  person: Prospect,
): readonly { readonly enrollment: Enrollment; readonly missing: readonly string[] }[] {
  return enrollments.flatMap((enrollment) => {
    const hold = enrollment.holds.find((each) => each.reason === 'missing_field');
    const names = (hold?.detail ?? '').split(', ').filter(isOfPerson);
    if (hold === undefined || names.length === 0) return [];
    return [{ enrollment, missing: names.filter((name) => !isThere(name, person)) }];
  });
}

/** A hold also names what no rep fills in here: `sender.phone`, `subject`. */
function isOfPerson(name: string): boolean {
  return (
    name.startsWith('prospect.') || name === 'email' || name === 'phone' || name === 'linkedin'
  );
}

function isThere(name: string, person: Prospect): boolean {
  if (name === 'email' || name === 'phone' || name === 'linkedin')
    return addressOn(person, name) !== null;
  const known = factsOf(person, { sender: {}, unsubscribeUrl: null, now: '' })['prospect'];
  const [field = ''] = name.slice('prospect.'.length).split('.');
  return known !== null && typeof known === 'object' && Object.hasOwn(known, field);
}

async function report(
  ports: Ports,
  deciding: Deciding,
  person: Prospect,
  fields: readonly TypedField[],
  nowMs: number,
): Promise<{ readonly resumed: number }> {
  const names = fields.map(({ field }) => field).join(', ');
  const signal: NewSignal = {
    prospectId: person.id,
    kind: 'field_set',
    atMs: nowMs,
    source: 'rep',
    externalId: `set ${person.id} ${person.revision} ${nowMs}`,
    channel: null,
    details: { text: names },
  };
  await ports.signals.append({ signal, effects: effectsOnNobody(signal) });
  return applySignals(deciding, ports.enrollments, person.id, nowMs);
}

async function closeTasks(
  ports: Ports,
  prospectId: string,
  enrollmentIds: readonly string[],
  nowMs: number,
): Promise<readonly string[]> {
  const open = (await ports.tasks.open(null)).filter(
    (task) =>
      task.kind === 'missing' &&
      task.prospectId === prospectId &&
      task.enrollmentId !== null &&
      enrollmentIds.includes(task.enrollmentId),
  );
  for (const task of open) await ports.tasks.close(task.id, 'done', 'filled', null, nowMs);
  return open.map((task) => task.id);
}
