/** Which parts has a name that is written in one? */

export interface PersonName {
  /** `Dr.`, `Lt. Gen.` */
  readonly honorific: string | null;
  readonly first: string | null;
  readonly middle: string | null;
  readonly last: string | null;
  /** `Jr.`, `MD, PhD`: as written, a comma between two. */
  readonly suffix: string | null;
  readonly nickname: string | null;
}

/**
 * Before a name. Words that are given names too (King, Prince, Major, Dean) are none: in lists of business people they are names. In lower
 * case, without dots.
 */
const HONORIFICS: ReadonlySet<string> = new Set(
  `dr doctor mr mister mrs ms miss mx prof professor rev reverend pastor fr father sir dame lord lady hon honorable honourable rt capt captain
  col gen lt ltgen ltcol ltgov cmdr maj sgt cpl adm gov sen senator rabbi imam sheikh herr frau hr monsieur madame mme mlle maitre sig sigra
  signor signora dott dottssa dr-ing ing mag dipl dipl-ing diplom univ-prof priv-doz bc mgr judr mudr rndr phdr sra srta senor senora don dona tuan puan datuk haji shri smt`.split(
    /\s+/,
  ),
);
/** The same, and given names as well: honorifics with a dot, behind another one, or before two words. */
const DOUBTFUL_HONORIFICS: ReadonlySet<string> = new Set(
  'don dona col gen hon mag ing sen pastor imam rabbi'.split(' '),
);
/** Titles that are written between names in a list that has a column for each: `Dr. Ada`. Others may be given names there. */
const SURE_HONORIFICS: ReadonlySet<string> = new Set(
  'dr prof professor mr mrs ms mx herr frau monsieur madame mme mlle'.split(' '),
);
/** What stands behind a doctor: `Dr. med.`, `Dr. h.c.` */
const FACULTIES: ReadonlySet<string> = new Set(
  'med rer nat phil jur iur oec hc habil dent vet pol ing theol mult'.split(' '),
);
/** What cannot be a name after the last one. */
const SUFFIXES: ReadonlySet<string> = new Set(
  `jr sr ii iii iv vi vii viii phd md dds dvm mba cpa esq esquire cfa cfp pmp msc mscs bsc llm lld llb mba edd jd rn dphil phr sphr clu lutc qc kc mp obe mbe cbe
  beng meng bcom mcom csm pe pmp cissp shrm-cp shrm-scp ret mscEd mscet mphil cma cia cisa acca fcca frcs msced`
    .toLowerCase()
    .split(/\s+/),
);
/** Suffixes that are names or initials as well: only after three words. */
const DOUBTFUL_SUFFIXES: ReadonlySet<string> = new Set([
  'i',
  'v',
  'x',
  'ma',
  'ba',
  'bs',
  'ms',
  'do',
  'pe',
  'mp',
  'jd',
  'rn',
]);
/** Words that begin a family name. */
const PARTICLES: ReadonlySet<string> = new Set(
  `van von vom vander zu zur zum de del della dello dei degli der di da dos das du la le ter bin binti bint ibn al el af av st st. santa abu dalla dal het 't`.split(
    /\s+/,
  ),
);
/** The same, where they are not capitalised: else they are names. */
const SMALL_PARTICLES: ReadonlySet<string> = new Set([
  'do',
  'ten',
  'den',
  'lo',
  'san',
  'op',
  'ap',
  'e',
]);
const AND = new Set(['y', 'i', 'und', '&']);

