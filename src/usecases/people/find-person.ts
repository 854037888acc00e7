/** Which person does a KEY mean? An id (`p12`), an address, a phone number or a LinkedIn profile. */
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { parseKey } from '../../people/identity/key.ts';
import type { PeopleStore } from '../../ports/people-store.ts';

/** How many people a message about an ambiguous key names. */
const NAMED_MOST = 10;

/**
 * @param country  Alpha-2 of the workspace, for phone numbers without a country code; `null`: they need one.
 * @throws {UserError} `unknown_person`, and `ambiguous_person` with the list where several fit: never the first of them.
 */
export async function findPerson(
  people: Pick<PeopleStore, 'byId' | 'byIdentity' | 'sharingPhone' | 'mergedInto'>,
  key: string,
  country: string | null,
): Promise<Prospect> {
  const meant = parseKey(key, country);
  if (meant === null) {
    throw new UserError(
      'unknown_person',
      `"${key}" is no id, address, phone number or LinkedIn profile`,
      `a key is p12, ada@acme.example, +49301234567 or linkedin.com/in/ada-kern\nlook by name with: touchline find "${key}"`,
    );
  }
  if (meant.kind === 'id') return oneOf(key, [await byId(people, meant.value)]);
  if (meant.kind === 'phone') return oneOf(key, await people.sharingPhone(meant.value));
  return oneOf(key, [await people.byIdentity(meant.kind, meant.value)]);
}

/** Who was merged into somebody is that person. */
async function byId(
  people: Pick<PeopleStore, 'byId' | 'mergedInto'>,
  id: string,
): Promise<Prospect | null> {
  const found = await people.byId(id);
  const into = found === null ? await people.mergedInto(id) : null;
  return into === null ? found : people.byId(into);
}

function oneOf(key: string, found: readonly (Prospect | null)[]): Prospect {
  const people = found.filter((each) => each !== null);
  const [first] = people;
  if (first === undefined) {
    throw new UserError(
      'unknown_person',
      `nobody is known as ${key}`,
      `look for the person with: touchline find "${key}"`,
    );
  }
  if (people.length === 1) return first;
  const named = people.slice(0, NAMED_MOST).map((each) => `  ${nameOf(each)}`);
  const more = people.length - named.length;
  throw new UserError(
    'ambiguous_person',
    [
      `${key} fits ${people.length} people`,
      ...named,
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
    'name the one you mean by id',
  );
}

function nameOf(person: Prospect): string {
  const shown = [person.id, person.name, addressOn(person, 'email'), person.company];
  return shown.filter((each) => each !== null).join('  ');
}
