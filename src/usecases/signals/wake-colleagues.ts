/** An answer was dealt with: whom only that still held goes on, and does not wait for the daily look. */
import type { Prospect } from '../../core/person/prospect.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import { isBusy } from '../../runner/deciding/account-turn.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { unfinishedIn, type Recorder } from './record-signal.ts';

/** Whoever else of the account is held beyond the end of their hold. The person whose answer it was is one of them. */
export async function wakeColleagues(
  to: Recorder,
  prospect: Prospect,
  moment: Moment,
): Promise<void> {
  for (const enrollment of await unfinishedIn(to, prospect)) {
    if (!enrollment.holds.some((each) => each.outlasted === true)) continue;
    const due = await to.store.load(enrollment.id);
    const { account } = await to.store.history(enrollment.id, moment.nowMs);
    if (due !== null && !isBusy(account, moment.nowMs))
      await applyEvent(to, due, { kind: 'account_free' }, moment);
  }
}
