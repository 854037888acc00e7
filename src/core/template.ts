/** A template file, its front matter already split off. */
export interface Template {
  /**
   * Path in `templates/` without suffix: `intro`, `intro.ja`; a snippet is `_snippets/booking`, a mailbox's signature `_signatures/anna`.
   */
  readonly name: string;
  /** Liquid, one line; `null`: the front matter has none (threaded emails, tasks, SMS). */
  readonly subject: string | null;
  /** Liquid; Markdown as well where an email is made of it. */
  readonly body: string;
}

export const SNIPPETS = '_snippets/';
export const SIGNATURES = '_signatures/';

/** `intro` and `ja` for `intro.ja`; the language is `null` where the name has none. */
export function splitName(name: string): {
  readonly base: string;
  readonly language: string | null;
} {
  const at = name.lastIndexOf('.');
  return at < 0
    ? { base: name, language: null }
    : { base: name.slice(0, at), language: name.slice(at + 1) };
}

/**
 * Which text of a template does this person read? Their own language's, without its region (`pt-br`, then `pt`) where there is none, else
 * the base.
 *
 * @param language  BCP 47 in any case; `null`: unknown.
 */
export function nameInLanguage(
  base: string,
  language: string | null,
  exists: (name: string) => boolean,
): string {
  const parts = language?.toLowerCase().split('-') ?? [];
  for (let count = parts.length; count > 0; count -= 1) {
    const name = `${base}.${parts.slice(0, count).join('-')}`;
    if (exists(name)) return name;
  }
  return base;
}

/** Texts by their base name, each with its other languages; the base comes first. */
export function byBase(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of [...names].toSorted()) {
    const { base } = splitName(name);
    found.set(base, [...(found.get(base) ?? []), name]);
  }
  return found;
}

const RENDER = /\{%-?\s*render\s+(?:"([^"]*)"|'([^']*)')/g;

/** Names in `{% render 'booking' %}`, each once, also in branches and comments. */
export function renderedIn(template: Pick<Template, 'subject' | 'body'>): readonly string[] {
  const found = new Set<string>();
  for (const match of `${template.subject ?? ''}\n${template.body}`.matchAll(RENDER)) {
    found.add(match[1] ?? match[2]!);
  }
  return [...found];
}

/** The snippets that these templates render, and those render, in every language; in no order. Cycles end. */
export function snippetsOf(
  templates: Iterable<Template>,
  all: ReadonlyMap<string, Template>,
): readonly Template[] {
  const languages = byBase([...all.keys()].filter((name) => name.startsWith(SNIPPETS)));
  const found = new Map<string, Template>();
  const queue = [...templates];
  for (let template = queue.pop(); template !== undefined; template = queue.pop()) {
    for (const base of renderedIn(template)) {
      for (const name of languages.get(`${SNIPPETS}${base}`) ?? []) {
        const snippet = all.get(name);
        if (snippet === undefined || found.has(name)) continue;
        found.set(name, snippet);
        queue.push(snippet);
      }
    }
  }
  return [...found.values()];
}
