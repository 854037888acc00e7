/** What came in at a gateway since it was last asked? Lists are asked for with an overlap, since entries may be filed late. */
import { DAY_MS } from '../../core/time/duration.ts';
import { rawEventBytes } from '../../core/gateway-event.ts';
import type { RawMessage } from '../../core/inbound-message.ts';
import type { Intake, MessageSource } from '../../ports/message-source.ts';

export interface GatewayList {
  /** Its cursor's name. */
  readonly folder: string;
  /** What was filed from `sinceMs` on, in whatever order. May bring more. */
  pages(span: ListSpan, signal: AbortSignal): AsyncIterable<readonly ListedEntry[]>;
}

export interface ListSpan {
  readonly sinceMs: number;
  /** The clock at the start of the poll. */
  readonly untilMs: number;
}

export interface ListedEntry {
  /** Unique in the list. */
  readonly key: string;
  /** JSON of the entry alone; asked for only when it was never stored. */
  readonly body: (signal: AbortSignal) => Promise<string>;
}

const OVERLAP_MS = DAY_MS;
/** As far back as a mailbox is read for the first time. */
const FIRST_SPAN_MS = 30 * DAY_MS;

export class GatewaySource implements MessageSource {
  readonly #lists: readonly GatewayList[];

  constructor(lists: readonly GatewayList[]) {
    this.#lists = lists;
  }

  async poll(
    intake: Intake,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly heardAtMs: number }> {
    signal.throwIfAborted();
    const cursors = await intake.cursors();
    for (const list of this.#lists) {
      const uid = cursors.find(({ folder }) => folder === list.folder)?.uid ?? 0;
      await readList(list, uid, intake, nowMs, signal);
    }
    return { heardAtMs: nowMs };
  }

  /** Wakes once; a gateway that has news calls us. */
  async watch(wake: () => void, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    wake();
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }

  async close(): Promise<void> {}
}

/** The cursor is the instant up to which the list was read to its end, epoch ms; 0: never. */
async function readList(
  list: GatewayList,
  uid: number,
  intake: Intake,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const sinceMs = uid === 0 ? nowMs - FIRST_SPAN_MS : Math.min(uid, nowMs) - OVERLAP_MS;
  for await (const page of list.pages({ sinceMs, untilMs: nowMs }, signal)) {
    const entries = new Map(page.map((entry) => [entry.key, entry]));
    const unseen = await intake.unseen(list.folder, [...entries.keys()]);
    const messages: RawMessage[] = [];
    for (const key of unseen) {
      signal.throwIfAborted();
      const body = await entries.get(key)?.body(signal);
      if (body !== undefined) messages.push(rawMessage(list.folder, key, body, nowMs));
    }
    // Pages come newest first: the cursor moves only when the last of them is stored.
    if (messages.length > 0) await intake.store(messages, { folder: list.folder, uid });
  }
  await intake.store([], { folder: list.folder, uid: Math.max(uid, nowMs) });
}

function rawMessage(folder: string, key: string, body: string, nowMs: number): RawMessage {
  const raw = { form: 'listed', contentType: 'application/json', body, query: '' } as const;
  return { folder, key, receivedAtMs: nowMs, bytes: rawEventBytes(raw), truncated: false };
}
