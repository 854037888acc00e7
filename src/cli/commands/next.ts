import { requireRepWithTasks } from '../../usecases/people/known-rep.ts';
import { passOver, type PassedOver } from '../../usecases/score/pass-over.ts';
import { nextThings, type NextThing } from '../../usecases/score/rank-next.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { personName } from '../documents/person-name.ts';
import { taskKind } from '../documents/task.ts';
import { isoOf, type Json } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { withDesk } from '../workspace/desk.ts';

const SHOWN_MOST = 10;

export const nextCommand = defineCommand({
  description:
    'What to do now, the most urgent first: open tasks, and people who are engaged and whom nobody looks after. Every reason has its ' +
    'points, and they add up; what you know better you leave out with --skip, which puts a task off until tomorrow, and a person ' +
    'without one for a week.',
  arguments: {},
  options: {
    rep: { kind: 'text', placeholder: 'REP', summary: 'what one rep should do' },
    limit: { kind: 'integer', placeholder: 'N', summary: `at most so many; 10 by default`, min: 1 },
    skip: {
      kind: 'text',
      placeholder: 'KEY',
      summary: 'not now: a task, or a person with all their tasks',
    },
  },
  examples: [
    { line: 'touchline next --rep anna --limit 3', says: "Anna's next three things" },
    { line: 'touchline next --skip e12.ring.1', says: 'not today' },
  ],
  writes: true,
  run: (context, _args, { rep, limit, skip }) =>
    skip === null ? listed(context, rep, limit ?? SHOWN_MOST) : passed(context, skip),
});

function listed(context: Context, given: string | null, limit: number): Promise<Result> {
  return withDesk(context, 'read', async ({ to, moment, zone }) => {
    const rep =
      given === null ? null : await requireRepWithTasks(to.settings.reps, to.tasks, given);
    const all = await nextThings(to, rep, moment.nowMs);
    const shown = all.slice(0, limit);
    return {
      data: shown.map((thing, index) => thingJson(thing, index + 1)),
      text: () => listText(shown, all.length, zone, moment.nowMs),
    };
  });
}

function thingJson(thing: NextThing, rank: number): Json {
  const { task, prospect, standing, channel, hour, urgency, urges, reasons } = thing;
  return {
    rank,
    task: task?.id ?? null,
    kind: task?.kind ?? null,
    channel,
    action: task?.action ?? null,
    prospect: { id: prospect.id, name: prospect.name, company: prospect.company },
    rep: task?.rep ?? prospect.owner,
    sequence: task?.sequence ?? null,
    step: task?.step ?? null,
    due: isoOf(task?.dueAtMs ?? null),
    score: standing.tenths / 10,
    level: standing.level,
    best_hour: hour?.hour ?? null,
    best_hour_because: hour?.because ?? null,
    urgency,
    urges: urges.map(({ points, because }) => ({ points, because })),
    reasons: [...reasons],
    command: commandFor(thing),
  };
}

function commandFor({ task, prospect }: NextThing): string {
  return task === null
    ? `touchline enroll SEQUENCE --prospect ${prospect.id}`
    : `touchline tasks show ${task.id}`;
}

function listText(
  things: readonly NextThing[],
  total: number,
  zone: string,
  nowMs: number,
): string {
  const [first] = things;
  if (first === undefined) return 'Nothing to do now.';
  const table = renderTable(
    [
      { title: '' },
      { title: 'KEY' },
      { title: 'DO', maxWidth: 30 },
      { title: 'WITH', maxWidth: 32 },
      { title: 'DUE' },
      { title: 'POINTS' },
      { title: 'WHY', maxWidth: 100 },
    ],
    things.map((thing, index) => [
      index + 1,
      keyOf(thing),
      whatToDo(thing),
      personName(thing.prospect),
      thing.task === null || thing.task.dueAtMs === null
        ? ''
        : formatTime(thing.task.dueAtMs, zone, nowMs),
      thing.urgency,
      whyText(thing),
    ]),
  );
  const more = total - things.length;
  return [
    table,
    '',
    more > 0 ? `${more} more: --limit ${total}` : null,
    `Next: ${commandFor(first)}`,
    `Not now: touchline next --skip ${keyOf(first)}`,
  ]
    .filter((line) => line !== null)
    .join('\n');
}

function keyOf({ task, prospect }: NextThing): string {
  return task?.id ?? prospect.id;
}

function whatToDo({ task, channel }: NextThing): string {
  if (task === null) return channel === null ? 'get in touch' : `get in touch: ${channel}`;
  if (task.kind === 'task' && task.text !== null) return task.text.split('\n', 1)[0] ?? 'task';
  return taskKind(task);
}

/** `+100 they answered; -60 their telephone is quiet`. */
function whyText({ urges, reasons }: NextThing): string {
  const points = urges.map((each) => `${each.points > 0 ? '+' : ''}${each.points} ${each.because}`);
  return (points.length === 0 ? reasons : points).join('; ');
}

function passed(context: Context, key: string): Promise<Result> {
  return withDesk(context, 'write', async ({ to, moment, zone }) => {
    const { nowMs } = moment;
    const done = await passOver(to, key, moment);
    return {
      data: {
        prospect: done.prospect.id,
        tasks: [...done.tasks],
        until: isoOf(done.untilMs),
      },
      text: () => passedText(done, formatTime(done.untilMs, zone, nowMs)),
    };
  });
}

function passedText({ prospect, tasks }: PassedOver, until: string): string {
  const who = personName(prospect);
  return [
    tasks.length === 0
      ? `Left out until ${until}: ${who}.`
      : `Left out until ${until}: ${tasks.join(', ')} with ${who}. Deadlines stay what they are.`,
    tasks.length === 0 ? null : `For good: touchline tasks skip ${tasks.join(' ')}`,
    'Next: touchline next',
  ]
    .filter((line) => line !== null)
    .join('\n');
}
