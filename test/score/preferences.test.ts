import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/core/engagement.ts';
import type { Channel } from '../../src/core/sequence.ts';
import { declaredHour, learntHour } from '../../src/score/best-hour.ts';
import {
  declaredChannel,
  ownPreference,
  groupPreference,
} from '../../src/score/preferred-channel.ts';

const DAY = Date.UTC(2026, 2, 2);

function exchange(
  what: Exchange['what'],
  channel: Channel,
  { prospectId = 'p1', hour = 9, zone = 'Europe/Berlin' } = {},
): Exchange {
  return { prospectId, what, channel, atMs: DAY + hour * 3_600_000, zone, country: 'DE' };
}
const times = (count: number, ...args: Parameters<typeof exchange>): readonly Exchange[] =>
  Array.from({ length: count }, () => exchange(...args));

describe('the channel that a person prefers', () => {
  test('is what their field says, and no word that is no channel', () => {
    expect(declaredChannel(' LinkedIn ')?.channels[0]?.channel).toBe('linkedin');
    expect([declaredChannel('pigeon'), declaredChannel(undefined)]).toEqual([null, null]);
  });

  test('is where they answer most of what is tried, and never where they did not answer', () => {
    const own = ownPreference([
      ...times(6, 'touch', 'email'),
      ...times(1, 'answer', 'email'),
      ...times(3, 'touch', 'call'),
      ...times(2, 'answer', 'call'),
      ...times(1, 'touch', 'linkedin'),
    ]);
    expect(own).toMatchObject({
      source: 'own',
      channels: [
        { channel: 'call', tried: 3, answered: 2, because: 'they answered 2 of 3' },
        { channel: 'email', tried: 6, answered: 1 },
      ],
    });
    expect(ownPreference(times(9, 'touch', 'email'))).toBeNull();
  });

  test('is theirs alone where they wrote without having been asked', () => {
    expect(ownPreference(times(1, 'answer', 'sms'))?.channels[0]?.because).toBe(
      'they wrote 1 time by themselves',
    );
  });

  test('counts people and not messages, and says nothing where too few answered', () => {
    const country = (answering: number) =>
      groupPreference('country', 'people in DE', [
        ...Array.from({ length: 40 }, (_, at) =>
          exchange('touch', 'email', { prospectId: `p${at}` }),
        ),
        ...Array.from({ length: 12 }, (_, at) =>
          exchange('touch', 'call', { prospectId: `p${at}` }),
        ),
        ...times(9, 'answer', 'email', { prospectId: 'p39' }),
        ...Array.from({ length: answering }, (_, at) =>
          exchange('answer', 'call', { prospectId: `p${at}` }),
        ),
        ...times(9, 'touch', 'sms'),
      ]);
    expect(country(3)).toBeNull();
    expect(country(4)?.channels).toMatchObject([
      { channel: 'call', because: '4 of 12 people in DE answered there' },
      { channel: 'email', because: '1 of 40 people in DE answered there' },
    ]);
  });

  test('does not hang on the order of what was read', () => {
    const read = [
      ...times(4, 'touch', 'email'),
      ...times(1, 'answer', 'call'),
      ...times(1, 'answer', 'email'),
      ...times(1, 'touch', 'call'),
    ];
    expect(ownPreference(read.toReversed())).toEqual(ownPreference(read));
  });
});

describe('the best hour', () => {
  test('is what their field says', () => {
    expect(declaredHour('9:30')?.hour).toBe(9);
    expect([declaredHour('24'), declaredHour('morning'), declaredHour(undefined)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('is the hour on their own clock around which most answers came', () => {
    const answers = [
      ...times(2, 'answer', 'email', { hour: 15 }),
      ...times(2, 'answer', 'email', { hour: 8 }),
      ...times(1, 'answer', 'email', { hour: 9 }),
    ];
    expect(learntHour('own', 'of theirs', answers, 'UTC')).toMatchObject({ hour: 9, answers: 5 });
    expect(learntHour('country', 'from DE', answers, 'UTC')).toBeNull();
    expect(learntHour('own', 'of theirs', times(9, 'touch', 'email'), 'UTC')).toBeNull();
  });
});
