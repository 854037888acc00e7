/** What reading people's addresses and owners needs of the workspace. */
import type { Config } from '../../config/config.ts';
import { UserError } from '../../core/user-error.ts';
import { parseCountry } from '../../people/cells/country.ts';
import { settingsFrom } from './settings-from.ts';
import type { TypingContext } from '../../usecases/people/typed-fields.ts';

/**
 * @param country  `--country`; `null`: left out.
 * @throws {UserError} `unknown_country` (exit 2).
 */
export function peopleContext(config: Config, country: string | null): TypingContext {
  const { mailboxes, reps } = settingsFrom(config);
  const ownAddresses = new Set(mailboxes.map(({ from }) => from.address.toLowerCase()));
  return { ownAddresses, reps, country: country === null ? null : countryCode(country) };
}

function countryCode(text: string): string {
  const code = parseCountry(text);
  if (code !== null) return code;
  throw new UserError(
    'unknown_country',
    `--country: "${text}" is no country`,
    'write its code, such as DE or US',
    2,
  );
}
