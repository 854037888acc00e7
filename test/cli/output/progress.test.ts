import { expect, test } from 'vitest';
import { startProgress } from '../../../src/cli/output/progress.ts';

function countTo(total: number, isShown: boolean): string {
  let written = '';
  const progress = startProgress({ write: (text) => (written += text) }, isShown, 'Importing');
  for (let done = 1; done <= total; done++) progress.count(done, total);
  progress.end();
  return written;
}

test('draws once per thousand, and leaves nothing behind', () => {
  const clear = '\r\u001b[K';
  expect(countTo(2_500, true)).toBe(
    `${clear}Importing: 1 of 2500${clear}Importing: 1000 of 2500${clear}Importing: 2000 of 2500${clear}`,
  );
});

test('writes nothing where it is not shown', () => expect(countTo(2_500, false)).toBe(''));
