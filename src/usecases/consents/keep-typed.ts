/** A rep types into a field that somebody said no: it binds whatever compliance says, and no later list may write over it. */
import { declaredConsents, isAboutConsent, optOutsOf } from '../../core/person/consent.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Stores } from '../../ports/stores.ts';

/** @param given  Names of the fields that were typed. */
export async function keepTyped(
  { consents }: Pick<Stores, 'consents'>,
  person: Prospect,
  given: readonly string[],
  nowMs: number,
): Promise<void> {
  const optOuts = optOutsOf(person.fields);
  const isSaid = (field: string): boolean =>
    isAboutConsent(field) || optOuts.some((each) => each.field === field);
  if (!given.some(isSaid)) return;
  const said = declaredConsents(person)
    .filter(({ kind }) => kind === 'withdrawn')
    .map((each) => ({ ...each, prospectId: person.id, atMs: each.atMs ?? nowMs }));
  if (said.length > 0) await consents.addConsents(said, nowMs);
}
