/** An intake that keeps what it was given, as a store would, and can be told to fail. */
import type { RawMessage } from '../../../src/core/inbound-message.ts';
import type { FolderCursor, Intake } from '../../../src/ports/message-source.ts';

export class MemoryIntake implements Intake {
  /** In the order of storing, each once. */
  readonly messages: RawMessage[] = [];
  /** How many messages each call of `store` brought. */
  readonly batches: number[] = [];
  /** Keys of messages that were brought although they had been stored. */
  readonly repeated: string[] = [];
  /** Runs before each `store` takes effect; what it throws rejects the call. */
  beforeStore: (messages: readonly RawMessage[]) => void | Promise<void> = () => {};
  /** Runs before each answer of `unseen`. */
  beforeUnseen: () => void | Promise<void> = () => {};
  readonly #cursors = new Map<string, number>();

  async cursors(): Promise<readonly FolderCursor[]> {
    return [...this.#cursors].map(([folder, uid]) => ({ folder, uid }));
  }

  async unseen(folder: string, keys: readonly string[]): Promise<readonly string[]> {
    await this.beforeUnseen();
    return keys.filter((key) => !this.#has(folder, key));
  }

  async store(messages: readonly RawMessage[], cursor: FolderCursor | null): Promise<void> {
    await this.beforeStore(messages);
    for (const raw of messages) {
      if (this.#has(raw.folder, raw.key)) this.repeated.push(`${raw.folder} ${raw.key}`);
      else this.messages.push(raw);
    }
    this.batches.push(messages.length);
    if (cursor !== null) this.#cursors.set(cursor.folder, cursor.uid);
  }

  /** The subjects of what was stored, in order. */
  subjects(): string[] {
    return this.messages.map(({ bytes }) => subjectOf(bytes));
  }

  #has(folder: string, key: string): boolean {
    return this.messages.some((raw) => raw.folder === folder && raw.key === key);
  }
}

/** A short message as it is on disk, with CRLF. */
export function message(subject: string, body = 'Sounds good.'): string {
  return [
    'From: Ada Kern <ada@kern.example>',
    'To: anna@acme.example',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replaceAll(' ', '-')}@kern.example>`,
    '',
    body,
    '',
  ].join('\r\n');
}

function subjectOf(bytes: Uint8Array): string {
  return /^Subject: (.*)$/m.exec(new TextDecoder('latin1').decode(bytes))?.[1]?.trim() ?? '';
}
