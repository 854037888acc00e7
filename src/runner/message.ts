/** What does a touch say? Rendered once; the bytes that are stored are the bytes that leave. */
import { draftText, renderApproved } from '../content/approved.ts';
import type { Attachment } from '../content/attachment.ts';
import { composeMessage } from '../content/compose.ts';
import { messageIdOf, touchlineIdOf } from '../content/message-id.ts';
import type { RenderFailure } from '../content/liquid.ts';
import { renderEmail, renderText, type RenderedEmail } from '../content/render.ts';
import type { Footer } from '../content/footer.ts';
import type { DecideContext, Draft } from '../core/decide/context.ts';
import type { Facts, NotYet } from '../core/condition.ts';
import { templatesOfStep } from '../core/flow.ts';
import { factsOf, historyFactsOf, signalFactsOf } from '../core/facts.ts';
import { writtenDate, writtenTime } from '../core/civil-date.ts';
import { toLocal } from '../core/local-time.ts';
import { addressOn, domainOf, type Prospect } from '../core/prospect.ts';
import { isManual, stepOf, type EmailStep, type Step } from '../core/sequence.ts';
import { SIGNATURES, nameInLanguage } from '../core/template.ts';
import { touchIdOf } from '../core/touch.ts';
import { pickVariant } from '../core/variant.ts';
import type { CompiledTemplate } from '../content/template.ts';
import type { Due, History, StoredMessage, TouchRecord } from '../ports/engine-store.ts';
import { fitNote } from './fit-note.ts';
import { mailboxOf, type MailboxSettings, type RunnerSettings } from './settings.ts';
import type { LoadedVersion } from './versions.ts';

export interface Author {
  readonly settings: RunnerSettings;
  readonly instanceKey: string;
  /** Puts something in the place of what is not known: for previews, never for what is sent. */
  readonly fill?: (facts: Facts) => Facts;
}

export interface Drafted {
  readonly draft: Draft | null;
  /** `null` where it can't leave: no email, no address, something is missing. */
  readonly message: StoredMessage | null;
  /** The template that was rendered, in the person's language; `null`: none was. */
  readonly template: string | null;
  /** The email itself, whether it has somewhere to go or not. */
  readonly email: RenderedEmail | null;
}

/** The person's zone, and the time. */
type Here = Pick<DecideContext, 'zone' | 'nowMs'>;

/** The thread an email continues: the nearest earlier email of that thread that was sent. */
interface Thread {
  readonly subject: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
}

/** What the step would say to the person, and for an email the message itself. */
export function draftOf(
  author: Author,
  version: LoadedVersion,
  due: Due,
  history: History,
  step: Step,
  here: Here,
  enclosed: readonly Attachment[],
): Drafted {
  const known = factsFor(author, version, due, history, step, here);
  const facts = author.fill === undefined ? known : author.fill(known);
  if (step.kind === 'email')
    return emailDraft(author, version, due, history, step, here.nowMs, facts, enclosed);
  const [name] = templatesOfStep(step);
  if (name === undefined) return undrafted(null);
  const template = templateFor(version, name, due.prospect);
  if (template === undefined) return undrafted(notStored(name));
  const draft = asDraft(template.name, renderText(template, facts));
  const fits = isManual(step) ? fitNote(draft, step, template, facts) : draft;
  return { ...undrafted(fits), template: template.name };
}

/** The text in the person's language, else the one for everybody. */
function templateFor(
  { templates }: LoadedVersion,
  name: string,
  { language }: Prospect,
): CompiledTemplate | undefined {
  return templates.get(nameInLanguage(name, language, (each) => templates.has(each)));
}

