/** One click, exactly as RFC 8058 has it, over real HTTP. */
import { describe, expect, test } from 'vitest';
import { at, call, email, person, sequence, sms } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';
import { PUBLIC_URL } from './paris.ts';
import { startPublic, type PublicServer } from './public-server.ts';

const MONDAY = at('2026-03-02T08:00');
const PAIR = 'List-Unsubscribe=One-Click';
const FORM = 'application/x-www-form-urlencoded';
const PATH = sequence([
  email('intro'),
  email('bump', { wait: '1 day' }),
  call('ring', { wait: '1 day' }),
  sms('text', { wait: '1 day' }),
]);

interface Stage {
  readonly world: World;
  readonly server: PublicServer;
  /** What the link in Ada's first message ends with. */
  readonly token: string;
  readonly link: string;
}

/** Ada got the first email. */
async function afterIntro(more: Parameters<typeof person>[1] = {}): Promise<Stage> {
  const world = new World({
    nowMs: MONDAY,
    settings: {
      sender: {
        company: 'Northwind Tools',
        postalAddress: null,
        unsubscribeUrl: `${PUBLIC_URL}/u`,
      },
    },
  });
  const [ada] = await world.add(person('ada', more));
  await world.enroll(PATH, [ada!]);
  await world.run();
  const token = world.channel.accepted[0]!.touchlineId;
  const server = await startPublic(world);
  return { world, server, token, link: `${server.url}/u/${token}` };
}

function post(
  link: string,
  body: FormData | URLSearchParams | string = PAIR,
  contentType = FORM,
): Promise<Response> {
  const headers = body instanceof FormData ? {} : { 'content-type': contentType };
  return fetch(link, { method: 'POST', body, headers, redirect: 'error' });
}

/** All that a request can change. */
async function traces(world: World): Promise<unknown> {
  return {
    enrollments: await world.stores.enrollments.ofPerson('p1'),
    timeline: await world.stores.history.timeline('p1'),
    suppressions: await world.stores.suppressions.suppressions(),
    counts: await world.stores.history.counts(),
  };
}

async function suppressed(world: World): Promise<readonly string[]> {
  const all = await world.stores.suppressions.suppressions();
  return all.filter(({ kind }) => kind === 'address').map(({ value }) => value);
}

describe('one click', () => {
  const multipart = new FormData();
  multipart.set('List-Unsubscribe', 'One-Click');

  test.each([
    ['as multipart/form-data', multipart],
    ['urlencoded', PAIR],
  ])('%s: nothing leaves any more, on no channel', async (_, body) => {
    const { world, link } = await afterIntro();
    const answer = await post(link, body);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    // In the same request: the gate has its reason before the answer.
    expect(await suppressed(world)).toEqual(['ada@ada.example']);
    expect(await world.status('e1')).toBe('finished: opted_out');
    await world.runDays(10);
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(await world.stores.tasks.open(null)).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });

  test('works by the button of the page, whose answer is in the same language', async () => {
    const { world, link } = await afterIntro({ language: 'de-at' });
    const page = await (await fetch(link)).text();
    const fields = [...page.matchAll(/<input type="hidden" name="(.*?)" value="(.*?)">/g)];
    const form = new URLSearchParams(
      fields.map(([, name, value]): [string, string] => [name!, value!]),
    );
    const answer = await post(link, form);
    expect(await answer.text()).toContain('Erledigt.');
    expect(await world.status('e1')).toBe('finished: opted_out');
  });

  test('repeated, also at the same time, is one', async () => {
    const { world, server, link } = await afterIntro();
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(link)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const before = await traces(world);
    expect((await post(link)).status).toBe(200);
    expect(await traces(world)).toEqual(before);
    expect(server.counts.optOuts).toBe(1);
  });

  test('counts again after somebody took the wish back', async () => {
    const { world, server, link } = await afterIntro();
    await post(link);
    await world.stores.suppressions.removeSuppression('address', 'ada@ada.example');
    await world.enroll(sequence([email('hello')], { name: 'again' }), ['p1']);
    world.clock.set(at('2026-03-10T08:00'));
    await post(link);
    expect(await suppressed(world)).toEqual(['ada@ada.example']);
    expect(await world.status('e2')).toBe('finished: opted_out');
    expect(server.counts.optOuts).toBe(2);
    await world.runDays(3);
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });

  test('binds the address that the message went to, whatever the person has now', async () => {
    const { world, link } = await afterIntro();
    const ada = (await world.stores.people.byId('p1'))!;
    const identities = [{ kind: 'email', value: 'new@ada.example', status: 'good' }] as const;
    await world.stores.people.save([{ id: 'p1', person: { ...ada, identities } }], MONDAY, null);
    await post(link);
    expect((await suppressed(world)).toSorted()).toEqual(['ada@ada.example', 'new@ada.example']);
  });

  test('holds the colleagues, as a word to a rep does', async () => {
    const { world, link } = await afterIntro({ accountId: 'ada.example' });
    await world.add(person('bob', { accountId: 'ada.example' }));
    await world.enroll(PATH, ['p2']);
    await post(link);
    expect(await world.status('e2')).toBe('paused: colleague');
  });

  test('is granted where a sequence cannot be ended: the wish is on disk, the rest is the runner’s', async () => {
    const { world, token } = await afterIntro({ accountId: 'ada.example' });
    await world.add(person('bob', { accountId: 'ada.example' }));
    await world.enroll(PATH, ['p2']);
    const { url, lines, counts } = await startPublic(world, {
      commit: (decision) =>
        decision.next.id === 'e1'
          ? Promise.reject(new Error('it does not add up'))
          : world.stores.engine.commit(decision),
    });
    expect((await post(`${url}/u/${token}`)).status).toBe(200);
    expect(counts.optOuts).toBe(1);
    expect(lines).toContain('e1: it does not add up');
    expect(await suppressed(world)).toEqual(['ada@ada.example']);
    expect(await world.status('e2')).toBe('paused: colleague');
    await world.runDays(3);
    expect(await world.status('e1')).toBe('finished: opted_out');
    expect(await world.sent()).toEqual(['e1.intro.1']);
  });

  test('is said in the timeline', async () => {
    const { world, token, link } = await afterIntro();
    await post(link);
    const [line] = (await world.stores.history.timeline('p1')).filter(
      ({ type }) => type === 'signal_opt_out',
    );
    expect(line).toMatchObject({ touchId: 'e1.intro.1', summary: 'by the link to unsubscribe' });
    expect(JSON.stringify(line)).not.toContain(token);
  });
});

