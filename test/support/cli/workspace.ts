/** A workspace on disk with people who are enrolled: what the real program is started in. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFrom } from '../../../src/cli/workspace/settings-from.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import type { Template } from '../../../src/core/template.ts';
import type { RunnerSettings } from '../../../src/runner/settings.ts';
import { openSqlite, type SqliteStores } from '../../../src/store/sqlite/open.ts';
import { person, templatesFor } from '../world/builders.ts';
import { enrollAll } from '../world/seed.ts';

export interface WorkspaceOptions {
  readonly smtpPort: number;
  readonly people: number;
  readonly sequence: Sequence;
  readonly templates?: readonly Template[];
  readonly nowMs: number;
  readonly connections?: number;
  /** How answers are heard; a Maildir `mail` in the workspace when absent. */
  readonly replies?: string;
}

export interface Workspace {
  readonly storePath: string;
  readonly settings: RunnerSettings;
  /** In the order of their ids. */
  readonly addresses: readonly string[];
  readonly enrollments: readonly string[];
}

const READABLE = { create: false, nowMs: 0, randomHex: () => '' };

/** Writes `touchline.yaml`, an empty Maildir and the store into `dir`. Mailbox `anna` has no gap and no cap worth the name. */
export async function makeWorkspace(dir: string, options: WorkspaceOptions): Promise<Workspace> {
  for (const part of ['tmp', 'new', 'cur']) mkdirSync(join(dir, 'mail', part), { recursive: true });
  writeFileSync(join(dir, 'touchline.yaml'), yamlOf(options));
  const checked = await loadConfig(join(dir, 'touchline.yaml'), {});
  if (!checked.ok) throw new Error(JSON.stringify(checked.diagnostics));
  const settings = settingsFrom(checked.value);
  const storePath = join(dir, 'touchline.db');
  const { sequence, nowMs } = options;
  let random = 0;
  const stores = openSqlite(storePath, {
    create: true,
    nowMs,
    randomHex: () => `5eed${(random += 1)}`,
  });
  try {
    const people = Array.from({ length: options.people }, (_, index) => person(`p${index}`));
    const changes = people.map((each) => ({ id: null, person: each }));
    const ids = await stores.people.save(changes, nowMs, null);
    const seeding = { stores, settings, mailbox: 'anna', nowMs };
    const templates = [...(options.templates ?? templatesFor(sequence))];
    const enrollments = await enrollAll(seeding, sequence, ids, templates);
    const addresses = people.map(({ identities }) => identities[0]!.value);
    return { storePath, settings, addresses, enrollments };
  } finally {
    stores.close();
  }
}

/** Looks into a workspace's store, while a runner works or after. */
export async function withStores<Result>(
  storePath: string,
  use: (stores: SqliteStores) => Promise<Result>,
): Promise<Result> {
  const stores = openSqlite(storePath, READABLE);
  try {
    return await use(stores);
  } finally {
    stores.close();
  }
}

function yamlOf({
  smtpPort,
  connections = 2,
  replies = 'maildir: mail',
}: WorkspaceOptions): string {
  return `workspace: test
zone: Europe/Berlin
sender:
  company: Northwind Tools
  postal_address: 1 Quay Street, Leith
reps:
  anna:
    name: Anna
mailboxes:
  anna:
    rep: anna
    from: Anna <anna@northwind.example>
    smtp:
      url: smtp://127.0.0.1:${smtpPort}
    ${replies}
    cap: 999999 per day
    gap: 0 seconds
    connections: ${connections}
`;
}
