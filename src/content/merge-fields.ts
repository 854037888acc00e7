/** Which names does a template use, and may they be absent? Also the rules of ours that Liquid's grammar doesn't know. */
import {
  IfTag,
  Output,
  TypeGuards,
  Value,
  toValueSync,
  type PropertyAccessToken,
  type Template as LiquidNode,
  type Token,
} from 'liquidjs';
import { formatDate } from './calendar-date.ts';
import { SnippetTag } from './snippet-tag.ts';

export interface FieldUse {
  /** `prospect.company`. */
  readonly name: string;
  /** True when the rendering goes on without it: a `default`, a condition, or an `if` on this very name around it. */
  readonly hasFallback: boolean;
  /** 1-based, in the source. */
  readonly line: number;
  readonly column: number;
  /** It is given to a snippet, which may have a fallback for it. */
  readonly givenTo?: { readonly snippet: string; readonly argument: string };
}

export interface FieldError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A place that renders a snippet. */
export interface SnippetUse {
  readonly snippet: string;
  /** Names of the arguments. */
  readonly given: readonly string[];
  readonly line: number;
  readonly column: number;
}

export interface FieldScan {
  /** In the order of the text; one for each use, also as an argument. */
  readonly fields: readonly FieldUse[];
  readonly snippets: readonly SnippetUse[];
  readonly errors: readonly FieldError[];
}

/** Looks into every branch, taken or not. */
export function scanFields(nodes: readonly LiquidNode[]): FieldScan {
  const scan: Scan = { fields: [], snippets: [], errors: [] };
  visitNodes(nodes, new Set(), scan);
  scan.fields.sort((a, b) => a.line - b.line || a.column - b.column);
  return scan;
}

/** `prospect.company` for `prospect.company` and `prospect["company"]`; `null` when a part is only known at rendering. */
export function nameOfPath(token: PropertyAccessToken): string | null {
  const parts: string[] = [];
  if (token.variable !== undefined) return null;
  for (const part of token.props) {
    if (!TypeGuards.isWordToken(part) && !TypeGuards.isQuotedToken(part)) return null;
    parts.push(part.content);
  }
  return parts.join('.');
}

type Argument = Value['filters'][number]['args'][number];

interface Scan {
  readonly fields: FieldUse[];
  readonly snippets: SnippetUse[];
  readonly errors: FieldError[];
}

function visitNodes(nodes: readonly LiquidNode[], known: ReadonlySet<string>, scan: Scan): void {
  for (const node of nodes) {
    if (node instanceof Output) visitOutput(node, known, scan);
    else if (node instanceof IfTag) visitIf(node, known, scan);
    else if (node instanceof SnippetTag) visitSnippet(node, known, scan);
    else {
      for (const argument of node.arguments?.() ?? []) visitCondition(argument, known, scan);
      if (node.children) visitNodes(toValueSync(node.children(false, true)), known, scan);
    }
  }
}

function visitOutput(node: Output, known: ReadonlySet<string>, scan: Scan): void {
  const { initial, filters } = node.value;
  const defaultAt = filters.findIndex((filter) => filter.name === 'default');
  if (defaultAt > 0) {
    addError(node.token, '"default" must be the first filter, or the others see nothing', scan);
  }
  const fallback = filters[defaultAt];
  if (fallback !== undefined && isHole(fallback.args[0])) {
    const instead = 'to leave words out, write {% if ... %} around them';
    addError(node.token, `"default" gives no word, so there would be a hole: ${instead}`, scan);
  }
  checkDates(node, scan);
  checkWhole(node.value, scan);
  for (const token of initial.postfix) visitToken(token, defaultAt === 0, known, scan);
  visitFilterArguments(node.value, known, scan);
}

/** What is written out can't be a date for anybody, whoever reads it. */
function checkDates({ token, value: { initial, filters } }: Output, scan: Scan): void {
  const [operand] = initial.postfix;
  const first = filters[0]?.name === 'date' && operand !== undefined ? textIn(operand) : null;
  for (const { name, args } of filters) {
    const format = name === 'date' ? textIn(args[0]) : null;
    if (format === null || formatDate('2026-03-09', format) !== null) continue;
    return addError(token, `"date" knows no such format: "${format}"`, scan);
  }
  if (first === null || formatDate(first, '%Y') !== null) return;
  const instead =
    first === 'now' ? 'the time is a merge field: {{ now | date: ... }}' : '2026-03-09';
  addError(token, `"${first}" is no date: ${instead}`, scan);
}

