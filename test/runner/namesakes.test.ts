/** Two of one name who answer for each other: they wait, and a rep says who is who. */
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/duration.ts';
import { findDuplicates } from '../../src/usecases/merges/find-duplicates.ts';
import { mergePair } from '../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../src/usecases/merges/unmerge-person.ts';
import { person, sequence } from '../support/world/builders.ts';
import { importText } from '../support/world/lists.ts';
import { World } from '../support/world/world.ts';

import {
  ADA,
  answer,
  bring,
  mails,
  MONDAY,
  people,
  PRIVATE,
  written,
} from '../support/world/answers-to-ada.ts';

/** A namesake of Ada whom another list knows by more than an address. */
const NAMESAKES = [
  ['another profile', 'two LinkedIn profiles', `linkedin_url`, 'https://www.linkedin.com/in/ada-2'],
  ['another id in the CRM', 'two ids in the same system', 'external_id', 'crm:8'],
  ['another company', 'at two companies', 'company', 'Private Mail Ltd'],
] as const;
const KNOWN = person('ada', {
  ...ADA,
  company: 'Kern GmbH',
  accountId: 'ada.example',
  identities: [...ADA.identities, { kind: 'external', value: 'crm:7', status: 'good' }],
});

/** Both are in a sequence that goes on after an answer. */
async function namesake(column: string, value: string): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  const goesOn = { exits: { ...sequence([]).exits, reply: { do: 'continue' } } } as const;
  await world.enroll(sequence(mails, goesOn), await world.add(KNOWN));
  await world.run();
  world.clock.set(MONDAY + MINUTE_MS);
  const text = `email,name,${column}\n${PRIVATE},Ada Kern,${value}\n`;
  await importText(world.stores, text, { nowMs: world.clock.nowMs() });
  await world.enroll(sequence(mails, { ...goesOn, name: 'other', version: 'v8' }), ['p2']);
  return world;
}

const suggested = async ({ stores }: World) =>
  (await findDuplicates(stores, 9)).found.map(
    ({ first, second, reasons }) => `${first.id} ${second.id} ${reasons.join(' ')}`,
  );

test.each(NAMESAKES)(
  'a namesake with %s who answers in the thread stays two: both wait, and a rep is asked',
  async (_, because, column, value) => {
    const world = await namesake(column, value);
    await answer(world, `Ada Kern <${PRIVATE}>`);
    expect(await people(world)).toEqual(['ada@ada.example', PRIVATE]);
    for (const id of ['e1', 'e2']) expect(await world.status(id)).toBe('paused: suspect');
    expect(await suggested(world)).toEqual(['p1 p2 answered_as_other']);
    expect(world.talk.join()).toContain(because);
    const sent = world.channel.accepted.length;
    await world.runDays(5);
    expect(world.channel.accepted).toHaveLength(sent);
    const told = await world.stores.history.timeline('p2');
    expect(told.at(-1)?.summary).toContain('may be p1');
    expect(await world.broken()).toEqual([]);
  },
);

test('a rep who knows ends the doubt: they are one, or they are two', async () => {
  const asked = await namesake('linkedin_url', 'https://www.linkedin.com/in/ada-2');
  await answer(asked, `Ada Kern <${PRIVATE}>`);
  const nowMs = asked.clock.nowMs();
  await asked.stores.merges.dismiss('p1', 'p2', nowMs);
  expect(await suggested(asked)).toEqual([]);
  // A letter more asks nobody again.
  await answer(asked, `Ada Kern <${PRIVATE}>`);
  expect(await suggested(asked)).toEqual([]);
  const { merges, people: known } = asked.stores;
  await mergePair(merges, 'p1', 'p2', nowMs);
  expect(await suggested(asked)).toEqual([]);
  await unmergePerson(merges, (await known.byId('p1'))!, null, nowMs);
  expect(await suggested(asked)).toEqual([]);
  expect(await asked.broken()).toEqual([]);
});

test.each([
  ['one of them has no profile', 'title', 'CTO'],
  ['the id is of another system', 'external_id', 'line:8'],
  ['the company is called the same', 'company', 'Kern Ltd'],
])('what says nothing against it leaves them one: %s', async (_, column, value) => {
  const world = await namesake(column, value);
  await answer(world, `Ada Kern <${PRIVATE}>`);
  expect(await people(world)).toEqual([`ada@ada.example ${PRIVATE}`]);
});

test('two who have each answered what was written to them stay two when one answers as the other', async () => {
  const world = await written();
  await bring(world, PRIVATE);
  await world.enroll(sequence(mails, { name: 'other', version: 'v8' }), ['p2']);
  await world.run();
  await answer(world, `Ada Kern <ada@ada.example>`);
  await answer(world, `Ada Kern <${PRIVATE}>`, { touchId: 'e2.intro.1' });
  expect(await people(world)).toEqual(['ada@ada.example', PRIVATE]);
  await answer(world, `Ada Kern <${PRIVATE}>`);
  expect(await people(world)).toEqual(['ada@ada.example', PRIVATE]);
  expect(await suggested(world)).toEqual(['p1 p2 answered_as_other']);
});
