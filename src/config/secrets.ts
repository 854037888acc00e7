/** A secret, fetched at the moment it is needed from where the workspace file says it is. */
import { formatSecretRef } from './secret-ref.ts';
import type { SecretRef } from './config.ts';

export const SECRET_CODES = [
  'secret_command_failed',
  'secret_empty',
  'secret_env_missing',
  'secret_file_missing',
  'secret_file_too_open',
  'secret_not_trusted',
] as const;
export type SecretCode = (typeof SECRET_CODES)[number];

/** The world outside, as far as secrets are kept there. */
export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Paths are handed over resolved. `null`: there is no such file. Symbolic links are followed. */
  readonly stat: (
    path: string,
  ) => Promise<{ readonly mode: number; readonly isFile: boolean } | null>;
  readonly readFile: (path: string) => Promise<string>;
  /** Runs in a shell, in the workspace's folder; what it writes to stdout is the secret. */
  readonly runCommand: (
    command: string,
  ) => Promise<{ readonly exitCode: number; readonly stdout: string }>;
  /** Does a person stand behind the workspace file as it is now? */
  readonly isTrusted: () => Promise<boolean>;
  readonly resolvePath: (path: string) => string;
}

export type ResolvedSecret =
  | { readonly ok: true; readonly secret: string }
  | {
      readonly ok: false;
      readonly code: SecretCode;
      readonly message: string;
      readonly hint: string | null;
    };

/** Without the line break that editors and commands end with. Messages never hold the secret, nor what a command printed. */
export async function resolveSecret(
  ref: SecretRef,
  sources: SecretSources,
): Promise<ResolvedSecret> {
  switch (ref.kind) {
    case 'env':
      return fromEnvironment(ref, sources);
    case 'file':
      return fromFile(ref, sources);
    case 'cmd':
      return fromCommand(ref, sources);
  }
}

function fromEnvironment(
  ref: SecretRef & { readonly kind: 'env' },
  { env }: SecretSources,
): ResolvedSecret {
  const value = env[ref.name];
  if (value === undefined) {
    const message = `the environment variable ${ref.name} is not set`;
    return failed(
      'secret_env_missing',
      message,
      `set it before the command: ${ref.name}=... touchline run`,
    );
  }
  return found(value, ref);
}

/** Whoever else may read the file may send as this mailbox, so group and others get nothing. */
async function fromFile(
  ref: SecretRef & { readonly kind: 'file' },
  sources: SecretSources,
): Promise<ResolvedSecret> {
  const path = sources.resolvePath(ref.path);
  const stat = await sources.stat(path);
  if (stat === null || !stat.isFile) {
    return failed(
      'secret_file_missing',
      `there is no file ${path}`,
      'paths start from the workspace file',
    );
  }
  if ((stat.mode & OTHERS) !== 0) {
    const mode = (stat.mode & 0o777).toString(8).padStart(4, '0');
    const message = `${path} has mode ${mode}, so others on this machine may read the secret`;
    return failed('secret_file_too_open', message, `chmod 600 ${path}`);
  }
  return found(await sources.readFile(path), ref);
}

const OTHERS = 0o077;

async function fromCommand(
  ref: SecretRef & { readonly kind: 'cmd' },
  sources: SecretSources,
): Promise<ResolvedSecret> {
  if (!(await sources.isTrusted())) {
    const message = `the workspace wants to run a command for a secret: ${ref.command}`;
    return failed(
      'secret_not_trusted',
      message,
      'read touchline.yaml, then allow it with: touchline trust',
    );
  }
  const { exitCode, stdout } = await sources.runCommand(ref.command);
  if (exitCode !== 0) {
    const message = `the command for a secret ended with code ${exitCode}: ${ref.command}`;
    return failed('secret_command_failed', message, 'run it by hand to see why');
  }
  return found(stdout, ref);
}

function found(text: string, ref: SecretRef): ResolvedSecret {
  const secret = text.replace(/\r?\n$/, '');
  if (secret !== '') return { ok: true, secret };
  return failed('secret_empty', `the secret ${formatSecretRef(ref)} is empty`, null);
}

function failed(code: SecretCode, message: string, hint: string | null): ResolvedSecret {
  return { ok: false, code, message, hint };
}
