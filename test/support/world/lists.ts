/** Lists of leads brought into a store as `import` brings them. */
import { createHash } from 'node:crypto';
import { NO_NAMES, type AccountNames } from '../../../src/people/identity/account-of.ts';
import type { ReadyPart } from '../../../src/people/identity/ready-leads.ts';
import type { Stores } from '../../../src/ports/stores.ts';
import {
  importLeads,
  type ImportOrder,
  type ImportReport,
} from '../../../src/usecases/imports/import-leads.ts';
import { listOfBytes } from '../../../src/usecases/imports/list-of-bytes.ts';

export interface ListOptions {
  readonly file?: string;
  readonly list?: string;
  readonly asOfMs?: number;
  readonly dryRun?: boolean;
  readonly accounts?: AccountNames;
  readonly nowMs: number;
}

export async function importText(
  stores: Pick<Stores, 'imports'>,
  text: string,
  options: ListOptions,
): Promise<ImportReport> {
  const { order, parts } = partsOf(text, options);
  const to = { rejects: null, onBytes: () => undefined, stop: null };
  const imported = await importLeads(stores.imports, parts, order, to, options.nowMs);
  if (!imported.ok) throw new Error(imported.diagnostics.map(({ message }) => message).join('\n'));
  return imported.value;
}

/** The list, read, and what is asked of it. */
export function partsOf(
  text: string,
  { file = 'leads.csv', list, asOfMs, dryRun = false, accounts = NO_NAMES }: ListOptions,
): { readonly order: ImportOrder; readonly parts: AsyncIterable<ReadyPart> } {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const order = {
    file,
    mark: { sha256, options: String(asOfMs ?? '') },
    list: list ?? null,
    owner: null,
    source: null,
    reps: [],
    asOfMs: asOfMs ?? null,
    dryRun,
    accounts,
  };
  const reading = { file, country: null, ownAddresses: new Set<string>() };
  return { order, parts: listOfBytes(new TextEncoder().encode(text), reading, order) };
}
