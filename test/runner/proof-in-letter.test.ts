import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../src/core/time/duration.ts';
import type { Engine } from '../../src/runner/engine.ts';
import type { InboundStore } from '../../src/ports/inbound-store.ts';
import { undoImport } from '../../src/usecases/imports/undo-import.ts';
import { peopleFiles } from '../../src/cli/files/people-files.ts';
import { erasePerson } from '../../src/usecases/privacy/erase-person.ts';
import { mergePair } from '../../src/usecases/merges/merge-people.ts';
import { unmergePerson } from '../../src/usecases/merges/unmerge-person.ts';
import { person, sequence } from '../support/world/builders.ts';
import { importText } from '../support/world/lists.ts';
import { World } from '../support/world/world.ts';

import {
  ADA,
  answer,
  bring,
  mails,
  MONDAY,
  people,
  PRIVATE,
  written,
} from '../support/world/answers-to-ada.ts';

test('who answers under their name from another address has that address as well', async () => {
  const world = await written();
  await answer(world, '"Kern, Ada" <Ada.Kern@home.example>');
  expect(await world.status('e1')).toBe('finished: replied');
  const ada = await world.stores.people.byIdentity('email', 'ada.kern@home.example');
  expect(ada?.id).toBe('p1');
  expect(ada?.identities[0]?.value).toBe('ada@ada.example');
  const told = await world.stores.history.timeline('p1');
  expect(told.find(({ type }) => type === 'address_learnt')?.summary).toContain('home.example');
  const list = 'email,title\nada.kern@home.example,CEO\n';
  const report = await importText(world.stores, list, { nowMs: MONDAY + 2 * MINUTE_MS });
  expect(report.counts).toMatchObject({ created: 0, merged: 0, updated: 1 });
  expect(await world.broken()).toEqual([]);
});

test.each([
  ['a colleague', 'Ben Oz <ben@ada.example>'],
  ['an address of a role', 'Ada Kern <info@ada.example>'],
  ['somebody without a name', 'x7@home.example'],
])('%s who answers in their place teaches nothing, and stops all the same', async (_, from) => {
  const world = await written();
  await answer(world, from);
  expect(await world.status('e1')).toBe('finished: replied');
  expect((await world.stores.people.byId('p1'))?.identities).toHaveLength(3);
});

test.each([
  ['yes', 'Yes, let us talk.', 'finished: replied'],
  ['a wish to be left alone', 'Please unsubscribe me.', 'finished: opted_out'],
])(
  'whom we know under the address that wrote gets nothing more either: %s',
  async (_, text, standing) => {
    const world = new World({ nowMs: MONDAY });
    await world.add(person('ada'), person('home'));
    await world.enroll(sequence(mails), ['p1']);
    await world.enroll(sequence(mails, { name: 'other', version: 'v8' }), ['p2']);
    await world.run();
    world.clock.set(MONDAY + 60_000);
    const ids = world.stores.db.prepare(
      `SELECT message_id FROM message WHERE touch_id LIKE 'e1.%'`,
    );
    world.source.deliver(
      `From: Ada Kern <home@home.example>\nMessage-ID: <1@home.example>\nIn-Reply-To: ${String(ids.pluck().get())}\nSubject: Re: hello\n\n${text}\n`,
    );
    await world.runDays(5);
    expect(await world.status('e1')).toMatch(/^finished/);
    expect(await world.status('e2')).toBe(standing);
    expect(world.channel.accepted).toHaveLength(2);
    expect(await world.broken()).toEqual([]);
  },
);

test('under their name in an address of ours, where a group has put it, teaches nothing', async () => {
  const world = await written();
  const headers = 'X-Original-From: Ada Kern <ada@ada.example>\n';
  await answer(world, 'Ada Kern <anna@northwind.example>', { headers });
  expect(await world.status('e1')).toBe('finished: replied');
  expect(await world.stores.people.byIdentity('email', 'anna@northwind.example')).toBeNull();
});

test.each(['a list', 'the answer'])(
  'who answers from a private address that a list has is one person: %s came first',
  async (first) => {
    const world = await written();
    if (first === 'a list') await bring(world, PRIVATE);
    await answer(world, `Ada Kern <${PRIVATE}>`);
    if (first === 'the answer') await bring(world, PRIVATE);
    expect(await people(world)).toEqual([`ada@ada.example ${PRIVATE}`]);
    expect(await world.stores.people.byId('p1')).toMatchObject({ name: 'Ada Kern', city: 'Bonn' });
    expect(await world.status('e1')).toBe('finished: replied');
    expect(await world.broken()).toEqual([]);
  },
);

