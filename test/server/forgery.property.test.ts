/** Whatever is sent to the public listener: nothing that is not ours changes anything, and what is ours is understood in any wrapping. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOneClick } from '../../src/server/public/one-click.ts';
import { unsubscribe } from '../../src/usecases/signals/unsubscribe.ts';
import { at, email, person, sequence, sms } from '../support/world/builders.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import { World } from '../support/world/world.ts';
import { PARIS, webhookOf, type Text } from './paris.ts';
import { startPublic } from './public-server.ts';
import { anyText } from '../support/any-text.ts';

const MONDAY = at('2026-03-02T08:00');
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'.split('');
const PHONE = '+491701234567';

async function enrolled(): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  const identities = [
    { kind: 'email', value: 'ada@ada.example', status: 'good' },
    { kind: 'phone', value: PHONE, status: 'good' },
  ] as const;
  const [ada] = await world.add(person('ada', { identities }));
  await world.enroll(sequence([email('intro'), sms('text', { wait: '1 day' })]), [ada!]);
  await world.run();
  return world;
}

async function traces(world: World): Promise<string> {
  return JSON.stringify([
    await world.stores.history.counts(),
    await world.stores.history.timeline('p1'),
    await world.stores.enrollments.ofPerson('p1'),
  ]);
}

const letter = fc.constantFrom(...LETTERS);
const changed = (token: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(fc.nat(token.length - 1), letter)
      .map(([index, other]) => token.slice(0, index) + other + token.slice(index + 1)),
    fc.nat(token.length - 1).map((length) => token.slice(0, length)),
    letter.map((more) => token + more),
    fc.nat(token.length - 2).map((index) => {
      const [left, right] = [token[index]!, token[index + 1]!];
      return token.slice(0, index) + right + left + token.slice(index + 2);
    }),
    fc.constant(token.toUpperCase()),
    fc.array(letter, { minLength: 26, maxLength: 26 }).map((letters) => letters.join('')),
    anyText(),
  );

const unsubscriberOf = (world: World) => ({ ...deskOf(world), say: () => {} });

test('a token that is not exactly ours changes nothing', async () => {
  const world = await enrolled();
  const token = world.channel.accepted[0]!.touchlineId;
  const before = await traces(world);
  await fc.assert(
    fc.asyncProperty(changed(token), async (other) => {
      fc.pre(other !== token);
      expect(await unsubscribe(unsubscriberOf(world), other, momentOf(world))).toBe(false);
    }),
    { numRuns: 300 },
  );
  expect(await traces(world)).toBe(before);
  expect(await unsubscribe(unsubscriberOf(world), token, momentOf(world))).toBe(true);
});

const fieldName = fc
  .stringMatching(/^[A-Za-z0-9_-]{1,20}$/)
  .filter((name) => !/^list-un/i.test(name));
const others = fc.array(fc.tuple(fieldName, fc.string()), { maxLength: 5 });

test('the pair is found among any others, in both encodings', async () => {
  await fc.assert(
    fc.asyncProperty(others, others, fc.boolean(), async (before, after, isMultipart) => {
      const fields = [...before, ['List-Unsubscribe', 'One-Click'] as const, ...after];
      const form = isMultipart ? new FormData() : new URLSearchParams();
      for (const [name, value] of fields) form.append(name, value);
      const sent = new Response(form);
      const body = new Uint8Array(await sent.arrayBuffer());
      expect(await readOneClick(sent.headers.get('content-type')!, body)).toMatchObject({
        isAsked: true,
      });
    }),
    { numRuns: 200 },
  );
});

test('no bytes make the form reader fail', async () => {
  const contentType = fc.oneof(
    fc.constantFrom(
      '',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data; boundary="',
      'multipart/form-data;',
    ),
    fc.string(),
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 16_384 }),
    fc
      .array(
        fc.constantFrom(
          '--x',
          '\r\n',
          '--',
          'Content-Disposition: form-data; name="',
          '"',
          'a',
          '=',
        ),
      )
      .map((parts) => new TextEncoder().encode(parts.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(contentType, body, async (type, bytes) => {
      expect(await readOneClick(type, bytes)).toMatchObject({ isAsked: false });
    }),
    { numRuns: 300 },
  );
});

const text = (id: number): Text => ({
  id: `SM${id}`,
  from: id % 2 === 0 ? PHONE : '+491709999999',
  text: `text ${id}`,
});

test('webhooks in any order, any number of times, give the same state', async () => {
  const ids = [1, 2, 3, 4];
  const states = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(ids, { minLength: ids.length }),
      fc.array(fc.constantFrom(...ids), { maxLength: 4 }),
      async (order, repeated) => {
        const world = await enrolled();
        const { url, settled, listening } = await startPublic(world, {
          hooks: new Map([['paris', PARIS]]),
        });
        for (const id of [...order, ...repeated])
          await fetch(`${url}/hooks/paris`, webhookOf(text(id)));
        await settled();
        await listening.close(AbortSignal.abort());
        const kept = world.stores.db
          .prepare('SELECT identity, prospect_id FROM inbound ORDER BY identity')
          .all();
        const tasks = await world.stores.tasks.open(null);
        expect(await world.broken()).toEqual([]);
        states.add(JSON.stringify([kept, await world.status('e1'), tasks.length]));
      },
    ),
    { numRuns: 15 },
  );
  expect(states.size).toBe(1);
});
