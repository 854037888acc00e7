/** What does a hold still wait for that a rep can write down about the person? */
import type { Hold } from './enrollment.ts';
import { factsOf } from './facts.ts';
import { addressOn, type Prospect } from './person/prospect.ts';

/** Names of the hold that are of the person: `sender.phone` and `subject` are nothing that a rep fills in. */
export function askedOfPerson({ missing = [] }: Hold): readonly string[] {
  return missing.filter((name) => isAddress(name) || name.startsWith(OF_PERSON));
}

/** Those that are as they were when it was held: absent, or no shorter. Asks the person, not what changed. */
export function stillLacking(hold: Hold, person: Prospect): readonly string[] {
  return askedOfPerson(hold).filter((name) => {
    const value = valueOf(name, person);
    if (hold.cause === 'too_long') return value.length >= (hold.characters ?? 0);
    return value.trim() === '';
  });
}

const OF_PERSON = 'prospect.';

type AddressKind = 'email' | 'phone' | 'linkedin';

function isAddress(name: string): name is AddressKind {
  return name === 'email' || name === 'phone' || name === 'linkedin';
}

/** `''`: there is none. */
function valueOf(name: string, person: Prospect): string {
  if (isAddress(name)) return addressOn(person, name) ?? '';
  const known = factsOf(person, { sender: {}, unsubscribeUrl: null, now: '' })['prospect'] ?? {};
  const [field = ''] = name.slice(OF_PERSON.length).split('.');
  return String(Object.entries(known).find(([key]) => key === field)?.[1] ?? '');
}
