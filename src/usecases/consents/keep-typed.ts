/** A rep types into a field that somebody said no: it binds whatever compliance says, and no later list may write over it. */
import { CONSENT_FIELDS, declaredConsent } from '../../core/person/consent.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Stores } from '../../ports/stores.ts';

/** @param given  Names of the fields that were typed. */
export async function keepTyped(
  { consents }: Pick<Stores, 'consents'>,
  person: Prospect,
  given: readonly string[],
  nowMs: number,
): Promise<void> {
  if (!given.some((field) => CONSENT_FIELDS.includes(field))) return;
  const declared = declaredConsent(person);
  if (declared?.kind !== 'withdrawn') return;
  const said = { ...declared, prospectId: person.id, atMs: declared.atMs ?? nowMs };
  await consents.addConsents([said], nowMs);
}
