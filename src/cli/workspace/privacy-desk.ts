/** What commands about privacy work with. */
import type { ErasurePorts } from '../../usecases/privacy/erase-person.ts';
import { keepUp } from '../../usecases/privacy/keep-up.ts';
import { withLock } from '../../runner/run.ts';
import type { Context } from '../command.ts';
import { peopleFiles } from '../files/people-files.ts';
import type { Session } from './session.ts';

export function erasurePortsIn({
  stores,
}: Session): ErasurePorts & Pick<Session['stores'], 'retention' | 'privacy'> {
  const { erasures, privacy, retention } = stores;
  return { erasures, privacy, retention, files: peopleFiles };
}

/** What the runner does for privacy while nothing is on the wire. */
export function upkeepIn(context: Context, session: Session): (nowMs: number) => Promise<void> {
  return async (nowMs) => {
    const { retention } = session.config;
    for (const line of await keepUp(erasurePortsIn(session), retention, nowMs)) context.talk(line);
  };
}

/** Only while no runner holds the store: nothing is on the wire then. */
export async function alone<Result>(
  context: Context,
  { storePath }: Session,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = await context.adapters.lock(storePath);
  return withLock(lock, work, 'stop it, and run the command again; nothing was changed');
}
