/** How right is the hearing? One row per set and class, with what was taken for what. */
import type { Classification } from '../../src/core/inbound-message.ts';
import { bounceKind } from '../../src/inbound/bounce.ts';
import { classify } from '../../src/inbound/classify.ts';
import { htmlToText } from '../../src/inbound/html-text.ts';
import { optOutRule } from '../../src/inbound/opt-out.ts';
import { parseMessage } from '../../src/inbound/parse.ts';
import { stripQuotes } from '../../src/inbound/quotes.ts';
import { returnAtMs } from '../../src/inbound/return-date.ts';
import { casesOf, messageBytes, type LabelledCase } from './corpora.ts';

export interface Verdict {
  readonly set: string;
  readonly class: string;
  readonly name: string;
  readonly right: boolean;
  readonly got: string;
}

export async function measure(root: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { set, judge } of SETS) {
    for (const one of casesOf(root, set)) {
      const judged = await judge(one);
      if (judged !== null)
        verdicts.push({
          set,
          name: one.name,
          class: judged.class ?? one.labels.class,
          right: judged.right,
          got: judged.got,
        });
    }
  }
  return verdicts;
}

interface Judged {
  readonly class?: string;
  readonly right: boolean;
  readonly got: string;
}
type Judge = (one: LabelledCase) => Promise<Judged | null> | Judged | null;

const RECEIVED = Date.parse('2026-09-28T12:00:00Z');

const SETS: readonly { readonly set: string; readonly judge: Judge }[] = [
  { set: '01_sisimai', judge: judgeMail },
  { set: '02_bounceparser', judge: judgeMail },
  { set: '03_flufl_bounce', judge: judgeMail },
  { set: '02_bounceparser', judge: judgeAddress },
  { set: '03_flufl_bounce', judge: judgeAddress },
  { set: '04_php_bounce_handler', judge: judgePhpBounce },
  { set: '05_alaveteli', judge: judgeMail },
  { set: '07_discourse_emails', judge: judgeMail },
  { set: '31_chatwoot', judge: judgeChatwoot },
  { set: '36_mautic_bounce_samples', judge: judgeFragment },
  { set: '30_autoreply_headers', judge: judgeHeaders },
  { set: '35_auto_ack_templates', judge: judgeTemplate },
  { set: '32_spamassassin_sample', judge: judgeHam },
  { set: '28_optout_keywords', judge: judgeOptOut },
  { set: '29_reply_classification', judge: judgeFields },
  { set: '08_email_reply_trimmer', judge: judgeStrip },
  { set: '09_crisp_reply', judge: judgeStrip },
  { set: '10_zapier_reply', judge: judgeStrip },
  { set: '11_github_reply', judge: judgeStrip },
  { set: '12_willdurand_reply', judge: judgeStrip },
  { set: '13_talon', judge: judgeStrip },
];

async function read(bytes: Uint8Array, nowMs = RECEIVED): Promise<Classification> {
  return classify(await parseMessage(bytes), { nowMs, zone: null });
}

function shown({ class: inboundClass, bounce }: Classification): string {
  return bounce === null ? inboundClass : `${inboundClass}:${bounce}`;
}