/** The facts that templates and conditions of this step may ask for. */
export function factsFor(
  author: Author,
  version: LoadedVersion,
  due: Due,
  history: History,
  step: Step,
  { zone, nowMs }: Here,
  unheard: NotYet | null = null,
): Facts {
  const { settings } = author;
  const mailbox = mailboxOf(settings, due.enrollment.mailbox);
  const rep = settings.reps.find((each) => each.id === (mailbox?.rep ?? due.enrollment.rep));
  const own = factsOf(due.prospect, {
    sender: {
      name: mailbox?.from.name ?? rep?.name ?? null,
      email: mailbox?.from.address ?? rep?.email ?? null,
      company: settings.sender.company,
      mailbox: mailbox?.id ?? null,
    },
    unsubscribeUrl: unsubscribeUrl(
      author,
      touchIdOf(due.enrollment.id, step.id, due.enrollment.visit),
    ),
    now: localNow(zone, nowMs),
  });
  const heard = signalFactsOf([...new Set(history.signals.map(({ kind }) => kind))], unheard);
  const enrollment = { sequence: version.sequence.name, stage: stageOf(version, history) };
  return { ...own, ...historyFactsOf(history.touches, heard, enrollment) };
}

/** That of the last step that was done and has one. */
function stageOf({ sequence }: LoadedVersion, { touches }: History): string | null {
  const done = touches.filter(hasLeft).map((touch) => stepOf(sequence, touch.step)?.stage ?? null);
  return done.findLast((stage) => stage !== null) ?? null;
}

function emailDraft(
  author: Author,
  version: LoadedVersion,
  due: Due,
  history: History,
  step: EmailStep,
  nowMs: number,
  facts: Facts,
  enclosed: readonly Attachment[],
): Drafted {
  const name = pickVariant(due.enrollment.id, step);
  const template = templateFor(version, name, due.prospect);
  const mailbox = mailboxOf(author.settings, due.enrollment.mailbox);
  if (template === undefined) return undrafted(notStored(name));
  if (mailbox === null)
    return undrafted(failed(`mailbox ${due.enrollment.mailbox} is not configured`));
  const thread = threadOf(step, version, history);
  const touchId = touchIdOf(due.enrollment.id, step.id, due.enrollment.visit);
  const signature = templateFor(version, SIGNATURES + mailbox.id, due.prospect);
  const under = {
    ...(signature === undefined ? {} : { signature }),
    footer: footerFor(author, mailbox, due.prospect, touchId),
  };
  const rendered =
    step.review && history.approved !== null
      ? renderApproved(history.approved, facts, under)
      : renderEmail(template, facts, { ...under, threadSubject: thread?.subject ?? null });
  const to = addressOn(due.prospect, 'email');
  if (!rendered.ok) {
    const isSignature = 'in' in rendered && rendered.in === 'signature';
    const at = isSignature ? (signature ?? template) : template;
    return undrafted(asDraft(at.name, rendered));
  }
  if (rendered.subject.trim() === '')
    return undrafted({ ok: false, missing: ['subject'], error: null });
  const draft: Draft = { ok: true, text: step.review ? draftText(rendered) : rendered.text };
  const drafted = { draft, message: null, template: template.name, email: rendered };
  if (to === null) return drafted;
  const whole = { ...rendered, attachments: enclosed };
  const message = composed(author, mailbox, due.prospect, to, touchId, whole, thread, nowMs);
  return { ...drafted, message };
}

function composed(
  author: Author,
  mailbox: MailboxSettings,
  prospect: Prospect,
  to: string,
  touchId: string,
  rendered: RenderedEmail & { readonly attachments: readonly Attachment[] },
  thread: Thread | null,
  nowMs: number,
): StoredMessage {
  const domain = domainOf(mailbox.from.address);
  const messageId = messageIdOf(author.instanceKey, touchId, domain);
  const touchlineId = touchlineIdOf(author.instanceKey, touchId);
  const references = thread?.references ?? [];
  const bytes = composeMessage({
    from: mailbox.from,
    to: { name: prospect.name, address: to },
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    attachments: rendered.attachments,
    messageId,
    touchlineId,
    dateMs: nowMs,
    inReplyTo: thread?.inReplyTo ?? null,
    references,
    unsubscribe: {
      url: unsubscribeUrl(author, touchId),
      mailto: `mailto:${mailbox.from.address}?subject=unsubscribe`,
    },
  });
  return {
    messageId,
    touchlineId,
    references: [...references, messageId],
    to,
    from: mailbox.from.address,
    subject: thread?.subject ?? rendered.subject,
    bytes,
  };
}