/** `null`: it is not written out. */
function textIn(argument: Argument | Token | undefined): string | null {
  if (argument === undefined || Array.isArray(argument)) return null;
  return TypeGuards.isQuotedToken(argument) ? argument.content : null;
}

/** Nothing, or what prints as nothing. */
function isHole(argument: Argument | undefined): boolean {
  if (argument === undefined || Array.isArray(argument)) return true;
  if (TypeGuards.isQuotedToken(argument)) return argument.content.trim() === '';
  return /^(?:nil|null|empty|blank)$/.test(argument.getText());
}

/** Liquid takes `x == "a" and` for `x == "a"`, and of `x y` the last. */
function checkWhole({ initial: { postfix } }: Value, scan: Scan): void {
  let operands = 0;
  let isWhole = true;
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) operands += 1;
    else if (token.operator !== 'not') operands -= 1;
    isWhole &&= operands > 0;
  }
  const [first] = postfix;
  if (first === undefined || (isWhole && operands === 1)) return;
  const what = isWhole ? '"and" or "or" is missing between two values' : 'a value is missing here';
  addError(first, what, scan);
}

function visitSnippet(node: SnippetTag, known: ReadonlySet<string>, scan: Scan): void {
  const [line, column] = node.token.getPosition();
  const given = node.given.map(({ name }) => name);
  scan.snippets.push({ snippet: node.snippet, given, line: line ?? 1, column: column ?? 1 });
  const { snippet } = node;
  for (const { name, value } of node.given) {
    visitToken(value, false, known, scan, { snippet, argument: name });
  }
}

function visitIf(node: IfTag, known: ReadonlySet<string>, scan: Scan): void {
  for (const { value, templates } of node.branches) {
    visitCondition(value, known, scan);
    visitNodes(templates, new Set([...known, ...namesRequired(value)]), scan);
  }
  visitNodes(node.elseTemplates ?? [], known, scan);
}

/** The names that are surely there when the condition holds: `a`, `a and b`, `a != blank`. */
function namesRequired(value: Value): string[] {
  const { postfix } = value.initial;
  if (value.filters.length > 0) return [];
  const paths = postfix.filter((token) => TypeGuards.isPropertyAccessToken(token));
  const rest = postfix.filter((token) => !TypeGuards.isPropertyAccessToken(token));
  const isEveryOne = rest.every((token) => token.getText() === 'and');
  const isPresence = /^(?:blank|nil|null) !=$/.test(rest.map((token) => token.getText()).join(' '));
  return isEveryOne || isPresence ? paths.map((path) => nameOfPath(path) ?? '') : [];
}

function visitCondition(argument: Value | Token, known: ReadonlySet<string>, scan: Scan): void {
  if (!(argument instanceof Value)) return visitToken(argument, true, known, scan);
  checkWhole(argument, scan);
  for (const token of argument.initial.postfix) visitToken(token, true, known, scan);
  visitFilterArguments(argument, known, scan);
}

function visitFilterArguments(value: Value, known: ReadonlySet<string>, scan: Scan): void {
  for (const filter of value.filters) {
    for (const argument of filter.args) {
      const token = Array.isArray(argument) ? argument[1] : argument;
      if (token !== undefined) visitToken(token, false, known, scan);
    }
  }
}

function visitToken(
  token: Token,
  isLenient: boolean,
  known: ReadonlySet<string>,
  scan: Scan,
  givenTo?: FieldUse['givenTo'],
): void {
  if (TypeGuards.isRangeToken(token)) return addError(token, 'ranges have no use here', scan);
  if (!TypeGuards.isPropertyAccessToken(token)) return;
  const name = nameOfPath(token);
  if (name === null) {
    return addError(token, `the name "${token.getText()}" must be written out`, scan);
  }
  const [line, column] = token.getPosition();
  const hasFallback = isLenient || known.has(name);
  const place = { line: line ?? 1, column: column ?? 1 };
  scan.fields.push({ name, hasFallback, ...place, ...(givenTo === undefined ? {} : { givenTo }) });
}

function addError(token: Token, message: string, scan: Scan): void {
  const [line, column] = token.getPosition();
  scan.errors.push({ line: line ?? 1, column: column ?? 1, message });
}
