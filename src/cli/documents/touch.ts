/** A touch as a document. */
import type { TouchSummary } from '../../ports/history-store.ts';
import { isoOf, type Json } from '../output/json.ts';

export function touchDocument(touch: TouchSummary): Json {
  return {
    id: touch.id,
    touch: touch.id,
    prospect: touch.prospectId,
    enrollment: touch.enrollmentId,
    sequence: touch.sequence,
    step: touch.step,
    visit: touch.visit,
    channel: touch.channel,
    status: touch.status,
    mailbox: touch.mailbox,
    to: touch.to,
    subject: touch.subject,
    message_id: touch.messageId,
    at: isoOf(touch.atMs),
    not_before: touch.status === 'planned' ? isoOf(touch.notBeforeMs) : null,
    attempts: touch.attempts,
    outcome: touch.outcome,
    detail: touch.detail,
  };
}
