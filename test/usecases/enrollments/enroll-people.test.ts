import { describe, expect, test } from 'vitest';
import type { Prospect } from '../../../src/core/person/prospect.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import {
  enrollPeople,
  type EnrollRequest,
} from '../../../src/usecases/enrollments/enroll-people.ts';
import { selectPeople, type PeopleSelector } from '../../../src/usecases/people/select-people.ts';
import {
  at,
  duration,
  email,
  linkedin,
  OFFICE_HOURS,
  person,
  sequence,
  templatesFor,
} from '../../support/world/builders.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const MAIL = sequence([email('intro')]);

async function worldOf(...names: string[]) {
  const world = new World({ nowMs: MONDAY });
  await world.add(...names.map((name) => person(name)));
  return world;
}

const needs = ({ settings, stores, whereabouts }: World) => ({
  settings,
  enrollments: stores.enrollments,
  whereabouts,
  learn: async () => {},
});

const EVERYBODY: PeopleSelector = { list: null, where: [], keys: [] };

function enroll(
  world: World,
  of: Sequence,
  more: Partial<EnrollRequest> = {},
  selector: Partial<PeopleSelector> = {},
) {
  const nowMs = world.clock.nowMs();
  const people = selectPeople(world.stores, { ...EVERYBODY, ...selector }, world.settings, nowMs);
  return enrollPeople(needs(world), {
    version: { sequence: of, templates: templatesFor(of) },
    successors: [],
    people,
    limit: null,
    startMs: null,
    dryRun: false,
    nowMs,
    ...more,
  });
}

const codes = async (report: ReturnType<typeof enroll>) =>
  (await report).results.map(({ prospect, code }) => `${prospect.id} ${code}`);

describe('who', () => {
  test('everybody once, and again nobody', async () => {
    const world = await worldOf('ada', 'ben');
    expect(await codes(enroll(world, MAIL))).toEqual(['p1 enrolled', 'p2 enrolled']);
    expect(await codes(enroll(world, MAIL))).toEqual([
      'p1 already_enrolled',
      'p2 already_enrolled',
    ]);
    expect(await world.broken()).toEqual([]);
  });

  test('a dry run says the same and changes nothing', async () => {
    const world = await worldOf('ada', 'ben');
    expect(await codes(enroll(world, MAIL, { dryRun: true }))).toEqual([
      'p1 enrolled',
      'p2 enrolled',
    ]);
    expect(await world.stores.enrollments.ofPerson('p1')).toEqual([]);
    expect(await world.stores.enrollments.version(MAIL.version)).toBe(null);
  });

  test('so many as can be enrolled, not so many as were looked at', async () => {
    const world = await worldOf('ada', 'ben', 'cy', 'dee');
    await enroll(world, MAIL, {}, { keys: ['p1'] });
    expect(await codes(enroll(world, MAIL, { limit: 2 }))).toEqual([
      'p1 already_enrolled',
      'p2 enrolled',
      'p3 enrolled',
    ]);
  });

  test('a condition, a list, named people', async () => {
    const world = await worldOf('ada', 'ben');
    await world.stores.people.save(
      [{ id: null, person: person('cy', { country: 'FR' }) }],
      MONDAY,
      'spring',
    );
    const picked = async (selector: Partial<PeopleSelector>) =>
      codes(enroll(world, MAIL, { dryRun: true }, selector));
    expect(
      await picked({ where: [{ place: '--where', text: "prospect.country == 'FR'" }] }),
    ).toEqual(['p3 enrolled']);
    expect(await picked({ list: 'spring' })).toEqual(['p3 enrolled']);
    expect(await picked({ keys: ['ben@ben.example', 'p1', 'p2'] })).toEqual([
      'p2 enrolled',
      'p1 enrolled',
    ]);
    await expect(picked({ list: 'sping' })).rejects.toMatchObject({ code: 'unknown_list' });
    for (const text of ['prospect.country =', '1', "'DE' == 'DE' and true"])
      await expect(picked({ where: [{ place: '--where', text }] })).rejects.toMatchObject({
        code: 'bad_condition',
        exitCode: 2,
      });
    await expect(picked({ keys: ['p9'] })).rejects.toMatchObject({ code: 'unknown_person' });
  });

  test('whoever opted out stays out, although nothing is left of the sequence', async () => {
    const world = await worldOf('ada', 'ben');
    await world.signal('p1', 'opt_out');
    await world.stores.suppressions.addSuppressions(
      [{ kind: 'domain', value: 'ben.example', reason: 'by hand' }],
      'rep',
      MONDAY,
    );
    expect(await codes(enroll(world, MAIL))).toEqual(['p1 opted_out', 'p2 suppressed']);
  });
});

