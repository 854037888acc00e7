/** What reached the people of one company together, and who of them is under way: judged without the engine's word. */
import type { Enrollment } from '../../src/core/enrollment.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import type { RunnerSettings } from '../../src/runner/settings.ts';
import type { Acceptance } from './terms.ts';

export class Companies {
  readonly #settings: RunnerSettings;
  readonly #accountOf: (prospectId: string) => string | null;
  /** By the id of somebody who was erased: whose account what reached them goes on counting for; `null`: for none. */
  readonly #erased = new Map<string, string | null>();

  constructor(settings: RunnerSettings, accountOf: (prospectId: string) => string | null) {
    this.#settings = settings;
    this.#accountOf = accountOf;
  }

  /**
   * What reached them stays what reached the company, until nothing is left of the company either.
   *
   * @param ids     All of theirs.
   * @param others  Who is left.
   */
  erased(ids: readonly string[], accountId: string | null, others: readonly string[]): void {
    for (const id of ids) this.#erased.set(id, accountId);
    if (others.some((id) => this.#accountOf(id) === accountId)) return;
    for (const [id, of] of this.#erased) if (of === accountId) this.#erased.set(id, null);
  }

  #countsFor(prospectId: string): string | null {
    const erased = this.#erased.get(prospectId);
    return erased === undefined ? this.#accountOf(prospectId) : erased;
  }

  /** All that reached anybody of the company; and on the channel, what reached this one. */
  over(
    { prospectId, mailbox, atMs }: Acceptance,
    accepted: readonly Acceptance[],
    byHand: ReadonlyMap<string, readonly number[]>,
  ): string[] {
    const { accountLimits, channelLimits, gateways } = this.#settings;
    const accountId = this.#accountOf(prospectId);
    const isThere = (id: string): boolean =>
      accountId !== null && this.#countsFor(id) === accountId;
    const there = [
      ...accepted.filter((each) => isThere(each.prospectId)).map((each) => each.atMs),
      ...[...byHand].flatMap(([id, instants]) => (isThere(id) ? instants : [])),
    ];
    const channelOf = (id: string) => gateways.find((each) => each.id === id)?.channel ?? 'email';
    const channel = channelOf(mailbox);
    const onIt = accepted
      .filter((each) => each.prospectId === prospectId && channelOf(each.mailbox) === channel)
      .map((each) => each.atMs);
    const spent = (whose: string, limits: RunnerSettings['personLimits'], instants: number[]) =>
      limits.flatMap(({ most, perMs }) => {
        const count = instants.filter((each) => each > atMs - perMs).length;
        return count < most ? [] : [`over ${most} of ${whose}: ${count} before`];
      });
    return [
      ...spent('the account', accountLimits, there),
      ...spent(channel, channelLimits[channel] ?? [], onIt),
    ];
  }

  /** Of people who take turns, no more have begun than may. A rep who lets somebody go on asks nobody. */
  together(
    unfinished: readonly Enrollment[],
    sequences: ReadonlyMap<string, Sequence>,
  ): readonly string[] {
    const counts = new Map<string, number>();
    const broken: string[] = [];
    for (const { prospectId, sequence, cursor, continuedFrom } of unfinished) {
      const accountId = this.#accountOf(prospectId);
      if (cursor === null || continuedFrom !== null || accountId === null) continue;
      const key = `${accountId} in ${sequence}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const paces = sequences.get(sequence)!.enroll.perAccount ?? [];
      const pace = paces.find(({ kind }) => kind === 'at_a_time');
      if (pace !== undefined && count > pace.most)
        broken.push(`${key}: ${count} at a time, not ${pace.most}`);
    }
    return broken;
  }
}
