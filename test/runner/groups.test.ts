/** Answers that come through a group of ours: it may put its own address in the writer's place, and calls itself a list. */
import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/duration.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { letter } from '../support/world/mail-scene.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const THROUGH_GROUP = {
  To: 'anna@northwind.example',
  Subject: 'Re: About intro',
  'Message-ID': '<1@ada.example>',
  'List-ID': 'Anna <anna.northwind.example>',
  'List-Unsubscribe': '<mailto:anna+unsubscribe@northwind.example>',
};
/** As a group writes it whose sender forbids others to write in their name (DMARC). */
const IN_OUR_NAME = { ...THROUGH_GROUP, From: "'Ada' via Anna <anna@northwind.example>" };

interface Scene {
  readonly world: World;
  /** Of our letter to Ada. */
  readonly id: string;
}

async function scene(): Promise<Scene> {
  const world = new World({ nowMs: MONDAY });
  await world.enroll(
    sequence([email('intro'), email('bump', { wait: '3 days' })]),
    await world.add(person('ada')),
  );
  await world.run();
  const first = Buffer.from(world.channel.accepted[0]!.bytes).toString();
  return { world, id: /^message-id: (.*)$/im.exec(first)![1]!.trim() };
}

async function hear({ world }: Scene, headers: Readonly<Record<string, string>>): Promise<void> {
  world.clock.set(world.clock.nowMs() + MINUTE_MS);
  world.source.deliver(letter(headers, 'Sounds good, call me.').replaceAll('\r\n', '\n'));
  await world.run();
}

describe('in our own name, an answer is of the person', () => {
  test.each(['Reply-To', 'X-Original-From', 'X-Original-Sender'])(
    'whom %s names, in our thread',
    async (name) => {
      const here = await scene();
      await hear(here, { ...IN_OUR_NAME, [name]: 'Ada <ada@ada.example>', 'In-Reply-To': here.id });
      expect(await here.world.status('e1')).toBe('finished: replied');
    },
  );

  test('whom it answers, whoever wrote it', async () => {
    const here = await scene();
    const writer = { 'X-Original-From': 'ada.k@private.example' };
    await hear(here, { ...IN_OUR_NAME, ...writer, 'In-Reply-To': here.id });
    expect(await here.world.status('e1')).toBe('finished: replied');
  });

  test('but not where it names nobody whom we know', async () => {
    const here = await scene();
    await hear(here, {
      ...IN_OUR_NAME,
      'Reply-To': 'desk@northwind.example',
      'In-Reply-To': here.id,
    });
    expect(await here.world.status('e1')).toBe('active');
  });
});

describe('of no thread of ours, it holds whom it is from', () => {
  test.each([
    ['in their own name', { ...THROUGH_GROUP, From: 'ada@ada.example' }],
    ['in our name', { ...IN_OUR_NAME, 'Reply-To': 'ada@ada.example' }],
    [
      'in the name of a group',
      { ...IN_OUR_NAME, From: 'sales@northwind.example', 'Reply-To': 'ada@ada.example' },
    ],
  ])('%s', async (_, headers) => {
    const here = await scene();
    await hear(here, headers);
    expect(await here.world.status('e1')).toBe('paused: suspect');
  });

  test.each([{ 'Feedback-ID': '1:2:3:mailer' }, { Precedence: 'bulk' }])(
    'but not with a newsletter of theirs: %o',
    async (bulk) => {
      const here = await scene();
      await hear(here, {
        ...THROUGH_GROUP,
        Subject: 'Our spring',
        From: 'ada@ada.example',
        ...bulk,
      });
      expect(await here.world.status('e1')).toBe('active');
    },
  );
});
