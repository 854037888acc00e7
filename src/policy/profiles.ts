/**
 * What does the law of the person's country ask before something leaves? Data, and where it comes from. Engineering input, not legal advice:
 * docs/compliance.md names what is simplified.
 */
import type { ConsentBasis, LawRule } from '../core/person/consent.ts';
import { DAY_MS } from '../core/time/duration.ts';
import { addressOn, type Prospect } from '../core/person/prospect.ts';
import { countryOfNumber } from './country-of-number.ts';

export type Medium = 'email' | 'sms' | 'call';

export interface Ask {
  readonly rule: LawRule;
  /** Any of these will do. */
  readonly bases: readonly ConsentBasis[];
  /** The law, in words. */
  readonly law: string;
}

export interface FooterLaw {
  readonly needs: readonly ('company' | 'postal_address')[];
  readonly law: string;
  /** It has to be read there in this language, whatever the person's is; `null`: in theirs. */
  readonly language: 'ja' | null;
}

export interface Profile {
  readonly id: 'us' | 'eu' | 'uk' | 'ca' | 'jp';
  /** Absent: nothing is asked before. */
  readonly asks: Readonly<Partial<Record<Medium, Ask>>>;
  /** Who asked, or does business with us, may be written to for so long, ms. */
  readonly lasts: Readonly<Partial<Record<ConsentBasis, number>>>;
  /** A register of numbers must be no older, ms; `null`: there is none. */
  readonly callListAgeMs: number | null;
  /** What must stand under every email, and who says so; `null`: nothing more than the way out. */
  readonly footer: FooterLaw | null;
  /** The first text says how to stop. */
  readonly textsSayStop: boolean;
  /** The first email says where the address is from. */
  readonly saysSource: boolean;
}

/** They said yes, or are customers, to whom ePrivacy Article 13(2) lets us write about the same. */
const CUSTOMERS: readonly ConsentBasis[] = ['consent', 'contract', 'trade'];

interface OptIn {
  readonly law: string;
  readonly bases: readonly ConsentBasis[];
}

/** Where email to a company needs consent as email to a consumer does. Elsewhere in Europe a legitimate interest is enough (Article 13(5) ePrivacy). */
const OPT_IN: Readonly<Record<string, OptIn>> = {
  AT: { law: 'TKG 2021 s. 174', bases: CUSTOMERS },
  CH: { law: 'UWG Art. 3(1)(o)', bases: CUSTOMERS },
  DE: { law: 'UWG s. 7', bases: CUSTOMERS },
  DK: { law: 'Markedsføringsloven s. 10', bases: CUSTOMERS },
  ES: { law: 'LSSI Art. 21', bases: CUSTOMERS },
  IT: { law: 'Codice privacy Art. 130', bases: CUSTOMERS },
  NO: { law: 'Markedsføringsloven s. 15', bases: CUSTOMERS },
  // The Polish act knows no exception for customers.
  PL: { law: 'Prawo komunikacji elektronicznej Art. 398', bases: ['consent'] },
};

/** Where email to a company waits for a ground on record, most people first. */
export const EMAIL_CONSENT_COUNTRIES: readonly string[] = [
  'DE',
  'JP',
  'CA',
  ...Object.keys(OPT_IN).filter((country) => country !== 'DE'),
];

/** The European Union, the EEA, and Switzerland, whose rules are alike. */
const EUROPE: ReadonlySet<string> = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
    ' ',
  ),
);

const US: Profile = {
  id: 'us',
  asks: {
    sms: {
      rule: 'us_sms_consent',
      bases: ['consent'],
      law: 'TCPA, 47 CFR 64.1200: a marketing text needs prior written consent',
    },
  },
  lasts: {},
  callListAgeMs: 31 * DAY_MS,
  footer: { needs: ['postal_address'], law: 'CAN-SPAM, 16 CFR 316', language: null },
  textsSayStop: true,
  saysSource: false,
};

/** Express consent, or one that the act implies: business in two years, an inquiry in six months, an address that was published or handed over. */
const CASL: readonly ConsentBasis[] = [
  'consent',
  'contract',
  'trade',
  'inquiry',
  'business_card',
  'published',
];
const CA: Profile = {
  id: 'ca',
  asks: {
    email: { rule: 'ca_email_consent', bases: CASL, law: 'CASL s. 6 and 10' },
    sms: { rule: 'ca_sms_consent', bases: CASL, law: 'CASL s. 6 and 10' },
  },
  lasts: { contract: 730 * DAY_MS, trade: 730 * DAY_MS, inquiry: 181 * DAY_MS },
  callListAgeMs: 31 * DAY_MS,
  footer: { needs: ['company', 'postal_address'], law: 'CASL s. 6(2)', language: null },
  textsSayStop: true,
  saysSource: false,
};

