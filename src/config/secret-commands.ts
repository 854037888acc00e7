/** Which commands would this workspace run for its secrets? */
import type { Config, SecretRef } from './config.ts';

/** Each once, in the order of the file's sections. */
export function secretCommands(config: Config): readonly string[] {
  const refs = Object.values(config.mailboxes).flatMap(({ smtp, replies }) => [
    smtp.password,
    replies.kind === 'imap' ? replies.server.password : null,
  ]);
  const written = [...commandsIn(config.numbers), ...commandsIn(config.channels)];
  return [...new Set([...refs.flatMap(commandOf), ...written])];
}

function commandOf(ref: SecretRef | null): readonly string[] {
  return ref?.kind === 'cmd' ? [ref.command] : [];
}

/** In the texts of what is kept as written. */
function commandsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [...value.matchAll(/\$\{cmd:([^}]+)\}/g)].map((match) => match[1]!.trim());
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(commandsIn);
}
