/** From a template file's text to something that can be rendered many times. */
import type { Template as LiquidNode } from 'liquidjs';
import { SNIPPETS, snippetsOf, type Template } from '../core/template.ts';
import { checkSnippets } from './check-snippets.ts';
import { bareArguments, hasFallbackInside, NO_NAMES } from './bare-arguments.ts';
import { compileText, type MergeField, type TemplateError } from './compiled-text.ts';
import type { Block } from './markdown.ts';
import type { CompiledSnippet } from './snippet-tag.ts';

export interface CompiledTemplate {
  readonly name: string;
  readonly subject: readonly LiquidNode[] | null;
  readonly body: readonly LiquidNode[];
  /** Its own and the arguments it gives; those of its snippets are the snippets'. */
  readonly mergeFields: readonly MergeField[];
  /** Every name that it or a snippet uses, arguments aside. */
  readonly named: readonly string[];
  /** Every text it may render, by name as `render` says it, with languages: `booking.ja`. */
  readonly snippets: ReadonlyMap<string, CompiledSnippet>;
  /** By its text with placeholders: the same for everybody who takes the same branches. */
  readonly documents: Map<string, TextDocument>;
}

/** The body's Markdown, read. */
export interface TextDocument {
  readonly blocks: readonly Block[];
  /** What its letters say, without values; `null`: nothing. */
  readonly language: string | null;
}

export type CompileResult =
  | { readonly ok: true; readonly template: CompiledTemplate }
  | { readonly ok: false; readonly errors: readonly TemplateError[] };

/** Templates are few; the limit only keeps a long-lived runner from growing with every edit. */
const CACHE_MAX = 500;
const cache = new Map<string, CompileResult>();
const NONE: ReadonlyMap<string, Template> = new Map();

/**
 * Compiles once for the same texts. Never throws; all errors of the template and of the snippets it renders at once.
 *
 * @param all  By name; only snippets are looked up.
 */
export function compileTemplate(
  template: Template,
  all: ReadonlyMap<string, Template> = NONE,
): CompileResult {
  const snippets = snippetsOf([template], all);
  const key = JSON.stringify(
    [template, ...snippets].map(({ name, subject, body }) => [name, subject, body]),
  );
  const known = cache.get(key);
  if (known !== undefined) return known;
  const result = compile(template, snippets);
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(key, result);
  return result;
}

/** Every use of a name, subject first, also in branches and conditions. Empty when the template doesn't compile. */
export function mergeFieldsOf(
  template: Template,
  all: ReadonlyMap<string, Template> = NONE,
): readonly MergeField[] {
  const result = compileTemplate(template, all);
  return result.ok ? result.template.mergeFields : [];
}

function compile(template: Template, snippets: readonly Template[]): CompileResult {
  const root = compileText(template);
  const texts = [root, ...snippets.filter(({ name }) => name !== root.name).map(compileText)];
  const errors = texts.flatMap((text) => text.errors);
  if (errors.length === 0) errors.push(...checkSnippets(root, texts));
  if (errors.length > 0) return { ok: false, errors };
  const bare = bareArguments(texts);
  return {
    ok: true,
    template: {
      name: template.name,
      subject: root.subject,
      body: root.body,
      mergeFields: root.fields.map((field) => ({
        ...field,
        hasFallback: field.hasFallback || hasFallbackInside(field, bare),
      })),
      named: [...new Set(texts.flatMap(({ fields }) => fields.map(({ name }) => name)))],
      snippets: new Map(
        texts.slice(1).map(({ name, body }) => {
          const snippet = { nodes: body, bare: bare.get(name) ?? NO_NAMES };
          return [name.slice(SNIPPETS.length), snippet] as const;
        }),
      ),
      documents: new Map(),
    },
  };
}
