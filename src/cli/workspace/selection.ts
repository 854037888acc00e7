/** Whom `pause`, `resume` and `stop` mean. Everybody is explicit: without a selector nothing happens. */
import { counted } from '../../core/counted.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { ChosenEnrollments } from '../../usecases/enrollments/change-enrollments.ts';
import { requireRepWithTasks } from '../../usecases/people/known-rep.ts';
import { sequenceNames } from '../../usecases/files/load-sequence.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import type { OptionSpecs } from '../command.ts';
import type { Desk } from './desk.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

export const selectorOptions = {
  prospect: { kind: 'text', placeholder: 'KEY', summary: 'one person, in all their sequences' },
  sequence: { kind: 'text', placeholder: 'SEQUENCE', summary: 'the people of one sequence' },
  mailbox: { kind: 'text', placeholder: 'MAILBOX', summary: 'a mailbox' },
  rep: { kind: 'text', placeholder: 'REP', summary: 'the people of one rep' },
  all: { kind: 'flag', summary: 'everybody' },
} as const satisfies OptionSpecs;

export interface GivenSelectors {
  readonly prospect: string | null;
  readonly sequence: string | null;
  readonly mailbox: string | null;
  readonly rep: string | null;
  readonly all: boolean;
}

/** @throws {UserError} `no_selector`, `contradicting_selectors`. */
export function assertSelects(given: GivenSelectors, verb: string): void {
  const { prospect, sequence, mailbox, rep, all } = given;
  const isNamed = [prospect, sequence, mailbox, rep].some((each) => each !== null);
  const ways = '--prospect KEY, --sequence SEQUENCE, --mailbox MAILBOX, --rep REP, or --all';
  if (!isNamed && !all) throw new UserError('no_selector', `${verb} whom?`, ways, 2);
  if (isNamed && all) {
    throw new UserError(
      'contradicting_selectors',
      '--all is everybody, the others are not',
      'take one of them',
      2,
    );
  }
}

/** Whether a mailbox itself is meant, and not people. */
export function isMailboxAlone({ prospect, sequence, mailbox, rep }: GivenSelectors): boolean {
  return mailbox !== null && prospect === null && sequence === null && rep === null;
}

export interface Selected {
  readonly selector: ChosenEnrollments;
  readonly person: Prospect | null;
}

/**
 * What is not configured any more is known as long as the store knows it: people may still be in it.
 *
 * @throws {UserError} `unknown_sequence`, `unknown_mailbox`, `unknown_rep` (exit 2), and what `findPerson` names.
 */
export async function resolveSelection(desk: Desk, given: GivenSelectors): Promise<Selected> {
  const { session, to } = desk;
  const { sequence, mailbox } = given;
  if (sequence !== null) {
    const files = await sequenceNames(workspaceFiles(session.dir));
    assertKnown('sequence', sequence, [...files, ...(await to.enrollments.sequenceNames())]);
  }
  if (mailbox !== null) {
    const configured = session.settings.mailboxes.map((each) => each.id);
    const inUse = (await to.enrollments.loadByMailbox()).keys();
    assertKnown('mailbox', mailbox, [...configured, ...inUse]);
  }
  const { reps } = session.settings;
  const rep = given.rep === null ? null : await requireRepWithTasks(reps, to.tasks, given.rep);
  const person = given.prospect === null ? null : await findPerson(to.people, given.prospect, null);
  return { person, selector: { prospectId: person?.id ?? null, sequence, mailbox, rep } };
}

const PLURALS = { sequence: 'sequences', mailbox: 'mailboxes' } as const;

function assertKnown(what: keyof typeof PLURALS, given: string, known: readonly string[]): void {
  if (known.includes(given)) return;
  throw new UserError(
    `unknown_${what}`,
    what === 'sequence'
      ? `there is no sequence "${given}"`
      : `mailbox "${given}" is not configured`,
    suggestion(given, [...new Set(known)].toSorted(), PLURALS[what]),
    2,
  );
}

/** Why a change of enrollments found none. */
export function nobodyText(name: string | null): string {
  return name === null
    ? 'Nobody is in a running sequence there: nothing changed.'
    : `${name} is in no running sequence: nothing changed.`;
}

/** `Ada Kern's classic`, `12 people`. */
export function whoText(
  enrollments: readonly { readonly sequence: string }[],
  name: string | null,
): string {
  if (name === null) return counted(enrollments.length, 'enrollment');
  return `${name} in ${enrollments.map((each) => each.sequence).join(', ')}`;
}
