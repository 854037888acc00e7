/** How a person is called in a sentence. */
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import { cleanLine } from '../output/sanitize.ts';

/** `Ada Kern (Kern GmbH)`; without a name the address, else the id. */
export function personName(prospect: Prospect): string {
  const name = prospect.name ?? addressOn(prospect, 'email') ?? prospect.id;
  return cleanLine(prospect.company === null ? name : `${name} (${prospect.company})`);
}

/** What to type to mean this person. */
export function personKey(prospect: Prospect): string {
  return addressOn(prospect, 'email') ?? prospect.id;
}
