/** What the app answers with, over the store: people who go, gateways that call, and what is made of both. */
import type { Moment } from '../../runner/deciding/context.ts';
import { applyHeard, type Listener, type Meaning } from '../../usecases/signals/apply-heard.ts';
import { keepWebhook } from '../../usecases/signals/keep-webhook.ts';
import { recipientOf, unsubscribe, type Unsubscriber } from '../../usecases/signals/unsubscribe.ts';
import type { PublicServices } from './app.ts';
import { InTurn } from './in-turn.ts';

export interface Answers extends Pick<PublicServices, 'languageOf' | 'optOut' | 'keep'> {
  /** Applies what was kept and not applied yet, soon. */
  readonly catchUp: () => void;
  /** Resolves when all of it is applied. */
  readonly settled: () => Promise<void>;
}

/**
 * @param momentNow  Decision time, asked anew for each request.
 * @param meaning    As `applyHeard` has it.
 */
export function answersFrom(
  to: Listener & Unsubscriber,
  momentNow: () => Promise<Moment>,
  meaning?: Meaning,
): Answers {
  const after = new InTurn(
    async () => applyHeard(to, await momentNow(), meaning),
    // It is on disk: the next one that calls, or the runner, has another try.
    (cause) => to.say(`not applied yet: ${cause instanceof Error ? cause.message : String(cause)}`),
  );
  return {
    languageOf: async (token) => (await recipientOf(to, token))?.prospect.language ?? null,
    optOut: async (token) => unsubscribe(to, token, await momentNow()),
    keep: async (gateway, raw, { identityOf }) => {
      await keepWebhook(to, gateway, raw, identityOf, (await momentNow()).nowMs);
      after.ask();
    },
    catchUp: () => after.ask(),
    settled: () => after.idle(),
  };
}
