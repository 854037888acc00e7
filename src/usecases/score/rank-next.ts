/** What should a rep do now, over all open tasks and all who are engaged and whom nobody looks after? */
import { DAY_MS } from '../../core/time/duration.ts';
import type { Standing } from '../../core/engagement.ts';
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import type { Channel } from '../../core/sequence.ts';
import { onDuty } from '../../policy/cover.ts';
import { maySend } from '../../policy/may-send.ts';
import { deservesTouch, rankNext, type NextFacts, type Urge } from '../../policy/rank-next.ts';
import type { EnrollmentFacts } from '../../ports/enrollment-store.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Task } from '../../ports/task-store.ts';
import type { Preferences } from '../../runner/deciding/preferences.ts';
import { repFor, type RunnerSettings } from '../../runner/settings.ts';
import { standingsIn } from '../../runner/deciding/standings.ts';
import { hourAt, type BestHour } from '../../score/best-hour.ts';
import { listTasks, quietWords } from '../tasks/list-tasks.ts';
import { PASSED_OVER } from './pass-over.ts';

export interface NextThing {
  readonly task: Task | null;
  readonly prospect: Prospect;
  readonly standing: Standing;
  /** Where they are best reached, of those without a task; `null`: nobody knows. */
  readonly channel: Channel | null;
  /** On their own clock; `null`: nobody knows. */
  readonly hour: BestHour | null;
  readonly urgency: number;
  /** They add up to the urgency. */
  readonly urges: readonly Urge[];
  /** Why the task exists, and what else is to be known of it. */
  readonly reasons: readonly string[];
}

export interface NextNeeds extends Pick<
  Stores,
  'tasks' | 'people' | 'engagement' | 'enrollments' | 'history'
> {
  readonly settings: RunnerSettings;
  readonly preferences: Preferences;
}

/** Whoever did nothing for so long is nobody to call out of the blue. */
const LATELY_MS = 90 * DAY_MS;
/** So many of those whom nobody looks after are judged. */
const IDLE_MOST = 200;
const TOUCHED_LATELY_MS = 3 * DAY_MS;
const PASSED_OVER_MS = 7 * DAY_MS;

/** @param rep  `null`: of all reps. */
export async function nextThings(
  needs: NextNeeds,
  rep: string | null,
  nowMs: number,
): Promise<readonly NextThing[]> {
  const { settings } = needs;
  const candidates = [
    ...(await fromTasks(needs, rep, nowMs)),
    ...(await fromPeople(needs, rep, nowMs)),
  ];
  return rankNext(candidates, nowMs, settings.zone).map(({ next, urges, urgency }) => ({
    ...next.thing,
    urges,
    urgency,
  }));
}

interface Candidate extends NextFacts {
  readonly thing: Omit<NextThing, 'urges' | 'urgency'>;
}

async function fromTasks(
  needs: NextNeeds,
  rep: string | null,
  nowMs: number,
): Promise<readonly Candidate[]> {
  const { settings, engagement, preferences } = needs;
  const { tasks } = await listTasks(needs, { rep, channel: null }, nowMs);
  const known = tasks.flatMap(({ task, prospect, barred }) =>
    prospect === null ? [] : [{ task, prospect, barred }],
  );
  const ids = [...new Set(known.map(({ prospect }) => prospect.id))];
  const standings = await standingsIn(engagement, settings.score, nowMs)(ids);
  const candidates: Candidate[] = [];
  for (const { task, prospect, barred } of known) {
    const standing = standings.get(prospect.id) ?? COLD;
    const hour = REACHING.includes(task.kind) ? await preferences.hourOf(prospect, nowMs) : null;
    const [quiet = null] = quietWords(task, prospect, settings, nowMs);
    candidates.push({
      id: task.id,
      standing,
      task,
      bestHour: hourWords(hour, prospect, settings.zone, nowMs),
      quiet: barred ?? quiet,
      thing: { task, prospect, standing, channel: task.channel, hour, reasons: task.reasons },
    });
  }
  return candidates;
}

