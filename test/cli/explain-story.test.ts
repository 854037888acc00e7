/**
 * A small story told by `show`, `timeline`, `why`, `status` and `verify`: `stories/explain.txt` is what a rep reads. The engine moves the store
 * between the commands, over a channel that the test owns.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import {
  at,
  call,
  email,
  linkedin,
  OFFICE_HOURS,
  person,
  sequence,
} from '../support/world/builders.ts';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import type { SimulatedFate } from '../support/world/simulated-channel.ts';
import { renderStep, wordsOf } from '../support/cli/transcript.ts';
import { World } from '../support/world/world.ts';
import { WORKSPACE } from '../support/cli/workspace-of-anna.ts';

const STORY = fileURLToPath(new URL('stories/explain.txt', import.meta.url));
/** Sat 28 Feb 2026, 12:00 in Berlin. */
const SATURDAY = at('2026-02-28T11:00');
const MONDAY = at('2026-03-02T08:00');

test('the story of Ada and Bob', async () => {
  const told = await inTemporaryFolder(async (dir) => {
    writeFileSync(join(dir, 'touchline.yaml'), WORKSPACE);
    mkdirSync(join(dir, 'mail'));
    const said: string[] = [];
    const fate: { now: SimulatedFate } = { now: 'accepted' };
    const path = join(dir, 'touchline.db');
    const say = async (command: string, nowMs: number): Promise<void> => {
      const env = { TOUCHLINE_NOW: new Date(nowMs).toISOString() };
      const seen = await runCli(wordsOf(command), { cwd: dir, env });
      said.push(renderStep(command, seen).replaceAll(dir, '/workspace'));
    };
    const scene = (words: string): number => said.push(`# ${words}`);

    scene('Before anything was imported.');
    await say('touchline status', SATURDAY);
    const world = new World({ nowMs: SATURDAY, path, plan: () => fate.now });
    const [ada, bob] = await world.add(
      person('ada', { name: 'Ada Kern', title: 'CTO', company: 'Kern GmbH' }),
      person('bob', { zone: null, zoneSource: null }),
    );
    const steps = [
      email('intro'),
      linkedin('connect', { wait: '1 day', dueWithin: { amount: 2, unit: 'day' } }),
      email('bump', { wait: '2 business days' }),
      call('ring', { wait: '1 day' }),
    ];
    await world.enroll(sequence(steps, { name: 'founders', window: OFFICE_HOURS }), [ada!]);

    scene('Ada was enrolled on Saturday.');
    await say('touchline why ada@ada.example', SATURDAY);
    await say(`touchline why ${bob!}`, SATURDAY);

    scene('Monday: the intro left.');
    world.clock.set(MONDAY);
    await world.run();
    await say('touchline why ada@ada.example', MONDAY);

    scene('Tuesday: Anna has a task.');
    world.clock.set(MONDAY + DAY_MS);
    await world.run();
    await say('touchline why ada@ada.example', MONDAY + DAY_MS);
    await say('touchline show ada@ada.example', MONDAY + DAY_MS);

    scene(
      'Bob was enrolled, and the line went dead while his intro was on the wire; then the mailbox could not be read.',
    );
    fate.now = 'uncertain_lost';
    await world.enroll(sequence(steps, { name: 'founders', window: OFFICE_HOURS }), [bob!]);
    await world.run();
    world.source.isDown = true;
    world.clock.set(world.clock.nowMs() + 30 * MINUTE_MS);
    await world.run();
    const tuesday = world.clock.nowMs();
    await say('touchline why bob@bob.example', tuesday);
    await say('touchline status', tuesday);

    scene('Ada answered.');
    world.source.isDown = false;
    world.source.deliver(
      'From: Ada <ada@ada.example>\nTo: anna@northwind.example\nSubject: Re: About intro\nMessage-ID: <1@ada.example>\n\nSounds good, call me.\n',
    );
    world.clock.set(tuesday + 60 * MINUTE_MS);
    await world.run();
    await say('touchline why ada@ada.example', world.clock.nowMs());
    await say('touchline timeline ada@ada.example', world.clock.nowMs());
    await say('touchline verify', world.clock.nowMs());

    scene('A store that somebody repaired by hand.');
    world.stores.db.exec(
      `UPDATE enrollment SET due_at_ms = NULL, waiting = '{"for":"nothing"}' WHERE id = 2`,
    );
    await say('touchline verify', world.clock.nowMs());
    world.stores.close();
    return said.join('\n\n');
  });
  await expect(`${told}\n`).toMatchFileSnapshot(STORY);
});
