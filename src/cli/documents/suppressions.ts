/** Entries of the suppression list, and what came of adding some. */
import { counted, countedPeople } from '../../core/counted.ts';
import type { NewSuppression } from '../../core/person-effects.ts';
import type { StoppedBy } from '../../usecases/suppressions/suppress.ts';
import type { Unsuppressed } from '../../usecases/suppressions/unsuppress.ts';
import type { Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';

export type ShownEntry = Pick<NewSuppression, 'kind' | 'value' | 'channel'>;

export interface Done extends StoppedBy {
  readonly added: number;
  readonly alreadyListed: number;
  /** The first of those that are new. */
  readonly named: readonly NewSuppression[];
  /** The first of those that were there. */
  readonly namedBefore: readonly NewSuppression[];
}

/** As it could be typed again. */
export function shownEntry({ kind, value, channel }: ShownEntry): string {
  const entry = kind === 'domain' && value !== '*' ? `*@${value}` : value;
  return cleanLine(channel === undefined ? entry : `${entry} (${channel})`);
}

export function entryJson({ kind, value, channel }: ShownEntry): { readonly [key: string]: Json } {
  return { kind, value, channel: channel ?? null };
}

export function doneJson(done: Done): { readonly [key: string]: Json } {
  return {
    added: done.added,
    already_listed: done.alreadyListed,
    people: done.people,
    stopped: done.stopped,
    held: done.held,
    entries: done.named.map(entryJson),
  };
}

export const NAMED_MOST = 10;

export function doneText(done: Done): readonly string[] {
  const { added, alreadyListed, named, namedBefore, people, stopped, held } = done;
  const shown = named.slice(0, NAMED_MOST);
  const before = namedBefore.slice(0, NAMED_MOST);
  const others = alreadyListed - before.length;
  return [
    ...shown.map((each) => `${shownEntry(each)} is suppressed.`),
    ...(added > shown.length ? [`... and ${added - shown.length} more.`] : []),
    ...before.map((each) => `${shownEntry(each)} was suppressed already.`),
    ...(others > 0
      ? [`${others} ${before.length > 0 ? 'more ' : ''}were suppressed already.`]
      : []),
    ...(added > 0 ? [`It binds ${countedPeople(people)} we know.`] : []),
    ...(stopped > 0 ? [`Stopped ${counted(stopped, 'enrollment')}.`] : []),
    ...(held > 0
      ? [`Taken back what was planned or open there in ${counted(held, 'enrollment')}.`]
      : []),
  ];
}

/** Which entry binds them still, and what takes it back. */
export function stillBoundText(bound: Unsuppressed['stillBound']): readonly string[] {
  return bound.flatMap(({ entry, by }) => {
    const { channel, ...meant } = by;
    const on = channel === undefined ? '' : ` --channel ${channel}`;
    return [
      `${shownEntry(entry)} is bound by ${shownEntry(by)} all the same: ${cleanLine(by.reason)}`,
      `To take that back, for all whom it binds: touchline suppress remove ${typed(shownEntry(meant))}${on}`,
    ];
  });
}

/** As a shell reads it. */
function typed(entry: string): string {
  return /^[\w.@+/-]+$/.test(entry) ? entry : `'${entry.replaceAll("'", "'\\''")}'`;
}

/** @param names  By which the companies go as well, and which are not on the list. */
export function otherNamesText(
  names: readonly string[],
  channel: string | undefined,
): readonly string[] {
  if (names.length === 0) return [];
  const on = channel === undefined ? '' : ` --channel ${channel}`;
  const shown = names.slice(0, NAMED_MOST);
  const more = names.length - shown.length;
  return [
    `The same company goes by ${shown.join(', ')} as well, which stays open.${more > 0 ? ` So do ${more} more names of such companies.` : ''}`,
    `Next: touchline suppress add ${shown.join(' ')}${on}`,
  ];
}
