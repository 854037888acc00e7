/** A score as a document and as text: every point with where it comes from. */
import { DAY_MS } from '../../core/duration.ts';
import { standingWords, type ScoreRules } from '../../core/engagement.ts';
import type { Prospect } from '../../core/prospect.ts';
import type { Score, ScoreLine } from '../../score/score.ts';
import { isoOf, type Json } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { personName } from './person-name.ts';

export function scoreJson(
  person: Prospect,
  { tenths, level, next, lines }: Score,
  { halfLifeMs }: ScoreRules,
  nowMs: number,
): { readonly [key: string]: Json } {
  return {
    id: person.id,
    name: person.name,
    company: person.company,
    score: tenths / 10,
    level,
    next_level: next?.level ?? null,
    next_level_from: next?.from ?? null,
    half_life_ms: halfLifeMs,
    at: isoOf(nowMs),
    events: lines.map((line) => ({
      at: isoOf(line.atMs),
      event: line.event,
      channel: line.channel,
      points: line.points,
      age_ms: line.ageMs,
      left: line.leftTenths / 10,
      text: line.text,
    })),
  };
}

export function scoreText(
  person: Prospect,
  score: Score,
  { halfLifeMs }: ScoreRules,
  zone: string,
  nowMs: number,
): string {
  const { lines, next } = score;
  const toNext = next === null ? '' : ` ${capital(next.level)} begins at ${next.from}.`;
  const head = `${personName(person)} is ${standingWords(score)}.${toNext}`;
  if (lines.length === 0) {
    return [
      head,
      'They have done nothing that counts so far.',
      `Next: when they do, touchline log KIND --prospect ${person.id}, or touchline score add ${person.id} EVENT`,
    ].join('\n');
  }
  const table = renderTable(
    [
      { title: `WHEN (${zone})` },
      { title: 'WHAT' },
      { title: 'ON' },
      { title: 'POINTS' },
      { title: 'DAYS AGO' },
      { title: 'LEFT' },
      { title: '', maxWidth: 60 },
    ],
    lines.map((line) => rowOf(line, zone, nowMs)),
  );
  const half = `After ${daysText(halfLifeMs)} days half of an event is left: ${lines.map(({ leftTenths }) => tenthsText(leftTenths)).join(' + ')} = ${tenthsText(score.tenths)}.`;
  return [head, '', table, '', half].join('\n');
}

function rowOf(line: ScoreLine, zone: string, nowMs: number): (string | number | null)[] {
  return [
    formatTime(line.atMs, zone, nowMs).slice(0, -(zone.length + 1)),
    line.event.replaceAll('_', ' '),
    line.channel,
    line.points,
    Math.floor(line.ageMs / DAY_MS),
    tenthsText(line.leftTenths),
    line.text,
  ];
}

/** `47.3`, `20`. */
function tenthsText(tenths: number): string {
  return String(tenths / 10);
}

function daysText(ms: number): string {
  return String(Math.round((ms / DAY_MS) * 10) / 10);
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