test.each([
  ['a colleague', 'Ben Oz <ben@ada.example>', 'Ben Oz'],
  ['an assistant who shows the name of the other', 'Ada Kern <grace.poe@ada.example>', 'Grace Poe'],
  ['an inbox of all', 'Ada Kern <tickets@ada.example>', 'Help Desk'],
  ['to whom it was forwarded', 'Eva Moll <eva@moll.example>', 'Eva Moll'],
  ['two at once', `Ada Kern <${PRIVATE}>, Eva Moll <eva@moll.example>`, 'Ada Kern'],
])('%s stays somebody else, whatever came first', async (_, from, name) => {
  const address = /<([^>]+)>/.exec(from)![1]!;
  const known = await written();
  await bring(known, address, name);
  await answer(known, from);
  const unknown = await written();
  await answer(unknown, from);
  await bring(unknown, address, name);
  for (const world of [known, unknown]) {
    expect(await people(world)).toEqual(['ada@ada.example', address]);
    expect(await world.status('e1')).toBe('finished: replied');
  }
});

test('answers to a desk that shows the name of each prove nothing', async () => {
  const world = await written();
  const headers = 'Reply-To: ticket-77@desk.example\n';
  await answer(world, 'Ada Kern <mailer@desk.example>', { headers });
  expect(await people(world)).toEqual(['ada@ada.example']);
  await answer(world, 'Ada Kern <ada@home.example>', { headers: 'Reply-To: ada@ada.example\n' });
  expect(await people(world)).toEqual(['ada@ada.example ada@home.example']);
});

test('an address is the same in the letters of a list and of a header', async () => {
  const world = await written();
  await bring(world, 'ada@müller.example');
  await answer(world, 'Ada Kern <ada@müller.example>');
  expect(await people(world)).toEqual(['ada@ada.example ada@xn--mller-kva.example']);
});

test('a list that renames whom we wrote to changes nothing of what the answer proves', async () => {
  const world = await written();
  await bring(world, 'ada@ada.example', 'Ada Moll');
  await bring(world, PRIVATE, 'Ada Moll');
  await answer(world, `Ada Kern <${PRIVATE}>`);
  expect(await people(world)).toEqual([`ada@ada.example ${PRIVATE}`]);
});

test('a wish to be left alone holds for the address from which it comes', async () => {
  const world = await written();
  await answer(world, `Ada Kern <${PRIVATE}>`, { text: 'Please unsubscribe me.' });
  expect(await world.status('e1')).toBe('finished: opted_out');
  const on = await world.stores.suppressions.suppressions();
  expect(on.map(({ value }) => value)).toContain(PRIVATE);
});

test('what the other one is in stops as well, the letter is named, and they can be parted', async () => {
  const world = await written();
  await bring(world, PRIVATE);
  await world.enroll(sequence(mails, { name: 'other', version: 'v8' }), ['p2']);
  await answer(world, `Ada Kern <${PRIVATE}>`);
  expect(await world.status('e2')).toBe('finished: replied');
  expect(world.channel.accepted).toHaveLength(1);
  const told = await world.stores.history.timeline('p1');
  expect(told.filter(({ type }) => type === 'signal_reply')).toHaveLength(1);
  expect(told.find(({ type }) => type === 'merged')?.summary).toBe(
    `Ada Kern (p2) is the same person: the answer to e1.intro.1 came from ${PRIVATE} (m1)`,
  );
  expect(world.talk.join()).toContain('touchline unmerge p2');
  const ada = (await world.stores.people.byId('p1'))!;
  const { merge, isHeld } = await unmergePerson(
    world.stores.merges,
    ada,
    null,
    world.clock.nowMs(),
  );
  expect(merge?.evidence).toEqual({
    by: 'letter',
    inboundId: 'm1',
    touchId: 'e1.intro.1',
    address: PRIVATE,
  });
  expect(isHeld).toBe(true);
  expect(await people(world)).toEqual(['ada@ada.example', PRIVATE]);
  await world.runDays(5);
  expect(world.channel.accepted).toHaveLength(1);
  expect(await world.broken()).toEqual([]);
});

test.each(['who were parted', 'of whom a rep said so', 'who were parted before one was merged'])(
  'no letter makes one of two %s, and both have answered',
  async (how) => {
    const world = new World({ nowMs: MONDAY });
    const { merges, people: known } = world.stores;
    const isLater = how.endsWith('merged');
    if (isLater) await world.add(person('eva'));
    const [ada = ''] = await world.add(ADA);
    await world.enroll(sequence(mails), [ada]);
    await world.run();
    await bring(world, PRIVATE);
    const other = isLater ? 'p3' : 'p2';
    const nowMs = world.clock.nowMs();
    if (how.startsWith('of whom')) await merges.dismiss(ada, other, nowMs);
    else {
      await mergePair(merges, ada, other, nowMs);
      await unmergePerson(merges, (await known.byId(ada))!, null, nowMs);
      if (isLater) await mergePair(merges, 'p1', ada, nowMs);
    }
    await world.enroll(sequence(mails, { name: 'other', version: 'v8' }), [other]);
    await answer(world, `Ada Kern <${PRIVATE}>`);
    expect((await people(world)).at(-1)).toBe(PRIVATE);
    expect(await world.status('e1')).toBe('finished: replied');
    expect(await world.status('e2')).toBe('finished: replied');
  },
);

