/**
 * Thousands of texts through gateways that accept and don't answer, answer and didn't accept, cut connections and say nonsense. The sender
 * here keeps the engine's rule: a message is tried again only when it surely did not leave; what is uncertain is looked up, and a rep who
 * asks the far end decides what nothing proves.
 */
import { expect, onTestFinished, test } from 'vitest';

import type { Outcome } from '../../src/core/touch.ts';
import type { OutboundMessage } from '../../src/ports/message-channel.ts';
import { seeded, type Chance } from '../support/chance.ts';
import type { FakeGateway, Misbehaviour } from '../support/gateways/fake-gateway.ts';
import { GATEWAY_WORLDS, type GatewayWorld } from '../support/gateways/gateway-worlds.ts';

const SENDS = 1_100;
/** Shorter than a silence, longer than an answer of a busy machine. */
const TIMEOUT_MS = 1_000;
const CONNECTIONS = 24;

const MISBEHAVIOURS: readonly [Misbehaviour, share: number][] = [
  ['silent', 0.01],
  ['silent_lost', 0.01],
  ['error', 0.05],
  ['error_lost', 0.05],
  ['reset', 0.05],
  ['reset_lost', 0.05],
  ['garbage', 0.03],
  ['half', 0.03],
  ['slow', 0.1],
  ['busy', 0.05],
];

test.each(GATEWAY_WORLDS)(
  `${SENDS} texts through %s, with every fault there is: none twice, none lost`,
  { timeout: 120_000 },
  async (name, open) => {
    const chance = seeded(SENDS + name.length);
    const world = await open(
      { plan: () => drawn(chance), cuts: () => chance.isLucky(0.03) },
      { timeoutMs: TIMEOUT_MS, connections: CONNECTIONS },
    );
    const over = new AbortController();
    onTestFinished(() => {
      over.abort();
      return world.server.close();
    });
    const messages = Array.from({ length: SENDS }, (_, index) => messageTo(index, world));
    const told = { sent: 0, uncertain: 0, proven: 0 };
    await Promise.all(messages.map((message) => deliver(world, message, told, over.signal)));

    const received = world.server.ledger().map(({ to }) => to.replace(/^\+/, ''));
    expect(new Set(received).size, 'none twice').toBe(received.length);
    expect(received.length, 'none lost').toBe(SENDS);
    // The faults did happen, and what could be proven was. How many of each hangs on how busy the machine is.
    expect(told.sent).toBeGreaterThan(0);
    expect(told.uncertain).toBeGreaterThan(0);
    if (world.gateway.proof !== null) expect(told.proven).toBeGreaterThan(0);
  },
);

function drawn(chance: Chance): Misbehaviour | null {
  let left = chance.next();
  return MISBEHAVIOURS.find(([, share]) => (left -= share) < 0)?.[0] ?? null;
}

function messageTo(index: number, { bytesOf }: GatewayWorld): OutboundMessage {
  const to = `+336${String(index).padStart(8, '0')}`;
  const touchlineId = `touch${String(index).padStart(6, '0')}`;
  const bytes = bytesOf(to, `Bonjour ${index % 7}, à bientôt ?`);
  return { touchId: `e${index}.intro.1`, touchlineId, to, from: '+33612345678', bytes };
}

/** Until it was sent, as far as everybody knows; not beyond the test, whose server then refuses everything. */
async function deliver(
  world: GatewayWorld,
  message: OutboundMessage,
  told: { sent: number; uncertain: number; proven: number },
  over: AbortSignal,
): Promise<void> {
  for (;;) {
    over.throwIfAborted();
    let marks = 0;
    const outcome = await world.gateway.channel.send(
      message,
      async () => void (marks += 1),
      new AbortController().signal,
    );
    expect(marks, 'one mark an attempt').toBe(outcome.kind === 'not_sent' ? marks : 1);
    switch (outcome.kind) {
      case 'sent':
        told.sent += 1;
        return;
      case 'deferred':
      case 'not_sent':
        continue;
      case 'uncertain':
        told.uncertain += 1;
        // On a machine that stood still we give up before the far end has read; nobody looks that soon.
        await world.server.settled();
        if (await isProven(world, message, told, over)) return;
        // The rep looks at the gateway's own account, which a proof must not contradict.
        if (isThere(world.server, message.to)) {
          expect(world.gateway.proof, `${message.to}: accepted, and not found`).toBeNull();
          return;
        }
        continue;
      case 'refused':
        throw new Error(`nobody refused ${message.to}: ${describe(outcome)}`);
    }
  }
}

async function isProven(
  { gateway: { proof }, server }: GatewayWorld,
  { touchlineId, to, bytes }: OutboundMessage,
  told: { proven: number },
  over: AbortSignal,
): Promise<boolean> {
  if (proof === null) return false;
  const sought = { messageId: `<${touchlineId}>`, touchlineId, to, atMs: Date.now(), bytes };
  for (;;) {
    over.throwIfAborted();
    // A connection that is cut proves nothing either way.
    const found = await proof.wasSent(sought).catch(() => null);
    if (found === null) continue;
    if (found) {
      expect(isThere(server, to), `${to}: found, and not there`).toBe(true);
      told.proven += 1;
    }
    return found;
  }
}

function isThere(server: FakeGateway, to: string): boolean {
  return server.accepted.some((entry) => entry.to.replace(/^\+/, '') === to.replace(/^\+/, ''));
}

function describe(outcome: Outcome): string {
  return `${outcome.kind}: ${outcome.detail}`;
}
