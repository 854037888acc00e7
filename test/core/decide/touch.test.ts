import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import { email, sequence } from '../../support/world/builders.ts';
import {
  ada,
  contextOf,
  decided,
  enrollmentIn,
  minuteOf,
  NOW,
  settled,
  stateOf,
  timeUntil,
  touchPlanned,
  untilOf,
} from '../../support/world/situations.ts';

const outreach = sequence([email('intro'), email('bump', { wait: '3 days' })]);
const waiting = enrollmentIn(outreach, { waiting: touchPlanned('intro') });
const finished = enrollmentIn(outreach, {
  status: 'finished',
  reason: 'replied',
  waiting: { for: 'nothing' },
});
const FACT = ['sending', 'uncertain', 'planned'];

describe('sent', () => {
  test('moves on, and the next wait counts from the attempt', () => {
    const event = settled('intro', { kind: 'sent' }, { attemptAtMs: NOW - HOUR_MS });
    const decision = decided(outreach, waiting, event);
    expect(stateOf(decision)).toBe('active at bump');
    expect(untilOf(decision)).toBe(minuteOf(NOW - HOUR_MS + 3 * DAY_MS));
    expect(decision.next.sentCount).toBe(1);
    expect(decision.touchChanges).toMatchObject([{ to: 'sent', from: FACT, crossed: false }]);
  });

  test('keeps the id that the server gave', () => {
    const event = settled('intro', { kind: 'sent', serverMessageId: '<x@outlook>' });
    expect(decided(outreach, waiting, event).touchChanges[0]!.serverMessageId).toBe('<x@outlook>');
  });

  test('the last step completes the sequence', () => {
    const last = enrollmentIn(outreach, { cursor: 'bump', waiting: touchPlanned('bump') });
    const decision = decided(outreach, last, settled('bump', { kind: 'sent' }));
    expect(stateOf(decision)).toBe('finished: completed');
    expect(decision.next.cursor).toBe('bump');
  });

  test('after a stop the touch keeps its own fate, crossed, and nothing comes back to life', () => {
    const decision = decided(outreach, finished, settled('intro', { kind: 'sent' }));
    expect(decision.touchChanges).toMatchObject([{ to: 'sent', crossed: true }]);
    expect(decision.activities).toMatchObject([
      {
        type: 'touch_sent',
        summary: expect.stringMatching(/on its way when the sequence ended: replied$/) as string,
      },
    ]);
    expect(stateOf(decision)).toBe('finished: replied');
    expect(decision.wake).toBeNull();
  });
});

describe('refused', () => {
  test('a dead address: marked bad, and the sequence goes on over other channels', () => {
    const decision = decided(outreach, waiting, settled('intro', { kind: 'refused' }));
    expect(decision.badAddresses).toEqual([{ kind: 'email', value: 'ada@ada.example' }]);
    expect(decision.touchChanges).toMatchObject([{ to: 'refused' }]);
    expect(stateOf(decision)).toBe('active at bump');
    expect(decision.next.sentCount).toBe(0);
  });

  test('whose last address it was needs no mailbox for what is skipped; whose it was not, does', () => {
    const refused = settled('intro', { kind: 'refused' });
    expect(decided(outreach, waiting, refused).wake).toMatchObject({ lane: '' });
    const another = { kind: 'email', value: 'ada@home.example', status: 'good' } as const;
    const prospect = ada({ identities: [...ada().identities, another] });
    expect(decided(outreach, waiting, refused, { prospect }).wake).toMatchObject({ lane: 'anna' });
  });

  test('... or ends, where the sequence says so', () => {
    const strict = { ...outreach, exits: { ...outreach.exits, bounce: { do: 'finish' as const } } };
    expect(stateOf(decided(strict, waiting, settled('intro', { kind: 'refused' })))).toBe(
      'finished: bounced',
    );
  });

  test('... or pauses and goes on with the next step after it, where it says so', () => {
    const rule = { do: 'pause', for: { amount: 5, unit: 'day' } } as const;
    const calm = { ...outreach, exits: { ...outreach.exits, bounce: rule } };
    const decision = decided(calm, waiting, settled('intro', { kind: 'refused' }));
    expect(decision.next).toMatchObject({
      status: 'paused',
      cursor: 'bump',
      waiting: { for: 'frozen' },
    });
    expect(decision.next.holds).toMatchObject([{ untilMs: NOW + 5 * DAY_MS }]);
  });

  test('our mailbox: it rests until a person looks, the touch keeps its bytes, the person is not to blame', () => {
    const event = settled('intro', { kind: 'refused', blame: 'mailbox', detail: '550 5.7.1' });
    const decision = decided(outreach, waiting, event);
    expect(decision.restedMailboxes).toEqual([
      { mailbox: 'anna', untilMs: null, reason: '550 5.7.1' },
    ]);
    expect(decision.touchChanges).toMatchObject([{ to: 'planned', notBeforeMs: NOW }]);
    expect(decision.badAddresses).toEqual([]);
    expect(decision.next.waiting).toEqual(waiting.waiting);
  });

  test('the message: nobody else can mend it', () => {
    const event = settled('intro', { kind: 'refused', blame: 'message' });
    expect(stateOf(decided(outreach, waiting, event))).toBe('finished: failed');
  });
});

