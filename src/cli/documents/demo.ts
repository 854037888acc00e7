/** The demo as a rep reads it: a calendar while it plays, then who got what, the proof, and what is left to do. */
import { counted } from '../../core/counted.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Sequence } from '../../core/sequence.ts';
import { diaryLine, type DiaryLine } from '../../demo/diary.ts';
import { standing, type DemoOutcome } from '../../demo/outcome.ts';
import type { ImportedList } from '../../demo/people.ts';
import { REP, REP_ZONE } from '../../demo/script.ts';
import type { SmtpSink } from '../../demo/smtp-sink.ts';
import type { HistoryStore } from '../../ports/history-store.ts';
import type { Context } from '../command.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { fitWidth, textWidth } from '../output/width.ts';

/** Of a line that is not on a terminal, and of one on a very wide one. */
const WIDTH_MAX = 100;
const NAME_WIDTH = 15;
const CHANNEL_WIDTH = 8;

export class DemoPrinter {
  readonly #context: Context;
  readonly #sequence: Sequence;
  readonly #width: number;
  #day = '';

  constructor(context: Context, sequence: Sequence) {
    this.#context = context;
    this.#sequence = sequence;
    this.#width = Math.min(context.io.columns ?? WIDTH_MAX, WIDTH_MAX);
  }

  /** Who is on the list, before the first day. */
  begin({ people, rejected }: ImportedList): void {
    const { bold } = this.#context.colors;
    const steps = this.#sequence.steps.map(({ id, kind }) => `${id} (${kind})`).join(', ');
    this.#print(
      bold('Three weeks with Touchline'),
      ...wrapped(
        `${REP.name} sells torque wrenches. Real SMTP and a real Maildir on this machine, a clock that runs fast; ` +
          `nobody is written to. Times are hers, in ${REP_ZONE}; "there" is the clock of the person, and emails ` +
          `leave only in their office hours.`,
        this.#width,
      ),
      '',
      `Imported leads.csv: ${people.length} people. ${counted(rejected.length, 'row waits', 'rows wait')} to be mended in leads.rejected.csv:`,
      ...rejected.map(({ line, name, words }) =>
        fitWidth(cleanLine(`  line ${line}, ${name}: ${words}`), this.#width),
      ),
      ...wrapped(`Enrolled ${people.length} in classic: ${steps}.`, this.#width),
    );
  }

  readonly formatDay = (atMs: number): string => dayOf(atMs);

  /** One line of the calendar, under its day. */
  readonly tell = (line: DiaryLine): void => {
    const { bold, dim } = this.#context.colors;
    const day = dayOf(line.atMs);
    if (day !== this.#day) this.#print('', bold(day), ...(this.#day === '' ? [dim(HEAD)] : []));
    this.#day = day;
    this.#print(this.#line(line));
  };

  #line({ atMs, prospect, channel, direction, words }: DiaryLine): string {
    const { dim, green, yellow, red } = this.#context.colors;
    const there = timeOf(atMs, prospect.zone ?? REP_ZONE);
    const head = `  ${timeOf(atMs, REP_ZONE)}  ${there}  ${padded(prospect.name ?? '', NAME_WIDTH)}  ${padded(channel, CHANNEL_WIDTH)}  `;
    const mark = markOf({ direction, words });
    const text = fitWidth(cleanLine(words), this.#width - textWidth(head) - 2);
    switch (direction) {
      case 'out':
        return `${head}${green(mark)} ${text}`;
      case 'in':
        return head + yellow(`${mark} ${text}`);
      case 'effect':
        return head + (mark === '■' ? red : dim)(`${mark} ${text}`);
    }
  }

  /** Everything after the last day. */
  ending(outcome: DemoOutcome, history: readonly string[], dir: string): string {
    const { bold } = this.#context.colors;
    const { proofs } = outcome;
    const late = proofs.reduce((sum, { after }) => sum + after, 0);
    return [
      '',
      bold('Who got what'),
      this.#people(outcome),
      '',
      bold(`Messages after an answer, an opt-out or a bounce: ${late}`),
      ...wrapped(
        "Counted in the mail server's own ledger, which knows only what came over the wire. SPARED are " +
          'the emails that the sequence still had for them.',
        this.#width,
      ),
      this.#proofs(outcome),
      '',
      bold('Left to do'),
      ...this.#left(outcome),
      '',
      ...history,
      '',
      summaryOf(outcome),
      '',
      'The workspace stays. Look around in it:',
      `  export TOUCHLINE_WORKSPACE=${dir}`,
      '  touchline today',
      '  touchline timeline ada.kern@lumenwerk.example',
      '  touchline why jonas@fjordpack.example',
    ].join('\n');
  }

  #people({ people }: DemoOutcome): string {
    return renderTable(
      ['WHO', 'EMAIL', 'LINKEDIN', 'CALLS', 'SMS', 'WHERE IT STANDS'].map((title) => ({ title })),
      people.map((each) => [
        each.prospect.name,
        each.emails,
        each.linkedin,
        each.calls,
        each.texts,
        standing(each, this.#sequence, dayOf),
      ]),
    );
  }

  #proofs({ proofs }: DemoOutcome): string {
    return renderTable(
      ['WHO', 'WHAT HAPPENED', 'WHEN', 'BEFORE', 'AFTER', 'SPARED'].map((title) => ({ title })),
      proofs.map(({ prospect, stop, before, after, spared }) => [
        prospect.name,
        stop.how,
        momentOf(stop.atMs),
        before,
        after,
        spared,
      ]),
    );
  }

  #left({ openTasks, people }: DemoOutcome): readonly string[] {
    const tasks = openTasks.map(({ task, prospect }) =>
      fitWidth(
        cleanLine(
          `  ${padded(prospect.name ?? '', NAME_WIDTH)}  ${padded(task.kind, CHANNEL_WIDTH)}  ${task.text ?? ''}`,
        ),
        this.#width,
      ),
    );
    const waiting = people.filter(({ enrollment }) => enrollment.status !== 'finished');
    return [
      ...(tasks.length === 0 ? ['  Nothing is open.'] : tasks),
      ...waiting.map(
        (each) =>
          `  ${padded(each.prospect.name ?? '', NAME_WIDTH)}  ${padded('waits', CHANNEL_WIDTH)}  ${standing(each, this.#sequence, dayOf)}`,
      ),
    ];
  }

