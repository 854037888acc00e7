/** What preview shows of a step is what the runner sends for it. */
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { settleTask } from '../../src/usecases/tasks/settle-task.ts';
import { approveDraft } from '../../src/usecases/tasks/approve-draft.ts';
import { previewSequence } from '../../src/usecases/preview/preview-sequence.ts';
import { at, person } from '../support/world/builders.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import { World } from '../support/world/world.ts';
import { PROGRAM_REPS, PROGRAM_TEMPLATES } from '../support/programs/program-words.ts';
import { anyProgram, compiledProgram } from '../support/programs/random-program.ts';

const MONDAY = at('2026-03-02T08:00');
const DAYS = 20;
const PEOPLE = [person('ada'), person('ben', { company: null, title: 'CEO' }), person('cleo')];
const reps = PROGRAM_REPS.map((id) => ({ id, name: id, email: `${id}@northwind.example` }));

/** Calls reach nobody, drafts are approved as they are, and what nobody can fill in is left out. */
async function workTasks(world: World): Promise<void> {
  for (const task of await world.stores.tasks.open(null)) {
    if (task.kind === 'review') {
      await approveDraft(deskOf(world), task, null, momentOf(world));
      continue;
    }
    const end = task.kind === 'missing' ? 'skipped' : 'done';
    const outcome = task.kind === 'call' ? 'no_answer' : null;
    const answer = { end, outcome, note: null, untilMs: null } as const;
    await settleTask(deskOf(world), task, answer, momentOf(world));
  }
}

/** What of the message a reader sees. */
async function readerSees(bytes: Uint8Array) {
  const { subject, text } = await PostalMime.parse(bytes);
  return { subject: subject ?? '', text: (text ?? '').trim() };
}

test('every email that leaves is one that preview showed for its step and its person', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(anyProgram, async (program) => {
      const world = new World({ nowMs: MONDAY, settings: { reps } });
      const sequence = compiledProgram(program, ['anna']);
      const templates = [...PROGRAM_TEMPLATES.values()];
      const ids = await world.add(...PEOPLE);
      const enrollments = await world.enroll(sequence, ids, { templates });
      for (let day = 0; day < DAYS; day += 1) {
        for (const hour of [0, 4]) {
          world.clock.set(MONDAY + day * DAY_MS + hour * HOUR_MS);
          await world.run();
          await workTasks(world);
        }
      }
      for (const [index, enrollmentId] of enrollments.entries()) {
        const prospect = await world.stores.people.byId(ids[index]!);
        const about = {
          version: { sequence, templates },
          prospect,
          standing: null,
          reaches: new Map(),
        };
        const request = { ...about, enrollmentId, step: null };
        const here = { mailbox: 'anna', nowMs: world.clock.nowMs() };
        const shown = await previewSequence(world.settings, { ...request, ...here });
        const sent = world.channel.accepted.filter(({ touchId }) =>
          touchId.startsWith(`${enrollmentId}.`),
        );
        for (const { touchId, bytes } of sent) {
          const seen = await readerSees(bytes);
          const ofStep = shown.filter(({ step }) => touchId.split('.')[1] === step);
          const promised = ofStep.flatMap(({ subject, otherSubjects, text }) =>
            [subject, ...otherSubjects].map((each) => ({ subject: each, text: text?.trim() })),
          );
          expect(promised).toContainEqual(seen);
          compared += 1;
        }
      }
    }),
    { numRuns: 40 },
  );
  expect(compared).toBeGreaterThan(20);
}, 60_000);
