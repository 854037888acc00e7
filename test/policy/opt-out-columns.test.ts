/** Lists of other tools say who is to be left alone: whoever is said to be is held there, and nobody else. */
import { describe, expect, test } from 'vitest';
import { declaredConsents, NO_LEDGER } from '../../src/core/person/consent.ts';
import { maySend } from '../../src/policy/may-send.ts';
import { at, person } from '../support/world/builders.ts';

const NOW = at('2026-03-02T09:00');
const CHANNELS = ['email', 'call', 'sms', 'linkedin', 'line'];

const FACTS = { compliance: 'auto', ledger: NO_LEDGER, rangAtMs: [], nowMs: NOW } as const;

/** Of whom no law is known. */
const somebody = (fields: Readonly<Record<string, string>>) => {
  return { ...person('ada'), id: 'p1', revision: 1, country: null, identities: [], fields };
};

/** Channels on which the fields hold somebody. */
function heldOn(fields: Readonly<Record<string, string>>): readonly string[] {
  const prospect = somebody(fields);
  return CHANNELS.filter((channel) => maySend({ ...FACTS, prospect, channel }) !== null);
}

describe('a column of another tool', () => {
  test.each([
    ['email_opt_out', ['email']],
    ['hasoptedoutofemail', ['email']],
    ['unsubscribed_from_all_email', ['email']],
    ['opted_out_of_email_one_to_one', ['email']],
    ['hs_email_optout_4711', ['email']],
    ['email_opted_out', ['email']],
    ['is_unsubscribed', ['email']],
    ['do_not_email', ['email']],
    ['do_not_allow_emails', ['email']],
    ['do_not_call', ['call']],
    ['donotcall', ['call']],
    ['do_not_allow_phone_calls', ['call']],
    ['call_opt_out', ['call']],
    ['sms_opt_out', ['sms']],
    ['do_not_text', ['sms']],
    ['do_not_contact', CHANNELS],
    ['opted_out', CHANNELS],
    ['opt_out_2', CHANNELS],
    ['dnc', CHANNELS],
  ])('%s holds %j', (field, channels) => {
    expect(heldOn({ [field]: 'TRUE' })).toEqual(channels);
    expect(heldOn({ [field]: '1' })).toEqual(channels);
    expect(heldOn({ [field]: 'FALSE' })).toEqual([]);
  });

  test.each([
    'fax_opt_out',
    'email_opt_out_reason',
    'email_opt_in',
    'text_opt_in',
    'unsubscribe_link',
    'email_status',
    'call_notes',
    'not_called_yet',
  ])('%s holds nobody', (field) => expect(heldOn({ [field]: 'true' })).toEqual([]));

  test.each([
    ['stage', 'Do Not Contact', CHANNELS],
    ['contact_stage', 'DNC', CHANNELS],
    ['lead_status', 'Unsubscribed', ['email']],
    ['marketing_status', 'unsubscribed', ['email']],
    ['person_status', 'Do not call', ['call']],
    ['stage', 'Approaching', []],
    ['email_status', 'Verified', []],
    ['notes', 'Do not contact', []],
  ])('a %s of "%s" holds %j', (field, cell, channels) =>
    expect(heldOn({ [field]: cell })).toEqual(channels),
  );

  test.each(['yes', 'Y', 'x', '✓', 'Opted Out', 'opted_out', 'Do Not Allow', 'wahr', '2025-04-01'])(
    'a cell "%s" says so',
    (cell) => expect(heldOn({ email_opt_out: cell })).toEqual(['email']),
  );

  test.each(['no', '0', '0.0', 'false', 'N/A', '-', 'opted_in', 'Allow', '0000-00-00', 'falsch'])(
    'a cell "%s" does not',
    (cell) => expect(heldOn({ email_opt_out: cell })).toEqual([]),
  );
});

test('each column is a statement of its own, with its words, its day and where it is from', () => {
  const fields = { consent: 'yes', email_opt_out: '2025-04-01', do_not_call: 'true' };
  expect(declaredConsents({ fields, source: 'crm' })).toMatchObject([
    { kind: 'given', channel: null, basis: 'consent' },
    {
      kind: 'withdrawn',
      channel: 'email',
      source: 'crm',
      evidence: 'email_opt_out: 2025-04-01',
      atMs: at('2025-04-01T00:00'),
    },
    { kind: 'withdrawn', channel: 'call', evidence: 'do_not_call: true', atMs: null },
  ]);
});

test('what stands in a field alone is cleared there', () => {
  const prospect = somebody({ do_not_call: 'true' });
  expect(maySend({ ...FACTS, prospect, channel: 'call' })).toMatchObject({
    rule: 'consent_withdrawn',
    clears: 'only their own new word: touchline set p1 do_not_call=no',
  });
});
