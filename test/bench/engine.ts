/** The real engine over a file, with a journal and the machine's clock: everything that `run` has, without its start-up. */
import { DEFAULT_SCORE_RULES } from '../../src/core/engagement.ts';
import { systemClock } from '../../src/cli/system-clock.ts';
import type { MessageChannel } from '../../src/ports/message-channel.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Engine } from '../../src/runner/engine.ts';
import type { RunnerSettings } from '../../src/runner/settings.ts';
import { Whereabouts } from '../../src/runner/whereabouts.ts';
import { Preferences } from '../../src/runner/deciding/preferences.ts';
import { Versions } from '../../src/runner/versions.ts';
import { FileJournal } from '../../src/store/sqlite/file-journal.ts';
import { openSqlite, type SqliteStores } from '../../src/store/sqlite/open.ts';
import { SmtpChannel } from '../../src/providers/smtp/smtp-channel.ts';

export const SETTINGS: RunnerSettings = {
  zone: 'Europe/Berlin',
  sender: {
    company: 'Northwind Tools',
    postalAddress: '1 Quay Street, Leith',
    unsubscribeUrl: null,
  },
  reps: [{ id: 'anna', name: 'Anna', email: 'anna@northwind.example' }],
  mailboxes: [
    {
      id: 'anna',
      rep: 'anna',
      from: { name: 'Anna Martin', address: 'anna@northwind.example' },
      limits: { capPerDay: 10_000_000, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' },
      connections: 20,
      source: null,
    },
  ],
  gateways: [],
  accountLimits: [],
  channelLimits: {},
  personLimits: [
    { most: 2, perMs: 86_400_000 },
    { most: 6, perMs: 7 * 86_400_000 },
  ],
  score: DEFAULT_SCORE_RULES,
  maxInboxAgeMs: 600_000,
  maxLatenessMs: 86_400_000,
  assumeSentAfterMs: null,
  compliance: 'off',
};

export interface OpenEngine {
  readonly engine: Engine;
  readonly stores: SqliteStores;
  close(): Promise<void>;
}

/** @param smtpPort  `null`: nothing will be sent. */
export async function openEngine(
  path: string,
  smtpPort: number | null,
  clock: Clock = systemClock(null),
): Promise<OpenEngine> {
  const stores = openStores(path);
  const { storeId, instanceKey } = await stores.runner.identity();
  const journal = new FileJournal(path, storeId);
  const channel: MessageChannel | null =
    smtpPort === null
      ? null
      : new SmtpChannel({
          host: '127.0.0.1',
          port: smtpPort,
          security: 'none',
          name: 'bench.example',
          connections: 20,
        });
  const engine: Engine = {
    clock,
    settings: SETTINGS,
    store: stores.engine,
    state: stores.runner,
    inbound: stores.inbound,
    people: stores.people,
    merges: stores.merges,
    enrollments: stores.enrollments,
    engagement: stores.engagement,
    versions: new Versions(stores.enrollments),
    whereabouts: new Whereabouts(stores, SETTINGS.zone),
    preferences: new Preferences(stores, SETTINGS.zone),
    journal,
    instanceKey,
    channels: { of: async () => channel!, close: async () => {} },
    sources: new Map(),
    proofs: new Map(),
    history: stores.history,
    say: (line) => console.error(line),
  };
  const close = async (): Promise<void> => {
    await channel?.close();
    await journal.close();
    stores.close();
  };
  return { engine, stores, close };
}

export function openStores(path: string): SqliteStores {
  let made = 0;
  return openSqlite(path, {
    create: true,
    nowMs: 0,
    randomHex: () => `${(made += 1)}`.padStart(32, '5eed'),
  });
}

export const NEVER_STOP = {
  soon: new AbortController().signal,
  now: new AbortController().signal,
};
