/**
 * How a crowd behaves: who answers what, and when reps get round to their tasks. Drawn from a seed and the touch, so that the same seed gives
 * the same answers whatever else changes.
 */
import { addDuration, WORK_WEEK } from '../core/time/calendar.ts';
import { countsAsTouch } from '../core/counts.ts';
import type { Decision } from '../core/decide/decision.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/time/duration.ts';
import { unitInterval } from '../core/jitter.ts';
import type { Channel } from '../core/sequence.ts';
import type { SignalDetails, SignalKind } from '../core/signal.ts';
import type { Disposition, NewTask } from '../core/task.ts';
import { toEpochMs } from '../core/time/local-time.ts';
import { nextOpening, type SendWindow } from '../core/time/window.ts';
import { lastDayAway, onDuty, type RepDays } from '../policy/cover.ts';
import type { TaskAnswer } from '../usecases/tasks/settle-task.ts';
import { endTask, hear } from './acts.ts';
import type { Rehearsal } from './rehearsal.ts';

export interface CrowdHabits {
  readonly seed: number;
  /** The share of touches that somebody answers: of letters, texts and messages, and of calls. 0 to 1. */
  readonly replyRate: number;
  /** The zone of the reps' working hours. */
  readonly zone: string;
  /** Who is away does nothing before they are back. */
  readonly reps: readonly RepDays[];
}

/** Shares that `--reply-rate` does not touch: what comes back by itself. */
const AWAY = 0.03;
const DEAD_ADDRESS = 0.01;
const ACCEPTS_CONNECTION = 0.3;
/** Of those who answer. */
const OPTS_OUT = 0.1;
const BOOKS = 0.15;

/** When reps work through their tasks: their own time, not the sequence's window. */
const OFFICE: SendWindow = {
  days: [1, 2, 3, 4, 5],
  hours: [[540, 1080]],
  zone: 'rep',
  holidays: 'none',
  blackout: [],
};

export class Crowd {
  readonly #rehearsal: Rehearsal;
  readonly #habits: CrowdHabits;

  constructor(rehearsal: Rehearsal, habits: CrowdHabits) {
    this.#rehearsal = rehearsal;
    this.#habits = habits;
  }

  /** Notes what people will do about a decision. */
  react({ next, activities, openedTasks, recordedTouches }: Decision): void {
    for (const { type, touchId, channel } of activities) {
      if (type !== 'touch_sent' || touchId === null || channel === null) continue;
      if (this.#comesBack(next, touchId, channel)) continue;
      if (channel === 'email') this.#mayBeAway(next.prospectId, touchId);
      this.#mayReply(next.prospectId, touchId, channel);
    }
    for (const { id, prospectId, channel, action, outcome } of recordedTouches) {
      // Whoever took a call has answered it.
      if (channel === 'call' || !countsAsTouch(channel, action, outcome)) continue;
      if (action === 'connect' && this.#draw(id, 'accepts') < ACCEPTS_CONNECTION) {
        this.#say(prospectId, id, 'connection_accepted', 'linkedin', 2 * DAY_MS);
      }
      this.#mayReply(prospectId, id, channel);
    }
    for (const task of openedTasks) this.#takeUp(task);
  }

  /** An address that is dead is so from the first letter on; a number is, whatever was sent to it before. */
  #comesBack(
    { prospectId, sentCount }: Decision['next'],
    touchId: string,
    channel: Channel,
  ): boolean {
    const isDead =
      channel === 'email'
        ? sentCount === 1 && this.#draw(touchId, 'dead') < DEAD_ADDRESS
        : channel === 'sms' && this.#draw(prospectId, 'dead number') < DEAD_ADDRESS;
    if (isDead) this.#say(prospectId, touchId, 'bounce', channel, 5 * MINUTE_MS);
    return isDead;
  }

