/** A part of the benchmark, as the command line names it. */
export interface BenchOptions {
  /** People, messages or enrollments of the part that is asked for; `null`: its own number. */
  readonly size: number | null;
  readonly rounds: number | null;
}

export interface Line {
  readonly what: string;
  readonly value: string;
  /** What we want of it, and whether it is so; `null`: only shown. */
  readonly goal: { readonly words: string; readonly isMet: boolean } | null;
}

export interface Part {
  readonly name: string;
  readonly title: string;
  readonly run: (options: BenchOptions) => Promise<readonly Line[]>;
}
