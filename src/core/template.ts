/** What a step says: a file of `templates/`, with its front matter split off. */
export interface Template {
  /** The file's name without `.md`. */
  readonly name: string;
  /** Liquid; `null`: none given. */
  readonly subject: string | null;
  /** Liquid and Markdown. */
  readonly body: string;
}
