/**
 * How long may a text on LinkedIn be? In UTF-16 units, as its text fields count.
 *
 * Sources: LinkedIn's form for invitations (300; 200 with a free account). LinkedIn Help, "Send an InMail message" (a554514), gives an InMail
 * 2,000 in its body, newer accounts of the form 1,900: the smaller number binds. For messages to connections and for comments LinkedIn
 * documents none.
 */
const LIMITS: ReadonlyMap<string, number> = new Map([
  ['connect', 300],
  ['inmail', 1_900],
]);

/** @returns `null`: no limit is documented. */
export function linkedinLimit(action: string | null): number | null {
  return LIMITS.get(action ?? '') ?? null;
}
