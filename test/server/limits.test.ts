/** What a stranger may not do to us: last, grow, flood, learn. */
import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/core/user-error.ts';
import { at, person } from '../support/world/builders.ts';
import { until } from '../support/until.ts';
import { World } from '../support/world/world.ts';
import { PARIS, webhookOf } from './paris.ts';
import { startPublic, type PublicServer } from './public-server.ts';

const world = (): World => new World({ nowMs: at('2026-03-02T08:00') });
const ONE_CLICK = { method: 'POST', body: new URLSearchParams('List-Unsubscribe=One-Click') };
/** Longer than any test: only the end of the listener ends a connection. */
const PATIENCE = { headersMs: 60_000, requestMs: 60_000, idleMs: 60_000, keepAliveMs: 60_000 };
const ABC = 'abcdefghijklmnopqrstuvwxyz';

/** All that came until the other side shut the connection. */
function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  socket.on('data', (part) => (answer += part.toString()));
  return new Promise((resolve, reject) => {
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

function open({ listening }: PublicServer): Socket {
  const socket = connect(listening.address.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  return socket;
}

test('healthz says that we are there, and nothing else', async () => {
  const { url, lines } = await startPublic(world());
  const answer = await fetch(`${url}/healthz`);
  expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
  expect([...answer.headers.keys()].toSorted()).toEqual([
    'cache-control',
    'connection',
    'content-length',
    'content-type',
    'date',
    'keep-alive',
    'x-content-type-options',
  ]);
  expect(lines).toEqual([]);
});

describe('too many requests of one address', () => {
  const rate = { burst: 3, perSecond: 1 };
  const statuses = async (ask: () => Promise<Response>, times: number): Promise<number[]> => {
    const found: number[] = [];
    for (let time = 0; time < times; time++) found.push((await ask()).status);
    return found;
  };

  test('are refused until time has passed', async () => {
    const home = world();
    const { url, lines, counts } = await startPublic(home, { rate });
    const ask = (): Promise<Response> => fetch(`${url}/u/${ABC}`, ONE_CLICK);
    expect(await statuses(ask, 4)).toEqual([200, 200, 200, 429]);
    expect([lines.length, counts]).toMatchObject([3, { requests: 3, limited: 1 }]);
    expect((await ask()).headers.get('retry-after')).toBe('1');
    home.clock.set(home.clock.nowMs() + 2_000);
    expect(await statuses(ask, 3)).toEqual([200, 200, 429]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('do not count while a gateway proves who it is', async () => {
    const { url } = await startPublic(world(), { rate, hooks: new Map([['paris', PARIS]]) });
    const genuine = webhookOf({ id: '1', from: '+491701234567', text: 'yes' });
    const hook = `${url}/hooks/paris`;
    expect(await statuses(() => fetch(hook, genuine), 9)).not.toContain(429);
    const forged = { ...genuine, headers: {} };
    expect(await statuses(() => fetch(hook, forged), 4)).toEqual([403, 403, 403, 429]);
  });

  test('do not count either while none of what a gateway says is kept yet', async () => {
    let waiting = 0;
    let keepAll: () => void = () => {};
    const kept = new Promise<void>((resolve) => (keepAll = resolve));
    const keep = async (): Promise<void> => {
      waiting += 1;
      await kept;
    };
    const { url } = await startPublic(world(), { rate, hooks: new Map([['paris', PARIS]]), keep });
    const genuine = webhookOf({ id: '1', from: '+491701234567', text: 'yes' });
    const together = Array.from({ length: 9 }, () => fetch(`${url}/hooks/paris`, genuine));
    void until('all of them came so far', () => waiting === 9).finally(keepAll);
    const answers = await Promise.all(together);
    expect(answers.map(({ status }) => status)).not.toContain(429);
  });

  test('are counted by the client that our own proxy names, and by nothing that it says of itself', async () => {
    const asked = async (
      trustedHops: number,
      forwarded: (time: number) => string,
    ): Promise<number[]> => {
      const { url } = await startPublic(world(), { rate, trustedHops });
      let time = 0;
      return statuses(
        () => fetch(`${url}/u/x`, { headers: { 'x-forwarded-for': forwarded((time += 1)) } }),
        4,
      );
    };
    expect(await asked(0, (time) => `203.0.113.${time}`)).toEqual([200, 200, 200, 429]);
    expect(await asked(1, (time) => `203.0.113.${time}`)).toEqual([200, 200, 200, 200]);
    expect(await asked(1, (time) => `198.51.100.${time}, 203.0.113.1`)).toEqual([
      200, 200, 200, 429,
    ]);
    expect(await asked(1, (time) => `2001:db8::1:${time}`)).toEqual([200, 200, 200, 429]);
  });
});

describe('who takes too long', () => {
  test.each([
    ['says nothing', ''],
    ['never ends the headers', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: '],
    ['never ends the body', 'POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nList'],
  ])('and %s is shut out', async (_, bytes) => {
    const server = await startPublic(world(), {
      patience: { ...PATIENCE, headersMs: 100, requestMs: 200 },
    });
    const socket = open(server);
    socket.write(bytes);
    const answer = await answerOf(socket);
    expect(answer).toMatch(/^(HTTP\/1\.1 408 Request Timeout\r\n|$)/);
  });
});

test('nobody holds all connections alone: who has too many gets no more until one of them ends', async () => {
  const server = await startPublic(world(), { patience: PATIENCE, connectionsOfOne: 2 });
  const held = [open(server), open(server)];
  for (const socket of held) socket.write('GET /healthz HTTP/1.1\r\n');
  const ask = (): Promise<string> => {
    const socket = open(server);
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    return answerOf(socket).catch(() => '');
  };
  expect(await ask()).toBe('');
  held[0]!.destroy();
  let answer = '';
  await until('there is room', async () => (answer = await ask()) !== '');
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test('headers of more than 16 KiB are refused', async () => {
  const server = await startPublic(world());
  const socket = open(server);
  socket.write(`GET /u/x HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`);
  expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 431 /);
});

test('who hangs up before they have said all is no fault of ours', async () => {
  const server = await startPublic(world());
  const socket = open(server);
  socket.write('POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nList');
  await until('it came', () => server.counts.requests === 1);
  socket.destroy();
  await until('it is over', () => server.lines.length > 0);
  expect(server.lines.join('\n')).toMatch(/^\S+ POST \/u\/... 400 \d+ ms$/);
});

describe('an error', () => {
  test('of ours is told to the log, not to the world', async () => {
    const { url, lines } = await startPublic(world(), {
      optOut: () => Promise.reject(new Error('no such column in /srv/store.db')),
    });
    const answer = await fetch(`${url}/u/${ABC}`, ONE_CLICK);
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(lines.join('\n')).toContain('no such column');
  });

  test('that passes asks to come again', async () => {
    const busy = new UserError('store_busy', 'the store is busy', null, 75);
    const { url } = await startPublic(world(), { optOut: () => Promise.reject(busy) });
    const answer = await fetch(`${url}/u/${ABC}`, ONE_CLICK);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  });
});

test('the log has no token, no address, no path of a stranger and no query', async () => {
  const home = world();
  await home.add(person('ada'));
  const { url, lines } = await startPublic(home, { hooks: new Map([['paris', PARIS]]) });
  await fetch(`${url}/u/${ABC}?secret=1`);
  await fetch(`${url}/hooks/paris?secret=2`, { method: 'POST', body: 'x' });
  await fetch(`${url}/hooks/berlin`, { method: 'POST', body: 'x' });
  await fetch(`${url}/wp-login.php?secret=3`);
  expect(lines.map((line) => line.replace(/\d+ ms$/, 'N ms'))).toEqual([
    '2026-03-02T08:00:00.000Z GET /u/... 200 N ms',
    '2026-03-02T08:00:00.000Z POST /hooks/paris 403 N ms',
    '2026-03-02T08:00:00.000Z POST /... 404 N ms',
    '2026-03-02T08:00:00.000Z GET /... 404 N ms',
  ]);
});

describe('the end', () => {
  test('waits for the request in hand, answers it, and is not held up by an idle connection', async () => {
    let answer: (isNews: boolean) => void = () => {};
    let asked = 0;
    const server = await startPublic(world(), {
      optOut: () => {
        asked += 1;
        return new Promise((resolve) => (answer = resolve));
      },
      patience: PATIENCE,
    });
    const idle = open(server);
    idle.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => idle.once('data', resolve));
    const inHand = fetch(`${server.url}/u/${ABC}`, ONE_CLICK);
    await until('it is in hand', () => asked === 1);
    const order: string[] = [];
    const closed = server.listening
      .close(new AbortController().signal)
      .then(() => order.push('closed'));
    await expect(
      fetch(`${server.url}/healthz`, { headers: { connection: 'close' } }),
    ).rejects.toThrow();
    order.push('let go');
    answer(true);
    expect((await inHand).status).toBe(200);
    await closed;
    expect(order).toEqual(['let go', 'closed']);
  });

  test('cuts off what will not end', async () => {
    let asked = 0;
    const server = await startPublic(world(), {
      optOut: () => {
        asked += 1;
        return new Promise(() => {});
      },
      patience: PATIENCE,
    });
    const inHand = fetch(`${server.url}/u/${ABC}`, ONE_CLICK).catch(() => 'cut off');
    await until('it is in hand', () => asked === 1);
    const now = new AbortController();
    const closed = server.listening.close(now.signal);
    now.abort();
    await closed;
    expect(await inHand).toBe('cut off');
  });
});
