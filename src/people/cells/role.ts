/** What part does somebody play when their company buys? A rep says so; a title only suggests it. */

/** The field in which it stands. */
export const ROLE_FIELD = 'role';

/** The usual ones; any other word may be used. */
export const ROLES = [
  'decision_maker',
  'champion',
  'influencer',
  'budget_holder',
  'procurement',
  'legal',
  'gatekeeper',
  'user',
  'blocker',
] as const;

/** `Decision maker` is `decision_maker`. */
export function roleWord(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Of two that fit the first: who holds the budget is asked of the finance chief before they are one more chief. */
const SUGGESTED: readonly (readonly [role: (typeof ROLES)[number], title: RegExp])[] = [
  ['gatekeeper', /\b(?:assistant|assistenz|assistante?|secretary|sekret\S+|office manager)\b/i],
  ['procurement', /\b(?:procurement|purchasing|buyer|sourcing|einkauf\S*|achats?|compras)\b/i],
  ['legal', /\b(?:legal|counsel|lawyer|compliance|privacy|recht|juristin?|jurist)\b/i],
  ['budget_holder', /\b(?:cfo|chief financial|finance|finanz\S*|financi\S+|controller)\b/i],
  [
    'decision_maker',
    /\b(?:c[eitorm]o|chief|founder|co-founder|owner|president|managing director|director|head|vp|vice president|partner|gesch\S+ftsf\S+hr\S+|inhaber\S*|leiter\S*|g\S+rant\S*|directeur|directrice|directora?)\b/i,
  ],
  ['user', /\b(?:engineer|developer|analyst|specialist|entwickler\S*|ing\S+nieur\S*)\b/i],
];

/** @returns `null`: the title says nothing. */
export function suggestedRole(title: string | null): (typeof ROLES)[number] | null {
  if (title === null) return null;
  return SUGGESTED.find(([, words]) => words.test(title))?.[0] ?? null;
}
