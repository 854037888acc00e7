/** Which field does a column nearly name? For what has no name that we know. */
import { editDistance } from '../../core/closest.ts';
import { foldHeader, HEADERS_OF, KNOWN_FIELDS, type KnownField } from './column-names.ts';

export interface Guess {
  readonly index: number;
  readonly field: KnownField;
  /** A slip of the finger away, so it is said; otherwise only words around the name were in the way. */
  readonly isSlip: boolean;
}

/** Words before a name that change nothing of what it means: `Prospect Email`, `Client First Name`. */
const AROUND =
  /^(?:prospect|contact|lead|person|people|client|customer|decision ?maker|dm|poc|your|primary|main|best|verified|business|work|direct)[\s_.:-]+/i;
const PERSONAL: ReadonlySet<KnownField> = new Set<KnownField>([
  'first_name',
  'last_name',
  'email',
  'phone',
  'mobile',
  'linkedin_url',
  'title',
  'city',
  'state',
  'country',
]);
/** Letters: shorter names are near to too much. */
const SLIP_LENGTH_MIN = 5;

/** Words of their own, a letter away from a name: the stage of a deal is no state, a contract no contact, a form's name nobody's. */
const NO_SLIP =
  /^(?:contract.*|county.*|(?:form|list|file|m)name|stages?|start|staat|estate|slate|employees?|employed|enterprise|deadline|local|located?|post(?:ed|er)|private|label)$/;

/**
 * One column for each field that has none, the first that fits.
 *
 * @param free  Whether the column is nobody's yet. @param lacking  Fields without a column.
 */
export function guessColumns(
  header: readonly string[],
  free: (index: number) => boolean,
  lacking: (field: KnownField) => boolean,
): readonly Guess[] {
  const guesses = new Map<KnownField, Guess>();
  for (const isSlip of [false, true]) {
    header.forEach((name, index) => {
      if (!free(index) || [...guesses.values()].some((guess) => guess.index === index)) return;
      const field = isSlip ? slipOf(foldHeader(name)) : bareField(name);
      if (field !== null && lacking(field) && !guesses.has(field))
        guesses.set(field, { index, field, isSlip });
    });
  }
  return [...guesses.values()];
}

function bareField(name: string): KnownField | null {
  const bare = name.trim().replace(AROUND, '');
  if (bare === name.trim()) return null;
  const folded = foldHeader(bare);
  return (
    KNOWN_FIELDS.find((field) => PERSONAL.has(field) && namesOf(field).includes(folded)) ?? null
  );
}

function slipOf(folded: string): KnownField | null {
  if (folded.length < SLIP_LENGTH_MIN || !/^\p{L}+$/u.test(folded)) return null;
  if (NO_SLIP.test(folded)) return null;
  const isNear = (name: string): boolean =>
    name.length >= SLIP_LENGTH_MIN &&
    Math.abs(name.length - folded.length) < 2 &&
    editDistance(name, folded) === 1;
  // An id makes people one: a guess must not.
  const field = KNOWN_FIELDS.find((each) => namesOf(each).some(isNear)) ?? null;
  return field === 'external_id' ? null : field;
}

const namesByField = new Map<KnownField, readonly string[]>();

function namesOf(field: KnownField): readonly string[] {
  let names = namesByField.get(field);
  if (names === undefined) {
    names = [foldHeader(field), ...HEADERS_OF[field].split(' ').map(foldHeader)];
    namesByField.set(field, names);
  }
  return names;
}
