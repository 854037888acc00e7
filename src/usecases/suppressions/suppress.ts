/** Puts addresses, domains, profiles and numbers on the suppression list and stops whom they bind, at once. */
import { effectsOnNobody, type NewSuppression } from '../../core/person-effects.ts';
import type { NewSignal } from '../../core/signal.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { lookAgain } from '../consents/look-again.ts';
import { applyPending } from '../signals/record-signal.ts';

export interface Listed {
  readonly added: readonly NewSuppression[];
  readonly alreadyListed: readonly NewSuppression[];
}

export interface StoppedBy {
  /** People of ours whom the new entries bind. */
  readonly people: number;
  /** Enrollments that were finished by it. */
  readonly stopped: number;
  /** Enrollments of which a touch or a task on the channel was taken back. */
  readonly held: number;
}

export type Suppressed = Listed & StoppedBy;

type Ports = Pick<Stores, 'suppressions' | 'enrollments' | 'signals'>;

/** So many people share one commit. */
const AT_ONCE = 500;

/** @param source  Who says so: `rep`, a file. */
export async function suppress(
  stores: Ports,
  deciding: Deciding,
  entries: readonly NewSuppression[],
  source: string,
  nowMs: number,
): Promise<Suppressed> {
  const listed = await enlist(stores, entries, source, nowMs);
  return { ...listed, ...(await stopBound(stores, deciding, listed, nowMs)) };
}

/** From here on the gate and `enroll` refuse whom they bind. Two entries that say the same are one. */
export async function enlist(
  { suppressions }: Pick<Stores, 'suppressions'>,
  entries: readonly NewSuppression[],
  source: string,
  nowMs: number,
): Promise<Listed> {
  const known = await suppressions.listed(entries);
  const seen = new Set<string>();
  const added: NewSuppression[] = [];
  const alreadyListed: NewSuppression[] = [];
  for (const [index, entry] of entries.entries()) {
    const isNew = known[index] === null && !seen.has(nameOf(entry));
    (isNew ? added : alreadyListed).push(entry);
    seen.add(nameOf(entry));
  }
  await suppressions.addSuppressions(added, source, nowMs);
  return { added, alreadyListed };
}

/** A repeat stops whom an earlier try, which died half-way, left in their sequences. */
export async function stopBound(
  stores: Ports,
  deciding: Deciding,
  { added, alreadyListed }: Listed,
  nowMs: number,
): Promise<StoppedBy> {
  const [bound, left] = [await boundBy(stores, added), await boundBy(stores, alreadyListed)];
  const everywhere = new Map(await stillEnrolled(stores, left.everywhere));
  for (const [id, entry] of bound.everywhere) everywhere.set(id, entry);
  const stopped = await stop(stores, deciding, everywhere, nowMs);
  let held = 0;
  for (const id of new Set([...bound.onChannel, ...left.onChannel]))
    held += (await lookAgain(stores, deciding, id, nowMs)).withdrawn;
  const people = new Set([...bound.everywhere.keys(), ...bound.onChannel]).size;
  return { people, stopped, held };
}

async function boundBy(
  { suppressions }: Pick<Stores, 'suppressions'>,
  entries: readonly NewSuppression[],
): Promise<{
  readonly everywhere: ReadonlyMap<string, NewSuppression>;
  readonly onChannel: readonly string[];
}> {
  const onChannel = entries.filter(({ channel }) => channel !== undefined);
  const everywhere = entries.filter(({ channel }) => channel === undefined);
  return {
    everywhere: await suppressions.bound(everywhere),
    onChannel: onChannel.length === 0 ? [] : [...(await suppressions.bound(onChannel)).keys()],
  };
}

async function stillEnrolled(
  stores: Pick<Stores, 'enrollments'>,
  people: ReadonlyMap<string, NewSuppression>,
): Promise<ReadonlyMap<string, NewSuppression>> {
  const left = new Map<string, NewSuppression>();
  for (const [id, entry] of people) {
    const enrollments = await stores.enrollments.ofPerson(id);
    if (enrollments.some((each) => each.status !== 'finished')) left.set(id, entry);
  }
  return left;
}

async function stop(
  stores: Pick<Stores, 'enrollments' | 'signals'>,
  deciding: Deciding,
  people: ReadonlyMap<string, NewSuppression>,
  nowMs: number,
): Promise<number> {
  let stopped = 0;
  const to = { ...deciding, enrollments: stores.enrollments };
  const all = [...people];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const part = all.slice(at, at + AT_ONCE);
    await Promise.all(part.map(([id, entry]) => append(stores, id, entry, nowMs)));
    const applied = await Promise.all(
      part.map(([id]) => applyPending(to, id, { nowMs, slept: null })),
    );
    stopped += applied.reduce((sum, each) => sum + each.stopped.length, 0);
  }
  return stopped;
}

async function append(
  stores: Pick<Stores, 'signals'>,
  prospectId: string,
  { value, reason }: NewSuppression,
  nowMs: number,
): Promise<void> {
  const signal: NewSignal = {
    prospectId,
    kind: 'suppressed',
    atMs: nowMs,
    source: 'suppression',
    externalId: `${value} ${prospectId} ${nowMs}`,
    channel: null,
    details: { text: `${value} is suppressed: ${reason}` },
  };
  await stores.signals.append({ signal, effects: effectsOnNobody(signal) });
}

function nameOf({ kind, value, channel = '' }: NewSuppression): string {
  return `${kind} ${value} ${channel}`;
}
