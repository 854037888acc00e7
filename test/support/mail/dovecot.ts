/** A real IMAP server for tests: Debian's Dovecot with a configuration of its own, on a loopback port. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

const DOVECOT_PATH = '/usr/sbin/dovecot';
const START_MS_MAX = 15_000;

export interface MailAccount {
  readonly user: string;
  readonly password: string;
  /** The Maildir behind INBOX. */
  readonly maildirPath: string;
  /**
   * Puts a message into a folder (`INBOX`, `Junk`, `Filtered/Partners`), made when it is not there.
   *
   * @param atMs  Its INTERNALDATE; now when absent.
   */
  deliver(folder: string, rawMessage: string | Uint8Array, atMs?: number): Promise<void>;
  /** Takes every message out of a folder. */
  expungeAll(folder: string): Promise<void>;
  /** Gives the folder a new UIDVALIDITY; its messages stay and get new UIDs. Restarts the server. */
  changeUidvalidity(folder: string): Promise<void>;
}

/** A server, and an account on it. */
export interface Dovecot extends MailAccount {
  readonly port: number;
  /** Implicit TLS; `null` unless asked for. */
  readonly tlsPort: number | null;
  /** PEM of the self-signed certificate; `null` unless asked for. */
  readonly ca: string | null;
  /** Another account, empty: any name will do. */
  account(user: string): MailAccount;
  /** Kills the processes behind the open connections. */
  dropConnections(): Promise<void>;
  /** Stops and starts on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface DovecotOptions {
  /** The whole capability string, for servers that can do less. */
  readonly capability?: string;
  readonly tls?: boolean;
}

/** Says on stderr, once per file, why the tests that need it are skipped. */
export function dovecotAvailable(): boolean {
  const available = existsSync(DOVECOT_PATH);
  if (!available) console.warn(`skipped: no IMAP server at ${DOVECOT_PATH} (dovecot-imapd)`);
  return available;
}

export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const home = await mkdtemp(path.join(tmpdir(), 'touchline-dovecot-'));
  // The login processes of a server that was started by root are others than root.
  await chmod(home, 0o755);
  const owner = mailOwner();
  const mailPath = path.join(home, 'mail');
  await makeDirectory(mailPath, owner);
  const port = await freePort();
  const tlsPort = options.tls === true ? await freePort() : null;
  if (tlsPort !== null) makeCertificate(home);
  await writeFile(
    path.join(home, 'dovecot.conf'),
    configuration({ home, port, tlsPort, capability: options.capability ?? null, owner }),
  );

  let server = await launch(home, port);
  const restart = async (meanwhile: () => Promise<void>) => {
    await stopServer(server);
    await meanwhile();
    server = await launch(home, port);
  };
  const account = (user: string) => mailAccount(path.join(mailPath, user), user, owner, restart);
  return {
    ...account('anna'),
    port,
    tlsPort,
    ca: tlsPort === null ? null : await readFile(path.join(home, 'cert.pem'), 'utf8'),
    account,
    async dropConnections() {
      for (const pid of await childPids(server.pid!, /^imap/)) kill(pid);
    },
    restart: () => restart(async () => {}),
    async stop() {
      await stopServer(server);
      await rm(home, { recursive: true, force: true });
    },
  };
}

function mailAccount(
  maildirPath: string,
  user: string,
  owner: Owner,
  restart: (meanwhile: () => Promise<void>) => Promise<void>,
): MailAccount {
  const made = new Set<string>();
  let delivered = 0;
  const folderPath = (folder: string) =>
    folder === 'INBOX' ? maildirPath : path.join(maildirPath, `.${folder.replaceAll('/', '.')}`);
  const makeMaildir = async (directory: string) => {
    if (made.has(directory)) return;
    for (const part of ['.', 'new', 'cur', 'tmp'])
      await makeDirectory(path.join(directory, part), owner);
    made.add(directory);
  };
  return {
    user,
    password: 'secret',
    maildirPath,
    async deliver(folder, rawMessage, atMs) {
      await makeMaildir(maildirPath);
      await makeMaildir(folderPath(folder));
      delivered += 1;
      const name = `${1_700_000_000 + delivered}.M${delivered}P${process.pid}.test`;
      const temporary = path.join(folderPath(folder), 'tmp', name);
      await writeFile(temporary, rawMessage);
      await giveTo(temporary, owner);
      if (atMs !== undefined) await utimes(temporary, atMs / 1_000, atMs / 1_000);
      await rename(temporary, path.join(folderPath(folder), 'new', name));
    },
    async expungeAll(folder) {
      for (const part of ['new', 'cur']) {
        const directory = path.join(folderPath(folder), part);
        for (const name of await readdir(directory)) await rm(path.join(directory, name));
      }
    },
    changeUidvalidity: (folder) =>
      restart(async () => {
        for (const name of await readdir(folderPath(folder))) {
          if (name === 'dovecot-uidlist' || name.startsWith('dovecot.index'))
            await rm(path.join(folderPath(folder), name));
        }
      }),
  };
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  readonly group: string;
}

