/** Lists and answers in any order make the same people: a letter that proves something is like a row that names both addresses. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../../support/world/builders.ts';
import { importText } from '../../support/world/lists.ts';
import { World } from '../../support/world/world.ts';
import { openSqlite, type SqliteStores } from '../../../src/store/sqlite/open.ts';

const MONDAY = at('2026-03-02T08:00');
const IS_LONG = process.env['LONG'] !== undefined;
const RUNS = IS_LONG ? 2_000 : 12;

/** To whom we have written, as of when the lists and the answers come. */
const WRITTEN = ['Ada Kern', 'Ben Oz', 'Cem Ay'] as const;
const OURS = WRITTEN.map((name) => `${name.slice(0, 3).toLowerCase()}@firm.example`);
const ELSEWHERE = ['x@home.example', 'y@home.example', 'ada@mail.example'];
/** Mostly those of which it is not known whose they are. */
const address = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ELSEWHERE) },
  fc.constantFrom(...OURS),
);

interface Row {
  readonly addresses: readonly string[];
  readonly name: string;
}
interface Letter {
  /** Whose thread. */
  readonly thread: number;
  readonly from: string;
  readonly name: string;
  readonly says: string;
}
type Event =
  | { readonly kind: 'list'; readonly rows: readonly Row[] }
  | { readonly kind: 'letter'; readonly letter: Letter };

const name = fc.constantFrom<string>('', 'Eva Kern', ...WRITTEN);
const row: fc.Arbitrary<Row> = fc.record({
  addresses: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(address) },
    fc.uniqueArray(address, { minLength: 2, maxLength: 2 }),
  ),
  name,
});
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('list' as const),
    rows: fc.array(row, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('letter' as const),
    letter: fc.nat({ max: WRITTEN.length - 1 }).chain((thread) =>
      fc.record({
        thread: fc.constant(thread),
        from: fc.oneof({ weight: 6, arbitrary: address }, fc.constant('info@firm.example')),
        // Mostly under their own name: others prove nothing.
        name: fc.oneof({ weight: 5, arbitrary: fc.constant(WRITTEN[thread]!) }, name),
        says: fc.constantFrom('Yes, let us talk.', 'Please unsubscribe me.'),
      }),
    ),
  }),
);
/** In one order and in another. */
const twoOrders = fc
  .array(event, { minLength: 3, maxLength: 6 })
  .chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
    ),
  );

/** The three of them have been written to: a store to begin with, and the ids of the letters. */
async function written(): Promise<{ readonly image: Buffer; readonly ids: readonly string[] }> {
  const world = new World({ nowMs: MONDAY });
  const people = WRITTEN.map((whole, index) => {
    const [firstName = '', lastName = ''] = whole.split(' ');
    const identities = [{ kind: 'email', value: OURS[index]!, status: 'good' }] as const;
    return person(firstName, { firstName, lastName, name: whole, identities });
  });
  await world.enroll(sequence([email('intro')]), await world.add(...people));
  await world.run();
  const { db } = world.stores;
  const ids = db.prepare(`SELECT message_id FROM message ORDER BY touch_id`).pluck().all();
  const image = db.serialize();
  world.stores.close();
  return { image, ids: ids.map(String) };
}

async function play(
  events: readonly Event[],
  { image, ids }: Awaited<ReturnType<typeof written>>,
): Promise<readonly string[]> {
  const world = new World({ nowMs: MONDAY });
  world.stores.close();
  world.stores = reopened(image);
  for (const [index, each] of events.entries()) {
    world.clock.set(MONDAY + (index + 1) * 60_000);
    if (each.kind === 'list') {
      const lines = each.rows.map(({ addresses: [one, two = ''], name: who }) =>
        [one, two, who].join(','),
      );
      const text = ['email,email_2,name', ...lines, ''].join('\n');
      await importText(world.stores, text, { nowMs: world.clock.nowMs() });
    } else {
      world.source.deliver(rawOf(each.letter, ids, index));
      await world.run();
    }
  }
  const people = await world.stores.people.list({ list: null, after: null, limit: 100 });
  expect(await world.broken()).toEqual([]);
  world.stores.close();
  return parts(people.map(({ identities }) => identities.map(({ value }) => value)));
}

function reopened(image: Buffer): SqliteStores {
  const randomHex = (): string => '00ff';
  return openSqlite(':memory:', { create: true, nowMs: MONDAY, randomHex, image });
}

function rawOf({ thread, from, name: who, says }: Letter, ids: readonly string[], n: number) {
  const shown = who === '' ? from : `${who} <${from}>`;
  return `From: ${shown}\nMessage-ID: <${n}@mail.example>\nIn-Reply-To: ${ids[thread]}\nSubject: Re: hello\n\n${says}\n`;
}

/** By addresses, each part and all of them in order. */
function parts(people: readonly (readonly string[])[]): readonly string[] {
  return people.map((addresses) => addresses.toSorted().join(' ')).toSorted();
}

/** Who is who by the rule alone: what shares a row is one, and so are a letter's address and whom its thread is of, where it is their own. */
function byTheRule(events: readonly Event[]): readonly string[] {
  let people: (readonly string[])[] = OURS.map((each) => [each]);
  const join = (addresses: readonly string[]): void => {
    const theirs = people.filter((each) => each.some((one) => addresses.includes(one)));
    const others = people.filter((each) => !theirs.includes(each));
    people = [...others, [...new Set([...theirs.flat(), ...addresses])]];
  };
  for (const each of events) {
    if (each.kind === 'list') for (const { addresses } of each.rows) join(addresses);
    else if (isProof(each.letter)) join([OURS[each.letter.thread]!, each.letter.from]);
  }
  return parts(people);
}

function isProof({ thread, from, name: who }: Letter): boolean {
  const whole = WRITTEN[thread]!;
  const first = whole.slice(0, 3).toLowerCase();
  return who === whole && (!from.endsWith('@firm.example') || from.startsWith(first));
}

const LIMIT = { timeout: IS_LONG ? 3_600_000 : 60_000 };

test('who is who does not hang on whether an answer or a list comes first', LIMIT, async () => {
  const begun = await written();
  await fc.assert(
    fc.asyncProperty(twoOrders, async ([events, shuffled]) => {
      const rule = byTheRule(events);
      expect(await play(events, begun)).toEqual(rule);
      expect(await play(shuffled, begun)).toEqual(rule);
    }),
    { numRuns: RUNS },
  );
});
