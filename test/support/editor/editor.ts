/** What an editor shows: yaml-language-server in this process, without a network. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService, type Hover } from 'yaml-language-server';

export interface Editor {
  /** What is proposed at `|`. */
  readonly completions: (text: string) => Promise<readonly string[]>;
  /** What is shown over the place at `|`; `null`: nothing. */
  readonly hover: (text: string) => Promise<string | null>;
  /** Each as `LINE "UNDERLINED": MESSAGE`. */
  readonly problems: (text: string, url?: string) => Promise<readonly string[]>;
}

/** @param schema  The file of it; `null`: that which the first line of a text names. */
export function openEditor(schema: string | null): Editor {
  const service = getLanguageService({
    schemaRequestService: (url) => Promise.resolve(readFileSync(fileURLToPath(url), 'utf8')),
    workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
  });
  service.configure({
    validate: true,
    hover: true,
    completion: true,
    hoverSchemaSource: false,
    schemas: schema === null ? [] : [{ uri: `file://${schema}`, fileMatch: ['*'] }],
  });
  let opened = 0;
  // A document is kept by its name and version: each look is a new version.
  const open = (text: string, url = 'file:///workspace/any.yaml') =>
    TextDocument.create(url, 'yaml', (opened += 1), text.replace('|', ''));
  return {
    completions: async (text) => {
      const document = open(text);
      const place = document.positionAt(text.indexOf('|'));
      const { items } = await service.doComplete(document, place, false);
      return items.map(({ label }) => label);
    },
    hover: async (text) => {
      const document = open(text);
      const hover = await service.doHover(document, document.positionAt(text.indexOf('|')));
      return hover === null ? null : textOf(hover.contents);
    },
    problems: async (text, url) => {
      const document = open(text, url);
      const problems = await service.doValidation(document, false);
      return problems.map(({ range, message }) => {
        const where = document.getText(range);
        return `${range.start.line + 1} ${JSON.stringify(where)}: ${message}`;
      });
    },
  };
}

function textOf(contents: Hover['contents']): string {
  if (typeof contents === 'string') return contents;
  return Array.isArray(contents) ? contents.map(textOf).join('\n') : contents.value;
}
