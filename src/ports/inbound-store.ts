import type { Classification, RawMessage } from '../core/inbound-message.ts';
import type { PersonEffects } from '../core/person-effects.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { NewSignal } from '../core/signal.ts';
import type { FolderCursor } from './message-source.ts';

/** Mail that was stored and is to be understood. */
export interface StoredInbound {
  readonly id: string;
  readonly source: string;
  readonly receivedAtMs: number;
  readonly bytes: Uint8Array;
  /** It lay where the mailbox keeps what it sent. */
  readonly isSentCopy: boolean;
}

/** Who is known of what a message names. */
export interface KnownFacts {
  readonly touches: readonly {
    readonly id: string;
    readonly touchId: string;
    readonly prospectId: string;
  }[];
  readonly people: readonly { readonly address: string; readonly prospect: Prospect }[];
  /** Whoever answered from this address in the thread of somebody else: at most so many as a rep can look through. */
  readonly threads: readonly { readonly address: string; readonly prospect: Prospect }[];
  readonly accounts: readonly {
    readonly domain: string;
    readonly prospects: readonly Prospect[];
  }[];
}

/** A signal with what it does to the person, appended in one commit. */
export interface Append {
  readonly signal: NewSignal;
  readonly effects: PersonEffects;
}

/** A person answers from there as well. */
export interface LearntAddress {
  readonly prospectId: string;
  /** Normalised. */
  readonly address: string;
}

export interface Understood {
  readonly inboundId: string;
  readonly version: number;
  readonly classification: Classification;
  readonly from: string | null;
  readonly subject: string | null;
  readonly messageId: string | null;
  readonly prospectId: string | null;
  readonly touchId: string | null;
  /** How it was matched, or why not. */
  readonly matchedBy: string;
  /** Not understood: kept where a person can see it. */
  readonly quarantined: string | null;
  readonly appends: readonly Append[];
  /** They answer from this address as well: it is theirs from now on, if it is not already. */
  readonly learnt?: LearntAddress;
  /** A copy of what we sent, and the Message-ID that the server gave it in place of ours: answers refer to it. */
  readonly renamed?: { readonly touchId: string; readonly messageId: string };
}

/** Hearing: raw first, understood later, signals appended once. */
export interface InboundStore {
  cursors(source: string): Promise<readonly FolderCursor[]>;
  unseen(source: string, folder: string, keys: readonly string[]): Promise<readonly string[]>;
  /** Stores raw messages and moves the cursor, if there is one. The same message in two folders is stored once, a copy of what we sent apart. */
  storeRaw(
    source: string,
    messages: readonly RawMessage[],
    identities: readonly string[],
    cursor: FolderCursor | null,
  ): Promise<void>;
  /** Stored and not yet understood, oldest first. */
  toUnderstand(limit: number): Promise<readonly StoredInbound[]>;
  /** Who is known among message ids, our own ids, addresses (LinkedIn profiles among them: `in/ada-kern`) and domains. */
  lookUp(
    ids: readonly string[],
    addresses: readonly string[],
    domains: readonly string[],
  ): Promise<KnownFacts>;
  /** Other names of an account. */
  namesOf(accountId: string): Promise<readonly string[]>;
  /** People whom we touched on LinkedIn and who have this name, by id. @param name  Lower case. */
  namedOnLinkedin(name: string): Promise<readonly string[]>;
  /** Whether this person answered, from this address, what was written to it. @param address  Normalised. */
  hasAnsweredFrom(prospectId: string, address: string): Promise<boolean>;
  /** Whether a gateway has told that it took or delivered this touch, whenever that was. */
  isToldSent(touchId: string, prospectId: string): Promise<boolean>;
  /**
   * Writes what a message means and appends its signals, in one commit. Not those of mail that another mailbox got as well, where it means the
   * same: they were appended then.
   *
   * @throws {UserError} `people_changed`: somebody is gone, or has the address that was learnt (exit 75). Read again, it means what it means now.
   */
  understood(what: Understood): Promise<void>;
  /** Moves a source's freshness: everything that was stored is understood or quarantined. */
  heard(source: string, atMs: number): Promise<void>;
  /** The same for one person, whose answer alone was looked for; nothing where they are gone. */
  heardOf(source: string, prospectId: string, atMs: number): Promise<void>;
  failed(source: string, failure: string): Promise<void>;
}
