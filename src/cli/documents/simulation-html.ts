/** A simulation as a page of its own: nothing is loaded from elsewhere, and the picture is drawn in it. */
import { CHANNELS, type Channel } from '../../core/sequence.ts';
import {
  loadByDay,
  loadByMailbox,
  loadByRep,
  type DayLoad,
} from '../../rehearsal/simulate/simulation-load.ts';
import { endingsOf, enrolledOf, finishTimes, keptBy, type SimulationReport } from './simulation.ts';
import { isoOf } from '../output/json.ts';
import { dayName, number, percent } from './simulation-text.ts';

/** Told apart by lightness as well, for those who see few colours. */
const COLOURS: Readonly<Record<Channel, string>> = {
  email: '#1f4e9c',
  linkedin: '#5b9bd5',
  call: '#d9822b',
  sms: '#f2c14e',
  task: '#6b8e4e',
  message: '#8e6bb0',
};

const WIDTH = 960;
const HEIGHT = 300;
const LEFT = 48;
const BOTTOM = 34;
/** Half of the longest name of a day: the last one stands below the last bar. */
const RIGHT = 32;
const TOP = 14;
/** So many lines across the picture. */
const GRID = 4;

export function simulationHtml(report: SimulationReport): string {
  const { simulation, settings, name, version } = report;
  const byDay = loadByDay(simulation, settings.zone);
  const title = `${name}: ${number(simulation.people.size)} people, ${report.days} days`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${safe(title)}</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; color: #222; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin-top: 2rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .2rem 1.2rem .2rem 0; border-bottom: 1px solid #ddd; }
td.number { text-align: right; font-variant-numeric: tabular-nums; } svg { width: 100%; height: auto; }
</style>
</head>
<body>
<h1>${safe(title)}</h1>
<p>Version ${safe(version.sequence.version)}, from ${safe(isoOf(simulation.startMs))}, ${percent(report.replyRate)} of touches answered, seed ${report.seed}. ${safe(enrolledWords(report))}</p>
<h2>Touches a day</h2>
${picture(byDay)}
${tables(report)}
</body>
</html>
`;
}

function enrolledWords({ simulation }: SimulationReport): string {
  const { enrolled, pending, refused } = enrolledOf(simulation);
  const left = Object.entries(refused).map(
    ([code, count]) => `${count} ${code.replaceAll('_', ' ')}`,
  );
  const times = finishTimes(simulation);
  return [
    `${number(enrolled)} enrolled${pending === 0 ? '' : `, ${number(pending)} to start later`}.`,
    left.length === 0 ? '' : `Left out: ${left.join(', ')}.`,
    times === null
      ? ''
      : `Half of those who finished did within ${times.p50} days, nine in ten within ${times.p90}.`,
  ].join(' ');
}

/** Stacked bars, a day each; the x axis names every Monday or so. */
export function picture(byDay: readonly DayLoad[]): string {
  const most = niceMost(Math.max(1, ...byDay.map(({ total }) => total)));
  const step = (WIDTH - LEFT) / Math.max(1, byDay.length);
  const plotHeight = HEIGHT - BOTTOM - TOP;
  const yOf = (value: number): number => TOP + plotHeight * (1 - value / most);
  const used = CHANNELS.filter((channel) => byDay.some(({ byChannel }) => byChannel[channel] > 0));
  const labelEvery = Math.max(1, Math.ceil(byDay.length / 12));
  const grid = Array.from({ length: GRID + 1 }, (_, index) => (most * index) / GRID).map(
    (value) =>
      `<line x1="${LEFT}" x2="${WIDTH}" y1="${px(yOf(value))}" y2="${px(yOf(value))}" stroke="#ddd"/>` +
      `<text x="${LEFT - 6}" y="${px(yOf(value) + 4)}" text-anchor="end">${number(value)}</text>`,
  );
  const bars = byDay.map((day, index) => barOf(day, LEFT + index * step, step, yOf));
  const labels = byDay.flatMap(({ date }, index) =>
    index % labelEvery === 0
      ? [
          `<text x="${px(LEFT + (index + 0.5) * step)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${dayName(date)}</text>`,
        ]
      : [],
  );
  const legend = used.map(
    (channel, index) =>
      `<rect x="${LEFT + index * 90}" y="${HEIGHT + 2}" width="11" height="11" fill="${COLOURS[channel]}"/>` +
      `<text x="${LEFT + 16 + index * 90}" y="${HEIGHT + 12}">${channel}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH + RIGHT} ${HEIGHT + 20}" role="img" aria-label="Touches a day by channel" font-family="system-ui, sans-serif" font-size="11" fill="#444">
${[...grid, ...bars, ...labels, ...legend].filter((each) => each !== '').join('\n')}
</svg>`;
}

function barOf(
  { date, byChannel, total }: DayLoad,
  x: number,
  step: number,
  yOf: (value: number) => number,
): string {
  if (total === 0) return '';
  let below = 0;
  const parts = CHANNELS.flatMap((channel) => {
    const count = byChannel[channel];
    if (count === 0) return [];
    const [top, bottom] = [yOf(below + count), yOf(below)];
    below += count;
    return [
      `<rect x="${px(x + step * 0.12)}" y="${px(top)}" width="${px(step * 0.76)}" height="${px(bottom - top)}" fill="${COLOURS[channel]}"/>`,
    ];
  });
  const words = CHANNELS.filter((channel) => byChannel[channel] > 0).map(
    (channel) => `${byChannel[channel]} ${channel}`,
  );
  return `<g><title>${dayName(date)}: ${words.join(', ')}</title>${parts.join('')}</g>`;
}

/** A round number that the grid divides evenly. */
function niceMost(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10].map((each) => each * unit);
  const most = steps.find((each) => each >= value) ?? value;
  return Math.ceil(most / GRID) * GRID;
}

function tables({ simulation, settings, name }: SimulationReport): string {
  const mailboxes = loadByMailbox(simulation, settings).map((load) => [
    load.name,
    load.total,
    load.busiest?.touches ?? 0,
    load.capPerDay,
    load.fullDays.length,
  ]);
  const reps = loadByRep(simulation, settings).map((load) => [
    load.name,
    load.total,
    load.busiest?.touches ?? 0,
    load.busiest === null ? '' : dayName(load.busiest.date),
  ]);
  const kept = keptBy(simulation).map(({ count, sequence, step, rule, because }) => [
    count,
    step === null ? '' : sequence === name ? step : `${sequence}/${step}`,
    rule.replaceAll('_', ' '),
    because,
  ]);
  const endings = endingsOf(simulation).map(([reason, count]) => [
    count,
    reason.replaceAll('_', ' '),
  ]);
  return [
    table('Mailboxes', ['Mailbox', 'Touches', 'Most a day', 'Cap', 'Days at the cap'], mailboxes),
    table('Reps', ['Rep', 'Tasks', 'Most a day', 'On'], reps),
    table('Finished', ['People', 'How'], endings),
    table('Not finished', ['People', 'Step', 'Rule', 'Why'], kept),
  ].join('\n');
}

function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  if (rows.length === 0) return '';
  const cell = (value: string | number): string =>
    typeof value === 'number'
      ? `<td class="number">${number(value)}</td>`
      : `<td>${safe(value)}</td>`;
  const lines = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return `<h2>${title}</h2>
<table>
<tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>
${lines.join('\n')}
</table>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
