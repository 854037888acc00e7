/** The engine of a rehearsal: the real one, over ports that spare it the questions whose answers are known here. */
import type { Decision } from '../core/decide/decision.ts';
import type { Clock } from '../ports/clock.ts';
import type { OpenStores } from '../ports/stores.ts';
import type { Engine, Renderer } from '../runner/engine.ts';
import type { RunnerSettings } from '../runner/settings.ts';
import { Versions } from '../runner/versions.ts';
import { Whereabouts } from '../runner/whereabouts.ts';
import type { KnownDues } from './known-dues.ts';
import type { KnownHistories } from './known-histories.ts';
import { acceptingChannel, noJournal } from './far-end.ts';
import type { Tireless } from './tireless.ts';

export interface Known {
  readonly clock: Clock;
  readonly renderer: Renderer;
  readonly tireless: Tireless;
  readonly dues: KnownDues;
  readonly histories: KnownHistories;
  /** Touches that are planned and have not left. */
  readonly planned: ReadonlySet<string>;
  readonly enrolled: () => void;
  readonly decided: (decision: Decision) => void;
  readonly say: (line: string) => void;
}

export function engineOver(stores: OpenStores, settings: RunnerSettings, known: Known): Engine {
  return {
    clock: known.clock,
    settings: asRehearsed(settings),
    store: storeOf(stores, known),
    state: stateOf(stores, known),
    // Nobody reads mail here, and no touch is ever uncertain.
    inbound: { ...stores.inbound, toUnderstand: async () => [] },
    history: { ...stores.history, uncertain: async () => [] },
    people: stores.people,
    enrollments: {
      ...stores.enrollments,
      enroll: (added) => {
        known.enrolled();
        return stores.enrollments.enroll(added);
      },
    },
    versions: new Versions(stores.enrollments),
    whereabouts: new Whereabouts(stores, settings.zone, Infinity),
    journal: noJournal,
    instanceKey: 'rehearsal',
    channels: { of: async () => acceptingChannel, close: async () => {} },
    sources: new Map(),
    proofs: new Map(),
    renderer: known.renderer,
    say: known.say,
  };
}

/** What people answer is known at once: mailboxes without a source are never stale. And the same comes out wherever it is played. */
function asRehearsed(settings: RunnerSettings): RunnerSettings {
  const inOrder = { source: null, isInOrder: true } as const;
  return {
    ...settings,
    mailboxes: settings.mailboxes.map((each) => ({ ...each, ...inOrder })),
    gateways: settings.gateways.map((each) => ({ ...each, ...inOrder })),
  };
}

function storeOf({ engine }: OpenStores, known: Known): Engine['store'] {
  const { dues, histories } = known;
  const commitAll: Engine['store']['commitAll'] = async (decisions) => {
    const written = await dues.commitAll(decisions);
    for (const [index, decision] of decisions.entries()) {
      if (written[index] === 'committed') known.decided(decision);
    }
    return written;
  };
  return {
    ...engine,
    // People's acts apply their signals themselves, and no runner dies.
    signalled: async () => [],
    orphans: async () => [],
    due: (lane, nowMs, limit) => dues.due(lane, nowMs, limit),
    load: (id) => dues.load(id),
    history: async (id, sinceMs, ofAccount) => {
      const due = ofAccount === true ? null : await dues.load(id);
      return due === null
        ? engine.history(id, sinceMs, ofAccount)
        : histories.of(id, due.prospect, sinceMs);
    },
    plannedSends: async (mailbox, nowMs, limit) =>
      known.planned.size === 0 ? [] : engine.plannedSends(mailbox, nowMs, limit),
    nextDueAtMs: async (lanes) => {
      const instants: number[] = [];
      for (const lane of lanes) {
        instants.push(await dues.nextMs(lane));
        // One that stayed behind at the gate.
        const left = known.planned.size;
        const planned = left === 0 ? [] : await engine.plannedSends(lane, Infinity, left);
        instants.push(...planned.map(({ touch }) => touch.notBeforeMs));
      }
      const earliestMs = Math.min(...instants);
      return earliestMs === Infinity ? null : earliestMs;
    },
    commit: async (decision) => (await commitAll([decision]))[0]!,
    commitAll,
    openGate: async (guard, message) => {
      const verdict = await engine.openGate(guard, message);
      if (verdict.open) {
        known.tireless.opened(guard);
        histories.opened(guard, message);
      }
      return verdict;
    },
  };
}

function stateOf({ runner }: OpenStores, { tireless }: Known): Engine['state'] {
  return {
    ...runner,
    beginTick: (nowMs) => tireless.beginTick(nowMs),
    lastTick: () => tireless.lastTick(),
    mailbox: (id, day) => tireless.mailbox(id, day),
    heard: async () => new Map(),
  };
}
