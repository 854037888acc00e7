/** Nothing leaves without the ground that the profile asks for, whenever it is given or taken back. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import type { ConsentBasis } from '../../src/core/person/consent.ts';
import { recordConsent } from '../../src/usecases/consents/record-consent.ts';
import { importCallList } from '../../src/usecases/consents/import-call-list.ts';
import { suppress } from '../../src/usecases/suppressions/suppress.ts';
import { unsuppress } from '../../src/usecases/suppressions/unsuppress.ts';
import { listTasks } from '../../src/usecases/tasks/list-tasks.ts';
import { explain } from '../support/world/explain.ts';
import {
  at,
  call,
  email,
  linkedin,
  OFFICE_HOURS,
  person,
  sequence,
  smsText,
  task,
} from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const START = at('2026-03-02T08:00');
const OUTREACH = sequence([email('intro'), task('letter', { wait: '1 day' })]);

const lawful = (more: ConstructorParameters<typeof World>[0]['settings'] = {}): World =>
  new World({ nowMs: START, settings: { compliance: 'auto', ...more } });

async function say(
  world: World,
  id: string,
  basis: ConsentBasis | null,
  channel: string | null = 'email',
): Promise<{ resumed: number; withdrawn: number }> {
  const stated = {
    kind: basis === null ? 'withdrawn' : 'given',
    channel,
    basis,
    source: 'fair',
    evidence: null,
    atMs: null,
    expiresAtMs: null,
  } as const;
  const who = (await world.stores.people.byId(id))!;
  return recordConsent(world.stores, world.engine(), who, stated, world.decisionMs());
}

/** Something happens in the last moment before the gate is asked. */
function beforeTheGate(world: World, happens: () => Promise<unknown>): ReturnType<World['engine']> {
  const engine = world.engine();
  let hasHappened = false;
  const openGate: EngineStore['openGate'] = async (guard, message) => {
    if (!hasHappened) await happens();
    hasHappened = true;
    return engine.store.openGate(guard, message);
  };
  return { ...engine, store: { ...engine.store, openGate } };
}

const enrollmentOf = async (world: World) => (await world.stores.engine.load('e1'))!.enrollment;

