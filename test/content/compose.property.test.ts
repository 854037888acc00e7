import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { composeMessage } from '../../src/content/compose.ts';
import { cleanHeaderText } from '../../src/content/header-field.ts';
import { anyText } from '../support/any-text.ts';

const FIELDS = [
  'date',
  'from',
  'to',
  'subject',
  'message-id',
  'in-reply-to',
  'references',
  'x-touchline-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'mime-version',
  'content-type',
];

const anyLine = fc.oneof(
  anyText({ maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(' ', 'a', '\r', '\n', '=', '?', '"', ',', '<', 'é', '😀', '\t'),
    maxLength: 400,
  }),
);

test('any names, subject and bodies come back from a parser as they went in, in the same fields', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyLine,
      anyLine,
      anyLine,
      anyLine,
      anyLine,
      async (from, to, subject, text, html) => {
        const bytes = composeMessage({
          from: { name: from, address: 'mia@northwind.example' },
          to: { name: to, address: 'ada@kern.example' },
          subject,
          text,
          html,
          messageId: '<s.abc@northwind.example>',
          touchlineId: 'xyz',
          dateMs: 0,
          inReplyTo: '<b@x>',
          references: ['<a@x>', '<b@x>'],
          unsubscribe: { url: 'https://out.example/u/1', mailto: 'mailto:out@northwind.example' },
        });
        const source = Buffer.from(bytes).toString('latin1');
        expect(source).toMatch(/^[\t\r\n\x20-\x7e]*$/);
        expect(source.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of source.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);

        const parsed = await PostalMime.parse(bytes);
        expect(parsed.headers.map(({ key }) => key)).toEqual(FIELDS);
        expect(parsed.to).toEqual([{ name: cleanHeaderText(to), address: 'ada@kern.example' }]);
        expect(parsed.from).toEqual({
          name: cleanHeaderText(from),
          address: 'mia@northwind.example',
        });
        expect(parsed.subject ?? '').toBe(cleanHeaderText(subject));
        expect(bodiesOf(text)).toContain(parsed.text?.replaceAll('\r\n', '\n'));
        expect(bodiesOf(html)).toContain(parsed.html?.replaceAll('\r\n', '\n'));
      },
    ),
    { numRuns: 300 },
  );
});

// The parser counts the line break before a boundary to the part, except in base64.
function bodiesOf(text: string): string[] {
  const body = Buffer.from(text.replace(/\r\n?/g, '\n')).toString();
  return [body, `${body}\n`];
}
