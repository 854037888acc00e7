/** What the hearing must reach, and whether it does. The bounds are the contract; docs/accuracy.md shows the figures. */
import type { Question, Verdict } from './finding.ts';

export interface Goal {
  readonly name: string;
  readonly bound: string;
  /** What is counted of the verdicts: which ones, and the figure they make. */
  readonly counts: (verdict: Verdict) => boolean;
  readonly figure: (verdicts: readonly Verdict[]) => number;
  readonly isMet: (figure: number) => boolean;
  readonly shown: (figure: number) => string;
  /** Where the goal is missed: why. The test then holds the figure that was reached. */
  readonly missed?: { readonly atLeast: number; readonly why: string };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export function rightShare(verdicts: readonly Verdict[]): number {
  if (verdicts.length === 0) return 1;
  return verdicts.filter(({ right }) => right).length / verdicts.length;
}

function share(
  name: string,
  question: Question,
  least: number,
  more: { readonly set?: string; readonly isMore?: boolean; readonly missed?: Goal['missed'] } = {},
): Goal {
  const { set, isMore = false, missed } = more;
  return {
    name,
    bound: `${isMore ? '> ' : '≥ '}${percent(least)}`,
    counts: (verdict) =>
      verdict.question === question && (set === undefined || verdict.set === set),
    figure: rightShare,
    isMet: (figure) => (isMore ? figure > least : figure >= least),
    shown: percent,
    ...(missed === undefined ? {} : { missed }),
  };
}

const ANSWERS: ReadonlySet<string> = new Set(['07', '08', '09', '10', '11', '12', '13', '29']);
const isAnswerSet = ({ set }: Verdict): boolean => ANSWERS.has(set.slice(0, 2));

export const GOALS: readonly Goal[] = [
  share('bounce or not', 'bounce_or_not', 0.99),
  share('hard or not', 'hard_or_not', 0.95),
  share('failed address', 'failed_address', 0.97),
  {
    name: 'human replies called automatic (sets 07 to 13, 29)',
    bound: '≤ 1',
    counts: (verdict) => verdict.question === 'human' && isAnswerSet(verdict),
    figure: (verdicts) => verdicts.filter(({ right }) => !right).length,
    isMet: (figure) => figure <= 1,
    shown: String,
  },
  {
    name: 'automatic mail called human (all sets)',
    bound: '≤ 3.0 %',
    counts: ({ question }) => question === 'automatic',
    figure: (verdicts) => 1 - rightShare(verdicts),
    isMet: (figure) => figure <= 0.03,
    shown: percent,
  },
  share('stated return dates', 'return_date', 1),
  share('opt-outs heard', 'opt_out', 0.98),
  {
    name: 'opt-outs heard where none is',
    bound: '≤ 3.0 %',
    counts: ({ question }) => question === 'not_opt_out',
    figure: (verdicts) => 1 - rightShare(verdicts),
    isMet: (figure) => figure <= 0.03,
    shown: percent,
  },
  share('classes of set 29', 'class', 0.95),
  {
    name: 'intents of set 29, macro-F1',
    bound: '≥ 0.80',
    counts: ({ question }) => question === 'intent',
    figure: macroF1,
    isMet: (figure) => figure >= 0.8,
    shown: (figure) => figure.toFixed(2),
  },
  share('reply text, set 08', 'reply_text', 0.9, { set: '08_email_reply_trimmer' }),
  // The best library's share per set, measured on both halves of the corpora (email-reply-parser, planer).
  share('reply text, set 09, best library', 'reply_text', 0.94, {
    set: '09_crisp_reply',
    isMore: true,
  }),
  share('reply text, set 10, best library', 'reply_text', 0.8, {
    set: '10_zapier_reply',
    isMore: true,
  }),
  share('reply text, set 11, best library', 'reply_text', 0.625, {
    set: '11_github_reply',
    isMore: true,
  }),
  share('reply text, set 12, best library', 'reply_text', 31 / 42, {
    set: '12_willdurand_reply',
    isMore: true,
  }),
  share('reply text, set 13, best library', 'reply_text', 39 / 59, {
    set: '13_talon',
    isMore: true,
  }),
];

/** Mean of the F1 of every intent that is wanted somewhere. An abstention is a miss of the wanted one, and no false find of another. */
export function macroF1(verdicts: readonly Verdict[]): number {
  const wanted = [...new Set(verdicts.map((verdict) => verdict.wanted))];
  if (wanted.length === 0) return 1;
  const scores = wanted.map((intent) => {
    const found = verdicts.filter(({ got }) => got === intent).length;
    const stated = verdicts.filter((verdict) => verdict.wanted === intent).length;
    const both = verdicts.filter(({ wanted: is, got }) => is === intent && got === intent).length;
    return (2 * both) / (found + stated);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
