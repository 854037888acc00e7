import { describe, expect, test } from 'vitest';
import { parseListenAddress, shownListenAddress } from '../../src/core/listen-address.ts';
import { acceptedLanguages } from '../../src/server/pages/unsubscribe-words.ts';
import { clientNetwork } from '../../src/server/public/client-address.ts';
import { InTurn } from '../../src/server/public/in-turn.ts';
import { TokenBuckets } from '../../src/server/public/token-buckets.ts';

describe('the client', () => {
  test.each([
    ['203.0.113.9', undefined, 0, '203.0.113.9'],
    ['::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['2001:0DB8::1', undefined, 0, '2001:db8:0:0::/64'],
    ['::1', undefined, 0, '0:0:0:0::/64'],
    ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0::/64'],
    ['127.0.0.1', '198.51.100.1', 0, '127.0.0.1'],
    ['127.0.0.1', '198.51.100.1, 203.0.113.9', 1, '203.0.113.9'],
    ['127.0.0.1', '198.51.100.1, 203.0.113.9', 2, '198.51.100.1'],
    ['127.0.0.1', '203.0.113.9', 2, '127.0.0.1'],
    ['127.0.0.1', 'unknown', 1, '127.0.0.1'],
    ['127.0.0.1', undefined, 1, '127.0.0.1'],
    [undefined, undefined, 0, ''],
  ])('of %s, forwarded for %s over %i hops, is %s', (remote, forwarded, hops, network) => {
    expect(clientNetwork(remote, forwarded, hops)).toBe(network);
  });
});

describe('a bucket', () => {
  test('fills with time, never over its brim, and not by a clock that goes back', () => {
    const buckets = new TokenBuckets({ burst: 2, perSecond: 1 });
    const taken = [0, 0, 0, 999, 1_998, 500, 60_000, 60_000, 60_000];
    expect(taken.map((nowMs) => buckets.take('a', nowMs))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(buckets.take('b', 60_000)).toBe(true);
  });

  test('of an address is forgotten when ten thousand others came since', () => {
    const buckets = new TokenBuckets({ burst: 1, perSecond: 0 });
    buckets.take('first', 0);
    for (let other = 0; other < 9_999; other++) buckets.take(`other ${other}`, 0);
    expect(buckets.take('first', 0)).toBe(false);
    for (let other = 0; other < 10_000; other++) buckets.take(`another ${other}`, 0);
    expect(buckets.take('first', 0)).toBe(true);
  });
});

describe('work in turn', () => {
  test('is done once more when it is asked for while it goes on, however often', async () => {
    let times = 0;
    let goingOn = 0;
    const turn = new InTurn(
      async () => {
        goingOn += 1;
        expect(goingOn).toBe(1);
        times += 1;
        if (times === 1) for (let ask = 0; ask < 5; ask++) turn.ask();
        await Promise.resolve();
        goingOn -= 1;
      },
      (cause) => {
        throw cause;
      },
    );
    turn.ask();
    turn.ask();
    await turn.idle();
    expect(times).toBe(2);
  });

  test('that fails is said, and done when it is asked for again', async () => {
    const failures: unknown[] = [];
    let times = 0;
    const turn = new InTurn(
      () => ((times += 1) === 1 ? Promise.reject(new Error('busy')) : Promise.resolve()),
      (cause) => failures.push(String(cause)),
    );
    turn.ask();
    await turn.idle();
    turn.ask();
    await turn.idle();
    expect([times, failures]).toEqual([2, ['Error: busy']]);
  });
});

test.each([
  ['127.0.0.1:8025', { host: '127.0.0.1', port: 8025 }],
  ['LOCALHOST:0', { host: 'localhost', port: 0 }],
  ['[::1]:80', { host: '::1', port: 80 }],
  ['::1:80', null],
  ['8025', null],
  ['127.0.0.1:', null],
  ['127.0.0.1:65536', null],
  ['a b:80', null],
])('%s is where a listener may listen, or not', (written, address) => {
  const read = parseListenAddress(written);
  expect(read).toEqual(address);
  if (read !== null) expect(shownListenAddress(read)).toBe(written.toLowerCase());
});

test.each([
  ['', ['']],
  ['de', ['de']],
  ['fr;q=0.5, ja, en;q=0.8', ['ja', 'en', 'fr']],
  ['de;q=0, *;q=0.1', ['*']],
  ['de;q=x', []],
])('the languages of %j are %j', (header, languages) => {
  expect(acceptedLanguages(header)).toEqual(languages);
});
