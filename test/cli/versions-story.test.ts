/**
 * A sequence is edited while people are in it: `stories/versions.txt` is what their rep reads. The engine moves the store between the
 * commands, over a channel that the test owns.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { at } from '../support/world/builders.ts';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { renderStep, wordsOf } from '../support/cli/transcript.ts';
import { World } from '../support/world/world.ts';
import { WORKSPACE } from '../support/cli/workspace-of-anna.ts';

const STORY = fileURLToPath(new URL('stories/versions.txt', import.meta.url));
/** Mon 2 Mar 2026, 10:00 in Berlin. */
const MONDAY = at('2026-03-02T09:00');

const FIRST = `sequence: classic
goals: [meeting_booked]
mailboxes: [anna]
steps:
  - { id: intro, email: intro }
  - { id: connect, wait: 1 day, linkedin: connect }
  - { id: bump, wait: 3 days, email: bump }
  - { id: bye, wait: 4 days, email: bye }
`;
const SECOND = `sequence: classic
goals: [meeting_booked]
mailboxes: [anna]
exits: { reply: finish, colleague_reply: pause 3 days }
steps:
  - { id: intro, email: intro }
  - { id: bump, wait: 2 business days, email: bump }
  - { id: connect, wait: 1 day, linkedin: connect }
  - { id: gift, wait: 1 week, task: Send the book }
`;
const TEMPLATES = {
  intro:
    '---\nsubject: Torque\n---\n\nHello {{ prospect.first_name | default: "there" }},\n\nshall we talk?\n',
  bump: 'Any thoughts?\n\nAnna\n',
  bye: 'I will not write again.\n',
};

test('a sequence that is edited while people are in it', async () => {
  const told = await inTemporaryFolder(async (dir) => {
    writeFileSync(join(dir, 'touchline.yaml'), WORKSPACE);
    for (const folder of ['mail', 'sequences', 'templates']) mkdirSync(join(dir, folder));
    const write = (text: string): void => writeFileSync(join(dir, 'sequences/classic.yaml'), text);
    for (const [name, text] of Object.entries(TEMPLATES))
      writeFileSync(join(dir, `templates/${name}.md`), text);
    write(FIRST);
    const said: string[] = [];
    const scene = (words: string): number => said.push(`# ${words}`);
    const cli = (command: string, nowMs: number) =>
      runCli(wordsOf(command), { cwd: dir, env: { TOUCHLINE_NOW: new Date(nowMs).toISOString() } });
    const say = async (command: string, nowMs: number): Promise<void> => {
      said.push(renderStep(command, await cli(command, nowMs)).replaceAll(dir, '/workspace'));
    };
    const planned = async (nowMs: number): Promise<string> =>
      JSON.parse((await cli('touchline plan classic --json', nowMs)).stdout).hash;

    for (const name of ['Ada', 'Bob', 'Cara', 'Dan'])
      await cli(
        `touchline add first_name=${name} name=${name} email=${name.toLowerCase()}@${name.toLowerCase()}.example linkedin_url=linkedin.com/in/${name.toLowerCase()} zone=Europe/Berlin`,
        MONDAY,
      );
    scene('Four people are in the first version.');
    await say('touchline diff classic', MONDAY);
    await say('touchline enroll classic --all', MONDAY);
    const world = new World({ nowMs: MONDAY, path: join(dir, 'touchline.db') });
    await world.run();
    world.clock.set(MONDAY + DAY_MS + HOUR_MS);
    await world.run();
    const tuesday = world.clock.nowMs();
    scene('Tuesday: Ada is connected with; Dan asked to wait.');
    await say('touchline tasks done e1.connect.1', tuesday);
    await say('touchline pause --prospect dan@dan.example', tuesday);

    scene(
      'The sequence is edited: the second letter comes sooner and says more, connecting later, and a gift ends it.',
    );
    write(SECOND);
    writeFileSync(
      join(dir, 'templates/bump.md'),
      'Any thoughts, {{ prospect.first_name | default: "perhaps" }}?\n\nAnna\n',
    );
    await say('touchline diff classic', tuesday);
    await say('touchline plan classic', tuesday);
    await say('touchline plan classic --migrate stop --json', tuesday);
    await say('touchline apply classic', tuesday);

    scene('Cara skips her task between plan and apply.');
    const stale = await planned(tuesday);
    await cli('touchline tasks skip e3.connect.1', tuesday);
    await say(`touchline apply classic --plan ${stale} --migrate move`, tuesday);
    const hash = await planned(tuesday);
    await say(`touchline apply classic --plan ${hash} --migrate move`, tuesday);
    await say(`touchline apply classic --plan ${hash} --migrate move`, tuesday);
    await say('touchline plan classic', tuesday);
    await say('touchline timeline ada@ada.example', tuesday);
    await say('touchline why ada@ada.example', tuesday);

    scene('A week later everybody is where the new version says.');
    await world.runUntil(tuesday + 7 * DAY_MS, 6 * HOUR_MS);
    const later = world.clock.nowMs();
    await say('touchline timeline ada@ada.example', later);

    scene('The file is deleted by mistake: nothing happens to anybody.');
    rmSync(join(dir, 'sequences/classic.yaml'));
    await say('touchline plan classic', later);
    await say(`touchline apply classic --plan ${hash} --migrate move`, later);

    scene('The first version was better.');
    await say('touchline rollback classic --migrate move', later);
    await say('touchline rollback classic --migrate move --yes', later);
    await say('touchline show ada@ada.example', later);
    write(FIRST);
    await say('touchline diff classic', later);
    await world.runUntil(later + 21 * DAY_MS, 6 * HOUR_MS);
    expect(new Set(await world.sent()).size).toBe((await world.sent()).length);
    expect(await world.broken()).toEqual([]);
    await say('touchline verify', world.clock.nowMs());
    world.stores.close();
    return said.join('\n\n');
  });
  await expect(`${told}\n`).toMatchFileSnapshot(STORY);
});
