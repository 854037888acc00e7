/** Where is a person best reached now, and what bars the other paths of a step? Consent and law come before what anybody prefers. */
import { DAY_MS } from '../../core/time/duration.ts';
import { addressOn } from '../../core/person/prospect.ts';
import type { BarredChannel, Reach } from '../../core/reach.ts';
import {
  addressFor,
  isTouch,
  stepOf,
  type ChannelStep,
  type Sequence,
  type TouchStep,
} from '../../core/sequence.ts';
import { consentChannelOf, maySend } from '../../policy/may-send.ts';
import type { Due, History } from '../../ports/engine-store.ts';
import type { Deciding } from '../engine.ts';
import { addressAt, gatewayFor, repIn, type RunnerSettings } from '../settings.ts';

/** What clears sooner only lets the step wait a little. */
const SOON_MS = DAY_MS;

export interface Reaching extends Pick<Due, 'prospect' | 'ledger'> {
  readonly enrollment: Pick<Due['enrollment'], 'mailbox' | 'rep'>;
}

export async function reachOf(
  { settings, preferences }: Pick<Deciding, 'settings' | 'preferences'>,
  sequence: Sequence,
  step: ChannelStep,
  about: Reaching,
  { rangAtMs }: Pick<History, 'rangAtMs'>,
  nowMs: number,
): Promise<Reach> {
  const { channels } = await preferences.channelsOf(about.prospect, nowMs);
  const barred = step.paths.flatMap(({ channel, to }): BarredChannel[] => {
    const first = stepOf(sequence, to);
    if (first === null || !isTouch(first)) return [];
    const bar = barOf(settings, sequence, first, about, rangAtMs, nowMs);
    return bar === null ? [] : [{ channel, ...bar }];
  });
  return { preferred: channels.map(({ channel, because }) => ({ channel, because })), barred };
}

/** `null`: nothing bars it. */
function barOf(
  settings: RunnerSettings,
  sequence: Sequence,
  step: TouchStep,
  { prospect, ledger, enrollment }: Reaching,
  rangAtMs: readonly number[],
  nowMs: number,
): Omit<BarredChannel, 'channel'> | null {
  if (!step.enabled) return { because: `${step.id} is switched off`, isHeld: false };
  if (step.kind === 'email' && enrollment.mailbox === null)
    return { because: 'no mailbox is configured for them', isHeld: false };
  const gateway = gatewayFor(settings, step, repIn(settings, sequence, enrollment, prospect));
  const kind = addressFor(step);
  const isReached =
    gateway === null
      ? kind === null || addressOn(prospect, kind) !== null
      : addressAt(gateway, prospect) !== null;
  if (!isReached) return { because: `no ${kind ?? 'address'} that works`, isHeld: false };
  const channel = consentChannelOf(step);
  if (channel === null) return null;
  const { compliance } = settings;
  const law = maySend({ compliance, channel, prospect, ledger, rangAtMs, nowMs });
  if (law?.verdict !== 'hold') return null;
  if (law.clearsAtMs !== null && law.clearsAtMs <= nowMs + SOON_MS) return null;
  return { because: `${law.rule.replaceAll('_', ' ')}: ${law.detail}`, isHeld: true };
}
