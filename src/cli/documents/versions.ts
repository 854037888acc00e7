/** Words that the commands about versions share. */
import { countedPeople } from '../../core/counted.ts';
import {
  countsUnder,
  type Migration,
  type PolicyCounts,
} from '../../usecases/versions/plan-migration.ts';
import type { SequenceVersions } from '../../usecases/versions/read-versions.ts';

export const fileOf = (name: string): string => `sequences/${name}.yaml`;

/** `classic: version 1a2b -> 3c4d`. */
export function titleOf({ name, before, file }: SequenceVersions): string {
  const to = file?.sequence.version ?? '';
  const from = before?.sequence.version;
  if (from === undefined) return `${name}: version ${to}, its first`;
  return from === to ? `${name}: version ${to}` : `${name}: version ${from} -> ${to}`;
}

/** How many each policy concerns: all stay, so many can be moved, all are stopped. Without the file nobody can be moved. */
export function everyPolicy(
  migration: Migration | null,
  { pinned }: Pick<SequenceVersions, 'pinned'>,
): PolicyCounts {
  if (migration === null) {
    const all = pinned.reduce((sum, { people }) => sum + people, 0);
    return { pin: all, move: 0, stop: all };
  }
  const { travellers } = migration;
  const { pin } = countsUnder('pin', travellers);
  const { move } = countsUnder('move', travellers);
  const { stop } = countsUnder('stop', travellers);
  return { pin, move, stop };
}

/** A file that is gone strands nobody. */
export function deletedText({ name, pinned, currents }: SequenceVersions): string {
  const all = pinned.reduce((sum, { people }) => sum + people, 0);
  const who =
    all === 0
      ? 'Nobody is in it.'
      : `${countedPeople(all)} in it ${all === 1 ? 'goes' : 'go'} on as if it were there: their version is in the store.`;
  return [
    `${fileOf(name)} is gone; version ${currents[0]} is current. ${who}`,
    all === 0 ? null : `To end it for them: touchline stop --sequence ${name}`,
  ]
    .filter((line) => line !== null)
    .join('\n');
}
