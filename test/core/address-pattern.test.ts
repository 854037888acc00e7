import { expect, test } from 'vitest';
import { fitsPattern } from '../../src/core/person/address-pattern.ts';

test.each([
  ['jobs-*@acme.example', 'jobs-42@acme.example'],
  ['jobs-*@acme.example', 'jobs-@acme.example'],
  ['*.test@acme.example', 'ada.test@acme.example'],
  ['a*b*c@acme.example', 'a1b2b3c@acme.example'],
  ['a**c@acme.example', 'ac@acme.example'],
])('%s means %s', (pattern, address) => expect(fitsPattern(pattern, address)).toBe(true));

test.each([
  ['jobs-*@acme.example', 'job@acme.example'],
  ['jobs-*@acme.example', 'jobs-1@mail.acme.example'],
  ['jobs-*@acme.example', 'my-jobs-1@acme.example'],
  ['aba*ba@acme.example', 'aba@acme.example'],
  ['a*b*c@acme.example', 'a1c@acme.example'],
  ['a*bb*b@acme.example', 'abb@acme.example'],
])('%s does not mean %s', (pattern, address) => expect(fitsPattern(pattern, address)).toBe(false));
