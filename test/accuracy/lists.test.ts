import { describe, expect, test } from 'vitest';
import { corporaRoot } from './corpora.ts';
import { LIST_SETS, measureLists } from './list-sets.ts';

const root = corporaRoot();

describe.skipIf(root === null)(
  'lists are read as well as the best library reads them',
  async () => {
    const verdicts = root === null ? [] : await measureLists(root);
    const bounds = LIST_SETS.flatMap(({ set, bounds: all }) =>
      Object.entries(all).map(([question, bound]) => ({ set, question, bound })),
    );

    test.each(bounds)('$set: $question', ({ set, question, bound }) => {
      const asked = verdicts.filter((one) => one.set === set && one.question === question);
      const missed = asked.filter(({ right }) => !right);
      expect(asked.length).toBeGreaterThan(0);
      expect(
        1 - missed.length / asked.length,
        missed.map(({ name }) => name).join(),
      ).toBeGreaterThanOrEqual(bound);
    });
  },
);
