/** The engine of a rehearsal: the real one, in a world without mail, without other processes and without death. */
import type { Decision } from '../core/decide/decision.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewEnrollment } from '../ports/enrollment-store.ts';
import type { RehearsalStores } from '../ports/stores.ts';
import type { Engine, Renderer } from '../runner/engine.ts';
import type { RunnerSettings } from '../runner/settings.ts';
import { Preferences } from '../runner/deciding/preferences.ts';
import { Versions } from '../runner/versions.ts';
import { Whereabouts } from '../runner/whereabouts.ts';
import { acceptingChannel, noJournal, noMail, noMerges, sleepless } from './far-end.ts';

export interface Surroundings extends Pick<Engine, 'isStillTrue'> {
  readonly clock: Clock;
  readonly renderer: Renderer;
  /** Before people are enrolled. */
  readonly enrolling: (added: readonly NewEnrollment[]) => Promise<void>;
  readonly decided: (decision: Decision) => void;
  readonly say: (line: string) => void;
}

export function engineOver(
  stores: RehearsalStores,
  settings: RunnerSettings,
  { clock, enrolling, decided, ...others }: Surroundings,
): Engine {
  return {
    clock,
    settings: asRehearsed(settings),
    store: storeOf(stores, decided),
    state: { ...stores.runner, ...sleepless() },
    inbound: { ...stores.inbound, ...noMail },
    merges: noMerges,
    history: { ...stores.history, uncertain: async () => [] },
    people: stores.people,
    engagement: stores.engagement,
    enrollments: {
      ...stores.enrollments,
      enroll: async (added) => {
        await enrolling(added);
        return stores.enrollments.enroll(added);
      },
    },
    versions: new Versions(stores.enrollments),
    whereabouts: new Whereabouts(stores, settings.zone, Infinity),
    preferences: new Preferences(stores, settings.zone),
    journal: noJournal,
    instanceKey: 'rehearsal',
    channels: { of: async () => acceptingChannel, close: async () => {} },
    sources: new Map(),
    proofs: new Map(),
    ...others,
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

function storeOf(
  { engine }: RehearsalStores,
  decided: (decision: Decision) => void,
): Engine['store'] {
  const commitAll: Engine['store']['commitAll'] = async (decisions) => {
    const written = await engine.commitAll(decisions);
    for (const [index, decision] of decisions.entries()) {
      if (written[index] === 'committed') decided(decision);
    }
    return written;
  };
  return {
    ...engine,
    // People's acts apply their signals themselves, and no runner dies.
    signalled: async () => [],
    orphans: async () => [],
    commit: async (decision) => (await commitAll([decision]))[0]!,
    commitAll,
  };
}
