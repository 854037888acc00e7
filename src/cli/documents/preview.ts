/** A preview as a document and as text to read. */
import { counted } from '../../core/counted.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Outcome } from '../../core/touch.ts';
import { writtenCondition } from '../../definition/reading/written.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { LineSettings } from '../../runner/settings.ts';
import type { PreviewedMessage } from '../../usecases/preview/preview-sequence.ts';
import type { Json } from '../output/json.ts';
import { cleanLine, cleanLines } from '../output/sanitize.ts';
import { personName } from './person-name.ts';

export interface Delivered {
  readonly to: string;
  readonly mailbox: string;
  /** Of each message, in order; `null`: it was not to be sent. */
  readonly outcomes: readonly (Outcome | null)[];
}

export function previewJson(
  message: PreviewedMessage,
  index: number,
  delivered: Delivered | null,
): Json {
  const outcome = delivered?.outcomes[index] ?? null;
  return {
    step: message.step,
    channel: message.channel,
    action: message.action,
    path: message.path.map(({ step, label, words, holds }) => ({ step, label, words, holds })),
    condition: message.condition === null ? null : writtenCondition(message.condition),
    condition_holds: message.holds,
    enabled: message.enabled,
    variant: message.variant?.template ?? null,
    share_percent: message.variant?.share ?? null,
    template: message.template,
    to: message.to,
    subject: message.subject,
    other_subjects: message.otherSubjects,
    text: message.text,
    html: message.html,
    attachments: message.attachments.map(({ name }) => name),
    review: message.review,
    missing: message.missing,
    error: message.error,
    sent_to: outcome === null ? null : (delivered?.to ?? null),
    sent: outcome?.kind ?? null,
  };
}

export interface ShownPreview {
  readonly version: StoredVersion;
  readonly prospect: Prospect | null;
  readonly mailbox: LineSettings | null;
  readonly messages: readonly PreviewedMessage[];
  readonly delivered: Delivered | null;
}

export function previewText(shown: ShownPreview): string {
  const { version, prospect, mailbox, messages } = shown;
  const who = prospect === null ? 'a made-up person' : personName(prospect);
  const from = mailbox === null ? '' : `, from mailbox ${mailbox.id} (${mailbox.from.address})`;
  const { name } = version.sequence;
  return [
    cleanLine(`${name} for ${who}${from}`),
    ...messages.flatMap((message) => ['', ...messageLines(message, prospect !== null)]),
    '',
    ...endLines(shown),
  ].join('\n');
}

function messageLines(message: PreviewedMessage, isReal: boolean): readonly string[] {
  const { variant, action, subject, otherSubjects, text, error, attachments } = message;
  const kind = action === null ? message.channel : `${message.channel} ${action}`;
  const share = variant === null ? [] : [`variant ${variant.template} (${variant.share}%)`];
  const language = message.template?.split('.')[1];
  const head = [message.step, kind, ...share, ...(language === undefined ? [] : [language])];
  const rows: readonly (readonly [string, string | null])[] = [
    ['when', pathWords(message)],
    ['to', toWords(message, isReal)],
    ['subject', subject],
    ...otherSubjects.map((other) => ['or', other] as const),
    ['carries', attachments.map(({ name }) => name).join(', ') || null],
    ['review', message.review ? 'it waits as a draft until a rep approves it' : null],
    ['error', error],
  ];
  return [
    cleanLine(head.join(', ')),
    ...rows.flatMap(([label, value]) =>
      value === null ? [] : [cleanLine(`  ${label.padEnd(8)} ${value}`)],
    ),
    ...(text === null
      ? ['', '  (no text)']
      : [
          '',
          ...cleanLines(text.trimEnd())
            .split('\n')
            .map((line) => `  ${line}`.trimEnd()),
        ]),
  ];
}

/** Which choices lead there, and what of it this person would take. */
function pathWords({ path, condition, holds, enabled }: PreviewedMessage): string | null {
  const parts = [
    ...path.map(({ step, words, holds: takes }) => `${step}: ${words}${verdictWords(takes)}`),
    ...(condition === null ? [] : [`if ${writtenCondition(condition)}${verdictWords(holds)}`]),
    ...(enabled ? [] : ['never: it is disabled']),
  ];
  return parts.length === 0 ? null : parts.join(', and ');
}

function verdictWords(holds: boolean | null): string {
  return holds === null ? '' : holds ? ' (true of them)' : ' (not true of them)';
}

function toWords({ to, needs }: PreviewedMessage, isReal: boolean): string | null {
  if (to !== null || needs === null || !isReal) return to;
  return `nobody: they have no ${needs === 'linkedin' ? 'LinkedIn profile' : needs} that works`;
}

function endLines({ prospect, messages, delivered, version }: ShownPreview): readonly string[] {
  const count = counted(messages.length, 'message');
  const missing = [...new Set(messages.flatMap((each) => each.missing))];
  const fields = missing.flatMap((name) => /^prospect\.([\w-]+)$/.exec(name)?.[1] ?? []);
  const values = fields.map((field) => `${field}=...`).join(' ');
  const next =
    prospect === null
      ? `touchline preview ${version.sequence.name} --prospect KEY`
      : fields.length > 0
        ? `touchline set ${prospect.id} ${values}`
        : `touchline enroll ${version.sequence.name} --prospect ${prospect.id}`;
  return [
    missing.length === 0 ? `${count}.` : `${count}. Missing: ${missing.join(', ')}.`,
    ...(delivered === null ? [] : deliveryLines(delivered)),
    `Next: ${next}`,
  ].map(cleanLine);
}

function deliveryLines({ to, outcomes }: Delivered): readonly string[] {
  const tried = outcomes.filter((each) => each !== null);
  if (tried.length === 0) return ['There is no email among them: nothing was sent.'];
  const sent = tried.filter(({ kind }) => kind === 'sent').length;
  const failed = tried.filter((each) => each.kind !== 'sent');
  const many = counted(sent, 'email');
  return [
    `Sent ${many} to ${to}, marked [PREVIEW]; no touch is recorded.`,
    ...failed.map(({ kind, detail }) => `${kind.replaceAll('_', ' ')}: ${detail}`),
  ];
}
