import { counted } from '../../core/counted.ts';
import { UserError } from '../../core/user-error.ts';
import { DISPOSITIONS } from '../../core/task.ts';
import { optOutRule } from '../../inbound/opt-out.ts';
import { MINUTE_MS } from '../../core/time/duration.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { CHANNELS } from '../../core/sequence.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import {
  FACT_KINDS,
  logFact,
  type FactKind,
  type LoggedFact,
} from '../../usecases/signals/log-fact.ts';
import { defineCommand } from '../command.ts';
import { withDesk } from '../workspace/desk.ts';
import { personKey, personName } from '../documents/person-name.ts';
import { instantIn } from '../../core/time/written-instant.ts';
import { callEnd } from '../input/call-outcome.ts';
import { textOf } from '../input/stdin-text.ts';

/** Clocks of colleagues differ by so much. */
const AHEAD_MOST_MS = 5 * MINUTE_MS;

export const logCommand = defineCommand({
  description:
    'Records what happened where Touchline cannot hear it, and applies it at once: an answer on any channel ends what its sequence ' +
    'says it ends. reply: they answered. accepted: they took the LinkedIn request. call: we called. sms: a text came in. meeting: one ' +
    'is booked. opt-out: they want to be left alone, for ever. note: only to remember. touch: we reached out by hand.',
  arguments: {
    kind: { count: 'one', placeholder: 'KIND', summary: 'what happened', choices: FACT_KINDS },
  },
  options: {
    prospect: {
      kind: 'text',
      placeholder: 'KEY',
      summary: 'the person: id, address, phone or LinkedIn',
      required: true,
    },
    channel: {
      kind: 'choice',
      placeholder: 'CHANNEL',
      summary: 'reply, touch: where',
      choices: CHANNELS,
    },
    outcome: {
      kind: 'text',
      placeholder: 'WORD',
      summary: `call: how it ended: ${DISPOSITIONS.join(', ')}, or a word of yours`,
    },
    text: { kind: 'text', placeholder: 'TEXT', summary: 'what was said; - reads stdin' },
    at: { kind: 'instant', placeholder: 'ISO', summary: 'when it was; now by default' },
  },
  examples: [
    {
      line: 'touchline log reply --prospect ada@kern.example --channel linkedin',
      says: 'she answered on LinkedIn',
    },
    {
      line: 'touchline log call --prospect +49301234567 --outcome voicemail',
      says: 'we called and spoke to the machine',
    },
  ],
  writes: true,
  run: async (context, { kind }, options) => {
    assertFits(kind, options);
    const said = await textOf(context.io, options.text);
    return withDesk(context, 'write', async ({ session, to, moment, zone }) => {
      const own = session.config.dispositions;
      const { outcome, words: text } =
        options.outcome === null
          ? { outcome: null, words: said }
          : callEnd(options.outcome, said, own);
      const atMs = options.at === null ? moment.nowMs : instantIn(options.at, zone);
      assertPast(atMs, moment.nowMs);
      const prospect = await findPerson(to.people, options.prospect, null);
      const { channel } = options;
      const logged = await logFact(to, prospect, { kind, channel, outcome, text, atMs }, moment);
      return {
        data: {
          signal_id: logged.signalId,
          kind: logged.kind,
          stopped: logged.stopped.length,
          paused: logged.held.length,
          colleagues_paused: logged.colleaguesHeld,
          new: logged.isNew,
          prospect: prospect.id,
        },
        text: () => loggedText(kind, logged, prospect, text),
      };
    });
  },
});

function assertFits(
  kind: FactKind,
  { channel, outcome }: { readonly channel: string | null; readonly outcome: string | null },
): void {
  if (kind === 'call' && outcome === null) {
    const hint = `--outcome, one of: ${DISPOSITIONS.join(', ')}`;
    throw new UserError('missing_outcome', 'how did the call end?', hint, 2);
  }
  if (kind !== 'call' && outcome !== null) {
    throw new UserError(
      'option_without_use',
      '--outcome is for calls',
      `log call --outcome ${outcome}`,
      2,
    );
  }
  if (kind === 'touch' && channel === null) {
    throw new UserError(
      'missing_option',
      'on which channel?',
      `--channel, one of: ${CHANNELS.join(', ')}`,
      2,
    );
  }
  if (kind !== 'reply' && kind !== 'touch' && kind !== 'note' && channel !== null) {
    throw new UserError(
      'option_without_use',
      `log ${kind} has a channel of its own`,
      'leave --channel out',
      2,
    );
  }
}

function assertPast(atMs: number, nowMs: number): void {
  if (atMs <= nowMs + AHEAD_MOST_MS) return;
  throw new UserError(
    'not_yet',
    '--at lies in the future: only what happened can be logged',
    null,
    2,
  );
}

function loggedText(
  kind: FactKind,
  logged: LoggedFact,
  prospect: Prospect,
  text: string | null,
): string {
  const who = personName(prospect);
  if (!logged.isNew) return `Logged before for ${who}: nothing changed.`;
  const names = (all: LoggedFact['stopped']): string => all.map((each) => each.sequence).join(', ');
  const looksLikeOptOut = logged.kind === 'reply' && optOutRule(text ?? '', '') !== null;
  const colleagues = counted(logged.colleaguesHeld, 'colleague is', 'colleagues are');
  return [
    `Logged ${kind === 'sms' && logged.kind === 'opt_out' ? 'sms, an opt-out,' : kind} for ${who}.`,
    logged.kind === 'opt_out' ? 'They are never contacted again, on any channel.' : null,
    logged.stopped.length === 0 ? null : `Stopped: ${names(logged.stopped)}.`,
    logged.held.length === 0 ? null : `Paused: ${names(logged.held)}.`,
    logged.colleaguesHeld === 0 ? null : `${colleagues} paused, because the company answered.`,
    looksLikeOptOut
      ? `It reads like an opt-out. If it is one: touchline log opt-out --prospect ${personKey(prospect)}`
      : null,
    `Next: touchline why ${personKey(prospect)}`,
  ]
    .filter((line) => line !== null)
    .join('\n');
}
