/** The gateways of the workspace's numbers and channels, their secrets put in. */
import type { Config, GatewayAccess } from '../../config/config.ts';
import { parseSecretRef } from '../../config/secret-ref.ts';
import { UserError } from '../../core/user-error.ts';
import type { Gateway } from '../../ports/gateway.ts';
import type { Context } from '../command.ts';
import { secretOf } from './secret-of.ts';
import type { Session } from './session.ts';
import { linesIn } from './settings-from.ts';

const REFERENCE = /\$\{(?:env|file|cmd):[^}]+\}/g;

/** By the line's id. Nothing is asked of them before they are used; a secret that is missing is said at once. */
export async function gatewaysOf(
  context: Context,
  { config, dir }: Pick<Session, 'config' | 'dir'>,
): Promise<ReadonlyMap<string, Gateway>> {
  const gateways = new Map<string, Gateway>();
  for (const [id, line] of linesIn(config)) {
    const access = await withSecrets(line.gateway, (text) => filledIn(context, config, dir, text));
    const { url } = config.serve;
    const statusUrl = url === null ? null : `${url}/hooks/${id}`;
    const { from, connections } = line;
    gateways.set(id, await context.adapters.gateway(access, { from, connections, statusUrl }));
  }
  return gateways;
}

type Fill = (text: string) => Promise<string>;

async function withSecrets(access: GatewayAccess, fill: Fill): Promise<GatewayAccess> {
  const maybe = async (text: string | null): Promise<string | null> =>
    text === null ? null : fill(text);
  switch (access.provider) {
    case 'twilio':
      return {
        ...access,
        accountSid: await fill(access.accountSid),
        authToken: await fill(access.authToken),
      };
    case 'telnyx':
      return {
        ...access,
        apiKey: await fill(access.apiKey),
        publicKey: await maybe(access.publicKey),
      };
    case 'vonage':
      return {
        ...access,
        apiKey: await fill(access.apiKey),
        apiSecret: await fill(access.apiSecret),
        signatureSecret: await maybe(access.signatureSecret),
      };
    case 'http': {
      const { seal } = access;
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(access.headers)) headers[name] = await fill(value);
      return {
        ...access,
        headers,
        seal: seal === null ? null : { ...seal, secret: await fill(seal.secret) },
      };
    }
  }
}

async function filledIn(
  context: Context,
  config: Config,
  dir: string,
  text: string,
): Promise<string> {
  let filled = text;
  for (const written of new Set(text.match(REFERENCE))) {
    const ref = parseSecretRef(written);
    if (ref === null)
      throw new UserError('bad_secret', `${written} is no reference to a secret`, null, 3);
    const resolved = await secretOf(context, config, dir, ref);
    if (!resolved.ok) throw new UserError(resolved.code, resolved.message, resolved.hint);
    // Not by `replace` with a text: a secret may hold a `$&`.
    filled = filled.split(written).join(resolved.secret);
  }
  return filled;
}
