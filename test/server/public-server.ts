/** The public listener over a small world, on a port of this machine. */
import { onTestFinished } from 'vitest';
import { answersFrom } from '../../src/server/public/answers.ts';
import { publicApp, type PublicCounts, type PublicServices } from '../../src/server/public/app.ts';
import { listen, type Listening, type Patience } from '../../src/server/public/listener.ts';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import type { World } from '../support/world/world.ts';

import { PUBLIC_URL, textMeaning } from './paris.ts';

export interface PublicServer {
  readonly url: string;
  readonly counts: PublicCounts;
  readonly lines: readonly string[];
  readonly listening: Listening;
  /** Resolves when what was kept is applied. */
  readonly settled: () => Promise<void>;
}

/** Ends with the test. */
export async function startPublic(
  world: World,
  options: Partial<PublicServices> & {
    readonly patience?: Patience;
    readonly connectionsOfOne?: number;
    /** What the store does in the place of a commit. */
    readonly commit?: EngineStore['commit'];
  } = {},
): Promise<PublicServer> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const desk = deskOf(world);
  const store =
    options.commit === undefined ? desk.store : { ...desk.store, commit: options.commit };
  const to = { ...desk, store, clock: world.clock, say };
  const answers = answersFrom(to, async () => momentOf(world), textMeaning);
  const app = publicApp({
    nowMs: () => world.clock.nowMs(),
    publicUrl: PUBLIC_URL,
    company: 'Northwind Tools',
    hooks: new Map(),
    trustedHops: 0,
    rate: { burst: 1_000_000, perSecond: 1_000_000 },
    ...answers,
    say,
    ...options,
  });
  const { patience, connectionsOfOne } = options;
  const listening = await listen(
    app,
    { host: '127.0.0.1', port: 0 },
    { ...(patience && { patience }), ...(connectionsOfOne && { connectionsOfOne }) },
  );
  const now = AbortSignal.abort();
  onTestFinished(() => listening.close(now));
  const url = `http://127.0.0.1:${listening.address.port}`;
  return { url, counts: app.counts, lines, listening, settled: answers.settled };
}
