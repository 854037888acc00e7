/** An open workspace as the use cases of people's commands want it. */
import type { OpenStores } from '../../ports/stores.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import type { Context } from '../command.ts';
import { decidingIn } from './engine-session.ts';
import type { Deciding } from '../../runner/engine.ts';
import { withSession, type Session } from './session.ts';

export interface Desk {
  readonly session: Session;
  /** The stores and what deciding needs. */
  readonly to: Deciding & Omit<OpenStores, 'engine' | 'close'>;
  readonly moment: Moment;
  readonly zone: string;
}

/** Opens the workspace for a command that changes what is decided about people. */
export function withDesk<Result>(
  context: Context,
  access: 'read' | 'write',
  use: (desk: Desk) => Promise<Result>,
): Promise<Result> {
  return withSession(context, access, async (session) => {
    const deciding = await decidingIn(session);
    const moment = { nowMs: session.nowMs, slept: null };
    const to = { ...session.stores, ...deciding };
    return use({ session, to, moment, zone: session.settings.zone });
  });
}
