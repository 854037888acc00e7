/** Which message does an email continue? */
import { NEW_THREAD, type EmailStep, type Sequence } from '../../core/sequence.ts';
import type { TouchRecord } from '../../ports/engine-store.ts';

/** The thread an email continues: the nearest earlier email of that thread that was sent. */
export interface Thread {
  readonly subject: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
}

/** A thread whose parent was skipped goes to the nearest earlier sent email; with none it is a new one. */
export function threadOf(
  { thread }: EmailStep,
  { steps }: Sequence,
  touches: readonly TouchRecord[],
): Thread | null {
  if (thread === NEW_THREAD) return null;
  const position = (id: string): number => steps.findIndex((each) => each.id === id);
  const parentPosition = position(thread);
  const sent = touches.filter(
    (touch) => touch.channel === 'email' && touch.messageId !== null && touch.status === 'sent',
  );
  const before = sent.filter((touch) => position(touch.step) <= parentPosition);
  const parent = before.at(-1) ?? sent.at(-1);
  if (parent === undefined || parent.messageId === null) return null;
  const { subject, messageId, serverMessageId, references } = parent;
  const own = { subject: subject ?? '', inReplyTo: messageId, references };
  // A server that put its own id in the place of ours: the reader's program knows only that one.
  return serverMessageId?.startsWith('<') === true
    ? { ...own, inReplyTo: serverMessageId, references: [...references, serverMessageId] }
    : own;
}