/** A thread whose parent was skipped goes to the nearest earlier sent email; with none it is a new one. */
function threadOf(step: EmailStep, version: LoadedVersion, history: History): Thread | null {
  if (step.thread === 'new') return null;
  const { steps } = version.sequence;
  const position = (id: string): number => steps.findIndex((each) => each.id === id);
  const parentPosition = position(step.thread);
  const sent = history.touches.filter(
    (touch) => touch.channel === 'email' && touch.messageId !== null && hasLeft(touch),
  );
  const before = sent.filter((touch) => position(touch.step) <= parentPosition);
  const parent = before.at(-1) ?? sent.at(-1);
  if (parent === undefined || parent.messageId === null) return null;
  const { subject, messageId, serverMessageId, references } = parent;
  const own = { subject: subject ?? '', inReplyTo: messageId, references };
  // A server that put its own id in the place of ours: the reader's program knows only that one.
  return serverMessageId?.startsWith('<') === true
    ? { ...own, inReplyTo: serverMessageId, references: [...references, serverMessageId] }
    : own;
}

const hasLeft = (touch: TouchRecord): boolean => touch.status === 'sent';

function footerFor(
  author: Author,
  mailbox: MailboxSettings,
  prospect: Prospect,
  touchId: string,
): Footer {
  const { sender } = author.settings;
  const url = unsubscribeUrl(author, touchId);
  return {
    senderLines: [sender.company, sender.postalAddress].filter((line) => line !== null),
    optOut: url === null ? { by: 'reply' } : { by: 'link', url },
    contact: mailbox.from.address,
    language: prospect.language,
  };
}

function unsubscribeUrl(author: Author, touchId: string): string | null {
  const base = author.settings.sender.unsubscribeUrl;
  return base === null
    ? null
    : `${base.replace(/\/+$/, '')}/${touchlineIdOf(author.instanceKey, touchId)}`;
}

/** The local date and time of a zone, as conditions and templates see it. */
export function localNow(zone: string, nowMs: number): string {
  const local = toLocal(zone, nowMs);
  return `${writtenDate(local.day)}T${writtenTime(local.minute)}:00`;
}

function asDraft(template: string, rendered: { ok: true; text: string } | RenderFailure): Draft {
  if (rendered.ok) return { ok: true, text: rendered.text };
  if ('missing' in rendered) return { ...rendered, error: null };
  const { undated } = rendered;
  const fault = { ok: false, missing: [], error: placeOf(template, rendered) } as const;
  return undated === undefined ? fault : { ...fault, undated };
}

/**
 * `_snippets/close:2:1: message` as a person finds it. Lines count below the front matter: it is no part of the text that was stored.
 */
function placeOf(
  template: string,
  { error, in: part }: Extract<RenderFailure, { readonly error: string }>,
): string {
  const [, snippet, line, message] = /^(?:(.+?):)?(\d+):\d+: (.*)$/s.exec(error) ?? [];
  if (line === undefined) return `templates/${template}.md: ${error}`;
  if (snippet !== undefined) return `templates/${snippet}.md, line ${line}: ${message}`;
  const where = part === 'subject' ? 'its subject' : `line ${line} of its text`;
  return `templates/${template}.md, ${where}: ${message}`;
}

const undrafted = (draft: Draft | null): Drafted => ({
  draft,
  message: null,
  template: null,
  email: null,
});
const failed = (error: string): Draft => ({ ok: false, missing: [], error });
const notStored = (name: string): Draft => failed(`template ${name} is not in this version`);
