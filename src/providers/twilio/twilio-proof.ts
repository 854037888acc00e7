/** Was a text accepted? By recipient, words and time: Twilio keeps nothing of ours beside them. */
import { HOUR_MS, MINUTE_MS } from '../../core/time/duration.ts';
import { textAt } from '../../core/json-path.ts';
import type { SendProof, SoughtMessage } from '../../ports/send-proof.ts';
import { LOOK_UP_MS, type GatewayClient } from '../gateway/gateway-client.ts';
import { isSameText, textOf } from '../gateway/gateway-text.ts';
import { listUrl, twilioPages } from './twilio-lists.ts';

/** How far their clock may be behind ours, and how late they may take a request that was begun. */
const EARLY_MS = 10 * MINUTE_MS;
const LATE_MS = HOUR_MS;
const TRIAL = /^Sent from your Twilio trial account - /;

export class TwilioProof implements SendProof {
  readonly #client: GatewayClient;
  readonly #account: URL;
  readonly #from: string;

  constructor(client: GatewayClient, account: URL, from: string) {
    this.#client = client;
    this.#account = account;
    this.#from = from;
  }

  async wasSent({ to, atMs, bytes }: SoughtMessage): Promise<boolean> {
    const filter = { To: to, From: this.#from };
    const first = listUrl(this.#account, 'Messages', filter, atMs - EARLY_MS);
    const text = textOf(bytes);
    const signal = AbortSignal.timeout(LOOK_UP_MS);
    for await (const entries of twilioPages(this.#client, first, 'Messages', signal))
      if (entries.some((entry) => isIt(entry, to, text, atMs))) return true;
    return false;
  }
}

function isIt(entry: unknown, to: string, text: string, atMs: number): boolean {
  const takenAtMs = Date.parse(textAt(entry, 'date_created') ?? '');
  const body = (textAt(entry, 'body') ?? '').replace(TRIAL, '');
  return (
    textAt(entry, 'to') === to &&
    takenAtMs >= atMs - EARLY_MS &&
    takenAtMs <= atMs + LATE_MS &&
    isSameText(body, text)
  );
}