  /** One person's three weeks. */
  async historyOf(
    prospect: Prospect,
    history: HistoryStore,
    { ledger }: SmtpSink,
  ): Promise<readonly string[]> {
    const subjectOf = (id: string | null): string | null =>
      ledger.find(({ messageId }) => messageId === id)?.subject ?? null;
    const facts = { subjectOf, enrollment: null, formatDay: dayOf };
    const lines = (await history.timeline(prospect.id)).flatMap((entry) => {
      const line = diaryLine(entry, prospect, facts);
      const words = line === null ? PLAIN[entry.type] : `${markOf(line)} ${line.words}`;
      if (words === undefined) return [];
      const isTouch = entry.touchId !== null && entry.step !== null;
      const step = isTouch ? ` (${entry.step})` : '';
      const when = padded(momentOf(entry.atMs), MOMENT_WIDTH);
      const channel = padded(entry.channel ?? '', CHANNEL_WIDTH);
      return [fitWidth(`  ${when}  ${channel}  ${cleanLine(words)}${step}`, this.#width)];
    });
    return [this.#context.colors.bold(`One person: ${prospect.name}`), ...lines];
  }

  #print(...lines: readonly string[]): void {
    if (!this.#context.json) this.#context.io.stdout.write(`${lines.join('\n')}\n`);
  }
}

const HEAD = '  TIME   THERE  WHO              CHANNEL   WHAT';
const MOMENT_WIDTH = 'Thu 12 Mar 10:12'.length;
const PLAIN: Readonly<Record<string, string>> = {
  enrolled: '· enrolled in classic',
  step_skipped: '· skipped',
};

function markOf({ direction, words }: Pick<DiaryLine, 'direction' | 'words'>): string {
  switch (direction) {
    case 'out':
      return '→';
    case 'in':
      return '←';
    case 'effect':
      return words.startsWith('STOP') ? '■' : '·';
  }
}

function summaryOf({ sent, tasksDone, answers, people }: DemoOutcome): string {
  const stopped = people.filter(
    ({ enrollment }) => enrollment.status === 'finished' && enrollment.reason !== 'completed',
  );
  return `In all: ${sent} emails, ${tasksDone} tasks, ${answers} answers. ${stopped.length} stopped.`;
}

function dayOf(atMs: number): string {
  return formatTime(atMs, REP_ZONE, atMs).replace(/ \d\d:\d\d .*$/, '');
}

function timeOf(atMs: number, zone: string): string {
  return /\d\d:\d\d/.exec(formatTime(atMs, zone, atMs))?.[0] ?? '';
}

function momentOf(atMs: number): string {
  return `${dayOf(atMs)} ${timeOf(atMs, REP_ZONE)}`;
}

function padded(text: string, width: number): string {
  const fitted = fitWidth(text, width);
  return fitted + ' '.repeat(Math.max(0, width - textWidth(fitted)));
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
