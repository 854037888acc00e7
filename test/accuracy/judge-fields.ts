/** Messages given as fields: header rules, templates, opt-out texts, and the tests of outreach tools. */
import { htmlToText } from '../../src/inbound/mail/html-text.ts';
import { optOutRule } from '../../src/inbound/opt-out.ts';
import { stripQuotes } from '../../src/inbound/mail/quotes.ts';
import { returnAtMs } from '../../src/inbound/dates/return-date.ts';
import type { LabelledCase } from './corpora.ts';
import { intentWanted, textOf } from './definition.ts';
import { type Finding, finding } from './finding.ts';
import {
  isAutomatic,
  isHuman,
  isReport,
  messageBytes,
  read,
  shown,
  undecided,
} from './judge-mail.ts';
import { sameText } from './judge-text.ts';

/** Set 30: what a header says of who sent it. List mail is no answer either. */
export async function judgeHeaders({ labels }: LabelledCase): Promise<Finding[]> {
  const headers = labels['headers'] as Record<string, string>;
  const got = await read(messageBytes({ From: 'ada@kern.example', ...headers }, 'Hello'));
  const wanted = labels.class === 'automatic' || labels.class === 'ooo';
  return [wanted ? isAutomatic(got) : isHuman(got)];
}

/** Set 35: what help desks and forums send by themselves, without the headers they send it with. */
export async function judgeTemplate({ labels }: LabelledCase): Promise<Finding[]> {
  const text = textOf(labels['text']) || htmlToText(textOf(labels['html']));
  const headers = { From: 'help@desk.example', Subject: textOf(labels['subject']) };
  const got = await read(messageBytes(headers, text));
  if (labels.class === 'unsubscribe_footer')
    return [finding('not_opt_out', got.class !== 'opt_out', 'no opt-out', shown(got))];
  return [isAutomatic(got)];
}

/** Set 28. Where its sources contradict each other the broader reading binds us, and nothing is counted. */
export function judgeOptOut({ labels }: LabelledCase): Finding[] {
  if (labels['conflict'] === true) return [];
  const rule = optOutRule(stripQuotes(textOf(labels['text'])).text, '');
  if (labels.class === 'opt_out')
    return [finding('opt_out', rule !== null, 'opt-out', rule ?? 'none')];
  // "Not in our list of keywords" is all that a source of keywords says of a sentence.
  if (labels.class === 'not_opt_out' && labels['convention'] === 'keyword')
    return [undecided(rule !== null, rule ?? 'none')];
  return [finding('not_opt_out', rule === null, 'no opt-out', rule ?? 'none')];
}

interface Fields {
  readonly from?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly received_at?: string;
  readonly in_reply_to?: string;
  readonly thread?: string;
  readonly matched?: string;
  readonly dsn?: string;
}
type Expected = Readonly<Record<string, unknown>>;

/** Set 29. */
export async function judgeFields({ labels }: LabelledCase): Promise<Finding[]> {
  const message = labels['message'] as Fields;
  const expected = labels['expected'] as Expected;
  switch (labels.class) {
    case 'strip':
      return [sameText(stripQuotes(message.text ?? '').text, textOf(expected['reply']))];
    case 'ooo_date':
      return [judgeReturn(message, expected)];
    case 'dsn':
      return judgeStatus(message, expected);
    case 'failed_recipient':
      return judgeRecipient(message, expected);
    case 'classify':
    case 'outcome':
      return judgeClass(message, expected);
    default:
      return [];
  }
}

function judgeReturn(message: Fields, expected: Expected): Finding {
  const at = returnAtMs(message.text ?? '', receivedAt(message), null);
  const got = at === null ? 'null' : new Date(at).toISOString().slice(0, 10);
  const wanted = textOf(expected['return_date']);
  return finding('return_date', got === wanted, wanted, got);
}

function receivedAt(message: Fields): number {
  return Date.parse(message.received_at ?? '2026-09-28T12:00:00Z');
}

