import { HEARD_EVENTS, standingWords } from '../../core/engagement.ts';
import { MINUTE_MS } from '../../core/time/duration.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { instantIn } from '../../core/time/written-instant.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { addEvent } from '../../usecases/score/add-event.ts';
import { undoEvent } from '../../usecases/score/undo-event.ts';
import { readScore } from '../../usecases/score/read-score.ts';
import { defineCommand, type CommandFamily, type Result } from '../command.ts';
import { personName } from '../documents/person-name.ts';
import { scoreJson, scoreText } from '../documents/score.ts';
import { cleanLine } from '../output/sanitize.ts';
import { withDesk, type Desk } from '../workspace/desk.ts';

const KEY = {
  count: 'one',
  placeholder: 'KEY',
  summary: 'id, email, phone or LinkedIn URL',
} as const;
/** Clocks of colleagues differ by so much. */
const AHEAD_MOST_MS = 5 * MINUTE_MS;

const show = defineCommand({
  description:
    'Says how engaged a person is, from what they did on every channel: each event, what it was worth, how old it is and what is left of ' +
    'it. What is left adds up to the score.',
  arguments: { key: KEY },
  options: {},
  examples: [{ line: 'touchline score ada@kern.example', says: 'where her points come from' }],
  writes: false,
  run: (context, { key }) =>
    withDesk(context, 'read', async (desk) =>
      resultOf(desk, await findPerson(desk.to.people, key, null)),
    ),
});

const add = defineCommand({
  description:
    'Writes down what somebody did where nobody hears it: they came to our stand, held a meeting, sent a friend. It counts for their ' +
    `score and moves no sequence. What is heard or logged (${HEARD_EVENTS.join(', ')}) counts by itself.`,
  arguments: {
    key: KEY,
    event: {
      count: 'one',
      placeholder: 'EVENT',
      summary: 'meeting_held, event_attended, visited_us ... or one of yours',
    },
  },
  options: {
    points: {
      kind: 'integer',
      placeholder: 'N',
      summary: 'what this one is worth, whatever the workspace says',
      min: 0,
      max: 1_000,
    },
    text: { kind: 'text', placeholder: 'TEXT', summary: 'what is to be remembered of it' },
    at: { kind: 'instant', placeholder: 'ISO', summary: 'when it was; now by default' },
  },
  examples: [
    {
      line: 'touchline score add ada@kern.example event_attended --text "stayed for the demo"',
      says: 'she came to our talk',
    },
    { line: 'touchline score add p12 webinar --points 15', says: 'an event of your own' },
  ],
  writes: true,
  run: (context, { key, event }, { points, text, at }) =>
    withDesk(context, 'write', async (desk) => {
      const { to, moment, zone } = desk;
      const person = await findPerson(to.people, key, null);
      const atMs = at === null ? moment.nowMs : instantIn(at, zone);
      if (atMs > moment.nowMs + AHEAD_MOST_MS) {
        const message = '--at lies in the future: only what happened counts';
        throw new UserError('not_yet', message, null, 2);
      }
      const added = await addEvent(to, person, { event, points, text, atMs }, moment);
      return changedResult(desk, person, event, added, 'Added');
    }),
});

const undo = defineCommand({
  description:
    'Takes back an event that somebody added by mistake: it counts no more. Nothing is deleted: the history keeps the event, and says ' +
    'when and why it was taken back. What is heard or logged is corrected where it came from (inbox label, inbox assign).',
  arguments: {
    key: KEY,
    id: {
      count: 'one',
      placeholder: 'ID',
      summary: 'of the event, as `touchline score KEY` shows it',
    },
  },
  options: {
    reason: { kind: 'text', placeholder: 'TEXT', summary: 'why it does not count', required: true },
  },
  examples: [
    {
      line: 'touchline score undo ada@kern.example s12 --reason "that was Ben"',
      says: 'she was not at our stand',
    },
  ],
  writes: true,
  run: (context, { key, id }, { reason }) =>
    withDesk(context, 'write', async (desk) => {
      const { to, moment } = desk;
      const person = await findPerson(to.people, key, null);
      const { event, isNew } = await undoEvent(to, person, id, reason, moment);
      return changedResult(desk, person, event, { signalId: id, isNew }, 'Taken back');
    }),
});

export const scoreFamily: CommandFamily = {
  description: 'How engaged people are, and why.',
  members: [
    { name: 'show', summary: 'Show where the points come from', isDefault: true, definition: show },
    { name: 'add', summary: 'Write down what only you know', definition: add },
    { name: 'undo', summary: 'Take back what was added by mistake', definition: undo },
  ],
};

async function resultOf(desk: Desk, person: Prospect): Promise<Result> {
  const { to, moment, zone } = desk;
  const { nowMs } = moment;
  const read = await readScore(to, person, nowMs);
  return {
    data: scoreJson(person, read, to.settings.score, nowMs),
    text: () => scoreText(person, read, to.settings.score, zone, nowMs),
  };
}

async function changedResult(
  desk: Desk,
  person: Prospect,
  event: string,
  { signalId, isNew }: { readonly signalId: string; readonly isNew: boolean },
  did: 'Added' | 'Taken back',
): Promise<Result> {
  const { to, moment } = desk;
  const { nowMs } = moment;
  const read = await readScore(to, person, nowMs);
  const { score } = read;
  const what = cleanLine(event.replaceAll('_', ' '));
  return {
    data: {
      ...scoreJson(person, read, to.settings.score, nowMs),
      signal_id: signalId,
      new: isNew,
    },
    text: () =>
      [
        isNew
          ? `${did} ${what}: ${personName(person)} is ${standingWords(score)}.`
          : `${did} before: nothing changed, ${personName(person)} is ${standingWords(score)}.`,
        `Next: touchline score ${person.id}`,
      ].join('\n'),
  };
}
