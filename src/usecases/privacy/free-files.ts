/** Takes a person out of the files that we wrote about people. */
import { extname } from 'node:path';
import type { Redactor } from '../../core/person/redact.ts';
import { namesThem } from '../../inbound/mail/redact-mail.ts';
import type { PeopleFiles } from '../../ports/people-files.ts';
import type { PrivacyStore } from '../../ports/privacy-store.ts';

export interface FreedFiles {
  /** Absolute. Without the person's rows now. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Nobody can tell what is in them. */
  readonly unreadable: readonly string[];
}

/** @param ids  The person's with us: a row of an export may name them by nothing else. */
export async function freeFiles(
  {
    privacy,
    files,
  }: {
    readonly privacy: Pick<PrivacyStore, 'writtenFiles' | 'forgetFile'>;
    readonly files: PeopleFiles;
  },
  redactor: Redactor,
  ids: readonly string[],
): Promise<FreedFiles> {
  const freed = { changed: [] as string[], removed: [] as string[], unreadable: [] as string[] };
  const cell = new RegExp(`(?<![^,"\\s])(?:${ids.join('|')})(?![^,"\\s])`);
  const isTheirs = (text: string): boolean => cell.test(text) || redactor.text(text) !== text;
  for (const { path, kind } of await privacy.writtenFiles()) {
    try {
      const text = await files.read(path);
      if (text === null) await privacy.forgetFile(path);
      const isIn =
        kind === 'list' ? isTheirs : (all: string) => namesThem(Buffer.from(all), redactor);
      if (text === null || !isIn(text)) continue;
      if (kind === 'person') {
        await files.remove(path);
        await privacy.forgetFile(path);
        freed.removed.push(path);
      } else {
        const records = recordsIn(text, extname(path).toLowerCase() === '.csv');
        await files.write(path, records.filter((record) => !isTheirs(record)).join(''));
        freed.changed.push(path);
      }
    } catch {
      freed.unreadable.push(path);
    }
  }
  return freed;
}

/** With their line ends. A cell of a CSV file may hold line ends between its quotes. */
function recordsIn(text: string, isCsv: boolean): readonly string[] {
  const lines = text.match(/[^\n]*(?:\n|$)/g)?.filter((line) => line !== '') ?? [];
  if (!isCsv) return lines;
  const records: string[] = [];
  let open = '';
  for (const line of lines) {
    open += line;
    if ((open.split('"').length - 1) % 2 === 1) continue;
    records.push(open);
    open = '';
  }
  return open === '' ? records : [...records, open];
}
