/** The engine over an open workspace: what decides, and what sends and hears. Loaded only by commands that need it. */
import { resolvePath, type Config, type SecretRef, type Server } from '../../config/config.ts';
import { isLoopback } from '../../core/loopback.ts';
import { UserError } from '../../core/user-error.ts';
import type { Gateway } from '../../ports/gateway.ts';
import type { MessageChannel } from '../../ports/message-channel.ts';
import type { MessageSource } from '../../ports/message-source.ts';
import type { SendProof } from '../../ports/send-proof.ts';
import type { Deciding, Engine } from '../../runner/engine.ts';
import { Preferences } from '../../runner/deciding/preferences.ts';
import { Versions } from '../../runner/versions.ts';
import { Whereabouts } from '../../runner/whereabouts.ts';
import type { Context } from '../command.ts';
import type { ServerLogin } from '../io.ts';
import { gatewaysOf } from './gateways.ts';
import { secretOf } from './secret-of.ts';
import type { Session } from './session.ts';

/** For commands by people: decide and commit for one person, guarded by revision, without the runner's lock. */
export async function decidingIn({ settings, stores }: Session): Promise<Deciding> {
  const { instanceKey } = await stores.runner.identity();
  return {
    settings,
    store: stores.engine,
    state: stores.runner,
    enrollments: stores.enrollments,
    engagement: stores.engagement,
    versions: new Versions(stores.enrollments),
    whereabouts: new Whereabouts(stores, settings.zone),
    preferences: new Preferences(stores, settings.zone),
    instanceKey,
  };
}

/** The whole engine: what `run` needs. `close` lets go of connections and files. */
export async function engineIn(
  context: Context,
  session: Session,
): Promise<{ readonly engine: Engine; readonly close: () => Promise<void> }> {
  const { config, stores, storePath } = session;
  const { storeId } = await stores.runner.identity();
  const journal = await context.adapters.journal(storePath, storeId);
  const channels = new Map<string, Promise<MessageChannel>>();
  const gateways = await gatewaysOf(context, session);
  const sources = new Map([...(await sourcesOf(context, session)), ...partsOf(gateways, 'source')]);
  // A secret that is missing is said before anything is on its way: no touch is left on the wire by it.
  const logins = new Map<string, ServerLogin>();
  for (const [id, { smtp }] of Object.entries(config.mailboxes))
    logins.set(id, await loginOf(context, config, session.dir, smtp));
  const engine: Engine = {
    ...(await decidingIn(session)),
    clock: context.clock,
    inbound: stores.inbound,
    merges: stores.merges,
    people: stores.people,
    history: stores.history,
    proofs: new Map([...(await proofsOf(context, session)), ...partsOf(gateways, 'proof')]),
    journal,
    sources,
    channels: {
      async of(id) {
        const gateway = gateways.get(id);
        if (gateway !== undefined) return gateway.channel;
        const known = channels.get(id);
        if (known !== undefined) return known;
        const opening = openChannel(context, config, logins, id);
        channels.set(id, opening);
        // What could not be opened is asked for again, and is not there to be closed.
        opening.catch(() => channels.delete(id));
        return opening;
      },
      async close() {
        for (const opening of channels.values()) await (await opening).close();
        for (const { channel } of gateways.values()) await channel.close();
      },
    },
    say: (line) => context.talk(line),
  };
  const close = async (): Promise<void> => {
    await engine.channels.close();
    for (const source of sources.values()) await source.close();
    await journal.close();
  };
  return { engine, close };
}

/** Of each gateway that has it. */
function partsOf<Part extends 'source' | 'proof'>(
  gateways: ReadonlyMap<string, Gateway>,
  part: Part,
): readonly (readonly [id: string, has: NonNullable<Gateway[Part]>])[] {
  return [...gateways].flatMap(([id, gateway]) => {
    const has = gateway[part];
    return has === null || has === undefined ? [] : [[id, has] as const];
  });
}

/** The way out of one mailbox, for what is no touch. The caller closes it. */
export async function channelIn(
  context: Context,
  { config, dir }: Pick<Session, 'config' | 'dir'>,
  id: string,
): Promise<MessageChannel> {
  const mailbox = config.mailboxes[id];
  if (mailbox === undefined)
    throw new UserError('unknown_mailbox', `mailbox ${id} is not configured`);
  const login = await loginOf(context, config, dir, mailbox.smtp);
  return context.adapters.smtp(login, mailbox.connections);
}

async function openChannel(
  context: Context,
  config: Config,
  logins: ReadonlyMap<string, ServerLogin>,
  id: string,
): Promise<MessageChannel> {
  const mailbox = config.mailboxes[id];
  const login = logins.get(id);
  if (mailbox === undefined || login === undefined)
    throw new UserError('unknown_mailbox', `mailbox ${id} is not configured`);
  return context.adapters.smtp(login, mailbox.connections);
}

async function sourcesOf(
  context: Context,
  { config, dir }: Session,
): Promise<ReadonlyMap<string, MessageSource>> {
  const sources = new Map<string, MessageSource>();
  for (const [id, mailbox] of Object.entries(config.mailboxes)) {
    const { replies } = mailbox;
    if (replies.kind === 'imap') {
      const login = await loginOf(context, config, dir, replies.server);
      sources.set(id, await context.adapters.imap(login, replies.folders));
    }
    if (replies.kind === 'maildir') {
      const stamp = replies.syncedBy === null ? null : resolvePath(config, replies.syncedBy);
      sources.set(id, await context.adapters.maildir(resolvePath(config, replies.path), stamp));
    }
  }
  return sources;
}

/** A mailbox that is heard by IMAP can be asked what it sent. */
async function proofsOf(
  context: Context,
  { config, dir }: Session,
): Promise<ReadonlyMap<string, SendProof>> {
  const proofs = new Map<string, SendProof>();
  for (const [id, { replies }] of Object.entries(config.mailboxes)) {
    if (replies.kind !== 'imap') continue;
    const login = await loginOf(context, config, dir, replies.server);
    proofs.set(id, await context.adapters.sent(login));
  }
  return proofs;
}

async function loginOf(
  context: Context,
  config: Config,
  dir: string,
  server: Server,
): Promise<ServerLogin> {
  const insecure = server.tls === 'insecure';
  const security = server.hasImplicitTls ? 'tls' : isLoopback(server.host) ? 'none' : 'starttls';
  const password =
    server.password === null ? null : await passwordOf(context, config, dir, server.password);
  return {
    host: server.host,
    port: server.port,
    security,
    insecure,
    auth: server.user === null ? null : { user: server.user, password: password ?? '' },
  };
}

async function passwordOf(
  context: Context,
  config: Config,
  dir: string,
  ref: SecretRef,
): Promise<string> {
  const resolved = await secretOf(context, config, dir, ref);
  if (resolved.ok) return resolved.secret;
  throw new UserError(resolved.code, resolved.message, resolved.hint);
}
