/** What came of rendering a step's text for one person. */
import type { RenderFailure } from '../../content/liquid.ts';
import type { RenderedEmail } from '../../content/render.ts';
import type { CompiledTemplate } from '../../content/template.ts';
import type { Draft } from '../../core/decide/context.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { nameInLanguage } from '../../core/template.ts';
import type { StoredMessage } from '../../ports/engine-store.ts';
import type { LoadedVersion } from '../versions.ts';

export interface Drafted {
  readonly draft: Draft | null;
  /** `null` where it can't leave: no email, no address, something is missing. */
  readonly message: StoredMessage | null;
  /** The template that was rendered, in the person's language; `null`: none was. */
  readonly template: string | null;
  /** The email itself, whether it has somewhere to go or not. */
  readonly email: RenderedEmail | null;
}

/** The text in the person's language, else the one for everybody. */
export function templateFor(
  { templates }: LoadedVersion,
  name: string,
  { language }: Prospect,
): CompiledTemplate | undefined {
  return templates.get(nameInLanguage(name, language, (each) => templates.has(each)));
}

export function asDraft(
  template: string,
  rendered: { ok: true; text: string } | RenderFailure,
): Draft {
  if (rendered.ok) return { ok: true, text: rendered.text };
  if ('missing' in rendered) return { ...rendered, error: null };
  const { undated } = rendered;
  const fault = { ok: false, missing: [], error: placeOf(template, rendered) } as const;
  return undated === undefined ? fault : { ...fault, undated };
}

/**
 * `_snippets/close:2:1: message` as a person finds it. Lines count below the front matter: it is no part of the text that was stored.
 */
function placeOf(
  template: string,
  { error, in: part }: Extract<RenderFailure, { readonly error: string }>,
): string {
  const [, snippet, line, message] = /^(?:(.+?):)?(\d+):\d+: (.*)$/s.exec(error) ?? [];
  if (line === undefined) return `templates/${template}.md: ${error}`;
  if (snippet !== undefined) return `templates/${snippet}.md, line ${line}: ${message}`;
  const where = part === 'subject' ? 'its subject' : `line ${line} of its text`;
  return `templates/${template}.md, ${where}: ${message}`;
}

export const undrafted = (draft: Draft | null): Drafted => ({
  draft,
  message: null,
  template: null,
  email: null,
});
export const failed = (error: string): Draft => ({ ok: false, missing: [], error });
export const notStored = (name: string): Draft => failed(`template ${name} is not in this version`);
