/** Puts addresses, domains and numbers on the suppression list and stops whom they bind, at once. */
import { effectsOnNobody, type NewSuppression } from '../../core/person-effects.ts';
import type { NewSignal } from '../../core/signal.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { applyPending } from '../signals/record-signal.ts';

export interface Suppressed {
  readonly added: readonly NewSuppression[];
  readonly alreadyListed: readonly NewSuppression[];
  /** People of ours whom the new entries bind. */
  readonly people: number;
  /** Enrollments that were finished by it. */
  readonly stopped: number;
}

/** So many people share one commit. */
const AT_ONCE = 500;

/** @param source  Who says so: `rep`, a file. */
export async function suppress(
  stores: Pick<Stores, 'suppressions' | 'enrollments' | 'signals'>,
  deciding: Deciding,
  entries: readonly NewSuppression[],
  source: string,
  nowMs: number,
): Promise<Suppressed> {
  const listed = new Set((await stores.suppressions.suppressions()).map(keyOf));
  const added: NewSuppression[] = [];
  const alreadyListed: NewSuppression[] = [];
  for (const entry of entries) {
    (listed.has(keyOf(entry)) ? alreadyListed : added).push(entry);
    listed.add(keyOf(entry));
  }
  await stores.suppressions.addSuppressions(added, source, nowMs);
  const bound = await stores.suppressions.bound(added);
  // A repeat stops whom an earlier try, which died half-way, left in their sequences.
  const left = await stillEnrolled(stores, await stores.suppressions.bound(alreadyListed));
  const stopped = await stop(stores, deciding, new Map([...left, ...bound]), nowMs);
  return { added, alreadyListed, people: bound.size, stopped };
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

function keyOf({ kind, value }: Pick<NewSuppression, 'kind' | 'value'>): string {
  return `${kind} ${value}`;
}
