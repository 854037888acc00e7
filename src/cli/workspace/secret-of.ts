/** The secrets that the workspace's servers want, fetched from where the workspace file says they are. */
import { join } from 'node:path';
import { isTrusted } from '../../config/trust.ts';
import { WORKSPACE_FILE } from '../../config/workspace-name.ts';
import type { Config, SecretRef } from '../../config/config.ts';
import { resolveSecret, type ResolvedSecret } from '../../config/secrets.ts';
import { secretSources } from '../../config/secret-sources.ts';
import type { MailboxSecret } from '../../usecases/workspace/check-health.ts';
import type { Context } from '../command.ts';

export function secretOf(
  { io: { env } }: Context,
  config: Config,
  dir: string,
  ref: SecretRef,
): Promise<ResolvedSecret> {
  return resolveSecret(
    ref,
    secretSources(env, config, () => isTrusted(join(dir, WORKSPACE_FILE), env)),
  );
}

/** Whether each secret of each mailbox can be had, as a run would fetch it; the secrets themselves are let go of. */
export async function mailboxSecrets(
  context: Context,
  config: Config,
  dir: string,
): Promise<readonly MailboxSecret[]> {
  const found: MailboxSecret[] = [];
  for (const [mailbox, { smtp, replies }] of Object.entries(config.mailboxes)) {
    const servers = replies.kind === 'imap' ? [smtp, replies.server] : [smtp];
    for (const { password, host } of servers) {
      if (password === null) continue;
      const resolved = await secretOf(context, config, dir, password);
      found.push({ mailbox, host, problem: resolved.ok ? null : resolved });
    }
  }
  return found;
}
