/** What each profile asks before something leaves: every rule of docs/compliance.md has its line here. */
import { describe, expect, test } from 'vitest';
import { NO_LEDGER, type Consent, type Ledger } from '../../src/core/person/consent.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import type { Prospect } from '../../src/core/person/prospect.ts';
import { maySend, type SendFacts } from '../../src/policy/may-send.ts';
import { at, person } from '../support/world/builders.ts';

const NOW = at('2026-03-02T09:00');
const of = (country: string | null, more: Partial<Prospect> = {}): Prospect => ({
  ...person('ada'),
  id: 'p1',
  revision: 1,
  country,
  ...more,
});
const given = (basis: Consent['basis'], more: Partial<Consent> = {}): Consent => ({
  kind: 'given',
  channel: null,
  basis,
  source: 'fair',
  evidence: null,
  atMs: NOW - DAY_MS,
  expiresAtMs: null,
  ...more,
});
const withdrawn = (more: Partial<Consent> = {}): Consent => ({
  ...given(null, more),
  kind: 'withdrawn',
});
const ledger = (...consents: readonly Consent[]): Ledger => ({ ...NO_LEDGER, epoch: 1, consents });

/** The rule that holds it; `null`: it may go. */
function held(prospect: Prospect, channel: string, more: Partial<SendFacts> = {}): string | null {
  const facts = { compliance: 'auto', ledger: NO_LEDGER, rangAtMs: [], nowMs: NOW } as const;
  const law = maySend({ ...facts, prospect, channel, ...more });
  return law?.verdict === 'hold' ? law.rule : null;
}

describe('of whom no country is known', () => {
  const calledAt = (value: string, zone: string | null = null): Prospect =>
    of(null, { zone, identities: [{ kind: 'phone', value, status: 'good' }] });

  test.each([
    ['+12125550100', null, 'us_sms_consent'],
    ['+14165550100', 'America/Toronto', 'ca_sms_consent'],
    ['+4915112345678', null, 'eu_sms_consent'],
    ['+819012345678', null, 'jp_sms_consent'],
    ['+447700900123', null, null],
    ['+33612345678', null, null],
    ['+353861234567', null, null],
    ['+5511912345678', null, null],
  ])('the number tells it: %s in %s', (number, zone, rule) =>
    expect(held(calledAt(number, zone), 'sms')).toBe(rule),
  );

  test('a register of the country of the number counts', () => {
    const list = { source: 'national', country: 'US', atMs: NOW - 40 * DAY_MS };
    const old = { ledger: { ...NO_LEDGER, callLists: [list] } };
    expect(held(calledAt('+12125550100'), 'call', old)).toBe('us_dnc_list_age');
    expect(held(calledAt('+4915112345678'), 'call', old)).toBeNull();
  });

  test('a number that does not reach them tells nothing', () => {
    const bad = { kind: 'phone', value: '+12125550100', status: 'bad' } as const;
    expect(held(of(null, { identities: [bad] }), 'sms')).toBeNull();
  });
});

describe('email', () => {
  test.each(['DE', 'AT', 'IT', 'ES', 'PL', 'DK', 'NO', 'CH'])(
    'to a company in %s needs consent (L9)',
    (country) => {
      expect(held(of(country), 'email')).toBe('eu_email_consent');
      const weighed = ledger(given('legitimate_interest'));
      expect(held(of(country), 'email', { ledger: weighed })).toBe('eu_email_consent');
      expect(held(of(country), 'email', { ledger: ledger(given('consent')) })).toBeNull();
    },
  );

  test('to customers in Germany may go, and in Poland may not', () => {
    const customer = { ledger: ledger(given('contract')) };
    expect(held(of('DE'), 'email', customer)).toBeNull();
    expect(held(of('PL'), 'email', customer)).toBe('eu_email_consent');
  });

  test.each(['US', 'FR', 'IE', 'SE', 'GB'])('to a company in %s is not asked for', (country) => {
    expect(held(of(country), 'email')).toBeNull();
  });

  test('to who trades alone in the United Kingdom needs consent (L10)', () => {
    const sole = of('GB', { fields: { subscriber_type: 'sole_trader' } });
    expect(held(sole, 'email')).toBe('uk_individual_consent');
    expect(held(sole, 'email', { ledger: ledger(given('consent')) })).toBeNull();
    const privately = { accountId: null, company: null };
    expect(held(of('GB', privately), 'email')).toBe('uk_individual_consent');
    const company = { ...privately, fields: { subscriber_type: 'corporate' } };
    expect(held(of('GB', company), 'email')).toBeNull();
  });

  test('to Canada rests on consent, or for a while on business and inquiries (L11)', () => {
    const asked = (basis: Consent['basis'], days: number) =>
      held(of('CA'), 'email', { ledger: ledger(given(basis, { atMs: NOW - days * DAY_MS })) });
    expect(held(of('CA'), 'email')).toBe('ca_email_consent');
    expect(asked('consent', 9_000)).toBeNull();
    expect(asked('published', 9_000)).toBeNull();
    expect(asked('inquiry', 180)).toBeNull();
    expect(asked('inquiry', 181)).toBe('ca_email_consent');
    expect(asked('trade', 729)).toBeNull();
    expect(asked('trade', 730)).toBe('ca_email_consent');
    expect(asked('legitimate_interest', 1)).toBe('ca_email_consent');
  });

  test('to Canada does not rest on an inquiry of which nobody knows the day', () => {
    const undated = of('CA', { fields: { consent_basis: 'inquiry' } });
    expect(held(undated, 'email')).toBe('ca_email_consent');
    const dated = of('CA', { fields: { consent_basis: 'inquiry', consent_at: '2026-02-01' } });
    expect(held(dated, 'email')).toBeNull();
  });

  test('to Japan needs consent, a card, trade or a published address (L12)', () => {
    expect(held(of('JP'), 'email')).toBe('jp_email_consent');
    for (const basis of ['consent', 'business_card', 'trade', 'published'] as const)
      expect(held(of('JP'), 'email', { ledger: ledger(given(basis)) })).toBeNull();
    const inquiry = ledger(given('inquiry'));
    expect(held(of('JP'), 'email', { ledger: inquiry })).toBe('jp_email_consent');
  });
});

