/** Who may be one person, though nothing proves it? Never merged by itself: a rep looks. */
import { foldedName } from '../../core/person/link-key.ts';
import type { Prospect } from '../../core/person/prospect.ts';

export type DuplicateReason =
  | 'same_name_and_company'
  /** One answered in the thread of the other, under their name, and what else is known of them says that they are two. */
  | 'answered_as_other'
  | 'similar_name_and_company'
  | 'same_phone';

export interface Suspects {
  readonly first: Prospect;
  readonly second: Prospect;
  /** From 0 to 1: how much speaks for it. */
  readonly score: number;
  /** Strongest first. */
  readonly reasons: readonly DuplicateReason[];
}

const WEIGHTS: Readonly<Record<DuplicateReason, number>> = {
  same_name_and_company: 0.9,
  answered_as_other: 0.8,
  similar_name_and_company: 0.7,
  same_phone: 0.4,
};

/**
 * Two people are only compared when one of these texts is the same: so the time it takes grows with the people, not with their pairs. The
 * first letters of a name stand in two orders of trust: a slip of the pen is seldom in the first letter of each word.
 */
export function blocksOf(person: Prospect): readonly string[] {
  const name = foldedName(person);
  const companies = companiesOf(person);
  const initials = name
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('');
  return [
    ...(name === '' ? [] : companies.map((company) => `name ${name} ${company}`)),
    ...(initials.length < 2 ? [] : companies.map((company) => `initials ${initials} ${company}`)),
    ...person.identities.flatMap(({ kind, value }) => (kind === 'phone' ? [`phone ${value}`] : [])),
  ];
}

/** What speaks for it; `null`: nothing does. @param isInThread  Whether one of them answered in the thread of the other. */
export function compare(one: Prospect, other: Prospect, isInThread = false): Suspects | null {
  const [name, otherName] = [foldedName(one), foldedName(other)];
  const reasons: DuplicateReason[] = [];
  if (companiesOf(one).some((company) => companiesOf(other).includes(company))) {
    if (name !== '' && name === otherName) reasons.push('same_name_and_company');
    else if (isSlip(name, otherName)) reasons.push('similar_name_and_company');
  }
  if (isInThread) reasons.push('answered_as_other');
  const isShared = one.identities.some(
    ({ kind, value }) =>
      kind === 'phone' &&
      other.identities.some((each) => each.kind === kind && each.value === value),
  );
  // Colleagues share a switchboard; of those whose names have nothing in common nobody is asked.
  if (isShared && haveAWord(name, otherName)) reasons.push('same_phone');
  if (reasons.length === 0) return null;
  reasons.sort((a, b) => WEIGHTS[b] - WEIGHTS[a]);
  const doubt = reasons.reduce((left, reason) => left * (1 - WEIGHTS[reason]), 1);
  const [first, second] =
    Number(one.id.slice(1)) < Number(other.id.slice(1)) ? [one, other] : [other, one];
  return { first, second, score: Math.round((1 - doubt) * 100) / 100, reasons };
}

/** As they are compared: the name without its legal form, and the account; empty: none is known. */
export function companiesOf({ company, accountId }: Prospect): readonly string[] {
  const folded = foldedName({ firstName: null, lastName: null, name: company });
  const words = folded.split(' ').filter((word) => !LEGAL_FORMS.has(word));
  const named = words.length === 0 || folded === '' ? [] : [words.join(' ')];
  return accountId === null ? named : [...named, accountId];
}

const LEGAL_FORMS = new Set(
  'ag bv co corp corporation gmbh inc incorporated kg kk limited llc ltd nv oy plc pty sa sarl sas se spa srl'.split(
    ' ',
  ),
);

function haveAWord(name: string, other: string): boolean {
  if (name === '' || other === '') return true;
  const words = other.split(' ');
  return name.split(' ').some((word) => word.length > 1 && words.includes(word));
}

const SLIPS_MOST = 2;
const SHORT = 8;

/** At most two letters differ; of a short name one. */
function isSlip(name: string, other: string): boolean {
  const least = Math.min(name.length, other.length);
  if (least < 5 || name === other) return false;
  return distance(name, other) <= (least < SHORT ? 1 : SLIPS_MOST);
}

/** Damerau and Levenshtein's, as far as it matters here. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > SLIPS_MOST) return SLIPS_MOST + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(
        last[column]! + 1,
        next[column - 1]! + 1,
        last[column - 1]! + (isSame ? 0 : 1),
      );
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isSwapped) least = Math.min(least, before[column - 2]! + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[other.length]!;
}
