import { describe, expect, test } from 'vitest';
import { WORK_WEEK } from '../../src/core/time/calendar.ts';
import { NO_LEDGER } from '../../src/core/person/consent.ts';
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { Prospect } from '../../src/core/person/prospect.ts';
import type { EnrollRules } from '../../src/core/sequence.ts';
import {
  mailboxFor,
  refusalOf,
  startSpan,
  type EnrollFacts,
  type LawfulHome,
} from '../../src/policy/enroll-rules.ts';
import type { Compliance } from '../../src/policy/may-send.ts';
import {
  at,
  call,
  duration,
  email,
  linkedin,
  OFFICE_HOURS,
  person,
  sequence,
  task,
} from '../support/world/builders.ts';

const NOW = at('2026-03-02T08:00');
const ADA: Prospect = { ...person('ada'), id: 'p1', revision: 1 };
const STRANGER: EnrollFacts = {
  enrollments: [],
  suppressedBy: null,
  ledger: NO_LEDGER,
  hasOptedOut: false,
  lastTouchedAtMs: null,
};
const ONLY_EMAIL = [{ kind: 'email', value: 'ada@ada.example', status: 'good' }] as const;
const ONLY_LINKEDIN = [{ kind: 'linkedin', value: 'in/ada', status: 'good' }] as const;

const control = {
  wait: null,
  atMinute: null,
  condition: null,
  enabled: true,
  note: null,
  stage: null,
  priority: 0,
  missing: 'skip',
  next: null,
} as const;
const set = { ...control, kind: 'set', id: 'mark', tags: ['seen'], fields: {} } as const;
const handover = { ...control, kind: 'handover', id: 'on', to: 'other' } as const;

const home = (zone: string, compliance: Compliance = 'off'): LawfulHome => ({
  zone,
  calendar: WORK_WEEK,
  compliance,
});

function refusal(facts: Partial<EnrollFacts>, rules: Partial<EnrollRules> = {}): string | null {
  const base = sequence([email('intro')]);
  const enroll = { ...base.enroll, ...rules };
  return refusalOf({ ...base, enroll }, ADA, { ...STRANGER, ...facts }, NOW, home('Europe/Berlin'));
}

const same = (status: string) => ({ sequence: 'outreach', status, exclusive: true });
const other = (status: string, exclusive = true) => ({ sequence: 'other', status, exclusive });

describe('who may not be enrolled', () => {
  test.each([
    ['a stranger may', {}, {}, null],
    ['somebody who is in it', { enrollments: [same('paused')] }, {}, 'already_enrolled'],
    ['who is to start it', { enrollments: [same('pending')] }, {}, 'already_enrolled'],
    ['who finished it', { enrollments: [same('finished')] }, {}, 'finished_before'],
    [
      'who finished it, where only_if_inactive: may',
      { enrollments: [same('finished')] },
      { duplicates: 'only_if_inactive' },
      null,
    ],
    [
      'who is in it, where only_if_inactive',
      { enrollments: [same('active')] },
      { duplicates: 'only_if_inactive' },
      'already_enrolled',
    ],
    [
      'who is in it, where duplicates are allowed: may',
      { enrollments: [{ ...same('active'), exclusive: false }] },
      { duplicates: 'allow', exclusive: false },
      null,
    ],
    [
      'who is in another exclusive one',
      { enrollments: [other('active')] },
      {},
      'exclusive_elsewhere',
    ],
    ['who finished another exclusive one: may', { enrollments: [other('finished')] }, {}, null],
    ['who is in one that shares: may', { enrollments: [other('active', false)] }, {}, null],
    [
      'who is in an exclusive one, into one that shares: may',
      { enrollments: [other('active')] },
      { exclusive: false },
      null,
    ],
    ['who is suppressed', { suppressedBy: 'ada.example' }, {}, 'suppressed'],
    ['who opted out', { suppressedBy: 'x', hasOptedOut: true }, {}, 'opted_out'],
    ['whose suppression was lifted: may', { hasOptedOut: true }, {}, null],
  ] as const)('%s', (_, facts, rules, expected) => expect(refusal(facts, rules)).toBe(expected));

  test('whose opt-out no list could hold, because only their LinkedIn profile is known', () => {
    const base = sequence([linkedin('connect')]);
    const ada = { ...ADA, identities: ONLY_LINKEDIN };
    expect(refusalOf(base, ada, { ...STRANGER, hasOptedOut: true }, NOW, home('UTC'))).toBe(
      'opted_out',
    );
  });

  test('who was touched within untouched_for, to the day of their wall', () => {
    const rules = { untouchedFor: duration('14 days') };
    expect(refusal({ lastTouchedAtMs: NOW - 14 * DAY_MS + 1 }, rules)).toBe('touched_recently');
    expect(refusal({ lastTouchedAtMs: NOW - 14 * DAY_MS }, rules)).toBe(null);
    expect(refusal({ lastTouchedAtMs: NOW - 1 })).toBe(null);
  });

  test.each([
    ['no step has an address', [call('ring')], ONLY_EMAIL, 'no_address'],
    ['one step has', [call('ring'), email('intro')], ONLY_EMAIL, null],
    ['a plain task needs none', [task('letter')], [], null],
    ['the only one is bad', [email('intro')], [{ ...ONLY_EMAIL[0], status: 'bad' }], 'no_address'],
    ['it touches nobody', [set], ONLY_EMAIL, null],
    ['another sequence may reach them', [call('ring'), handover], ONLY_EMAIL, null],
    ['what it writes down reaches nobody', [call('ring'), set], ONLY_EMAIL, 'no_address'],
  ] as const)('by address: %s', (_, steps, identities, expected) => {
    const ada = { ...ADA, identities };
    expect(refusalOf(sequence(steps), ada, STRANGER, NOW, home('UTC'))).toBe(expected);
  });
});

