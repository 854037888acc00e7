/** Plays three weeks: the real engine once an hour, as cron would, while people answer and the rep does her tasks. */
import { HOUR_MS, MINUTE_MS } from '../core/time/duration.ts';
import type { Enrollment } from '../core/enrollment.ts';
import { invariant } from '../core/invariant.ts';
import { addressOn, type Prospect } from '../core/person/prospect.ts';
import type { RunnerLock } from '../ports/runner-lock.ts';
import type { Stores } from '../ports/stores.ts';
import type { Engine } from '../runner/engine.ts';
import { runOnce } from '../runner/run.ts';
import { instantOf, nextWorkday, type DemoClock } from './demo-clock.ts';
import { diaryLine, type DiaryLine } from './diary.ts';
import { writeLetter } from './letters.ts';
import { deliver } from './maildir.ts';
import { Rep, type Stop } from './rep.ts';
import { ENDS, LETTERS, REP, SITTINGS, type ScriptedLetter } from './script.ts';
import type { LedgerEntry, SmtpSink } from './smtp-sink.ts';

/** After a message the mailbox rests; then it is looked at again. */
const GAP_MS = 3 * MINUTE_MS;

export interface Stage {
  readonly engine: Engine;
  readonly stores: Stores;
  readonly lock: RunnerLock;
  readonly clock: DemoClock;
  readonly sink: SmtpSink;
  /** Where answers arrive. */
  readonly maildir: string;
  readonly people: readonly Prospect[];
  readonly formatDay: (atMs: number) => string;
  readonly tell: (line: DiaryLine) => void;
}

export async function play(stage: Stage): Promise<readonly Stop[]> {
  const { clock } = stage;
  const endsMs = instantOf(ENDS);
  const rep = new Rep(stage);
  const mail = new Postman(stage);
  const diary = new Diary(stage);
  for (let again = await runNow(stage); clock.nowMs() < endsMs; again = await runNow(stage)) {
    await diary.tellNew();
    const nowMs = clock.nowMs();
    const sittings = SITTINGS.map((time) => nextWorkday(time, nowMs));
    const wakes = [nextHour(nowMs), mail.nextMs(), ...sittings, endsMs];
    const nextMs = Math.min(...wakes, ...(again ? [nowMs + GAP_MS] : []));
    clock.moveTo(nextMs);
    await mail.deliverDue();
    if (sittings.includes(nextMs)) await rep.work();
  }
  await diary.tellNew();
  return [...mail.stops, ...rep.stops].toSorted((a, b) => a.atMs - b.atMs);
}

/** Whether something left, so that more may wait behind the mailbox's gap. */
async function runNow({ engine, lock }: Stage): Promise<boolean> {
  const never = new AbortController().signal;
  const report = await runOnce(engine, lock, { soon: never, now: never });
  return report.touches.length > 0;
}

function nextHour(nowMs: number): number {
  return (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
}

/** Puts the scripted letters into the Maildir, each an answer to the last message that reached its writer. */
class Postman {
  readonly #stage: Stage;
  readonly #waiting = LETTERS.map((letter) => ({ ...letter, atMs: instantOf(letter.at) }));
  readonly stops: Stop[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  nextMs(): number {
    return this.#waiting[0]?.atMs ?? Infinity;
  }

  async deliverDue(): Promise<void> {
    while (this.nextMs() <= this.#stage.clock.nowMs()) {
      const next = this.#waiting.shift();
      if (next !== undefined) await this.#deliver(next, next.atMs);
    }
  }

  async #deliver({ from, letter, stop }: ScriptedLetter, atMs: number): Promise<void> {
    const { people, sink, maildir } = this.#stage;
    const person = people.find((each) => addressOn(each, 'email') === from);
    const sent = sink.ledger.findLast((each) => each.to === from);
    invariant(person !== undefined && sent !== undefined, `${from} has a message to answer`);
    const writer = { name: person.name ?? from, address: from };
    const message = writeLetter(letter, { sent, from: writer, to: REP.address, atMs });
    await deliver(maildir, `${atMs}.demo`, message);
    if (stop !== undefined) this.stops.push({ prospectId: person.id, atMs, how: stop });
  }
}

/** Tells what the engine wrote into people's histories since it last looked. */
class Diary {
  readonly #stage: Stage;
  readonly #told = new Map<string, number>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async tellNew(): Promise<void> {
    const lines: DiaryLine[] = [];
    for (const prospect of this.#stage.people) lines.push(...(await this.#newOf(prospect)));
    for (const line of lines.toSorted((a, b) => a.atMs - b.atMs)) this.#stage.tell(line);
  }

  async #newOf(prospect: Prospect): Promise<readonly DiaryLine[]> {
    const { stores, sink, formatDay } = this.#stage;
    const timeline = await stores.history.timeline(prospect.id);
    const fresh = timeline.slice(this.#told.get(prospect.id) ?? 0);
    if (fresh.length === 0) return [];
    this.#told.set(prospect.id, timeline.length);
    const enrollment = await enrollmentOf(stores, prospect.id);
    const subjectOf = (id: string | null): string | null => ledgerEntry(sink, id)?.subject ?? null;
    return fresh.flatMap(
      (entry) => diaryLine(entry, prospect, { subjectOf, enrollment, formatDay }) ?? [],
    );
  }
}

export async function enrollmentOf(
  stores: Pick<Stores, 'enrollments'>,
  prospectId: string,
): Promise<Enrollment | null> {
  return (await stores.enrollments.ofPerson(prospectId)).at(-1) ?? null;
}

function ledgerEntry(sink: SmtpSink, messageId: string | null): LedgerEntry | null {
  return sink.ledger.find((entry) => entry.messageId === messageId) ?? null;
}
