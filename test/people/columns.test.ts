import { describe, expect, test } from 'vitest';
import {
  mapColumns,
  mapList,
  parseColumnMap,
  type ColumnMap,
} from '../../src/people/columns/columns.ts';
import { KNOWN_FIELDS } from '../../src/people/columns/column-names.ts';

describe('headers find their field', () => {
  test('by our own names, all of them', () => {
    expect(uses([...KNOWN_FIELDS])).toEqual([...KNOWN_FIELDS]);
  });

  test.each([
    ['E-Mail', 'email'],
    ['EMAIL ADDRESS', 'email'],
    ['Person - Email', 'email'],
    ['メールアドレス', 'email'],
    ['Person Linkedin Url', 'linkedin_url'],
    ['Mobile Phone', 'mobile'],
    ['Phone Number', 'phone'],
    ['☎', 'phone'],
    ['Prospect Email', 'email'],
    ['Client Phone Number', 'phone'],
  ])('%s is %s', (header, field) => expect(uses([header])).toEqual([field]));

  test.each([
    ['Vorname', 'first_name'],
    ['First Name', 'first_name'],
    ['First', 'first_name'],
    ['Last', 'last_name'],
    ['Όνομα', 'first_name'],
    ['Ad', 'first_name'],
    ['Soyadı', 'last_name'],
    ['Organization', 'company'],
    ['Company Name', 'company'],
    ['会社名', 'company'],
    ['Job Title', 'title'],
    ['State/Region', 'state'],
    ['Timezone', 'zone'],
    ['Lead Source', 'source'],
  ])('%s is %s', (header, field) => expect(uses(['email', header])).toEqual(['email', field]));

  test('the better name wins and the other column becomes a field of its own', () => {
    expect(uses(['Email', 'Title', 'Job Title'])).toEqual(['email', '+title_2', 'title']);
  });

  test('a second address column is the second address', () => {
    expect(uses(['Work Email', 'Email', 'Company'])).toEqual(['email_2', 'email', 'company']);
  });
});

describe('other columns become fields', () => {
  test.each([
    ['Team Size (2025)', '+team_size_2025'],
    ['部署名', '+部署名'],
    ['★', '+column'],
    ['constructor', '+constructor_field'],
    ['__proto__', '+proto'],
    ['touchline_reason', '-'],
  ])('%s', (header, use) => expect(uses(['email', header])).toEqual(['email', use]));

  test('under keys that differ', () => {
    expect(uses(['email', 'Team size', 'team-size'])).toEqual([
      'email',
      '+team_size',
      '+team_size_2',
    ]);
  });

  test('a column without a name is ignored', () =>
    expect(uses(['email', '', 'x'])).toEqual(['email', '-', '+x']));
});

describe('--map', () => {
  test('beats every name, and compares columns without case and spaces', () => {
    const maps = [map('email=contact_point'), map('hook=Icebreaker')];
    expect(uses(['Contact Point', 'Email', 'Icebreaker'], maps)).toEqual([
      'email',
      'email_2',
      '+hook',
    ]);
  });

  test.each([
    ['email=Contact Pont', 'unknown_column', 'did you mean "Contact Point"?'],
    ['email=Quux', 'unknown_column', 'columns are Contact Point, Other'],
    ['Emial=Contact Point', 'unknown_field', 'did you mean "email"?'],
  ])('%s is refused with a way out', (text, code, hint) => {
    const checked = mapColumns(['Contact Point', 'Other'], [map(text)], 'leads.csv');
    expect(checked).toMatchObject({ ok: false, diagnostics: [{ code, hint }] });
  });

  test('one field from two columns is refused', () => {
    const checked = mapColumns(['a', 'b'], [map('email=a'), map('email=b')], 'leads.csv');
    expect(checked).toMatchObject({ ok: false, diagnostics: [{ code: 'mapped_twice' }] });
  });

  test.each(['email', '=x', 'email=', ''])('"%s" is no map', (text) =>
    expect(parseColumnMap(text)).toBeNull(),
  );
});

test('a list in which nobody can be known is refused and the columns are named', () => {
  const checked = mapColumns(['First Name', 'Company'], [], 'leads.csv');
  expect(checked).toMatchObject({ ok: false, diagnostics: [{ code: 'no_identity_column' }] });
  expect(checked.diagnostics[0]?.message).toContain('found First Name, Company');
});

