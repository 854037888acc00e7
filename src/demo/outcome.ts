/** What came of the three weeks. Messages are counted in the mail server's ledger, not in the store: it cannot know what we believe. */
import type { Enrollment } from '../core/enrollment.ts';
import { addressOn, type Prospect } from '../core/person/prospect.ts';
import { stepOf, type Sequence } from '../core/sequence.ts';
import { wakeOf } from '../core/decide/wake.ts';
import type { Stores } from '../ports/stores.ts';
import type { Task } from '../ports/task-store.ts';
import { enrollmentOf } from './play.ts';
import type { Stop } from './rep.ts';
import { NO_MAILBOX, REP } from './script.ts';
import type { LedgerEntry } from './smtp-sink.ts';

export interface PersonOutcome {
  readonly prospect: Prospect;
  readonly enrollment: Enrollment;
  /** From the ledger. */
  readonly emails: number;
  readonly linkedin: number;
  readonly calls: number;
  readonly texts: number;
  readonly stop: Stop | null;
  /** The step they are at, and when it is next looked at, epoch ms; `null`: no time is set. */
  readonly step: string;
  readonly nextMs: number | null;
}

export interface Proof {
  readonly prospect: Prospect;
  readonly stop: Stop;
  /** Messages that the server took for them before and after the stop. */
  readonly before: number;
  readonly after: number;
  /** Emails of the sequence that they were spared. */
  readonly spared: number;
}

export interface DemoOutcome {
  readonly sent: number;
  readonly tasksDone: number;
  /** Answers of people, on every channel. */
  readonly answers: number;
  readonly people: readonly PersonOutcome[];
  readonly proofs: readonly Proof[];
  readonly openTasks: readonly { readonly task: Task; readonly prospect: Prospect }[];
}

export async function outcomeOf(
  stores: Stores,
  ledger: readonly LedgerEntry[],
  sequence: Sequence,
  list: readonly Prospect[],
  stops: readonly Stop[],
): Promise<DemoOutcome> {
  const people: PersonOutcome[] = [];
  let tasksDone = 0;
  for (const prospect of list) {
    const enrollment = await enrollmentOf(stores, prospect.id);
    if (enrollment === null) continue;
    const timeline = await stores.history.timeline(prospect.id);
    const done = timeline.filter(({ type }) => type === 'task_done');
    const on = (channel: string): number => done.filter((each) => each.channel === channel).length;
    tasksDone += done.length;
    people.push({
      prospect,
      enrollment,
      emails: sentTo(ledger, prospect).length,
      linkedin: on('linkedin'),
      calls: on('call'),
      texts: on('sms'),
      stop: stops.find(({ prospectId }) => prospectId === prospect.id) ?? null,
      step: enrollment.cursor ?? '',
      nextMs: wakeOf(sequence, enrollment)?.atMs ?? null,
    });
  }
  const open = await stores.tasks.open(REP.id);
  const inTime = (a: Proof, b: Proof): number => a.stop.atMs - b.stop.atMs;
  return {
    sent: ledger.length,
    tasksDone,
    answers: stops.filter(({ how }) => how !== NO_MAILBOX).length,
    people,
    proofs: people.flatMap((person) => proofOf(person, ledger, sequence) ?? []).toSorted(inTime),
    openTasks: open.flatMap((task) => {
      const prospect = list.find(({ id }) => id === task.prospectId);
      return prospect === undefined ? [] : { task, prospect };
    }),
  };
}

function sentTo(ledger: readonly LedgerEntry[], prospect: Prospect): readonly LedgerEntry[] {
  const addresses = prospect.identities.map(({ value }) => value);
  return ledger.filter(({ to }) => addresses.includes(to));
}

/** `null` for people who could not get an email anyway, and whom nothing stopped. */
function proofOf(
  { prospect, enrollment, stop }: PersonOutcome,
  ledger: readonly LedgerEntry[],
  sequence: Sequence,
): Proof | null {
  if (stop === null || addressOn(prospect, 'email') === null) return null;
  const sent = sentTo(ledger, prospect);
  const after = sent.filter(({ atMs }) => atMs > stop.atMs).length;
  const emails = sequence.steps.filter(({ kind }) => kind === 'email');
  const before = sent.length - after;
  const isOver = enrollment.reason === 'completed' && after === 0 && before === emails.length;
  const spared = isOver ? 0 : emails.length - before - after;
  return { prospect, stop, before, after, spared };
}

/** Where somebody stands, in words. */
export function standing(
  { enrollment, step, nextMs }: PersonOutcome,
  sequence: Sequence,
  formatDay: (atMs: number) => string,
): string {
  const { status, reason } = enrollment;
  if (status === 'finished' && reason === 'completed') return 'completed';
  if (status === 'finished') return `stopped before ${nameOf(step, sequence)}: ${words(reason)}`;
  const when = nextMs === null ? '' : ` on ${formatDay(nextMs)}`;
  if (status === 'paused') return `held, ${words(reason)}: looked at${when}`;
  return `next: ${nameOf(step, sequence)}${when}`;
}

function nameOf(step: string, sequence: Sequence): string {
  const kind = stepOf(sequence, step)?.kind;
  return kind === undefined || kind === 'task' ? step : `${step} (${kind})`;
}

function words(reason: string | null): string {
  return (reason ?? '').replaceAll('_', ' ');
}