async function judgeStatus(message: Fields, expected: Expected): Promise<Finding[]> {
  // A few cases are a subject and a text instead of a report; what they are not is all that is asked.
  if (message.dsn === undefined) {
    const got = await read(messageBytes(reportHeaders(message), message.text ?? ''));
    return [isReport(got, expected['class'] !== 'not_bounce')];
  }
  const got = await read(reportBytes(message, message.dsn));
  const findings: Finding[] = [];
  if (expected['class'] !== 'not_bounce') findings.push(isReport(got, true));
  if (typeof expected['permanent'] === 'boolean') {
    const wanted = expected['permanent'];
    const right = (got.bounce === 'hard') === wanted;
    findings.push(finding('hard_or_not', right, wanted ? 'hard' : 'not hard', shown(got)));
  }
  return [...findings, ...recipientFinding(expected, got.failedAddress)];
}

/** The words of a bounce without its headers: a daemon is taken to have sent them. */
async function judgeRecipient(message: Fields, expected: Expected): Promise<Finding[]> {
  const headers = { ...reportHeaders(message), Subject: message.subject || 'Undelivered mail' };
  const { failedAddress } = await read(messageBytes(headers, message.text ?? ''));
  return recipientFinding(expected, failedAddress);
}

function recipientFinding(expected: Expected, got: string | null): Finding[] {
  if (expected['recipient'] === undefined) return [];
  const wanted = textOf(expected['recipient']);
  return [finding('failed_address', (got ?? 'null') === wanted, wanted, got ?? 'null')];
}

function reportHeaders(message: Fields): Record<string, string> {
  return {
    From: message.from ?? 'mailer-daemon@mx.example',
    Subject: message.subject ?? 'Undelivered mail',
  };
}

function reportBytes(message: Fields, status: string): Uint8Array {
  const type = { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' };
  const report = ['--b', 'Content-Type: message/delivery-status', '', status, '', '--b--', ''];
  return messageBytes({ ...reportHeaders(message), ...type }, report.join('\r\n'));
}

/** Classes of set 29 and what they may be with us. `departed` is an answer where a person wrote it, and automatic where a machine did. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  human_reply: ['human_reply'],
  unsubscribe: ['opt_out'],
  out_of_office: ['out_of_office'],
  auto_reply: ['auto_reply', 'out_of_office'],
  automatic: ['auto_reply', 'out_of_office', 'bounce'],
  auto_ignore: ['auto_reply', 'out_of_office', 'unrelated'],
  bounce: ['bounce'],
  read_receipt: ['auto_reply'],
  departed: ['human_reply', 'auto_reply', 'out_of_office'],
};

async function judgeClass(message: Fields, expected: Expected): Promise<Finding[]> {
  const wanted = textOf(expected['class']);
  const allowed = CLASSES[wanted];
  if (allowed === undefined) return [];
  const got = await read(
    messageBytes(fieldHeaders(message), message.text ?? ''),
    receivedAt(message),
  );
  const findings = [finding('class', allowed.includes(got.class), wanted, shown(got))];
  if (wanted !== 'departed') findings.push(isReport(got, wanted === 'bounce'));
  if (wanted === 'human_reply') findings.push(isHuman(got));
  if (wanted === 'unsubscribe')
    findings.push(finding('opt_out', got.class === 'opt_out', wanted, shown(got)));
  if (AUTOMATIC.has(wanted)) findings.push(isAutomatic(got));
  const intent = intentWanted(wanted, textOf(expected['sub']));
  if (intent !== null) findings.push(intentFinding(intent, got.intent ?? 'none'));
  return findings;
}

const AUTOMATIC: ReadonlySet<string> = new Set([
  'out_of_office',
  'auto_reply',
  'automatic',
  'auto_ignore',
  'read_receipt',
]);

/** A label may name a group ("negative"): any intent of the group is that group. */
function intentFinding(wanted: string, got: string): Finding {
  const group = got.startsWith(`${wanted}_`) ? wanted : got;
  return finding('intent', group === wanted, wanted, group);
}

function fieldHeaders(message: Fields): Record<string, string> {
  const answers =
    message.in_reply_to ?? ((message.thread ?? message.matched) ? '<sent-1@ours.example>' : null);
  return {
    From: message.from ?? 'ada@kern.example',
    ...(message.subject === undefined ? {} : { Subject: message.subject }),
    ...(answers === null ? {} : { 'In-Reply-To': answers }),
    ...message.headers,
  };
}
