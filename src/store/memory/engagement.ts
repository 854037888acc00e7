/** What people did, and where they answer. */
import type { Exchange } from '../../core/engagement.ts';
import type { EngagementStore } from '../../ports/engagement-store.ts';
import { EXCHANGE_TYPES, isScored } from '../engagement.ts';
import { isUnfinished, type Kept, type KeptPerson } from './kept.ts';

export function engagementStoreOf(kept: Kept): EngagementStore {
  return {
    heardFrom: async (ids) => {
      const heard = ids.map((id) => [id, scoredOf(kept.person(id))] as const);
      return new Map(heard.filter(([, signals]) => signals.length > 0));
    },
    exchangesOf: async (ids, beforeMs) =>
      ids.flatMap((id) => exchangesOf(kept.person(id), beforeMs)),
    latestExchanges: async (beforeMs, most) => {
      const all = kept.people.flatMap((person) => exchangesOf(person, beforeMs));
      return all.toSorted((a, b) => b.atMs - a.atMs).slice(0, most);
    },
    idleSince: async (sinceMs, most) => {
      const idle = kept.people
        .filter(isIdle)
        .map((person) => ({
          id: person.prospect.id,
          signals: scoredOf(person).filter(({ atMs }) => atMs >= sinceMs),
        }))
        .filter(({ signals }) => signals.length > 0);
      const latestOf = ({ signals }: (typeof idle)[number]): number =>
        Math.max(...signals.map((each) => Number(each.id.slice(1))));
      return idle
        .toSorted((a, b) => latestOf(b) - latestOf(a))
        .slice(0, most)
        .map(({ id }) => id);
    },
  };
}

/** Nobody labels messages in a rehearsal. */
function scoredOf({ signals }: KeptPerson) {
  return signals
    .filter(({ kind }) => isScored(kind))
    .map((signal) => ({ ...signal, correction: null }));
}

function exchangesOf({ prospect, activities }: KeptPerson, beforeMs: number): readonly Exchange[] {
  const { id: prospectId, zone, country } = prospect;
  return activities.flatMap(({ type, channel, atMs, touchId }): Exchange[] => {
    const what = EXCHANGE_TYPES[type];
    if (what === undefined || channel === null || atMs >= beforeMs) return [];
    if (type === 'task_done' && touchId === null) return [];
    return [{ prospectId, what, channel, atMs, zone, country }];
  });
}

function isIdle({ enrollments, replyTasks }: KeptPerson): boolean {
  const tasks = [...replyTasks, ...enrollments.flatMap((each) => each.tasks)];
  return !enrollments.some(isUnfinished) && !tasks.some(({ task }) => task.status === 'open');
}
