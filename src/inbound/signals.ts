/** What does a message mean for whom? A classified and matched message as signals, ready to be appended. */
import type { Classification } from '../core/inbound-message.ts';
import type { NewSignal, SignalDetails, SignalKind } from '../core/signal.ts';
import { linkedinNotice } from './linkedin-notice.ts';
import type { Match } from './match.ts';
import { isMeetingMoved, isMeetingOff, meetingText, meetingTime } from './meeting.ts';
import type { ParsedMessage } from './mail/parse.ts';
import { isGroupMail } from './senders.ts';

/** What the message itself does not say. */
export interface InboundFacts {
  /** Of the stored message: `m12`. */
  readonly inboundId: string;
  /** Mailbox id. */
  readonly source: string;
  /** Epoch ms; never the Date header. */
  readonly receivedAtMs: number;
}

/** Empty when it means nothing for anybody: our own mail, a stranger's, a delay, a newsletter. */
export function signalsOf(
  message: ParsedMessage,
  classification: Classification,
  match: Match,
  facts: InboundFacts,
): NewSignal[] {
  switch (match.kind) {
    case 'own':
    case 'none':
    case 'unproven_report':
      return [];
    case 'suspect':
      return isHarmless(classification)
        ? []
        : match.prospectIds.map((prospectId) =>
            signal(message, prospectId, 'suspect', classification, match, facts),
          );
    case 'person': {
      const kind = kindOf(message, classification);
      if (kind === null) return [];
      const own = signal(message, match.prospectId, kind, classification, match, facts);
      const writer = OWN_WORDS.has(kind) ? match.writtenBy : null;
      const spoken = writer === null ? [own] : [own, ofAnother(own, writer, facts)];
      if (!SPEAKS_FOR_COMPANY.has(kind)) return spoken;
      const invited = OF_ALL_INVITED.has(kind) ? match.invited : [];
      return [
        ...spoken,
        ...invited.map((id) => ofAnother(own, id, facts)),
        ...match.colleagues
          .filter((id) => id !== writer && !invited.includes(id))
          .map((id) => signal(message, id, 'colleague_reply', classification, match, facts)),
      ];
    }
  }
}

/** A person answered: their colleagues should not get a machine's next letter unasked. */
const SPEAKS_FOR_COMPANY: ReadonlySet<SignalKind> = new Set([
  'reply',
  'opt_out',
  'meeting_booked',
  'meeting_cancelled',
]);
/** Whoever wrote them, or whose mailbox did, has spoken for themselves as well, in whosever thread it was; of a bounce, whose mailbox failed. */
const OWN_WORDS: ReadonlySet<SignalKind> = new Set(['reply', 'opt_out', 'out_of_office', 'bounce']);
/** A meeting is everybody's who is to come. */
const OF_ALL_INVITED: ReadonlySet<SignalKind> = new Set(['meeting_booked', 'meeting_cancelled']);
const TEXT_MAX = 4_000;

/** A machine of a known company answered, or a report is late: no reason to stop. */
function isHarmless({ class: inboundClass }: Classification): boolean {
  return (
    inboundClass === 'delay' ||
    inboundClass === 'auto_reply' ||
    inboundClass === 'out_of_office' ||
    inboundClass === 'unrelated'
  );
}

function kindOf(message: ParsedMessage, classification: Classification): SignalKind | null {
  switch (classification.class) {
    case 'human_reply':
      return 'reply';
    case 'out_of_office':
      return 'out_of_office';
    case 'auto_reply':
      return 'auto_reply';
    case 'bounce':
      return 'bounce';
    case 'complaint':
      return 'complaint';
    case 'opt_out':
      return 'opt_out';
    // A person's filter waits for a click that nobody will do: a rep should look.
    case 'challenge':
      return 'suspect';
    case 'meeting':
      return isMeetingOff(message) ? 'meeting_cancelled' : 'meeting_booked';
    case 'linkedin': {
      const notice = linkedinNotice(message);
      if (notice === null) return null;
      return notice.kind === 'message' ? 'reply' : 'connection_accepted';
    }
    // A list that we all are on, or a group of ours that they wrote to: a rep should look.
    case 'unrelated':
      return isGroupMail(message) ? 'suspect' : null;
    case 'delay':
      return null;
  }
}

function signal(
  message: ParsedMessage,
  prospectId: string,
  kind: SignalKind,
  classification: Classification,
  match: Match,
  facts: InboundFacts,
): NewSignal {
  return {
    prospectId,
    kind,
    atMs: facts.receivedAtMs,
    source: facts.source,
    externalId: `${facts.inboundId} ${prospectId} ${kind}`,
    channel: classification.class === 'linkedin' ? 'linkedin' : 'email',
    details: detailsOf(message, kind, classification, match, facts),
  };
}

/** The message is filed, and is to be answered, as the other one's. */
function ofAnother(own: NewSignal, prospectId: string, { inboundId }: InboundFacts): NewSignal {
  const { touchId: _touchId, inboundId: _inboundId, ...details } = own.details;
  const externalId = `${inboundId} ${prospectId} ${own.kind}`;
  return { ...own, prospectId, externalId, details };
}

function detailsOf(
  message: ParsedMessage,
  kind: SignalKind,
  classification: Classification,
  match: Match,
  facts: InboundFacts,
): SignalDetails {
  const { bounce, failedAddress, returnAtMs, departed, intent } = classification;
  const text = textOf(message, classification, facts);
  const touchId = match.kind === 'person' ? match.touchId : null;
  return {
    ...(text === '' ? {} : { text: text.slice(0, TEXT_MAX) }),
    ...(kind === 'bounce' && bounce !== null ? { bounce } : {}),
    ...(kind === 'bounce' && failedAddress !== null ? { failedAddress } : {}),
    ...(returnAtMs === null ? {} : { returnAtMs }),
    ...(kind === 'out_of_office' && departed !== null ? { departed } : {}),
    ...(touchId === null || kind === 'colleague_reply' ? {} : { touchId }),
    ...(intent === null ? {} : { intent }),
    ...(kind === 'meeting_booked' && isMeetingMoved(message) ? { moved: true } : {}),
    inboundId: facts.inboundId,
  };
}

/** A rep reads first when the meeting is. */
function textOf(
  message: ParsedMessage,
  { class: inboundClass, text }: Classification,
  { receivedAtMs }: InboundFacts,
): string {
  const time = inboundClass === 'meeting' ? meetingTime(message, receivedAtMs) : null;
  if (time === null) return text;
  const on = isMeetingMoved(message) ? 'Meeting now on' : 'Meeting on';
  return `${on} ${meetingText(time)}\n\n${text}`.trim();
}
