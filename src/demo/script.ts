/** Who does what in the demo, and when: three weeks of answers, and a rep's way through her tasks. */
import type { Letter } from './letters.ts';

/** Where the rep sits, and the clock of everything that is printed. */
export const REP_ZONE = 'Europe/Berlin';
export const REP = { id: 'anna', name: 'Anna Martin', address: 'anna@northwind-tools.example' };

/** Local to `REP_ZONE`. A Monday, and three weeks later. */
export const STARTS = '2026-03-02T08:00';
export const ENDS = '2026-03-23T08:00';

/** When the rep works through her tasks: once for Europe and Asia, once for America. */
export const SITTINGS = ['10:00', '17:30'] as const;

/** Mail that somebody sends us, in answer to the last message that reached their address. */
export interface ScriptedLetter {
  readonly at: string;
  /** Their address. */
  readonly from: string;
  readonly letter: Letter;
  /** What it is, when nothing may follow it. */
  readonly stop?: string;
}

/** The one stop that is no answer: only the address is dead. */
export const NO_MAILBOX = 'has no such mailbox';

export const LETTERS: readonly ScriptedLetter[] = [
  {
    at: '2026-03-02T09:07',
    from: 'jonas@fjordpack.example',
    letter: {
      kind: 'away',
      text: 'Hello,\n\nI am out of the office and will be back on 10 March 2026.\n\nJonas Lindqvist',
    },
  },
  {
    at: '2026-03-02T10:11',
    from: 'oliver@hartleyandsons.example',
    letter: { kind: 'bounce', reason: 'no such user' },
    stop: NO_MAILBOX,
  },
  {
    at: '2026-03-02T22:04',
    from: 'ruth@northquaypress.example',
    letter: {
      kind: 'received',
      text: 'Thank you for your message to North Quay Press. We have received it.',
    },
  },
  {
    at: '2026-03-03T01:48',
    from: 'haruka.mori@shiosai-logistics.example',
    letter: { kind: 'reply', text: '配信停止をお願いします。' },
    stop: 'opted out by email',
  },
  {
    at: '2026-03-05T10:12',
    from: 'ada.kern@lumenwerk.example',
    letter: {
      kind: 'reply',
      text: 'Sounds good. Tuesday at 10?\n\nAda',
    },
    stop: 'answered by email',
  },
  {
    at: '2026-03-20T20:25',
    from: 'chloe.marchand@atelier-boreal.example',
    letter: {
      kind: 'reply',
      text: 'Not now. Ask me again in May.\n\nChloé',
    },
    stop: 'answered by email',
  },
];

/** What the rep finds on LinkedIn at a sitting, and logs. */
export const LINKEDIN_REPLIES: readonly {
  readonly at: string;
  readonly name: string;
  readonly text: string;
}[] = [
  {
    at: '2026-03-05T17:30',
    name: 'Maya Okafor',
    text: 'Sure, send me the details here.',
  },
];

/** What comes of an answer once the rep has written back. */
export const MEETINGS: Readonly<Record<string, string>> = {
  'Ada Kern': 'Tue 10 Mar 10:00',
};

/** What came of each call, by name, in order of the tries; nobody answers where nothing is written. */
export const CALLS: Readonly<Record<string, readonly Call[]>> = {
  'Daniel Reyes': [{ outcome: 'meeting_booked', note: 'Thu 19 March, 16:00, online' }],
  'Oliver Hartley': [{ outcome: 'not_interested', note: 'has a tool of his own' }],
  'Tomás Aguiar': [
    { outcome: 'callback', note: 'in a meeting, tomorrow is better', until: '2026-03-12T09:30' },
    { outcome: 'connected', note: 'wants a price list' },
  ],
};

export interface Call {
  readonly outcome: string;
  readonly note: string | null;
  /** `callback`: local to `REP_ZONE`. */
  readonly until?: string;
}
