/** Is what happened what was expected? Side by side, line by line, in the person's own time. */
import { MINUTE_MS } from '../../core/time/duration.ts';
import { writtenDate, writtenTime } from '../../core/time/civil-date.ts';
import { toLocal } from '../../core/time/local-time.ts';
import { instantIn } from '../../core/time/written-instant.ts';
import type { ExpectedLine } from '../../definition/cases/test-format.ts';
import type { HappenedLine } from '../persona.ts';

export interface ComparedLine {
  readonly mark: 'same' | 'differs' | 'missing' | 'unexpected';
  /** As it stands in the file, in one form; `null`: nothing was. */
  readonly expected: string | null;
  readonly actual: string | null;
}

/** Aligned so that as many lines as can be stand beside their own. */
export function compareLines(
  expected: readonly ExpectedLine[],
  happened: readonly HappenedLine[],
  zone: string,
): readonly ComparedLine[] {
  return aligned(expected, happened).map(([wanted, actual]) => ({
    mark: markOf(wanted, actual, zone),
    expected: wanted === null ? null : expectedWords(wanted, zone),
    actual: actual === null ? null : happenedWords(actual, wanted, zone),
  }));
}

type Pair = readonly [expected: ExpectedLine | null, happened: HappenedLine | null];

/** The longest common run of step names; what stands alone on both sides at one place is one line that differs. */
function aligned(expected: readonly ExpectedLine[], happened: readonly HappenedLine[]): Pair[] {
  const lengths = tableOf(expected, happened);
  const pairs: Pair[] = [];
  let [left, right] = [0, 0];
  while (left < expected.length && right < happened.length) {
    const [wanted, actual] = [expected[left]!, happened[right]!];
    if (wanted.step === actual.step) {
      pairs.push([wanted, actual]);
      [left, right] = [left + 1, right + 1];
    } else if (lengths[left + 1]![right]! >= lengths[left]![right + 1]!) {
      pairs.push([wanted, null]);
      left += 1;
    } else {
      pairs.push([null, actual]);
      right += 1;
    }
  }
  for (const wanted of expected.slice(left)) pairs.push([wanted, null]);
  for (const actual of happened.slice(right)) pairs.push([null, actual]);
  return pairs;
}

function tableOf(
  expected: readonly ExpectedLine[],
  happened: readonly HappenedLine[],
): readonly (readonly number[])[] {
  const lengths = Array.from({ length: expected.length + 1 }, () =>
    Array.from({ length: happened.length + 1 }, () => 0),
  );
  for (let left = expected.length - 1; left >= 0; left--) {
    for (let right = happened.length - 1; right >= 0; right--) {
      lengths[left]![right] =
        expected[left]!.step === happened[right]!.step
          ? lengths[left + 1]![right + 1]! + 1
          : Math.max(lengths[left + 1]![right]!, lengths[left]![right + 1]!);
    }
  }
  return lengths;
}

function markOf(
  expected: ExpectedLine | null,
  happened: HappenedLine | null,
  zone: string,
): ComparedLine['mark'] {
  if (expected === null) return 'unexpected';
  if (happened === null) return 'missing';
  return fits(expected, happened, zone) ? 'same' : 'differs';
}

/** What the line leaves out may be anything. */
function fits(expected: ExpectedLine, happened: HappenedLine, zone: string): boolean {
  const { did, at, channel, mailbox, outcome, because } = expected;
  return (
    did === happened.did &&
    (at === null || instantIn(at, zone) === happened.atMs - (happened.atMs % MINUTE_MS)) &&
    (channel === null || channel === happened.channel) &&
    (mailbox === null || mailbox === happened.mailbox) &&
    (outcome === null || outcome === happened.outcome) &&
    (because === null || happened.because?.includes(because) === true)
  );
}

const VERBS = { step: '', skipped: 'skipped', open: 'still open' } as const;

function expectedWords(line: ExpectedLine, zone: string): string {
  const { did, step, at, channel, mailbox, outcome, because } = line;
  const time = at === null ? null : wallTime(instantIn(at, zone), zone);
  return words([time, step, VERBS[did], channel, mailbox, outcome, because]);
}

/** No more detail than the expectation has, so that the eye falls on what differs. */
function happenedWords(
  { did, atMs, step, channel, mailbox, outcome, because }: HappenedLine,
  expected: ExpectedLine | null,
  zone: string,
): string {
  const isNew = expected === null;
  return words([
    isNew || expected.at !== null ? wallTime(atMs, zone) : null,
    step,
    VERBS[did],
    isNew || expected.channel !== null ? channel : null,
    isNew || expected.mailbox !== null ? mailbox : null,
    isNew || expected.outcome !== null ? outcome : null,
    isNew || expected.because !== null || expected.did !== did ? because : null,
  ]);
}

function words(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('  ');
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `Mon 2026-03-02 09:00`, as a test may say it. */
export function wallTime(atMs: number, zone: string): string {
  const local = toLocal(zone, atMs);
  return `${DAYS[local.weekday - 1]} ${writtenDate(local.day)} ${writtenTime(local.minute)}`;
}
