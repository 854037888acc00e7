/** Our zones against Python's `zoneinfo`: another program, another copy of the IANA data. `zoneinfo/make.py` writes the table. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../src/core/time/duration.ts';
import { offsetMsAt, toEpochMs, toLocal } from '../../src/core/time/local-time.ts';

interface Table {
  readonly python: string;
  readonly tzdata: string;
  readonly from: number;
  readonly until: number;
  readonly randomEach: number;
  readonly seed: number;
  /** Seconds from a change. */
  readonly around: readonly number[];
  readonly zones: readonly ZoneTable[];
}

interface ZoneTable {
  readonly zone: string;
  /** Seconds of UTC. */
  readonly changes: readonly number[];
  /** The offset before each change, in minutes. */
  readonly before: readonly number[];
  readonly instants: string;
  readonly walls: string;
}

const TABLE: Table = JSON.parse(
  readFileSync(new URL('zoneinfo/zoneinfo.json', import.meta.url), 'utf8'),
);

/** Zones of which Node's data (`process.versions.tz`) and Python's say different things, and why: 2025c and 2025b agree on these zones. */
const DIFFERING: Readonly<Record<string, string>> = {};

const zoneOf = (name: string): ZoneTable => TABLE.zones.find(({ zone }) => zone === name)!;

test('the table is large, and has what is odd', () => {
  const asked = TABLE.zones.map(
    ({ changes }) => TABLE.randomEach + changes.length * TABLE.around.length,
  );
  expect(asked.reduce((sum, each) => sum + each)).toBeGreaterThan(100_000);
  expect(TABLE.zones.length).toBeGreaterThanOrEqual(20);
  // A day that was skipped, half an hour of summer time, three quarters of an hour from Greenwich, and summer time of two hours.
  expect(stepsOf(zoneOf('Pacific/Apia'))).toContain(24 * 60);
  expect(stepsOf(zoneOf('Australia/Lord_Howe'))).toEqual(expect.arrayContaining([30, -30]));
  expect(unpacked(zoneOf('Asia/Kathmandu').instants)[0]).toBe(345);
  expect(stepsOf(zoneOf('Antarctica/Troll'))).toEqual(expect.arrayContaining([120, -120]));
});

describe.each(TABLE.zones.map((each, index) => [each.zone, each, index] as const))(
  '%s',
  (zone, table, index) => {
    test('shows the time that Python shows', () => {
      const wrong = differences(secondsFor(table, index), unpacked(table.instants), (second) => {
        const local = toLocal(zone, second * SECOND_MS);
        return (local.day * DAY_MS + local.msOfDay - second * SECOND_MS) / MINUTE_MS;
      });
      // The list stays true: a zone that is on it and does not differ fails as well.
      expect(wrong.length > 0, wrong.slice(0, 5).join('\n')).toBe(zone in DIFFERING);
    });

    if (zone in DIFFERING) return;

    test('takes a time on the wall for the instant that Python takes it for, also where it is skipped or shown twice', () => {
      const wrong = differences(wallsFor(table, index), unpacked(table.walls), (second) => {
        const day = Math.floor((second * SECOND_MS) / DAY_MS);
        const epochMs = toEpochMs(zone, day, second * SECOND_MS - day * DAY_MS);
        return (second * SECOND_MS - epochMs) / MINUTE_MS;
      });
      expect(wrong.slice(0, 5)).toEqual([]);
    });

    test('changes in the same second', () => {
      const late = table.changes.filter((second, at) => {
        const before = offsetMsAt(zone, second * SECOND_MS - 1);
        return (
          before !== table.before[at]! * MINUTE_MS ||
          offsetMsAt(zone, second * SECOND_MS) === before
        );
      });
      expect(late.slice(0, 5)).toEqual([]);
    });
  },
);

/** Seconds, as ISO text, of which the answer is another one. */
function differences(
  seconds: readonly number[],
  expected: Int16Array,
  answer: (second: number) => number,
): readonly string[] {
  expect(seconds).toHaveLength(expected.length);
  return seconds.flatMap((second, at) => {
    const minutes = answer(second);
    if (minutes === expected[at]) return [];
    const when = new Date(second * SECOND_MS).toISOString();
    return [`${when}: ${minutes}, Python ${expected[at]}`];
  });
}

/** How much the wall jumps at each change, in minutes. */
function stepsOf({ zone, changes, before }: ZoneTable): readonly number[] {
  return changes.map(
    (second, at) => offsetMsAt(zone, second * SECOND_MS) / MINUTE_MS - before[at]!,
  );
}

function secondsFor(table: ZoneTable, index: number): readonly number[] {
  const near = table.changes.flatMap((second) => TABLE.around.map((delta) => second + delta));
  return [...randomSeconds(index), ...near];
}

function wallsFor(table: ZoneTable, index: number): readonly number[] {
  const near = table.changes.flatMap((second, at) =>
    TABLE.around.map((delta) => second + table.before[at]! * 60 + delta),
  );
  return [...randomSeconds(index), ...near];
}

/** The generator of `make.py`. */
function randomSeconds(index: number): readonly number[] {
  let state = TABLE.seed + index;
  return Array.from({ length: TABLE.randomEach }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return TABLE.from + (state % (TABLE.until - TABLE.from));
  });
}

function unpacked(packed: string): Int16Array {
  const bytes = inflateSync(Buffer.from(packed, 'base64'));
  return Int16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(at * 2));
}
