import { describe, expect, test } from 'vitest';
import { messageIdOf, touchlineIdOf } from '../../src/content/message-id.ts';
import { InvariantError } from '../../src/core/invariant.ts';

describe('the ids of a message', () => {
  test('are a keyed hash of the touch, in base32', () => {
    // openssl: printf e12.intro.1 | openssl dgst -sha256 -hmac secret -binary | base32 | tr A-Z a-z | cut -c1-26
    expect(messageIdOf('secret', 'e12.intro.1', 'Northwind.example')).toBe(
      '<s.7474ai7p6jftxei3yo4sum7xpl@northwind.example>',
    );
    expect(messageIdOf(Buffer.from('secret'), 'e12.intro.1', 'northwind.example')).toBe(
      '<s.7474ai7p6jftxei3yo4sum7xpl@northwind.example>',
    );
  });

  test('differ by touch, by key and from each other', () => {
    const ids = [
      messageIdOf('secret', 'e12.intro.1', 'a.example').slice(3, 29),
      messageIdOf('secret', 'e12.intro.2', 'a.example').slice(3, 29),
      messageIdOf('other', 'e12.intro.1', 'a.example').slice(3, 29),
      touchlineIdOf('secret', 'e12.intro.1'),
    ];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[a-z2-7]{26}$/);
  });

  test.each([[''], ['a b'], ['a>b'], ['münchen.example'], ['.example']])(
    '%j is no domain for them',
    (domain) => {
      expect(() => messageIdOf('secret', 'e1.intro.1', domain)).toThrow(InvariantError);
    },
  );
});
