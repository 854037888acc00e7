/** What would a person read of this HTML? One pass, no nesting limit, no backtracking; quotes come out as `>` lines. */

const BLOCK_TAGS: ReadonlySet<string> = new Set(
  'address article blockquote body br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tbody td tfoot th thead title tr ul'.split(
    ' ',
  ),
);
const PARAGRAPH_TAGS: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 ul ol table blockquote'.split(' '),
);
/** Their content is not read. */
const SILENT_TAGS: ReadonlySet<string> = new Set(['head', 'script', 'style', 'title', 'template']);
/** Deeper quotes say nothing new, and a prefix per level would make the output quadratic. */
const QUOTE_DEPTH_MAX = 5;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  pound: '£',
  zwnj: '',
  zwj: '',
  shy: '',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  atilde: 'ã',
  aring: 'å',
  aelig: 'æ',
  ccedil: 'ç',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  oslash: 'ø',
  uacute: 'ú',
  ugrave: 'ù',
  ucirc: 'û',
  Eacute: 'É',
  Agrave: 'À',
  Ccedil: 'Ç',
  Ntilde: 'Ñ',
  iquest: '¿',
  iexcl: '¡',
};

/** Plain text of an HTML body. Linear in its length; unclosed tags and comments end at the end. */
export function htmlToText(html: string): string {
  const writer = new LineWriter();
  let silent: string | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open === -1 ? html.length : open;
    if (silent === null) writer.text(html.slice(at, end));
    if (open === -1) break;
    const tag = readTag(html, open);
    at = tag.end;
    if (tag.name === null) {
      if (silent === null) writer.text(html.slice(open, tag.end));
      continue;
    }
    if (silent !== null) {
      if (tag.closes && tag.name === silent) silent = null;
    } else if (SILENT_TAGS.has(tag.name) && !tag.closes) silent = tag.name;
    else writer.tag(tag.name, tag.closes);
  }
  return writer.done();
}

interface Tag {
  /** Lower case; empty for comments and declarations; `null` when the `<` opens no tag. */
  readonly name: string | null;
  readonly closes: boolean;
  readonly end: number;
}

const TAG_NAME = /\/?([a-z][a-z0-9]{0,15})/iy;

function readTag(html: string, open: number): Tag {
  if (html.startsWith('<!--', open)) {
    const close = html.indexOf('-->', open + 4);
    return { name: '', closes: false, end: close === -1 ? html.length : close + 3 };
  }
  const closes = html[open + 1] === '/';
  TAG_NAME.lastIndex = open + 1;
  const name = TAG_NAME.exec(html)?.[1]?.toLowerCase();
  const declares = html[open + 1] === '!' || html[open + 1] === '?';
  const namespaced = closes || name !== undefined;
  if (!namespaced && !declares) return { name: null, closes: false, end: open + 1 };
  const close = html.indexOf('>', open);
  return { name: name ?? '', closes, end: close === -1 ? html.length : close + 1 };
}

class LineWriter {
  readonly #lines: string[] = [];
  #line = '';
  #quoteDepth = 0;
  #preDepth = 0;

  text(raw: string): void {
    const decoded = decodeEntities(raw);
    if (this.#preDepth > 0) {
      const [first = '', ...rest] = decoded.split('\n');
      this.#line += first;
      for (const line of rest) {
        this.#break();
        this.#line = line;
      }
      return;
    }
    const folded = decoded.replace(/[ \t\r\n\f]+/g, ' ');
    this.#line += this.#line === '' ? folded.replace(/^ /, '') : folded;
  }

  tag(name: string, closes: boolean): void {
    if (!BLOCK_TAGS.has(name)) return;
    if (name === 'td' || name === 'th') {
      if (closes) this.#line += ' ';
      return;
    }
    if (name === 'br') return this.#break();
    if (this.#line.trim() !== '') this.#break();
    if (name === 'hr') this.#lines.push(RULE);
    if (PARAGRAPH_TAGS.has(name) && this.#lines.at(-1) !== '') this.#lines.push('');
    if (name === 'blockquote') this.#quoteDepth = Math.max(0, this.#quoteDepth + (closes ? -1 : 1));
    if (name === 'pre') this.#preDepth = Math.max(0, this.#preDepth + (closes ? -1 : 1));
    if (name === 'li' && !closes) this.#line = '- ';
  }

  done(): string {
    this.#break();
    return this.#lines.join('\n').trim();
  }

  #break(): void {
    const prefix = '> '.repeat(Math.min(this.#quoteDepth, QUOTE_DEPTH_MAX));
    this.#lines.push((prefix + this.#line).trimEnd());
    this.#line = '';
  }
}

/** What mailers write for a rule in plain text; `quotes.ts` knows it. */
const RULE = '________________________________';

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
