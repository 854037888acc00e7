/** How names are written that people choose in these files: of steps, sequences, reps, mailboxes. */
import { parsed, type Shape } from './shape.ts';

const LETTERS = 'lower-case letters, digits, "-" and "_", at most 64';
const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Lower case, so that it is the same on every file system; no dots, which separate the parts of a touch's id. */
export function name(what: string): Shape<string> {
  return parsed(
    what,
    { pattern: NAME.source, patternErrorMessage: `expected ${what}: ${LETTERS}` },
    (value) => {
      if (NAME.test(value)) return { value };
      const mended = value
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9_-]+/g, '-')
        .replace(/^[-_]+|-+$/g, '')
        .slice(0, 64);
      return {
        code: 'bad_name',
        message: `is "${value.slice(0, 64)}"; a name has ${LETTERS}`,
        hint: NAME.test(mended) ? `did you mean "${mended}"?` : null,
      };
    },
  );
}
