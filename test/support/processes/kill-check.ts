/** Was anybody written to twice, forgotten, or written to after an answer? Asks the ledger and the Maildir, nobody else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry } from '../mail/smtp-ledger-server.ts';
import type { LedgerLine } from '../mail/ledger-process.ts';

export interface Findings {
  /** Messages that the server took. */
  readonly sent: number;
  /** Ids that it took more than once: ours, the Message-ID, or the same subject to the same person. */
  readonly duplicates: readonly string[];
  /** People without an answer who lack a message although nothing about them is undecided. */
  readonly lost: readonly string[];
  /** Messages that were sent by a run that began when the answer was already there. */
  readonly late: readonly string[];
  /** People whose undecided message the server has. */
  readonly undecidedDelivered: number;
}

/**
 * @param subjects   What everybody must get, in this order.
 * @param undecided  Addresses whose outcome the store says it does not know: their sequence may have stopped there.
 */
export function checkDeliveries(
  lines: readonly LedgerLine[],
  maildir: string,
  addresses: readonly string[],
  subjects: readonly string[],
  undecided: ReadonlyMap<string, string>,
): Findings {
  const messages = inRuns(lines);
  const answeredIn = answers(maildir);
  const got = new Map<string, string[]>();
  for (const { to, subject } of messages) got.set(to, [...(got.get(to) ?? []), subject ?? '']);
  return {
    sent: messages.length,
    duplicates: [
      ...repeated(messages.map((each) => each.touchline_id ?? 'no id')),
      ...repeated(messages.map((each) => each.message_id ?? 'no id')),
      ...repeated(messages.map((each) => `${each.to} ${each.subject}`)),
    ],
    lost: addresses.filter(
      (to) =>
        !answeredIn.has(to) &&
        !undecided.has(to) &&
        subjects.some((subject) => got.get(to)?.includes(subject) !== true),
    ),
    late: messages
      .filter(({ to, run }) => run > (answeredIn.get(to) ?? Infinity))
      .map(({ to, run }) => `${to} in run ${run}`),
    undecidedDelivered: [...undecided].filter(([to, subject]) => got.get(to)?.includes(subject))
      .length,
  };
}

type InRun = LedgerEntry & { readonly run: number };

function inRuns(lines: readonly LedgerLine[]): InRun[] {
  const messages: InRun[] = [];
  let run = 0;
  for (const line of lines) {
    if ('mark' in line) run = Number(line.mark.replace('run ', ''));
    else messages.push({ ...line, run });
  }
  return messages;
}

/** By person, the run that was under way, or over, when their first answer was delivered. */
function answers(maildir: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const part of ['new', 'cur']) {
    for (const name of readdirSync(join(maildir, part))) {
      const text = readFileSync(join(maildir, part, name), 'utf8');
      const from = /^From: .*<(.*)>/m.exec(text)![1]!;
      const run = Number(/^X-Run: (\d+)/m.exec(text)![1]);
      found.set(from, Math.min(run, found.get(from) ?? Infinity));
    }
  }
  return found;
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}
