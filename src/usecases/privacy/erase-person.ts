/** Erases a person: first they are bound, then everything that names them goes, and at last the file is rewritten without it. */
import { redactorOf, type Redactor } from '../../core/person/redact.ts';
import { redactMail } from '../../inbound/mail/redact-mail.ts';
import {
  isThorough,
  type Erasure,
  type ErasureStore,
  type KeptMail,
} from '../../ports/erasure-store.ts';
import type { PeopleFiles } from '../../ports/people-files.ts';
import type { PrivacyStore } from '../../ports/privacy-store.ts';
import { freeFiles, type FreedFiles } from './free-files.ts';

export interface ErasurePorts {
  readonly erasures: ErasureStore;
  readonly privacy: Pick<PrivacyStore, 'writtenFiles' | 'forgetFile'>;
  readonly files: PeopleFiles;
}

export interface ErasedPerson extends FreedFiles {
  /** Rows that went, by table. */
  readonly counts: Readonly<Record<string, number>>;
  /** Messages of others that named them. */
  readonly mail: number;
}

const PAGE = 100;

/** The caller holds the runner's lock. Dying half-way is mended by `endErasures`. */
export async function erasePerson(
  ports: ErasurePorts,
  erasure: Erasure,
  nowMs: number,
): Promise<ErasedPerson> {
  await ports.erasures.begin(erasure);
  return endErasure(ports, erasure, nowMs);
}

/** What an earlier run began and did not end. @returns How many people. */
export async function endErasures(ports: ErasurePorts, nowMs: number): Promise<number> {
  const begun = await ports.erasures.begun();
  for (const erasure of begun) await endErasure(ports, erasure, nowMs);
  return begun.length;
}

/** @returns `false`: another program reads the store, and what was deleted may still lie in its file. */
export async function cleanStore(erasures: ErasureStore): Promise<boolean> {
  return (await erasures.isToBeCleaned()) ? erasures.clean() : true;
}

/** What names the person is known until their rows go: they go last. */
async function endErasure(
  ports: ErasurePorts,
  erasure: Erasure,
  nowMs: number,
): Promise<ErasedPerson> {
  const { erasures } = ports;
  const naming = isThorough(erasure) ? await erasures.namingOf(erasure.prospectId) : null;
  if (naming === null) {
    const counts = await erasures.finish(erasure, nowMs);
    return { counts, mail: 0, changed: [], removed: [], unreadable: [] };
  }
  const redactor = redactorOf(naming);
  const addresses = new Set(
    naming.identities.flatMap(({ kind, value }) => (kind === 'email' ? [value] : [])),
  );
  const { prospectId } = erasure;
  let mail = 0;
  for (const table of ['inbound', 'message'] as const)
    mail += await freeMail(erasures, { prospectId, table, redactor, addresses });
  const files = await freeFiles(ports, redactor, naming.ids);
  const counts = await erasures.finish(erasure, nowMs);
  return { counts, mail, ...files };
}

async function freeMail(
  erasures: ErasureStore,
  {
    prospectId,
    table,
    redactor,
    addresses,
  }: {
    readonly prospectId: string;
    readonly table: KeptMail['table'];
    readonly redactor: Redactor;
    readonly addresses: ReadonlySet<string>;
  },
): Promise<number> {
  let freed = 0;
  for (let after: string | null = null; ;) {
    const page: readonly KeptMail[] = await erasures.mailOfOthers(prospectId, table, after, PAGE);
    for (const mail of page) {
      const redacted = await redactMail(mail.bytes, redactor, addresses);
      if (redacted === null) continue;
      await erasures.replaceMail({ ...mail, bytes: redacted.bytes }, redacted.isTheirs);
      freed += 1;
    }
    after = page.at(-1)?.id ?? null;
    if (after === null) return freed;
  }
}