describe('an email to Germany', () => {
  test('without consent is held, not skipped, and leaves when it is recorded', async () => {
    const world = lawful();
    const [ada] = await world.add(person('ada'));
    await world.enroll(OUTREACH, [ada!]);
    await world.runDays(4);
    expect(await world.sent()).toEqual([]);
    expect(await enrollmentOf(world)).toMatchObject({
      status: 'active',
      cursor: 'intro',
      waiting: { for: 'time', rule: 'eu_email_consent' },
    });
    // It is looked at every day and said once.
    const timeline = await world.stores.history.timeline(ada!);
    expect(timeline.filter(({ summary }) => summary.includes('eu_email_consent'))).toHaveLength(1);
    expect(await say(world, ada!, 'consent')).toEqual(
      expect.objectContaining({ resumed: 1, withdrawn: 0 }),
    );
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(await world.broken()).toEqual([]);
  });

  test('does not leave when consent is taken back between the decision and the gate', async () => {
    const world = lawful();
    const [ada] = await world.add(person('ada'));
    await say(world, ada!, 'consent');
    await world.enroll(OUTREACH, [ada!]);
    await world.run(beforeTheGate(world, () => say(world, ada!, null)));
    await world.run();
    expect(await world.sent()).toEqual([]);
    expect((await world.stores.history.touch('e1.intro.1'))!.status).toBe('cancelled');
    expect(await enrollmentOf(world)).toMatchObject({
      status: 'active',
      waiting: { rule: 'consent_withdrawn' },
    });
    expect(await world.broken()).toEqual([]);
  });

  test('does not leave either when only the ledger knows of it, as when the command died', async () => {
    const world = lawful();
    const [ada] = await world.add(person('ada'));
    await say(world, ada!, 'consent');
    await world.enroll(OUTREACH, [ada!]);
    const withdrawn = {
      prospectId: ada!,
      kind: 'withdrawn',
      channel: null,
      basis: null,
      source: 'rep',
      evidence: null,
      atMs: START,
      expiresAtMs: null,
    } as const;
    const died = () => world.stores.consents.addConsents([withdrawn], START);
    await world.run(beforeTheGate(world, died));
    expect(await world.sent()).toEqual([]);
    await world.run();
    expect(await world.sent()).toEqual([]);
    expect((await world.stores.history.touch('e1.intro.1'))!.status).toBe('cancelled');
    expect(await enrollmentOf(world)).toMatchObject({ waiting: { rule: 'consent_withdrawn' } });
  });

  test('is not written once more when nobody knows whether it left, and consent is taken back and given anew', async () => {
    const plan = () => 'uncertain_accepted' as const;
    const world = new World({ nowMs: START, settings: { compliance: 'auto' }, plan });
    const [ada] = await world.add(person('ada'));
    await say(world, ada!, 'consent');
    await world.enroll(sequence([email('intro')]), [ada!]);
    await world.run();
    expect(await say(world, ada!, null)).toMatchObject({ withdrawn: 0 });
    await world.settle('e1.intro.1', true);
    await say(world, ada!, 'consent');
    await world.runDays(3);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(await enrollmentOf(world)).toMatchObject({ reason: 'completed' });
    expect(await world.broken()).toEqual([]);
  });

  test('is not written once more when consent is taken back while it is on the wire', async () => {
    const world = lawful();
    const [ada] = await world.add(person('ada'));
    await say(world, ada!, 'consent');
    await world.enroll(sequence([email('intro')]), [ada!]);
    const engine = world.engine();
    const startData: EngineStore['startData'] = async (touchId, intent) => {
      await engine.store.startData(touchId, intent);
      expect(await say(world, ada!, null)).toMatchObject({ withdrawn: 0 });
    };
    await world.run({ ...engine, store: { ...engine.store, startData } });
    await say(world, ada!, 'consent');
    await world.runDays(3);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(await enrollmentOf(world)).toMatchObject({ reason: 'completed' });
    expect(await world.broken()).toEqual([]);
  });

  test("somebody else's word shuts the gate only until it is looked at again", async () => {
    const world = lawful();
    const [ada, ben] = await world.add(person('ada'), person('ben'));
    await say(world, ada!, 'consent');
    await world.enroll(OUTREACH, [ada!]);
    await world.run(beforeTheGate(world, () => say(world, ben!, 'consent')));
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });

  test('waits for the window once it is cleared', async () => {
    const world = lawful();
    const [ada] = await world.add(person('ada'));
    await world.enroll(sequence([email('intro')], { window: OFFICE_HOURS }), [ada!]);
    await world.run();
    world.clock.set(START + 14 * HOUR_MS);
    await say(world, ada!, 'consent');
    await world.run();
    expect(await world.sent()).toEqual([]);
    world.clock.set(START + DAY_MS);
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });

  test('stops when a consent runs out, and why says so', async () => {
    const world = lawful();
    const fields = { consent: 'yes', consent_expires: '2026-03-04' };
    const [ada] = await world.add(person('ada', { fields }));
    const twice = sequence([email('intro'), email('bump', { wait: '3 days' })]);
    await world.enroll(twice, [ada!]);
    await world.runDays(5);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    const [why] = await explain(world, ada!);
    const stop = why!.checks.find(({ verdict }) => verdict === 'blocks');
    expect(stop).toMatchObject({ rule: 'eu_email_consent', clearsAtMs: null });
    expect(stop!.detail).toContain('rests on consent, which has expired');
    expect(stop!.clearsWith).toContain('touchline consent add p1 --channel email');
    expect(why!.next.earliestMs).toBeNull();
  });
});

