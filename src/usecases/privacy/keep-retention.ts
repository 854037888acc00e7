/** Lets go of what is older than the workspace keeps: the bodies of messages first, then people. */
import { instantBefore, type Age } from '../../core/time/age.ts';
import type { Stores } from '../../ports/stores.ts';
import { erasePerson, type ErasurePorts } from './erase-person.ts';

/** How long is kept what nobody has touched since; `null`: for ever. */
export interface Retention {
  readonly bodies: Age | null;
  readonly people: Age | null;
}

export interface LetGo {
  /** Messages that lost their body. */
  readonly bodies: number;
  /** People who went. */
  readonly people: number;
  /** Of them, those who leave a hash: they said no. */
  readonly hashes: number;
}

const PAGE = 200;

/**
 * @param dryRun  Says what would go. Else the caller holds the runner's lock.
 * @param most    So many people go at once.
 */
export async function keepRetention(
  ports: ErasurePorts & Pick<Stores, 'retention' | 'privacy'>,
  { bodies, people }: Retention,
  { dryRun, most }: { readonly dryRun: boolean; readonly most: number },
  nowMs: number,
): Promise<LetGo> {
  const { retention, privacy } = ports;
  let dropped = 0;
  if (bodies !== null) {
    const beforeMs = instantBefore(nowMs, bodies);
    dropped = await (dryRun ? retention.countBodies(beforeMs) : retention.dropBodies(beforeMs));
  }
  if (dropped > 0 && !dryRun) {
    const said = { subject: null, reason: 'retention', counts: { message: dropped } };
    await privacy.record({ atMs: nowMs, action: 'retention', ...said });
  }
  const order = { dryRun, most };
  const gone =
    people === null ? NOBODY : await letGo(ports, instantBefore(nowMs, people), order, nowMs);
  return { bodies: dropped, ...gone };
}

const NOBODY = { people: 0, hashes: 0 };

async function letGo(
  ports: Parameters<typeof keepRetention>[0],
  beforeMs: number,
  { dryRun, most }: { readonly dryRun: boolean; readonly most: number },
  nowMs: number,
): Promise<Pick<LetGo, 'people' | 'hashes'>> {
  const gone = { people: 0, hashes: 0 };
  for (let after: string | null = null; gone.people < most;) {
    const page = await ports.retention.aged(beforeMs, after, PAGE);
    for (const { prospectId, isSuppressed } of page.slice(0, most - gone.people)) {
      const erasure = { prospectId, reason: 'retention', keepsHash: isSuppressed, atMs: nowMs };
      if (!dryRun) await erasePerson(ports, erasure, nowMs);
      gone.people += 1;
      if (isSuppressed) gone.hashes += 1;
    }
    after = page.at(-1)?.prospectId ?? null;
    if (after === null) break;
  }
  return gone;
}
