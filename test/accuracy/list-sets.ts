/** Sets of lists and cells: what they ask of us, what not, and what the best library reaches. */
import { casesOf, type Half } from './corpora.ts';
import * as judge from './list-judges.ts';

interface ListSet {
  readonly set: string;
  readonly judge: judge.ListJudge;
  /** A row of docs/accuracy.md: which cases ask nothing of us, and why. */
  readonly meaning: string;
  /** Share that must be right, by question; the best library's where one was measured. */
  readonly bounds: Readonly<Record<string, number>>;
}

export const LIST_SETS: readonly ListSet[] = [
  {
    set: '17_csv_spectrum',
    judge: judge.judgeSpectrum,
    meaning: 'All. Line ends within cells count as one kind.',
    bounds: { rows: 1 },
  },
  {
    set: '18_csv_test_data',
    judge: judge.judgeMinimal,
    meaning:
      'What a strict reader refuses is rejected, row or list. Headers other than the set’s own three names, and a quote within a bare cell, are no fault to us: left out.',
    bounds: { rows: 1, refused: 1 },
  },
  {
    set: '19_papaparse',
    judge: judge.judgePapa,
    meaning:
      'Options that a list has no use for (comments, other quotes and escapes, typed values, previews, ASCII 30 and 31, longer delimiters): left out. Empty rows are none. Quotes that it calls malformed: rejected.',
    bounds: { rows: 0.95, refused: 1 },
  },
  {
    set: '20_messytables',
    judge: judge.judgeTable,
    meaning: 'The header and its cells, where the set names them.',
    bounds: { header: 0.85 },
  },
  {
    set: '21_lead_csv_layouts',
    judge: judge.judgeLayout,
    meaning:
      'The header in its line, all columns and the delimiter, in any encoding. What another tool refuses by its own rules (no name column, reserved words): left out.',
    bounds: { header: 0.95 },
  },
  {
    set: '22_phones',
    judge: judge.judgePhone,
    meaning:
      'Cases that real numbering plans contradict, and assertions about the functions of a library: left out. Best library: 1129 of 1137 valid, 121 of 159 dialled, 35 of 37 refused.',
    bounds: { 'valid numbers': 1129 / 1137, dialled: 121 / 159, refused: 17 / 18 },
  },
  {
    set: '23_phone_timezones',
    judge: judge.judgePhoneZone,
    meaning:
      'A zone of the same clock. Where the map names several: none, or a guess that says so. The unit test’s own map: left out.',
    bounds: { known: 0.75, 'not guessed in silence': 1 },
  },
  {
    set: '24_person_names',
    judge: judge.judgeName,
    meaning:
      'First and last name. Cases that need the library set up by hand, or that it fails itself: left out; Japanese names without a space, placeholders and couples: left out. Royal and noble titles, which are given names in business, count as missed. Best library (humanparser): 125 of 235.',
    bounds: {
      'parts (nameparser)': 125 / 235,
      'parts (humanparser)': 0.95,
      order: 0.95,
      'company or person': 1,
      capitals: 0.9,
    },
  },
  {
    set: '25_isemail',
    judge: judge.judgeIsEmail,
    meaning:
      'Ordinary addresses are taken, errors refused. Comments, quoted parts, literals and domains without a dot, which are valid and refused on purpose: left out, and so are errors of white space around an address, which is cut.',
    bounds: { taken: 1, refused: 1 },
  },
  {
    set: '26_email_normalization',
    judge: judge.judgeAddress,
    meaning:
      'Lower case, refusals, a company’s domain. We keep dots, tags and the spelling of a domain: cases that change them are left out, and international domains, which we keep in their ASCII form.',
    bounds: { 'lower case': 1, clean: 1, 'company of': 0.8 },
  },
  {
    set: '27_linkedin_urls',
    judge: judge.judgeLinkedin,
    meaning:
      'The slug of a profile; companies, posts and Sales Navigator’s leads are no persons. Profiles within a longer text: left out.',
    bounds: { slug: 1, 'no person': 1, 'same person': 1 },
  },
  {
    set: '37_charset_detection',
    judge: judge.judgeCharset,
    meaning: 'The same text, whatever its encoding is called. EBCDIC and ISO-2022-KR: left out.',
    bounds: { encoding: 1 },
  },
];

export interface ListVerdict extends judge.ListFinding {
  readonly set: string;
  readonly name: string;
  readonly half: Half;
}

export async function measureLists(root: string): Promise<ListVerdict[]> {
  const verdicts: ListVerdict[] = [];
  for (const { set, judge: ask } of LIST_SETS) {
    for (const one of casesOf(root, set)) {
      const found = await ask(one);
      if (found !== null) verdicts.push({ ...found, set, name: one.name, half: one.half });
    }
  }
  return verdicts;
}
