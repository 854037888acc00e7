import { UserError } from '../../core/user-error.ts';
import { settleTouch, type SettledTouch } from '../../usecases/tasks/settle-touch.ts';
import { defineCommand } from '../command.ts';
import { withDesk } from '../workspace/desk.ts';
import { touchDocument } from '../documents/touch.ts';

export const settleCommand = defineCommand({
  description:
    'Says what became of a message whose outcome nobody knew: the connection broke, or the machine stopped, while it was handed over. ' +
    'Look into the Sent folder, or what the gateway shows, or ask the person. --not-sent is the only way to a second attempt.',
  arguments: {
    touch: {
      count: 'one',
      placeholder: 'TOUCH',
      summary: 'e12.intro.1, as touchline tasks shows it',
    },
  },
  options: {
    sent: { kind: 'flag', summary: 'it left: the sequence goes on, counted from the attempt' },
    notSent: { kind: 'flag', summary: 'it did not leave: the same message is sent again' },
  },
  examples: [{ line: 'touchline settle e12.intro.1 --sent', says: 'it is in the Sent folder' }],
  writes: true,
  run: (context, { touch }, { sent, notSent }) => {
    if (sent === notSent) {
      throw new UserError(
        'missing_option',
        sent ? 'it either left or it did not' : 'did it leave?',
        '--sent or --not-sent',
        2,
      );
    }
    return withDesk(context, 'write', async ({ to, moment }) => {
      const settled = await settleTouch(to, touch, sent, moment);
      return { data: touchDocument(settled.touch), text: () => settledText(settled, sent) };
    });
  },
});

function settledText({ touch, hasChanged, enrollment }: SettledTouch, sent: boolean): string {
  if (!hasChanged) return `Touch ${touch.id} is ${touch.status} already: nothing changed.`;
  const next = `Next: touchline why ${touch.prospectId}`;
  if (sent) {
    const on =
      enrollment?.status === 'finished' ? 'Its sequence has ended.' : 'The sequence goes on.';
    return `Touch ${touch.id} counts as sent. ${on}\n${next}`;
  }
  if (touch.status === 'cancelled') {
    return `Touch ${touch.id} did not leave, and its sequence has ended: it will not be sent.`;
  }
  return `Touch ${touch.id} did not leave: the same message will be sent again.\n${next}`;
}