describe('texts and calls', () => {
  test('a text to the United States needs written consent (L15), for texts or for everything', () => {
    expect(held(of('US'), 'sms')).toBe('us_sms_consent');
    const email = ledger(given('consent', { channel: 'email' }));
    expect(held(of('US'), 'sms', { ledger: email })).toBe('us_sms_consent');
    expect(held(of('US'), 'sms', { ledger: ledger(given('trade')) })).toBe('us_sms_consent');
    const text = ledger(given('consent', { channel: 'sms' }));
    expect(held(of('US'), 'sms', { ledger: text })).toBeNull();
  });

  test('a text is asked for where email is', () => {
    expect(held(of('DE'), 'sms')).toBe('eu_sms_consent');
    expect(held(of('JP'), 'sms')).toBe('jp_sms_consent');
    expect(held(of('CA'), 'sms')).toBe('ca_sms_consent');
  });

  test('a channel of ours carries messages as email does; a rep writes on LinkedIn as they like', () => {
    expect(held(of('JP'), 'line')).toBe('jp_email_consent');
    expect(held(of('JP'), 'linkedin')).toBeNull();
    expect(held(of('JP'), 'task')).toBeNull();
  });

  test('what goes by a channel of ours is called a message', () => {
    const facts = { compliance: 'auto', ledger: NO_LEDGER, rangAtMs: [], nowMs: NOW } as const;
    const said = (country: string) =>
      maySend({ ...facts, prospect: of(country), channel: 'line' })?.detail;
    expect(said('US')).toBe('profile us asks nothing before a message');
    expect(said('JP')).toMatch(/^a message needs one of /);
  });

  test('a listed number is not called, anywhere, unless they consented to calls (L16)', () => {
    const listed = { ...NO_LEDGER, epoch: 1, listedOn: ['national'] };
    expect(held(of('FR'), 'call', { ledger: listed })).toBe('dnc_listed');
    expect(held(of('FR'), 'email', { ledger: listed })).toBeNull();
    const both = { ...listed, consents: [given('consent', { channel: 'call' })] };
    expect(held(of('FR'), 'call', { ledger: both })).toBeNull();
  });

  test.each([
    ['US', 'US', 31, 'us_dnc_list_age'],
    ['CA', 'CA', 31, 'us_dnc_list_age'],
    ['GB', 'GB', 28, 'uk_dnc_list_age'],
    ['FR', 'US', 31, null],
    ['US', null, 31, null],
  ])('a call to %s with a register of %s older than %d days', (country, register, days, rule) => {
    const aged = (ageMs: number) => ({
      ledger: {
        ...NO_LEDGER,
        epoch: 1,
        callLists: [{ source: 'register', country: register, atMs: NOW - ageMs }],
      },
    });
    expect(held(of(country), 'call', aged(days * DAY_MS))).toBeNull();
    expect(held(of(country), 'call', aged(days * DAY_MS + 1))).toBe(rule);
  });

  test('without any register only strict holds calls to the United States', () => {
    expect(held(of('US'), 'call')).toBeNull();
    expect(held(of('US'), 'call', { compliance: 'strict' })).toBe('us_dnc_list_age');
  });

  test('Florida allows three in 24 hours, and the fourth when the first of them is a day old (L13)', () => {
    const rangAtMs = [NOW - HOUR_MS, NOW - 5 * HOUR_MS, NOW - 23 * HOUR_MS];
    const florida = of('US', { state: 'FL' });
    const law = maySend({
      compliance: 'auto',
      channel: 'call',
      prospect: florida,
      ledger: NO_LEDGER,
      rangAtMs,
      nowMs: NOW,
    });
    expect(law).toMatchObject({ rule: 'us_fl_three_a_day', clearsAtMs: NOW + HOUR_MS });
    expect(held(florida, 'call', { rangAtMs: rangAtMs.slice(1) })).toBeNull();
    expect(held(of('US', { state: 'GA' }), 'call', { rangAtMs })).toBeNull();
  });
});