describe('a name that is nearly one of ours', () => {
  test('is read as it, with a warning that says how to keep it apart', () => {
    const checked = mapColumns(['Emial', 'Compnay'], [], 'leads.csv');
    expect(checked).toMatchObject({
      ok: true,
      value: [{ use: { field: 'email' } }, { use: { field: 'company' } }],
      diagnostics: [
        {
          code: 'column_guessed',
          message: 'the column "Emial" is read as email',
          hint: 'to keep it apart: --map emial="Emial"',
        },
        { code: 'column_guessed' },
      ],
    });
  });

  test.each([
    'Stage',
    'County',
    'Contract',
    'Contract ID',
    'Form Name',
    'List Name',
    'MName',
    'Employee',
    'Enterprise',
    'Deadline',
    'Start',
    'Local',
  ])('is not a word that means something else: %s', (header) => {
    const checked = mapColumns(['email', header], [], 'leads.csv');
    expect(checked).toMatchObject({ ok: true, diagnostics: [] });
    expect(uses(['email', header])[1]).toMatch(/^\+/);
  });

  test('never says who somebody is by an id', () =>
    expect(uses(['email', 'Kontact ID'])).toEqual(['email', '+kontact_id']));

  test('is a field of its own where the field has its column', () =>
    expect(uses(['Email', 'Emaill', 'Contact Owner'])).toEqual([
      'email',
      '+emaill',
      '+contact_owner',
    ]));
});

describe('presets are told by their columns', () => {
  test.each([
    ['linkedin', 'First Name,Last Name,URL,Email Address,Company,Position,Connected On'],
    ['apollo', 'First Name,Last Name,Title,Company,Email,Email Status,Email Confidence'],
    ['sales_navigator', 'profileUrl,fullName,firstName,lastName,companyName,title,vmid'],
    ['google', 'Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value'],
    ['outlook', 'Title,First Name,Last Name,Job Title,E-mail Address,Business Phone'],
    ['outreach', 'First Name,Last Name,Title,Company,Work Email,Stage,Tags'],
    ['salesforce', 'First Name,Last Name,Title,Account Name,Mailing City,Email'],
    ['hubspot', 'Record ID,First Name,Last Name,Email,Associated Company'],
    [null, 'Full Name,Work Email,Account'],
  ])('%s', (preset, header) => {
    const mapped = mapList(header.split(','), { maps: [], preset: null }, 'leads.csv');
    expect(mapped).toMatchObject({ ok: true, value: { preset } });
  });

  test('and say what a column means there', () => {
    expect(uses(['First Name', 'Title', 'E-mail Address', 'Business Phone'])).toEqual([
      'first_name',
      '+title_2',
      'email',
      'phone',
    ]);
    expect(uses(['First Name', 'Last Name', 'URL', 'Connected On'])).toEqual([
      'first_name',
      'last_name',
      'linkedin_url',
      '+connected_on',
    ]);
  });

  test('or by name, and one that is none is refused', () => {
    const asked = (preset: string) => mapList(['URL', 'Title'], { maps: [], preset }, 'leads.csv');
    expect(asked('LinkedIn')).toMatchObject({ ok: true, value: { preset: 'linkedin' } });
    expect(asked('hubsport')).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'unknown_preset', hint: 'did you mean "hubspot"?' }],
    });
  });
});

test('the column of the last change is no field', () => {
  expect(uses(['Email', 'Last Modified Date'])).toEqual(['email', '@']);
  expect(uses(['Email', 'Stamp'], [map('updated_at=Stamp')])).toEqual(['email', '@']);
});

/** A known field by its name, a custom one with `+`, an ignored column as `-`. */
function uses(header: string[], maps: ColumnMap[] = []): string[] {
  const checked = mapColumns(header, maps, 'leads.csv');
  if (!checked.ok) throw new Error(checked.diagnostics[0]?.message);
  return checked.value.map(({ use }) => {
    if (use.kind === 'ignored') return '-';
    if (use.kind === 'as_of') return '@';
    if (use.kind === 'custom') return `+${use.key}`;
    return use.kind === 'known' ? use.field : use.kind;
  });
}

function map(text: string): ColumnMap {
  return parseColumnMap(text)!;
}
