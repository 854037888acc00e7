/** Who and what a life is about: mailboxes, people, a sequence, drawn from the seed. */
import type { Condition } from '../../src/core/condition.ts';
import { DAY_MS, MINUTE_MS } from '../../src/core/duration.ts';
import type { ExitAction, Sequence, Step } from '../../src/core/sequence.ts';
import type { Identity } from '../../src/core/prospect.ts';
import type { Task } from '../../src/ports/task-store.ts';
import type { ProspectDraft } from '../../src/ports/people-store.ts';
import type { MailboxSettings } from '../../src/runner/settings.ts';
import {
  ALWAYS,
  call,
  duration,
  email,
  linkedin,
  OFFICE_HOURS,
  person,
  sequence,
  sms,
  task,
} from '../support/builders.ts';
import type { Chance } from './chance.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC'];
const NAMES = 'ada ben cleo dan eva finn gita hugo ines jon kira liam mona nils olga'.split(' ');
const WAITS = ['0 days', '2 hours', '1 day', '3 days', '1 business day', '2 business days'];

export function mailboxesOf(
  chance: Chance,
): (Partial<MailboxSettings> & { readonly id: string })[] {
  return ['anna', 'bert', 'cora'].slice(0, chance.between(1, 3)).map((id) => ({
    id,
    source: chance.isLucky(0.2) ? 'anna' : id,
    connections: chance.between(1, 3),
    limits: {
      capPerDay: chance.between(1, 6),
      gapMs: chance.pick([
        [0, 0],
        [0, 0],
        [MINUTE_MS, 3 * MINUTE_MS],
      ] as const),
      ramp: chance.isLucky(0.2) ? { from: 1, add: 1 } : null,
      zone: chance.pick(ZONES),
    },
  }));
}

export function peopleOf(chance: Chance): ProspectDraft[] {
  return NAMES.slice(0, chance.between(5, 15)).map((name) => {
    const domain = chance.isLucky(0.3) ? 'acme.example' : `${name}.example`;
    const draft = person(name, {
      accountId: domain,
      zone: chance.pick(ZONES),
      title: chance.pick(['CEO', 'CTO', null]),
    });
    return {
      ...draft,
      identities: draft.identities.flatMap((identity) => {
        if (chance.isLucky(0.06)) return [];
        if (identity.kind !== 'email') return [identity];
        return [{ ...identity, value: `${name}@${domain}` }];
      }),
    };
  });
}

export function sequenceOf(chance: Chance, name: string): Sequence {
  const steps = Array.from({ length: chance.between(2, 6) }, (_, index) =>
    stepOf(chance, `${name}${index}`, index),
  );
  if (!steps.some((step) => step.kind === 'email')) steps.push(email(`${name}mail`));
  const pause: ExitAction = { do: 'pause', for: duration('2 days') };
  const exits = {
    reply: chance.pick<ExitAction>([{ do: 'finish' }, { do: 'finish' }, pause]),
    meetingBooked: chance.pick<ExitAction>([{ do: 'finish' }, pause]),
    bounce: chance.pick<ExitAction>([{ do: 'address_is_bad' }, { do: 'finish' }]),
  };
  const plain = sequence(steps);
  return {
    ...plain,
    name,
    version: `version-of-${name}`,
    window: chance.pick([OFFICE_HOURS, OFFICE_HOURS, ALWAYS]),
    exits: { ...plain.exits, ...exits },
    enroll: { ...plain.enroll, exclusive: false },
  };
}

const IS_CEO: Condition = {
  kind: 'compare',
  operator: '==',
  left: { kind: 'path', path: ['prospect', 'title'] },
  right: { kind: 'literal', value: 'CEO' },
};

function stepOf(chance: Chance, id: string, index: number): Step {
  const common = {
    ...(index === 0 ? {} : { wait: chance.pick(WAITS) }),
    condition: chance.isLucky(0.15) ? IS_CEO : null,
    enabled: !chance.isLucky(0.05),
    missing: chance.isLucky(0.3) ? ('ask' as const) : ('skip' as const),
  };
  const kind = chance.pick(['email', 'email', 'email', 'linkedin', 'call', 'sms', 'task'] as const);
  if (kind === 'email') return email(id, common);
  const manual = {
    ...common,
    dueWithin: chance.isLucky(0.5) ? duration('2 days') : null,
    onOverdue: chance.pick(['skip', 'wait', 'continue'] as const),
    outcomes: { no_answer: { retry: { times: 2, every: duration('1 business day') } } },
  };
  switch (kind) {
    case 'linkedin':
      return linkedin(id, { ...manual, action: chance.pick(['view', 'connect', 'message']) });
    case 'call':
      return call(id, manual);
    case 'sms':
      return sms(id, manual);
    case 'task':
      return task(id, manual);
  }
}

/** How long until somebody looks again: minutes mostly, nights sometimes, a week on the beach now and then. */
export function pauseMs(chance: Chance): number {
  const roll = chance.next();
  if (roll < 0.45) return chance.between(1, 12) * MINUTE_MS;
  if (roll < 0.8) return chance.between(20, 240) * MINUTE_MS;
  if (roll < 0.97) return chance.between(5, 20) * 60 * MINUTE_MS;
  return chance.between(2, 6) * DAY_MS;
}

/** Never one that they had: that may be dead. */
export function newIdentity({ channel, prospectId }: Task, number: number): Identity {
  const status = 'good';
  if (channel === 'email')
    return { kind: 'email', value: `${prospectId}@new${number}.example`, status };
  if (channel === 'linkedin')
    return { kind: 'linkedin', value: `in/new-${prospectId}-${number}`, status };
  return { kind: 'phone', value: `+4930${9_000_000 + number}`, status };
}
