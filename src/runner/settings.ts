/** What the runner must know of the workspace; made by the composition root from the configuration. */
import type { MailboxLimits, TouchLimit } from '../core/budget.ts';
import type { ScoreRules } from '../core/engagement.ts';
import type { EventPaths, GatewayProvider } from '../core/gateway-event.ts';
import { addressOn, idOn, type Prospect } from '../core/person/prospect.ts';
import type { Enrollment } from '../core/enrollment.ts';
import type { Channel, Sequence, Step } from '../core/sequence.ts';
import type { Compliance } from '../policy/may-send.ts';
import type { RepDays } from '../policy/cover.ts';

export interface RunnerSettings {
  /** The workspace's zone: the last resort for people without one. */
  readonly zone: string;
  /** Which rules of law hold a step. */
  readonly compliance: Compliance;
  readonly sender: {
    readonly company: string | null;
    readonly postalAddress: string | null;
    /** Base of the unsubscribe links; `null`: people answer instead. */
    readonly unsubscribeUrl: string | null;
  };
  readonly reps: readonly (RepDays & { readonly name: string; readonly email: string | null })[];
  readonly mailboxes: readonly LineSettings[];
  /** What texts and messages leave from by themselves. */
  readonly gateways: readonly GatewaySettings[];
  readonly personLimits: readonly TouchLimit[];
  /** For all people of one account together. */
  readonly accountLimits: readonly TouchLimit[];
  /** For one person on one channel, beside the others. */
  readonly channelLimits: Readonly<Partial<Record<Channel, readonly TouchLimit[]>>>;
  readonly score: ScoreRules;
  readonly maxInboxAgeMs: number;
  readonly maxLatenessMs: number;
  /** `null`: an uncertain touch waits for proof or a person. */
  readonly assumeSentAfterMs: number | null;
}

/** What automatic touches leave from: a mailbox, a number, a channel of the workspace's own. */
export interface LineSettings {
  /** Unique among all of them. */
  readonly id: string;
  readonly rep: string | null;
  /** What people see; a number's address is its number. */
  readonly from: { readonly name: string; readonly address: string };
  readonly limits: MailboxLimits;
  /** Most messages on the wire at once. */
  readonly connections: number;
  /** Nobody is taken in hand before whoever was due earlier is through: the order hangs on nothing else. Absent: as fast as it goes. */
  readonly isInOrder?: true;
  /**
   * The source on which answers to it are heard; `null`: by the workspace's own choice it is not asked (`replies: none`), or it can only
   * call us.
   */
  readonly source: string | null;
  /** The source can be asked for one person's answer alone. */
  readonly canBeAsked?: boolean;
}

export interface GatewaySettings extends LineSettings {
  readonly channel: 'sms' | 'message';
  readonly provider: GatewayProvider;
  /** How it says who wrote what, where it is of the workspace's own; `null`: nothing is read of what it tells. */
  readonly replies: EventPaths | null;
  /** How the body of a request is made (`content/request-body.ts`); `null`: the text is all that is handed over. */
  readonly body: { readonly liquid: string; readonly contentType: string } | null;
}

export function mailboxOf(settings: RunnerSettings, id: string | null): LineSettings | null {
  return settings.mailboxes.find((mailbox) => mailbox.id === id) ?? null;
}

export function linesOf({ mailboxes, gateways }: RunnerSettings): readonly LineSettings[] {
  return [...mailboxes, ...gateways];
}

export function lineOf(settings: RunnerSettings, id: string | null): LineSettings | null {
  return mailboxOf(settings, id) ?? settings.gateways.find((each) => each.id === id) ?? null;
}

/** What the step leaves from by itself: the number of the person's rep, or one of nobody's; the channel that the step names. `null`: a rep does it. */
export function gatewayFor(
  { gateways }: RunnerSettings,
  step: Step | null,
  rep: string | null,
): GatewaySettings | null {
  // Most workspaces have none.
  if (gateways.length === 0 || step === null) return null;
  if (step.kind === 'message')
    return gateways.find(({ channel, id }) => channel === 'message' && id === step.action) ?? null;
  if (step.kind !== 'sms') return null;
  const numbers = gateways.filter(({ channel }) => channel === 'sms');
  return (
    numbers.find((each) => each.rep === rep) ?? numbers.find((each) => each.rep === null) ?? null
  );
}

/** Whose the person is in this sequence, away or not. */
export function repIn(
  settings: RunnerSettings,
  { rep }: Pick<Sequence, 'rep'>,
  enrollment: Pick<Enrollment, 'rep' | 'mailbox'>,
  prospect: Pick<Prospect, 'owner'>,
): string | null {
  return enrollment.rep ?? repFor(settings, rep, prospect.owner, enrollment.mailbox);
}

/** Whom it reaches the person at; `null`: they have no address there that works. */
export function addressAt({ id, channel }: GatewaySettings, prospect: Prospect): string | null {
  return channel === 'sms' ? addressOn(prospect, 'phone') : idOn(prospect, id);
}

/** Who gets a task: the person's owner, else the rep of their mailbox, else the only rep; or the sequence's own rep. */
export function repFor(
  settings: RunnerSettings,
  sequenceRep: string,
  owner: string | null,
  mailbox: string | null,
): string | null {
  if (sequenceRep !== 'owner') return sequenceRep;
  if (isRep(settings, owner)) return owner;
  const theirs = mailboxOf(settings, mailbox)?.rep ?? null;
  if (isRep(settings, theirs)) return theirs;
  return settings.reps.length === 1 ? settings.reps[0]!.id : null;
}

function isRep({ reps }: RunnerSettings, id: string | null): boolean {
  return id !== null && reps.some((rep) => rep.id === id);
}
