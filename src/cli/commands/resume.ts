import { changeEnrollments } from '../../usecases/enrollments/change-enrollments.ts';
import {
  continueEnrollment,
  type Continued,
} from '../../usecases/enrollments/continue-enrollment.ts';
import { resumeMailbox } from '../../usecases/enrollments/rest-mailbox.ts';
import { unfinishedOf } from '../../usecases/signals/record-signal.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { defineCommand, type Result } from '../command.ts';
import { withDesk, type Desk } from '../workspace/desk.ts';
import { personKey, personName } from '../documents/person-name.ts';
import { formatTime } from '../output/time.ts';
import {
  assertSelects,
  isMailboxAlone,
  resolveSelection,
  selectorOptions,
  whoText,
  type GivenSelectors,
} from '../workspace/selection.ts';

export const resumeCommand = defineCommand({
  description:
    'Lets people go on who were paused by a rep, by an absence or by a colleague; waits run on with what was left of them. One ' +
    'person whose sequence has ended by mistake goes on where it stood, as a new enrollment, and nothing is sent twice. Never after an opt-out.',
  arguments: {},
  options: selectorOptions,
  examples: [
    { line: 'touchline resume --prospect ada@kern.example', says: 'one person' },
    { line: 'touchline resume --mailbox anna', says: 'it sends again' },
  ],
  writes: true,
  run: (context, _args, given) => {
    assertSelects(given, 'resume');
    return withDesk(context, 'write', (desk) => resume(desk, given));
  },
});

async function resume(desk: Desk, given: GivenSelectors): Promise<Result> {
  const { to, moment } = desk;
  const { selector, person } = await resolveSelection(desk, given);
  if (given.mailbox !== null && isMailboxAlone(given)) {
    const { mailbox } = given;
    const hasChanged = await resumeMailbox(to.runner, mailbox, moment.nowMs);
    return {
      data: { changed: hasChanged ? 1 : 0, mailbox },
      text: () =>
        hasChanged
          ? `Mailbox ${mailbox} sends again.\nNext: touchline run`
          : `Mailbox ${mailbox} is not paused: nothing changed.`,
    };
  }
  const { changed, unchanged } = await changeEnrollments(
    to,
    selector,
    { command: 'resume' },
    moment,
  );
  if (person !== null && (await isIdle(desk, person, given))) {
    return continued(desk, person, await continueEnrollment(to, person, given.sequence, moment));
  }
  const name = person === null ? null : personName(person);
  const stillHeld = unchanged.filter((each) => each.status === 'paused');
  return {
    data: { changed: changed.length, unchanged: unchanged.length },
    text: () => {
      if (changed.length + unchanged.length === 0)
        return 'Nobody is in a running sequence there: nothing changed.';
      const held = [...new Set(stillHeld.map((each) => each.reason))].join(', ');
      const still = stillHeld.length === 0 ? null : `${stillHeld.length} still held: ${held}.`;
      if (changed.length === 0) return still ?? 'Not paused: nothing changed.';
      const remaining = changed.flatMap((each) => (each.status === 'paused' ? [each.reason] : []));
      const other =
        remaining.length === 0
          ? null
          : `${remaining.length} still held: ${[...new Set(remaining)].join(', ')}.`;
      return [`Resumed ${whoText(changed, name)}.`, other, still, 'Next: touchline run']
        .filter((line) => line !== null)
        .join('\n');
    },
  };
}

/** Nothing of theirs runs, or is paused: only what has ended could go on. */
async function isIdle({ to }: Desk, person: Prospect, given: GivenSelectors): Promise<boolean> {
  const unfinished = await unfinishedOf(to, person.id);
  return !unfinished.some((each) => given.sequence === null || each.sequence === given.sequence);
}

function continued({ zone, moment }: Desk, person: Prospect, done: Continued): Result {
  const name = personName(person);
  switch (done.did) {
    case 'nothing':
      return { data: { changed: 0 }, text: () => `${name} is in no sequence: nothing changed.` };
    case 'completed':
      return {
        data: { changed: 0 },
        text: () => `${name} has done all of ${done.old.sequence}: nothing is left to resume.`,
      };
    case 'continued':
      return {
        data: {
          changed: 1,
          enrollment: done.enrollmentId,
          continued_from: done.old.id,
          step: done.step,
        },
        text: () =>
          [
            `${name} goes on in ${done.old.sequence} with ${done.step}, ${formatTime(done.dueAtMs, zone, moment.nowMs)} at the earliest.`,
            `It had ended: ${done.old.reason}. What was sent is not sent again.`,
            `Next: touchline why ${personKey(person)}`,
          ].join('\n'),
      };
  }
}