const COLD: Standing = { tenths: 0, level: 'cold' };
/** They reach the person now or not at all. */
const REACHING: readonly Task['kind'][] = ['call', 'sms', 'linkedin'];

async function fromPeople(
  needs: NextNeeds,
  rep: string | null,
  nowMs: number,
): Promise<readonly Candidate[]> {
  const { settings, engagement, people, preferences } = needs;
  const idle = await engagement.idleSince(nowMs - LATELY_MS, IDLE_MOST);
  const standings = await standingsIn(engagement, settings.score, nowMs)(idle);
  const candidates: Candidate[] = [];
  for (const id of idle) {
    const standing = standings.get(id) ?? COLD;
    if (!deservesTouch(standing)) continue;
    const prospect = await people.byId(id);
    if (prospect === null || !isOf(settings, prospect, rep, nowMs)) continue;
    const facts = await needs.enrollments.facts(id);
    if (await isLeftAlone(needs, id, facts, nowMs)) continue;
    const { channels } = await preferences.channelsOf(prospect, nowMs);
    const mayUse = (each: Channel): boolean =>
      isReached(prospect, each) && isAllowed(settings, prospect, facts, each, nowMs);
    const channel = channels.find((each) => mayUse(each.channel))?.channel ?? null;
    const hour = await preferences.hourOf(prospect, nowMs);
    const bestHour = hourWords(hour, prospect, settings.zone, nowMs);
    const thing = { task: null, prospect, standing, channel, hour, reasons: [] };
    candidates.push({ id, standing, task: null, bestHour, quiet: null, thing });
  }
  return candidates;
}

/** Their rep's, or whose work that rep does now; nobody's are everybody's. */
function isOf(
  settings: RunnerSettings,
  { owner }: Prospect,
  rep: string | null,
  nowMs: number,
): boolean {
  const theirs = repFor(settings, 'owner', owner, null);
  return rep === null || theirs === null || onDuty(settings, theirs, nowMs) === rep;
}

/** By their wish, by the list, because we touched them just now, or because a rep said "not now". */
async function isLeftAlone(
  { engagement, history }: NextNeeds,
  id: string,
  { suppressedBy, hasOptedOut }: EnrollmentFacts,
  nowMs: number,
): Promise<boolean> {
  if (suppressedBy !== null || hasOptedOut) return true;
  const exchanges = await engagement.exchangesOf([id], nowMs + 1);
  if (exchanges.some(({ what, atMs }) => what === 'touch' && atMs > nowMs - TOUCHED_LATELY_MS))
    return true;
  const timeline = await history.timeline(id);
  return timeline.some(
    ({ type, summary, atMs }) =>
      type === 'signal_note' &&
      summary.startsWith(PASSED_OVER.replaceAll('_', ' ')) &&
      atMs > nowMs - PASSED_OVER_MS,
  );
}

/** Their own word and the law of their country, as for a step. */
function isAllowed(
  { compliance }: RunnerSettings,
  prospect: Prospect,
  { ledger }: EnrollmentFacts,
  channel: Channel,
  nowMs: number,
): boolean {
  const law = maySend({ compliance, channel, prospect, ledger, rangAtMs: [], nowMs });
  return law?.verdict !== 'hold';
}

function isReached(prospect: Prospect, channel: Channel): boolean {
  switch (channel) {
    case 'email':
    case 'linkedin':
      return addressOn(prospect, channel) !== null;
    case 'call':
    case 'sms':
      return addressOn(prospect, 'phone') !== null;
    case 'message':
    case 'task':
      return true;
  }
}

function hourWords(
  hour: BestHour | null,
  { zone }: Prospect,
  workspaceZone: string,
  nowMs: number,
): string | null {
  if (hour === null || hourAt(zone ?? workspaceZone, nowMs) !== hour.hour) return null;
  return `their best hour is now: ${hour.because}`;
}
