/** What the hearing must reach, and whether it does. The bounds are the contract; docs/accuracy.md shows the figures. */
import type { Question, Verdict } from './finding.ts';

type Relation = 'at least' | 'more than' | 'at most';

export interface Goal {
  readonly name: string;
  readonly relation: Relation;
  readonly bound: number;
  readonly counts: (verdict: Verdict) => boolean;
  readonly figure: (verdicts: readonly Verdict[]) => number;
  readonly shown: (figure: number) => string;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export function isMet({ relation }: Goal, bound: number, figure: number): boolean {
  switch (relation) {
    case 'at least':
      return figure >= bound;
    case 'more than':
      return figure > bound;
    case 'at most':
      return figure <= bound;
  }
}

export function rightShare(verdicts: readonly Verdict[]): number {
  if (verdicts.length === 0) return 1;
  return verdicts.filter(({ right }) => right).length / verdicts.length;
}

const wrongShare = (verdicts: readonly Verdict[]): number => 1 - rightShare(verdicts);
const asks =
  (question: Question, set?: string) =>
  (verdict: Verdict): boolean =>
    verdict.question === question && (set === undefined || verdict.set === set);

const right = (name: string, question: Question, bound: number): Goal => ({
  name,
  relation: 'at least',
  bound,
  counts: asks(question),
  figure: rightShare,
  shown: percent,
});

const wrong = (name: string, question: Question, bound: number): Goal => ({
  name,
  relation: 'at most',
  bound,
  counts: asks(question),
  figure: wrongShare,
  shown: percent,
});

/** @param best  The better library's share, measured on both halves of the corpora (email-reply-parser 2.3.7, planer 1.2.0). */
const beats = (set: string, best: number): Goal => ({
  name: `reply text of ${set}, against the best library`,
  relation: 'more than',
  bound: best,
  counts: asks('reply_text', set),
  figure: rightShare,
  shown: percent,
});

const ANSWER_SETS: ReadonlySet<string> = new Set(['07', '08', '09', '10', '11', '12', '13', '29']);

export const GOALS: readonly Goal[] = [
  right('bounce or not', 'bounce_or_not', 0.99),
  right('hard or not', 'hard_or_not', 0.95),
  right('failed address', 'failed_address', 0.97),
  {
    name: 'human replies called automatic (sets 07 to 13, 29)',
    relation: 'at most',
    bound: 1,
    counts: (verdict) => verdict.question === 'human' && ANSWER_SETS.has(verdict.set.slice(0, 2)),
    figure: (verdicts) => verdicts.filter((verdict) => !verdict.right).length,
    shown: String,
  },
  wrong('automatic mail called human', 'automatic', 0.03),
  right('stated return dates', 'return_date', 1),
  right('opt-outs heard', 'opt_out', 0.98),
  wrong('opt-outs heard where none is', 'not_opt_out', 0.03),
  right('classes of set 29', 'class', 0.95),
  {
    name: 'intents of set 29, macro-F1',
    relation: 'at least',
    bound: 0.8,
    counts: asks('intent'),
    figure: macroF1,
    shown: (figure) => figure.toFixed(2),
  },
  {
    ...right('reply text of 08_email_reply_trimmer', 'reply_text', 0.9),
    counts: asks('reply_text', '08_email_reply_trimmer'),
  },
  beats('08_email_reply_trimmer', 32 / 64),
  beats('09_crisp_reply', 47 / 50),
  beats('10_zapier_reply', 4 / 5),
  beats('11_github_reply', 5 / 8),
  beats('12_willdurand_reply', 31 / 42),
  beats('13_talon', 39 / 59),
];

/** Mean of the F1 of every intent that is wanted somewhere. An abstention is a miss of the wanted one, and no false find of another. */
export function macroF1(verdicts: readonly Verdict[]): number {
  const intents = [...new Set(verdicts.map(({ wanted }) => wanted))];
  if (intents.length === 0) return 1;
  const scores = intents.map((intent) => {
    const found = verdicts.filter(({ got }) => got === intent).length;
    const stated = verdicts.filter(({ wanted }) => wanted === intent).length;
    const both = verdicts.filter(({ wanted, got }) => wanted === intent && got === intent).length;
    return (2 * both) / (found + stated);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