/** Whose mail it is. Dovecot never serves root's, so a server started by root serves nobody's. */
function mailOwner(): Owner {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { uid, gid, name: username, group: id('-gn') };
  const name = 'nobody';
  return { uid: Number(id('-u', name)), gid: Number(id('-g', name)), name, group: id('-gn', name) };
}

function id(...args: string[]): string {
  return execFileSync('id', args, { encoding: 'utf8' }).trim();
}

async function makeDirectory(directory: string, owner: Owner): Promise<void> {
  await mkdir(directory, { recursive: true });
  await giveTo(directory, owner);
}

async function giveTo(target: string, owner: Owner): Promise<void> {
  if (owner.uid !== process.getuid?.()) await chown(target, owner.uid, owner.gid);
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function makeCertificate(home: string): void {
  const subject = [
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1',
  ];
  const files = ['-keyout', path.join(home, 'key.pem'), '-out', path.join(home, 'cert.pem')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...key, ...files, ...subject], { stdio: 'ignore' });
}

function configuration(server: {
  home: string;
  port: number;
  tlsPort: number | null;
  capability: string | null;
  owner: Owner;
}): string {
  const { home, port, tlsPort, owner } = server;
  const privileged = process.getuid?.() === 0;
  return `
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/dovecot.log
protocols = imap
listen = 127.0.0.1
disable_plaintext_auth = no
auth_mechanisms = plain
auth_failure_delay = 0
${privileged ? '' : `default_internal_user = ${owner.name}\ndefault_internal_group = ${owner.group}\ndefault_login_user = ${owner.name}`}
mail_uid = ${owner.uid}
mail_gid = ${owner.gid}
first_valid_uid = 1
first_valid_gid = 0
mail_home = ${home}/mail/%n
mail_location = maildir:~/
mail_max_userip_connections = 100
maildir_stat_dirs = yes
# Folders are made beside the server: its own list would know of them a second later.
mailbox_list_index = no
ssl = ${tlsPort === null ? 'no' : 'yes'}
${tlsPort === null ? '' : `ssl_cert = <${home}/cert.pem\nssl_key = <${home}/key.pem`}
${server.capability === null ? '' : `imap_capability = ${server.capability}`}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${home}/mail/%n
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Junk {
    special_use = \\Junk
    auto = create
  }
  mailbox Gesendet {
    special_use = \\Sent
    auto = create
  }
}
${services(port, tlsPort)}`;
}

function services(port: number, tlsPort: number | null): string {
  // An unprivileged server can't change its root.
  const chroot = process.getuid?.() === 0 ? '' : 'chroot =';
  return `
service imap-login {
  ${chroot}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort ?? 0}
    ssl = yes
  }
}
# No penalty for failed logins: it makes the next ones wait.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
  ${chroot}
}
service stats {
  ${chroot}
}
`;
}

async function launch(home: string, port: number): Promise<ChildProcess> {
  const conf = path.join(home, 'dovecot.conf');
  const server = spawn(DOVECOT_PATH, ['-F', '-c', conf], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  server.stderr?.on('data', (chunk) => (complaints += String(chunk)));
  const startedAt = performance.now();
  while (!(await greets(port))) {
    if (server.exitCode !== null || performance.now() - startedAt > START_MS_MAX) {
      server.kill('SIGKILL');
      const log = await readFile(path.join(home, 'dovecot.log'), 'utf8').catch(() => '');
      throw new Error(`Dovecot did not start on port ${port}: ${complaints}${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return server;
}

async function greets(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    const [chunk] = await once(socket, 'data', { signal: AbortSignal.timeout(2_000) });
    return String(chunk).startsWith('* OK');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** At once: a SIGTERM takes Dovecot a second, and what is on its disk survives a crash. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const children = await childPids(server.pid!, /./);
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
  for (const pid of children) kill(pid);
}

/** The children of a process whose name matches. */
async function childPids(parentPid: number, name: RegExp): Promise<number[]> {
  const pids: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const match = /^\d+ \((.*)\) \S (\d+) /.exec(stat);
    if (match !== null && name.test(match[1]!) && Number(match[2]) === parentPid)
      pids.push(Number(entry));
  }
  return pids;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
