/** What would a sequence do with these people? Enrolled and carried through weeks by the real engine, on a clock and in a store of their own. */
import type { Activity } from '../../core/activity.ts';
import type { Decision } from '../../core/decide/decision.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import type { NewSuppression } from '../../core/person-effects.ts';
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import type { Channel } from '../../core/sequence.ts';
import type { SendWindow } from '../../core/time/window.ts';
import type { Almanac } from '../../ports/almanac.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { ProspectDraft } from '../../ports/people-store.ts';
import type { ConsentRecord } from '../../ports/consent-store.ts';
import type { RehearsalStores } from '../../ports/stores.ts';
import { Crowd } from '../crowd.ts';
import { Rehearsal } from '../rehearsal.ts';
import { onDuty } from '../../policy/cover.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { enrollPeople, type EnrollCode } from '../../usecases/enrollments/enroll-people.ts';
import { learnerOver } from '../../usecases/people/learn-holidays.ts';
import { membersOf } from '../../usecases/people/select-people.ts';
import { unreadTexts } from './unread-texts.ts';
import { whyUnfinished, type Unfinished } from './why-unfinished.ts';

export interface SimulationRequest {
  readonly version: StoredVersion;
  readonly successors: readonly StoredVersion[];
  readonly people: readonly ProspectDraft[];
  readonly suppressions: readonly NewSuppression[];
  /** What is on record of each of the people, in their order; shorter: nothing of the others. */
  readonly consents: readonly (readonly ConsentRecord[])[];
  readonly startMs: number;
  readonly days: number;
  readonly seed: number;
  /** The share of touches that somebody answers, 0 to 1. */
  readonly replyRate: number;
  /** Whose holidays are kept. */
  readonly almanac: () => Promise<Almanac>;
}

export interface SimulatedTouch {
  readonly atMs: number;
  readonly prospectId: string;
  readonly sequence: string;
  readonly step: string;
  readonly channel: Channel;
  /** What it left from, a number or a channel of the workspace's own as well; `null`: a rep did it. */
  readonly mailbox: string | null;
  /** `null`: it left by itself, or there is no rep. */
  readonly rep: string | null;
}

export interface Simulation {
  readonly people: ReadonlyMap<string, Prospect>;
  /** How many of each; those who start later are `pending`. */
  readonly enrolled: Readonly<Partial<Record<EnrollCode, number>>>;
  readonly startMs: number;
  readonly untilMs: number;
  /** Of the sequence. */
  readonly window: SendWindow;
  /** In the order in which they were made. */
  readonly touches: readonly SimulatedTouch[];
  /** Finished enrollments by reason. */
  readonly endings: Readonly<Partial<Record<string, number>>>;
  /** From their first day to their last, of those who finished, ascending. */
  readonly finishedAfterMs: readonly number[];
  readonly unfinished: readonly Unfinished[];
  /** What failed, in words. */
  readonly said: readonly string[];
}

/** @param stores  Empty, in memory; full of the simulation after it. */
export async function simulateSequence(
  stores: RehearsalStores,
  settings: RunnerSettings,
  request: SimulationRequest,
): Promise<Simulation> {
  const { startMs, days, seed, replyRate } = request;
  const diary = new Diary(settings);
  const crowds: Crowd[] = [];
  const rehearsal = new Rehearsal({
    stores,
    settings,
    startMs,
    renderer: unreadTexts(),
    observe: (decision) => {
      diary.read(decision);
      for (const crowd of crowds) crowd.react(decision);
    },
  });
  crowds.push(new Crowd(rehearsal, { seed, replyRate, zone: settings.zone, reps: settings.reps }));
  await stores.suppressions.addSuppressions(request.suppressions, 'rehearsal', startMs);
  const learn = learnerOver({ holidays: stores.holidays, almanac: request.almanac }, startMs);
  await learn(request.people.map(({ country }) => country));
  const ids = await stores.people.save(
    request.people.map((person) => ({ id: null, person })),
    startMs,
    null,
  );
  const said = request.consents.flatMap((consents, at) =>
    consents.map((each) => ({ ...each, prospectId: ids[at]! })),
  );
  await stores.consents.addConsents(said, startMs);
  const { results } = await enrollPeople(
    {
      settings,
      enrollments: rehearsal.engine.enrollments,
      whereabouts: rehearsal.engine.whereabouts,
      learn,
    },
    {
      version: request.version,
      successors: request.successors,
      people: membersOf(stores.people, null),
      limit: null,
      startMs,
      dryRun: false,
      nowMs: startMs,
    },
  );
  const untilMs = startMs + days * DAY_MS;
  await rehearsal.play(untilMs);
  return {
    people: new Map(results.map(({ prospect }) => [prospect.id, prospect])),
    enrolled: counted(results.map(({ code }) => code)),
    startMs,
    untilMs,
    touches: diary.touches,
    endings: counted(diary.endings),
    finishedAfterMs: diary.finishedAfterMs.toSorted((a, b) => a - b),
    window: request.version.sequence.window,
    unfinished: await whyUnfinished(rehearsal),
    said: rehearsal.said,
  };
}