describe('their word', () => {
  const consented = given('consent', { atMs: NOW - 2 * DAY_MS });

  test('a withdrawal binds on its channel, whatever ground there is, and whatever compliance says', () => {
    const texts = ledger(consented, withdrawn({ channel: 'sms' }), given('trade', { atMs: NOW }));
    expect(held(of('FR'), 'sms', { ledger: texts })).toBe('consent_withdrawn');
    expect(held(of('FR'), 'sms', { ledger: texts, compliance: 'off' })).toBe('consent_withdrawn');
    expect(held(of('FR'), 'email', { ledger: texts })).toBeNull();
  });

  test('a withdrawal everywhere binds LinkedIn too, but no plain task', () => {
    const everywhere = ledger(withdrawn());
    expect(held(of('US'), 'linkedin', { ledger: everywhere })).toBe('consent_withdrawn');
    expect(held(of('US'), 'task', { ledger: everywhere })).toBeNull();
  });

  test('only consent that is newer takes a withdrawal back', () => {
    const renewed = ledger(withdrawn(), given('consent', { atMs: NOW }));
    expect(held(of('DE'), 'email', { ledger: renewed })).toBeNull();
    const over = ledger(withdrawn(), given('consent', { atMs: NOW - 1, expiresAtMs: NOW }));
    expect(held(of('US'), 'email', { ledger: over })).toBe('consent_withdrawn');
    const later = ledger(withdrawn(), given('consent', { atMs: NOW + 1 }));
    expect(held(of('FR'), 'email', { ledger: later })).toBe('consent_withdrawn');
    const atOnce = ledger(withdrawn(), given('consent'));
    expect(held(of('DE'), 'email', { ledger: atOnce })).toBe('consent_withdrawn');
  });

  test('ends when it expires, to the millisecond', () => {
    const until = (expiresAtMs: number) => ({ ledger: ledger(given('consent', { expiresAtMs })) });
    expect(held(of('DE'), 'email', until(NOW + 1))).toBeNull();
    expect(held(of('DE'), 'email', until(NOW))).toBe('eu_email_consent');
  });

  test('of the list counts as it stands there; a word that nobody understands is no consent', () => {
    const says = (fields: Record<string, string>) => held(of('DE', { fields }), 'email');
    expect(says({ consent: 'Yes' })).toBeNull();
    expect(says({ consent_basis: 'Contract', consent_source: 'CRM' })).toBeNull();
    expect(says({ consent: 'no' })).toBe('consent_withdrawn');
    expect(says({ consent: 'perhaps', consent_basis: 'consent' })).toBe('eu_email_consent');
    expect(says({ consent: 'yes', consent_expires: '2026-03-01' })).toBe('eu_email_consent');
    expect(says({ consent: 'yes', consent_expires: 'soon' })).toBe('eu_email_consent');
    expect(says({ consent: 'yes', consent_channel: 'sms' })).toBe('eu_email_consent');
  });
});

describe('how much is asked', () => {
  test('nothing when compliance is off', () => {
    for (const channel of ['email', 'sms', 'call'])
      expect(held(of('DE'), channel, { compliance: 'off' })).toBeNull();
  });

  test('of people without a country, or in one without a profile, only when strict', () => {
    const identities = person('ada').identities.filter(({ kind }) => kind === 'email');
    for (const country of [null, 'BR']) {
      const ada = of(country, { identities });
      expect(held(ada, 'email')).toBeNull();
      expect(held(ada, 'email', { compliance: 'strict' })).toBe('unknown_country');
      const yes = { compliance: 'strict', ledger: ledger(given('consent')) } as const;
      expect(held(ada, 'email', yes)).toBeNull();
    }
  });

  test('strict wants any ground on record where the law asks for none before (L8)', () => {
    expect(held(of('FR'), 'email', { compliance: 'strict' })).toBe('basis_recorded');
    const weighed = ledger(given('legitimate_interest'));
    expect(held(of('FR'), 'email', { compliance: 'strict', ledger: weighed })).toBeNull();
  });

  test('a verdict says what would clear it', () => {
    const law = maySend({
      compliance: 'auto',
      channel: 'email',
      prospect: of('DE'),
      ledger: NO_LEDGER,
      rangAtMs: [],
      nowMs: NOW,
    });
    expect(law).toEqual({
      verdict: 'hold',
      rule: 'eu_email_consent',
      detail:
        'an email needs one of consent, contract, trade, and none is recorded (profile eu: UWG s. 7)',
      clears: 'record it: touchline consent add p1 --channel email --basis consent --source WHERE',
      clearsAtMs: null,
    });
  });
});
