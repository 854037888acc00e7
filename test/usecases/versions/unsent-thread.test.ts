/** A new version puts a first email before where people stand: they never get it. What becomes of the emails that were to continue it? */
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import type { Template } from '../../../src/core/template.ts';
import type { StoredVersion } from '../../../src/ports/enrollment-store.ts';
import { applyPlan } from '../../../src/usecases/versions/apply-plan.ts';
import { planMigration, type Traveller } from '../../../src/usecases/versions/plan-migration.ts';
import { at, email, person, sequence, task } from '../../support/world/builders.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { explain } from '../../support/world/explain.ts';
import { World } from '../../support/world/world.ts';

const MONDAY = at('2026-03-02T09:00');
const nothing = (): void => undefined;
const FIRST = sequence([task('look'), email('bye', { wait: '9 days' })]);
const SECOND = sequence(
  [
    email('intro'),
    task('look'),
    { ...email('bump', { wait: '1 day' }), thread: 'intro' },
    { ...email('again', { wait: '1 day' }), thread: 'bump' },
  ],
  { version: 'v2' },
);

function version(bumpSubject: string | null, hash = 'v2'): StoredVersion {
  const text = (name: string, subject: string | null): Template => ({ name, subject, body: name });
  const templates = [text('intro', 'Torque'), text('bump', bumpSubject), text('again', null)];
  return { sequence: { ...SECOND, version: hash }, templates };
}

/** Ada stands at `look`. */
async function withAda(use: (world: World) => Promise<void>): Promise<void> {
  const world = new World({ nowMs: MONDAY });
  try {
    await world.enroll(FIRST, await world.add(person('ada')));
    await world.run();
    await use(world);
    expect(await world.broken()).toEqual([]);
  } finally {
    world.stores.close();
  }
}

/** Takes her along. Returns what the plan said. */
async function move(world: World, file: StoredVersion): Promise<Traveller> {
  const { hash, travellers } = await planMigration(deskOf(world), file, momentOf(world), nothing);
  const currents = (await world.stores.enrollments.currents('outreach')).map((each) => each.hash);
  const versions = { name: 'outreach', file, successors: [], currents, pinned: [], before: null };
  await applyPlan(deskOf(world), { versions, hash, policy: 'move' }, momentOf(world), nothing);
  return travellers[0]!;
}

async function mails(world: World): Promise<readonly (readonly [string, boolean])[]> {
  const read = world.channel.accepted.map(async ({ bytes }) => {
    const { subject = '', inReplyTo } = await PostalMime.parse(bytes);
    return [subject, inReplyTo !== undefined] as const;
  });
  return Promise.all(read);
}

test('the next begins a thread of its own, and the others continue that', () =>
  withAda(async (world) => {
    expect(await move(world, version('A word'))).toMatchObject({
      landing: { to: 'look', misses: ['intro'], begins: ['bump'] },
      lackSubject: [],
    });
    await world.doTasks();
    world.clock.set(MONDAY + DAY_MS + 3_600_000);
    const [why] = await explain(world, 'p1');
    expect(why!.checks).toContainEqual(
      expect.objectContaining({ rule: 'template', detail: expect.stringContaining('new thread') }),
    );
    await world.runDays(3);
    expect(await mails(world)).toEqual([
      ['A word', false],
      ['Re: A word', true],
    ]);
    const [later] = await explain(world, 'p1');
    expect(later!.enrollment.status).toBe('finished');
  }));

test('without a subject it is held, and a rep is told what it needs; with one it leaves', () =>
  withAda(async (world) => {
    expect(await move(world, version(null))).toMatchObject({ lackSubject: ['bump'] });
    await world.doTasks();
    await world.runDays(3);
    expect(await world.status('e1')).toBe('paused: missing_field');
    expect(world.channel.accepted).toEqual([]);
    const [asked] = await world.stores.tasks.open(null);
    expect(asked!.text).toContain('templates/bump.md has no subject');
    expect(asked!.text).toContain('touchline plan outreach --migrate move');
    await move(world, version('A word', 'v3'));
    await world.run();
    expect(await mails(world)).toEqual([['A word', false]]);
  }));