const HUMAN = ['human_reply', 'opt_out', 'meeting'];
const AUTOMATIC = ['auto_reply', 'out_of_office'];
/** What each label of the mail sets lets us say. A soft bounce is one that must not condemn the address. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  bounce_hard: ['bounce:hard'],
  bounce_soft: ['bounce:soft', 'bounce:blocked', 'delay'],
  bounce_mixed: ['bounce:hard', 'bounce:soft', 'bounce:blocked'],
  bounce: ['bounce:hard', 'bounce:soft', 'bounce:blocked'],
  bounce_expected: ['bounce:hard', 'bounce:soft', 'bounce:blocked', 'delay'],
  feedback_report: ['complaint'],
  auto_reply: AUTOMATIC,
  auto_or_null_sender: [...AUTOMATIC, 'unrelated', 'bounce:soft'],
  delivered_notice: ['auto_reply'],
  delay_notice: ['delay'],
  challenge_response: ['challenge'],
  human_reply: HUMAN,
  human_message: HUMAN,
  mime: [...HUMAN, 'unrelated'],
  mailing_list: [...HUMAN, 'unrelated'],
  forwarded: HUMAN,
  unsubscribe: ['opt_out'],
  not_bounce: [...HUMAN, ...AUTOMATIC, 'unrelated', 'delay'],
};

async function judgeMail({ labels, read: file }: LabelledCase): Promise<Judged | null> {
  const allowed = ALLOWED[labels.class];
  const input = labels.files?.['input'];
  if (allowed === undefined || input === undefined || labels['label_quality'] === 'doubtful')
    return null;
  const classification = await read(file(input));
  const got = shown(classification);
  return { right: allowed.includes(got), got };
}

async function judgeAddress({ labels, read: file }: LabelledCase): Promise<Judged | null> {
  const addresses = labels['addresses'];
  if (!Array.isArray(addresses) || addresses.length === 0 || labels['label_quality'] === 'doubtful')
    return null;
  const { failedAddress } = await read(file(labels.files!['input']!));
  const wanted = addresses.map((address: unknown) => textOf(address).toLowerCase());
  return {
    class: 'failed address',
    right: failedAddress !== null && wanted.includes(failedAddress),
    got: failedAddress ?? 'none',
  };
}

function judgePhpBounce(one: LabelledCase): Promise<Judged | null> | null {
  return one.labels.files === undefined ? null : judgeMail(one);
}

async function judgeChatwoot({ labels, read: file }: LabelledCase): Promise<Judged | null> {
  if (labels.class === 'hard') {
    const got = await read(file(labels.files!['input']!));
    return {
      right:
        got.bounce === 'hard' &&
        got.failedAddress === (labels['expected'] as { recipient: string }).recipient,
      got: shown(got),
    };
  }
  if (labels.class !== 'auto_reply' && labels.class !== 'not_auto_reply') return null;
  const got = await read(
    messageBytes(labels['headers'] as Record<string, string>, textOf(labels['text'])),
  );
  return {
    right: AUTOMATIC.includes(got.class) === (labels.class === 'auto_reply'),
    got: shown(got),
  };
}

function judgeFragment({ labels }: LabelledCase): Judged | null {
  if (labels['own_pattern_matches'] === false || labels.class === 'auto_reply') return null;
  const { kind } = bounceKind(textOf(labels['text']), null);
  // Both say that the address may live.
  const right = kind === labels.class || (kind !== 'hard' && labels.class !== 'hard');
  return { right, got: kind };
}

async function judgeHeaders({ labels }: LabelledCase): Promise<Judged> {
  const headers = labels['headers'] as Record<string, string>;
  const got = await read(messageBytes({ From: 'ada@kern.example', ...headers }, 'Hello'));
  const wants = labels.class === 'automatic' || labels.class === 'ooo';
  return { right: wants === !HUMAN.includes(got.class), got: shown(got) };
}

async function judgeTemplate({ labels }: LabelledCase): Promise<Judged> {
  const got = await read(
    messageBytes(
      { From: 'help@desk.example', Subject: textOf(labels['subject']) },
      textOf(labels['text']) || htmlToText(textOf(labels['html'])),
    ),
  );
  if (labels.class === 'unsubscribe_footer')
    return { right: got.class !== 'opt_out', got: shown(got) };
  return { right: [...AUTOMATIC, 'bounce', 'unrelated'].includes(got.class), got: shown(got) };
}

/** Only "not automatic, not a bounce, not an opt-out" is known of them. */
async function judgeHam({ labels, read: file }: LabelledCase): Promise<Judged | null> {
  if (labels.class === 'spam') return null;
  const got = shown(await read(file(labels.files!['input']!)));
  return { right: ['human_reply', 'unrelated', 'meeting', 'linkedin'].includes(got), got };
}

