/** What a rep told by mistake is taken back, once, and can be told again. */
import { expect, test } from 'vitest';
import type { HeardSignal } from '../../src/core/engagement.ts';
import { scoreOf, type Score } from '../../src/score/score.ts';
import { addEvent } from '../../src/usecases/score/add-event.ts';
import { undoEvent } from '../../src/usecases/score/undo-event.ts';
import { at, person } from '../support/world/builders.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import { World } from '../support/world/world.ts';

const NOW = at('2026-03-02T10:00');
const VISIT = { event: 'visited_us', points: null, text: null, atMs: NOW };

async function worldOfAda() {
  const world = new World({ nowMs: NOW });
  await world.add(person('ada'), person('ben'));
  const [ada, ben] = [
    (await world.stores.people.byId('p1'))!,
    (await world.stores.people.byId('p2'))!,
  ];
  const [desk, moment] = [deskOf(world), momentOf(world)];
  return {
    world,
    add: () => addEvent(desk, ada, VISIT, moment),
    undo: (id: string, reason = 'it was Ben') => undoEvent(desk, ada, id, reason, moment),
    undoOfBen: (id: string) => undoEvent(desk, ben, id, 'x', moment),
    heard: async (): Promise<readonly HeardSignal[]> =>
      (await desk.engagement.heardFrom(['p1'])).get('p1') ?? [],
    score: async (): Promise<Score> => {
      const heard = await desk.engagement.heardFrom(['p1']);
      return scoreOf(heard.get('p1') ?? [], desk.settings.score, NOW);
    },
  };
}

test('told, taken back and told again as often as somebody changes their mind: it counts once or not at all', async () => {
  const { add, undo, score, heard } = await worldOfAda();
  for (let round = 1; round <= 3; round++) {
    const told = await add();
    expect(told.isNew).toBe(true);
    expect(await add()).toEqual({ ...told, isNew: false });
    expect((await score()).tenths).toBe(400);
    expect(await undo(told.signalId)).toEqual({ event: 'visited_us', isNew: true });
    expect(await undo(told.signalId, 'no, Cem')).toEqual({ event: 'visited_us', isNew: false });
    const { tenths, takenBack } = await score();
    expect([tenths, takenBack.length]).toEqual([0, round]);
    expect(takenBack.map(({ reason }) => reason)).not.toContain('no, Cem');
    expect(await heard()).toHaveLength(2 * round);
  }
});

test('the history says what was taken back, and why', async () => {
  const { world, add, undo } = await worldOfAda();
  const { signalId } = await add();
  await undo(signalId);
  const timeline = await world.stores.history.timeline('p1');
  const said = timeline.map(({ type, summary }) => `${type}: ${summary}`).slice(-2);
  expect(said).toEqual([
    'signal_engagement: visited us',
    'signal_engagement_taken_back: visited us: it was Ben',
  ]);
});

test('only what this person was told to have done, by a rep, is taken back', async () => {
  const { world, add, undo, undoOfBen, heard } = await worldOfAda();
  await world.log('p1', 'reply', { channel: 'linkedin' });
  const { signalId } = await add();
  const [reply] = await heard();
  await expect(undo(reply!.id)).rejects.toMatchObject({ code: 'event_was_heard' });
  await expect(undoOfBen(signalId)).rejects.toMatchObject({ code: 'unknown_event_id' });
  await undo(signalId);
  const undoing = (await heard()).at(-1)!;
  await expect(undo(undoing.id)).rejects.toMatchObject({
    code: 'event_was_heard',
    hint: 'if that did happen, add it again: touchline score add p1 visited_us',
  });
});
