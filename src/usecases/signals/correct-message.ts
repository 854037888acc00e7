/** A person says what a message is, or whose: the sequences follow. */
import type { Enrollment } from '../../core/enrollment.ts';
import type { InboundClass } from '../../core/inbound-message.ts';
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import type { NewSignal, SignalDetails, SignalKind } from '../../core/signal.ts';
import { enrollmentOfTouch } from '../../core/touch.ts';
import { UserError } from '../../core/user-error.ts';
import type { InboxEntry } from '../../ports/inbox-store.ts';
import type { Stores } from '../../ports/stores.ts';
import { linkedinNotice } from '../../inbound/linkedin-notice.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { heardOn } from '../../runner/hearing/heard-on.ts';
import {
  recordSignal,
  SPEAKS_FOR_COMPANY,
  unfinishedIn,
  unfinishedOf,
  type Recorder,
} from './record-signal.ts';
import { readMessage } from './read-message.ts';
import { wakeColleagues } from './wake-colleagues.ts';

export type Corrector = Recorder & Pick<Stores, 'inbox' | 'people' | 'tasks'>;

export interface CorrectedMessage {
  /** As it is now. */
  readonly entry: InboxEntry;
  /** `false`: it was so already. */
  readonly hasChanged: boolean;
  /** What the correction said of the person; `null`: nothing. */
  readonly signal: SignalKind | null;
  readonly stopped: readonly Enrollment[];
  /** Held because of this message, and free again. */
  readonly lifted: readonly Enrollment[];
  /** Still held because of it: nobody has said whose message it is. */
  readonly stillHeld: readonly string[];
  /** Ended by an answer that this message was taken for. */
  readonly canResume: readonly Enrollment[];
  /** Nobody waits for a reply to it any more. */
  readonly closedTasks: readonly string[];
}

/** @throws {UserError} `unknown_message`. */
export async function messageOf({ inbox }: Pick<Stores, 'inbox'>, id: string): Promise<InboxEntry> {
  const entry = /^m[1-9]\d{0,15}$/.test(id) ? await inbox.inboxEntry(id) : null;
  if (entry !== null) return entry;
  throw new UserError(
    'unknown_message',
    `there is no message ${id}`,
    'see what was heard: touchline inbox',
  );
}

/** Says what a message is. A class that stops, stops now; one that does not, lets go what was held for it. */
export async function labelMessage(
  to: Corrector,
  id: string,
  newClass: InboundClass,
  intent: string | null,
  moment: Moment,
): Promise<CorrectedMessage> {
  const before = await messageOf(to, id);
  const isSame = before.class === newClass && (intent === null || intent === before.intent);
  const newIntent = intent ?? (isSame ? before.intent : null);
  const entry = { ...before, class: newClass, intent: newIntent };
  const was = signalFor(before);
  // An answer by mail that was one on LinkedIn has been told.
  const isNews = was !== signalFor(entry);
  const prospect = await personOf(to, entry);
  const told = isNews && prospect !== null ? await tell(to, entry, prospect, moment) : NOTHING;
  const owesNoReply = was === 'reply' && told.signal !== 'reply';
  const isSilent = speaks(was) && !speaks(told.signal);
  const taken =
    isNews && prospect !== null
      ? await takeBack(to, id, { from: prospect, owesNoReply, isSilent }, moment)
      : NOTHING_TAKEN;
  // The stop first: should we die in between, the repeat still has something to say.
  await to.inbox.label(id, newClass, newIntent);
  const { lifted, stillHeld } = await letGo(to, entry, moment);
  const wasReply = isNews && was === 'reply';
  return {
    entry: await messageOf(to, id),
    hasChanged: !isSame,
    ...told,
    lifted: [...taken.lifted, ...lifted],
    stillHeld,
    closedTasks: taken.closedTasks,
    canResume:
      wasReply && told.signal === null && prospect !== null
        ? await endedByReply(to, prospect.id)
        : [],
  };
}

