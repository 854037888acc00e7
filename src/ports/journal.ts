/**
 * An append-only file beside the store, one line an intent. The database is written first, so it may be ahead of the journal; a journal that
 * is ahead of the database means a restored or copied file, and nothing may be sent from that.
 */
export interface Journal {
  /** The last intent on disk, of this store; 0: none. */
  last(): Promise<number>;
  /** Durable when it resolves. Appends asked for in the same turn share one sync. */
  append(intent: number, touchId: string): Promise<void>;
  close(): Promise<void>;
}
