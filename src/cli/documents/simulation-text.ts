/** A simulation for a terminal: a calendar with bars, who is full, who does not finish and why. */
import { CHANNELS } from '../../core/sequence.ts';
import {
  loadByDay,
  loadByMailbox,
  loadByRep,
  type DayLoad,
  type MailboxLoad,
} from '../../rehearsal/simulate/simulation-load.ts';
import type { Context } from '../command.ts';
import { endingsOf, enrolledOf, finishTimes, keptBy, type SimulationReport } from './simulation.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';

/** One mark a channel, so that the bars can be read without colour. */
export const MARKS = { email: '█', linkedin: '▓', call: '▒', sms: '░', task: '·', message: '+' };
const BAR_MOST = 48;
const KEPT_MOST = 12;

export function simulationText(
  report: SimulationReport,
  htmlFile: string | null,
  { clock }: Pick<Context, 'clock'>,
): string {
  const { simulation, settings } = report;
  if (simulation.people.size === 0) return 'Nobody: there are no people to simulate with.';
  const hasBegun = enrolledOf(simulation).enrolled > 0;
  const byDay = loadByDay(simulation, settings.zone);
  const parts = [
    headLines(report, clock.nowMs()),
    calendarLines(byDay),
    mailboxLines(loadByMailbox(simulation, settings)),
    repLines(report),
    hasBegun ? finishLines(report) : ['Nobody began: everybody was left out.'],
    hasBegun ? keptLines(report) : [],
    [nextLine(report, htmlFile)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function headLines(report: SimulationReport, nowMs: number): string[] {
  const { simulation, name, version, days, seed, replyRate, whose, settings } = report;
  const { enrolled, pending, refused } = enrolledOf(simulation);
  const start = formatTime(simulation.startMs, settings.zone, nowMs);
  const out = Object.entries(refused).map(
    ([code, count]) => `${count} ${code.replaceAll('_', ' ')}`,
  );
  const later = pending === 0 ? '' : `, ${number(pending)} of them to start later`;
  return [
    cleanLine(
      `${name} (version ${version.sequence.version}) with ${number(simulation.people.size)} people ${whose}: ` +
        `${days} days from ${start}, ${percent(replyRate)} of touches answered, seed ${seed}.`,
    ),
    `${number(enrolled)} enrolled${later}.${out.length === 0 ? '' : ` Left out: ${out.join(', ')}.`}`,
    `${number(simulation.touches.length)} touches.`,
  ];
}

/** Days with nothing to do are left out. */
function calendarLines(byDay: readonly DayLoad[]): string[] {
  const busy = byDay.filter(({ total }) => total > 0);
  const most = Math.max(1, ...busy.map(({ total }) => total));
  const used = CHANNELS.filter((channel) => busy.some(({ byChannel }) => byChannel[channel] > 0));
  if (busy.length === 0) return [];
  const legend = used.map((channel) => `${MARKS[channel]} ${channel}`).join('  ');
  const rows = busy.map((day) => [
    dayName(day.date),
    ...used.map((channel) => day.byChannel[channel]),
    barOf(day, most),
  ]);
  const titles = ['DAY', ...used.map((channel) => channel.toUpperCase()), legend];
  return [
    renderTable(
      titles.map((title) => ({ title })),
      rows,
    ),
  ];
}

/** Shares by the largest remainder would be finer; here each channel that did something is seen. */
function barOf({ byChannel }: DayLoad, most: number): string {
  return CHANNELS.map((channel) => {
    const length = Math.round((byChannel[channel] / most) * BAR_MOST);
    return MARKS[channel].repeat(byChannel[channel] > 0 ? Math.max(1, length) : 0);
  }).join('');
}

function mailboxLines(loads: readonly MailboxLoad[]): string[] {
  if (loads.length === 0) return [];
  const rows = loads.map((load) => [
    load.name,
    load.total,
    load.busiest?.touches ?? 0,
    load.capPerDay,
    load.fullDays.length === 0
      ? 'never'
      : `on ${load.fullDays.length} of ${load.sendDays} days, first ${dayName(load.fullDays[0]!)}`,
  ]);
  const titles = ['MAILBOX', 'TOUCHES', 'MOST A DAY', 'CAP', 'FULL'];
  return [
    renderTable(
      titles.map((title) => ({ title })),
      rows,
    ),
  ];
}

function repLines({ simulation, settings }: SimulationReport): string[] {
  const loads = loadByRep(simulation, settings);
  if (loads.length === 0) return [];
  const rows = loads.map(({ name, total, busiest }) => [
    name,
    total,
    busiest?.touches ?? 0,
    busiest === null ? '' : dayName(busiest.date),
  ]);
  const titles = ['REP', 'TASKS', 'MOST A DAY', 'ON'];
  return [
    renderTable(
      titles.map((title) => ({ title })),
      rows,
    ),
  ];
}

function finishLines({ simulation }: SimulationReport): string[] {
  const times = finishTimes(simulation);
  if (times === null) return ['Nobody finished.'];
  const reasons = endingsOf(simulation).map(
    ([reason, count]) => `${number(count)} ${reason.replaceAll('_', ' ')}`,
  );
  return [
    `Finished ${number(simulation.finishedAfterMs.length)}: ${reasons.join(', ')}.`,
    `Half of them within ${times.p50} days, nine in ten within ${times.p90}.`,
  ];
}

function keptLines({ simulation, name }: SimulationReport): string[] {
  const kept = keptBy(simulation);
  if (kept.length === 0) return ['Everybody who began has finished.'];
  const rows = kept
    .slice(0, KEPT_MOST)
    .map(({ count, sequence, step, rule, because }) => [
      count,
      step === null ? '-' : sequence === name ? step : `${sequence}/${step}`,
      rule,
      because,
    ]);
  const rest = kept.slice(KEPT_MOST).reduce((sum, { count }) => sum + count, 0);
  const titles = ['PEOPLE', 'STEP', 'RULE', 'WHY'];
  return [
    `Not finished: ${number(simulation.unfinished.length)}.`,
    renderTable(
      titles.map((title) => ({ title })),
      rows,
    ),
    ...(rest === 0 ? [] : [`... and ${number(rest)} more: --json has them all`]),
  ];
}

function nextLine({ name }: SimulationReport, htmlFile: string | null): string {
  if (htmlFile !== null) return `The picture is in ${cleanLine(htmlFile)}.`;
  return `Next: touchline simulate ${name} --html FILE for a picture\n      touchline enroll ${name} --dry-run --all`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/** `Mon 2 Mar`, of `2026-03-02`. */
export function dayName(date: string): string {
  return dayFormat.format(new Date(date)).replace(',', '');
}

export function number(value: number): string {
  return value.toLocaleString('en');
}

export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
