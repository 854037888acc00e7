import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mapColumns } from '../../src/people/columns/columns.ts';
import { wholeText } from '../support/lists/whole-list.ts';
import { leadOf, type Lead, type LeadVerdict } from '../../src/people/lists/lead.ts';
import { rejectsCsv, type RejectedRow } from '../../src/people/lists/rejects.ts';

test('a full row becomes a lead, normalised', () => {
  const lead = leadIn(
    'First Name,Last Name,Email,email_2,Company,Job Title,Phone,Mobile,LinkedIn,Website,City,State,Country,Timezone,Language,Tags,external_id,Team',
    'Ada, Kern ,Ada@X.test,ada@home.test,Acme,CTO,030 1234567,+49 170 1234567,linkedin.com/in/Ada-Kern/,acme.test,Berlin,,Deutschland,europe/berlin,German,"a, b,a",C-7,12',
  );
  expect(lead).toEqual({
    line: 2,
    firstName: 'Ada',
    lastName: 'Kern',
    name: null,
    title: 'CTO',
    company: 'Acme',
    website: 'acme.test',
    city: 'Berlin',
    state: null,
    country: 'DE',
    zone: 'Europe/Berlin',
    language: 'de',
    owner: null,
    source: null,
    tags: ['a', 'b'],
    fields: { team: '12' },
    identities: [
      { kind: 'email', value: 'ada@x.test', status: 'good' },
      { kind: 'email', value: 'ada@home.test', status: 'good' },
      { kind: 'linkedin', value: 'in/ada-kern', status: 'good' },
      { kind: 'phone', value: '+49301234567', status: 'good' },
      { kind: 'phone', value: '+491701234567', status: 'good' },
      { kind: 'external', value: 'C-7', status: 'good' },
    ],
    personId: null,
    rest: null,
    asOfMs: null,
    warnings: [],
  });
});

describe('cells', () => {
  test('that hold nothing are absent', () => {
    const lead = leadIn('email,company,title,phone,note', 'a@x.test, \u00a0,n/a,none,#REF!');
    expect(lead).toMatchObject({ company: null, title: null, fields: {}, warnings: [] });
  });

  test('lose what can’t be seen, and line breaks that could inject a header', () => {
    const lead = leadIn(
      'email,first_name,note',
      'a@x.test,"Ada\r\nBcc: evil@y.test","x\u202ey\u0007\u00a0z"',
    );
    expect(lead.firstName).toBe('Ada Bcc: evil@y.test');
    expect(lead.fields).toEqual({ note: 'xy z' });
  });

  test('that can’t be read are kept as a field with a warning', () => {
    const lead = leadIn(
      'email,phone,linkedin_url,country,zone,website,email_2,language',
      'a@x.test,4.9E+11,linkedin.com/company/acme,Atlantis,CEST,javascript:alert(1),nobody,of love',
    );
    expect(lead.identities).toHaveLength(1);
    expect(lead.fields).toEqual({
      phone: '4.9E+11',
      linkedin_url: 'linkedin.com/company/acme',
      country: 'Atlantis',
      zone: 'CEST',
      website: 'javascript:alert(1)',
      email_2: 'nobody',
      language: 'of love',
    });
    expect(new Set(lead.warnings.map(({ field }) => field))).toEqual(
      new Set(Object.keys(lead.fields)),
    );
  });

  test('a profile in a column of sites is the person’s profile', () => {
    const lead = leadIn('First Name,URL', 'Asha,https://www.linkedin.com/in/asha-r');
    expect(lead).toMatchObject({
      website: null,
      identities: [{ kind: 'linkedin', value: 'in/asha-r' }],
    });
  });

  test('a national number is read for the country of the row, else of the workspace', () => {
    const verdicts = verdictsOf('phone,country', [
      '(312) 555-0100,',
      '020 7946 0958,UK',
      '030 1234567,',
    ]);
    expect(
      verdicts.map((one) => (one.kind === 'lead' ? one.lead.identities[0]?.value : one.code)),
    ).toEqual(['+13125550100', '+442079460958', 'no_identity']);
  });

  test('one name column is divided, and kept as it is', () => {
    expect(leadIn('email,name', 'a@x.test,"Kern, Ada"')).toMatchObject({
      firstName: 'Ada',
      lastName: 'Kern',
      name: 'Kern, Ada',
    });
    expect(leadIn('email,name,first_name', 'a@x.test,Ada K.,Adi')).toMatchObject({
      firstName: 'Adi',
      lastName: null,
    });
  });
});

