import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../src/inbound/', import.meta.url);

/** Every pattern that a module of the hearing exports, with the path to it. */
async function patterns(): Promise<[string, RegExp][]> {
  const found: [string, RegExp][] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )) {
    const exported: unknown = await import(new URL(file, folder).href);
    collect(file, exported, found);
  }
  return found;
}

function collect(path: string, value: unknown, found: [string, RegExp][]): void {
  if (value instanceof RegExp) found.push([path, value]);
  else if (Array.isArray(value) || (typeof value === 'object' && value !== null))
    for (const [key, inner] of Object.entries(value)) collect(`${path} ${key}`, inner, found);
}

/**
 * Whether a repetition without a bound holds another one, `(a+)*`: the form that makes a matcher try every way to split a text. Nothing else in
 * these patterns costs more than the square of their input, which is 4,000 characters at most.
 */
function nestsRepetition(source: string): boolean {
  const hasRepetition = [false];
  let group = false;
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at]!;
    if (char === '\\') at += 1;
    else if (char === '[') at = closingBracket(source, at);
    if (char === '(') {
      hasRepetition.push(false);
      continue;
    }
    group = char === ')' && hasRepetition.pop()!;
    const repeats = /^(?:[*+]|\{\d+,\})/.test(source.slice(at + 1));
    if (repeats && group) return true;
    if (repeats || group) hasRepetition[hasRepetition.length - 1] = true;
  }
  return false;
}

function closingBracket(source: string, from: number): number {
  let at = from + 1;
  while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}

describe('the patterns of the hearing', async () => {
  const all = await patterns();

  test('are many, so that the next test says something', () =>
    expect(all.length).toBeGreaterThan(200));

  test('nest no repetition in a repetition', () =>
    expect(all.filter(([, { source }]) => nestsRepetition(source)).map(([path]) => path)).toEqual(
      [],
    ));

  // "miércoles" holds no "mi", and "Thème" no "me".
  test('know the words of every script, where they read what people write', () =>
    expect(
      all
        .filter(([path]) => /^\S*(?:phrases|words|exceptions)\.ts/.test(path))
        .filter(([, { source }]) => /\\[bwW]/.test(source))
        .map(([path]) => path),
    ).toEqual([]));

  test.each([
    ['(a+)+', true],
    ['(?:x[)]|a*b)*', true],
    ['((a{2,}))+', true],
    ['(a+){0,4}', false],
    ['(?:ab|cd)+e*', false],
    ['[(+]+(a)\\+', false],
  ])('which %s does: %s', (source, expected) => expect(nestsRepetition(source)).toBe(expected));
});
