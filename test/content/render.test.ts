import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/core/condition.ts';
import { NO_FOOTER, type Footer } from '../../src/content/footer.ts';
import { renderEmail } from '../../src/content/render.ts';
import { compileTemplate } from '../../src/content/template.ts';

const unsubscribeUrl = 'https://out.northwind.example/u/abc?x=1&y=2';

function email(
  body: string,
  options: { subject?: string | null; facts?: Facts; footer?: Footer; threadSubject?: string } = {},
) {
  const subject = options.subject === undefined ? 'Hello' : options.subject;
  const compiled = compileTemplate({ name: 'note', subject, body });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const facts = {
    unsubscribe_url: unsubscribeUrl,
    sender: { name: 'Mia', calendar: 'https://cal.example/mia' },
    ...options.facts,
  };
  return renderEmail(compiled.template, facts, {
    footer: options.footer ?? NO_FOOTER,
    threadSubject: options.threadSubject ?? null,
  });
}

function parts(body: string, facts: Facts = {}): { text: string; html: string } {
  const result = email(body, { facts });
  if (!result.ok) throw new Error(JSON.stringify(result));
  const html = /^<html><body>\n([^]*)\n<\/body><\/html>\n$/.exec(result.html)![1]!;
  return { text: result.text.trimEnd(), html };
}

describe('the two parts', () => {
  test.each([
    [
      'paragraphs and lines',
      'One\ntwo\n\nThree',
      'One\ntwo\n\nThree',
      '<p>One<br>\ntwo</p>\n<p>Three</p>',
    ],
    ['emphasis', 'a *b* **c**', 'a b c', '<p>a <em>b</em> <strong>c</strong></p>'],
    [
      'bullets',
      'So:\n\n- a\n- b\n  - c',
      'So:\n\n- a\n- b\n  - c',
      '<p>So:</p>\n<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul></li>\n</ul>',
    ],
    ['numbers', '3. a\n4. b', '3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    [
      'a link',
      'See [our site](https://a.example/?a=1&b=2).',
      'See our site (https://a.example/?a=1&b=2).',
      '<p>See <a href="https://a.example/?a=1&amp;b=2">our site</a>.</p>',
    ],
    [
      'an address in brackets',
      '<https://a.example/ä>',
      'https://a.example/ä (https://a.example/%C3%A4)',
      '<p><a href="https://a.example/%C3%A4">https://a.example/ä</a></p>',
    ],
    [
      'a mail address',
      '[Mia](mailto:mia@a.example)',
      'Mia (mia@a.example)',
      '<p><a href="mailto:mia@a.example">Mia</a></p>',
    ],
    [
      'HTML is text',
      '<b>x</b> & "y"',
      '<b>x</b> & "y"',
      '<p>&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;</p>',
    ],
    [
      'no headings, quotes, code or images',
      '# a\n> b\n    c `d` ![e](https://f.example)',
      '# a\n> b\nc `d` !e (https://f.example)',
      '<p># a<br>\n&gt; b<br>\nc `d` !<a href="https://f.example">e</a></p>',
    ],
  ])('%s', (_, body, text, html) => expect(parts(body)).toEqual({ text, html }));
});

test('an email without a word is refused', () => {
  expect(email('{% if prospect.title %}Hi{% endif %}')).toEqual({
    ok: false,
    error: '1:1: the body is empty for this person',
  });
});

describe('values', () => {
  test('are neither Markdown nor HTML nor Liquid, in either part', () => {
    const company = '*A* <b> [x](http://evil) {{ prospect.secret }}';
    expect(parts('For **{{ prospect.company }}**:', { prospect: { company } })).toEqual({
      text: `For ${company}:`,
      html: '<p>For <strong>*A* &lt;b&gt; [x](http://evil) {{ prospect.secret }}</strong>:</p>',
    });
  });

  test('at the start of a line make no list, and their line breaks stay', () => {
    expect(parts('{{ note }}', { note: '- a\n- b' })).toEqual({
      text: '- a\n- b',
      html: '<p>- a<br>\n- b</p>',
    });
  });

  test.each([
    ['our own link', '[Stop]({{ unsubscribe_url }})', unsubscribeUrl],
    [
      'our own link with something of the person behind it',
      '[Book]({{ sender.calendar }}?n={{ prospect.name }})',
      'https://cal.example/mia?n=A%26B%20%2F',
    ],
    [
      'something of the person behind a host',
      '[Book](https://cal.example/?n={{ prospect.name }})',
      'https://cal.example/?n=A%26B%20%2F',
    ],
  ])('link: %s', (_, body, url) => {
    const { text, html } = parts(body, { prospect: { name: 'A&B /' } });
    expect(text).toContain(`(${url})`);
    expect(html).toContain(`href="${url.replaceAll('&', '&amp;')}"`);
  });

  test.each([
    ['a link that a prospect decides', '[x]({{ prospect.website }})'],
    ['a host that a prospect decides', '[x](https://{{ prospect.website }}/a)'],
    ['a host that a prospect completes', '[x](https://a.example{{ prospect.website }})'],
    ['a scheme that is not for mail', '[x](javascript:alert(1))'],
    ['a scheme in disguise', '[x](JaVaScRiPt&colon;alert(1))'],
    ['an image in a link', '[x](data:text/html;base64,AAAA)'],
    ['our own name that is no URL', '[x]({{ sender.name }})'],
  ])('no link: %s', (_, body) => {
    const result = parts(body, { prospect: { website: 'evil.example' } });
    expect(result).toEqual({ text: 'x', html: '<p>x</p>' });
  });
});

