import { describe, expect, test } from 'vitest';
import type { Hold } from '../../src/core/enrollment.ts';
import { CURES, heldBy } from '../../src/core/held.ts';
import { LAW_RULES } from '../../src/core/person/consent.ts';
import { email, sequence } from '../support/world/builders.ts';
import { enrollmentIn, NOW, timeUntil } from '../support/world/situations.ts';

const LETTER = sequence([email('intro')]);
const hold = (reason: Hold['reason']): Hold => ({
  reason,
  sinceMs: NOW,
  untilMs: null,
  detail: null,
});

describe('somebody is held', () => {
  test('by the rule of law that puts their step off', () => {
    const waiting = timeUntil(NOW, { rule: 'eu_email_consent', notBeforeMs: NOW + 1 });
    expect(heldBy(enrollmentIn(LETTER, { waiting }))).toBe('eu_email_consent');
    expect(heldBy(enrollmentIn(LETTER, { waiting, status: 'pending' }))).toBe('eu_email_consent');
  });

  test('by the hold that their pause is called after, whatever they would wait for', () => {
    const holds = [hold('colleague'), hold('suspect')];
    const paused = { status: 'paused', reason: 'suspect', holds } as const;
    expect(heldBy(enrollmentIn(LETTER, paused))).toBe('suspect');
  });
});

test('nobody is held whom a window puts off, or who has finished', () => {
  expect(heldBy(enrollmentIn(LETTER))).toBeNull();
  const waiting = timeUntil(NOW, { rule: 'window', notBeforeMs: NOW + 1 });
  expect(heldBy(enrollmentIn(LETTER, { waiting }))).toBeNull();
  const held = timeUntil(NOW, { rule: 'dnc_listed' });
  expect(heldBy(enrollmentIn(LETTER, { status: 'finished', waiting: held }))).toBeNull();
});

test('every rule of law has something that clears it', () => {
  expect(LAW_RULES.filter((rule) => CURES[rule].clears === '')).toEqual([]);
});
