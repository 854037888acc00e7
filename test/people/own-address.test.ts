import { expect, test } from 'vitest';
import { isOwnAddress, type ShownAddress } from '../../src/people/identity/own-address.ts';

const ADA: ShownAddress = { name: 'Ada Kern', address: 'ada@kern.example' };

test.each([
  ['at home', 'Ada Kern', 'sunflower77@home.example'],
  ['with the family name first', 'Kern, Ada', 'ada.private@mail.example'],
  ['with a title', 'Dr. Ada Kern', 'ada@home.example'],
  ['where they work', 'Ada Kern', 'a.kern@kern.example'],
  ['by their initials', 'Ada Kern', 'ak@mail.kern.example'],
])('who answers %s has that address', (_, name, address) => {
  expect(isOwnAddress({ name, address }, ADA)).toBe(true);
});

test.each([
  ['a colleague', 'Ben Oz', 'ben@kern.example'],
  ['an assistant, of whom the name says so', 'Grace Poe (for Ada Kern)', 'grace@kern.example'],
  ['an assistant who shows the name of the other', 'Ada Kern', 'grace.poe@kern.example'],
  ['an inbox of all who work there', 'Ada Kern', 'tickets@kern.example'],
  ['an inbox of all, below their domain', 'Ada Kern', 'reply+77@help.kern.example'],
  ['the address of a role anywhere', 'Ada Kern', 'info@desk.example'],
  ['somebody with half of the name', 'Ada', 'ada@home.example'],
  ['somebody of the family', 'Eva Kern', 'kern@home.example'],
  ['a list that shows who wrote', 'Ada Kern via Sales', 'ada@lists.example'],
  ['an address without a name', '', 'ada.kern@home.example'],
])('%s proves nothing', (_, name, address) => {
  expect(isOwnAddress({ name, address }, ADA)).toBe(false);
});

test('a name is the same with and without a blank between its parts, and with the title that we wrote', () => {
  const home = 'k5@home.example';
  const goro: ShownAddress = { name: '近藤五郎', address: 'kondo@yamato.example' };
  expect(isOwnAddress({ name: '近藤 五郎', address: home }, goro)).toBe(true);
  const doctor = { ...ADA, name: 'Prof. Dr. Ada Kern' };
  expect(isOwnAddress({ name: 'Ada Kern', address: home }, doctor)).toBe(true);
});

test('where anybody gets a mailbox, nobody is a colleague', () => {
  const ada = { name: 'Ada Kern', address: 'ada@gmail.com' };
  expect(isOwnAddress({ name: 'Ada Kern', address: 'sunflower77@gmail.com' }, ada)).toBe(true);
});

test('who was written to by half of their name is not known by the whole of it', () => {
  const half = { ...ADA, name: 'Ada' };
  expect(isOwnAddress({ name: 'Ada', address: 'ada@home.example' }, half)).toBe(false);
  expect(isOwnAddress({ name: 'Ada Kern', address: 'ada@home.example' }, half)).toBe(false);
});
