/** Mail as it came in, before and after it is understood. Shared by sources (I/O), `inbound/` (rules) and the store. */
export interface RawMessage {
  /** Where in the source: the folder's name and, for IMAP, its UIDVALIDITY: `INBOX;1700000000`. Maildir: `INBOX`, `Junk`. */
  readonly folder: string;
  /** Unique in the folder: the IMAP UID, the Maildir base name. */
  readonly key: string;
  /** IMAP INTERNALDATE, else the clock at reading. Never the Date header, never mtime. */
  readonly receivedAtMs: number;
  /** The message, possibly cut after the part that is needed to understand it. */
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
  /** It lies where the mailbox keeps what it sent: ours, and no answer. Only its header is needed. */
  readonly isSentCopy?: boolean;
}

export const INBOUND_CLASSES = [
  'human_reply',
  'out_of_office',
  'auto_reply',
  'bounce',
  'delay',
  'complaint',
  'opt_out',
  'challenge',
  'meeting',
  'linkedin',
  'unrelated',
] as const;
export type InboundClass = (typeof INBOUND_CLASSES)[number];

export type BounceKind = 'hard' | 'soft' | 'blocked';

/** Whoever has the work of somebody who left, as far as the mail names them: a name, an address or both. */
export interface Successor {
  readonly name: string | null;
  /** Lower case. */
  readonly address: string | null;
}

/** They left the company, or their task, and do not come back to it. */
export interface Departed {
  readonly successor: Successor | null;
}

/** "Farah Aziz <farah@kern.example>", or what there is of it. `null`: nobody is named. */
export function successorText({ successor }: Departed): string | null {
  if (successor === null) return null;
  const { name, address } = successor;
  return name !== null && address !== null ? `${name} <${address}>` : (name ?? address);
}

/** What a message is, with the rules that decided. Unknown means `human_reply`. */
export interface Classification {
  readonly class: InboundClass;
  readonly bounce: BounceKind | null;
  /** Lower case; the recipient that failed, where the report names one. */
  readonly failedAddress: string | null;
  readonly returnAtMs: number | null;
  /** Only of `out_of_office`; nobody returns from it. */
  readonly departed: Departed | null;
  /** One of the 14 intents, or `null`: none, or not a human reply. */
  readonly intent: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** What they wrote: no quotes, no signature. */
  readonly text: string;
  /** `text` with what stands below the quoted letter: what rules and reps read. */
  readonly words: string;
  readonly textWithSignature: string;
  /** The rules that decided, strongest first: `header auto-submitted=auto-replied`. */
  readonly rules: readonly string[];
}
