/** A score as a document and as text: every point with where it comes from. */
import { DAY_MS } from '../../core/time/duration.ts';
import { standingWords, type ScoreRules } from '../../core/engagement.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { ReadScore } from '../../usecases/score/read-score.ts';
import type { Score, ScoreLine } from '../../score/score.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { personName } from './person-name.ts';

export function scoreJson(
  person: Prospect,
  { score: { tenths, level, next, lines, takenBack }, preference, hour }: ReadScore,
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
      signal_id: line.signalId,
      at: isoOf(line.atMs),
      event: line.event,
      channel: line.channel,
      points: line.points,
      age_ms: line.ageMs,
      left: line.leftTenths / 10,
      text: line.text,
    })),
    taken_back: takenBack.map((each) => ({
      signal_id: each.signalId,
      at: isoOf(each.atMs),
      event: each.event,
      taken_back_at: isoOf(each.takenBackAtMs),
      by: each.by,
      reason: each.reason,
    })),
    preferred_channel: preference.channels[0]?.channel ?? null,
    preferred_channel_source: preference.source,
    channels: preference.channels.map(({ channel, answered, tried, because }) => ({
      channel,
      answered,
      tried,
      because,
    })),
    best_hour: hour?.hour ?? null,
    best_hour_source: hour?.source ?? null,
    best_hour_answers: hour?.answers ?? null,
  };
}

export function scoreText(
  person: Prospect,
  read: ReadScore,
  { halfLifeMs }: ScoreRules,
  zone: string,
  nowMs: number,
): string {
  const { score } = read;
  const { lines, next } = score;
  const toNext = next === null ? '' : ` ${capital(next.level)} begins at ${next.from}.`;
  const head = `${personName(person)} is ${standingWords(score)}.${toNext}`;
  if (lines.length === 0) {
    return [
      head,
      'They have done nothing that counts so far.',
      ...takenBackText(score, zone, nowMs),
      ...whereAndWhen(read),
      `Next: when they do, touchline log KIND --prospect ${person.id}, or touchline score add ${person.id} EVENT`,
    ].join('\n');
  }
  const table = renderTable(
    [
      { title: 'ID' },
      { title: `WHEN (${zone})` },
      { title: 'WHAT' },
      { title: 'ON' },
      { title: 'POINTS' },
      { title: 'DAYS AGO' },
      { title: 'LEFT' },
      { title: '', maxWidth: 60 },
    ],
    lines.slice(0, SHOWN_MOST).map((line) => rowOf(line, zone, nowMs)),
  );
  const half = `After ${daysText(halfLifeMs)} days half of an event is left: ${sumText(lines)} = ${tenthsText(score.tenths)}.`;
  const undone = takenBackText(score, zone, nowMs);
  return [head, '', table, '', half, ...undone, ...whereAndWhen(read)].join('\n');
}

/** `Taken back: s3, webinar of Wed 25 Feb 17:00, by a rep on ...: reason`, one line each. */
function takenBackText({ takenBack }: Score, zone: string, nowMs: number): readonly string[] {
  const shown = takenBack.slice(0, SHOWN_MOST).map((each) => {
    const of = `${each.signalId}, ${each.event.replaceAll('_', ' ')} of ${formatTime(each.atMs, zone, nowMs)}`;
    const by = `by a ${each.by} on ${formatTime(each.takenBackAtMs, zone, nowMs)}`;
    return cleanLine(`Taken back: ${of}, ${by}: ${each.reason ?? ''}`);
  });
  const more = takenBack.length - shown.length;
  return more === 0 ? shown : [...shown, `Taken back as well: ${more} earlier.`];
}

/** So many are enough to see where the points come from; the document has all. */
const SHOWN_MOST = 50;

function sumText(lines: readonly ScoreLine[]): string {
  const earlier = lines.slice(SHOWN_MOST);
  const left = earlier.reduce((sum, { leftTenths }) => sum + leftTenths, 0);
  return [
    ...lines.slice(0, SHOWN_MOST).map(({ leftTenths }) => tenthsText(leftTenths)),
    ...(earlier.length === 0 ? [] : [`${tenthsText(left)} (${earlier.length} earlier)`]),
  ].join(' + ');
}

/** Where and when they answer, as far as that is known. */
function whereAndWhen({ preference, hour }: ReadScore): readonly string[] {
  const [best, ...others] = preference.channels;
  const also = others.map(({ channel, because }) => `${channel} (${because})`).join(', ');
  const where =
    best === undefined
      ? 'Where they are best reached: not enough is known.'
      : `Best reached on ${best.channel}: ${best.because}.${also === '' ? '' : ` Then ${also}.`}`;
  const when =
    hour === null
      ? 'Their best hour: not enough is known.'
      : `Their best hour: ${String(hour.hour).padStart(2, '0')}:00 on their clock, ${hour.because}.`;
  return [cleanLine(where), cleanLine(when)];
}

function rowOf(line: ScoreLine, zone: string, nowMs: number): (string | number | null)[] {
  return [
    line.signalId,
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
