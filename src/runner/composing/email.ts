/** The email of a step: its words, and the bytes that leave. */
import { draftText, renderApproved } from '../../content/approved.ts';
import { composeMessage } from '../../content/compose.ts';
import type { Footer } from '../../content/footer.ts';
import { messageIdOf, touchlineIdOf } from '../../content/message-id.ts';
import { renderEmail, type RenderedEmail } from '../../content/render.ts';
import type { Facts } from '../../core/condition.ts';
import type { Draft } from '../../core/decide/context.ts';
import { rulesFor } from '../../policy/may-send.ts';
import { lacksOf, type FooterLaw } from '../../policy/profiles.ts';
import { addressOn, domainOf, type Prospect } from '../../core/person/prospect.ts';
import { NEW_THREAD, type EmailStep } from '../../core/sequence.ts';
import { SIGNATURES } from '../../core/template.ts';
import { unsubscribeMailto } from '../../core/unsubscribe-mail.ts';
import { pickVariant } from '../../core/variant.ts';
import type { StoredMessage } from '../../ports/engine-store.ts';
import { asDraft, failed, notStored, templateFor, undrafted, type Drafted } from './drafted.ts';
import { touchIdFor, unsubscribeUrl, type Author, type Occasion } from './occasion.ts';
import { mailboxOf, type LineSettings } from '../settings.ts';
import { threadOf, type Thread } from './thread.ts';

type EmailOccasion = Occasion & { readonly step: EmailStep };

export function emailDraft(author: Author, occasion: EmailOccasion, facts: Facts): Drafted {
  const { version, due, history, step } = occasion;
  const name = pickVariant(due.enrollment.id, step);
  const template = templateFor(version, name, due.prospect);
  const mailbox = mailboxOf(author.settings, due.enrollment.mailbox);
  if (template === undefined) return undrafted(notStored(name));
  if (mailbox === null)
    return undrafted(failed(`mailbox ${due.enrollment.mailbox} is not configured`));
  const unlawful = footerFault(author, due.prospect);
  if (unlawful !== null) return undrafted(failed(unlawful));
  const thread = threadOf(step, version.sequence, history.touches);
  const signature = templateFor(version, SIGNATURES + mailbox.id, due.prospect);
  const under = {
    ...(signature === undefined ? {} : { signature }),
    footer: footerFor(author, mailbox, due.prospect, touchIdFor(occasion)),
  };
  const rendered =
    step.review && history.approved !== null
      ? renderApproved(history.approved, facts, under)
      : renderEmail(template, facts, { ...under, threadSubject: thread?.subject ?? null });
  if (!rendered.ok) {
    const isSignature = 'in' in rendered && rendered.in === 'signature';
    const at = isSignature ? (signature ?? template) : template;
    return undrafted(asDraft(at.name, rendered));
  }
  if (rendered.subject.trim() === '')
    return undrafted({ ok: false, missing: ['subject'], error: null });
  const begins =
    thread === null && step.thread !== NEW_THREAD ? { beginsThread: true as const } : {};
  const text = step.review ? draftText(rendered) : rendered.text;
  const draft: Draft = { ok: true, text, ...begins };
  const message = messageOf(author, occasion, mailbox, { rendered, thread });
  return { draft, message, template: template.name, email: rendered };
}

/** What the law of their country wants to read under it and touchline.yaml does not say; `null`: nothing. */
function footerFault(author: Author, prospect: Prospect): string | null {
  const footer = footerLaw(author, prospect);
  const missing = lacksOf(footer, author.settings.sender);
  if (footer === null || missing.length === 0) return null;
  const keys = missing.map((key) => `sender.${key}`).join(' and ');
  return `${footer.law} wants ${keys} under every email, and touchline.yaml has none`;
}

function footerLaw({ settings }: Author, prospect: Prospect): FooterLaw | null {
  return rulesFor(prospect, settings.compliance)?.footer ?? null;
}

interface Written {
  readonly rendered: RenderedEmail;
  readonly thread: Thread | null;
}

/** `null`: the person has no address that works. */
function messageOf(
  author: Author,
  occasion: EmailOccasion,
  mailbox: LineSettings,
  { rendered, thread }: Written,
): StoredMessage | null {
  const { prospect } = occasion.due;
  const to = addressOn(prospect, 'email');
  if (to === null) return null;
  const touchId = touchIdFor(occasion);
  const { from } = mailbox;
  const messageId = messageIdOf(author.instanceKey, touchId, domainOf(from.address));
  const touchlineId = touchlineIdOf(author.instanceKey, touchId);
  const references = thread?.references ?? [];
  const { subject, text, html } = rendered;
  const bytes = composeMessage({
    from,
    to: { name: prospect.name, address: to },
    subject,
    text,
    html,
    attachments: occasion.enclosed,
    messageId,
    touchlineId,
    dateMs: occasion.nowMs,
    inReplyTo: thread?.inReplyTo ?? null,
    references,
    unsubscribe: {
      url: unsubscribeUrl(author, touchId),
      mailto: unsubscribeMailto(from.address, touchlineId),
    },
  });
  return {
    messageId,
    touchlineId,
    references: [...references, messageId],
    to,
    from: from.address,
    subject: thread?.subject ?? subject,
    bytes,
  };
}

function footerFor(
  author: Author,
  mailbox: LineSettings,
  prospect: Prospect,
  touchId: string,
): Footer {
  const { sender } = author.settings;
  const url = unsubscribeUrl(author, touchId);
  return {
    senderLines: [sender.company, sender.postalAddress].filter((line) => line !== null),
    optOut: url === null ? { by: 'reply' } : { by: 'link', url },
    contact: mailbox.from.address,
    language: footerLaw(author, prospect)?.language ?? prospect.language,
  };
}
