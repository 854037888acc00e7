import { expect, test } from 'vitest';
import { classified, encodedWord, letter } from '../mail.ts';
import { ANSWERS, HELPDESK, NO_THREAD } from './people.ts';

/** Where a bulk mailer says so in no thread, "on holiday" is its note. */
const SAYS_TOO_LITTLE =
  /^(?:one word|holidays|a fresh letter|an absence in the signature|it is really me)/;

/** However it comes in, what they say is what decides. */
const WAYS: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'as any answer': {},
  'through a help desk': HELPDESK,
  'through a CRM that calls it bulk': { Precedence: 'bulk', 'X-Auto-Response-Suppress': 'DR, OOF' },
  'in no thread, as bulk': { 'In-Reply-To': null, Precedence: 'bulk' },
  'in no thread': NO_THREAD,
  'in no thread, asking for no automatic answer': {
    ...NO_THREAD,
    'X-Auto-Response-Suppress': 'All',
  },
};

/** With a header that hints at a machine, and no thread. */
const HINTED = /bulk|asking for|help desk/;

for (const [what, answers] of Object.entries(ANSWERS))
  for (const [way, more] of Object.entries(WAYS)) {
    if (SAYS_TOO_LITTLE.test(what) && HINTED.test(way)) continue;
    test.each(answers)(`${what}, ${way}: $subject $says`, async ({ says, subject, headers }) => {
      const named = subject === undefined ? {} : { Subject: encodedWord(subject) };
      const read = await classified(letter(says, { ...named, ...headers, ...more }));
      expect(read.class, read.rules.join(', ')).toBe('human_reply');
    });
  }