describe('when', () => {
  const PER_DAY: Sequence = {
    ...MAIL,
    window: OFFICE_HOURS,
    enroll: { ...MAIL.enroll, perDay: 2 },
  };
  const starts = async (world: World) => {
    const found = [];
    for (const { id } of await world.stores.people.list({ list: null, after: null, limit: 99 })) {
      const [enrollment] = await world.stores.enrollments.ofPerson(id);
      const { waiting, status } = enrollment!;
      const untilMs = waiting.for === 'time' ? waiting.untilMs : 0;
      found.push(`${status} ${new Date(untilMs).toISOString().slice(0, 16)}`);
    }
    return found;
  };
  const NAMES = ['ada', 'ben', 'cy', 'dee', 'eve'];

  test('so many on a day, the others in order on the next ones', async () => {
    const world = await worldOf(...NAMES);
    const report = enroll(world, PER_DAY);
    expect((await codes(report)).map((each) => each.split(' ')[1])).toEqual([
      'enrolled',
      'enrolled',
      'pending',
      'pending',
      'pending',
    ]);
    expect(await starts(world)).toEqual([
      'active 2026-03-02T08:00',
      'active 2026-03-02T08:00',
      'pending 2026-03-02T23:00',
      'pending 2026-03-02T23:00',
      'pending 2026-03-03T23:00',
    ]);
    await world.runDays(3);
    expect(await world.sent()).toHaveLength(5);
    expect(await world.broken()).toEqual([]);
  });

  test('those of an earlier command on the same day count', async () => {
    const world = await worldOf(...NAMES);
    await enroll(world, PER_DAY, { limit: 2 });
    const report = await enroll(world, PER_DAY, { limit: 2 });
    expect(report.results.map((each) => each.code).slice(-2)).toEqual(['pending', 'pending']);
    expect((await enroll(world, PER_DAY)).results.at(-1)).toMatchObject({ code: 'pending' });
    expect((await starts(world)).at(-1)).toBe('pending 2026-03-03T23:00');
  });

  describe('who begins by a date of theirs', () => {
    const start = { distance: duration('3 days'), side: 'before', field: 'due' } as const;
    const ANCHORED: Sequence = { ...PER_DAY, start, enroll: { ...PER_DAY.enroll, perDay: 1 } };
    const worldDue = async (...dates: readonly string[]): Promise<World> => {
      const world = new World({ nowMs: MONDAY });
      await world.add(...dates.map((due, index) => person(`n${index}`, { fields: { due } })));
      return world;
    };

    test('counts on their own day, and those over it come on the next ones', async () => {
      const world = await worldDue('2026-03-20', '2026-03-20', '2026-03-13', '2026-03-20');
      await enroll(world, ANCHORED);
      expect(await starts(world)).toEqual([
        'pending 2026-03-16T23:00',
        'pending 2026-03-17T23:00',
        'pending 2026-03-09T23:00',
        'pending 2026-03-18T23:00',
      ]);
    });

    test('is never put off until it has passed', async () => {
      const world = await worldDue('2026-03-03', '2026-03-03', '2026-03-03');
      await enroll(world, ANCHORED);
      expect(await starts(world)).toEqual([
        'active 2026-03-02T08:00',
        'pending 2026-03-02T23:00',
        'active 2026-03-02T08:00',
      ]);
    });

    test('is refused where nobody is to start before it has passed', async () => {
      const world = await worldDue('2026-03-20');
      const startMs = at('2026-03-21T10:00');
      expect(await codes(enroll(world, ANCHORED, { startMs }))).toEqual(['p1 start_date_passed']);
    });
  });

  test('not before the start', async () => {
    const world = await worldOf('ada');
    const startMs = at('2026-03-09T10:00');
    expect(await codes(enroll(world, MAIL, { startMs }))).toEqual(['p1 pending']);
    await world.runUntil(startMs - 1);
    expect(await world.sent()).toEqual([]);
    await world.runUntil(startMs + 1);
    expect(await world.sent()).toHaveLength(1);
  });
});

test('mailboxes are shared out by load, the first one first', async () => {
  const world = new World({ nowMs: MONDAY });
  const anna = world.settings.mailboxes[0]!;
  const settings = { ...world.settings, mailboxes: [anna, { ...anna, id: 'ben', rep: 'ben' }] };
  await world.add(...['ada', 'ben', 'cy'].map((name) => person(name)));
  const both: Sequence = { ...MAIL, mailboxes: ['anna', 'ben'] };
  const people = selectPeople(world.stores, EVERYBODY, world.settings, MONDAY);
  await enrollPeople(
    { ...needs(world), settings },
    {
      version: { sequence: both, templates: [] },
      successors: [],
      people,
      limit: null,
      startMs: null,
      dryRun: false,
      nowMs: MONDAY,
    },
  );
  const of = async (id: string) => (await world.stores.enrollments.ofPerson(id))[0]!.mailbox;
  expect([await of('p1'), await of('p2'), await of('p3')]).toEqual(['anna', 'ben', 'anna']);
});

test('ten thousand people are one pass in a few commits', async () => {
  const world = new World({ nowMs: MONDAY });
  const crowd = Array.from({ length: 10_000 }, (_, index) => person(`n${index}`));
  await world.add(...crowd);
  let reads = 0;
  let writes = 0;
  const { enrollments } = world.stores;
  const counted = {
    ...enrollments,
    factsOf: (ids: readonly string[]) => ((reads += 1), enrollments.factsOf(ids)),
    enroll: (added: Parameters<typeof enrollments.enroll>[0]) => (
      (writes += 1),
      enrollments.enroll(added)
    ),
  };
  const people: AsyncIterable<readonly Prospect[]> = selectPeople(
    world.stores,
    EVERYBODY,
    world.settings,
    MONDAY,
  );
  const report = await enrollPeople(
    { ...needs(world), enrollments: counted },
    {
      version: { sequence: sequence([linkedin('connect')]), templates: [] },
      successors: [],
      people,
      limit: null,
      startMs: null,
      dryRun: false,
      nowMs: MONDAY,
    },
  );
  expect(report.results).toHaveLength(10_000);
  expect([reads, writes]).toEqual([10, 10]);
});