/** Says whose message it is: what it says binds that person, and lets the others go. */
export async function assignMessage(
  to: Corrector,
  id: string,
  prospect: Prospect,
  moment: Moment,
): Promise<CorrectedMessage> {
  const before = await messageOf(to, id);
  const hasChanged = before.prospectId !== prospect.id;
  const told = hasChanged ? await tell(to, before, prospect, moment) : NOTHING;
  const other = hasChanged ? await personOf(to, before) : null;
  const was = signalFor(before);
  const owesNoReply = was === 'reply';
  // Whoever of one company wrote it, the others wait.
  const isSilent = speaks(was) && other?.accountId !== prospect.accountId;
  const taken =
    other === null
      ? NOTHING_TAKEN
      : await takeBack(to, id, { from: other, owesNoReply, isSilent }, moment);
  await to.inbox.assign(id, prospect.id);
  const entry = await messageOf(to, id);
  const { lifted, stillHeld } = await letGo(to, entry, moment);
  return {
    entry,
    hasChanged,
    ...told,
    lifted: [...taken.lifted, ...lifted],
    stillHeld,
    closedTasks: taken.closedTasks,
    canResume: other !== null && was === 'reply' ? await endedByReply(to, other.id) : [],
  };
}

const NOTHING: Pick<CorrectedMessage, 'signal' | 'stopped'> = { signal: null, stopped: [] };

interface TakenBack {
  /** Whose message it was taken for. */
  readonly from: Prospect;
  readonly owesNoReply: boolean;
  /** It said something for the whole company, and does no longer. */
  readonly isSilent: boolean;
}

const NOTHING_TAKEN: Pick<CorrectedMessage, 'lifted' | 'closedTasks'> = {
  lifted: [],
  closedTasks: [],
};

function speaks(kind: SignalKind | null): boolean {
  return kind !== null && SPEAKS_FOR_COMPANY.includes(kind);
}

/** What an answer brought that was none, as if it had never been taken for one: nobody owes a reply, and the colleagues go on. */
async function takeBack(
  to: Corrector,
  id: string,
  { from, owesNoReply, isSilent }: TakenBack,
  moment: Moment,
): Promise<Pick<CorrectedMessage, 'lifted' | 'closedTasks'>> {
  const closedTasks = owesNoReply ? await to.inbox.replyTasksOf(id) : [];
  for (const task of closedTasks)
    await to.tasks.close(task, 'skipped', null, 'no answer after all', moment.nowMs);
  const lifted: Enrollment[] = [];
  for (const colleague of isSilent ? await unfinishedIn(to, from) : []) {
    const due = await to.store.load(colleague.id);
    if (due === null) continue;
    const order = { kind: 'command', command: 'no_answer', answer: id } as const;
    const applied = await applyEvent(to, due, order, moment);
    if (applied?.decision.next.status === 'active') lifted.push(applied.decision.next);
  }
  if (closedTasks.length > 0) await wakeColleagues(to, from, moment);
  return { lifted, closedTasks };
}

/** What a class says of the person; the others say nothing that a sequence minds. */
const SIGNALS: Readonly<Record<string, SignalKind>> = {
  human_reply: 'reply',
  opt_out: 'opt_out',
  complaint: 'complaint',
  meeting: 'meeting_booked',
  out_of_office: 'out_of_office',
  bounce: 'bounce',
};
/** They say nothing in the person's own words, so nobody waits to learn whose answer it was. */
const NO_ANSWERS: readonly (SignalKind | null)[] = [
  null,
  'out_of_office',
  'bounce',
  'connection_accepted',
];

/** A notice of LinkedIn's is an answer, unless it reads as an accepted invitation. */
function signalFor({ class: inboundClass, subject, text }: InboxEntry): SignalKind | null {
  if (inboundClass !== 'linkedin') return SIGNALS[inboundClass ?? ''] ?? null;
  const notice = linkedinNotice({ subject: subject ?? '', text: text ?? '', links: [] });
  return notice?.kind === 'accepted' ? 'connection_accepted' : 'reply';
}