describe('the subject', () => {
  test('is one line, and is not Markdown', () => {
    const result = email('x', { subject: ' *Hi*  {{ name }}', facts: { name: 'A\r\nBcc: b' } });
    expect(result).toMatchObject({ subject: '*Hi* A Bcc: b' });
  });

  test.each([['Hello'], ['Re: Hello'], ['RE: re:  Hello']])(
    'of a thread that began with %j takes one "Re:"',
    (threadSubject) => {
      expect(email('x', { subject: null, threadSubject })).toMatchObject({ subject: 'Re: Hello' });
    },
  );

  test('of the template goes before the thread’s', () => {
    expect(email('x', { subject: 'Own', threadSubject: 'Hello' })).toMatchObject({
      subject: 'Own',
    });
  });

  test('is missing where neither has one, together with what else is missing', () => {
    expect(email('{{ a }}', { subject: null })).toEqual({ ok: false, missing: ['subject', 'a'] });
    expect(email('{{ b }}', { subject: '{{ a }}{{ b }}' })).toEqual({
      ok: false,
      missing: ['a', 'b'],
    });
    expect(email('x', { subject: '{% if a %}a{% endif %}' })).toEqual({
      ok: false,
      missing: ['subject'],
    });
  });
});

describe('the footer', () => {
  const footer: Footer = {
    senderLines: ['Northwind Tools', '1 Harbour Way, Bremen'],
    optOut: { by: 'link', url: unsubscribeUrl },
    language: null,
  };

  test('follows the text as plain words', () => {
    const result = email('Hi', { footer });
    expect(result).toMatchObject({
      text: `Hi\n\nNorthwind Tools\n1 Harbour Way, Bremen\nUnsubscribe (${unsubscribeUrl})\n`,
    });
    expect(result.ok && result.html).toContain(
      '<p>Northwind Tools<br>\n1 Harbour Way, Bremen<br>\n<a href="https://out.northwind.example/u/abc?x=1&amp;y=2">Unsubscribe</a></p>',
    );
  });

  test('has no second link when the template has one', () => {
    const result = email('[Stop]({{ unsubscribe_url }})', { footer });
    expect(result.ok && result.text.split(unsubscribeUrl)).toHaveLength(2);
  });

  test.each([
    ['en', 'Reply with "unsubscribe"'],
    ['de-AT', 'Antworten Sie mit "unsubscribe"'],
    ['ja', '「配信停止」とご返信'],
    ['constructor', 'Reply with "unsubscribe"'],
  ])('asks for an answer in %s', (language, words) => {
    const result = email('Hi', { footer: { ...footer, optOut: { by: 'reply' }, language } });
    expect(result.ok && result.text).toContain(words);
  });

  const JAPANESE =
    'Northwind Tools\n1 Harbour Way, Bremen\nお問い合わせ・苦情の受付：anna@acme.example\n';

  test.each([
    ['reply', '配信停止をご希望の場合は、anna@acme.example まで「配信停止」とご返信ください。'],
    ['link', `配信停止をご希望の場合はこちら (${unsubscribeUrl})`],
  ] as const)('of a Japanese text names all that the law asks for, with a %s', (by, wayOut) => {
    const optOut = by === 'link' ? footer.optOut : { by };
    const own = { ...footer, signature: null, optOut, contact: 'anna@acme.example' };
    // Nobody knows what language they read.
    const result = email('突然のご連絡にて失礼いたします。', { footer: own });
    expect(result.ok && result.text.split('\n\n')[1]).toBe(`${JAPANESE}${wayOut}\n`);
  });

  test('stays English when only a name is Japanese', () => {
    const facts = { prospect: { company: 'さくらインターネット' } };
    const result = email('Hi {{ prospect.company }}', { footer, facts });
    expect(result.ok && result.text).toContain('Unsubscribe');
  });

  test('without anything to say leaves no trace', () => {
    expect(email('Hi')).toEqual({
      ok: true,
      subject: 'Hello',
      words: 'Hi',
      text: 'Hi\n',
      html: '<html><body>\n<p>Hi</p>\n</body></html>\n',
    });
  });
});