function judgeOptOut({ labels }: LabelledCase): Judged | null {
  if (labels['conflict'] === true) return null;
  const rule = optOutRule(stripQuotes(textOf(labels['text'])).text, '');
  return { right: (rule !== null) === (labels.class === 'opt_out'), got: rule ?? 'none' };
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

async function judgeFields({ labels }: LabelledCase): Promise<Judged | null> {
  const message = labels['message'] as Fields;
  const expected = labels['expected'] as Readonly<Record<string, unknown>>;
  const nowMs = Date.parse(message.received_at ?? '2026-09-28T12:00:00Z');
  switch (labels.class) {
    case 'strip':
      return same(stripQuotes(message.text ?? ''), textOf(expected['reply']));
    case 'ooo_date': {
      const at = returnAtMs(message.text ?? '', nowMs, null);
      const got = at === null ? 'null' : new Date(at).toISOString().slice(0, 10);
      return { right: got === textOf(expected['return_date']), got };
    }
    case 'dsn':
      return judgeStatus(message, expected);
    case 'classify':
    case 'outcome':
      return judgeClass(message, expected, nowMs);
    default:
      return null;
  }
}

async function judgeStatus(
  message: Fields,
  expected: Readonly<Record<string, unknown>>,
): Promise<Judged> {
  const headers = {
    From: message.from ?? 'mailer-daemon@mx.example',
    Subject: message.subject ?? 'Undelivered mail',
  };
  const report = [
    '--b',
    'Content-Type: message/delivery-status',
    '',
    message.dsn ?? '',
    '',
    '--b--',
    '',
  ].join('\r\n');
  const type = { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' };
  const bytes =
    message.dsn === undefined
      ? messageBytes(headers, message.text ?? '')
      : messageBytes({ ...headers, ...type }, report);
  const got = await read(bytes);
  if (expected['class'] === 'not_bounce')
    return { right: message.dsn !== undefined || got.class !== 'bounce', got: shown(got) };
  const kindRight = (got.bounce === 'hard') === (expected['permanent'] === true);
  const addressRight =
    expected['recipient'] === undefined || got.failedAddress === expected['recipient'];
  return { right: kindRight && addressRight, got: `${shown(got)} ${got.failedAddress ?? ''}` };
}

const SAID: Readonly<Record<string, readonly string[]>> = {
  human_reply: ['human_reply'],
  unsubscribe: ['opt_out'],
  out_of_office: ['out_of_office'],
  auto_reply: AUTOMATIC,
  automatic: [...AUTOMATIC, 'bounce'],
  bounce: ['bounce'],
  read_receipt: ['auto_reply'],
  departed: ['human_reply', 'auto_reply'],
};

async function judgeClass(
  message: Fields,
  expected: Readonly<Record<string, unknown>>,
  nowMs: number,
): Promise<Judged | null> {
  const allowed = SAID[textOf(expected['class'])];
  if (allowed === undefined) return null;
  const answers =
    message.in_reply_to ?? ((message.thread ?? message.matched) ? '<sent-1@ours.example>' : null);
  const headers = {
    From: message.from ?? 'ada@kern.example',
    ...(message.subject === undefined ? {} : { Subject: message.subject }),
    ...(answers === null ? {} : { 'In-Reply-To': answers }),
    ...message.headers,
  };
  const got = await read(messageBytes(headers, message.text ?? ''), nowMs);
  return {
    class: `class ${textOf(expected['class'])}`,
    right: allowed.includes(got.class),
    got: shown(got),
  };
}

async function judgeStrip({ name, labels, read: file }: LabelledCase): Promise<Judged | null> {
  const input = labels.files?.['input'];
  if (
    input === undefined ||
    labels['label_quality'] === 'doubtful' ||
    labels['needs_custom_regex'] !== undefined
  )
    return null;
  const decode = (path: string): string => Buffer.from(file(path)).toString('utf8');
  const expectedFile = labels.files?.['expected'];
  if (labels.class === 'reply_strip_html') {
    const got = stripQuotes(htmlToText(decode(input)));
    return same(got, htmlToText(decode(expectedFile!)), /\s+/g);
  }
  const expected =
    expectedFile === undefined
      ? (labels['expected_visible'] ?? labels['expected_first_fragment'] ?? labels['expected'])
      : decode(expectedFile);
  if (typeof expected !== 'string') return null;
  const text = name.endsWith('.eml') ? (await parseMessage(file(input))).text : decode(input);
  return same(stripQuotes(text), expected);
}

/** With or without the signature: the sets differ in taste. White space does not count. */
function same(
  got: { text: string; textWithSignature: string },
  expected: string,
  blanks = /\s+/g,
): Judged {
  const bare = (text: string): string => text.replace(blanks, '');
  const wanted = bare(expected);
  return {
    right: bare(got.text) === wanted || bare(got.textWithSignature) === wanted,
    got: got.text.slice(0, 60).replaceAll('\n', '⏎'),
  };
}

/** A label as text; `null` where the label says so, empty when it is absent. */
function textOf(label: unknown): string {
  if (label === null) return 'null';
  return typeof label === 'string' ? label : '';
}
