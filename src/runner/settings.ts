/** What the runner must know of the workspace; made by the composition root from the configuration. */
import type { MailboxLimits, TouchLimit } from '../core/budget.ts';
import type { RepDays } from '../policy/cover.ts';

export interface RunnerSettings {
  /** The workspace's zone: the last resort for people without one. */
  readonly zone: string;
  readonly sender: {
    readonly company: string | null;
    readonly postalAddress: string | null;
    /** Base of the unsubscribe links; `null`: people answer instead. */
    readonly unsubscribeUrl: string | null;
  };
  readonly reps: readonly (RepDays & { readonly name: string; readonly email: string | null })[];
  readonly mailboxes: readonly MailboxSettings[];
  readonly personLimits: readonly TouchLimit[];
  /** For all people of one account together. */
  readonly accountLimits: readonly TouchLimit[];
  readonly maxInboxAgeMs: number;
  readonly maxLatenessMs: number;
  /** `null`: an uncertain touch waits for proof or a person. */
  readonly assumeSentAfterMs: number | null;
}

export interface MailboxSettings {
  readonly id: string;
  readonly rep: string | null;
  readonly from: { readonly name: string; readonly address: string };
  readonly limits: MailboxLimits;
  /** Most messages on the wire at once. */
  readonly connections: number;
  /** The source on which answers to this mailbox are heard; `null`: `replies: none`, by the workspace's own choice. */
  readonly source: string | null;
  /** The source can be asked for one person's answer alone. */
  readonly canBeAsked?: boolean;
}

export function mailboxOf(settings: RunnerSettings, id: string | null): MailboxSettings | null {
  return settings.mailboxes.find((mailbox) => mailbox.id === id) ?? null;
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
