/** By which rule is somebody held, and what would let them go? */
import type { Enrollment, HoldReason } from './enrollment.ts';
import { isLawRule, type LawRule } from './person/consent.ts';

/** A rule of law, or why the enrollment is paused: as `why` names it. */
export type HeldBy = LawRule | HoldReason;

/** `null`: nothing holds it. What a window or a cap puts off is not held: it goes by itself. */
export function heldBy({
  status,
  reason,
  holds,
  waiting,
}: Pick<Enrollment, 'status' | 'reason' | 'holds' | 'waiting'>): HeldBy | null {
  if (status === 'finished') return null;
  if (status === 'paused') return holds.find((hold) => hold.reason === reason)?.reason ?? null;
  return waiting.for === 'time' && isLawRule(waiting.rule) ? waiting.rule : null;
}

export interface Cure {
  /** What lets them go, in words. */
  readonly clears: string;
  /** The next command, `KEY` standing for one of them; `null`: there is nothing to do but wait. */
  readonly command: string | null;
}

const consentFor = (channel: string): Cure => ({
  clears: 'a ground on record, best their consent',
  command: `touchline consent add KEY --channel ${channel} --basis consent --source WHERE`,
});
const NEWER_REGISTER: Cure = {
  clears: 'a newer register of numbers',
  command: 'touchline dnc import FILE --source NAME',
};
const RESUMED = 'touchline resume --prospect KEY';

export const CURES: Readonly<Record<HeldBy, Cure>> = {
  suppressed_on_channel: {
    clears: 'the entry goes from the list',
    command: 'touchline suppress remove ENTRY --channel CHANNEL',
  },
  consent_withdrawn: {
    clears: 'only their own new word',
    command: 'touchline consent add KEY --basis consent --source WHERE',
  },
  dnc_listed: { ...consentFor('call'), clears: 'only their consent to calls' },
  us_dnc_list_age: NEWER_REGISTER,
  uk_dnc_list_age: NEWER_REGISTER,
  us_fl_three_a_day: { clears: 'the day passes', command: null },
  us_sms_consent: consentFor('sms'),
  eu_email_consent: consentFor('email'),
  eu_sms_consent: consentFor('sms'),
  uk_individual_consent: consentFor('email'),
  ca_email_consent: consentFor('email'),
  ca_sms_consent: consentFor('sms'),
  jp_email_consent: consentFor('email'),
  jp_sms_consent: consentFor('sms'),
  basis_recorded: {
    clears: 'some ground on record',
    command: 'touchline consent add KEY --basis legitimate_interest --source WHERE',
  },
  unknown_country: {
    clears: 'their country, or their consent',
    command: 'touchline set KEY country=CODE',
  },
  by_rep: { clears: 'somebody resumes them', command: RESUMED },
  by_exit: { clears: 'somebody resumes them', command: RESUMED },
  out_of_office: { clears: 'they are back', command: null },
  colleague: { clears: 'the answer of their company is dealt with', command: 'touchline today' },
  suspect: { clears: 'somebody says what the message is', command: 'touchline inbox' },
  missing_field: { clears: 'what is missing is filled in', command: 'touchline why KEY' },
  callback: { clears: 'the call that they asked for is made', command: 'touchline today' },
  failed: {
    clears: 'the fault is mended, and somebody resumes them',
    command: 'touchline why KEY',
  },
};

/** By the names that `held_by` knows. */
export const HELD_RULES: readonly string[] = Object.keys(CURES);
