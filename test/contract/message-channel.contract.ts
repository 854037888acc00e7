/** What every way out must do, whatever is at its far end. The simulated channel has to pass too, or simulations prove nothing. */
import { describe, expect, onTestFinished, test } from 'vitest';

import type { Outcome } from '../../src/core/touch.ts';
import type { MessageChannel, OutboundMessage } from '../../src/ports/message-channel.ts';

/** What the far end does with every message of one world. */
export type FarEnd =
  | 'accepts'
  | 'refuses_address'
  | 'refuses_body'
  | 'defers'
  | 'drops_before_body'
  | 'drops_after_body'
  | 'loses_body'
  /** Has the whole body and never answers. */
  | 'is_silent';

export interface ChannelWorld {
  readonly channel: MessageChannel;
  /** Recipients of the messages the far end has, in the order of acceptance. */
  readonly received: () => readonly string[];
  /** Bytes of bodies that reached the far end. */
  readonly bodyBytes: () => number;
  /** Most attempts that were under way at the far end at one time. */
  readonly peak: () => number;
  /** Resolves when a message was received by a far end that is silent. */
  readonly bodyReceived: () => Promise<void>;
  /** Resolves when nothing is on its way any more. Called after `channel.close()`. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type OpenChannelWorld = (farEnd: FarEnd, connections: number) => Promise<ChannelWorld>;

const outcomes: readonly [FarEnd, Outcome['kind'], received: number][] = [
  ['accepts', 'sent', 1],
  ['refuses_address', 'refused', 0],
  ['refuses_body', 'refused', 0],
  ['defers', 'deferred', 0],
  ['drops_before_body', 'not_sent', 0],
  ['drops_after_body', 'uncertain', 1],
  ['loses_body', 'uncertain', 0],
];

/**
 * @param judgesFirst  Whether the far end judges the recipient before it is given the body. A gateway that takes a message in one request
 *                     does not.
 */
export function describeMessageChannel(
  name: string,
  openWorld: OpenChannelWorld,
  judgesFirst = true,
): void {
  const open = async (farEnd: FarEnd, connections = 1): Promise<ChannelWorld> => {
    const world = await openWorld(farEnd, connections);
    onTestFinished(() => world.close());
    return world;
  };

  describe(`${name} is a message channel`, () => {
    test.each(outcomes)('a far end that %s makes it %s', async (farEnd, kind, received) => {
      const world = await open(farEnd);
      expect((await send(world.channel, 'ada@kern.test')).kind).toBe(kind);
      await finish(world);
      expect(world.received()).toHaveLength(received);
    });

    test('a second message over the same channel has an outcome of its own', async () => {
      const world = await open('accepts');
      expect((await send(world.channel, 'ada@kern.test')).kind).toBe('sent');
      expect((await send(world.channel, 'li@tofu.test')).kind).toBe('sent');
      await finish(world);
      expect(world.received()).toEqual(['ada@kern.test', 'li@tofu.test']);
    });

    test('the first byte of the body waits for the mark', async () => {
      const world = await open('accepts');
      const marking = gate();
      const attempt = send(world.channel, 'ada@kern.test', marking.pass);
      await marking.reached;
      expect(world.bodyBytes()).toBe(0);
      marking.open();
      expect((await attempt).kind).toBe('sent');
      expect(world.bodyBytes()).toBeGreaterThan(0);
    });

    test('a mark that fails is passed on and nothing of the body leaves', async () => {
      const world = await open('accepts');
      const failure = Object.assign(new Error('the gate is shut'), { code: 'gate_shut' });
      const attempt = send(world.channel, 'ada@kern.test', () => Promise.reject(failure));
      await expect(attempt).rejects.toBe(failure);
      expect(failure.code).toBe('gate_shut');
      await finish(world);
      expect(world.received()).toEqual([]);
      expect(world.bodyBytes()).toBe(0);
    });

    test('a mark that throws is passed on', async () => {
      const world = await open('accepts');
      const attempt = send(world.channel, 'ada@kern.test', () => {
        throw new Error('the gate is shut');
      });
      await expect(attempt).rejects.toThrow('the gate is shut');
    });

    test('the channel goes on after a mark that failed', async () => {
      const world = await open('accepts');
      const attempt = send(world.channel, 'ada@kern.test', () => Promise.reject(new Error('shut')));
      await expect(attempt).rejects.toThrow('shut');
      expect((await send(world.channel, 'li@tofu.test')).kind).toBe('sent');
    });

    const early = judgesFirst ? (['refuses_address'] as const) : [];
    test.each([...early, 'drops_before_body'] as const)(
      'a far end that %s never lets the mark be made',
      async (farEnd) => {
        const world = await open(farEnd);
        let marks = 0;
        await send(world.channel, 'ada@kern.test', async () => void (marks += 1));
        expect(marks).toBe(0);
      },
    );

    test('an attempt that is aborted before it begins is not sent', async () => {
      const world = await open('accepts');
      const outcome = await send(world.channel, 'ada@kern.test', mark, AbortSignal.abort());
      expect(outcome.kind).toBe('not_sent');
      await finish(world);
      expect(world.received()).toEqual([]);
    });

    test('an attempt that is aborted while it is marked is not sent', async () => {
      const world = await open('accepts');
      const marking = gate();
      const abort = new AbortController();
      const attempt = send(world.channel, 'ada@kern.test', marking.pass, abort.signal);
      await marking.reached;
      abort.abort();
      marking.open();
      expect((await attempt).kind).toBe('not_sent');
      await finish(world);
      expect(world.received()).toEqual([]);
    });

    test('an attempt that is aborted after the body is uncertain', async () => {
      const world = await open('is_silent');
      const abort = new AbortController();
      const attempt = send(world.channel, 'ada@kern.test', mark, abort.signal);
      await world.bodyReceived();
      abort.abort();
      expect((await attempt).kind).toBe('uncertain');
    });

    test('many calls share the connections, and each message arrives once', async () => {
      const world = await open('accepts', 4);
      const people = Array.from({ length: 40 }, (_, i) => `p${i}@kern.test`);
      const all = await Promise.all(people.map((to) => send(world.channel, to)));
      expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['sent']));
      await finish(world);
      expect(world.received().toSorted()).toEqual(people.toSorted());
      expect(world.peak()).toBe(4);
    });

    test('closing waits for the attempts that run and takes no new ones', async () => {
      const world = await open('accepts');
      const marking = gate();
      const attempt = send(world.channel, 'ada@kern.test', marking.pass);
      await marking.reached;
      const order: string[] = [];
      const closed = world.channel.close().then(() => order.push('closed'));
      void attempt.then(() => order.push('sent'));
      expect((await send(world.channel, 'li@tofu.test')).kind).toBe('not_sent');
      marking.open();
      await closed;
      expect(order).toEqual(['sent', 'closed']);
      await world.channel.close();
    });
  });
}

async function mark(): Promise<void> {}

function send(
  channel: MessageChannel,
  to: string,
  dataStarted = mark,
  signal = new AbortController().signal,
): Promise<Outcome> {
  const bytes = Buffer.from('Subject: Hello\r\n\r\nSome words.\r\n');
  const message: OutboundMessage = {
    touchId: `e1.${to}.1`,
    touchlineId: `ours ${to}`,
    to,
    from: 'max@acme.test',
    bytes,
  };
  return channel.send(message, dataStarted, signal);
}

async function finish(world: ChannelWorld): Promise<void> {
  await world.channel.close();
  await world.settled();
}

/** A mark that is held until it is opened. */
function gate(): { pass: () => Promise<void>; reached: Promise<void>; open: () => void } {
  let open = (): void => {};
  let reach = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const pass = (): Promise<void> => {
    reach();
    return opened;
  };
  return { pass, reached, open };
}
