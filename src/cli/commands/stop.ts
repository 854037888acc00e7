import { changeEnrollments } from '../../usecases/enrollments/change-enrollments.ts';
import { defineCommand } from '../command.ts';
import { withDesk } from '../workspace/desk.ts';
import { personKey, personName } from '../documents/person-name.ts';
import {
  assertSelects,
  nobodyText,
  resolveSelection,
  selectorOptions,
  whoText,
} from '../workspace/selection.ts';

export const stopCommand = defineCommand({
  description:
    'Ends sequences for good: what was planned is cancelled and open tasks are closed. What is on the wire at this moment may still ' +
    'arrive. It says nothing of the person: who wants to be left alone is logged with touchline log opt-out.',
  arguments: {},
  options: selectorOptions,
  examples: [
    { line: 'touchline stop --prospect ada@kern.example', says: 'one person, in all sequences' },
    { line: 'touchline stop --sequence classic', says: 'everybody who is in it' },
  ],
  writes: true,
  run: (context, _args, given) => {
    assertSelects(given, 'stop');
    return withDesk(context, 'write', async (desk) => {
      const { selector, person } = await resolveSelection(desk, given);
      const order = { command: 'stop', because: null } as const;
      const { changed } = await changeEnrollments(desk.to, selector, order, desk.moment);
      const name = person === null ? null : personName(person);
      const next =
        person === null ? 'touchline status' : `touchline resume --prospect ${personKey(person)}`;
      return {
        data: { changed: changed.length },
        text: () =>
          changed.length === 0
            ? nobodyText(name)
            : `Stopped ${whoText(changed, name)}.\nIf that was wrong: ${next}`,
      };
    });
  },
});