/** Who is meant in a document: the address, else the id. */
export function nameIn({ people }: Pick<Simulation, 'people'>, prospectId: string): string {
  const person = people.get(prospectId);
  return (person === undefined ? null : anyAddress(person)) ?? prospectId;
}

/** One that bounced meanwhile is still what the person is known by. */
function anyAddress(person: Prospect): string | null {
  return (
    addressOn(person, 'email') ??
    person.identities.find(({ kind }) => kind === 'email')?.value ??
    null
  );
}

function counted<Word extends string>(words: readonly Word[]): Partial<Record<Word, number>> {
  const counts: Partial<Record<Word, number>> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Keeps of each decision what a report tells. */
class Diary {
  readonly touches: SimulatedTouch[] = [];
  readonly endings: string[] = [];
  readonly finishedAfterMs: number[] = [];
  readonly #repOf = new Map<string, string | null>();
  /** What a planned touch will leave from. */
  readonly #lineOf = new Map<string, string | null>();
  readonly #startedAtMs = new Map<string, number>();
  readonly #team: Pick<RunnerSettings, 'reps' | 'zone'>;

  constructor(team: Pick<RunnerSettings, 'reps' | 'zone'>) {
    this.#team = team;
  }

  read({ next, activities, openedTasks, plannedTouches, recordedTouches, begun }: Decision): void {
    for (const { id, rep } of openedTasks) this.#repOf.set(id, rep);
    for (const { id, mailbox } of plannedTouches) this.#lineOf.set(id, mailbox);
    for (const activity of activities) {
      const { type, atMs } = activity;
      if (type === 'started') this.#startedAtMs.set(next.id, atMs);
      if (type === 'touch_sent') this.#sent(activity);
      if (type === 'finished') this.#finished(next, atMs, begun.length > 0);
    }
    for (const { id, prospectId, step, channel, plannedAtMs } of recordedTouches) {
      // Whoever covers for them on that day did it.
      const rep = onDuty(this.#team, this.#repOf.get(id) ?? null, plannedAtMs);
      const { sequence } = next;
      this.touches.push({
        atMs: plannedAtMs,
        prospectId,
        sequence,
        step,
        channel,
        mailbox: null,
        rep,
      });
    }
  }

  #sent({ atMs, prospectId, sequence, step, channel, touchId }: Activity): void {
    if (touchId === null || sequence === null || step === null || channel === null) return;
    const mailbox = this.#lineOf.get(touchId) ?? null;
    this.#lineOf.delete(touchId);
    this.touches.push({ atMs, prospectId, sequence, step, channel, mailbox, rep: null });
  }

  #finished(next: Enrollment, atMs: number, isHandedOver: boolean): void {
    this.endings.push(isHandedOver ? 'handed_over' : (next.reason ?? 'completed'));
    this.finishedAfterMs.push(atMs - (this.#startedAtMs.get(next.id) ?? next.enrolledAtMs));
  }
}
