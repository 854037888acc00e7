/** Which channel does somebody name? */
import { UserError } from '../../core/user-error.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

/** @throws {UserError} `unknown_channel` (exit 2). */
export function knownChannel(
  { settings }: { readonly settings: Pick<RunnerSettings, 'gateways'> },
  written: string,
): string {
  const channel = written.toLowerCase();
  const own = settings.gateways.flatMap((each) => (each.channel === 'message' ? [each.id] : []));
  const known = ['email', 'sms', 'call', 'linkedin', ...own];
  if (known.includes(channel)) return channel;
  throw new UserError(
    'unknown_channel',
    `there is no channel "${written}"`,
    `channels are ${known.join(', ')}; leave --channel out to mean every one`,
    2,
  );
}
