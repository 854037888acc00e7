/** A written step that goes on where a person is best reached. */
import type { ChannelStep, REACHING } from '../../core/sequence.ts';
import { type Path, problemAt, problemAtKey } from '../reading/problem.ts';
import { common, isUnread, type StepContext } from './compile-step.ts';
import type { WrittenOf } from './step-format.ts';

type Reaching = (typeof REACHING)[number];
type Values = WrittenOf<'channel'>['values'];

/** In the order of the fallback; a path that it forgot stands behind, so that its steps are somebody's. */
export function compileChannel(
  { values }: WrittenOf<'channel'>,
  context: StepContext,
): ChannelStep {
  const fallback = (values.fallback ?? []).filter((each) => each !== undefined);
  const written = [...(values.paths?.keys() ?? [])].filter((each): each is Reaching =>
    REACHING_WORDS.includes(each),
  );
  const isWhole = !isUnread(values, 'fallback') && fallback.length === values.fallback?.length;
  if (isWhole && values.paths !== undefined) reportPaths(fallback, written, context);
  for (const channel of written) reportFirst(channel, values.paths, context);
  const channels = [...new Set([...fallback, ...written])];
  return {
    ...common(values, context),
    kind: 'channel',
    paths: channels.map((channel) => ({
      channel,
      to: context.firstOf(values.paths?.get(channel)),
    })),
  };
}

const REACHING_WORDS: readonly string[] = [
  'email',
  'linkedin',
  'call',
  'sms',
  'message',
] satisfies Reaching[];

/** Each channel once in the fallback, and each with a path. */
function reportPaths(
  fallback: readonly Reaching[],
  written: readonly Reaching[],
  { path, report }: StepContext,
): void {
  for (const [index, channel] of fallback.entries()) {
    const at: Path = [...path, 'fallback', index];
    if (fallback.indexOf(channel) < index)
      report(problemAt(at, 'out_of_range', `"${channel}" stands in "fallback" twice`));
    else if (!written.includes(channel)) {
      const hint = `write it under paths: ${channel}: [...]; or take ${channel} out of fallback`;
      report(problemAt(at, 'missing_key', `there is no path for "${channel}"`, hint));
    }
  }
  for (const channel of written.filter((each) => !fallback.includes(each))) {
    const message = `"${channel}" is not in "fallback", so nobody takes this path`;
    const hint = `fallback: [${[...fallback, channel].join(', ')}]`;
    report(problemAtKey([...path, 'paths', channel], 'unknown_name', message, hint));
  }
}

/** What is asked before a path is taken is asked of its first step: whether it reaches them, and whether it may. */
function reportFirst(
  channel: Reaching,
  paths: Values['paths'],
  { path, report }: StepContext,
): void {
  const first = paths?.get(channel)?.[0];
  if (first === undefined || first.kind === 'unread' || first.kind === channel) return;
  const message = `this path begins with ${first.kind === 'branch' ? 'a branch' : `"${first.kind}"`}, not with "${channel}"`;
  const hint = `let its first step be one of its channel; the others may follow`;
  report(problemAt([...path, 'paths', channel, 0], 'path_off_channel', message, hint));
}
