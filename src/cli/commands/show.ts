import { standingWords } from '../../core/engagement.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { endingWords } from '../../core/sequence.ts';
import { standingsIn } from '../../runner/deciding/standings.ts';
import { Whereabouts } from '../../runner/whereabouts.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import {
  showPerson,
  type ShownEnrollment,
  type ShownPerson,
} from '../../usecases/people/show-person.ts';
import type { TimelineLine } from '../../usecases/people/timeline.ts';
import { defineCommand, type CommandDefinition, type Context, type Result } from '../command.ts';
import { holdJson, statusText, waitingWord } from '../documents/enrollment.ts';
import { isoOf, type Json } from '../output/json.ts';
import { boundLines, boundsJson, isBarred } from '../documents/bounds.ts';
import { identityText, personJson, personLines, personName } from '../documents/person.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { withSession } from '../workspace/session.ts';

/** So many lines of the past are enough to act upon. */
const RECENT = 12;

const KEY = {
  key: {
    count: 'one',
    placeholder: 'KEY',
    summary: 'an id, an address, a phone number or a LinkedIn URL',
  },
} as const;

export const show = personCommand(
  'Shows one person: who they are, where they stand in each sequence, and the latest of what happened.',
  { line: 'touchline show ada@kern.example', says: 'where Ada stands' },
  RECENT,
);

export const timeline = personCommand(
  'Shows everything that happened with one person, oldest first: touches, answers, tasks, skipped steps, holds.',
  { line: 'touchline timeline p12', says: 'all that happened with p12' },
  null,
);

/** @param most  Lines of the past in the text; `null`: all. The document always has all. */
function personCommand(
  description: string,
  example: { readonly line: string; readonly says: string },
  most: number | null,
): CommandDefinition {
  return defineCommand({
    description,
    arguments: KEY,
    options: {},
    examples: [example],
    writes: false,
    run: (context, { key }) =>
      withSession(context, 'read', async (session) => {
        const { stores } = session;
        const person = await findPerson(stores.people, key, null);
        const { settings, nowMs } = session;
        const whereabouts = new Whereabouts(stores, settings.zone);
        const standings = standingsIn(stores.engagement, settings.score, nowMs);
        const needs = { whereabouts, standings, ...stores };
        return resultOf(context, person, await showPerson(needs, person, nowMs), most);
      }),
  });
}

function resultOf(
  context: Context,
  person: Prospect,
  shown: ShownPerson,
  most: number | null,
): Result {
  return {
    data: {
      ...personJson(person),
      // Where they live as far as we can tell, and not only what a list says.
      zone: shown.zone,
      zone_source: shown.zoneSource,
      lists: shown.lists,
      ...boundsJson(shown.bounds),
      score: shown.standing.tenths / 10,
      level: shown.standing.level,
      enrollments: shown.enrollments.map(enrollmentJson),
      timeline: shown.timeline.map(lineJson),
    },
    text: () => textOf(person, shown, context.clock.nowMs(), most),
  };
}

function enrollmentJson({ enrollment, dueAtMs }: ShownEnrollment): Json {
  const { id, sequence, version, status, reason, cursor, visit, mailbox, rep } = enrollment;
  return {
    id,
    sequence,
    version,
    status,
    reason,
    step: cursor,
    visit,
    waiting: waitingWord(enrollment),
    holds: enrollment.holds.map(holdJson),
    due: isoOf(dueAtMs),
    mailbox,
    rep,
    enrolled_at: isoOf(enrollment.enrolledAtMs),
  };
}

function lineJson(line: TimelineLine): Json {
  return {
    at: isoOf(line.atMs),
    type: line.type,
    channel: line.channel,
    sequence: line.sequence,
    step: line.step,
    touch: line.touchId,
    summary: line.summary,
    message_id: line.messageId,
  };
}

function textOf(person: Prospect, shown: ShownPerson, nowMs: number, most: number | null): string {
  const { zone, zoneSource, standing, enrollments, timeline: lines, lists, bounds } = shown;
  const work = [person.title, person.company].filter((each) => each !== null).join(', ');
  const addresses = person.identities.map(identityText);
  const head = [
    [personName(person), work].filter((each) => each !== '').join('   '),
    addresses.join('   '),
    `${zone} (${ZONE_SOURCES[zoneSource]})`,
    ...(standing.level === 'cold'
      ? []
      : [`${standingWords(standing)} (touchline score ${person.id})`]),
    ...personLines(person, lists),
    ...boundLines(bounds, person.id),
  ].map(cleanLine);
  const standings = enrollments.map((each) => standingText(each, zone, nowMs));
  const recent = most === null ? lines : lines.slice(-most);
  const earlier = lines.length - recent.length;
  return [
    ...head,
    '',
    ...(standings.length === 0
      ? [
          `In no sequence.${isBarred(bounds) ? '' : ` Next: touchline enroll SEQUENCE --prospect ${person.id}`}`,
        ]
      : standings),
    ...(recent.length === 0 ? [] : ['', timelineTable(recent, zone, nowMs)]),
    ...(earlier > 0 ? [`${earlier} earlier: touchline timeline ${person.id}`] : []),
    ...(enrollments.some(({ enrollment }) => enrollment.status !== 'finished')
      ? ['', `What decides the next touch: touchline why ${person.id}`]
      : []),
  ].join('\n');
}

const ZONE_SOURCES: Readonly<Record<ShownPerson['zoneSource'], string>> = {
  column: 'from the list',
  place: 'from where they are',
  phone: 'from their phone number',
  account: 'from people of the same account',
  country: 'the main one of their country, a guess',
  workspace: 'the workspace’s, nothing else is known',
};

function standingText(
  { enrollment, sequence, dueAtMs }: ShownEnrollment,
  zone: string,
  nowMs: number,
): string {
  const position = sequence.steps.findIndex((step) => step.id === enrollment.cursor) + 1;
  const step =
    position === 0
      ? `${sequence.steps.length} steps`
      : `step ${position} of ${sequence.steps.length}: ${enrollment.cursor}`;
  const due = dueAtMs === null ? '' : `   due ${formatTime(dueAtMs, zone, nowMs)}`;
  const because = endingWords(sequence, enrollment);
  const status = `${statusText(enrollment)}${because === null ? '' : `: ${because}`}`;
  const says = `${enrollment.sequence}   ${status}   ${step}   version ${enrollment.version}${due}`;
  const holds = enrollment.holds.map((hold) => {
    const until = hold.untilMs === null ? '' : `, until ${formatTime(hold.untilMs, zone, nowMs)}`;
    const reason = hold.reason.replaceAll('_', ' ');
    const detail = hold.detail === null || hold.detail === reason ? '' : ` (${hold.detail})`;
    return `  held: ${reason}${detail}${until}`;
  });
  return [says, ...holds].map(cleanLine).join('\n');
}

function timelineTable(lines: readonly TimelineLine[], zone: string, nowMs: number): string {
  return renderTable(
    [
      { title: `WHEN (${zone})` },
      { title: 'WHAT' },
      { title: 'STEP' },
      { title: 'CHANNEL' },
      { title: '', maxWidth: 100 },
    ],
    lines.map((line) => [
      formatTime(line.atMs, zone, nowMs).slice(0, -(zone.length + 1)),
      line.type.replace(/^(touch|signal)_/, '').replaceAll('_', ' '),
      line.step,
      line.channel,
      [line.summary, line.channel === 'email' ? (line.messageId ?? '') : '']
        .filter((each) => each !== '')
        .join('   '),
    ]),
  );
}
