import { serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { personOfText } from '../../src/core/person/person-text.ts';
import { readyLeads, saidBy, type ReadyLead } from '../../src/people/identity/ready-leads.ts';
import { readLeads } from '../../src/people/lists/lead-stream.ts';

test('a row is ready with whom it makes, and still tells what it said itself', async () => {
  const [lead] = await ready(
    'email,first_name,last_name,country,plan\nada@acme.example,Ada,Kern,DE,gold\n',
  );
  expect(personOfText(lead!.made)).toMatchObject({
    name: 'Ada Kern',
    accountId: 'acme.example',
    zone: 'Europe/Berlin',
    owner: 'mia',
    source: 'fair',
    fields: { plan: 'gold' },
  });
  expect(saidBy(lead!)).toMatchObject({
    firstName: 'Ada',
    country: 'DE',
    fields: { plan: 'gold' },
    name: null,
    zone: null,
    owner: null,
    source: null,
  });
});

test('an owner is the rep of that name; who is none is kept as written, with a warning', async () => {
  const [ada, ben] = await ready('email,owner\nada@x.test,Max Muster\nben@x.test,Nobody\n');
  expect(saidBy(ada!)).toMatchObject({ owner: 'max' });
  expect(ada!.warnings).toEqual([]);
  expect(saidBy(ben!)).toMatchObject({ owner: 'Nobody' });
  expect(ben!.warnings).toMatchObject([{ field: 'owner', code: 'unknown_owner' }]);
});

test.each([
  'country\nGermany',
  'city,country\nParis,FR',
  'phone\n+1 512 2002086',
  'zone\nasia/tokyo',
])('what is written down of a person has one byte for each plain letter: %j', async (cells) => {
  const [columns, row] = cells.split('\n');
  const [lead] = await ready(`email,${columns}\nada@acme.example,${row}\n`);
  const { zone, profile } = lead!.made;
  expect(zone).not.toBeNull();
  // As it crosses to another thread; with two bytes for each it would be twice as long.
  expect(serialize(profile).length).toBeLessThan(1.1 * profile.length);
});

async function ready(text: string): Promise<readonly ReadyLead[]> {
  const chunks = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  const reading = { file: 'leads', encoding: null, delimiter: null, maps: [], preset: null };
  const defaults = { mapping: null, country: null, ownAddresses: new Set<string>() };
  const reps = [{ id: 'max', name: 'Max Muster', email: null }];
  const terms = { owner: 'mia', source: 'fair', reps };
  const leads: ReadyLead[] = [];
  for await (const part of readyLeads(readLeads(chunks, { ...reading, ...defaults }), terms))
    if (part.kind === 'batch') leads.push(...part.leads);
  return leads;
}