test('a list that was undone says nothing about who is two', async () => {
  const world = await written();
  const row = `email,email_2\nada@ada.example,${PRIVATE}\n`;
  await bring(world, PRIVATE);
  const nowMs = world.clock.nowMs();
  const { importId } = await importText(world.stores, row, { nowMs });
  await undoImport(world.stores.imports, importId!, { dryRun: false, stop: null }, nowMs);
  expect(await people(world)).toEqual(['ada@ada.example', PRIVATE]);
  await answer(world, `Ada Kern <${PRIVATE}>`);
  expect(await people(world)).toEqual([`ada@ada.example ${PRIVATE}`]);
});

test('a list that comes while the answer is read makes no second person', async () => {
  const world = await written();
  let isFirst = true;
  const inbound: InboundStore = {
    ...world.stores.inbound,
    understood: async (what) => {
      if (isFirst) {
        isFirst = false;
        await bring(world, PRIVATE);
      }
      await world.stores.inbound.understood(what);
    },
  };
  const engine = { ...world.engine(), inbound };
  await answer(world, `Ada Kern <${PRIVATE}>`, { engine });
  expect(await people(world)).toEqual([`ada@ada.example ${PRIVATE}`]);
  expect(await world.status('e1')).toBe('finished: replied');
});

test.each(['before they are one', 'before it is written down'])(
  'a rep who merges while the answer is read changes nothing of it: %s',
  async (when) => {
    const world = await written();
    await bring(world, PRIVATE);
    const { merges, inbound } = world.stores;
    let isDone = false;
    const once = async (): Promise<void> => {
      if (isDone) return;
      isDone = true;
      await mergePair(merges, 'p1', 'p2', world.clock.nowMs());
    };
    const engine: Engine = {
      ...world.engine(),
      merges: {
        ...merges,
        merge: async (order) => {
          if (when === 'before they are one') await once();
          return merges.merge(order);
        },
      },
      inbound: {
        ...inbound,
        understood: async (what) => {
          await once();
          await inbound.understood(what);
        },
      },
    };
    const from = when === 'before they are one' ? `Ada Kern <${PRIVATE}>` : `Eva Moll <${PRIVATE}>`;
    await answer(world, from, { engine });
    expect(await people(world)).toEqual([`ada@ada.example ${PRIVATE}`]);
    expect(await world.status('e1')).toBe('finished: replied');
    expect(world.talk.filter((line) => line.startsWith('e1'))).toEqual([]);
  },
);

test('a runner that dies between the merge and what the answer means leaves nothing half done', async () => {
  const world = await written();
  await bring(world, PRIVATE);
  const inbound: InboundStore = {
    ...world.stores.inbound,
    understood: () => Promise.reject(new Error('killed')),
  };
  const dying = answer(world, `Ada Kern <${PRIVATE}>`, { engine: { ...world.engine(), inbound } });
  await expect(dying).rejects.toThrow('killed');
  expect(await world.status('e1')).toBe('active');
  await world.run();
  expect(await world.status('e1')).toBe('finished: replied');
  const told = (await world.stores.history.timeline('p1')).map(({ type }) => type);
  expect(told.filter((type) => type === 'merged' || type === 'signal_reply')).toHaveLength(2);
  expect(await world.broken()).toEqual([]);
});

test('who is being erased is joined with nobody, and who was erased is not written down again', async () => {
  const world = await written();
  await bring(world, PRIVATE);
  const { erasures } = world.stores;
  const nowMs = world.clock.nowMs();
  const erasure = { prospectId: 'p2', reason: 'asked', keepsHash: true, atMs: nowMs };
  await erasures.begin(erasure);
  await answer(world, `Ada Kern <${PRIVATE}>`);
  expect(await people(world)).toEqual(['ada@ada.example', PRIVATE]);
  const { privacy } = world.stores;
  await erasePerson({ erasures, privacy, files: peopleFiles }, erasure, nowMs);
  await answer(world, `Ada Kern <${PRIVATE}>`);
  expect(await people(world)).toEqual(['ada@ada.example']);
});
