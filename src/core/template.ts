/** A template file, its front matter already split off. */
export interface Template {
  /** File name without folder and suffix: `intro`, `intro.ja`. */
  readonly name: string;
  /** Liquid, one line; `null`: the front matter has none (threaded emails, tasks, SMS). */
  readonly subject: string | null;
  /** Liquid; Markdown as well where an email is made of it. */
  readonly body: string;
}
