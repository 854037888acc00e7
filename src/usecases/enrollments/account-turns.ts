/** Who of an account may start at once, and who waits or is left out, while a list is enrolled? */
import { mostInAll, turnOf, type Peer, type Place } from '../../core/account-turn.ts';
import { timeWait } from '../../core/enrollment.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Sequence } from '../../core/sequence.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';

export type Turn = 'now' | 'later' | 'account_limit';

export class AccountTurns {
  readonly #enrollments: Pick<EnrollmentStore, 'inAccount'>;
  readonly #sequence: Sequence;
  /** By account: those who are in the sequence, and those who were added here. */
  readonly #peers = new Map<string, Peer[]>();

  constructor(enrollments: Pick<EnrollmentStore, 'inAccount'>, sequence: Sequence) {
    this.#enrollments = enrollments;
    this.#sequence = sequence;
  }

  async of({ accountId }: Prospect, place: Place): Promise<Turn> {
    const { perAccount } = this.#sequence.enroll;
    if (perAccount === undefined || accountId === null) return 'now';
    const peers = await this.#peersOf(accountId);
    if (peers.length >= mostInAll(perAccount)) return 'account_limit';
    return turnOf(perAccount, null, peers, place) === null ? 'now' : 'later';
  }

  /** Somebody was enrolled, to start then. */
  add({ id, name, accountId }: Prospect, startsAtMs: number): void {
    if (accountId === null) return;
    this.#peers.get(accountId)?.push({
      id: 'e0',
      prospectId: id,
      name,
      status: 'pending',
      cursor: null,
      waiting: timeWait(startsAtMs),
      startsAtMs,
    });
  }

  async #peersOf(accountId: string): Promise<readonly Peer[]> {
    const known = this.#peers.get(accountId);
    if (known !== undefined) return known;
    const peers = [...(await this.#enrollments.inAccount(this.#sequence.name, accountId))];
    this.#peers.set(accountId, peers);
    return peers;
  }
}
