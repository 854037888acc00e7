/** Was a message filed as sent? Asked rarely, so each question has a connection of its own. */
import type { ImapFlow } from 'imapflow';

import type { SendProof, SoughtMessage } from '../../ports/send-proof.ts';
import {
  addressOf,
  asking,
  connect,
  newConnection,
  ServerRefusal,
  type ImapAccount,
} from './connection.ts';
import { sentFolders } from './folders.ts';
import { isNotForUs } from './read-folder.ts';
import { search } from './search.ts';

const LIMITS = { connectMs: 30_000, idleMs: 60_000 } as const;

export class ImapSent implements SendProof {
  readonly #account: ImapAccount;

  constructor(account: ImapAccount) {
    this.#account = account;
  }

  async wasSent({ messageId, touchlineId }: SoughtMessage): Promise<boolean> {
    const client = newConnection(this.#account, LIMITS);
    const address = addressOf(this.#account);
    try {
      await connect(address, client);
      const paths = sentFolders(await asking(address, client.list()));
      return await inAny(paths, (path) => holds(client, address, path, messageId, touchlineId));
    } finally {
      client.close();
    }
  }
}

/** @throws  `ServerRefusal` when it is in none that can be opened, and one of ours can't. */
async function inAny(
  paths: readonly string[],
  holdsIt: (path: string) => Promise<boolean>,
): Promise<boolean> {
  const refusals: ServerRefusal[] = [];
  for (const path of paths) {
    try {
      if (await holdsIt(path)) return true;
    } catch (error) {
      if (!(error instanceof ServerRefusal)) throw error;
      if (!isNotForUs(path, error)) refusals.push(error);
    }
  }
  const [refusal] = refusals;
  if (refusal !== undefined) throw refusal;
  return false;
}

async function holds(
  client: ImapFlow,
  address: string,
  path: string,
  messageId: string,
  touchlineId: string,
): Promise<boolean> {
  const where = `${address} folder "${path}"`;
  await asking(where, client.mailboxOpen(path, { readOnly: true }));
  const byId = await search(where, client, { header: { 'message-id': messageId } });
  if (byId.length > 0) return true;
  return (await search(where, client, { header: { 'x-touchline-id': touchlineId } })).length > 0;
}
