/** Writes down what a person said to being contacted, and lets what hangs on it follow at once. */
import { UserError } from '../../core/user-error.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { NewConsent } from '../../ports/consent-store.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { lookAgain, type LookedAgain } from './look-again.ts';

export interface StatedConsent extends Omit<NewConsent, 'prospectId' | 'atMs'> {
  /** `null`: now. */
  readonly atMs: number | null;
}

export interface RecordedConsent extends LookedAgain {
  readonly statement: NewConsent;
  /** `false`: it was on record already. */
  readonly isNew: boolean;
}

/** @throws {UserError} `consent_in_the_future`, `consent_expired` (exit 2). */
export async function recordConsent(
  stores: Pick<Stores, 'consents' | 'enrollments'>,
  deciding: Deciding,
  person: Prospect,
  stated: StatedConsent,
  nowMs: number,
): Promise<RecordedConsent> {
  refuseUnlikely(stated, nowMs);
  const known = await stores.consents.consentsOf(person.id);
  // Without a day it is told again, not said again.
  const last = known.findLast(({ channel }) => channel === stated.channel);
  const isRepeat = stated.atMs === null && last !== undefined && isSame(last, stated);
  const atMs = isRepeat ? last.atMs : (stated.atMs ?? nowMs);
  const statement: NewConsent = { ...stated, prospectId: person.id, atMs };
  const isNew = (await stores.consents.addConsents([statement], nowMs)) > 0;
  return { statement, isNew, ...(await lookAgain(stores, deciding, person.id, nowMs)) };
}

function isSame(left: Omit<NewConsent, 'prospectId' | 'atMs'>, right: StatedConsent): boolean {
  return (
    left.kind === right.kind &&
    left.basis === right.basis &&
    left.source === right.source &&
    left.evidence === right.evidence &&
    left.expiresAtMs === right.expiresAtMs
  );
}

function refuseUnlikely({ atMs, expiresAtMs }: StatedConsent, nowMs: number): void {
  if (atMs !== null && atMs > nowMs) {
    throw new UserError(
      'consent_in_the_future',
      '--at has not come yet: nobody has said it',
      'write the day on which they said it, or leave it out: now',
      2,
    );
  }
  if (expiresAtMs !== null && expiresAtMs <= nowMs) {
    throw new UserError(
      'consent_expired',
      '--expires has passed already: it would hold from the start',
      'write the day until which it counts, or leave it out',
      2,
    );
  }
}
