import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { decide, type EngineEvent } from '../../src/core/decide/decide.ts';
import { FINISH_REASONS, type Enrollment } from '../../src/core/enrollment.ts';
import type { Outcome } from '../../src/core/touch.ts';
import { email, sequence, task } from '../support/world/builders.ts';
import {
  contextOf,
  enrollmentIn,
  NOW,
  settled,
  signal,
  timeUntil,
} from '../support/world/situations.ts';

const pathOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(pathOf(path), 'utf8');
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

const STARTS = NOW + 60_000;
const ONE_TASK = sequence([task('hello')]);
const DONE = { end: 'done', outcome: null, note: null, untilMs: null } as const;
const EVENTS: readonly (readonly [words: string, nowMs: number, event: EngineEvent])[] = [
  ['the clock', NOW, { kind: 'clock' }],
  ['the clock', STARTS, { kind: 'clock' }],
  ['pause', NOW, { kind: 'command', command: 'pause', untilMs: null, because: null }],
  ['resume', NOW, { kind: 'command', command: 'resume' }],
  ['resume', STARTS, { kind: 'command', command: 'resume' }],
  ['stop', NOW, { kind: 'command', command: 'stop', because: null }],
  ['an answer', NOW, { kind: 'signals', signals: [signal('reply')] }],
  ['a hold', NOW, { kind: 'signals', signals: [signal('suspect')] }],
  ['the last step', STARTS, { kind: 'task_settled', taskId: 'e1.hello.1', ...DONE }],
];

/** An arrow of a picture, and by what it is taken. */
type Move = readonly [arrow: string, words: string];

/** Every move of a status within so many events. */
function movesFrom(now: Enrollment, events: number): readonly Move[] {
  if (events === 0) return [];
  return EVENTS.flatMap(([words, nowMs, event]): readonly Move[] => {
    const next = decide(ONE_TASK, now, event, contextOf({ nowMs }))?.next;
    if (next === undefined) return [];
    return [[`${now.status} --> ${next.status}`, words], ...movesFrom(next, events - 1)];
  });
}

const OUTCOMES: Readonly<Record<Outcome['kind'], string>> = {
  sent: 'accepted (2yz)',
  refused: 'refused (5yz)',
  deferred: 'put off (4yz)',
  not_sent: 'not handed over',
  uncertain: 'nobody knows',
};

/** Every move of a touch by what is learnt of it, for certain or by a guess, and by what is done to its person. */
function movesOfTouch(): readonly Move[] {
  const intro = sequence([email('intro')]);
  const planned = enrollmentIn(intro, { waiting: { for: 'touch', touchId: 'e1.intro.1' } });
  const learnt = Object.entries(OUTCOMES).flatMap(([kind, words]) =>
    (['fact', 'guess'] as const).map(
      (basis) => [words, settled('intro', { kind: kind as Outcome['kind'] }, { basis })] as const,
    ),
  );
  const stop = ['stop', { kind: 'command', command: 'stop', because: null }] as const;
  return [...learnt, stop].flatMap(([words, event]) =>
    // The first change of a touch is what becomes of it; what finds it in another status changes nothing.
    (decide(intro, planned, event, contextOf())?.touchChanges ?? [])
      .slice(0, 1)
      .flatMap(({ from, to }) => from.map((status): Move => [`${status} --> ${to}`, words])),
  );
}

/** @param ends  The moves that are no decision: into the picture, through the gate, out of it. */
function picture(moves: readonly Move[], begins: readonly string[], ends: readonly string[]) {
  const words = new Map<string, Set<string>>();
  for (const [arrow, by] of moves) words.set(arrow, (words.get(arrow) ?? new Set()).add(by));
  const arrows = [...words]
    .filter(([arrow]) => !/^(\w+) --> \1$/.test(arrow))
    .map(([arrow, by]) => `${arrow}: ${[...by].join(', ')}`)
    .toSorted();
  const lines = [...begins, ...arrows, ...ends].map((line) => `  ${line}`);
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}

test('the pictures are what decide does', async () => {
  const waiting = timeUntil(STARTS);
  const beginnings = [
    enrollmentIn(ONE_TASK, { status: 'pending', cursor: null, waiting }),
    enrollmentIn(ONE_TASK),
  ];
  const pictures = [
    picture(
      beginnings.flatMap((from) => movesFrom(from, 3)),
      ['[*] --> pending: enroll, start later', '[*] --> active: enroll'],
      ['finished --> [*]'],
    ),
    picture(
      movesOfTouch(),
      ['[*] --> planned: the step is due', 'planned --> sending: the gate opens'],
      ['sent --> [*]', 'refused --> [*]', 'cancelled --> [*]'],
    ),
  ];
  const rewritten = page.replace(/```mermaid[^]*?```/g, () => pictures.shift() ?? '');
  await expect(rewritten).toMatchFileSnapshot(pathOf('docs/state-machine.md'));
});

test('the picture of a touch has each of its statuses and no other', () => {
  const drawn = new Set(
    [...page.slice(page.indexOf('## A touch')).matchAll(/^ {2}(\w+) -->|--> (\w+)/gm)].flatMap(
      ([, a, b]) => a ?? b ?? [],
    ),
  );
  expect([...drawn].toSorted()).toEqual(unionOf('src/core/touch.ts', 'TouchStatus').toSorted());
});
