/** Faults in what engagement is worth, and in where somebody is reached. */
import { fault, type Mutant } from './mutant.ts';

export const ENGAGEMENT: readonly Mutant[] = [
  fault(
    'an older event is worth as much as a new one',
    'src/score/score.ts',
    'points * 10 * 2 ** (-ageMs / halfLifeMs)',
    'points * 10',
    'test/score/score.property.test.ts',
  ),
  fault(
    'a message that was labelled twice counts twice',
    'src/score/score.ts',
    '`${details.inboundId} ${kind}`',
    'id',
    'test/score/event-of.test.ts',
  ),
  fault(
    'what a rep said is no answer counts as one',
    'src/score/event-of.ts',
    'correction !== null && !(',
    'correction === null && (',
    'test/score/event-of.test.ts',
  ),
  fault(
    'liking comes before consent',
    'src/core/reach.ts',
    'ordered.findIndex(({ channel }) => barOn(channel) === undefined)',
    '0',
    'test/core/reach.test.ts',
  ),
  fault(
    'the law is not asked before a path is taken',
    'src/runner/deciding/reach.ts',
    "if (law?.verdict !== 'hold') return null;",
    "if (law?.verdict !== 'allow') return null;",
    'test/runner/preferred-channel.test.ts',
  ),
  fault(
    'one who writes a lot speaks for a country',
    'src/score/preferred-channel.ts',
    'sum.answered += answered > 0 ? 1 : 0;',
    'sum.answered += answered;',
    'test/score/preferences.test.ts',
  ),
  fault(
    'what is quiet is put in front of a rep',
    'src/policy/rank-next.ts',
    'const QUIET = -60;',
    'const QUIET = 60;',
    'test/policy/rank-next.test.ts',
  ),
  fault(
    'a condition about engagement is asked of who nobody looked up',
    'src/usecases/segments/matching-people.ts',
    'where.asksStanding ? await standings(ids) : NOT_READ',
    'NOT_READ',
    'test/usecases/people/select-engaged.test.ts',
  ),
];
