/** Takes in a register of numbers that must not be called: in portions, so that it may be large, and twice changes nothing. */
import { UserError } from '../../core/user-error.ts';
import { parsePhone } from '../../people/cells/phone.ts';
import { plainPhone } from '../../people/cells/plain-phone.ts';
import type { CallList } from '../../core/person/consent.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { lookAgain, type LookedAgain } from './look-again.ts';

export interface CallListOrder extends Omit<CallList, 'country'> {
  /** For numbers without a country code, and whose register it is, alpha-2. */
  readonly country: string;
  /** Our own list, which does not grow old. */
  readonly isOwn: boolean;
}

export interface ImportedCallList extends LookedAgain {
  readonly list: CallList;
  /** Numbers in the file. */
  readonly numbers: number;
  readonly added: number;
  /** Lines that hold no number, the first of them. */
  readonly rejected: readonly { readonly line: number; readonly text: string }[];
  readonly rejectedCount: number;
}

/** So many share one commit. */
const AT_ONCE = 2_000;
const NAMED_MOST = 20;

/**
 * @param lines  Of the file, in order. The number is in the first cell, or in the first two, as in the national register of the United
 *               States: `212,5550100`. Empty lines and those that begin with `#` are left out, as is a header.
 * @throws {UserError} `no_numbers` (exit 3): the list is not dated, so nothing counts as newer. `list_of_another` (exit 2).
 */
export async function importCallList(
  stores: Pick<Stores, 'consents' | 'enrollments'>,
  deciding: Deciding,
  lines: AsyncIterable<string>,
  order: CallListOrder,
  nowMs: number,
): Promise<ImportedCallList> {
  const list = {
    source: order.source,
    country: order.isOwn ? null : order.country,
    atMs: order.atMs,
  };
  refuseAnother(await stores.consents.callLists(), list);
  const rejected: { line: number; text: string }[] = [];
  let [line, numbers, added, rejectedCount] = [0, 0, 0, 0];
  let portion: string[] = [];
  const write = async (): Promise<void> => {
    if (portion.length > 0) added += await stores.consents.addCallNumbers(order.source, portion);
    portion = [];
  };
  for await (const written of lines) {
    line += 1;
    const text = written.replace(/^\uFEFF/, '').trim();
    if (text === '' || text.startsWith('#')) continue;
    const number = numberIn(text, order.country);
    if (number === null) {
      // A header has no digits.
      if (line === 1 && !/\d/.test(text)) continue;
      rejectedCount += 1;
      if (rejected.length < NAMED_MOST) rejected.push({ line, text: text.slice(0, 80) });
      continue;
    }
    numbers += 1;
    portion.push(number);
    if (portion.length === AT_ONCE) await write();
  }
  await write();
  if (numbers === 0) {
    const [first] = rejected;
    throw new UserError(
      'no_numbers',
      `no line of it is a telephone number${first === undefined ? '' : `: "${first.text}"`}`,
      'one number a line; numbers without a country code need --country',
      3,
    );
  }
  await stores.consents.dateCallList(list, nowMs);
  const looked = await lookAgain(stores, deciding, null, nowMs);
  return { list, numbers, added, rejected, rejectedCount, ...looked };
}

/** A register that became our own list, or another country's, would be old no more and hold nobody. */
function refuseAnother(lists: readonly CallList[], { source, country }: CallList): void {
  const known = lists.find((each) => each.source === source);
  if (known === undefined || known.country === country) return;
  throw new UserError(
    'list_of_another',
    `"${source}" is ${known.country === null ? 'our own list' : `the register of ${known.country}`}`,
    'give this one a name of its own: --source NAME',
    2,
  );
}

function numberIn(text: string, country: string): string | null {
  const cells = text.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const [first = '', second = ''] = cells;
  const isSplit = /^\d{3}$/.test(first) && /^\d{3}-?\d{4}$/.test(second);
  const number = isSplit ? first + second : first;
  const plain = plainPhone(number, country);
  if (plain !== null) return plain;
  const parsed = parsePhone(number, country);
  return parsed.ok ? parsed.value : null;
}
