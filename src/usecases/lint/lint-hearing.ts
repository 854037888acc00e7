/** Over which channels may somebody answer without anybody hearing it? Named once for each sequence. */
import type { Channel, Step } from '../../core/sequence.ts';
import { problemAt, problemAtKey, type Problem } from '../../definition/reading/problem.ts';
import { writtenList } from '../../definition/reading/written.ts';
import type { GatewaySettings } from '../../runner/settings.ts';
import type { WrittenSequence } from './written-sequence.ts';

export function hearingProblems(written: WrittenSequence): readonly Problem[] {
  return [...silentMailboxes(written), ...silentChannels(written)];
}

function silentMailboxes({ sequence, mailboxes }: WrittenSequence): readonly Problem[] {
  const silent = mailboxes.filter(({ source }) => source === null).map(({ id }) => id);
  if (silent.length === 0 || !sequence.steps.some(({ kind }) => kind === 'email')) return [];
  const named = sequence.mailboxes;
  const message = `nobody hears the answers to ${writtenList(silent)}, so they do not stop this sequence`;
  const hint =
    'name imap, maildir or replies_to in touchline.yaml, or log every answer: touchline log reply';
  const path = named === 'owner' ? ['mailboxes'] : ['mailboxes', named.indexOf(silent[0]!)];
  return [{ ...problemAt(path, 'answers_not_heard', message, hint), severity: 'warning' }];
}

/** Its gateway tells us of the answers. */
function isBy({ channel, id }: GatewaySettings, step: Step): boolean {
  return channel === step.kind && (step.kind !== 'message' || step.action === id);
}

/** Answers that arrive at a phone or another service of the rep's. A call is its own answer; LinkedIn writes emails of them. */
const UNHEARD: readonly Channel[] = ['sms', 'message'];

function silentChannels({ sequence, places, gateways }: WrittenSequence): readonly Problem[] {
  return UNHEARD.flatMap((channel): readonly Problem[] => {
    const steps = sequence.steps.filter(
      (step) => step.kind === channel && !gateways.some((each) => isBy(each, step)),
    );
    const [first] = steps;
    if (first === undefined) return [];
    const what = channel === 'sms' ? 'text messages' : 'messages';
    const ids = writtenList(steps.map(({ id }) => id));
    const message = `answers to ${what} (${ids}) arrive where only the rep sees them, and stop nothing by themselves`;
    const hint = `the rep logs them: touchline log reply --prospect KEY --channel ${channel}`;
    const path = [...(places.get(first.id) ?? []), channel];
    return [{ ...problemAtKey(path, 'answers_not_heard', message, hint), severity: 'note' }];
  });
}