test.each([
  ['Dr. Ada', 'Kern PhD', 'Ada', 'Kern'],
  ['Prof. Dr. Ada M.', 'von Kern, MBA', 'Ada M.', 'von Kern'],
  ['Don', 'Kern', 'Don', 'Kern'],
  ['Anna Ma', 'Ma', 'Anna Ma', 'Ma'],
  ['Dr.', 'Kern', null, 'Kern'],
  ['🚀Ada', 'Kern ✅', 'Ada', 'Kern'],
  ['Ada (Addie)', 'Kern (she/her)', 'Ada', 'Kern'],
  ['(Ada)', 'Kern', '(Ada)', 'Kern'],
  ['max', 'MUSTERMANN', 'Max', 'Mustermann'],
  ['ada', 'Kern', 'Ada', 'Kern'],
  ['ADA', 'Kern', 'ADA', 'Kern'],
  ['Ada', 'van der Berg', 'Ada', 'van der Berg'],
  ['Ada', 'KERN', 'Ada', 'Kern'],
])(
  'of a first name “%s” and a last name “%s” what is no name is left out',
  (first, last, firstName, lastName) =>
    expect(leadIn('email,first_name,last_name', `a@x.test,${first},"${last}"`)).toMatchObject({
      firstName,
      lastName,
    }),
);

describe('a row is rejected', () => {
  test.each([
    ['no address', 'nobody,,', 'invalid_email', 'the email cell has no @: "nobody"'],
    [
      'two addresses',
      '"a@x.test, b@x.test",,',
      'two_addresses',
      'the email cell holds 2 addresses: a@x.test and b@x.test',
    ],
    [
      'two second addresses',
      'a@x.test,b@x.test;c@x.test,',
      'two_addresses',
      'the email_2 cell holds 2 addresses: b@x.test and c@x.test',
    ],
    ['nothing to know the person by', ',,12', 'no_identity', 'phone is no telephone number: "12"'],
    [
      'one of our mailboxes',
      'Max@Ours.test,,',
      'own_address',
      'max@ours.test is one of our mailboxes',
    ],
    ['a cell missing', 'a@x.test,', 'too_few_cells', 'the row has 2 cells, the header 3'],
  ])('with %s', (_, row, code, words) => {
    const [verdict] = verdictsOf('email,email_2,phone', [row]);
    expect(verdict).toMatchObject({
      kind: 'rejected',
      code,
      words: expect.stringContaining(words),
    });
  });
});

describe('the rejects file', () => {
  test('holds the rows as they were, with the reason first', () => {
    const csv = rejectsIn('email,company', [
      'nobody,"Acme, ""Inc"""',
      'a@x.test,Acme, Inc',
      '=1+1,Fine',
    ]);
    expect(csv.split('\r\n')).toEqual([
      'touchline_reason,email,company',
      '"invalid_email: the email cell has no @: ""nobody""",nobody,"Acme, ""Inc"""',
      '"too_many_cells: the row has 3 cells, the header 2; quote a cell that holds the delimiter",a@x.test,Acme," Inc"',
      '"invalid_email: the email cell has no @: ""=1+1""",=1+1,Fine',
      '',
    ]);
  });

  test('can be mended and imported again, as often as it takes', () => {
    const once = rejectsIn('email,company', ['nobody,Acme', 'also nobody,Beta']);
    const lines = once.replace(',nobody,', ',somebody@x.test,').trimEnd().split('\r\n');
    const [header = '', ...rows] = lines;
    const verdicts = verdictsOf(header, rows);
    expect(verdicts).toMatchObject([
      { kind: 'lead', lead: { company: 'Acme', fields: {} } },
      { kind: 'rejected' },
    ]);
    expect(rejectsIn(header, rows).split('\r\n')[0]).toBe('touchline_reason,email,company');
  });
});

test('the demo’s list has ten people to write to, one to call, one row to reject, and one of somebody who is in it already', () => {
  const list = readFileSync(new URL('../../src/demo/leads.csv', import.meta.url), 'utf8');
  const file = wholeText(list);
  const columns = mapColumns(file.header, [], 'leads.csv');
  const verdicts = columns.ok
    ? file.rows.map((row) => leadOf(row, columns.value, { country: null, ownAddresses: new Set() }))
    : [];
  const codes = verdicts.map((one) =>
    one.kind === 'lead' ? (one.lead.identities[0]?.kind ?? '') : one.code,
  );
  expect(codes).toEqual([
    ...Array(8).fill('email'),
    'linkedin',
    'email',
    'email',
    'two_addresses',
    'email',
  ]);
});

function verdictsOf(header: string, rows: string[]): LeadVerdict[] {
  const file = wholeText([header, ...rows].join('\n'));
  const columns = mapColumns(file.header, [], 'leads.csv');
  if (!columns.ok) throw new Error(columns.diagnostics[0]?.message);
  const defaults = { country: 'US', ownAddresses: new Set(['max@ours.test']) };
  return file.rows.map((row) => leadOf(row, columns.value, defaults));
}

function leadIn(header: string, row: string): Lead {
  const [verdict] = verdictsOf(header, [row]);
  if (verdict?.kind !== 'lead') throw new Error(verdict?.words);
  return verdict.lead;
}

function rejectsIn(header: string, rows: string[]): string {
  const rejected = verdictsOf(header, rows).filter(
    (verdict): verdict is LeadVerdict & RejectedRow => verdict.kind === 'rejected',
  );
  return rejectsCsv(header.split(','), rejected);
}
