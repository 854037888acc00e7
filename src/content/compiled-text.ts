/** One text of a template, parsed and looked through before anybody asks what its snippets are. */
import type { Template as LiquidNode } from 'liquidjs';
import { SNIPPETS, type Template } from '../core/template.ts';
import { parseLiquid, type SourceError } from './liquid.ts';
import { scanFields, type FieldUse, type SnippetUse } from './merge-fields.ts';

/** Positions are in this part: add the lines of the front matter for the file's. */
export type TemplatePart = 'subject' | 'body';

export interface TemplateError extends SourceError {
  /** The text it stands in: the template's own name, or that of a snippet it renders. */
  readonly in: string;
  readonly part: TemplatePart;
  readonly code: 'bad_liquid' | 'bad_snippet' | 'unknown_snippet';
}

export interface MergeField extends FieldUse {
  readonly part: TemplatePart;
}

export interface CompiledText {
  readonly name: string;
  readonly source: Template;
  readonly subject: readonly LiquidNode[] | null;
  readonly body: readonly LiquidNode[];
  readonly fields: readonly MergeField[];
  readonly uses: readonly (SnippetUse & { readonly part: TemplatePart })[];
  readonly errors: readonly TemplateError[];
}

/** Never throws. */
export function compileText(source: Template): CompiledText {
  const { name } = source;
  const subject = source.subject === null ? null : compilePart(name, 'subject', source.subject);
  const body = compilePart(name, 'body', source.body);
  return {
    name,
    source,
    subject: subject?.nodes ?? null,
    body: body.nodes,
    fields: [...(subject?.fields ?? []), ...body.fields],
    uses: [...(subject?.uses ?? []), ...body.uses],
    errors: [...(subject?.errors ?? []), ...body.errors],
  };
}

function compilePart(name: string, part: TemplatePart, source: string) {
  const told = (error: SourceError): TemplateError => ({
    ...error,
    in: name,
    part,
    code: 'bad_liquid',
  });
  const parsed = parseLiquid(source, name.startsWith(SNIPPETS) ? name : null);
  if (!parsed.ok) return { nodes: [], fields: [], uses: [], errors: parsed.errors.map(told) };
  const { fields, snippets, errors } = scanFields(parsed.nodes);
  return {
    nodes: parsed.nodes,
    fields: fields.map((field) => ({ ...field, part })),
    uses: snippets.map((use) => ({ ...use, part })),
    errors: errors.map(told),
  };
}