describe('an open call', () => {
  const RING = sequence([call('ring'), email('intro', { wait: '1 day' })]);

  async function register(world: World, numbers: readonly string[], atMs = START) {
    async function* lines(): AsyncGenerator<string> {
      yield* numbers;
    }
    const order = { source: 'national', atMs, country: 'US', isOwn: false };
    return importCallList(world.stores, world.engine(), lines(), order, world.decisionMs());
  }

  test('is taken back when the number turns up on a list', async () => {
    const world = lawful();
    const phone = { kind: 'phone', value: '+12125550100', status: 'good' } as const;
    const [ada] = await world.add(person('ada', { country: 'US', identities: [phone] }));
    await world.enroll(RING, [ada!]);
    await world.run();
    expect(await world.stores.tasks.open(null)).toHaveLength(1);
    expect(await register(world, ['212,5550100'])).toMatchObject({ numbers: 1, withdrawn: 1 });
    expect(await world.stores.tasks.open(null)).toEqual([]);
    await world.run();
    expect(await world.stores.tasks.open(null)).toEqual([]);
    expect(await enrollmentOf(world)).toMatchObject({ waiting: { rule: 'dnc_listed' } });
    await say(world, ada!, 'consent', 'call');
    await world.run();
    expect(await world.stores.tasks.open(null)).toMatchObject([{ id: 'e1.ring.2' }]);
    expect(await world.broken()).toEqual([]);
  });

  test('is held by a register that grew old, and a newer one opens it', async () => {
    const world = lawful();
    const phone = { kind: 'phone', value: '+12125550100', status: 'good' } as const;
    const [ada] = await world.add(person('ada', { country: 'US', identities: [phone] }));
    await register(world, ['+12125550199'], START - 32 * DAY_MS);
    await world.enroll(RING, [ada!]);
    await world.run();
    expect(await enrollmentOf(world)).toMatchObject({ waiting: { rule: 'us_dnc_list_age' } });
    expect(await register(world, ['+12125550199'])).toMatchObject({ added: 0, resumed: 1 });
    await world.run();
    expect(await world.stores.tasks.open(null)).toHaveLength(1);
  });

  test('in Florida is not the fourth in a day, though nobody answered', async () => {
    const world = lawful();
    const phone = { kind: 'phone', value: '+13055550100', status: 'good' } as const;
    const [ada] = await world.add(person('ada', { country: 'US', identities: [phone] }));
    for (const ago of [1, 2, 3]) {
      await world.log(ada!, 'manual_touch', {
        channel: 'call',
        atMs: START - ago * HOUR_MS,
        details: { outcome: 'no_answer' },
      });
    }
    await world.enroll(RING, [ada!]);
    await world.run();
    expect(await enrollmentOf(world)).toMatchObject({
      waiting: { rule: 'us_fl_three_a_day', notBeforeMs: START + 21 * HOUR_MS },
    });
    world.clock.set(START + 21 * HOUR_MS);
    await world.run();
    expect(await world.stores.tasks.open(null)).toHaveLength(1);
  });
});

test('off asks nothing, and a withdrawal binds all the same', async () => {
  const world = new World({ nowMs: START });
  const [ada, ben] = await world.add(person('ada'), person('ben'));
  await say(world, ben!, null, null);
  await world.enroll(OUTREACH, [ada!, ben!]);
  await world.run();
  expect(await world.sent()).toEqual(['e1.intro.1']);
});

