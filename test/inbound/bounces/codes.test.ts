import { describe, expect, test } from 'vitest';
import { bounceKind } from '../../../src/inbound/bounces/bounce.ts';

describe('a code that says no more than "undefined" gives way to one that does', () => {
  test.each([
    ['550 5.1.1 whatever', '5.0.0', 'hard'],
    ['554 5.7.1 whatever', '5.0.0', 'blocked'],
    ['550 5.0.350 Remote server returned an error -> 550 5.1.1 whatever', '5.0.350', 'hard'],
    ['550 5.0.350 Remote server returned an error -> 554 5.7.1 whatever', '5.0.350', 'blocked'],
    ['550 invalid address, says Exim 4.92.3', '5.0.0', 'hard'],
  ])('%s with %s', (words, status, kind) => expect(bounceKind(words, status).kind).toBe(kind));
});

test.each(['5.1.7', '5.1.8'])('%s alone speaks of our address', (status) =>
  expect(bounceKind('x', status).kind).toBe('blocked'),
);

describe("Cisco's gateway calls every refusal of a recipient unknown, and quotes the far server", () => {
  test.each([
    ["5.1.0 - Unknown address error 554-'this is spam'", 'blocked'],
    ["5.1.0 - Unknown address error 552-'mailbox full'", 'soft'],
    ["5.1.0 - Unknown address error 550-'5.1.1 nope'", 'hard'],
  ])('%s', (words, kind) => expect(bounceKind(words, '5.1.0').kind).toBe(kind));
});