/** Parts in Western order, with what stands around them. Family names that come first need a comma: `Kern, Ada`. */
export function parsePersonName(text: string): PersonName {
  const { bare, nickname } = withoutNickname(text.trim());
  const parts = bare
    .split(/\s*[,;]\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const suffixes: string[] = [];
  while (parts.length > 1 && isSuffixes(parts.at(-1)!)) suffixes.unshift(parts.pop()!);
  const [start = '', ...rest] = parts;
  const hasFamilyFirst = rest.length > 0;
  const family = withoutSuffixes(wordsOf(start), hasFamilyFirst ? 1 : 2);
  const given = hasFamilyFirst ? withoutSuffixes(wordsOf(rest.join(' ')), 2) : family;
  const { honorific, words } = withoutHonorific(given.words);
  const written = [...(hasFamilyFirst ? family.suffixes : []), ...given.suffixes, ...suffixes];
  const around = {
    honorific: honorific === '' ? null : honorific,
    suffix: written.length === 0 ? null : written.join(', '),
    nickname,
  };
  const { first, middle, last } = hasFamilyFirst
    ? { first: words[0], middle: words.slice(1), last: family.words }
    : partsInOrder(words, honorific);
  return { ...around, first: first ?? null, middle: joined(middle), last: joined(last) };
}

function joined(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join(' ');
}

function partsInOrder(
  words: readonly string[],
  honorific: string,
): {
  readonly first: string | undefined;
  readonly middle: readonly string[];
  readonly last: readonly string[];
} {
  // `Mr. Kern`, but `Dame Ada`.
  if (words.length === 1 && honorific !== '' && !/^(?:sir|dame|lady|lord)\b/i.test(honorific))
    return { first: undefined, middle: [], last: words };
  const at = familyStart(words);
  return { first: words[0], middle: words.slice(1, at), last: words.slice(Math.max(at, 1)) };
}

/** Where the family name begins: at the last run of particles, before the word of an `y`, else the last word. */
function familyStart(words: readonly string[]): number {
  const last = words.length - 1;
  let at = last;
  for (let index = last - 1; index > 0; index--) {
    if (isParticle(words[index]!)) {
      at = index;
      while (at > 1 && isParticle(words[at - 1]!)) at--;
      break;
    }
  }
  const and = words.findLastIndex((word) => AND.has(word));
  return and > 1 && and < last && at === last ? and - 1 : at;
}

function isParticle(word: string): boolean {
  return PARTICLES.has(word.toLowerCase()) || (SMALL_PARTICLES.has(word) && word !== 'e');
}

/** `"Rick"`, `(Ben)`, `'Big Ben'`; not the apostrophes of `Ng'ang'a`. */
function withoutNickname(text: string): {
  readonly bare: string;
  readonly nickname: string | null;
} {
  // `"Kern Kern", Ada` quotes a family name of two words.
  const unquoted = text.replace(/^"([^"]+)"\s*,/, '$1,');
  const found = /["“„]([^"“”„]+)["”“]|\(([^()]+)\)|(?<=^|\s)['‘]([^'‘’]+)['’](?=\s|$)/u.exec(
    unquoted,
  );
  if (found === null) return { bare: unquoted, nickname: null };
  const bare = `${unquoted.slice(0, found.index)} ${unquoted.slice(found.index + found[0].length)}`;
  if (bare.trim() === '') return { bare: unquoted, nickname: null };
  return { bare, nickname: (found[1] ?? found[2] ?? found[3] ?? '').trim() || null };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function isSuffixes(part: string): boolean {
  const squeezed = part.replace(/\s/g, '');
  return isSuffix(squeezed) || wordsOf(part).every((word) => isSuffix(word));
}

/** Dotted letters (`Q.C.`, `M.Sc.`) count as without dots, but for initials: `J.R.` may be a name. */
function isSuffix(word: string): boolean {
  const folded = word.toLowerCase().replace(/\./g, '');
  if (/^(?:[a-z]\.){2}$/i.test(word) && (folded === 'jr' || folded === 'sr')) return false;
  return SUFFIXES.has(folded) || DOUBTFUL_SUFFIXES.has(folded);
}

/** @param keep  So many words stay, whatever they are. */
function withoutSuffixes(
  words: readonly string[],
  keep: number,
): { readonly words: readonly string[]; readonly suffixes: readonly string[] } {
  const left = [...words];
  const suffixes: string[] = [];
  while (left.length > keep || (left.length === 2 && isSureSuffix(left[1]!))) {
    const word = left.at(-1)!;
    const isDoubtful = !isSureSuffix(word);
    if (!isSuffix(word) || (isDoubtful && (left.length < 3 || /^[a-z]\.$/i.test(word)))) break;
    suffixes.unshift(left.pop()!);
  }
  return { words: left, suffixes };
}

function isSureSuffix(word: string): boolean {
  const folded = word.toLowerCase().replace(/\./g, '');
  return isSuffix(word) && !DOUBTFUL_SUFFIXES.has(folded);
}

/** Titles before the name, as long as something is left. */
function withoutHonorific(words: readonly string[]): {
  readonly honorific: string;
  readonly words: readonly string[];
} {
  let at = 0;
  const isTitle = (word: string): boolean =>
    at > 0 ? isHonorific(word) || isFaculty(word) : isHonorific(word) && !isGiven(word);
  const isGiven = (word: string): boolean =>
    words.length === 2 && DOUBTFUL_HONORIFICS.has(word.toLowerCase());
  while (at < words.length - 1 && isTitle(words[at]!)) at++;
  return { honorific: words.slice(0, at).join(' '), words: words.slice(at) };
}

function isFaculty(word: string): boolean {
  return word.endsWith('.') && FACULTIES.has(withoutDots(word));
}

function isHonorific(word: string): boolean {
  return HONORIFICS.has(withoutDots(word)) || /^dipl\.-?\p{L}+\.?$/iu.test(word);
}

function withoutDots(word: string): string {
  return word.toLowerCase().replace(/\./g, '');
}

/** The first name of a list that has a column for it, without the title before it: `Dr. Ada M.` is `Ada M.`; `null`: it was one. */
export function givenOf(cell: string): string | null {
  const words = wordsOf(cell);
  const isSure = (word: string): boolean =>
    SURE_HONORIFICS.has(withoutDots(word)) || (word.endsWith('.') && isHonorific(word));
  let at = 0;
  while (at < words.length && (isSure(words[at]!) || (at > 0 && isFaculty(words[at]!)))) at++;
  const [only = ''] = words;
  return words.length === 1 && !only.endsWith('.') ? only : joined(words.slice(at));
}

/** The same of the last name, without what stands behind it: `Kern, PhD` is `Kern`. */
export function familyOf(cell: string): string {
  const [start = '', ...rest] = cell.split(/\s*,\s*/);
  const family = rest.every(isSuffixes) ? start : cell;
  return withoutSuffixes(wordsOf(family), 1).words.join(' ');
}