  #mayBeAway(prospectId: string, touchId: string): void {
    if (this.#draw(touchId, 'away') >= AWAY) return;
    const days = 1 + Math.floor(9 * this.#draw(touchId, 'days away'));
    const details = { returnAtMs: this.#rehearsal.nowMs() + days * DAY_MS };
    this.#say(prospectId, touchId, 'out_of_office', 'email', 2 * MINUTE_MS, details);
  }

  /** On the channel on which they were touched. */
  #mayReply(prospectId: string, touchId: string, channel: Channel): void {
    if (this.#draw(touchId, 'reply') >= this.#habits.replyRate) return;
    const how = this.#draw(touchId, 'how');
    const kind = how < OPTS_OUT ? 'opt_out' : how < OPTS_OUT + BOOKS ? 'meeting_booked' : 'reply';
    this.#say(prospectId, touchId, kind, channel, 3 * DAY_MS);
  }

  #say(
    prospectId: string,
    touchId: string,
    kind: SignalKind,
    channel: Channel,
    withinMs: number,
    details: SignalDetails = {},
  ): void {
    // Most answer soon: the square of an even draw.
    const share = this.#draw(touchId, `when ${kind}`) ** 2;
    const atMs = this.#rehearsal.nowMs() + MINUTE_MS + Math.floor(share * withinMs);
    const said = { prospectId, kind, channel, details, name: `${touchId} ${kind}` };
    this.#rehearsal.note(atMs, () => hear(this.#rehearsal, said));
  }

  /** Done within a day and a half of working hours. What asks for a field or a look is not a rep's routine: it stays open. */
  #takeUp({ id, kind, rep }: NewTask): void {
    if (kind === 'missing' || kind === 'settle') return;
    const delayMs = Math.floor((0.25 + 12 * this.#draw(id, 'delay') ** 2) * HOUR_MS);
    const { zone } = this.#habits;
    const atMs = this.#rehearsal.nowMs() + delayMs;
    const openMs = this.#onceThereMs(rep, nextOpening(OFFICE, zone, WORK_WEEK, atMs) ?? atMs);
    // Not everything at nine sharp.
    const spreadMs = openMs === atMs ? 0 : Math.floor(this.#draw(id, 'spread') * 2 * HOUR_MS);
    this.#rehearsal.note(openMs + spreadMs, () =>
      endTask(this.#rehearsal, id, this.#answerOf(id, kind, rep)),
    );
  }

  /** The same instant, unless the rep is away and nobody covers: then in the office hours after that. */
  #onceThereMs(rep: string | null, atMs: number): number {
    const { zone } = this.#habits;
    const who = onDuty(this.#habits, rep, atMs);
    const lastDay = who === null ? null : lastDayAway(this.#habits, who, atMs);
    if (lastDay === null) return atMs;
    const backMs = toEpochMs(zone, lastDay + 1, 0);
    return this.#onceThereMs(rep, nextOpening(OFFICE, zone, WORK_WEEK, backMs) ?? backMs);
  }

  #answerOf(id: string, kind: NewTask['kind'], rep: string | null): TaskAnswer {
    const outcome = kind === 'call' ? this.#disposition(id) : null;
    const tomorrow = { amount: 1, unit: 'business_day' } as const;
    const untilMs =
      outcome === 'callback'
        ? addDuration(this.#rehearsal.nowMs(), tomorrow, this.#habits.zone, WORK_WEEK)
        : null;
    if (untilMs !== null) {
      this.#rehearsal.note(this.#onceThereMs(rep, untilMs), () =>
        endTask(this.#rehearsal, id, {
          end: 'done',
          outcome: 'no_answer',
          note: null,
          untilMs: null,
        }),
      );
    }
    return { end: 'done', outcome, note: null, untilMs };
  }

  #disposition(id: string): Disposition {
    const rate = this.#habits.replyRate;
    const draw = this.#draw(id, 'disposition');
    if (draw < rate * BOOKS) return 'meeting_booked';
    if (draw < rate) return draw < rate / 2 ? 'connected' : 'not_interested';
    const rest = (draw - rate) / (1 - rate);
    return REST.find(([upTo]) => rest < upTo)?.[1] ?? 'no_answer';
  }

  #draw(touchId: string, what: string): number {
    return unitInterval(`${this.#habits.seed} ${touchId} ${what}`);
  }
}

/** What becomes of calls that nobody answers, by the share below which it does. */
const REST: readonly (readonly [upTo: number, outcome: Disposition])[] = [
  [0.3, 'voicemail'],
  [0.36, 'gatekeeper'],
  [0.38, 'callback'],
  [0.4, 'wrong_number'],
];