describe('the first text', () => {
  const TEXTS = sequence([smsText('hello'), smsText('bump', { wait: '1 day' })]);
  const phone = { kind: 'phone', value: '+493012345678', status: 'good' } as const;

  async function texts(world: World): Promise<readonly (string | null)[]> {
    const fields = { consent: 'yes' };
    const [ada] = await world.add(person('ada', { identities: [phone], fields }));
    await world.enroll(TEXTS, [ada!]);
    const seen: (string | null)[] = [];
    for (const day of [0, 1]) {
      world.clock.set(START + day * DAY_MS);
      await world.run();
      const [open] = await world.stores.tasks.open(null);
      seen.push(open!.text);
      await world.doTasks();
    }
    return seen;
  }

  test('says who writes and how to stop, the next does not again', async () => {
    const [hello, bump] = await texts(lawful());
    expect(hello).toContain('\nNorthwind Tools. Reply STOP to opt out.');
    expect(bump).not.toContain('STOP');
  });

  test('is left as it is when compliance is off', async () => {
    expect((await texts(new World({ nowMs: START })))[0]).not.toContain('STOP');
  });
});

test('a rep is told that a telephone is quiet now, and until when', async () => {
  const evening = at('2026-03-07T21:30');
  const phone = { kind: 'phone', value: '+12125550100', status: 'good' } as const;
  const zone = 'America/Chicago';
  const place = { country: 'US', state: 'TX', zone, zoneSource: 'place' } as const;
  const reasonsIn = async (compliance: 'off' | 'auto') => {
    const world = new World({ nowMs: evening + 6 * HOUR_MS, settings: { compliance } });
    const [ada] = await world.add(person('ada', { ...place, identities: [phone] }));
    await world.enroll(sequence([call('ring')]), [ada!]);
    await world.run();
    const needs = { ...world.stores, settings: world.settings };
    const { tasks } = await listTasks(needs, { rep: null, channel: null }, world.decisionMs());
    return tasks[0]!.reasons;
  };
  expect((await reasonsIn('auto'))[0]).toBe(
    'their telephone is quiet until Sun 8 Mar 12:00 in America/Chicago',
  );
  expect((await reasonsIn('off')).join()).not.toContain('quiet');
});

describe('a suppression on one channel', () => {
  const TWO_WAYS = sequence([email('intro'), linkedin('connect')]);
  const entry = {
    kind: 'address',
    value: 'ada@ada.example',
    reason: 'by post only',
    channel: 'email',
  } as const;

  test('holds the step there, whatever the law says, and says what would let it go', async () => {
    const world = lawful({ compliance: 'off' });
    const [ada] = await world.add(person('ada'));
    await world.enroll(TWO_WAYS, [ada!]);
    await suppress(world.stores, world.engine(), [entry], 'rep', START);
    await world.runDays(2);
    expect(await world.sent()).toEqual([]);
    expect(await enrollmentOf(world)).toMatchObject({
      status: 'active',
      waiting: { rule: 'suppressed_on_channel' },
    });
    const done = await unsuppress(world.stores, world.engine(), [entry], false, world.decisionMs());
    expect(done).toMatchObject({ removed: [entry], resumed: 1 });
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });

  test('leaves the other channels alone', async () => {
    const world = lawful({ compliance: 'off' });
    const [ada] = await world.add(person('ada'));
    await world.enroll(TWO_WAYS, [ada!]);
    await suppress(world.stores, world.engine(), [{ ...entry, channel: 'sms' }], 'rep', START);
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });

  test('takes back the call that is open', async () => {
    const world = lawful({ compliance: 'off' });
    const [ada] = await world.add(person('ada'));
    await world.enroll(sequence([call('ring')]), [ada!]);
    await world.run();
    const calls = { ...entry, channel: 'call' };
    const done = await suppress(world.stores, world.engine(), [calls], 'rep', START);
    expect(done).toMatchObject({ people: 1, stopped: 0, held: 1 });
    expect(await world.stores.tasks.open(null)).toEqual([]);
  });

  test('between the decision and the gate shuts it', async () => {
    const world = lawful({ compliance: 'off' });
    const [ada] = await world.add(person('ada'));
    await world.enroll(TWO_WAYS, [ada!]);
    const engine = beforeTheGate(world, () =>
      suppress(world.stores, world.engine(), [entry], 'rep', START),
    );
    await world.run(engine);
    expect(await world.sent()).toEqual([]);
  });
});
