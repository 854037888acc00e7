/**
 * An SMTP server that misbehaves on request, with its own ledger of what it received to the dot: the other side of every claim the
 * channel makes.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createSecureContext, TLSSocket } from 'node:tls';

/** What the server is asked when the fault strikes; `body`: the first bytes after 354, `idle`: after the reply to the dot. */
export type Stage =
  | 'connect'
  | 'ehlo'
  | 'starttls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'body'
  | 'dot'
  | 'rset'
  | 'idle';

export interface Fault {
  readonly at: Stage;
  /** Said in place of the proper reply, as it stands: no CRLF is added. `''`: nothing. */
  readonly say?: string;
  /** What follows; `go_on`: the dialogue. */
  readonly next: 'fin' | 'rst' | 'silence' | 'go_on';
  /** `dot` only: the message is thrown away, not entered into the ledger. */
  readonly loses?: boolean;
}

export interface FaultyServerOptions {
  readonly faults?: readonly Fault[];
  /** How many messages are accepted properly before the faults begin; 0 by default. */
  readonly afterMessages?: number;
  /** Offers STARTTLS, or speaks TLS at once. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly implicit?: boolean };
  readonly extensions?: readonly string[];
  readonly auth?: { readonly user: string; readonly password: string };
  /** EHLO is an unknown command. */
  readonly helloOnly?: boolean;
  /** Messages per connection; the next MAIL is answered 421. */
  readonly sessionLimit?: number;
  /** Every reply goes out a byte at a time. */
  readonly dribbles?: boolean;
}

