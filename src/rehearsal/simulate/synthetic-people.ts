/** People who do not exist, spread over the zones of the world: for a simulation before there is a list. */
import type { ProspectDraft } from '../../ports/people-store.ts';

const PLACES = [
  { zone: 'Europe/Berlin', country: 'DE', prefix: '+4930' },
  { zone: 'Europe/Paris', country: 'FR', prefix: '+3317' },
  { zone: 'Europe/London', country: 'GB', prefix: '+4420' },
  { zone: 'America/New_York', country: 'US', prefix: '+1212' },
  { zone: 'America/Chicago', country: 'US', prefix: '+1312' },
  { zone: 'America/Los_Angeles', country: 'US', prefix: '+1415' },
  { zone: 'Asia/Tokyo', country: 'JP', prefix: '+8133' },
  { zone: 'Australia/Sydney', country: 'AU', prefix: '+6128' },
] as const;

/** Each with an address, a phone number and a profile, at a company of their own. */
export function syntheticPeople(count: number): readonly ProspectDraft[] {
  return Array.from({ length: count }, (_, index) => syntheticPerson(index + 1));
}

function syntheticPerson(number: number): ProspectDraft {
  const place = PLACES[number % PLACES.length]!;
  return {
    firstName: 'Person',
    lastName: String(number),
    name: `Person ${number}`,
    title: null,
    company: `Company ${number}`,
    accountId: `company-${number}.example`,
    website: null,
    city: null,
    state: null,
    country: place.country,
    zone: place.zone,
    zoneSource: 'column',
    language: null,
    owner: null,
    source: 'simulation',
    tags: [],
    // How much there is room for is the question, and not whom the law lets go.
    fields: { consent: 'yes' },
    identities: [
      { kind: 'email', value: `person@company-${number}.example`, status: 'good' },
      { kind: 'phone', value: `${place.prefix}${String(number).padStart(7, '0')}`, status: 'good' },
      { kind: 'linkedin', value: `in/person-${number}`, status: 'good' },
    ],
  };
}
