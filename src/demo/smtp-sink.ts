/**
 * A mail server on loopback that accepts everything and delivers nothing. Its ledger is the demo's witness: it knows only what came
 * over the wire.
 *
 * As much of RFC 5321 as a client of ours speaks: EHLO, MAIL, RCPT, DATA with dot-stuffing, RSET, NOOP, QUIT; no TLS, no login.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** One message that was answered with 250. */
export interface LedgerEntry {
  /** The demo's clock at the final dot, epoch ms. */
  readonly atMs: number;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
}

export interface SmtpSink {
  readonly port: number;
  /** In the order of acceptance. */
  readonly ledger: readonly LedgerEntry[];
  close(): Promise<void>;
}

/** A line or a message that is longer is no mail of ours: the connection ends. */
const PENDING_MAX = 1_000_000;

/** Listens on 127.0.0.1, on a port that the system picks. */
export async function startSmtpSink(nowMs: () => number): Promise<SmtpSink> {
  const ledger: LedgerEntry[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away in the middle has not handed anything over.
    socket.on('error', () => socket.destroy());
    serve(socket, (to, message) => ledger.push({ atMs: nowMs(), to, ...headOf(message) }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server.address()),
    ledger,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

type Accept = (to: string, message: string) => void;

/** One connection, one line at a time; a message is in the ledger before its 250 is written. */
function serve(socket: Socket, accept: Accept): void {
  let pending = '';
  let recipient: string | null = null;
  let body: string[] | null = null;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const read = (line: string): void => {
    if (body === null) {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') recipient = addressOf(line);
      if (verb === 'RSET' || verb === 'MAIL') recipient = null;
      if (verb === 'DATA' && recipient !== null) body = [];
      say(answerTo(verb, recipient));
      if (verb === 'QUIT') socket.end();
    } else if (line === '.') {
      accept(recipient ?? '', body.join('\r\n'));
      body = null;
      recipient = null;
      say('250 2.0.0 kept');
    } else {
      body.push(line.startsWith('.') ? line.slice(1) : line);
    }
  };
  say('220 demo ESMTP');
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    const lines = (pending + chunk).split('\r\n');
    pending = lines.pop() ?? '';
    if (pending.length > PENDING_MAX) socket.destroy();
    else lines.forEach(read);
  });
}

function answerTo(verb: string, recipient: string | null): string {
  switch (verb) {
    case 'EHLO':
      return '250-demo\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES';
    case 'HELO':
    case 'MAIL':
    case 'RSET':
    case 'NOOP':
      return '250 2.0.0 ok';
    case 'RCPT':
      return recipient === null ? '501 5.5.4 no address' : '250 2.1.5 ok';
    case 'DATA':
      return recipient === null ? '503 5.5.1 no recipient' : '354 go on';
    case 'QUIT':
      return '221 2.0.0 bye';
    default:
      return '502 5.5.2 not known here';
  }
}

function addressOf(line: string): string | null {
  return /<([^<>\s]+@[^<>\s]+)>/.exec(line)?.[1]?.toLowerCase() ?? null;
}

/** The two fields that answers in the thread need. */
function headOf(message: string): Pick<LedgerEntry, 'subject' | 'messageId'> {
  const end = message.indexOf('\r\n\r\n');
  const head = message.slice(0, end < 0 ? undefined : end).replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string): string =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  return { subject: decodedWords(field('Subject')), messageId: field('Message-ID') };
}

/** RFC 2047: `=?utf-8?Q?Atelier_Bor=C3=A9al?=` and its base64 form; white space between two of them is not part of the text. */
function decodedWords(field: string): string {
  const bytes = field
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, form: string, text: string) =>
      form.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('latin1')
        : text
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (_hex, code: string) =>
              String.fromCharCode(parseInt(code, 16)),
            ),
    );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