const JAPANESE: readonly ConsentBasis[] = [
  'consent',
  'business_card',
  'contract',
  'trade',
  'published',
];
const JP: Profile = {
  id: 'jp',
  asks: {
    email: { rule: 'jp_email_consent', bases: JAPANESE, law: '特定電子メール法 Art. 3' },
    sms: { rule: 'jp_sms_consent', bases: JAPANESE, law: '特定電子メール法 Art. 3' },
  },
  lasts: {},
  callListAgeMs: null,
  footer: { needs: ['company', 'postal_address'], law: '特定電子メール法 Art. 4', language: 'ja' },
  textsSayStop: true,
  saysSource: false,
};

/** Companies may be written to; who trades alone, or writes from a private address, is asked first. */
const UK: Profile = {
  id: 'uk',
  asks: {},
  lasts: {},
  // TPS and CTPS: PECR reg. 21 gives 28 days.
  callListAgeMs: 28 * DAY_MS,
  footer: null,
  textsSayStop: true,
  saysSource: true,
};
const UK_INDIVIDUAL: Ask = {
  rule: 'uk_individual_consent',
  bases: CUSTOMERS,
  law: 'PECR reg. 22: who is no company is asked first',
};
const UK_OF_INDIVIDUALS: Profile = { ...UK, asks: { email: UK_INDIVIDUAL, sms: UK_INDIVIDUAL } };

const EU: Profile = {
  id: 'eu',
  asks: {},
  lasts: {},
  callListAgeMs: null,
  footer: null,
  textsSayStop: true,
  saysSource: true,
};
const OPT_IN_PROFILES: ReadonlyMap<string, Profile> = new Map(
  Object.entries(OPT_IN).map(([country, { law, bases }]) => [
    country,
    {
      ...EU,
      asks: {
        email: { rule: 'eu_email_consent', bases, law },
        sms: { rule: 'eu_sms_consent', bases, law },
      },
    },
  ]),
);

/** For people of whom no profile is known: all that any of them asks. */
export const STRICTEST: Omit<Profile, 'id'> = {
  asks: {
    email: { rule: 'unknown_country', bases: ['consent'], law: 'the strictest of all profiles' },
    sms: { rule: 'unknown_country', bases: ['consent'], law: 'the strictest of all profiles' },
    call: { rule: 'unknown_country', bases: ['consent'], law: 'the strictest of all profiles' },
  },
  lasts: CA.lasts,
  callListAgeMs: null,
  footer: {
    needs: ['company', 'postal_address'],
    law: 'the strictest of all profiles',
    language: null,
  },
  textsSayStop: true,
  saysSource: true,
};

export interface Resident {
  /** Alpha-2; `null`: unknown. */
  readonly country: string | null;
  /** No company: a sole trader, a private address. */
  readonly isIndividual: boolean;
}

/** `null`: no profile is known for them. */
export function profileOf({ country, isIndividual }: Resident): Profile | null {
  if (country === null) return null;
  if (country === 'GB') return isIndividual ? UK_OF_INDIVIDUALS : UK;
  return ALONE.get(country) ?? OPT_IN_PROFILES.get(country) ?? (EUROPE.has(country) ? EU : null);
}

const ALONE: ReadonlyMap<string, Profile> = new Map([
  ['US', US],
  ['PR', US],
  ['CA', CA],
  ['JP', JP],
]);

/** Whom the profile of their country takes for a person and not for a company. */
export function residentOf(prospect: Prospect): Resident {
  const type = prospect.fields['subscriber_type']?.trim().toLowerCase() ?? null;
  const saysIndividual = type === 'individual' || type === 'sole_trader' || type === 'sole trader';
  const saysCompany = type === 'corporate' || type === 'company';
  const { accountId, company } = prospect;
  const looksIndividual = accountId === null && company === null;
  const country = countryFor(prospect);
  return { country, isIndividual: saysIndividual || (looksIndividual && !saysCompany) };
}

/** Theirs, else that of the number at which they are called; `null`: neither is known. */
export function countryFor(prospect: Prospect): string | null {
  if (prospect.country !== null) return prospect.country;
  const phone = addressOn(prospect, 'phone');
  return phone === null ? null : countryOfNumber(phone, prospect.zone);
}

/** What of the footer touchline.yaml does not say, by its keys there. */
export function lacksOf(
  footer: Profile['footer'],
  sender: { readonly company: string | null; readonly postalAddress: string | null },
): readonly string[] {
  const known = { company: sender.company, postal_address: sender.postalAddress };
  return footer?.needs.filter((key) => known[key] === null) ?? [];
}

/** How many days old a register of this country may be; `null`: it does not grow old. */
export function callListMostDays(country: string | null): number | null {
  const ageMs = profileOf({ country, isIndividual: false })?.callListAgeMs ?? null;
  return ageMs === null ? null : ageMs / DAY_MS;
}
