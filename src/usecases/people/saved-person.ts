/** Saves one person and gives them back as they are stored. */
import { invariant } from '../../core/invariant.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { PeopleStore, PersonChange } from '../../ports/people-store.ts';

export async function savedPerson(
  people: Pick<PeopleStore, 'byId' | 'save'>,
  change: PersonChange,
  nowMs: number,
  list: string | null,
): Promise<Prospect> {
  const [id] = await people.save([change], nowMs, list);
  const saved = id === undefined ? null : await people.byId(id);
  invariant(saved !== null, 'a person who was saved is there');
  return saved;
}