async function tell(
  to: Corrector,
  entry: InboxEntry,
  prospect: Prospect,
  moment: Moment,
): Promise<Pick<CorrectedMessage, 'signal' | 'stopped'>> {
  const kind = signalFor(entry);
  if (kind === null) return NOTHING;
  const { text, intent, touchId } = entry;
  const signal: NewSignal = {
    prospectId: prospect.id,
    kind,
    atMs: entry.atMs,
    source: 'rep',
    // The same correction, repeated because we died before it was written down, is one.
    externalId: `label ${entry.id} ${prospect.id} ${kind} ${entry.corrections}`,
    channel: heardOn(to.settings, entry),
    details: {
      ...(text === null ? {} : { text: text.slice(0, 4_000) }),
      ...(intent === null ? {} : { intent }),
      ...(touchId === null ? {} : { touchId }),
      ...(kind === 'bounce' ? await failureIn(to, entry, prospect) : {}),
      inboundId: entry.id,
    },
  };
  const { stopped } = await recordSignal(to, prospect, signal, moment);
  return { signal: kind, stopped };
}

/** A report says what failed and where; of anything else a rep said that the address is dead: the one that was written to. */
async function failureIn(
  { store, inbox }: Corrector,
  { id, atMs, touchId }: InboxEntry,
  prospect: Prospect,
): Promise<Pick<SignalDetails, 'bounce' | 'failedAddress'>> {
  const touches =
    touchId === null ? [] : (await store.history(enrollmentOfTouch(touchId), 0)).touches;
  const written = touches.find((each) => each.id === touchId)?.to ?? null;
  const bytes = await inbox.bytesOf(id);
  const report = bytes === null ? null : await readMessage(bytes, atMs, null);
  const isTheirs = prospect.identities.some(({ value }) => value === report?.failedAddress);
  const named = isTheirs ? (report?.failedAddress ?? null) : null;
  const failedAddress = written ?? named ?? addressOn(prospect, 'email');
  return {
    bounce: report?.bounce ?? 'hard',
    ...(failedAddress === null ? {} : { failedAddress }),
  };
}

/** Lifts `suspect` from those it was held for: it is no answer, or its author is known and was stopped. */
async function letGo(
  to: Corrector,
  entry: InboxEntry,
  moment: Moment,
): Promise<Pick<CorrectedMessage, 'lifted' | 'stillHeld'>> {
  const kind = signalFor(entry);
  const isAnswer = !NO_ANSWERS.includes(kind);
  const held = await to.inbox.heldBy(entry.id);
  if (isAnswer && entry.prospectId === null) {
    return { lifted: [], stillHeld: held.map((each) => each.prospectId) };
  }
  const lifted: Enrollment[] = [];
  for (const { prospectId, others } of held) {
    if (others > 0) continue;
    for (const { id } of await unfinishedOf(to, prospectId)) {
      const due = await to.store.load(id);
      if (due === null) continue;
      const order = { kind: 'command', command: 'lift', reason: 'suspect' } as const;
      const applied = await applyEvent(to, due, order, moment);
      if (applied !== null) lifted.push(applied.decision.next);
    }
  }
  return { lifted, stillHeld: [] };
}

async function endedByReply(to: Corrector, prospectId: string): Promise<readonly Enrollment[]> {
  const all = await to.enrollments.ofPerson(prospectId);
  if (all.some((each) => each.status !== 'finished')) return [];
  return all.filter((each) => each.reason === 'replied').slice(-1);
}

async function personOf({ people }: Corrector, entry: InboxEntry): Promise<Prospect | null> {
  return entry.prospectId === null ? null : people.byId(entry.prospectId);
}
