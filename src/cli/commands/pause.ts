import { changeEnrollments } from '../../usecases/enrollments/change-enrollments.ts';
import { pauseMailbox } from '../../usecases/enrollments/rest-mailbox.ts';
import { defineCommand, type Result } from '../command.ts';
import { withDesk, type Desk } from '../workspace/desk.ts';
import { personKey, personName } from '../documents/person-name.ts';
import { futureInstantIn } from '../input/future-instant.ts';
import { formatTime } from '../output/time.ts';
import {
  assertSelects,
  isMailboxAlone,
  nobodyText,
  resolveSelection,
  selectorOptions,
  whoText,
  type GivenSelectors,
} from '../workspace/selection.ts';

export const pauseCommand = defineCommand({
  description:
    'Holds people: waits stop running, nothing is sent and no task opens until they are resumed. A mailbox by itself only sends ' +
    'nothing; calls and LinkedIn go on.',
  arguments: {},
  options: {
    ...selectorOptions,
    until: { kind: 'instant', placeholder: 'ISO', summary: 'goes on by itself then' },
  },
  examples: [
    { line: 'touchline pause --prospect ada@kern.example --until 2026-04-01', says: 'one person' },
    { line: 'touchline pause --mailbox anna', says: 'nothing leaves from it' },
  ],
  writes: true,
  run: (context, _args, { until, ...given }) => {
    assertSelects(given, 'pause');
    return withDesk(context, 'write', (desk) =>
      pause(
        desk,
        given,
        until === null ? null : futureInstantIn(until, desk.zone, desk.moment.nowMs),
      ),
    );
  },
});

async function pause(desk: Desk, given: GivenSelectors, untilMs: number | null): Promise<Result> {
  const { to, moment, zone } = desk;
  const { selector, person } = await resolveSelection(desk, given);
  const end =
    untilMs === null ? 'until resumed' : `until ${formatTime(untilMs, zone, moment.nowMs)}`;
  if (given.mailbox !== null && isMailboxAlone(given)) {
    const { mailbox } = given;
    const hasChanged = await pauseMailbox(to.runner, mailbox, untilMs, moment.nowMs);
    return {
      data: { changed: hasChanged ? 1 : 0, mailbox },
      text: () =>
        hasChanged
          ? `Mailbox ${mailbox} sends nothing ${end}.\nNext: touchline resume --mailbox ${mailbox}`
          : `Mailbox ${mailbox} is paused already: nothing changed.`,
    };
  }
  const order = { command: 'pause', untilMs, because: null } as const;
  const { changed, unchanged } = await changeEnrollments(to, selector, order, moment);
  const name = person === null ? null : personName(person);
  const key = person === null ? '' : ` --prospect ${personKey(person)}`;
  return {
    data: { changed: changed.length, unchanged: unchanged.length },
    text: () => {
      if (changed.length + unchanged.length === 0) return nobodyText(name);
      if (changed.length === 0) return 'Already paused: nothing changed.';
      const already = unchanged.length === 0 ? '' : ` ${unchanged.length} were paused already.`;
      return `Paused ${whoText(changed, name)} ${end}.${already}\nNext: touchline resume${key}`;
    },
  };
}
