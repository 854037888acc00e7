import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { decide, type EngineEvent } from '../../src/core/decide/decide.ts';
import { FINISH_REASONS, type Enrollment } from '../../src/core/enrollment.ts';
import { sequence, task } from '../support/world/builders.ts';
import { contextOf, enrollmentIn, NOW, signal, timeUntil } from '../support/world/situations.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const page = read('docs/state-machine.md');

/** The words of a union, as its file writes them. */
function unionOf(path: string, name: string): readonly string[] {
  const text = new RegExp(`export type ${name} =([^]*?);\\n`).exec(read(path))?.[1] ?? '';
  return [...text.matchAll(/'([a-z_]+)'/g)].map((match) => match[1]!);
}

/** First cells of the table under a heading. */
function rowsUnder(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([a-z_]+)` +\|/gm)].map((match) => match[1]!);
}

test('statuses and reasons are those of the code', () => {
  expect(rowsUnder('Status')).toEqual(unionOf('src/core/enrollment.ts', 'EnrollmentStatus'));
  expect(rowsUnder('Why it is finished').toSorted()).toEqual([...FINISH_REASONS].toSorted());
  expect(rowsUnder('Why it is paused').toSorted()).toEqual(
    unionOf('src/core/enrollment.ts', 'HoldReason').toSorted(),
  );
});

test('what an enrollment waits for is what the code knows', () => {
  const kinds = [...read('src/core/enrollment.ts').matchAll(/readonly for: '(\w+)'/g)];
  expect(new Set(rowsUnder('What it waits for'))).toEqual(new Set(kinds.map(([, kind]) => kind)));
});

test('the picture of a touch has each of its statuses and no other', () => {
  const picture = page.slice(page.indexOf('## A touch'));
  const drawn = new Set(
    [...picture.matchAll(/^ {2}(\w+) -->|--> (\w+)/gm)].flatMap(([, a, b]) => a ?? b ?? []),
  );
  expect([...drawn].toSorted()).toEqual(unionOf('src/core/touch.ts', 'TouchStatus').toSorted());
});

const STARTS = NOW + 60_000;
const ONE_TASK = sequence([task('hello')]);
const EVENTS: readonly (readonly [nowMs: number, event: EngineEvent])[] = [
  [NOW, { kind: 'clock' }],
  [STARTS, { kind: 'clock' }],
  [NOW, { kind: 'command', command: 'pause', untilMs: null, because: null }],
  [NOW, { kind: 'command', command: 'resume' }],
  [STARTS, { kind: 'command', command: 'resume' }],
  [NOW, { kind: 'command', command: 'stop', because: null }],
  [NOW, { kind: 'signals', signals: [signal('reply')] }],
  [
    STARTS,
    {
      kind: 'task_settled',
      taskId: 'e1.hello.1',
      end: 'done',
      outcome: null,
      note: null,
      untilMs: null,
    },
  ],
];

/** Every move of a status within so many events. */
function movesFrom(now: Enrollment, events: number): readonly string[] {
  if (events === 0) return [];
  return EVENTS.flatMap(([nowMs, event]) => {
    const next = decide(ONE_TASK, now, event, contextOf({ nowMs }))?.next;
    if (next === undefined) return [];
    return [`${now.status} --> ${next.status}`, ...movesFrom(next, events - 1)];
  });
}

test('the picture of an enrollment has each move that the code makes and no other', () => {
  const picture = page.slice(page.indexOf('```mermaid'), page.indexOf('## Status'));
  const drawn = [...picture.matchAll(/^ {2}(\w+ --> \w+):/gm)].map((match) => match[1]!);
  const waiting = timeUntil(STARTS);
  const made = [
    enrollmentIn(ONE_TASK, { status: 'pending', cursor: null, waiting }),
    enrollmentIn(ONE_TASK),
  ].flatMap((from) => movesFrom(from, 3));
  const moves = new Set(made.filter((move) => !/^(\w+) --> \1$/.test(move)));
  expect([...new Set(drawn)].toSorted()).toEqual([...moves].toSorted());
});
