import { expect, test } from 'vitest';
import { lackCounter } from '../../../src/usecases/lint/count-lacking.ts';
import { surveyorOf } from '../../../src/usecases/lint/survey.ts';
import { at, email, person, sequence } from '../../support/world/builders.ts';
import { World } from '../../support/world/world.ts';

test('the people of a sequence are read once, in portions, whatever is asked of them', async () => {
  const world = new World({ nowMs: at('2026-03-02T08:00') });
  const steps = sequence([email('intro')], {
    enroll: { ...sequence([]).enroll, duplicates: 'allow', exclusive: false },
  });
  const people = [person('ada', { city: 'Ulm', country: 'DE' }), person('bo', { country: 'FR' })];
  await world.enroll(steps, await world.add(...people));
  const { enrollments } = world.stores;
  let reads = 0;
  const peopleIn: typeof enrollments.peopleIn = (...asked) => {
    reads += 1;
    return enrollments.peopleIn(...asked);
  };
  const survey = surveyorOf(
    { peopleIn, factsOf: (ids) => enrollments.factsOf(ids) },
    world.clock.nowMs(),
  );
  const lacking = lackCounter(survey);
  const counts = await Promise.all(
    ['prospect.city', 'prospect.first_name'].map((field) => lacking(['outreach'], field)),
  );
  expect(counts).toEqual([
    { lacking: 1, enrolled: 2 },
    { lacking: 0, enrolled: 2 },
  ]);
  expect([...(await survey('outreach')).byCountry]).toEqual([
    ['DE', 1],
    ['FR', 1],
  ]);
  expect([...(await survey('outreach')).withoutGround]).toEqual([['DE', 1]]);
  expect(reads).toBe(1);
});
