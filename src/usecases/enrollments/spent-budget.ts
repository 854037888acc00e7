/** Who used the budget up that keeps a touch back? */
import type { DecideContext } from '../../core/decide/context.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { spentWords, touchesToName, type NamedTouch } from '../../core/why/spent-words.ts';
import type { HistoryStore } from '../../ports/history-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';

interface Needs {
  readonly people: Pick<PeopleStore, 'byId'>;
  readonly history: Pick<HistoryStore, 'touch'>;
}

/** In words; `null`: none is used up. */
export async function spentIn(
  { people, history }: Needs,
  { id, name, accountId }: Pick<Prospect, 'id' | 'name' | 'accountId'>,
  { personBudget, zone }: Pick<DecideContext, 'personBudget' | 'zone'>,
): Promise<string | null> {
  const spent = personBudget?.spent;
  if (spent === undefined) return null;
  const named: NamedTouch[] = [];
  for (const touch of touchesToName(spent)) {
    const { touchId, prospectId } = touch;
    const step = touchId === null ? null : await history.touch(touchId);
    if (prospectId === null) {
      named.push({ ...touch, step, who: null });
      continue;
    }
    const other = prospectId === id ? { id, name } : await people.byId(prospectId);
    // Among colleagues each is named, the person as well.
    const who = spent.of === 'account' ? `${other?.name ?? 'somebody'} (${prospectId})` : null;
    named.push({ ...touch, step, who });
  }
  return spentWords(spent, named, { zone, account: accountId });
}
