/** The format of a sequence file, without what depends on other files. */
import { accountPace } from './account-pace.ts';
import type { Duration } from '../../core/time/duration.ts';
import type { ExitAction, StartAnchor } from '../../core/sequence.ts';
import { name } from '../reading/name-shapes.ts';
import {
  choice,
  flag,
  listOf,
  listOr,
  mapping,
  mappingOr,
  optional,
  orNone,
  type Parsed,
  parsed,
  required,
  type Shape,
  text,
  wholeNumber,
} from '../reading/shape.ts';
import { steps } from './step-format.ts';
import { suggestion } from '../reading/suggest.ts';
import { duration, DURATION_PATTERN, readDuration } from '../reading/time-shapes.ts';
import { windowShape } from './window-format.ts';

type SimpleExit = Exclude<ExitAction, { readonly do: 'pause_until_return' }>;

/** `finish`, `continue`, `pause 5 days`. */
const exit = exitShape([]);
/** The same, and `address_is_bad`. */
const bounceExit = exitShape(['address_is_bad']);

export interface UntilReturn {
  readonly pause: 'until_return' | undefined;
  readonly plus: Duration | undefined;
  readonly else: Duration | undefined;
}

const untilReturn: Shape<UntilReturn> = mapping(
  '{ pause: until_return, plus: 2 business days, else: 7 days }',
  {
    pause: required(choice(['until_return']), 'Until the day they say they are back'),
    plus: optional(duration, 'And this long after it'),
    else: optional(duration, 'When they name no day'),
  },
);

const owner = parsed(
  'owner, or a list of mailboxes such as [anna, ben]',
  { const: 'owner' },
  (value) =>
    value === 'owner'
      ? { value: 'owner' as const }
      : { hint: `one mailbox is a list too: [${value}]` },
);

const START = /^\s*(.+) (before|after) prospect\.([a-z0-9_]+)\s*$/;

const start: Shape<StartAnchor> = parsed(
  'a date of the person: 30 days before prospect.renewal_date',
  { pattern: START.source },
  (value) => {
    const [, distance = '', side, field = ''] = START.exec(value) ?? [];
    if (side !== 'before' && side !== 'after') return {};
    const length = readDuration(distance);
    if (!('value' in length)) return length;
    const { unit } = length.value;
    if (unit !== 'day' && unit !== 'week' && unit !== 'business_day')
      return { message: `is "${value}", expected days, business days or weeks before a date` };
    return { value: { distance: length.value, side, field } };
  },
);

export const sequenceShape = mapping('a sequence: { sequence, goals, steps, ... }', {
  sequence: required(
    name('the name of the file without .yaml'),
    'Equal to the name of the file without .yaml',
    ['classic'],
  ),
  title: optional(text('a title'), 'For people; the name by default', ['Classic outbound']),
  goals: required(
    listOf(text('a goal such as meeting_booked'), 1),
    'What counts as success; also an exit',
    [['meeting_booked', 'positive_reply']],
  ),
  mailboxes: optional(
    listOr(listOf(text('a mailbox'), 1), owner),
    "Mailboxes to rotate over, or owner: the mailbox of the prospect's owner",
    ['owner', ['anna', 'ben']],
  ),
  rep: optional(
    text('owner, or a rep'),
    "Who gets the tasks: owner (the prospect's owner), or a rep",
    ['owner', 'anna'],
  ),
  start: optional(start, 'Begins at a date of the person, not at enrollment', [
    '30 days before prospect.renewal_date',
  ]),
  window: optional(windowShape, 'When automatic touches may leave', [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'], zone: 'prospect' },
  ]),
  enroll: optional(
    mapping('rules of enrolling: { duplicates, exclusive, untouched_for, per_day, per_account }', {
      duplicates: optional(
        choice(['disallow', 'only_if_inactive', 'allow']),
        'May a person be enrolled again?',
      ),
      exclusive: optional(flag(), 'At most one active exclusive sequence per person'),
      untouched_for: optional(orNone(duration), 'Only people whom nothing touched for so long', [
        '14 days',
        'none',
      ]),
      per_day: optional(orNone(wholeNumber(1, 1_000_000)), 'Most people who start on one day', [
        40,
        'none',
      ]),
      per_account: optional(
        listOr(listOf(accountPace, 1), orNone(accountPace)),
        'How fast people of one company may start',
        ['1 at a time', ['2 at a time', '1 per 3 days'], 'none'],
      ),
    }),
    'Who may be enrolled, and how many a day',
    [{ untouched_for: '14 days', per_day: 40 }],
  ),
  exits: optional(
    mapping('exits: { reply, colleague_reply, out_of_office, bounce, meeting_booked }', {
      reply: optional(exit, 'The person answered'),
      colleague_reply: optional(exit, 'Somebody else of the account answered'),
      out_of_office: optional(mappingOr(untilReturn, exit), 'The person is away', [
        { pause: 'until_return', plus: '2 business days', else: '7 days' },
        'pause 7 days',
      ]),
      bounce: optional(bounceExit, 'The message could not be delivered'),
      meeting_booked: optional(exit, 'The person booked a meeting'),
    }),
    'What a signal does to the enrollment',
    [{ reply: 'finish', colleague_reply: 'pause 7 days' }],
  ),
  steps: required(steps, 'What happens, in this order', [[{ id: 'intro', email: 'intro' }]]),
});

function exitShape(words: readonly 'address_is_bad'[]): Shape<SimpleExit> {
  const forms = ['finish', 'continue', 'pause 5 days', ...words];
  const pattern = `^(${['finish', 'continue', ...words].join('|')}|pause +${DURATION_PATTERN}\\s*)$`;
  return parsed(forms.join(', '), { pattern, examples: forms }, (value): Parsed<SimpleExit> => {
    if (value === 'finish' || value === 'continue') return { value: { do: value } };
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return { value: { do: word } };
    const pause = /^pause +/.exec(value)?.[0];
    if (pause === undefined) {
      return { message: `is "${value}"`, hint: suggestion(value, forms) };
    }
    const length = readDuration(value.slice(pause.length));
    return 'value' in length ? { value: { do: 'pause', for: length.value } } : length;
  });
}
