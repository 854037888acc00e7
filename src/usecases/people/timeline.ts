/** All that is known to have happened with a person, whoever wrote it down: each source is a function, and their lines are told in order. */
import type { Activity } from '../../core/activity.ts';
import type { ConsentStore } from '../../ports/consent-store.ts';
import type { HistoryStore } from '../../ports/history-store.ts';

export interface TimelineNeeds {
  readonly history: Pick<HistoryStore, 'timeline' | 'importsOf'>;
  readonly consents: Pick<ConsentStore, 'consentsOf'>;
}

/** As an activity; a channel may be one of the workspace's own. */
export interface TimelineLine extends Omit<Activity, 'channel'> {
  readonly channel: string | null;
  readonly messageId: string | null;
}

type Source = (needs: TimelineNeeds, prospectId: string) => Promise<readonly TimelineLine[]>;

/** Of one instant, in this order. */
const SOURCES: readonly Source[] = [
  imported,
  consented,
  ({ history }, prospectId) => history.timeline(prospectId),
];

/** Oldest first. */
export async function timelineOf(
  needs: TimelineNeeds,
  prospectId: string,
): Promise<readonly TimelineLine[]> {
  const lines: TimelineLine[] = [];
  for (const source of SOURCES) lines.push(...(await source(needs, prospectId)));
  return lines.toSorted((a, b) => a.atMs - b.atMs);
}

async function imported(
  { history }: TimelineNeeds,
  prospectId: string,
): Promise<readonly TimelineLine[]> {
  return (await history.importsOf(prospectId)).map(({ id, file, list, atMs, isFirst }) => ({
    ...NOWHERE,
    atMs,
    prospectId,
    type: isFirst ? 'imported' : 'changed_by_import',
    summary: `${id}: ${file}${list === null ? '' : `, list ${list}`}`,
  }));
}

async function consented(
  { consents }: TimelineNeeds,
  prospectId: string,
): Promise<readonly TimelineLine[]> {
  return (await consents.consentsOf(prospectId)).map((each) => ({
    ...NOWHERE,
    atMs: each.atMs,
    prospectId,
    type: `consent_${each.kind}`,
    channel: each.channel,
    summary: [each.basis, each.source, each.evidence].filter((part) => part !== null).join(', '),
  }));
}

const NOWHERE = {
  enrollmentId: null,
  channel: null,
  sequence: null,
  step: null,
  touchId: null,
  messageId: null,
} as const;
