/** One visit of a step that was begun, whatever became of it. */
export interface Visit {
  readonly step: string;
  readonly visit: number;
  /**
   * `done`: something left, or a rep did it. `open`: a rep may still do it. `dropped`: nothing came of it. The others are those of its touch.
   */
  readonly state: 'done' | 'open' | 'planned' | 'sending' | 'uncertain' | 'dropped';
  /** Calls: the rep's disposition. */
  readonly outcome: string | null;
}
