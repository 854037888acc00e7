/** Whose export is a list, by its columns, and what do they mean there? */
import { foldHeader, KNOWN_FIELDS, type KnownField } from './column-names.ts';

export interface Preset {
  /** As `--preset` takes it. */
  readonly name: string;
  readonly title: string;
  /** Folded headers; a list that has all of one of these sets is this tool's. */
  readonly signs: readonly (readonly string[])[];
  /** Folded headers of a field, best first. What is not here is known by the names of `column-names.ts`. */
  readonly columns: ReadonlyMap<KnownField, readonly string[]>;
  /** Headers that mean something else there than everywhere: they become fields of their own. */
  readonly others: readonly string[];
}

type Written = Omit<Preset, 'signs' | 'columns' | 'others'> & {
  readonly signs: readonly string[];
  readonly columns: Partial<Record<KnownField, string>>;
  readonly others?: string;
};

/** The first that fits counts: those with the rarer signs come first. Headers as the tools wrote them in 2024 to 2026, and older ones. */
const WRITTEN: readonly Written[] = [
  {
    name: 'touchline',
    title: 'Touchline, by `touchline export`',
    signs: ['touchline_id'],
    columns: Object.fromEntries(KNOWN_FIELDS.map((field) => [field, field])),
  },
  {
    name: 'linkedin',
    title: 'LinkedIn Connections',
    signs: ['First Name|Last Name|Connected On'],
    columns: { linkedin_url: 'URL|Profile URL', email: 'Email Address', title: 'Position' },
  },
  {
    name: 'apollo',
    title: 'Apollo',
    signs: [
      'Person Linkedin Url',
      'Apollo Contact Id',
      'Company Name for Emails',
      'Email Status|Email Confidence',
    ],
    columns: {
      company: 'Company|Company Name|organization_name|Company Name for Emails',
      phone: 'Work Direct Phone|First Phone|Corporate Phone|Other Phone|Company Phone',
      mobile: 'Mobile Phone',
      linkedin_url: 'Person Linkedin Url',
      external_id: 'Apollo Contact Id',
      email_2: 'Secondary Email',
    },
  },
  {
    name: 'sales_navigator',
    title: 'Sales Navigator, by PhantomBuster, Evaboot and their like',
    signs: [
      'vmid',
      'defaultProfileUrl',
      'salesNavigatorUrl',
      'linkedInProfileUrl',
      'Linkedin URL Public',
      'Linkedin URL Unique ID',
      'Sales Navigator URL',
      'Prospect Linkedin URL',
      'profileUrl|fullName',
    ],
    columns: {
      linkedin_url:
        'defaultProfileUrl|linkedInProfileUrl|Linkedin URL Public|publicProfileUrl|LinkedIn URL|Linkedin URL Unique ID|' +
        'Prospect Linkedin URL|linkedinUrl|profileUrl',
      company: 'companyName|Current Company|Company Name|company',
      title: 'Current Job|Job Title|title|jobTitle|currentJob',
      website: 'Company Domain|Company Website|companyWebsite|website',
    },
    others: 'Company Linkedin URL|companyUrl|Sales Navigator URL|salesNavigatorUrl|query',
  },
  {
    name: 'google',
    title: 'Google Contacts',
    signs: ['E-mail 1 - Value', 'Given Name|Family Name|Name Prefix', 'Phone 1 - Value'],
    columns: {
      first_name: 'Given Name|First Name',
      last_name: 'Family Name|Last Name',
      name: 'Name|File As',
      email: 'E-mail 1 - Value',
      email_2: 'E-mail 2 - Value',
      phone: 'Phone 1 - Value',
      mobile: 'Phone 2 - Value',
      company: 'Organization 1 - Name|Organization Name',
      title: 'Organization 1 - Title|Organization Title',
      website: 'Website 1 - Value',
      city: 'Address 1 - City',
      state: 'Address 1 - Region',
      country: 'Address 1 - Country',
    },
    others: 'Labels|Language|Occupation|Location',
  },
  {
    name: 'outlook',
    title: 'Outlook',
    signs: [
      'E-mail Address|Business Phone',
      'E-mail 2 Address',
      'E-mail Display Name',
      'Business Street|Business City',
    ],
    columns: {
      title: 'Job Title',
      email: 'E-mail Address',
      email_2: 'E-mail 2 Address',
      phone: 'Business Phone|Company Main Phone|Primary Phone|Home Phone',
      mobile: 'Mobile Phone',
      website: 'Business Home Page|Web Page|Personal Web Page',
      city: 'Business City|Home City',
      state: 'Business State|Home State',
      country: 'Business Country/Region|Business Country|Home Country/Region|Home Country',
    },
    others: 'Title|Location|Account|Categories',
  },
  {
    name: 'outreach',
    title: 'Outreach',
    signs: ['Prospect ID', 'Outreach ID', 'Engaged Score', 'Work Email|Stage', 'Stage|Work Phone'],
    columns: {
      email: 'Work Email|Email|Email Address',
      email_2: 'Personal Email|Other Email',
      phone: 'Work Phone|Phone',
      mobile: 'Mobile Phone|Mobile',
      company: 'Company|Account|Account Name',
      external_id: 'Prospect ID|Outreach ID|ID',
      tags: 'Tags|Prospect Tags',
    },
  },
  {
    name: 'salesforce',
    title: 'Salesforce',
    signs: [
      'Account Name|Last Name',
      'Account Name|Mailing City',
      'Contact ID|Account Name',
      'Lead ID|Lead Owner',
      'Company / Account',
      'Mailing State/Province',
      'Id|LastName|AccountId',
      'AccountId|MailingCity',
    ],
    columns: {
      company: 'Account Name|Company / Account|Company|Account.Name',
      city: 'Mailing City|City',
      state: 'Mailing State/Province|State/Province|Mailing State',
      country: 'Mailing Country|Country',
      external_id: 'Contact ID|Lead ID|Contact ID (18)|Lead ID (18)|Id',
      source: 'Lead Source',
    },
    others: 'Position (Player)',
  },
  {
    name: 'hubspot',
    title: 'HubSpot',
    signs: [
      'Record ID|First Name',
      'Record ID - Contact',
      'Lifecycle Stage',
      'Associated Company|First Name',
      'Country/Region|Job Title',
      'HubSpot Owner',
      'hs_object_id',
    ],
    columns: {
      company: 'Company Name|Associated Company|Associated Company (Primary)|Company',
      email_2: 'Additional email addresses',
      phone: 'Phone Number|Phone',
      mobile: 'Mobile Phone Number|Mobile Phone',
      website: 'Website URL',
      country: 'Country/Region',
      state: 'State/Region',
      external_id: 'Record ID|Record ID - Contact|hs_object_id|Contact ID',
      source: 'Original Source|Original Traffic Source',
    },
  },
];

export const PRESETS: readonly Preset[] = WRITTEN.map(
  ({ name, title, signs, columns, others }) => ({
    name,
    title,
    signs: signs.map(foldedNames),
    columns: new Map(
      KNOWN_FIELDS.flatMap((field) => {
        const names = columns[field];
        return names === undefined ? [] : [[field, foldedNames(names)] as const];
      }),
    ),
    others: foldedNames(others ?? ''),
  }),
);

/** The tool whose export has such columns; `null`: none that we know. @param folded  Headers, folded. */
export function presetOf(folded: readonly string[]): Preset | null {
  const has = (name: string): boolean => folded.includes(name);
  return PRESETS.find(({ signs }) => signs.some((sign) => sign.every(has))) ?? null;
}

function foldedNames(names: string): readonly string[] {
  return names
    .split('|')
    .map(foldHeader)
    .filter((name) => name !== '');
}
