/** One runner per store. */
export interface RunnerLock {
  /**
   * Takes the lock, or answers `null` at once when another runner holds it. The operating system frees it when the holder dies:
   * no clock takes part.
   */
  acquire(): Promise<{ release(): Promise<void> } | null>;
}
