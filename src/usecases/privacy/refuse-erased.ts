/** Who was erased is not written down again. */
import type { Linkable } from '../../core/person/link-key.ts';
import { UserError } from '../../core/user-error.ts';
import type { PrivacyStore } from '../../ports/privacy-store.ts';

/** @throws {UserError} `erased` (exit 1), and what `assertKey` throws. */
export async function refuseErased(
  privacy: Pick<PrivacyStore, 'erased'>,
  person: Linkable,
): Promise<void> {
  const [erased] = await privacy.erased([person]);
  if (erased === undefined || erased === null) return;
  throw new UserError(
    'erased',
    `this person was erased on ${new Date(erased.atMs).toISOString().slice(0, 10)} (${erased.reason}), and is never contacted again`,
    'only when they ask to hear from you again: touchline suppress remove ADDRESS --force',
  );
}
