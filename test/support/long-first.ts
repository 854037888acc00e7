/** In which order are the files of tests run? What lives and dies for half a minute first, so that no core waits for it at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG = /\/test\/(?:simulation|crash)\//;

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's, not a list's
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