describe('by consent', () => {
  const refused = (steps: Parameters<typeof sequence>[0], compliance: Compliance = 'auto') =>
    refusalOf(sequence(steps), ADA, STRANGER, NOW, home('UTC', compliance));

  test('nobody is enrolled of whom no step may ever go', () => {
    expect(refused([email('intro')])).toBe('no_consent');
    expect(refused([email('intro')], 'off')).toBe(null);
  });

  test('who can be reached by one step may: the others are held', () => {
    expect(refused([email('intro'), call('ring')])).toBe(null);
    expect(refused([email('intro'), linkedin('connect')])).toBe(null);
    expect(refused([email('intro'), handover])).toBe(null);
  });

  test('a ground on record lets them in', () => {
    const given = {
      kind: 'given',
      channel: 'email',
      basis: 'consent',
      source: 'fair',
      evidence: null,
      atMs: NOW - 1,
      expiresAtMs: null,
    } as const;
    const facts = { ...STRANGER, ledger: { ...NO_LEDGER, epoch: 1, consents: [given] } };
    const base = sequence([email('intro')]);
    expect(refusalOf(base, ADA, facts, NOW, home('UTC', 'auto'))).toBe(null);
  });
});

describe('who writes', () => {
  const boxes = [
    { id: 'anna', rep: 'anna' },
    { id: 'ben', rep: 'ben' },
    { id: 'ben2', rep: 'ben' },
  ];
  const reps = ['anna', 'ben', 'carl'];
  const load = new Map([
    ['anna', 2],
    ['ben', 1],
    ['ben2', 1],
  ]);
  const from = (mailboxes: readonly string[] | 'owner', owner: string | null) =>
    mailboxFor(sequence([email('intro')], { mailboxes }), owner, boxes, reps, load);

  test.each([
    ['the one with the fewest people', ['anna', 'ben2'], null, 'ben2'],
    ['of equals the first', ['ben2', 'ben'], null, 'ben2'],
    ['the owner', 'owner', 'anna', 'anna'],
    ['the owner has several: the one with the fewest', 'owner', 'ben', 'ben'],
    ['nobody owns them: everybody', 'owner', null, 'ben'],
    ['the owner is no rep of ours: everybody', 'owner', 'zoe', 'ben'],
    ['the owner has none', 'owner', 'carl', null],
  ] as const)('%s', (_, mailboxes, owner, expected) =>
    expect(from(mailboxes, owner)).toBe(expected),
  );

  test('nobody has to where no email is sent', () => {
    expect(mailboxFor(sequence([call('ring')]), 'anna', boxes, reps, load)).toBe(null);
  });
});

describe('the days on which people start together', () => {
  const office = sequence([email('intro')], { window: OFFICE_HOURS });
  test.each([
    ['a working day', '2026-03-02T10:00', '2026-03-02', '2026-03-03'],
    ['after hours, with the next day', '2026-03-02T20:00', '2026-03-02', '2026-03-04'],
    ['a weekend, with its Monday', '2026-02-28T10:00', '2026-02-28', '2026-03-03'],
  ])('%s', (_, now, from, until) =>
    expect(startSpan(office, home('UTC'), at(now))).toEqual({
      fromMs: at(from),
      untilMs: at(until),
    }),
  );
});
