/** Any text that is one: every code point but the halves of pairs. */
import fc from 'fast-check';

const HALVES_BEGIN = 0xd800;
const HALVES = 0x800;

/** As fast-check's own unit `binary`, which takes a second of every process to list all code points. */
const codePoint = fc
  .integer({ min: 0, max: 0x10_ff_ff - HALVES })
  .map((place) => String.fromCodePoint(place < HALVES_BEGIN ? place : place + HALVES), placeOf);

/** Throws, as fast-check has it, for what is no code point. */
function placeOf(text: unknown): number {
  const point = typeof text === 'string' ? text.codePointAt(0) : undefined;
  if (point === undefined || String.fromCodePoint(point) !== text) throw new Error('not one');
  if (point < HALVES_BEGIN) return point;
  if (point < HALVES_BEGIN + HALVES) throw new Error('half of a pair');
  return point - HALVES;
}

export const anyText = (limits: { readonly maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({ ...limits, unit: codePoint });
