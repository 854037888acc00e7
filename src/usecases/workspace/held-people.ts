/** How many people are held, by which rules, and what would let them go? */
import { CURES, type Cure, type HeldBy } from '../../core/held.ts';
import type { HistoryStore } from '../../ports/history-store.ts';

export interface HeldRule extends Cure {
  readonly rule: HeldBy;
  readonly people: number;
  /** The command that says who they are. */
  readonly list: string;
}

export interface HeldPeople {
  /** Who is held by two rules counts once. */
  readonly people: number;
  /** What holds most people first. */
  readonly rules: readonly HeldRule[];
}

export const NOBODY_HELD: HeldPeople = { people: 0, rules: [] };

export async function heldPeople(history: Pick<HistoryStore, 'held'>): Promise<HeldPeople> {
  const { people, byRule } = await history.held();
  return {
    people,
    rules: byRule.map((held) => ({
      ...held,
      ...CURES[held.rule],
      list: `touchline find --where "held_by contains '${held.rule}'"`,
    })),
  };
}
