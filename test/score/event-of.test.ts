import { describe, expect, test } from 'vitest';
import { DEFAULT_SCORE_RULES, type HeardSignal } from '../../src/core/engagement.ts';
import { eventOf } from '../../src/score/event-of.ts';
import { scoreOf } from '../../src/score/score.ts';

const NOW = Date.UTC(2026, 2, 2);

function heard(more: Partial<HeardSignal> = {}): HeardSignal {
  const bare = { id: 's1', kind: 'reply', source: 'rep', channel: 'email', details: {} } as const;
  return { ...bare, atMs: NOW, correction: null, ...more };
}

describe('an event of a score', () => {
  test.each<[string, Partial<HeardSignal>, string | null]>([
    ['an answer', {}, 'reply'],
    ['a glad one', { details: { intent: 'positive_willing_to_meet' } }, 'positive_reply'],
    ['an objection', { details: { intent: 'objection_financial' } }, 'objection'],
    ['on LinkedIn', { channel: 'linkedin' }, 'linkedin_reply'],
    ['a text', { channel: 'sms' }, 'sms_reply'],
    [
      'a call that they took',
      { channel: 'call', details: { outcome: 'connected' } },
      'call_answered',
    ],
    [
      'one in which they refused',
      { channel: 'call', details: { outcome: 'not_interested' } },
      'objection',
    ],
    ['a meeting', { kind: 'meeting_booked' }, 'meeting_booked'],
    ['one that moved', { kind: 'meeting_booked', details: { moved: true } }, null],
    ['an accepted request', { kind: 'connection_accepted' }, 'connection_accepted'],
    ['what a rep tells', { kind: 'engagement', details: { event: 'webinar' } }, 'webinar'],
    [
      'what a rep takes back',
      { kind: 'engagement_taken_back', details: { event: 'webinar', takesBack: 's1' } },
      null,
    ],
    ['a machine', { kind: 'auto_reply' }, null],
    ['an absence', { kind: 'out_of_office' }, null],
    ['a colleague', { kind: 'colleague_reply' }, null],
    ['a touch of ours', { kind: 'manual_touch', channel: 'call' }, null],
    ['a wish to be left alone', { kind: 'opt_out' }, null],
  ])('%s', (_, signal, event) => expect(eventOf(heard(signal))).toBe(event));

  const corrected = { class: 'human_reply', intent: null, isTheirs: true };
  test.each<[string, Partial<NonNullable<HeardSignal['correction']>>, string | null]>([
    ['still an answer', {}, 'reply'],
    ['no answer after all', { class: 'auto_reply' }, null],
    ["somebody else's", { isTheirs: false }, null],
    ['meant otherwise', { intent: 'positive_misc_reasons' }, 'positive_reply'],
  ])('of a message that a rep corrected counts as it was corrected: %s', (_, more, event) => {
    const signal = heard({ details: { intent: 'other_intents' } });
    expect(eventOf({ ...signal, correction: { ...corrected, ...more } })).toBe(event);
  });

  test('of a message that was labelled twice counts once', () => {
    const labelled = heard({ id: 's2', details: { inboundId: 'm1' } });
    const both = [heard({ details: { inboundId: 'm1' } }), labelled];
    expect(scoreOf(both, DEFAULT_SCORE_RULES, NOW).tenths).toBe(200);
  });

  test('that was taken back counts for nothing, and is told with who says so and why', () => {
    const told = heard({
      kind: 'engagement',
      details: { event: 'event_attended', text: 'saw her' },
    });
    const other = heard({ ...told, id: 's2' });
    const details = { event: 'event_attended', text: 'it was Ben', takesBack: 's1' };
    const undo = heard({ kind: 'engagement_taken_back', id: 's3', atMs: NOW + 5, details });
    const { tenths, lines, takenBack } = scoreOf([undo, other, told], DEFAULT_SCORE_RULES, NOW);
    expect([tenths, lines.map(({ signalId }) => signalId)]).toEqual([300, ['s2']]);
    const said = { event: 'event_attended', atMs: NOW, takenBackAtMs: NOW + 5 };
    expect(takenBack).toEqual([{ signalId: 's1', ...said, by: 'rep', reason: 'it was Ben' }]);
  });

  test('is worth what the workspace says, what a rep says of this one, or nothing', () => {
    const rules = { ...DEFAULT_SCORE_RULES, points: { webinar: 15 } };
    const told = (event: string, points?: number) =>
      heard({
        kind: 'engagement',
        details: { event, ...(points === undefined ? {} : { points }) },
      });
    const worth = (signal: HeardSignal) => scoreOf([signal], rules, NOW).lines[0]!.points;
    expect([told('webinar'), told('webinar', 3), told('toString')].map(worth)).toEqual([15, 3, 0]);
  });
});
