import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { NO_FOOTER } from '../../src/content/footer.ts';
import { renderEmail, renderText } from '../../src/content/render.ts';
import { compileTemplate, mergeFieldsOf } from '../../src/content/template.ts';
import type { Template } from '../../src/core/template.ts';

const folder = new URL('../../templates/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.md'));

const longNames = {
  prospect: {
    first_name: 'Wolfeschlegelsteinhausenbergerdorff',
    company: 'Kern & Söhne '.repeat(12),
  },
  sender: { name: 'Maximiliane von Northwind-Lang' },
};

function read(name: string): Template {
  const [, head, body] = /^(?:---\n([^]*?)\n---\n)?([^]*)$/.exec(
    readFileSync(new URL(name, folder), 'utf8'),
  )!;
  return { name, subject: head === undefined ? null : parse(head).subject, body: body! };
}

function text(name: string, facts = {}): string {
  const compiled = compileTemplate(read(name));
  const result = compiled.ok && renderText(compiled.template, facts);
  if (!result || !result.ok) throw new Error(`${name} does not render`);
  return result.text;
}

describe('shipped templates', () => {
  test.each(names)('%s asks for nothing that a person may lack', (name) => {
    expect(mergeFieldsOf(read(name)).filter((field) => !field.hasFallback)).toEqual([]);
    expect(text(name)).not.toBe('');
  });

  test.each(names.filter((name) => read(name).subject !== null))('%s is a whole email', (name) => {
    const compiled = compileTemplate(read(name));
    const options = { footer: NO_FOOTER, threadSubject: null };
    expect(compiled.ok && renderEmail(compiled.template, longNames, options)).toMatchObject({
      ok: true,
    });
  });

  test('the note to a LinkedIn invitation fits its 300 characters', () => {
    expect(text('connect-note.md').length).toBeLessThanOrEqual(300);
    expect(text('connect-note.md', longNames).length).toBeLessThanOrEqual(300);
  });

  test('the text message fits one segment', () => {
    // GSM 03.38: 160 characters of its basic alphabet.
    expect(text('missed-you.md', longNames)).toMatch(/^[A-Za-z0-9 .,:;!?'"()+/=-]{1,160}$/);
  });
});
