/**
 * A store in memory for one process that throws it away: what a rehearsal plays on. It keeps what the databases keep and answers as they do
 * (the same contract is tested), without statements, pages and a commit, which cost more than deciding does.
 */
import { invariant } from '../../core/invariant.ts';
import type { EngineStore } from '../../ports/engine-store.ts';
import type { HistoryStore } from '../../ports/history-store.ts';
import type { RehearsalStores } from '../../ports/stores.ts';
import { commitAll } from './commits.ts';
import {
  dueOf,
  historyOf,
  nextDueAtMs,
  NO_HISTORY,
  orphans,
  plannedSends,
  signalled,
} from './dues.ts';
import { engagementStoreOf } from './engagement.ts';
import { enrollmentStoreOf } from './enrollments.ts';
import { openGate, type Gatekeeping } from './gate.ts';
import { holidayStoreOf } from './holidays.ts';
import { Kept } from './kept.ts';
import { Mailboxes } from './mailboxes.ts';
import { byIdentity, peopleStoreOf } from './people.ts';
import { append } from './signals.ts';
import { MemoryConsents } from './consents.ts';
import { MemorySuppressions } from './suppressions.ts';
import { taskStoreOf } from './tasks.ts';

export function openMemory(): RehearsalStores {
  const kept = new Kept();
  const mailboxes = new Mailboxes();
  const suppressions = new MemorySuppressions(kept);
  const consents = new MemoryConsents(kept);
  const heard = new Map<string, number>();
  const gatekeeping: Gatekeeping = { kept, mailboxes, suppressions, consents, heard };
  return {
    engine: engineStoreOf(gatekeeping),
    signals: { append: async (added) => append(gatekeeping, added) },
    people: peopleStoreOf(kept),
    holidays: holidayStoreOf(kept),
    enrollments: enrollmentStoreOf(kept, gatekeeping),
    tasks: taskStoreOf(kept),
    suppressions: suppressions.port(),
    consents: consents.port(),
    history: historyStoreOf(kept),
    engagement: engagementStoreOf(kept),
    inbound: inboundOf(kept, heard),
    runner: {
      mailbox: async (id, day) => mailboxes.recordOf(id, day),
      restMailbox: async (id, untilMs, reason) => mailboxes.rest(id, untilMs, reason),
      lastIntent: async () => kept.intents,
      intentsAfter: async (number) =>
        [...kept.touches.values()]
          .flatMap(({ intent, record }) =>
            intent !== null && intent > number ? [{ intent, touchId: record.id }] : [],
          )
          .toSorted((a, b) => a.intent - b.intent),
    },
    close: () => {},
  };
}

function engineStoreOf(store: Gatekeeping): EngineStore {
  const { kept } = store;
  return {
    signalled: async (limit) => signalled(kept, limit).map((each) => dueOf(each, store)),
    due: async (lane, nowMs, limit) =>
      kept.line.due(lane, nowMs, limit).map((each) => dueOf(each, store)),
    changedStarts: async (limit) =>
      [...kept.changedStarts]
        .toSorted(([a], [b]) => a.row - b.row)
        .slice(0, limit)
        .map(([, changed]) => changed),
    startsSeen: async (seen) => {
      for (const { enrollmentId, writes } of seen) {
        const of = kept.enrollment(enrollmentId);
        if (of !== null && kept.changedStarts.get(of)?.writes === writes)
          kept.changedStarts.delete(of);
      }
    },
    load: async (id) => {
      const found = kept.enrollment(id);
      return found === null ? null : dueOf(found, store);
    },
    history: async (id, sinceMs, ofAccount = false) => {
      const found = kept.enrollment(id);
      return found === null ? NO_HISTORY : historyOf(kept, found, sinceMs, ofAccount);
    },
    commit: async (decision) => commitAll(store, [decision])[0]!,
    commitAll: async (decisions) => commitAll(store, decisions),
    plannedSends: async (line, nowMs, limit) => plannedSends(kept, store, line, nowMs, limit),
    openGate: async (guard, message) => openGate(store, guard, message),
    startData: async (touchId, intent) => {
      const touch = kept.touches.get(touchId);
      const isSending = touch?.record.status === 'sending' && touch.intent === intent;
      invariant(isSending, `touch ${touchId} is sending when its body starts`);
      touch.dataStarted = true;
    },
    orphans: async () => orphans(kept),
    nextDueAtMs: async (lanes) => {
      const nextMs = Math.min(...lanes.map((lane) => nextDueAtMs(kept, lane)));
      return nextMs === Infinity ? null : nextMs;
    },
  };
}

function historyStoreOf({
  people,
  touches,
}: Kept): Pick<HistoryStore, 'timeline' | 'touch' | 'bytesOf'> {
  return {
    timeline: async (id) => {
      const activities = people[Number(id.slice(1)) - 1]?.activities ?? [];
      return activities
        .toSorted((a, b) => a.atMs - b.atMs)
        .map((each) => ({
          ...each,
          messageId: touches.get(each.touchId ?? '')?.record.messageId ?? null,
        }));
    },
    touch: async (id) => {
      const touch = touches.get(id);
      if (touch === undefined) return null;
      const { record, of, firstAttemptAtMs } = touch;
      const { prospectId, sequence } = of.enrollment;
      return { ...record, prospectId, sequence, firstAttemptAtMs };
    },
    bytesOf: async (id) => touches.get(id)?.message?.bytes ?? null,
  };
}

function inboundOf(kept: Kept, heard: Map<string, number>): RehearsalStores['inbound'] {
  return {
    lookUp: async (ids, addresses, domains) => ({
      touches: ids.length === 0 ? [] : named(kept, ids),
      people: addresses.flatMap((address) => {
        const prospect = byIdentity(
          kept,
          address.startsWith('in/') ? 'linkedin' : 'email',
          address,
        );
        return prospect === null ? [] : [{ address, prospect }];
      }),
      // No mail comes in a rehearsal.
      threads: [],
      accounts: domains.flatMap((domain) => {
        const prospects = kept.ofAccount(domain).map(({ prospect }) => prospect);
        return prospects.length === 0 ? [] : [{ domain, prospects }];
      }),
    }),
    heard: async (source, atMs) => {
      heard.set(source, atMs);
    },
    heardOf: async (source, prospectId, atMs) => {
      kept.person(prospectId).heard.set(source, atMs);
    },
  };
}

function named(
  { touches }: Kept,
  ids: readonly string[],
): Awaited<ReturnType<RehearsalStores['inbound']['lookUp']>>['touches'] {
  return [...touches.values()].flatMap(({ record, of, message }) => {
    const names = [record.messageId, message?.touchlineId, record.serverMessageId];
    const { prospectId } = of.enrollment;
    const found = ids.filter((id) => names.includes(id));
    return found.map((id) => ({ id, touchId: record.id, prospectId }));
  });
}
