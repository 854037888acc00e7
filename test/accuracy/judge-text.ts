/** What a person wrote, without the letter they answered: compared as a whole, white space aside. */
import type { Classification } from '../../src/core/inbound-message.ts';
import { htmlToText } from '../../src/inbound/mail/html-text.ts';
import { parseMessage } from '../../src/inbound/mail/parse.ts';
import { stripQuotes } from '../../src/inbound/mail/quotes.ts';
import type { LabelledCase } from './corpora.ts';
import { type Finding, finding } from './finding.ts';
import { isHuman, messageBytes, read } from './judge-mail.ts';

/** The two forms of `inbox read`. */
export type Form = keyof Pick<Classification, 'text' | 'textWithSignature'>;

/** Sets 08 to 13: each declares the form that it means. All of them are answers that people wrote. */
export async function judgeReply(form: Form, one: LabelledCase): Promise<Finding[]> {
  const { labels } = one;
  if (labels['label_quality'] === 'doubtful' || labels['needs_custom_regex'] !== undefined)
    return [];
  const text = await letterOf(one);
  const expected = expectedOf(one);
  const human = isHuman(await read(messageBytes(ANSWER, text)));
  if (expected === null || text === '') return [human];
  // Signature cases mean the text without it, whatever the set's other cases mean.
  const wantedForm = labels.class === 'signature_strip' ? 'text' : form;
  return [human, sameText(stripQuotes(text)[wantedForm], expected)];
}

const ANSWER = {
  From: 'ada@kern.example',
  Subject: 'Re: Spring',
  'In-Reply-To': '<sent-1@ours.example>',
};

async function letterOf({ name, labels, read: file }: LabelledCase): Promise<string> {
  const input = labels.files?.['input'];
  if (input === undefined) return '';
  const bytes = file(input);
  if (name.endsWith('.eml')) return (await parseMessage(bytes)).text;
  const text = Buffer.from(bytes).toString('utf8');
  return labels.class === 'reply_strip_html' ? htmlToText(text) : text;
}

function expectedOf({ labels, read: file }: LabelledCase): string | null {
  const path = labels.files?.['expected'];
  if (path !== undefined) {
    const text = Buffer.from(file(path)).toString('utf8');
    return labels.class === 'reply_strip_html' ? htmlToText(text) : text;
  }
  const stated =
    labels['expected_visible'] ?? labels['expected_first_fragment'] ?? labels['expected'];
  return typeof stated === 'string' ? stated : null;
}

export function sameText(got: string, expected: string): Finding {
  const bare = (text: string): string => text.replace(/\s+/g, '');
  return finding(
    'reply_text',
    bare(got) === bare(expected),
    'the reply',
    bare(got) === '' ? 'nothing' : 'another text',
  );
}
