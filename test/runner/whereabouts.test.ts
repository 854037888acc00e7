import { expect, test } from 'vitest';
import { HOUR_MS } from '../../src/core/time/duration.ts';
import { at, email, OFFICE_HOURS, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T09:00');
const OF_ACME = { accountId: 'acme.example' };
const UNKNOWN = { ...OF_ACME, zone: null, zoneSource: null };
const GUESSED = { ...OF_ACME, zone: 'America/New_York', zoneSource: 'country' } as const;
const TOKYO = { ...OF_ACME, zone: 'Asia/Tokyo', zoneSource: 'place' } as const;
const DENVER = { ...OF_ACME, zone: 'America/Denver', zoneSource: 'phone' } as const;

const IN_AMERICA = { ...GUESSED, country: 'US' } as const;
const IN_JAPAN = { ...TOKYO, country: 'JP' } as const;

type Who = Parameters<typeof person>[1];

async function zoneOfFirst(...people: readonly Who[]) {
  const world = new World({ nowMs: MONDAY });
  const [first] = await world.add(...people.map((each, index) => person(`p${index}`, each)));
  return world.whereabouts.zoneOf((await world.stores.people.byId(first!))!, MONDAY);
}

test.each([
  ['their own', [TOKYO, DENVER], 'Asia/Tokyo', 'place'],
  ['that of somebody of their account', [UNKNOWN, DENVER], 'America/Denver', 'account'],
  ['that of most of their account', [UNKNOWN, DENVER, TOKYO, TOKYO], 'Asia/Tokyo', 'account'],
  ['of equals that of who is known longest', [UNKNOWN, DENVER, TOKYO], 'America/Denver', 'account'],
  [
    'the account’s before a guess',
    [IN_AMERICA, { ...DENVER, country: 'US' }],
    'America/Denver',
    'account',
  ],
  [
    'no colleague’s in another country',
    [IN_AMERICA, IN_JAPAN, IN_JAPAN],
    'America/New_York',
    'country',
  ],
  [
    'a colleague’s of their country',
    [IN_AMERICA, IN_JAPAN, IN_JAPAN, { ...DENVER, country: 'US' }],
    'America/Denver',
    'account',
  ],
  ['a guess before the workspace’s', [GUESSED], 'America/New_York', 'country'],
  ['a guess proves nothing for others', [UNKNOWN, GUESSED], 'Europe/Berlin', 'workspace'],
  ['the workspace’s', [UNKNOWN], 'Europe/Berlin', 'workspace'],
  [
    'of no account, whoever else has none',
    [
      { ...UNKNOWN, accountId: null },
      { ...TOKYO, accountId: null },
    ],
    'Europe/Berlin',
    'workspace',
  ],
] as const)('the zone is %s', async (_, people, zone, source) => {
  expect(await zoneOfFirst(...people)).toEqual({ zone, source });
});

test('the window goes by the clock of the account', async () => {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada', UNKNOWN), person('bob', TOKYO));
  await world.enroll(sequence([email('intro')], { window: OFFICE_HOURS }), [ada!]);
  await world.run();
  // Ten in Berlin is six in the evening in Tokyo.
  expect(await world.sent()).toEqual([]);
  world.clock.set(at('2026-03-03T00:00'));
  await world.run();
  expect(await world.sent()).toEqual(['e1.intro.1']);
});

test('a colleague’s zone is asked for again after an hour', async () => {
  const world = new World({ nowMs: MONDAY });
  const { whereabouts } = world;
  const [ada] = await world.add(person('ada', UNKNOWN));
  const prospect = (await world.stores.people.byId(ada!))!;
  const zoneAt = async (nowMs: number) => (await whereabouts.zoneOf(prospect, nowMs)).zone;
  expect(await zoneAt(MONDAY)).toBe('Europe/Berlin');
  await world.add(person('bob', TOKYO));
  expect(await zoneAt(MONDAY + HOUR_MS - 1)).toBe('Europe/Berlin');
  expect(await zoneAt(MONDAY + HOUR_MS)).toBe('Asia/Tokyo');
});
