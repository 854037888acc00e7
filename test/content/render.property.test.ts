import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_FOOTER } from '../../src/content/footer.ts';
import { renderEmail } from '../../src/content/render.ts';
import { compileTemplate, mergeFieldsOf } from '../../src/content/template.ts';

const noise = fc.string({
  unit: fc.oneof(
    fc.constantFrom('{{', '}}', '{%', '%}', '<b>', '*', '[', '](', ')', '- ', '\n', 'http://', '`'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
  ),
  maxLength: 30,
});

// What a value may change on its way: control characters and halves of characters, see `liquid.ts`.
const visible = noise.filter((text) => text.trim() !== '' && !/(?!\n)\p{Cc}/u.test(text));

test('whatever a value holds, both parts show exactly it, and their structure is the template’s', () => {
  const body = 'Hi **{{ a }}**,\n\n- {{ b }}\n- [x]({{ b }})';
  const compiled = compileTemplate({ name: 'note', subject: 'For {{ a }}', body });
  fc.assert(
    fc.property(visible, visible, (a, b) => {
      const result =
        compiled.ok &&
        renderEmail(compiled.template, { a, b }, { footer: NO_FOOTER, threadSubject: null });
      if (!result || !result.ok) throw new Error('does not render');
      expect(result.text).toBe(`Hi ${a},\n\n- ${b.replaceAll('\n', '\n  ')}\n- x\n`);
      const tags = result.html.match(/<[^>]*>/g)!.filter((tag) => tag !== '<br>');
      expect(tags.join('')).toBe(
        '<html><body><p><strong></strong></p><ul><li></li><li></li></ul></body></html>',
      );
      const shown = result.html.replace(/<[^>]*>/g, '');
      expect(unescape(shown)).toContain(`Hi ${a},`);
      expect(result.subject).toBe(`For ${a}`.replace(/\s+/g, ' ').trim());
    }),
    { numRuns: 300 },
  );
});

test('any template text ends as an email, missing names or mistakes with a place; never in an exception', () => {
  fc.assert(
    fc.property(noise, noise, (subject, body) => {
      const template = { name: 'note', subject, body };
      const compiled = compileTemplate(template);
      expect(Array.isArray(mergeFieldsOf(template))).toBe(true);
      if (!compiled.ok) {
        expect(compiled.errors[0]!.line).toBeGreaterThan(0);
        return;
      }
      const result = renderEmail(
        compiled.template,
        { a: 1 },
        { footer: NO_FOOTER, threadSubject: null },
      );
      expect(Object.keys(result)[0]).toBe('ok');
    }),
    { numRuns: 500 },
  );
});

function unescape(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
