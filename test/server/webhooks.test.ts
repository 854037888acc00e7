/** What gateways say: proven, kept before the answer, applied at once. */
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { rawEventIn } from '../../src/core/gateway-event.ts';
import { at, email, person, sequence, sms } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';
import { PARIS, PUBLIC_URL, sealOf, webhookOf, type Text } from './paris.ts';
import { startPublic } from './public-server.ts';

const MONDAY = at('2026-03-02T08:00');
const PHONE = '+491701234567';
const ANSWER: Text = { id: 'SM1', from: PHONE, text: 'Call me on Friday' };

async function stage(hook = PARIS) {
  const world = new World({ nowMs: MONDAY });
  const identities = [
    { kind: 'email', value: 'ada@ada.example', status: 'good' },
    { kind: 'phone', value: PHONE, status: 'good' },
  ] as const;
  const [ada] = await world.add(person('ada', { identities }));
  await world.enroll(sequence([email('intro'), sms('text', { wait: '1 day' })]), [ada!]);
  await world.run();
  const server = await startPublic(world, { hooks: new Map([['paris', hook]]) });
  return { world, server, url: `${server.url}/hooks/paris` };
}

function kept({ stores }: World) {
  return stores.db
    .prepare('SELECT source, identity, received_at_ms, bytes FROM inbound ORDER BY id')
    .all() as { source: string; identity: string; received_at_ms: number; bytes: Uint8Array }[];
}

describe('a genuine webhook', () => {
  test('is kept as it came, and stops whom it stops at once', async () => {
    const { world, server, url } = await stage();
    const answer = await fetch(url, webhookOf(ANSWER));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
    const [row] = kept(world);
    expect(row).toMatchObject({ source: 'paris', identity: 'text SM1', received_at_ms: MONDAY });
    expect(rawEventIn(row!.bytes)).toEqual({
      form: 'webhook',
      contentType: 'application/json',
      body: JSON.stringify(ANSWER),
      query: '',
    });
    await server.settled();
    expect(await world.status('e1')).toBe('finished: replied');
    await world.runDays(3);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(await world.broken()).toEqual([]);
  });

  test('is kept before it is answered, and answered before it is understood', async () => {
    const { world } = await stage();
    const order: string[] = [];
    const server = await startPublic(world, {
      hooks: new Map([['paris', PARIS]]),
      keep: async () => void order.push('kept'),
    });
    await fetch(`${server.url}/hooks/paris`, webhookOf(ANSWER));
    order.push('answered');
    expect(order).toEqual(['kept', 'answered']);
  });

  test('that could not be kept is not answered with success', async () => {
    const { world } = await stage();
    const server = await startPublic(world, {
      hooks: new Map([['paris', PARIS]]),
      keep: () => Promise.reject(new Error('secret path /srv/store: no space')),
    });
    const answer = await fetch(`${server.url}/hooks/paris`, webhookOf(ANSWER));
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('');
  });

  test('repeated is kept once and changes nothing', async () => {
    const { world, server, url } = await stage();
    const answers = await Promise.all([1, 2, 3].map(() => fetch(url, webhookOf(ANSWER))));
    await server.settled();
    const before = await world.stores.history.timeline('p1');
    expect((await fetch(url, webhookOf(ANSWER))).status).toBe(200);
    await server.settled();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(kept(world)).toHaveLength(1);
    expect(await world.stores.history.timeline('p1')).toEqual(before);
  });

  test('that the runner understands as well is one answer', async () => {
    const { world, server, url } = await stage();
    await fetch(url, webhookOf(ANSWER));
    await server.settled();
    world.stores.db.exec('UPDATE inbound SET version = NULL');
    await fetch(url, webhookOf({ ...ANSWER, id: 'SM2', from: '+491709999999' }));
    await server.settled();
    expect((await world.stores.tasks.open(null)).map(({ kind }) => kind)).toEqual(['reply']);
  });

  test('that nobody can read is kept all the same', async () => {
    const { world, url } = await stage();
    const body = 'no JSON';
    const headers = { 'x-seal': sealOf(`${PUBLIC_URL}/hooks/paris`, body) };
    expect((await fetch(url, { method: 'POST', body, headers })).status).toBe(200);
    expect(kept(world).map(({ identity }) => identity)).toEqual([
      expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    ]);
  });

  test('called by GET has its event in the address, where the gateway does so', async () => {
    const { world, server, url } = await stage({ ...PARIS, takesGet: true });
    const query = `event=${encodeURIComponent(JSON.stringify(ANSWER))}`;
    const headers = { 'x-seal': sealOf(`${PUBLIC_URL}/hooks/paris?${query}`, '') };
    expect((await fetch(`${url}?${query}`, { method: 'HEAD', headers })).status).toBe(404);
    expect(kept(world)).toEqual([]);
    expect((await fetch(`${url}?${query}`, { headers })).status).toBe(200);
    expect(rawEventIn(kept(world)[0]!.bytes)).toMatchObject({ body: '', query });
    await server.settled();
    expect(await world.status('e1')).toBe('finished: replied');
  });
});

