/** What would a template say to somebody typical, and what does it say to everybody? For measuring, before anybody is written to. */
import {
  CaseTag,
  IfTag,
  Output,
  TypeGuards,
  UnlessTag,
  type Template as LiquidNode,
} from 'liquidjs';
import type { Facts } from '../core/condition.ts';
import { SnippetTag } from './snippet-tag.ts';
import { renderSubject, renderText } from './render.ts';
import type { CompiledTemplate } from './template.ts';

export interface Sample {
  /** `null`: the template has none, or it can't be rendered for a made-up person. */
  readonly subject: string | null;
  /** As typed, Markdown included. */
  readonly text: string;
}

/** Every merge field filled with a value of the usual length, in the language of the template's name. */
export function typicalSample(template: CompiledTemplate, language: string | null): Sample {
  const facts = typicalFacts(template, language);
  const text = renderText(template, facts);
  const subject = template.subject === null ? null : renderSubject(template, facts, null);
  return {
    subject: subject?.ok === true ? subject.text : null,
    text: text.ok ? text.text : leastText(template),
  };
}

/**
 * The shortest text that a person can get: of each branch the shortest.
 *
 * @param value  Stands for everything that is filled in.
 */
export function leastText({ body, snippets }: CompiledTemplate, value = ''): string {
  return shortest(body, snippets, value).trim();
}

type Snippets = CompiledTemplate['snippets'];

function shortest(nodes: readonly LiquidNode[], snippets: Snippets, value: string): string {
  return nodes.map((node) => shortestOf(node, snippets, value)).join('');
}

function shortestOf(node: LiquidNode, snippets: Snippets, value: string): string {
  if (TypeGuards.isHTMLToken(node.token)) return node.token.getContent();
  if (node instanceof Output) return value;
  if (node instanceof SnippetTag) {
    return shortest(snippets.get(node.snippet)?.nodes ?? [], snippets, value);
  }
  if (!(node instanceof IfTag || node instanceof UnlessTag || node instanceof CaseTag)) return '';
  const ways = [...node.branches.map(({ templates }) => templates), node.elseTemplates ?? []];
  return ways
    .map((way) => shortest(way, snippets, value))
    .reduce((short, each) => (each.length < short.length ? each : short));
}

/** Lengths as in lists of leads; letters of the GSM alphabet only, so that a value alone doubles no text message. */
const TYPICAL: Readonly<Record<string, string>> = {
  first_name: 'Katharina',
  last_name: 'Lindqvist',
  name: 'Katharina Lindqvist',
  company: 'Northwind Tools GmbH',
  title: 'Head of Operations',
  city: 'Amsterdam',
  email: 'katharina.lindqvist@northwind.example',
  website: 'https://northwind.example',
  linkedin_url: 'https://www.linkedin.com/in/katharina-lindqvist',
  phone: '+49301234567',
  country: 'DE',
  language: 'en',
};
const LINK = 'https://northwind.example/u/abcdefghijklmnopqrstuvwxyz';
const NOW = '2026-03-02T09:00:00';

function typicalFacts(template: CompiledTemplate, language: string | null): Facts {
  const prospect: Record<string, string> = {};
  for (const name of template.named) {
    const column = /^prospect\.(.+)$/.exec(name)?.[1];
    if (column !== undefined) prospect[column] = typicalValue(column);
  }
  return {
    prospect: { ...prospect, ...(language === null ? {} : { language }) },
    account: { id: 'northwind.example', name: TYPICAL['company']! },
    sender: {
      name: 'Anna Martin',
      email: 'anna@northwind.example',
      company: 'Northwind Tools',
      mailbox: 'anna',
    },
    unsubscribe_url: LINK,
    now: NOW,
  };
}

function typicalValue(column: string): string {
  if (Object.hasOwn(TYPICAL, column)) return TYPICAL[column]!;
  return /(?:^|_)(?:date|at|on|day)$/.test(column) ? NOW.slice(0, 10) : 'something';
}
