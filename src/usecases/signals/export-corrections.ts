/** What people said of messages, beside what the rules say of them today: each is a case to test the rules with. */
import { rawEventIn } from '../../core/gateway-event.ts';
import type { Channel } from '../../core/sequence.ts';
import type { Classification } from '../../core/inbound-message.ts';
import { classifyText } from '../../inbound/gateways/classify-text.ts';
import { readGatewayEvent } from '../../inbound/gateways/read-gateway-event.ts';
import type { InboxEntry } from '../../ports/inbox-store.ts';
import type { NewFiles } from '../../ports/new-files.ts';
import type { Stores } from '../../ports/stores.ts';
import { heardOn } from '../../runner/hearing/heard-on.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { readMessage } from './read-message.ts';

type Exporter = Pick<Stores, 'inbox'> & { readonly settings: RunnerSettings };
type Reading = Pick<Classification, 'class' | 'intent' | 'rules'>;

export interface CorrectedCase {
  readonly id: string;
  readonly channel: Channel;
  /** As it came in. */
  readonly file: string;
  /** What a person said that it is. */
  readonly class: string;
  readonly intent: string | null;
  /** `null`: they cannot read it. */
  readonly readAs: Reading | null;
  /** `false`: an earlier export had written it, and it stays as it was. */
  readonly isNew: boolean;
}

/** Two files each: `m12.eml` as it came (`m12.event.json` of a gateway), and `m12.json` with what is expected of it. */
export async function exportCorrections(
  to: Exporter,
  files: Pick<NewFiles, 'create'>,
): Promise<readonly CorrectedCase[]> {
  const cases: CorrectedCase[] = [];
  for (const { entry, bytes } of await to.inbox.corrected()) {
    if (entry.class === null) continue;
    const isMail = !to.settings.gateways.some(({ id }) => id === entry.source);
    const file = `${entry.id}.${isMail ? 'eml' : 'event.json'}`;
    const readAs = await readAgain(to.settings, entry, bytes).catch(() => null);
    const expected = {
      id: entry.id,
      channel: heardOn(to.settings, entry),
      file,
      class: entry.class,
      intent: entry.intent,
      readAs,
    };
    const isNew = await files.create(file, bytes);
    await files.create(`${entry.id}.json`, `${JSON.stringify(writtenCase(expected), null, 2)}\n`);
    cases.push({ ...expected, isNew });
  }
  return cases;
}

/** Whether the rules say what the person said; of the intent, where they named one. */
export function isReadRight({
  class: said,
  intent,
  readAs,
}: Omit<CorrectedCase, 'isNew'>): boolean {
  return readAs?.class === said && (intent === null || readAs.intent === intent);
}

function writtenCase({
  id,
  channel,
  file,
  class: said,
  intent,
  readAs,
}: Omit<CorrectedCase, 'isNew'>) {
  return {
    id,
    channel,
    file,
    class: said,
    intent,
    read_as:
      readAs === null
        ? null
        : { class: readAs.class, intent: readAs.intent, rules: [...readAs.rules] },
  };
}

async function readAgain(
  { gateways, zone }: RunnerSettings,
  { source, atMs }: InboxEntry,
  bytes: Uint8Array,
): Promise<Reading | null> {
  const gateway = gateways.find(({ id }) => id === source);
  if (gateway === undefined) return readMessage(bytes, atMs, zone);
  const events = readGatewayEvent(gateway.provider, gateway.replies, rawEventIn(bytes));
  const text = events.find((event) => event.kind === 'text');
  return text === undefined ? null : classifyText(text);
}
