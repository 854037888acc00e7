/** A template as its file has it: not yet rendered. */
export interface Template {
  /** The file's name without `.md`: `intro`, `intro.ja`. */
  readonly name: string;
  /** Liquid; `null`: a threaded email takes `Re: ` and the thread's, other channels need none. */
  readonly subject: string | null;
  /** Liquid and Markdown. */
  readonly body: string;
}
