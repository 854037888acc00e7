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
        : packedLead(verdict.row, verdict.lead),
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
      row: { line: values[0], cells: values[1], problem: null },
      lead: unpackedLead(values),
    };
  });
}

type Packed = readonly [LeadRow, RejectCode, string] | PackedLead;

type Text = string | null;

/** In the order of `unpackedLead`. */
type PackedLead = readonly [
  line: number,
  cells: readonly string[],
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

function packedLead(row: LeadRow, lead: Lead): PackedLead {
  return [
    row.line,
    row.cells,
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
    firstName: values[2],
    lastName: values[3],
    name: values[4],
    title: values[5],
    company: values[6],
    website: values[7],
    city: values[8],
    state: values[9],
    country: values[10],
    zone: values[11],
    language: values[12],
    owner: values[13],
    source: values[14],
    tags: values[15],
    fields: values[16],
    identities: values[17].map(([kind, value]) => ({ kind, value, status: 'good' })),
    addressMarks: values[18],
    asOfMs: values[19],
    warnings: values[20],
  };
}
