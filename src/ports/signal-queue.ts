import type { Append } from './inbound-store.ts';

/** Where facts from outside wait to be applied. */
export interface SignalQueue {
  /**
   * Appends a signal with its effects on the person. It binds every unfinished enrollment that exists now; a later one is not concerned. What
   * happened before an enrollment is history to it, unless it is a wish to be left alone.
   *
   * @returns The signal's id, and whether it is new: the same (source, externalId) is one signal.
   */
  append(append: Append): Promise<{ readonly signalId: string; readonly isNew: boolean }>;
}
