/** Do a template and the snippets it renders fit together: known names, the right arguments, no circles, and all of it small? */
import { FACT_ROOTS } from '../core/facts.ts';
import { SNIPPETS, byBase, renderedIn } from '../core/template.ts';
import type { CompiledText, TemplateError, TemplatePart } from './compiled-text.ts';
import { NODES_MAX, SOURCE_LENGTH_MAX, countNodes } from './liquid.ts';
import type { SnippetUse } from './merge-fields.ts';

/** Snippets in snippets: a text that needs more can't be followed by who writes it. */
const DEPTH_MAX = 3;
const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

type Use = SnippetUse & { readonly part: TemplatePart };

/** @param texts  The root and every snippet that can be reached from it. */
export function checkSnippets(
  root: CompiledText,
  texts: readonly CompiledText[],
): readonly TemplateError[] {
  const known = new Map(texts.map((text) => [text.name, text]));
  const languages = byBase(
    texts.map(({ name }) => name).filter((name) => name.startsWith(SNIPPETS)),
  );
  const textsOf = (use: Use): readonly CompiledText[] =>
    (languages.get(SNIPPETS + use.snippet) ?? []).flatMap((name) => known.get(name) ?? []);
  const errors = texts.flatMap((text) =>
    text.uses.flatMap((use) => {
      const message = wrongIn(text, use, textsOf(use));
      return message === null ? [] : [{ ...placed(text, use), ...message }];
    }),
  );
  if (errors.length > 0) return errors;
  const circles = circlesFrom(root, textsOf);
  return circles.length > 0 ? circles : tooMuch(root, textsOf);
}

/** Names of a snippet that are no facts: who renders it must give them. */
export function argumentsOf(text: Pick<CompiledText, 'fields'>): readonly string[] {
  const roots = text.fields.map(({ name }) => name).filter(isArgument);
  return [...new Set(roots)];
}

export function isArgument(name: string): boolean {
  return /^[^.]+$/.test(name) && !FACT_ROOTS.some((root) => root === name);
}

function placed(
  { name }: CompiledText,
  { part, line, column }: Use,
): Pick<TemplateError, 'in' | 'part' | 'line' | 'column'> {
  return { in: name, part, line, column };
}

type Wrong = Pick<TemplateError, 'code' | 'message'>;

function wrongIn(text: CompiledText, use: Use, found: readonly CompiledText[]): Wrong | null {
  const bad = (message: string): Wrong => ({ code: 'bad_snippet', message });
  const { snippet, given } = use;
  if (!NAME.test(snippet)) {
    return bad(`a snippet's name has lower-case letters, digits, "-" and "_": no path, no suffix`);
  }
  // What `renderedIn` does not see would not be stored with the version.
  if (!renderedIn(text.source).includes(snippet)) return bad(`write it {% render '${snippet}' %}`);
  const [base] = found;
  if (base === undefined || base.name !== SNIPPETS + snippet) {
    const file = `templates/${SNIPPETS}${snippet}.md`;
    return { code: 'unknown_snippet', message: `there is no snippet "${snippet}" (${file})` };
  }
  const wanted = new Set(found.flatMap(argumentsOf));
  const lacking = [...wanted].filter((name) => !given.includes(name));
  if (lacking.length > 0) {
    const shown = lacking.map((name) => `${name}: ...`).join(', ');
    return bad(
      `snippet "${snippet}" needs ${lacking.join(', ')}: {% render '${snippet}', ${shown} %}`,
    );
  }
  const strange = given.find((name) => !wanted.has(name));
  if (strange !== undefined) return bad(`snippet "${snippet}" takes no "${strange}"`);
  return null;
}

type TextsOf = (use: Use) => readonly CompiledText[];

/** Each text is entered once at each depth: there may be more ways through them than anybody can walk. */
function circlesFrom(root: CompiledText, textsOf: TextsOf): readonly TemplateError[] {
  const errors: TemplateError[] = [];
  const seen = new Set<string>();
  const enter = (text: CompiledText, path: readonly string[]): void => {
    const key = `${path.length} ${text.name}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const use of text.uses) {
      for (const inner of textsOf(use)) {
        const way = [...path, inner.name];
        const shown = way.map((name) => name.replace(SNIPPETS, '')).join(' > ');
        if (path.includes(inner.name)) {
          const message = `snippet "${use.snippet}" renders itself: ${shown}`;
          errors.push({ ...placed(text, use), code: 'bad_snippet', message });
        } else if (path.length > DEPTH_MAX) {
          const message = `snippets nest at most ${DEPTH_MAX} deep: ${shown}`;
          errors.push({ ...placed(text, use), code: 'bad_snippet', message });
        } else {
          enter(inner, way);
        }
      }
    }
  };
  enter(root, [root.name]);
  return errors;
}

/** A snippet that renders another ten times, which does so again, would make a small file a huge message. */
function tooMuch(root: CompiledText, textsOf: TextsOf): readonly TemplateError[] {
  const sizes = new Map<string, Size>();
  const sizeOf = (text: CompiledText): Size => {
    const known = sizes.get(text.name);
    if (known !== undefined) return known;
    const source = `${text.source.subject ?? ''}${text.source.body}`;
    const size = { nodes: countNodes(source), length: source.length };
    for (const use of text.uses) {
      const inner = textsOf(use).map(sizeOf);
      size.nodes += Math.max(...inner.map(({ nodes }) => nodes));
      size.length += Math.max(...inner.map(({ length }) => length));
    }
    sizes.set(text.name, size);
    return size;
  };
  const { nodes, length } = sizeOf(root);
  const message =
    nodes > NODES_MAX
      ? `with its snippets the template has more than ${NODES_MAX} tags and outputs`
      : length > SOURCE_LENGTH_MAX
        ? `with its snippets the template has more than ${SOURCE_LENGTH_MAX} characters`
        : null;
  const [first] = root.uses;
  if (message === null || first === undefined) return [];
  return [{ ...placed(root, first), code: 'bad_snippet', message }];
}

interface Size {
  nodes: number;
  length: number;
}
