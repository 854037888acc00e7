/** What the checker and those who tell it speak of. */
import type { Prospect } from '../../src/core/person/prospect.ts';
import type { Awaitable, Exits, Sequence } from '../../src/core/sequence.ts';
import type { RunnerSettings } from '../../src/runner/settings.ts';
import type { Trait } from './who.ts';

/** A person as the checker knows them. */
export interface Somebody extends Pick<Prospect, 'identities' | 'name'> {
  readonly id: string;
  /** `null`: nobody knows, so it is the workspace's. */
  readonly zone: string | null;
  readonly accountId: string | null;
  readonly country: string | null;
}

export interface Acceptance {
  readonly touchId: string;
  readonly enrollmentId: string;
  readonly prospectId: string;
  readonly mailbox: string;
  readonly to: string;
  /** As a letter was addressed; empty: it is none, or names nobody. */
  readonly toName: string;
  readonly messageId: string;
  readonly atMs: number;
}

/** An enrollment as it lies in the store. */
export interface Sighting {
  readonly id: string;
  readonly prospectId: string;
  readonly sequence: string;
  readonly mailbox: string | null;
  readonly enrolledAtMs: number;
  readonly isFinished: boolean;
  /** The task that it waits for; `null`: for none. */
  readonly taskId: string | null;
}

export interface EnrolledLife {
  readonly prospectId: string;
  readonly sequence: Sequence;
  readonly enrolledAtMs: number;
}

/** What the far end calls a person by. */
export function traitAt(to: string): Trait {
  if (to.includes('@')) return `email ${to}`;
  return to.startsWith('+') ? `phone ${to}` : `external line:${to}`;
}

/** As consent and suppressions call it. */
export function channelOf({ gateways }: Pick<RunnerSettings, 'gateways'>, line: string): string {
  const gateway = gateways.find(({ id }) => id === line);
  return gateway === undefined ? 'email' : gateway.channel === 'sms' ? 'sms' : line;
}

const EXITS: Readonly<Partial<Record<Awaitable, keyof Exits>>> = {
  reply: 'reply',
  meeting_booked: 'meetingBooked',
  out_of_office: 'outOfOffice',
  colleague_reply: 'colleagueReply',
};

/** By its exits, or because it is a goal. */
export function endsOn({ exits, goals }: Sequence, kind: Awaitable): boolean {
  const exit = EXITS[kind];
  return goals.includes(kind) || (exit !== undefined && exits[exit].do === 'finish');
}
