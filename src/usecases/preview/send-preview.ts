/** Sends the emails of a preview to a rep of ours, through the mailbox that would send them: marked, and recorded nowhere. */
import { composeMessage } from '../../content/compose.ts';
import { messageIdOf, touchlineIdOf } from '../../content/message-id.ts';
import { domainOf } from '../../core/person/prospect.ts';
import type { Asset } from '../../core/asset.ts';
import type { Outcome } from '../../core/touch.ts';
import { UserError } from '../../core/user-error.ts';
import type { MessageChannel } from '../../ports/message-channel.ts';
import type { LineSettings, RunnerSettings } from '../../runner/settings.ts';
import type { PreviewedMessage } from './preview-sequence.ts';

export interface PreviewRecipient {
  readonly name: string;
  readonly address: string;
}

export interface PreviewDelivery {
  readonly sequence: string;
  readonly mailbox: LineSettings;
  readonly to: PreviewRecipient;
  readonly messages: readonly PreviewedMessage[];
  /** What they carry. */
  readonly assets: readonly Asset[];
  readonly nowMs: number;
}

/** The outcome of each message, in order; `null` for those that are no email, or could not be rendered. */
export async function sendPreview(
  channel: Pick<MessageChannel, 'send'>,
  { sequence, mailbox, to, messages, assets, nowMs }: PreviewDelivery,
  signal: AbortSignal,
): Promise<readonly (Outcome | null)[]> {
  const outcomes: (Outcome | null)[] = [];
  for (const [index, message] of messages.entries()) {
    const { subject, text, html } = message;
    if (subject === null || text === null || html === null) {
      outcomes.push(null);
      continue;
    }
    // Of no touch: an answer to it is an answer to nobody's message.
    const touchId = `preview.${sequence}.${message.step}.${index}.${nowMs}`;
    const { address } = mailbox.from;
    const bytes = composeMessage({
      from: mailbox.from,
      to,
      subject: `[PREVIEW ${sequence}/${nameOf(message)}] ${subject}`,
      text,
      html,
      attachments: message.attachments.flatMap(
        ({ hash }) => assets.find((asset) => asset.hash === hash) ?? [],
      ),
      messageId: messageIdOf(KEY, touchId, domainOf(address)),
      touchlineId: touchlineIdOf(KEY, touchId),
      dateMs: nowMs,
      inReplyTo: null,
      references: [],
      // Nobody is to be taken off a list by trying out a link.
      unsubscribe: { url: null, mailto: null },
    });
    const outbound = {
      touchId,
      touchlineId: touchlineIdOf(KEY, touchId),
      to: to.address,
      from: address,
      bytes,
    };
    outcomes.push(await channel.send(outbound, async () => {}, signal));
  }
  return outcomes;
}

const KEY = 'preview';

function nameOf({ step, variant }: PreviewedMessage): string {
  return variant === null ? step : `${step}, ${variant.template}`;
}

/**
 * Whom a preview may go to: a rep of the workspace, and nobody else.
 *
 * @param asked  `me`, the rep whose mailbox it is; or a rep's address.
 * @throws {UserError} `not_a_rep` (exit 2).
 */
export function recipientOf(
  { reps }: Pick<RunnerSettings, 'reps'>,
  mailbox: LineSettings,
  asked: string,
): PreviewRecipient {
  const { name, address } = mailbox.from;
  const own =
    reps.find(({ id }) => id === mailbox.rep) ?? (reps.length === 1 ? reps[0] : undefined);
  // A mailbox is its rep's own address where the rep has no other.
  if (asked === 'me') return { name: own?.name ?? name, address: own?.email ?? address };
  const wanted = asked.toLowerCase();
  if (address.toLowerCase() === wanted) return { name, address };
  const rep = reps.find(({ email }) => email?.toLowerCase() === wanted);
  if (rep?.email != null) return { name: rep.name, address: rep.email };
  const known = [...new Set([...reps.flatMap(({ email }) => email ?? []), address])];
  throw new UserError(
    'not_a_rep',
    `a preview goes to reps only, and "${asked}" is the address of none`,
    `--send-to me, or one of: ${known.join(', ')}`,
    2,
  );
}
