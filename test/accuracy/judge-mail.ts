/** Raw mails: what they are, whether the address is dead, which address it is. */
import type { Classification, InboundClass } from '../../src/core/inbound-message.ts';
import { bounceKind } from '../../src/inbound/bounces/bounce.ts';
import { classify } from '../../src/inbound/classify.ts';
import { parseMessage } from '../../src/inbound/mail/parse.ts';
import type { Labels, LabelledCase } from './corpora.ts';
import { calledHard, fateOf, kindOf, textOf } from './definition.ts';
import { type Finding, finding } from './finding.ts';

/** When the mails are taken to have arrived, unless a label says it: dates without a year count from here. */
const RECEIVED = Date.parse('2026-09-28T12:00:00Z');

export async function read(bytes: Uint8Array, nowMs = RECEIVED): Promise<Classification> {
  return classify(await parseMessage(bytes), { nowMs, zone: null });
}

export function shown({ class: inboundClass, bounce }: Classification): string {
  return bounce === null ? inboundClass : `${inboundClass}:${bounce}`;
}

const REPORTS: ReadonlySet<InboundClass> = new Set(['bounce', 'delay']);
const HUMAN: ReadonlySet<InboundClass> = new Set(['human_reply', 'opt_out', 'meeting']);

/** All that the labels of one raw mail say. */
export async function judgeMail(
  set: string,
  { labels, read: file }: LabelledCase,
): Promise<Finding[]> {
  const input = labels.files?.['input'];
  const kind = kindOf(labels);
  if (input === undefined || kind === null || labels['label_quality'] === 'doubtful') return [];
  const got = await read(file(input));
  switch (kind) {
    case 'bounce':
      return [
        isReport(got, true),
        ...fateFindings(set, labels, got),
        ...addressFindings(labels, got),
      ];
    case 'complaint':
      return [
        isReport(got, false),
        finding('complaint', got.class === 'complaint', 'complaint', shown(got)),
      ];
    case 'automatic':
      return [isReport(got, false), isAutomatic(got)];
    case 'challenge':
      return [
        isReport(got, false),
        isAutomatic(got),
        finding('challenge', got.class === 'challenge', 'challenge', shown(got)),
      ];
    case 'human':
      return [isReport(got, false), isHuman(got)];
    case 'opt_out':
      return [
        isReport(got, false),
        finding('opt_out', got.class === 'opt_out', 'opt_out', shown(got)),
      ];
    case 'bystander':
      return [isReport(got, false)];
  }
}

export function isReport(got: Classification, wanted: boolean): Finding {
  return finding(
    'bounce_or_not',
    REPORTS.has(got.class) === wanted,
    wanted ? 'bounce' : 'no bounce',
    shown(got),
  );
}

/** A person wrote it: any class that stops the sequence as an answer is right. */
export function isHuman(got: Classification): Finding {
  return finding('human', HUMAN.has(got.class), 'human', shown(got));
}

/** A machine wrote it: any class that does not stop the sequence as an answer is right. */
export function isAutomatic(got: Classification): Finding {
  return finding('automatic', !HUMAN.has(got.class), 'automatic', shown(got));
}

function fateFindings(set: string, labels: Labels, got: Classification): Finding[] {
  const fate = fateOf(set, labels);
  const own = calledHard(labels);
  const isHard = got.bounce === 'hard';
  if (fate === 'stated') return own === null ? [] : [undecided(own !== isHard, shown(got))];
  return [
    {
      question: 'hard_or_not',
      right: REPORTS.has(got.class) && isHard === (fate === 'dead'),
      wanted: fate === 'dead' ? 'hard' : 'not hard',
      got: shown(got),
      disagrees: own !== null && own !== isHard,
    },
  ];
}

export function undecided(disagrees: boolean, got: string): Finding {
  return { question: 'undecided', right: true, wanted: 'anything', got, disagrees };
}

function addressFindings(labels: Labels, { failedAddress }: Classification): Finding[] {
  const addresses = labels['addresses'];
  if (!Array.isArray(addresses) || addresses.length === 0) return [];
  const wanted = addresses.map((address: unknown) => textOf(address).toLowerCase());
  const right = failedAddress !== null && wanted.includes(failedAddress);
  return [finding('failed_address', right, wanted[0]!, failedAddress ?? 'none')];
}

/** Set 32: "not automatic, not a bounce, not an opt-out" is all that is known of wanted mail. */
export async function judgeHam({ labels, read: file }: LabelledCase): Promise<Finding[]> {
  if (labels.class === 'spam') return [];
  const got = await read(file(labels.files!['input']!));
  return [
    isReport(got, false),
    finding('not_opt_out', got.class !== 'opt_out', 'no opt-out', shown(got)),
  ];
}

/** Set 36: the words of a server, without the mail around them. */
export function judgeFragment(set: string, { labels }: LabelledCase): Finding[] {
  if (labels['own_pattern_matches'] === false || labels.class === 'auto_reply') return [];
  const { kind } = bounceKind(textOf(labels['text']), null);
  const wanted = fateOf(set, labels) === 'dead';
  return [
    {
      question: 'hard_or_not',
      right: (kind === 'hard') === wanted,
      wanted: wanted ? 'hard' : 'not hard',
      got: kind,
      disagrees: calledHard(labels) !== (kind === 'hard'),
    },
  ];
}

/** Set 31: two mails as fields, one as bytes. */
export async function judgeChatwoot(set: string, one: LabelledCase): Promise<Finding[]> {
  const { labels, read: file } = one;
  if (labels.class === 'hard') {
    const got = await read(file(labels.files!['input']!));
    const { recipient } = labels['expected'] as { recipient: string };
    return [
      isReport(got, true),
      ...fateFindings(set, labels, got),
      ...addressFindings({ ...labels, addresses: [recipient] }, got),
    ];
  }
  if (labels['headers'] === undefined) return [];
  const got = await read(
    messageBytes(labels['headers'] as Record<string, string>, textOf(labels['text'])),
  );
  return [isReport(got, false), labels.class === 'auto_reply' ? isAutomatic(got) : isHuman(got)];
}

/** A message as its fields say it: for the sets that hold fields instead of bytes. */
export function messageBytes(headers: Readonly<Record<string, string>>, text: string): Uint8Array {
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}: ${value.replace(/\s*\n\s*/g, ' ')}`,
  );
  const encoded = Buffer.from(text, 'utf8')
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
  const type =
    headers['Content-Type'] === undefined
      ? ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64']
      : [];
  const body = type.length === 0 ? text : encoded;
  return Buffer.from([...lines, ...type, '', body].join('\r\n'), 'utf8');
}
