/** The workspace as `touchline.yaml` describes it, checked. Holds references to secrets, never secrets. */
import type { OwnDispositions } from '../core/call-outcome.ts';
import { isAbsolute, join } from 'node:path';
import type { Age } from '../core/time/age.ts';
import type { Duration } from '../core/time/duration.ts';
import type { ScoreRules } from '../core/engagement.ts';
import type { EventPaths, JsonPath } from '../core/gateway-event.ts';
import type { ListenAddress } from '../core/listen-address.ts';
import type { SendWindow } from '../core/time/window.ts';

export interface Config {
  /** Absolute: the folder of `touchline.yaml`, which relative paths start from. */
  readonly folder: string;
  readonly workspace: string;
  /** A path as written, or a `postgres://` URL. */
  readonly store: string;
  /** IANA name; for people of whom no zone is known. */
  readonly zone: string;
  readonly sender: Sender;
  readonly reps: Readonly<Record<string, Rep>>;
  readonly mailboxes: Readonly<Record<string, Mailbox>>;
  /** What texts leave from; without one an `sms` step is a task. */
  readonly numbers: Readonly<Record<string, Line>>;
  /** Channels of the workspace's own, for `message` steps: by the name that `via` names. */
  readonly channels: Readonly<Record<string, Line>>;
  /** How calls end in words of the workspace's own: by word, the outcome that each stands for. */
  readonly dispositions: OwnDispositions;
  /** Conditions about people, by name. */
  readonly segments: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** `null`: for ever. */
  readonly retention: { readonly bodies: Age | null; readonly people: Age | null };
  /** Which account each other name stands for. */
  readonly accounts: Readonly<Record<string, string>>;
  /** What engagement is worth. */
  readonly score: ScoreRules;
  readonly compliance: 'off' | 'auto' | 'strict';
  /** `null`: the workspace names none. */
  readonly window: SendWindow | null;
  /** How long a touch stays uncertain before it counts as sent; `null`: until somebody settles it. */
  readonly assumeSentAfter: Duration | null;
  readonly serve: Serve;
}

/** The public listener: `touchline serve`. */
export interface Serve extends ListenAddress {
  /** Where the world reaches it, without a `/` at the end; `null`: nowhere yet. */
  readonly url: string | null;
}

export interface Sender {
  readonly company: string | null;
  readonly postalAddress: string | null;
  /** As written, else that of the public listener. */
  readonly unsubscribeUrl: string | null;
}

export interface Rep {
  readonly name: string;
  readonly emailAddress: string | null;
  /** Local dates as days since 1970-01-01, both ends included. */
  readonly away: readonly (readonly [firstDay: number, lastDay: number])[];
  /** Rep id: who does their tasks on those days; `null`: the tasks wait. */
  readonly cover: string | null;
}

export interface Mailbox {
  /** Rep id; `null`: nobody's. */
  readonly rep: string | null;
  readonly from: { readonly name: string | null; readonly address: string };
  readonly smtp: Server;
  readonly replies: ReplySource;
  readonly capPerDay: number;
  /** The least time between two sends is drawn from here; both 0: none. */
  readonly gap: { readonly minMs: number; readonly maxMs: number };
  /** Sends on the first day, and how many more on each day that had one; `null`: the cap from the start. */
  readonly ramp: { readonly from: number; readonly add: number } | null;
  readonly connections: number;
  /** IANA name; `null`: the workspace's. */
  readonly zone: string | null;
}

/** A number or an account at a gateway. */
export interface Line {
  /** Rep id; `null`: nobody's. */
  readonly rep: string | null;
  /** E.164, or what the gateway calls our account; empty: the gateway asks for none. */
  readonly from: string;
  readonly capPerDay: number;
  readonly gap: Mailbox['gap'];
  readonly connections: number;
  /** IANA name; `null`: the workspace's. */
  readonly zone: string | null;
  readonly gateway: GatewayAccess;
}

/**
 * How a gateway is reached. A text may hold references to secrets, `Bearer ${env:LINE_TOKEN}`, which are put in when the gateway is opened;
 * what is `null` was not written.
 */
export type GatewayAccess =
  | {
      readonly provider: 'twilio';
      readonly apiUrl: string;
      readonly accountSid: string;
      readonly authToken: string;
    }
  | {
      readonly provider: 'telnyx';
      readonly apiUrl: string;
      readonly apiKey: string;
      /** Base64, Ed25519: seals its webhooks. */
      readonly publicKey: string | null;
    }
  | {
      readonly provider: 'vonage';
      readonly apiUrl: string;
      readonly apiKey: string;
      readonly apiSecret: string;
      readonly signatureSecret: string | null;
    }
  | ({ readonly provider: 'http' } & HttpAccess);

export interface HttpAccess {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Liquid over `to`, `from`, `text`, `id`. */
  readonly body: string;
  readonly contentType: string;
  /** Takes our own id: the gateway then sends once, however often it is asked. */
  readonly idempotencyHeader: string | null;
  /** Where its answer names the message. */
  readonly acceptedId: JsonPath | null;
  /** How its webhooks and its list say who wrote; `null`: nothing is heard of it. */
  readonly replies: EventPaths | null;
  readonly seal: {
    /** Lower case. */
    readonly header: string;
    readonly secret: string;
    /** Of the body; `token`: the secret itself. */
    readonly kind: 'hmac-sha256-base64' | 'hmac-sha256-hex' | 'token';
  } | null;
  /** A list of what came in, asked for by GET; `{since}` is an ISO instant. */
  readonly poll: string | null;
  /** Answers 2xx when it has the message and 404 when it has not; `{id}` is our id. */
  readonly lookUp: string | null;
}

export interface Server {
  /** As written. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** smtps and imaps: TLS from the first byte. The others start it off loopback, unless `tls` is insecure. */
  readonly hasImplicitTls: boolean;
  /** `null`: no login. */
  readonly user: string | null;
  readonly password: SecretRef | null;
  readonly tls: 'verified' | 'insecure';
}

/** Where a mailbox's answers are heard. */
export type ReplySource =
  /** `folders`: only these are read; `null`: all that may hold an answer. */
  | { readonly kind: 'imap'; readonly server: Server; readonly folders: readonly string[] | null }
  /** `syncedBy`: a file whose mtime says how fresh the folder is; `null`: it is fresh when read. */
  | { readonly kind: 'maildir'; readonly path: string; readonly syncedBy: string | null }
  /** They arrive in another mailbox, which hears for itself. */
  | { readonly kind: 'mailbox'; readonly mailbox: string }
  | { readonly kind: 'none' };

export type SecretRef =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'cmd'; readonly command: string };

export interface Limits {
  readonly maxTouches: {
    readonly person: readonly TouchLimit[];
    readonly account: readonly TouchLimit[];
    /** Of one person on one channel. */
    readonly channel: Readonly<Partial<Record<AutomaticChannel, readonly TouchLimit[]>>>;
  };
  readonly maxInboxAge: Duration;
  readonly maxLateness: Duration;
}

/** Channels on which something may leave by itself. */
export type AutomaticChannel = 'email' | 'sms' | 'message';

export interface TouchLimit {
  readonly max: number;
  readonly per: Duration;
}

/** A path of the workspace file, made absolute. */
export function resolvePath(config: Pick<Config, 'folder'>, path: string): string {
  return isAbsolute(path) ? path : join(config.folder, path);
}