export interface FaultyServer {
  readonly port: number;
  /** Messages received to the dot, without dot-stuffing. */
  readonly ledger: readonly { readonly to: string; readonly body: string }[];
  /** Commands as they came in, over all connections. */
  readonly commands: readonly string[];
  /** Body bytes that reached the server, dot and all. */
  readonly bodyBytes: () => number;
  readonly connections: () => number;
  readonly openConnectionsPeak: () => number;
  /** Resolves once a first byte of a body came in. */
  readonly bodyBegun: () => Promise<void>;
  /** Resolves once a message was received to the dot. */
  readonly received: () => Promise<void>;
  /** Resolves once no connection is open. */
  readonly quiet: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Shared {
  readonly options: FaultyServerOptions;
  readonly ledger: { to: string; body: string }[];
  readonly commands: string[];
  bodyBytes: number;
  readonly onBodyBegun: () => void;
  readonly onReceived: () => void;
}

const PROPER: Readonly<Record<Stage, string>> = {
  connect: '220 faulty.test ESMTP\r\n',
  ehlo: '250 faulty.test\r\n',
  starttls: '220 2.0.0 ready\r\n',
  auth: '235 2.7.0 welcome\r\n',
  mail: '250 2.1.0 sender ok\r\n',
  rcpt: '250 2.1.5 recipient ok\r\n',
  data: '354 go ahead\r\n',
  body: '',
  dot: '250 2.0.0 queued\r\n',
  rset: '250 2.0.0 reset\r\n',
  idle: '',
};

/** Listens on a loopback port picked by the system. */
export async function startFaultyServer(options: FaultyServerOptions = {}): Promise<FaultyServer> {
  let onReceived = (): void => {};
  const received = new Promise<void>((resolve) => (onReceived = resolve));
  let onBodyBegun = (): void => {};
  const bodyBegun = new Promise<void>((resolve) => (onBodyBegun = resolve));
  const shared: Shared = {
    options,
    ledger: [],
    commands: [],
    bodyBytes: 0,
    onBodyBegun,
    onReceived,
  };
  const open = new Set<Socket>();
  let connections = 0;
  let peak = 0;
  let onQuiet: (() => void) | null = null;
  const server = createServer((socket) => {
    connections += 1;
    open.add(socket);
    peak = Math.max(peak, open.size);
    socket.on('close', () => {
      open.delete(socket);
      if (open.size === 0) onQuiet?.();
    });
    new Dialogue(socket, shared).begin();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    ledger: shared.ledger,
    commands: shared.commands,
    bodyBytes: () => shared.bodyBytes,
    connections: () => connections,
    openConnectionsPeak: () => peak,
    bodyBegun: () => bodyBegun,
    received: () => received,
    quiet: () =>
      new Promise((resolve) => {
        onQuiet = resolve;
        if (open.size === 0) resolve();
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

class Dialogue {
  readonly #raw: Socket;
  readonly #shared: Shared;
  #socket: Socket;
  #input = '';
  #body: string | null = null;
  #to = '';
  #messages = 0;
  #said = Promise.resolve();
  /** A fault in mid-body ended the dialogue; the rest of the body is on its way all the same. */
  #isOver = false;

  constructor(socket: Socket, shared: Shared) {
    this.#raw = socket;
    this.#socket = socket;
    this.#shared = shared;
  }

  begin(): void {
    this.#raw.setNoDelay(true);
    // A reset by the other side is its right.
    this.#raw.on('error', () => {});
    if (this.#shared.options.tls?.implicit === true) this.#secure();
    else this.#listen();
    this.#answer('connect');
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      if (this.#body !== null) this.#takeBody(chunk);
      else this.#takeLines(chunk.toString('latin1'));
    });
  }

  #secure(): void {
    const { key, cert } = this.#shared.options.tls!;
    this.#raw.removeAllListeners('data');
    const secureContext = createSecureContext({ key, cert });
    this.#socket = new TLSSocket(this.#raw, { isServer: true, secureContext });
    this.#socket.on('error', () => {});
    this.#listen();
  }

  #takeLines(text: string): void {
    this.#input += text;
    for (let end = this.#input.indexOf('\r\n'); end >= 0; end = this.#input.indexOf('\r\n')) {
      const line = this.#input.slice(0, end);
      this.#input = this.#input.slice(end + 2);
      this.#shared.commands.push(line);
      this.#obey(line);
    }
  }

  #obey(line: string): void {
    const verb = line.split(/[ :]/)[0]!.toUpperCase();
    switch (verb) {
      case 'EHLO':
        if (this.#shared.options.helloOnly === true) {
          this.#say('500 5.5.1 what?\r\n');
          return;
        }
        this.#answer('ehlo', this.#extensions());
        return;
      case 'HELO':
        this.#answer('ehlo');
        return;
      case 'STARTTLS':
        if (this.#shared.options.tls === undefined) return this.#say('502 5.5.1 not offered\r\n');
        if (this.#answer('starttls')) this.#secure();
        return;
      case 'AUTH':
        this.#answer('auth', this.#judgeLogin(line));
        return;
      case 'MAIL':
        if (this.#messages === this.#shared.options.sessionLimit) {
          this.#socket.end('421 4.4.2 enough\r\n');
          return;
        }
        this.#answer('mail');
        return;
      case 'RCPT':
        this.#to = this.#answer('rcpt') ? (/<(.*)>/.exec(line)?.[1] ?? '') : '';
        return;
      case 'DATA':
        // A client that pipelines asks before it knows that nobody is there to get it.
        if (this.#to === '') {
          this.#say('503 5.5.1 no recipient\r\n');
          return;
        }
        if (this.#answer('data')) this.#body = '\r\n';
        return;
      case 'RSET':
        this.#answer('rset');
        return;
      case 'QUIT':
        this.#socket.end('221 2.0.0 bye\r\n');
        return;
      default:
        this.#say('500 5.5.2 what?\r\n');
    }
  }

  #takeBody(chunk: Buffer): void {
    this.#shared.bodyBytes += chunk.length;
    this.#shared.onBodyBegun();
    if (this.#isOver) return;
    if (this.#faultAt('body') !== null) {
      this.#isOver = true;
      this.#answer('body');
      return;
    }
    this.#body += chunk.toString('latin1');
    if (!this.#body!.endsWith('\r\n.\r\n')) return;
    const body = this.#body!.slice(2, -3).replaceAll('\r\n.', '\r\n').replace(/^\./, '');
    this.#body = null;
    this.#messages += 1;
    const fault = this.#faultAt('dot');
    this.#answer('dot');
    if (fault?.loses !== true) this.#shared.ledger.push({ to: this.#to, body });
    this.#shared.onReceived();
    if (fault === null) this.#answer('idle');
  }

  /** Gives the proper reply, or what the fault wants. `true`: the dialogue goes on properly. */
  #answer(stage: Stage, proper = PROPER[stage]): boolean {
    const fault = this.#faultAt(stage);
    if (fault === null) {
      this.#say(proper);
      return true;
    }
    const say = fault.say ?? (fault.next === 'go_on' ? proper : '');
    const finish = (): void => this.#finish(fault.next);
    if (say === '') finish();
    else this.#say(say, finish);
    return fault.next === 'go_on' && /^[23]/.test(say);
  }

  #finish(next: Fault['next']): void {
    switch (next) {
      case 'fin':
        this.#socket.end();
        return;
      case 'rst':
        this.#raw.resetAndDestroy();
        return;
      case 'silence':
      case 'go_on':
    }
  }

  #say(text: string, onWritten: () => void = () => {}): void {
    if (this.#shared.options.dribbles !== true) {
      this.#socket.write(Buffer.from(text, 'latin1'), onWritten);
      return;
    }
    this.#said = this.#said.then(async () => {
      for (const byte of Buffer.from(text, 'latin1')) {
        this.#socket.write(Buffer.of(byte));
        await setImmediate();
      }
      onWritten();
    });
  }

  #faultAt(stage: Stage): Fault | null {
    const { faults = [], afterMessages = 0 } = this.#shared.options;
    if (this.#shared.ledger.length < afterMessages) return null;
    return faults.find((fault) => fault.at === stage) ?? null;
  }

  #extensions(): string {
    const { extensions = [], tls, auth } = this.#shared.options;
    const isSecure = this.#socket !== this.#raw;
    const offered = [
      ...extensions,
      ...(tls !== undefined && !isSecure ? ['STARTTLS'] : []),
      ...(auth === undefined ? [] : ['AUTH PLAIN']),
    ];
    const lines = ['faulty.test', ...offered];
    return lines.map((line, i) => `250${i === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join('');
  }

  #judgeLogin(line: string): string {
    const { user, password } = this.#shared.options.auth ?? { user: '', password: '' };
    const expected = Buffer.from(`\0${user}\0${password}`).toString('base64');
    return line === `AUTH PLAIN ${expected}` ? PROPER.auth : '535 5.7.8 bad credentials\r\n';
  }
}
