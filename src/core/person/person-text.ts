/** A person as a store writes them down: everything as one text, and beside it what is asked for without the rest. */
import { declaredConsents, type Consent } from './consent.ts';
import type { Prospect } from './prospect.ts';

type Person = Omit<Prospect, 'id' | 'revision'>;

export interface PersonText extends Pick<
  Person,
  'owner' | 'zone' | 'zoneSource' | 'country' | 'accountId'
> {
  readonly profile: string;
  /** What is said of their consent. */
  readonly declared: readonly Consent[];
}

export function personText(person: Person): PersonText {
  const { owner, zone, zoneSource, country, accountId } = person;
  const declared = declaredConsents(person);
  return { profile: JSON.stringify(person), owner, zone, zoneSource, country, accountId, declared };
}

export function personOfText({ profile }: Pick<PersonText, 'profile'>): Person {
  const person: Person = JSON.parse(profile);
  return person;
}
