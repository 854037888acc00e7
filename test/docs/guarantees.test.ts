import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/guarantees.md'), 'utf8');
const promises = page.split(/^## /m).slice(1);

test('there are ten promises, in order', () => {
  expect(promises.map((text) => /^P(\d+)\./.exec(text)?.[1])).toEqual(
    Array.from({ length: 10 }, (_, index) => `${index + 1}`),
  );
});

test.each(promises.map((text) => [text.split('\n')[0]!, text]))(
  '%s names tests that exist',
  (_, text) => {
    const named = [...text.matchAll(/`(test\/[^`]+\.ts)`/g)].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  },
);
