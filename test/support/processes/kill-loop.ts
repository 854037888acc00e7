/**
 * Kills the real runner at random instants, again and again, while answers come in, and runs it to its end. The server writes down what it
 * took in a process and a file of its own.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { HOUR_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import { unitInterval } from '../../../src/core/jitter.ts';
import { at, email, sequence } from '../world/builders.ts';
import { inTemporaryFolder } from '../cli/cli.ts';
import { checkDeliveries } from './kill-check.ts';
import { startLedgerProcess, type LedgerProcess } from '../mail/ledger-process.ts';
import { startTouchline, type Ended } from './program.ts';
import { makeWorkspace, withStores, type Workspace } from '../cli/workspace.ts';

export interface KillOptions {
  /** Kills that hit a runner; one that had ended by itself does not count. */
  readonly kills: number;
  /** People in each workspace; when all of them are through, a new one begins. */
  readonly people: number;
  readonly connections: number;
  readonly latencyMs: number;
  readonly seed: string;
}

export interface KillTally {
  kills: number;
  /** Kills of a runner that had sent something. */
  killsWhileSending: number;
  runs: number;
  sent: number;
  answers: number;
  /** Touches whose outcome nobody knows, each with its task. */
  undecided: number;
  /** Of those, the ones that the server has. */
  undecidedDelivered: number;
  readonly duplicates: string[];
  readonly lost: string[];
  readonly late: string[];
  /** Runs that failed, undecided touches without a task, invariants of the store that broke. */
  readonly faults: string[];
}

/** The second continues the thread of the first: `Re: About intro`. */
const SEQUENCE = sequence([
  email('intro'),
  email('bump', { wait: '1 day' }),
  email('last', { wait: '1 day' }),
]);
const STEPS = SEQUENCE.steps.map((step) =>
  step.id === 'last' && step.kind === 'email' ? { ...step, thread: 'new' } : step,
);
const SUBJECTS = ['About intro', 'Re: About intro', 'About last'];
const MONDAY_MS = at('2026-03-02T08:00');
/** A life that does not come to its end is a fault, not a reason to wait. */
const RUNS_AFTER_KILLS_MAX = 50;

export async function killLoop(options: KillOptions): Promise<KillTally> {
  const tally = emptyTally();
  for (let life = 1; tally.kills < options.kills; life++) {
    await inTemporaryFolder((dir) =>
      new Life(dir, options, `${options.seed} ${life}`, tally).live(),
    );
  }
  return tally;
}

export function emptyTally(): KillTally {
  return {
    kills: 0,
    killsWhileSending: 0,
    runs: 0,
    sent: 0,
    answers: 0,
    undecided: 0,
    undecidedDelivered: 0,
    duplicates: [],
    lost: [],
    late: [],
    faults: [],
  };
}

/** One workspace, from its first run until nothing is due any more. */
class Life {
  readonly #dir: string;
  readonly #options: KillOptions;
  readonly #seed: string;
  readonly #tally: KillTally;
  readonly #answered = new Set<string>();
  #draws = 0;
  #run = 0;
  /** Kills come within so long of the start: grown while they come before anything was sent, shrunk when they come too late. */
  #withinMs = 1_000;

  constructor(dir: string, options: KillOptions, seed: string, tally: KillTally) {
    this.#dir = dir;
    this.#options = options;
    this.#seed = seed;
    this.#tally = tally;
  }