describe('a forged webhook is refused and leaves nothing', () => {
  const { body, headers } = webhookOf(ANSWER);
  const seal = sealOf(`${PUBLIC_URL}/hooks/paris`, body);

  test.each([
    ['without a seal', '', { method: 'POST', body }],
    ['with another body', '', { method: 'POST', body: `${body} `, headers }],
    ['with another address', '?x=1', { method: 'POST', body, headers }],
    ['with a seal cut short', '', { method: 'POST', body, headers: { 'x-seal': seal.slice(1) } }],
    [
      'sealed for the address that we listen on',
      '',
      {
        method: 'POST',
        body,
        headers: { 'x-seal': sealOf('http://127.0.0.1/hooks/paris', body) },
      },
    ],
  ])('%s', async (_, query, request) => {
    const { world, server, url } = await stage();
    const answer = await fetch(`${url}${query}`, request);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toBe('');
    expect(kept(world)).toEqual([]);
    expect(server.counts).toMatchObject({ forged: 1, webhooks: 0 });
    await server.settled();
    expect(await world.status('e1')).toBe('active');
  });

  test('whatever host it names', async () => {
    const { world, server } = await stage();
    const forEvil = sealOf('http://evil.example/hooks/paris', body);
    expect(await raw(server.url, 'evil.example', forEvil, body)).toBe(403);
    expect(await raw(server.url, 'evil.example', seal, body)).toBe(200);
    expect(kept(world)).toHaveLength(1);
  });
});

describe('what is no hook is like any other path', () => {
  test.each([
    ['an unknown gateway', '/hooks/berlin', { method: 'POST', body: '{}' }],
    ['a gateway that does not call by GET', '/hooks/paris', {}],
    ['a path below', '/hooks/paris/x', { method: 'POST', body: '{}' }],
    ['two slashes', '//hooks/paris', { method: 'POST', body: '{}' }],
    ['the root', '/', {}],
    ['a name of JavaScript', '/hooks/__proto__', { method: 'POST', body: '{}' }],
  ])('%s', async (_, path, request) => {
    const { world, server } = await stage();
    const answer = await fetch(`${server.url}${path}`, request);
    const other = await fetch(`${server.url}/no/such/thing`);
    const headersOf = ({ headers }: Response): unknown =>
      [...headers].filter(([name]) => name !== 'date');
    expect([answer.status, headersOf(answer), await answer.text()]).toEqual([
      404,
      headersOf(other),
      '',
    ]);
    expect(kept(world)).toEqual([]);
  });
});

describe('a body of more than 256 KiB', () => {
  const long = (bytes: number) =>
    webhookOf({
      ...ANSWER,
      text: 'x'.repeat(bytes - JSON.stringify({ ...ANSWER, text: '' }).length),
    });
  const streamed = ({ body, ...request }: ReturnType<typeof webhookOf>): RequestInit => ({
    ...request,
    body: new Blob([body]).stream(),
    duplex: 'half',
  });

  test.each([
    ['that says how long it is', (request: RequestInit) => request],
    ['that does not', streamed],
  ])('%s is refused, one that just fits is kept', async (_, shape) => {
    const { world, url } = await stage();
    // A client that still sends may find the connection shut instead of the answer.
    const status = await fetch(url, shape(long(262_145))).then(
      (answer) => answer.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(kept(world)).toEqual([]);
    expect((await fetch(url, shape(long(262_144)))).status).toBe(200);
    expect(kept(world)).toHaveLength(1);
  });
});

/** Status of a webhook that names a host of its own choice, which `fetch` does not do. */
function raw(url: string, host: string, seal: string, body: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(answer.split(' ')[1])));
    socket.write(
      `POST /hooks/paris HTTP/1.1\r\nHost: ${host}\r\nX-Seal: ${seal}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}
