/** Lets a person change a text in their own editor. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import type { Io } from '../io.ts';

/**
 * Opens `$VISUAL`, else `$EDITOR`, else `vi`, and waits. The file is the user's alone and is gone afterwards.
 *
 * @throws {UserError} `editor_failed`: nothing was changed.
 */
export function editText(text: string, { env }: Pick<Io, 'env'>): string {
  const editor = env['VISUAL'] ?? env['EDITOR'] ?? 'vi';
  const folder = mkdtempSync(join(tmpdir(), 'touchline-'));
  const file = join(folder, 'draft.txt');
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
    // As git does: the variable may hold options, so a shell reads it.
    const { status, error } = spawnSync(`${editor} "$1"`, ['sh', file], {
      shell: '/bin/sh',
      stdio: 'inherit',
    });
    if (status === 0) return readFileSync(file, 'utf8').trimEnd();
    throw new UserError(
      'editor_failed',
      `the editor "${editor}" ended ${error === undefined ? `with ${status ?? 'a signal'}` : `: ${error.message}`}; nothing was changed`,
      'name another one: EDITOR=nano touchline tasks approve ID --edit',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
