/** What the runner does for privacy: ends erasures that died half-way, and lets go once a day of what is too old. */
import { counted, countedPeople } from '../../core/counted.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import type { Stores } from '../../ports/stores.ts';
import { cleanStore, endErasures, type ErasurePorts } from './erase-person.ts';
import { keepRetention, type Retention } from './keep-retention.ts';

/** So many people go in a day: nobody waits long for the runner. */
const PEOPLE_MOST = 2_000;

/** After a longer pause the clock may be wrong, or the rule new: that day it is only said what would go. */
const PAUSE_DAYS = 7;

/** @returns What was done, a line each, without a name. */
export async function keepUp(
  ports: ErasurePorts & Pick<Stores, 'retention' | 'privacy'>,
  retention: Retention,
  nowMs: number,
): Promise<readonly string[]> {
  const said: string[] = [];
  const ended = await endErasures(ports, nowMs);
  if (ended > 0)
    said.push(`ended ${ended === 1 ? 'an erasure' : `${ended} erasures`} that had begun`);
  said.push(...(await letGo(ports, retention, nowMs)));
  if (!(await cleanStore(ports.erasures)))
    said.push('what was erased still lies in the file: another program reads the store');
  return said;
}

async function letGo(
  ports: Parameters<typeof keepUp>[0],
  retention: Retention,
  nowMs: number,
): Promise<readonly string[]> {
  if (retention.bodies === null && retention.people === null) return [];
  const today = Math.floor(nowMs / DAY_MS);
  const before = await ports.retention.beginDay(today);
  if (before === today) return [];
  const dryRun = Math.abs(today - before) > PAUSE_DAYS;
  const order = { dryRun, most: PEOPLE_MOST };
  const { bodies, people } = await keepRetention(ports, retention, order, nowMs);
  if (bodies + people === 0) return [];
  const what = `${counted(bodies, 'message')} and ${countedPeople(people)}`;
  return [
    dryRun
      ? `retention: from tomorrow on ${what} are too old; see them with: touchline privacy retention --dry-run`
      : `retention: let go of ${what}`,
  ];
}
