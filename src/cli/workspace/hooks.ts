/** Where each gateway of the workspace calls us. */
import { gatewayIdentityOf } from '../../inbound/gateways/read-gateway-event.ts';
import type { Gateway } from '../../ports/gateway.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import type { Hook } from '../../server/public/hook.ts';

/** @param gateways  By the line's id. */
export function hooksOf(
  gateways: ReadonlyMap<string, Gateway>,
  { gateways: lines }: RunnerSettings,
): ReadonlyMap<string, Hook> {
  return new Map(
    lines.flatMap(({ id, provider, replies }): (readonly [string, Hook])[] => {
      const gateway = gateways.get(id);
      if (gateway === undefined) return [];
      const hook: Hook = {
        seal: gateway.seal,
        takesGet: provider === 'twilio',
        identityOf: (raw) => {
          const identity = gatewayIdentityOf(provider, replies, raw);
          return { key: identity, identity };
        },
      };
      return [[id, hook]];
    }),
  );
}
