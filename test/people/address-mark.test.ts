import { expect, test } from 'vitest';
import { addressMark } from '../../src/people/cells/address-mark.ts';

test.each([
  ['info@kern.example', 'role'],
  ['sales+de@kern.example', 'role'],
  ['info@gmail.com', 'role'],
  ['ada@gmail.com', 'free_mail'],
  ['ada@web.de', 'free_mail'],
  ['ada@kern.example', null],
  ['information.desk@kern.example', null],
])('%s is marked %s', (address, mark) => expect(addressMark(address)).toBe(mark));
