/** Ada was written to an hour ago and has a second email due three days later; her answers come to a real IMAP server. */
import { ImapFlow } from 'imapflow';
import { expect, onTestFinished } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import { ImapSource, type ImapOptions } from '../../../src/providers/imap/imap-source.ts';
import { ImapSent } from '../../../src/providers/imap/imap-sent.ts';
import type { MessageChannel } from '../../../src/ports/message-channel.ts';
import type { Engine } from '../../../src/runner/engine.ts';
import type { Dovecot, MailAccount } from '../mail/dovecot.ts';
import { email, person, sequence } from './builders.ts';
import { World, type WorldOptions } from './world.ts';

export interface MailScene {
  readonly world: World;
  /** Anna's. */
  readonly account: MailAccount;
  readonly engine: Engine;
  /** As they stand in a header. */
  readonly firstId: string;
  readonly firstTouchlineId: string;
  /** Another source on another account of the server. */
  readonly open: (
    account: MailAccount,
    port?: number,
    options?: Partial<ImapOptions>,
  ) => ImapSource;
}

export interface MailSceneOptions extends Partial<WorldOptions> {
  /** Where Anna's account is read: the server, or a proxy in front of it. */
  readonly port?: number;
  readonly imap?: Partial<ImapOptions>;
  /** What the mail server says that it calls our message. */
  readonly serverMessageId?: string;
}

let accounts = 0;

export async function mailScene(
  dovecot: Dovecot,
  {
    port = dovecot.port,
    imap = {},
    settings = {},
    serverMessageId,
    ...options
  }: MailSceneOptions = {},
): Promise<MailScene> {
  const account = dovecot.account(`rep${(accounts += 1)}`);
  // Nobody ran for days, and that is not what is tested.
  const patient = { maxLatenessMs: 30 * DAY_MS, ...settings };
  const world = new World({ nowMs: Date.now() - HOUR_MS, settings: patient, ...options });
  const open = (of: MailAccount, at = dovecot.port, more: Partial<ImapOptions> = {}) => {
    const source = new ImapSource({ ...loginOf(of, at), ...more });
    onTestFinished(() => source.close());
    return source;
  };
  world.proofs.set('anna', new ImapSent(loginOf(account, dovecot.port)));
  const engine: Engine = {
    ...world.engine(),
    sources: new Map([['anna', open(account, port, imap)]]),
    channels: { of: async () => naming(world.channel, serverMessageId), close: async () => {} },
  };
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro'), email('bump', { wait: '3 days' })]), [ada!]);
  await world.run(engine);
  expect(await world.sent()).toEqual(['e1.intro.1']);
  world.clock.set(Date.now());
  const first = Buffer.from(world.channel.accepted[0]!.bytes).toString();
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(first)![1]!.trim();
  return {
    world,
    account,
    engine,
    firstId: field('message-id'),
    firstTouchlineId: field('x-touchline-id'),
    open,
  };
}

/** The channel, on a server that gives each message this id. */
function naming(channel: MessageChannel, serverMessageId: string | undefined): MessageChannel {
  if (serverMessageId === undefined) return channel;
  return {
    async send(...sent) {
      const outcome = await channel.send(...sent);
      return outcome.kind === 'sent' ? { ...outcome, serverMessageId } : outcome;
    },
    close: () => channel.close(),
  };
}

/** A run now, and one when the second email would be due. */
export async function runOn({ world, engine }: MailScene): Promise<void> {
  await world.run(engine);
  world.clock.set(Date.now() + 4 * DAY_MS);
  await world.run(engine);
}

/** Nothing but the first email left. */
export async function expectStopped({ world }: MailScene): Promise<void> {
  expect(await world.status('e1')).toBe('finished: replied');
  expect(await world.sent()).toEqual(['e1.intro.1']);
  expect(await world.broken()).toEqual([]);
}

/** Header fields, one a line, and what they wrote. */
export function letter(headers: Readonly<Record<string, string>>, text: string): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${fields.join('\r\n')}\r\n\r\n${text}\r\n`;
}

/** As a person's mail program would. */
export async function inAccount(
  account: MailAccount,
  port: number,
  act: (client: ImapFlow) => Promise<unknown>,
): Promise<void> {
  const { auth, ...at } = loginOf(account, port);
  const client = new ImapFlow({
    host: at.host,
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: auth.user, pass: auth.password },
    logger: false,
  });
  await client.connect();
  await act(client);
  await client.logout();
}

function loginOf({ user, password }: MailAccount, port: number) {
  return { host: '127.0.0.1', port, security: 'none', auth: { user, password } } as const;
}