describe('deferred', () => {
  test.each([
    [1, 0.5],
    [2, 2],
    [3, 8],
    [4, 30],
    [5, 120],
    [9, 120],
  ])('attempt %i waits about %d minutes', (attempts, minutes) => {
    const event = settled('intro', { kind: 'deferred' }, { attempts });
    const [change] = decided(outreach, waiting, event).touchChanges;
    expect(change).toMatchObject({ to: 'planned', from: FACT });
    const waitMs = change!.notBeforeMs! - NOW;
    expect(waitMs).toBeGreaterThanOrEqual(0.8 * minutes * MINUTE_MS);
    expect(waitMs).toBeLessThanOrEqual(1.2 * minutes * MINUTE_MS);
  });

  test('the server may ask for more', () => {
    const event = settled('intro', { kind: 'deferred', retryAfterMs: 3 * HOUR_MS });
    expect(decided(outreach, waiting, event).touchChanges[0]!.notBeforeMs).toBe(NOW + 3 * HOUR_MS);
  });

  test("the mailbox's trouble rests it for the same time; the person's does not", () => {
    const rests = (blame: 'address' | 'mailbox') =>
      decided(outreach, waiting, settled('intro', { kind: 'deferred', blame })).restedMailboxes;
    expect(rests('mailbox')).toMatchObject([{ mailbox: 'anna' }]);
    expect(rests('address')).toEqual([]);
  });

  test('after a day it is given up: late is worse than none', () => {
    const after = (ms: number) =>
      decided(
        outreach,
        waiting,
        settled('intro', { kind: 'deferred' }, { firstAttemptAtMs: NOW - ms }),
      );
    expect(stateOf(after(DAY_MS))).toBe('active at intro');
    expect(stateOf(after(DAY_MS + 1))).toBe('finished: failed');
    expect(after(DAY_MS + 1).touchChanges[0]).toMatchObject({ to: 'cancelled' });
  });

  test('after a stop it is not tried again', () => {
    const decision = decided(outreach, finished, settled('intro', { kind: 'deferred' }));
    expect(decision.touchChanges).toMatchObject([{ to: 'cancelled', crossed: true }]);
  });

  test('while held it is kept for later', () => {
    const hold = { reason: 'by_rep', sinceMs: NOW, untilMs: null, detail: null } as const;
    const held = { ...waiting, status: 'paused', reason: 'by_rep', holds: [hold] } as const;
    const decision = decided(outreach, held, settled('intro', { kind: 'not_sent' }));
    expect(decision.touchChanges).toMatchObject([{ to: 'planned' }]);
    expect(decision.next.waiting).toEqual(waiting.waiting);
  });
});

describe('uncertain', () => {
  const lost = decided(outreach, waiting, settled('intro', { kind: 'uncertain' }));

  test('holds the enrollment where it is and asks a rep', () => {
    expect(lost.next.waiting).toEqual(waiting.waiting);
    expect(lost.wake).toBeNull();
    expect(lost.openedTasks).toMatchObject([
      { id: 'e1.intro.1.settle', kind: 'settle', rep: 'anna' },
    ]);
    expect(lost.touchChanges).toMatchObject([{ to: 'uncertain', settledAtMs: null }]);
  });

  test('time alone never resolves it', () => {
    const context = contextOf({ nowMs: NOW + 90 * DAY_MS });
    expect(decide(outreach, lost.next, { kind: 'clock' }, context)).toBeNull();
  });

  test.each([
    [{ kind: 'sent' }, 'sent', 'active at bump'],
    [{ kind: 'not_sent' }, 'planned', 'active at intro'],
    [{ kind: 'deferred' }, 'planned', 'active at intro'],
    [{ kind: 'refused' }, 'refused', 'active at bump'],
    [{ kind: 'refused', blame: 'mailbox' }, 'planned', 'active at intro'],
  ] as const)('the truth comes later: %j', (outcome, to, state) => {
    const decision = decided(outreach, lost.next, settled('intro', outcome));
    expect(decision.touchChanges).toMatchObject([{ from: FACT, to }]);
    expect(decision.closedTasks).toMatchObject([{ taskId: 'e1.intro.1.settle', status: 'done' }]);
    expect(stateOf(decision)).toBe(state);
  });
});

describe('what a dead runner left: a guess never overwrites a fact', () => {
  test.each([
    ['not_sent', 'planned'],
    ['uncertain', 'uncertain'],
  ] as const)('%s applies only while it is on the wire', (kind, to) => {
    const decision = decided(outreach, waiting, settled('intro', { kind }, { basis: 'guess' }));
    expect(decision.touchChanges).toMatchObject([{ from: ['sending'], to }]);
  });

  test('nor does what the workspace assumes', () => {
    const event = settled('intro', { kind: 'sent' }, { basis: 'rule' });
    expect(decided(outreach, waiting, event).touchChanges).toMatchObject([
      { from: ['uncertain'], to: 'sent' },
    ]);
  });

  test('surely not begun: at once again, and the mailbox is not to blame', () => {
    const event = settled('intro', { kind: 'not_sent' }, { basis: 'guess' });
    const decision = decided(outreach, waiting, event);
    expect(decision.touchChanges).toMatchObject([{ notBeforeMs: NOW }]);
    expect(decision.restedMailboxes).toEqual([]);
  });
});

describe('postponed', () => {
  const postponed = (touchId: string) =>
    ({ kind: 'touch_postponed', touchId, notBeforeMs: NOW + DAY_MS, rule: 'window' }) as const;

  test('moves only what is planned', () => {
    const decision = decided(outreach, waiting, postponed('e1.intro.1'));
    expect(decision.touchChanges).toMatchObject([
      { from: ['planned'], to: 'planned', notBeforeMs: NOW + DAY_MS },
    ]);
    expect(decision.next).toEqual({ ...waiting, revision: 8 });
  });

  test('a touch that nobody waits for is left alone', () => {
    const elsewhere = enrollmentIn(outreach, { waiting: timeUntil(NOW) });
    for (const each of [elsewhere, finished]) {
      expect(decide(outreach, each, postponed('e1.intro.1'), contextOf())).toBeNull();
    }
  });
});
