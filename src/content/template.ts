/** From a template file's text to something that can be rendered many times. */
import type { Template as LiquidNode } from 'liquidjs';
import type { Template } from '../core/template.ts';
import { parseLiquid, type SourceError } from './liquid.ts';
import type { Block } from './markdown.ts';
import { scanFields, type FieldUse } from './merge-fields.ts';

/** Positions are in this part: add the lines of the front matter for the file's. */
export type TemplatePart = 'subject' | 'body';

export interface TemplateError extends SourceError {
  readonly part: TemplatePart;
}

export interface MergeField extends FieldUse {
  readonly part: TemplatePart;
}

export interface CompiledTemplate {
  readonly name: string;
  readonly subject: readonly LiquidNode[] | null;
  readonly body: readonly LiquidNode[];
  readonly mergeFields: readonly MergeField[];
  /** The body's Markdown by its text with placeholders: the same for everybody who takes the same branches. */
  readonly documents: Map<string, readonly Block[]>;
}

export type CompileResult =
  | { readonly ok: true; readonly template: CompiledTemplate }
  | { readonly ok: false; readonly errors: readonly TemplateError[] };

/** Templates are few; the limit only keeps a long-lived runner from growing with every edit. */
const CACHE_MAX = 500;
const cache = new Map<string, CompileResult>();

/** Compiles once for the same name and text. Never throws; all errors of both parts at once. */
export function compileTemplate(template: Template): CompileResult {
  const key = JSON.stringify([template.name, template.subject, template.body]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const result = compile(template);
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(key, result);
  return result;
}

/** Every use of a name, subject first, also in branches and conditions. Empty when the template doesn't compile. */
export function mergeFieldsOf(template: Template): readonly MergeField[] {
  const result = compileTemplate(template);
  return result.ok ? result.template.mergeFields : [];
}

function compile(template: Template): CompileResult {
  const subject = template.subject === null ? null : compilePart('subject', template.subject);
  const body = compilePart('body', template.body);
  const errors = [...(subject?.errors ?? []), ...body.errors];
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    template: {
      name: template.name,
      subject: subject?.nodes ?? null,
      body: body.nodes,
      mergeFields: [...(subject?.fields ?? []), ...body.fields],
      documents: new Map(),
    },
  };
}

function compilePart(part: TemplatePart, source: string) {
  const parsed = parseLiquid(source);
  if (!parsed.ok) {
    return { nodes: [], fields: [], errors: parsed.errors.map((error) => ({ ...error, part })) };
  }
  const { fields, errors } = scanFields(parsed.nodes);
  return {
    nodes: parsed.nodes,
    fields: fields.map((field) => ({ ...field, part })),
    errors: errors.map((error) => ({ ...error, part })),
  };
}
