/** Where a person's own files are, outside of any workspace (XDG Base Directory Specification). */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `$XDG_CONFIG_HOME/touchline`, else `~/.config/touchline`. */
export function configFolder(env: Environment): string {
  return join(baseFolder(env, 'XDG_CONFIG_HOME', '.config'), 'touchline');
}

/** `$XDG_CACHE_HOME/touchline`, else `~/.cache/touchline`. */
export function cacheFolder(env: Environment): string {
  return join(baseFolder(env, 'XDG_CACHE_HOME', '.cache'), 'touchline');
}

/** The specification says that a relative path counts as none. */
function baseFolder(env: Environment, variable: string, fallback: string): string {
  const named = env[variable];
  if (named !== undefined && isAbsolute(named)) return named;
  return join(env['HOME'] ?? homedir(), fallback);
}
