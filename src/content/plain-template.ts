/** Does whether a template can be rendered hang on nothing but who has which names? Then one rendering tells it of all who have the same. */
import { Output, Tag, TypeGuards, type Template as LiquidNode } from 'liquidjs';
import { nameOfPath } from './merge-fields.ts';
import type { CompiledTemplate } from './template.ts';

/** They make a text of every text. */
const HARMLESS = [
  'default',
  'upcase',
  'downcase',
  'capitalize',
  'strip',
  'truncate',
  'append',
  'prepend',
];

/** `prospect.x` and the like; not what was done, and nothing behind a value. */
const PERSONAL = /^(?:(?:prospect|account|sender)\.\w+|unsubscribe_url|now)$/;

/** No branches, no snippets, no dates, and words of its own: no value can leave it empty. */
export function isPlain({ subject, body, named }: CompiledTemplate): boolean {
  return (
    isPlainText(body) &&
    (subject === null || isPlainText(subject)) &&
    named.every((name) => PERSONAL.test(name))
  );
}

function isPlainText(nodes: readonly LiquidNode[]): boolean {
  const texts = nodes.filter((node) => !(node instanceof Output));
  return (
    !texts.some((node) => node instanceof Tag) &&
    texts.some(({ token }) => /\p{L}/u.test(token.getText())) &&
    nodes.every((node) => !(node instanceof Output) || isPlainOutput(node))
  );
}

function isPlainOutput({ value: { initial, filters } }: Output): boolean {
  const [path, ...more] = initial.postfix;
  const isName = path !== undefined && TypeGuards.isPropertyAccessToken(path);
  return (
    isName &&
    more.length === 0 &&
    nameOfPath(path) !== null &&
    // The last one is ours: it puts every value in its place.
    filters.slice(0, -1).every(({ name }) => HARMLESS.includes(name))
  );
}
