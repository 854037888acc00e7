/**
 * Verdicts as one text, to cross from one thread to another: each lead is a list of values without their names. Cloned as objects, they cost
 * the thread that takes them more than twice as much.
 */
import type { Identity } from '../core/prospect.ts';
import type { AddressMarks, Lead, LeadVerdict, RejectCode } from '../people/lists/lead.ts';
import type { LeadRow } from '../people/lists/row.ts';

export function packVerdicts(verdicts: readonly LeadVerdict[]): string {
  return JSON.stringify(
    verdicts.map((verdict): Packed =>
      verdict.kind === 'rejected'
        ? [verdict.row, verdict.code, verdict.words]
        : packedLead(verdict.lead),
    ),
  );
}

export function unpackVerdicts(text: string): LeadVerdict[] {
  const packed: readonly Packed[] = JSON.parse(text);
  return packed.map((values) => {
    if (values.length === 3) {
      const [row, code, words] = values;
      return { kind: 'rejected', row, code, words };
    }
    return {
      kind: 'lead',
      lead: unpackedLead(values),
    };
  });
}

type Packed = readonly [LeadRow, RejectCode, string] | PackedLead;

type Text = string | null;

/** In the order of `unpackedLead`. */
type PackedLead = readonly [
  line: number,
  firstName: Text,
  lastName: Text,
  name: Text,
  title: Text,
  company: Text,
  website: Text,
  city: Text,
  state: Text,
  country: Text,
  zone: Text,
  language: Text,
  owner: Text,
  source: Text,
  tags: readonly string[],
  fields: Lead['fields'],
  /** All are good. */
  identities: readonly (readonly [Identity['kind'], string])[],
  marks: readonly AddressMarks[],
  asOfMs: number | null,
  warnings: Lead['warnings'],
];

function packedLead(lead: Lead): PackedLead {
  return [
    lead.line,
    lead.firstName,
    lead.lastName,
    lead.name,
    lead.title,
    lead.company,
    lead.website,
    lead.city,
    lead.state,
    lead.country,
    lead.zone,
    lead.language,
    lead.owner,
    lead.source,
    lead.tags,
    lead.fields,
    lead.identities.map(({ kind, value }) => [kind, value]),
    lead.addressMarks,
    lead.asOfMs,
    lead.warnings,
  ];
}

function unpackedLead(values: PackedLead): Lead {
  return {
    line: values[0],
    firstName: values[1],
    lastName: values[2],
    name: values[3],
    title: values[4],
    company: values[5],
    website: values[6],
    city: values[7],
    state: values[8],
    country: values[9],
    zone: values[10],
    language: values[11],
    owner: values[12],
    source: values[13],
    tags: values[14],
    fields: values[15],
    identities: values[16].map(([kind, value]) => ({ kind, value, status: 'good' })),
    addressMarks: values[17],
    asOfMs: values[18],
    warnings: values[19],
  };
}
