/** How a secret is written: a reference to where it is, never itself. */
import { parsed, type Shape } from '../definition/reading/shape.ts';
import type { SecretRef } from './config.ts';

const EXPECTED = 'a reference: "${env:NAME}", "${file:PATH}" or "${cmd:COMMAND}"';

/** A literal secret is an error, and is not repeated in its message. */
export const secretRef: Shape<SecretRef> = withoutValue(
  parsed(
    EXPECTED,
    { pattern: '^\\s*\\$\\{(env|file|cmd):[^\\r\\n]+\\}\\s*$', examples: ['${env:ANNA_PASSWORD}'] },
    (written) => {
      const value = parseSecretRef(written);
      if (value !== null) return { value };
      if (written.startsWith('${')) {
        return { code: 'bad_secret', message: `can't be read, expected ${EXPECTED}` };
      }
      return {
        code: 'literal_secret',
        message: 'is a literal secret; this file holds references only',
        hint: 'put it into the environment and write "${env:NAME}"',
      };
    },
  ),
);

/** The reference a text is, as a whole; `null` when it is anything else. */
export function parseSecretRef(text: string): SecretRef | null {
  const match = /^\$\{(env|file|cmd):([^\r\n]+)\}$/.exec(text.trim());
  if (match === null) return null;
  const target = match[2]!.trim();
  if (target === '') return null;
  if (match[1] === 'file') return { kind: 'file', path: target };
  if (match[1] === 'cmd') return { kind: 'cmd', command: target };
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(target) ? { kind: 'env', name: target } : null;
}

/** As the file writes it: `${env:NAME}`. */
export function formatSecretRef(ref: SecretRef): string {
  switch (ref.kind) {
    case 'env':
      return `\${env:${ref.name}}`;
    case 'file':
      return `\${file:${ref.path}}`;
    case 'cmd':
      return `\${cmd:${ref.command}}`;
  }
}

/** A password of digits is a number to YAML; the message about the type would show it. */
function withoutValue(shape: Shape<SecretRef>): Shape<SecretRef> {
  return {
    ...shape,
    read: (value, path, report) =>
      shape.read(
        typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
        path,
        report,
      ),
  };
}
