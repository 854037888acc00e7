/** On whose clock does a person live, and how do we know? */
import type { Prospect } from '../../core/person/prospect.ts';
import { countryOf, countryOfCallingCode, foldPlace } from './country.ts';
import { inFewBytes } from './in-few-bytes.ts';
import { AREA_CODES, CITIES, MAIN_ZONES, SPLIT_STATES, STATES } from './zone-table.ts';

export interface WhereAbouts {
  /** As given, by name. */
  readonly zone: string | null;
  readonly city: string | null;
  readonly state: string | null;
  /** Alpha-2. */
  readonly country: string | null;
  /** E.164. */
  readonly phone: string | null;
}

export interface KnownZone {
  /** IANA name. */
  readonly zone: string;
  readonly source: NonNullable<Prospect['zoneSource']>;
}

const stateZones = readStates();
const splitZones = readPlaces(SPLIT_STATES);
const cityZones = readPlaces(CITIES);
const areaZones = readAreaCodes();
const mainZones = new Map(linesOf(MAIN_ZONES).map(([country, zone]) => [country!, zone!]));

/**
 * The zone that was given, else the place's, else the phone number's, else a guess: that of most people of a country with several. `null` when
 * not even the country is known. A given zone that does not exist counts as absent.
 */
export function zoneOf(whereAbouts: WhereAbouts): KnownZone | null {
  const given = whereAbouts.zone === null ? null : parseZone(whereAbouts.zone);
  if (given !== null) return { zone: given, source: 'column' };
  const place = zoneOfPlace(whereAbouts);
  if (place !== null) return { zone: place, source: 'place' };
  const phone = whereAbouts.phone === null ? null : zoneOfPhone(whereAbouts.phone);
  if (phone !== null) return { zone: phone, source: 'phone' };
  const guess = mainZones.get(whereAbouts.country ?? countryOfPhone(whereAbouts.phone) ?? '');
  return guess === undefined ? null : { zone: guess, source: 'country' };
}

const parsedZones = new Map<string, string | null>();

/**
 * An IANA name in its own spelling: `europe/berlin` is `Europe/Berlin`. `null` for names that do not exist, offsets, and abbreviations:
 * `EST` is an IANA name that knows no summer time, which nobody who writes it means.
 */
export function parseZone(text: string): string | null {
  const name = text.trim().replace(/ /g, '_');
  let zone = parsedZones.get(name);
  if (zone === undefined) {
    zone = readZone(name);
    // Bounded: a list's column may hold anything.
    if (parsedZones.size > 1_000) parsedZones.clear();
    parsedZones.set(name, zone);
  }
  return zone;
}

function readZone(name: string): string | null {
  if (!/^(?:[a-z_]+(?:\/[a-z0-9_+-]+){1,2}|utc)$/i.test(name)) return null;
  try {
    const canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // ICU answers with old names (`Asia/Calcutta`); what was written is as good.
    return canonical.toLowerCase() === name.toLowerCase() ? canonical : name;
  } catch {
    return null;
  }
}

function zoneOfPlace({ city, state, country, phone }: WhereAbouts): string | null {
  const foldedCity = city === null ? '' : foldPlace(city);
  const foldedState = state === null ? '' : foldPlace(state);
  if (country === null) return zoneWithoutCountry(foldedCity, foldedState, phone);
  return (
    zoneInState(country, foldedState, foldedCity) ??
    cityZones.get(`${country} ${foldedCity}`)?.zone ??
    countryOf(country)?.zone ??
    null
  );
}

/** A two-letter state means nothing without a country (CA, DE and MI are places all over the world) unless the phone is North American. */
function zoneWithoutCountry(city: string, state: string, phone: string | null): string | null {
  if (state !== '') {
    const isNorthAmerican = phone?.startsWith('+1') === true;
    if (state.length <= 3 && !isNorthAmerican) return null;
    return zoneInState('US', state, city) ?? zoneInState('CA', state, city);
  }
  return cityZones.get(`* ${city}`)?.zone ?? null;
}

function zoneInState(country: string, state: string, city: string): string | null {
  const known = stateZones.get(`${country} ${state}`);
  if (known === undefined) return null;
  return (
    (country === 'US' ? splitZones.get(`${known.code} ${city}`)?.zone : undefined) ?? known.zone
  );
}

function zoneOfPhone(phone: string): string | null {
  if (phone.startsWith('+1')) return areaZones.get(phone.slice(2, 5)) ?? null;
  return countryOf(countryOfPhone(phone) ?? '')?.zone ?? null;
}

function countryOfPhone(phone: string | null): string | null {
  const codes = [3, 2, 1].map((length) => phone?.slice(1, 1 + length) ?? '');
  return codes.map(countryOfCallingCode).find((country) => country !== null) ?? null;
}

function readStates(): Map<string, { readonly code: string; readonly zone: string }> {
  const zones = new Map<string, { code: string; zone: string }>();
  for (const [zone, country, ...states] of linesOf(STATES)) {
    for (const state of states) {
      const [code = '', names = ''] = state.split('=');
      for (const name of [code.toLowerCase(), ...names.split(',')])
        zones.set(`${country} ${name}`, { code, zone: zone! });
    }
  }
  return zones;
}

/** By `area place`, and by `* place` where the name stands for one place of the table only. */
function readPlaces(table: string): Map<string, { readonly zone: string | null }> {
  const zones = new Map<string, { zone: string | null }>();
  for (const [zone, area, places] of linesOf(table)) {
    for (const place of places!.split(';')) {
      zones.set(`${area} ${place}`, { zone: zone! });
      zones.set(`* ${place}`, { zone: zones.has(`* ${place}`) ? null : zone! });
    }
  }
  return zones;
}

function readAreaCodes(): Map<string, string> {
  return new Map(
    linesOf(AREA_CODES).flatMap(([zone, ...codes]) =>
      codes.map((code): [string, string] => [code, zone!]),
    ),
  );
}

function linesOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => inFewBytes(line.split(' ')));
}
