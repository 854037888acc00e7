import { expect, test } from 'vitest';
import { isLoopback } from '../../src/core/loopback.ts';

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])(
  '%s is this machine',
  (host) => expect(isLoopback(host)).toBe(true),
);

test.each([
  'localhost.example',
  '127.0.0.1.example',
  '10.0.0.1',
  '0.0.0.0',
  '::2',
  '',
  '1127.0.0.1',
])('%j is not', (host) => expect(isLoopback(host)).toBe(false));
