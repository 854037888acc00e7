/** All of a sequence file but its steps. */
import type { Awaitable } from '../../../src/core/sequence.ts';
import type { Chance } from '../chance.ts';
import { PROGRAM_REPS, type ProgramLimits, type Written } from './program-words.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC'];

type Exit = string | Written;

export interface Head {
  readonly written: Written;
  /** What its exits and goals do not finish on. */
  readonly awaitable: readonly Awaitable[];
}

export function headOf(chance: Chance, { name, mailboxes }: ProgramLimits): Head {
  const goals = chance.pick([
    ['positive_reply'],
    ['meeting_booked', 'positive_reply'],
    ['reply'],
    ['trial'],
  ]);
  const exits = exitsOf(chance);
  const written = {
    sequence: name,
    ...chance.maybe(0.3, () => ({ title: `The "${name}" one` })),
    goals,
    mailboxes: chance.pick([mailboxes, 'owner']),
    ...chance.maybe(0.3, () => ({ rep: chance.pick(['owner', ...PROGRAM_REPS]) })),
    ...chance.maybe(0.2, () => ({ start: startOf(chance) })),
    window: windowOf(chance),
    ...chance.maybe(0.5, () => ({ enroll: enrollOf(chance) })),
    ...(Object.keys(exits).length === 0 ? {} : { exits }),
  };
  return { written, awaitable: awaitableOf(exits, goals) };
}

function awaitableOf(
  exits: Readonly<Record<string, Exit>>,
  goals: readonly string[],
): readonly Awaitable[] {
  const strict = ['reply', 'meeting_booked'] as const;
  const soft = ['colleague_reply', 'out_of_office', 'bounce'] as const;
  return [
    'connection_accepted',
    ...strict.filter((each) => (exits[each] ?? 'finish') !== 'finish' && !goals.includes(each)),
    ...soft.filter((each) => exits[each] !== 'finish'),
  ];
}

function startOf(chance: Chance): string {
  const distance = chance.pick(['5 days', '1 week', '3 business days']);
  return `${distance} ${chance.pick(['before', 'after'])} prospect.renewal_date`;
}

function exitsOf(chance: Chance): Readonly<Record<string, Exit>> {
  const simple = ['finish', 'continue', 'pause 2 days', 'pause 1 business day'];
  const away = [
    ...simple,
    { pause: 'until_return', plus: '2 business days', else: '3 days' },
    { pause: 'until_return' },
  ];
  return {
    ...chance.maybe(0.4, () => ({ reply: chance.pick(simple) })),
    ...chance.maybe(0.3, () => ({ meeting_booked: chance.pick(simple) })),
    ...chance.maybe(0.3, () => ({ colleague_reply: chance.pick(simple) })),
    ...chance.maybe(0.3, () => ({ out_of_office: chance.pick(away) })),
    ...chance.maybe(0.4, () => ({ bounce: chance.pick([...simple, 'address_is_bad']) })),
  };
}

function enrollOf(chance: Chance): Written {
  return {
    duplicates: chance.pick(['disallow', 'only_if_inactive', 'allow']),
    exclusive: chance.isLucky(0.5),
    ...chance.maybe(0.3, () => ({ untouched_for: chance.pick(['none', '14 days']) })),
    ...chance.maybe(0.3, () => ({ per_day: chance.pick([40, 'none']) })),
    ...chance.maybe(0.2, () => ({
      per_account: chance.pick(['1 at a time', ['2 at a time', '1 per 2 days'], 'none']),
    })),
  };
}

function windowOf(chance: Chance): Written {
  const hours = chance.pick([
    ['00:00-24:00'],
    ['09:00-17:00'],
    ['09:00-12:00', '13:30-17:00'],
    ['08:00-10:00', '10:00-11:00', '15:00-24:00'],
  ]);
  const days = chance.pick([
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    ['mon', 'tue', 'wed', 'thu', 'fri'],
    ['tue', 'thu', 'sat'],
  ]);
  return {
    days,
    hours,
    zone: chance.pick(['prospect', 'mailbox', ...ZONES]),
    ...chance.maybe(0.5, () => ({ holidays: chance.pick(['none', 'prospect', 'DE']) })),
    ...chance.maybe(0.4, () => ({
      blackout: chance.pick([['2026-04-03/2026-04-06'], ['2026-03-25', '2026-04-01/2026-04-02']]),
    })),
  };
}
