/**
 * In which country is a telephone number, of those whose law we know? Source: ITU-T E.164, assigned country codes; NANPA's area codes of Canada
 * are told by the zone that was read from the number.
 */

const CODES =
  '30 GR|31 NL|32 BE|33 FR|34 ES|36 HU|39 IT|40 RO|41 CH|43 AT|44 GB|45 DK|46 SE|47 NO|48 PL|49 DE|81 JP|351 PT|352 LU|353 IE|354 IS|356 MT|' +
  '357 CY|358 FI|359 BG|370 LT|371 LV|372 EE|385 HR|386 SI|420 CZ|421 SK|423 LI';

const BY_CODE: ReadonlyMap<string, string> = new Map(
  CODES.split('|').map((each): [string, string] => {
    const [code = '', country = ''] = each.split(' ');
    return [code, country];
  }),
);

const CANADIAN =
  /^America\/(?:St_Johns|Halifax|Moncton|Glace_Bay|Goose_Bay|Toronto|Winnipeg|Regina|Swift_Current|Edmonton|Vancouver|Whitehorse|Yellowknife|Iqaluit)$/;

/**
 * Of North America what is not in a zone of Canada is taken for the United States, whose law asks more of texts and calls.
 *
 * @param phone  E.164.
 * @param zone   Where the number is; `null`: unknown.
 * @returns Alpha-2; `null`: none whose law we know.
 */
export function countryOfNumber(phone: string, zone: string | null): string | null {
  if (phone.startsWith('+1')) return zone !== null && CANADIAN.test(zone) ? 'CA' : 'US';
  return BY_CODE.get(phone.slice(1, 3)) ?? BY_CODE.get(phone.slice(1, 4)) ?? null;
}
