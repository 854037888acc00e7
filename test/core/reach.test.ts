import { describe, expect, test } from 'vitest';
import { chooseChannel, type Reach } from '../../src/core/reach.ts';
import type { Channel } from '../../src/core/sequence.ts';

const step = {
  paths: (['email', 'linkedin', 'call'] as const).map((channel) => ({ channel, to: 'x' })),
};
const likes = (...channels: Channel[]): Reach['preferred'] =>
  channels.map((channel) => ({ channel, because: `likes ${channel}` }));
const lacks = (channel: Channel) => ({ channel, because: `no ${channel}`, isHeld: false });
const held = (channel: Channel) => ({ channel, because: `law on ${channel}`, isHeld: true });

describe('the channel that a step takes', () => {
  test.each<[string, Reach['preferred'], Reach['barred'], Channel | null, string]>([
    ['is the one they like', likes('call', 'email'), [], 'call', 'likes call'],
    [
      'is the first of the fallback where nothing is known',
      [],
      [],
      'email',
      'not enough is known of them',
    ],
    [
      'is none that the step does not offer',
      likes('sms'),
      [],
      'email',
      'not enough is known of them',
    ],
    [
      'is the next that they like where the first may not be used',
      likes('call', 'linkedin'),
      [held('call')],
      'linkedin',
      'likes linkedin; not call: law on call',
    ],
    [
      'falls back where those they like can not be used',
      likes('call'),
      [lacks('call'), held('email')],
      'linkedin',
      'their others cannot be used; not call: no call; not email: law on email',
    ],
    [
      'waits for the law where law holds all that they have',
      likes('call'),
      [lacks('call'), held('email'), held('linkedin')],
      'email',
      'their others cannot be used; held: law on email; not call: no call',
    ],
    [
      'is none where nothing reaches them',
      [],
      [lacks('email'), lacks('linkedin'), lacks('call')],
      null,
      'not email: no email; not linkedin: no linkedin; not call: no call',
    ],
  ])('%s', (_, preferred, barred, channel, because) => {
    expect(chooseChannel(step, { preferred, barred })).toEqual({ channel, because });
  });
});
