import { PREFERENCE_FIELDS } from '../../core/preference.ts';
import { ROLE_FIELD } from '../../people/cells/role.ts';
import { ACCOUNT_FIELD } from '../../people/identity/account-of.ts';

/** Fields beyond those that everybody has, which mean something to us. */
export const OWN_FIELDS: ReadonlySet<string> = new Set([
  ACCOUNT_FIELD,
  ROLE_FIELD,
  ...PREFERENCE_FIELDS,
  'subscriber_type',
]);
