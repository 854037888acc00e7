/** Where a step goes on that asks where the person is best reached, through the real engine and store. */
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { Channel, Sequence } from '../../src/core/sequence.ts';
import type { ProspectDraft } from '../../src/ports/people-store.ts';
import { compiledOk } from '../definition/samples.ts';
import { at, person, templatesFor } from '../support/world/builders.ts';
import { explain } from '../support/world/explain.ts';
import { World, type WorldOptions } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T10:00');
const PATHS =
  'email: [{ id: mail, email: intro }], linkedin: [{ id: profile, linkedin: view }], call: [{ id: ring, call: discovery }]';
const SEQUENCE: Sequence = compiledOk(
  'sequence: classic\ngoals: [meeting_booked]\nmailboxes: [anna]\nexits: { reply: continue }\n' +
    `steps: [{ id: reach, channel: preferred, fallback: [email, linkedin, call], paths: { ${PATHS} } }]\n`,
);

interface Life extends Partial<WorldOptions> {
  readonly people?: readonly ProspectDraft[];
  /** Before anybody is enrolled. */
  readonly before?: (world: World) => Promise<void>;
}

/** Where Ada, the first of them, is after a run, and what was written down of it. */
async function taken({ people = [person('ada')], before, ...options }: Life): Promise<string> {
  const world = new World({ nowMs: MONDAY - 10 * DAY_MS, ...options });
  await world.add(...people);
  await before?.(world);
  world.clock.set(MONDAY);
  const script = { name: 'discovery', subject: null, body: 'Say hello' };
  await world.enroll(SEQUENCE, ['p1'], { templates: [...templatesFor(SEQUENCE), script] });
  const foretold = (await explain(world, 'p1')).flatMap(({ checks }) =>
    checks.filter(({ rule }) => rule === 'channel').map(({ detail }) => detail),
  );
  await world.run();
  const timeline = await world.stores.history.timeline('p1');
  const [done] = timeline.filter(({ step, type }) => step === 'reach' && type.startsWith('step_'));
  // What `why` says beforehand is what is done.
  if (done?.type === 'step_done') expect(foretold).toEqual([done.summary]);
  expect(await world.broken()).toEqual([]);
  return done?.summary ?? 'nothing';
}

const answered = (id: string, channel: Channel) => async (world: World) => {
  await world.log(id, 'manual_touch', { channel });
  await world.log(id, 'reply', { channel });
};

describe('a step that asks where somebody is best reached', () => {
  test('takes the first of the fallback where nobody knows', async () => {
    expect(await taken({})).toBe('email: not enough is known of them');
  });

  test('takes the channel on which they answered before', async () => {
    expect(await taken({ before: answered('p1', 'call') })).toBe('call: they answered 1 of 1');
  });

  test('takes what they say over what they did', async () => {
    const ada = { ...person('ada'), fields: { preferred_channel: 'LinkedIn' } };
    const before = answered('p1', 'call');
    expect(await taken({ people: [ada], before })).toBe('linkedin: preferred_channel says so');
  });

  test('learns from colleagues', async () => {
    const of = (name: string) => ({ ...person(name), accountId: 'kern.test' });
    const before = async (world: World) => {
      await answered('p2', 'linkedin')(world);
      await answered('p3', 'linkedin')(world);
    };
    const people = [of('ada'), of('ben'), of('cleo')];
    expect(await taken({ people, before })).toBe('linkedin: 2 of 2 colleagues answered there');
    // One of them is not enough to go by.
    const one = await taken({ people, before: answered('p2', 'linkedin') });
    expect(one).toBe('email: not enough is known of them');
  });

  test('passes over a channel on which they have no address', async () => {
    const ada = person('ada');
    const identities = ada.identities.filter(({ kind }) => kind !== 'phone');
    const people = [{ ...ada, identities }];
    const took = await taken({ people, before: answered('p1', 'call') });
    expect(took).toBe('email: their others cannot be used; not call: no phone that works');
  });

  test('asks their consent before their liking', async () => {
    const withdrawn = { kind: 'withdrawn', channel: 'call', basis: null } as const;
    const before = async (world: World) => {
      await answered('p1', 'call')(world);
      const said = { ...withdrawn, source: 'rep', evidence: null, expiresAtMs: null };
      await world.stores.consents.addConsents([{ ...said, prospectId: 'p1', atMs: MONDAY - 1 }], 0);
    };
    expect(await taken({ before })).toMatch(/^email: .*; not call: consent withdrawn/);
  });

  test('is left out where no channel reaches them', async () => {
    const people = [{ ...person('ada'), identities: [] }];
    const took = await taken({ people });
    expect(took).toMatch(/^no channel reaches them: not email: .*; not linkedin: .*; not call: /);
  });
});
