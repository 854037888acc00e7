/**
 * A loopback proxy in front of a real IMAP server, which understands what the server says: it can cut an answer in the middle of a
 * message, hide messages, lie about what the server can do, stop answering one command, and say goodbye.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { ImapAnswers } from './imap-answers.ts';

export interface ImapProxy {
  readonly port: number;
  /** Each command line that came through, without its tag. */
  readonly commands: string[];
  /** How many connections were opened through it. */
  connectionCount(): number;
  /** How many bytes of messages (literals) the server sent through it. */
  literalBytes(): number;
  /** Ends every open connection. */
  cut(): void;
  /** Every connection says BYE and ends. */
  bye(words: string): void;
  /** Open connections stay open and nothing passes, as after a NAT forgot them. `all`: also those yet to come. */
  silence(which: 'open' | 'all'): void;
  /** A connection on which such a command comes falls silent there, for ever. `null`: none does. */
  stallOn(command: RegExp | null): void;
  /** The server is said to be able to do exactly this. `null`: what it says itself. */
  claim(capabilities: string | null): void;
  /** These messages are in no answer: to SEARCH, or to FETCH, or to both. */
  hide(uids: readonly number[], from?: 'search' | 'fetch' | 'both'): void;
  /** The connection ends in the middle of this message, so often. */
  cutInside(uid: number, times: number): void;
  /** Such a command is refused with these words, and never reaches the server. `null`: none is. */
  refuse(command: RegExp | null, answer?: string): void;
  /** Each piece from the server comes this much later. */
  delay(ms: number): void;
  /** All faults end, for connections yet to come too. */
  heal(): void;
  stop(): Promise<void>;
}

interface Faults {
  silent: boolean;
  stallOn: RegExp | null;
  capabilities: string | null;
  hiddenFromSearch: ReadonlySet<number>;
  hiddenFromFetch: ReadonlySet<number>;
  cutInside: { readonly uid: number; times: number } | null;
  refuse: { readonly command: RegExp; readonly answer: string } | null;
  delayMs: number;
}

const NO_FAULTS: Faults = {
  silent: false,
  stallOn: null,
  capabilities: null,
  hiddenFromSearch: new Set(),
  hiddenFromFetch: new Set(),
  cutInside: null,
  refuse: null,
  delayMs: 0,
};

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
}

export async function startImapProxy(targetPort: number): Promise<ImapProxy> {
  const pairs = new Set<Pair>();
  const commands: string[] = [];
  const faults: Faults = { ...NO_FAULTS };
  let connections = 0;
  let literalBytes = 0;

  const end = (pair: Pair): void => {
    pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  };
  const listener = createServer((client) => {
    connections += 1;
    const server = connect(targetPort, '127.0.0.1');
    const pair = { client, server, silent: faults.silent };
    pairs.add(pair);
    client.on('data', (chunk) => {
      const passing = afterCommands(chunk, pair, faults, commands);
      if (!pair.silent && passing.length > 0) server.write(passing);
    });
    const answers = new ImapAnswers();
    server.on('data', (chunk) => {
      for (const answer of answers.read(chunk)) {
        if (pair.silent) continue;
        literalBytes += answer.literalBytes;
        const { passing, isCut } = afterFaults(answer, faults);
        write(client, passing, faults.delayMs);
        // What was written reaches the client before the end does.
        if (isCut) client.end(() => end(pair));
      }
    });
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => end(pair));
    }
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    commands,
    connectionCount: () => connections,
    literalBytes: () => literalBytes,
    cut: () => pairs.forEach(end),
    bye(words) {
      for (const pair of pairs) pair.client.end(`* BYE ${words}\r\n`, () => end(pair));
    },
    silence(which) {
      faults.silent = which === 'all';
      for (const pair of pairs) pair.silent = true;
    },
    stallOn: (command) => (faults.stallOn = command),
    claim: (capabilities) => (faults.capabilities = capabilities),
    hide(uids, from = 'both') {
      faults.hiddenFromSearch = new Set(from === 'fetch' ? [] : uids);
      faults.hiddenFromFetch = new Set(from === 'search' ? [] : uids);
    },
    cutInside: (uid, times) => (faults.cutInside = { uid, times }),
    refuse: (command, answer = 'NO not now') =>
      (faults.refuse = command === null ? null : { command, answer }),
    delay: (ms) => (faults.delayMs = ms),
    heal: () => void Object.assign(faults, NO_FAULTS),
    async stop() {
      pairs.forEach(end);
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** What of the client's lines goes on to the server. A command and a literal never share a piece here: each is a write of its own. */
function afterCommands(chunk: Buffer, pair: Pair, faults: Faults, commands: string[]): Buffer {
  const passing: string[] = [];
  for (const line of chunk.toString('latin1').split(/(?<=\n)/)) {
    const [, tag = '', command = line.trim()] = /^([A-Z0-9]+) (.+)\r?\n$/.exec(line) ?? [];
    commands.push(command);
    if (faults.stallOn?.test(command) === true) pair.silent = true;
    if (tag !== '' && faults.refuse?.command.test(command) === true)
      pair.client.write(`${tag} ${faults.refuse.answer}\r\n`);
    else passing.push(line);
  }
  return Buffer.from(passing.join(''), 'latin1');
}

function afterFaults(
  answer: { readonly bytes: Buffer; readonly head: string },
  faults: Faults,
): { readonly passing: Buffer; readonly isCut: boolean } {
  const { bytes, head } = answer;
  const fetched = Number(/^\* \d+ FETCH \(.*?\bUID (\d+)/i.exec(head)?.[1] ?? NaN);
  const cut = faults.cutInside;
  if (cut !== null && cut.uid === fetched && cut.times > 0 && /\{\d+\}/.test(head)) {
    cut.times -= 1;
    return { passing: bytes.subarray(0, Math.ceil((head.length + bytes.length) / 2)), isCut: true };
  }
  if (faults.hiddenFromFetch.has(fetched)) return { passing: Buffer.alloc(0), isCut: false };
  if (/^\* SEARCH\b/i.test(head) && faults.hiddenFromSearch.size > 0) {
    const uids = head.trim().split(' ').slice(2).map(Number);
    const shown = uids.filter((uid) => !faults.hiddenFromSearch.has(uid));
    return { passing: Buffer.from(`${['* SEARCH', ...shown].join(' ')}\r\n`), isCut: false };
  }
  if (faults.capabilities === null) return { passing: bytes, isCut: false };
  const lied = head
    .replace(/^\* CAPABILITY .*\r\n$/i, `* CAPABILITY ${faults.capabilities}\r\n`)
    .replace(/\[CAPABILITY [^\]]*\]/i, `[CAPABILITY ${faults.capabilities}]`);
  return { passing: lied === head ? bytes : Buffer.from(lied, 'latin1'), isCut: false };
}

function write(client: Socket, bytes: Buffer, delayMs: number): void {
  if (bytes.length === 0) return;
  if (delayMs === 0) client.write(bytes);
  else setTimeout(() => client.destroyed || client.write(bytes), delayMs);
}
