import type { Intake, MessageSource } from '../../../src/ports/message-source.ts';

/** A mailbox into which the test drops messages. */
export class SimulatedSource implements MessageSource {
  readonly delivered: Uint8Array[] = [];
  /** While it is, every poll fails. */
  isDown = false;

  readonly #receivedAtMs: (number | null)[] = [];

  /** @param receivedAtMs  As the server says; by default the instant of the poll. */
  deliver(raw: string, receivedAtMs: number | null = null): void {
    this.delivered.push(Buffer.from(raw.replaceAll('\n', '\r\n')));
    this.#receivedAtMs.push(receivedAtMs);
  }

  async poll(intake: Intake, nowMs: number): Promise<{ readonly heardAtMs: number }> {
    if (this.isDown) throw new Error('connection refused');
    const keys = this.delivered.map((_, index) => String(index));
    const unseen = new Set(await intake.unseen('INBOX', keys));
    const messages = this.delivered.flatMap((bytes, index) =>
      unseen.has(String(index))
        ? [
            {
              folder: 'INBOX',
              key: String(index),
              receivedAtMs: this.#receivedAtMs[index] ?? nowMs,
              bytes,
              truncated: false,
            },
          ]
        : [],
    );
    await intake.store(messages, { folder: 'INBOX', uid: 0 });
    return { heardAtMs: nowMs };
  }

  async watch(_wake: () => void, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }

  async close(): Promise<void> {}
}
