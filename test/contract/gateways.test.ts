/** Every gateway is a way out like the others, over real HTTP. */
import type { Misbehaviour } from '../support/gateways/fake-gateway.ts';
import { GATEWAY_WORLDS, type OpenGatewayWorld } from '../support/gateways/gateway-worlds.ts';
import {
  describeMessageChannel,
  type FarEnd,
  type OpenChannelWorld,
} from './message-channel.contract.ts';

/** A connection that is refused is no misbehaviour of a request. */
const misbehaviours: Readonly<Record<FarEnd, Misbehaviour | null>> = {
  accepts: 'slow',
  refuses_address: 'refuse_address',
  refuses_body: 'refuse_message',
  defers: 'busy',
  drops_before_body: null,
  drops_after_body: 'reset',
  loses_body: 'reset_lost',
  is_silent: 'silent',
};

for (const [name, open] of GATEWAY_WORLDS)
  // A key makes certain of what was accepted: what it does with an unclear end has its own tests.
  if (!['Telnyx', 'LINE by HTTP'].includes(name))
    describeMessageChannel(name, channelWorldOf(open), false);

function channelWorldOf(open: OpenGatewayWorld): OpenChannelWorld {
  return async (farEnd, connections) => {
    const { gateway, server, bytesOf } = await open(
      { plan: () => misbehaviours[farEnd] },
      { connections },
    );
    if (farEnd === 'drops_before_body') await server.hangUp();
    return {
      channel: {
        send: (message, dataStarted, signal) =>
          gateway.channel.send(
            { ...message, bytes: bytesOf(message.to, 'Hello') },
            dataStarted,
            signal,
          ),
        close: () => gateway.channel.close(),
      },
      received: () => server.ledger().map(({ to }) => to),
      bodyBytes: () => server.requests.reduce((sum, { body }) => sum + body.length, 0),
      peak: () => server.peak,
      bodyReceived: () => server.silentOne,
      settled: () => Promise.resolve(),
      close: () => server.close(),
    };
  };
}
