/** Who and what a life is about: mailboxes, people, programs, drawn from the seed. */
import { DAY_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import type { Identity } from '../../src/core/person/prospect.ts';
import type { ProspectDraft } from '../../src/ports/people-store.ts';
import type { GatewaySettings, LineSettings, RunnerSettings } from '../../src/runner/settings.ts';
import { person } from '../support/world/builders.ts';
import type { Chance } from '../support/chance.ts';
import { compiledProgram, programOf } from '../support/programs/random-program.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC'];
const NAMES = 'ada ben cleo dan eva finn gita hugo ines jon kira liam mona nils olga'.split(' ');

export function mailboxesOf(chance: Chance): (Partial<LineSettings> & { readonly id: string })[] {
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

/** Some workspaces have a number and a channel of their own; in the others a rep does those steps. */
export function gatewaysOf(chance: Chance): readonly GatewaySettings[] {
  const line = (id: string, channel: GatewaySettings['channel'], address: string) => ({
    id,
    channel,
    provider: 'twilio' as const,
    replies: null,
    rep: null,
    from: { name: id, address },
    limits: {
      capPerDay: chance.between(1, 6),
      gapMs: [0, 0] as const,
      ramp: null,
      zone: chance.pick(ZONES),
    },
    connections: chance.between(1, 3),
    source: null,
    body: null,
  });
  return [
    ...(chance.isLucky(0.5) ? [line('berlin', 'sms', '+4930999')] : []),
    ...(chance.isLucky(0.3) ? [line('line', 'message', 'our account')] : []),
  ];
}

/** Some workspaces limit what reaches a company, or a person on one channel. */
export function limitsOf(chance: Chance): Pick<RunnerSettings, 'accountLimits' | 'channelLimits'> {
  return {
    accountLimits: chance.isLucky(0.15)
      ? [{ most: chance.between(1, 4), perMs: chance.pick([1, 3]) * DAY_MS }]
      : [],
    channelLimits: chance.isLucky(0.15)
      ? { [chance.pick(['email', 'sms', 'message'])]: [{ most: 1, perMs: 2 * DAY_MS }] }
      : {},
  };
}

export function peopleOf(chance: Chance): ProspectDraft[] {
  return NAMES.slice(0, chance.between(4, 8)).map((name) => {
    const domain = chance.isLucky(0.3) ? 'acme.example' : `${name}.example`;
    const draft = person(name, {
      accountId: domain,
      zone: chance.pick(ZONES),
      title: chance.pick(['CEO', 'CTO', null]),
      company: chance.isLucky(0.1) ? null : `${name} works`,
      country: chance.pick(['DE', 'FR', null]),
      fields: { renewal_date: `2026-04-${chance.between(10, 28)}`, employees: '120' },
    });
    // Who is known by nothing that nobody has two of may turn out to be somebody else.
    const isPlain = chance.isLucky(0.3);
    return {
      ...draft,
      identities: draft.identities
        .flatMap((identity) => {
          if (chance.isLucky(0.06) || (isPlain && identity.kind === 'linkedin')) return [];
          if (identity.kind !== 'email') return [identity];
          return [{ ...identity, value: `${name}@${domain}` }];
        })
        .concat(isPlain ? [] : onLine(name)),
    };
  });
}

/** What they answer by from another address. */
export function withLastName(draft: ProspectDraft): ProspectDraft {
  const lastName = `${draft.firstName}son`;
  return { ...draft, lastName, name: `${draft.firstName} ${lastName}` };
}

const onLine = (name: string): Identity => ({
  kind: 'external',
  value: `line:U${name}`,
  status: 'good',
});

/** One program, or some that hand people over to each other, back and forth and in circles. */
export function programsOf(chance: Chance, mailboxes: readonly string[]): readonly Sequence[] {
  const names = ['first', 'second', 'third'].slice(0, chance.pick([1, 2, 2, 3]));
  return names.map((name) => {
    const limits = { name, mailboxes, successors: names, stepsMost: 9, stepsLeast: 4 };
    return compiledProgram(programOf(chance, limits), mailboxes);
  });
}

/** How long until somebody looks again: minutes mostly, nights sometimes, a week on the beach now and then. */
export function pauseMs(chance: Chance): number {
  const roll = chance.next();
  if (roll < 0.35) return chance.between(1, 12) * MINUTE_MS;
  if (roll < 0.65) return chance.between(20, 240) * MINUTE_MS;
  if (roll < 0.95) return chance.between(5, 20) * 60 * MINUTE_MS;
  return chance.between(2, 6) * DAY_MS;
}

/** `email=p1@new1.example`: never an address that they had, which may be dead. */
export function filledIn(field: string, prospectId: string, number: number): string {
  switch (field) {
    case 'email':
      return `email=${prospectId}@new${number}.example`;
    case 'linkedin':
      return `linkedin=in/new-${prospectId}-${number}`;
    case 'phone':
      return `phone=+4930${9_000_000 + number}`;
    default:
      return `${field}=Some works`;
  }
}