describe('nothing but one click unsubscribes', () => {
  test.each([
    ['GET', {}],
    ['HEAD', {}],
    ['OPTIONS', {}],
    ['PUT', { body: PAIR, headers: { 'content-type': FORM } }],
    ['DELETE', {}],
    ['POST', {}],
    ['POST', { body: 'List-Unsubscribe=', headers: { 'content-type': FORM } }],
    ['POST', { body: '--x\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
  ])('not %s %j', async (method, request) => {
    const { world, link } = await afterIntro();
    const before = await traces(world);
    const answer = await fetch(link, { method, redirect: 'error', ...request });
    expect(answer.status).toBeLessThan(500);
    expect(await traces(world)).toEqual(before);
  });

  test('not the pair in the address', async () => {
    const { world, link } = await afterIntro();
    const before = await traces(world);
    await fetch(`${link}?${PAIR}`);
    await fetch(`${link}?${PAIR}`, { method: 'POST' });
    expect(await traces(world)).toEqual(before);
  });

  test('not the Message-ID, nor the id that a server gave', async () => {
    const { world, server } = await afterIntro();
    const before = await traces(world);
    const given = 'b'.repeat(26);
    world.stores.db.prepare('UPDATE message SET server_message_id = ?').run(given);
    const { messageId } = (await world.stores.history.touch('e1.intro.1'))!;
    for (const token of [given, messageId!, messageId!.slice(3, 29)])
      expect((await post(`${server.url}/u/${encodeURIComponent(token)}`)).status).toBe(200);
    expect(await traces(world)).toEqual(before);
  });
});

describe('a token of ours and one that nobody ever got', () => {
  const wrong = 'abcdefghijklmnopqrstuvwxyz';
  const seen = async (answer: Response): Promise<unknown> => {
    const headers = [...answer.headers].filter(([name]) => name !== 'date');
    return { status: answer.status, headers, body: await answer.text() };
  };

  test('have the same answer', async () => {
    const { server, link } = await afterIntro();
    for (const other of [wrong, 'x', '%00', '..%2f..%2fhealthz', 'a'.repeat(5_000)])
      expect(await seen(await post(`${server.url}/u/${other}`))).toEqual(
        await seen(await post(link)),
      );
  });

  test('have the same page', async () => {
    const { server, link } = await afterIntro();
    expect(await seen(await fetch(`${server.url}/u/${wrong}`))).toEqual(
      await seen(await fetch(link)),
    );
  });
});

describe('the page', () => {
  test('names the company and nobody else, loads nothing, and is kept by nobody', async () => {
    const { link, token } = await afterIntro();
    const answer = await fetch(link);
    const page = await answer.text();
    expect(page).toContain('<h1>Northwind Tools</h1>');
    expect(page).not.toMatch(/ada|<script|https?:|\bon\w+=|src=/i);
    expect(page).not.toContain(token);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
      ) as string,
    });
  });

  test.each([
    ['ja', 'de', '<html lang="ja">'],
    ['sv', 'xx, pt-BR;q=0.9, fr;q=0.4', '<html lang="pt">'],
    [null, 'fr;q=0.2, it;q=0.8', '<html lang="it">'],
    [null, '', '<html lang="en">'],
  ])(
    'speaks the language of the person (%s), else of the browser (%s)',
    async (language, accepts, shown) => {
      const { link } = await afterIntro({ language });
      const page = await fetch(link, { headers: { 'accept-language': accepts } });
      expect(await page.text()).toContain(shown);
    },
  );

  test('shows the name of a company as text', async () => {
    const { world, token } = await afterIntro();
    const { url } = await startPublic(world, { company: '<b onclick="x">A&B</b>' });
    expect(await (await fetch(`${url}/u/${token}`)).text()).toContain(
      '<h1>&lt;b onclick=&quot;x&quot;&gt;A&amp;B&lt;/b&gt;</h1>',
    );
  });
});

test('the message names the way out as RFC 2369 and RFC 8058 ask', async () => {
  const { world, token } = await afterIntro();
  const [header = ''] = new TextDecoder()
    .decode(world.channel.accepted[0]!.bytes)
    .split('\r\n\r\n');
  const fields = header.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  expect(fields.filter((field) => field.startsWith('List-Unsubscribe'))).toEqual([
    `List-Unsubscribe: <${PUBLIC_URL}/u/${token}>, <mailto:anna@northwind.example?subject=unsubscribe%20${token}>`,
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  ]);
});
