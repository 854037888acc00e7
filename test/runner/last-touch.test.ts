/** One view of a person: the last touch is theirs, whoever made it, and everything that asks for it is told the same. */
import { expect, test } from 'vitest';
import { effectsOnNobody } from '../../src/core/person-effects.ts';
import type { NewSignal } from '../../src/core/signal.ts';
import { HOUR_MS } from '../../src/core/time/duration.ts';
import { parseCondition } from '../../src/definition/condition/condition-text.ts';
import type { Append } from '../../src/ports/inbound-store.ts';
import { findPeople } from '../../src/usecases/people/find-people.ts';
import { lastTouchOf } from '../../src/usecases/preview/last-touch-of.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const NOW = at('2026-03-02T08:00');

function asks(text: string) {
  const parsed = parseCondition(text, { kind: 'step', steps: null });
  if (!parsed.ok) throw new Error('a condition');
  return parsed.condition;
}

test('the last touch is of another sequence, or by hand, or our own: whichever was the latest', async () => {
  const world = new World({ nowMs: NOW, settings: { personLimits: [] } });
  const [ada] = await world.add(person('ada'));
  await world.enroll(sequence([email('intro')], { name: 'first' }), [ada!]);
  await world.run();
  expect(await lastTouchOf(world.stores.search, ada!)).toMatchObject({ step: 'intro' });

  const elsewhere = asks("last_touch.channel == 'email' and last_touch.step == 'intro'");
  const byHand = asks("last_touch.channel == 'call' and touches.intro == nil");
  const steps = [
    email('again', { wait: '1 hour', condition: elsewhere }),
    email('rang', { wait: '1 hour', condition: byHand }),
    email('never', { wait: '1 hour', condition: elsewhere }),
  ];
  const [id] = await world.enroll(sequence(steps, { name: 'second', version: 'v2' }), [ada!]);
  for (const hours of [1, 2, 3]) {
    world.clock.set(NOW + hours * HOUR_MS);
    await world.run();
    if (hours === 1) await world.stores.signals.append(called(ada!, NOW + 1.5 * HOUR_MS));
  }
  const { touches } = await world.stores.engine.history(id!, 0);
  expect(touches.map(({ step }) => step)).toEqual(['again', 'rang']);

  const where = [{ place: '--where', text: "last_touch.step == 'rang'" }];
  const sought = { query: null, where, list: null, limit: null };
  const nowMs = world.clock.nowMs();
  expect(await findPeople(world.stores, world.settings, sought, nowMs)).toHaveLength(1);
  await world.stores.signals.append(called(ada!, nowMs));
  expect(await findPeople(world.stores, world.settings, sought, nowMs)).toEqual([]);
  world.stores.close();
});

/** Told of nothing that is under way: a touch by hand would move its next step. */
function called(prospectId: string, atMs: number): Append {
  const signal: NewSignal = {
    prospectId,
    kind: 'manual_touch',
    atMs,
    source: 'rep',
    externalId: `a call ${atMs}`,
    channel: 'call',
    details: { outcome: 'connected' },
  };
  const binds = { enrolledNotAfterMs: 0, enrollmentId: null };
  return { signal, effects: { ...effectsOnNobody(signal), binds } };
}