  async live(): Promise<void> {
    const { people, connections, latencyMs } = this.#options;
    const file = join(this.#dir, 'ledger.jsonl');
    mkdirSync(this.#dir, { recursive: true });
    const ledger = await startLedgerProcess(file, latencyMs);
    try {
      const workspace = await makeWorkspace(this.#dir, {
        smtpPort: ledger.port,
        people,
        sequence: { ...SEQUENCE, steps: STEPS },
        nowMs: MONDAY_MS,
        connections,
      });
      await this.#runAll(ledger);
      await this.#check(ledger, workspace);
    } finally {
      await ledger.stop();
    }
  }

  async #runAll(ledger: LedgerProcess): Promise<void> {
    let nowMs = MONDAY_MS;
    for (let quietRuns = 0; quietRuns < RUNS_AFTER_KILLS_MAX;) {
      const isToKill = this.#tally.kills < this.#options.kills;
      if (!isToKill) quietRuns += 1;
      const before = ledger.messages().length;
      const ended = await this.#runOnce(ledger, nowMs, isToKill);
      this.#tally.runs += 1;
      if (ended.exitCode === null) {
        const hasSent = ledger.messages().length > before;
        this.#tally.kills += 1;
        if (hasSent) this.#tally.killsWhileSending += 1;
        else this.#withinMs *= 1.1;
        nowMs += MINUTE_MS;
        continue;
      }
      if (ended.exitCode !== 0) {
        this.#tally.faults.push(`exit ${ended.exitCode}: ${ended.stderr}`);
        return;
      }
      this.#withinMs *= 0.9;
      const { next_due: nextDue } = JSON.parse(ended.stdout) as { next_due: string | null };
      if (nextDue === null) return;
      nowMs = Math.max(nowMs + MINUTE_MS, Date.parse(nextDue) + HOUR_MS);
    }
    this.#tally.faults.push('it never came to its end');
  }

  async #runOnce(ledger: LedgerProcess, nowMs: number, isToKill: boolean): Promise<Ended> {
    this.#run += 1;
    await ledger.mark(`run ${this.#run}`);
    const argv = ['run', '--once', '--json', '--now', new Date(nowMs).toISOString()];
    const running = startTouchline(argv, this.#dir);
    const over = new AbortController();
    const sleep = (ms: number): Promise<unknown> =>
      setTimeout(ms, null, { signal: over.signal }).catch(() => 'over');
    const killing = sleep(this.#draw() * this.#withinMs).then((why) => {
      if (isToKill && why !== 'over') running.child.kill('SIGKILL');
    });
    const answering = sleep(this.#draw() * this.#withinMs).then(() => this.#answer(ledger));
    const ended = await running.ended;
    over.abort();
    await Promise.all([killing, answering]);
    return ended;
  }

  /** Somebody who was written to and has not answered yet does: written, then renamed, as mail is delivered. */
  #answer(ledger: LedgerProcess): void {
    const open = ledger.messages().filter(({ to }) => !this.#answered.has(to));
    const message = open[Math.floor(this.#draw() * open.length)];
    if (message === undefined || this.#draw() < 0.3) return;
    this.#answered.add(message.to);
    const name = `${1_772_000_000 + this.#run}.M${this.#answered.size}.test`;
    const path = (part: string): string => join(this.#dir, 'mail', part, name);
    writeFileSync(path('tmp'), answerTo(message.to, message.message_id ?? '', this.#run));
    renameSync(path('tmp'), path('new'));
    this.#tally.answers += 1;
  }

  async #check(ledger: LedgerProcess, { storePath, addresses }: Workspace): Promise<void> {
    const tally = this.#tally;
    await withStores(storePath, async (stores) => {
      const undecided = await stores.history.uncertain();
      const tasks = new Set((await stores.tasks.open(null)).map(({ id }) => id));
      for (const { id } of undecided) {
        if (!tasks.has(`${id}.settle`)) tally.faults.push(`${id} has no task`);
      }
      for (const { check, broken } of await stores.invariants.verify()) {
        for (const id of broken) tally.faults.push(`${check}: ${id}`);
      }
      const found = checkDeliveries(
        ledger.read(),
        join(this.#dir, 'mail'),
        addresses,
        SUBJECTS,
        new Map(undecided.map(({ to, step }) => [to ?? '', subjectOf(step)])),
      );
      tally.sent += found.sent;
      tally.undecided += undecided.length;
      tally.undecidedDelivered += found.undecidedDelivered;
      tally.duplicates.push(...found.duplicates);
      tally.lost.push(...found.lost);
      tally.late.push(...found.late);
    });
  }

  #draw(): number {
    this.#draws += 1;
    return unitInterval(`${this.#seed} ${this.#draws}`);
  }
}

function subjectOf(step: string): string {
  return SUBJECTS[SEQUENCE.steps.findIndex(({ id }) => id === step)]!;
}

function answerTo(from: string, messageId: string, run: number): string {
  return `From: Someone <${from}>
To: anna@northwind.example
Subject: Re: About intro
Message-ID: <${run}.${from}>
In-Reply-To: ${messageId}
X-Run: ${run}

Sounds good, call me tomorrow.
`;
}
