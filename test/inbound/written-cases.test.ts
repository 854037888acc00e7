/**
 * What the hearing reaches on the mails that we wrote, all languages together. The bounds stand a little below what is measured: they are
 * there to be raised, and nothing may fall under them unseen. `node --import tsx test/inbound/written-cases.measure.ts` prints the table.
 */
import { describe, expect, test } from 'vitest';
import type { Kind } from '../support/mail/written-cases.ts';
import { measureWrittenCases, type WrittenQuestion } from './written-cases.measure.ts';

const BOUNDS: readonly (readonly [Kind, WrittenQuestion, shareMin: number])[] = [
  ['auto-reply', 'class', 0.86],
  ['challenge', 'class', 0.83],
  ['linkedin', 'class', 0.94],
  ['linkedin', 'linkedin', 0.94],
  ['linkedin', 'profile', 0.9],
  ['lookalikes', 'class', 0.93],
  ['meeting', 'class', 0.975],
  ['meeting', 'meeting', 0.975],
  ['meeting', 'meeting_start', 0.97],
  ['out-of-office', 'class', 0.93],
  ['out-of-office', 'departed', 0.93],
  ['out-of-office', 'successor', 0.86],
  ['out-of-office', 'return_date', 0.875],
  ['out-of-office', 'no_return_date', 1],
];

describe('the hearing reads mails written by somebody who had not read its rules', async () => {
  const verdicts = await measureWrittenCases();

  test.each(BOUNDS)('%s: %s right in %d or more', (kind, question, shareMin) => {
    const asked = verdicts.filter((one) => one.kind === kind && one.question === question);
    const right = asked.filter((one) => one.right).length;
    expect(asked.length).toBeGreaterThan(20);
    expect(right / asked.length).toBeGreaterThanOrEqual(shareMin);
  });

  test('takes one at most who writes by hand for a machine', () => {
    const people = verdicts.filter(
      ({ question, wanted }) => question === 'class' && wanted === 'human_reply',
    );
    const mistaken = people.filter(({ got }) => MACHINES.includes(got));
    expect(people.length).toBeGreaterThan(100);
    expect(mistaken.length).toBeLessThanOrEqual(1);
  });
});

const MACHINES = ['auto_reply', 'out_of_office', 'challenge', 'unrelated', 'meeting'];
