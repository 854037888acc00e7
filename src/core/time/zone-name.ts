/** Does this name a zone? Apart from `local-time.ts`, so that who only reads names needs no luxon. */

/**
 * IANA names and their legacy aliases (`US/Pacific`), in any case. Not fixed offsets (`UTC+3`, `+03:00`), and not the abbreviations that only
 * Java and ICU read as zones (`PST`, `IST`, `BST`: Dhaka).
 */
export function namesZone(name: string): boolean {
  if (ZONES.has(name)) return true;
  if (!isNameOfZone(name)) return false;
  ZONES.add(name);
  return true;
}

/** Those that were asked for: the platform loads a zone's data at each question. */
const ZONES = new Set<string>();

function isNameOfZone(name: string): boolean {
  if (!/^[a-z][\w+/-]*$/i.test(name) || /^SystemV\//i.test(name)) return false;
  if (name.length === 3 && !IANA_ABBREVIATIONS.has(name.toUpperCase())) return false;
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** The names of three letters in the IANA database. */
const IANA_ABBREVIATIONS: ReadonlySet<string> = new Set(
  'CET EET EST GMT HST MET MST PRC ROC ROK UCT UTC WET'.split(' '),
);
