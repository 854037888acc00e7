import { counted } from '../../core/counted.ts';
import type { Standing } from '../../core/engagement.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Outcome } from '../../core/touch.ts';
import type { TouchFact } from '../../core/facts.ts';
import type { Reach } from '../../core/reach.ts';
import { UserError } from '../../core/user-error.ts';
import type { NewVersion, StoredVersion } from '../../ports/enrollment-store.ts';
import { mailboxOf, type LineSettings, type RunnerSettings } from '../../runner/settings.ts';
import { Preferences } from '../../runner/deciding/preferences.ts';
import { standingsIn } from '../../runner/deciding/standings.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { mailboxForPreview } from '../../usecases/preview/mailbox-for-preview.ts';
import { lastTouchOf } from '../../usecases/preview/last-touch-of.ts';
import { reachesOf } from '../../usecases/preview/reaches-of.ts';
import { previewSequence, type PreviewedMessage } from '../../usecases/preview/preview-sequence.ts';
import {
  recipientOf,
  sendPreview,
  type PreviewRecipient,
} from '../../usecases/preview/send-preview.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { refusePretendedNow } from '../context.ts';
import { previewJson, previewText, type Delivered } from '../documents/preview.ts';
import { channelIn } from '../workspace/engine-session.ts';
import { readWorkspace, withSession } from '../workspace/session.ts';
import { readSequence } from '../workspace/sequence-file.ts';
import { settingsFrom } from '../workspace/settings-from.ts';
import type { Config } from '../../config/config.ts';

interface Options {
  readonly prospect: string | null;
  readonly step: string | null;
  readonly mailbox: string | null;
  readonly sendTo: string | null;
}

/** How long a message to a rep may take. */
const SEND_MS_MAX = 60_000;

export const previewCommand = defineCommand({
  description:
    'Shows every message of a sequence as its file is now: all branches, all variants, filled with what is known of a person, with what ' +
    'is missing marked. Without --prospect the fields of a person are shown by their names. Nothing is stored, and nobody is written to ' +
    'but, with --send-to, a rep.',
  arguments: {
    sequence: { count: 'one', placeholder: 'SEQUENCE', summary: 'name of a file in sequences/' },
  },
  options: {
    prospect: { kind: 'text', placeholder: 'KEY', summary: 'for this person' },
    step: { kind: 'text', placeholder: 'ID', summary: 'only this step' },
    mailbox: { kind: 'text', placeholder: 'ID', summary: 'as if it came from this mailbox' },
    sendTo: {
      kind: 'text',
      placeholder: 'me',
      summary: 'send the emails to yourself, or to the address of a rep; they are no touches',
    },
  },
  examples: [
    { line: 'touchline preview classic', says: 'with the names of the fields' },
    { line: 'touchline preview classic --prospect ada@kern.example', says: 'as Ada would get it' },
    {
      line: 'touchline preview classic --prospect p12 --step intro --send-to me',
      says: 'the first email in your own inbox',
    },
  ],
  writes: false,
  async run(context, { sequence }, options): Promise<Result> {
    const { dir, config } = await readWorkspace(context);
    const version = await readSequence(context, { dir, config }, sequence);
    const { prospect: key } = options;
    if (key === null) {
      const settings = settingsFrom(config);
      const mailbox = mailboxForPreview(settings, version.sequence, null, null, options.mailbox);
      const nobody = { prospect: null, enrollmentId: null, standing: null };
      const prospect = { ...nobody, reaches: new Map<string, Reach>(), lastTouch: null };
      return preview(context, { config, dir, settings, version, ...prospect, mailbox, options });
    }
    return withSession(context, 'read', async ({ stores, settings, nowMs }) => {
      const prospect = await findPerson(stores.people, key, null);
      const enrollments = await stores.enrollments.ofPerson(prospect.id);
      const last = enrollments.findLast((each) => each.sequence === sequence);
      const enrollmentId = last === undefined || last.status === 'finished' ? null : last.id;
      const mailbox = mailboxForPreview(
        settings,
        version.sequence,
        prospect,
        last?.mailbox ?? null,
        options.mailbox,
      );
      const standings = standingsIn(stores.engagement, settings.score, nowMs);
      const standing = (await standings([prospect.id])).get(prospect.id) ?? null;
      const preferences = new Preferences(stores, settings.zone);
      const to = { settings, preferences, enrollments: stores.enrollments };
      const reaches = await reachesOf(to, version.sequence, prospect, mailbox, nowMs);
      const lastTouch = await lastTouchOf(stores.search, prospect.id);
      const whose = { prospect, enrollmentId, standing, reaches, lastTouch };
      const asked = { config, dir, settings, version, ...whose, mailbox, options };
      return preview(context, asked);
    });
  },
});

interface Asked {
  readonly config: Config;
  readonly dir: string;
  readonly settings: RunnerSettings;
  readonly version: NewVersion;
  readonly prospect: Prospect | null;
  readonly enrollmentId: string | null;
  readonly standing: Standing | null;
  readonly reaches: ReadonlyMap<string, Reach>;
  readonly lastTouch: TouchFact | null;
  readonly mailbox: string | null;
  readonly options: Options;
}

async function preview(context: Context, asked: Asked): Promise<Result> {
  const { settings, version, prospect, options } = asked;
  const mailbox = mailboxOf(settings, asked.mailbox);
  const messages = await previewSequence(settings, {
    version,
    prospect,
    enrollmentId: asked.enrollmentId,
    standing: asked.standing,
    reaches: asked.reaches,
    lastTouch: asked.lastTouch,
    step: options.step,
    mailbox: asked.mailbox,
    nowMs: context.clock.nowMs(),
  });
  const delivered =
    options.sendTo === null
      ? null
      : await deliver(context, asked, requireMailbox(mailbox, version), messages, options.sendTo);
  const failed = delivered?.outcomes.some((each) => each !== null && each.kind !== 'sent') ?? false;
  return {
    data: messages.map((message, index) => previewJson(message, index, delivered)),
    text: () => previewText({ version, prospect, mailbox, messages, delivered }),
    ...(failed ? { exitCode: 1 as const } : {}),
  };
}

/** @throws {UserError} `no_mailbox_to_send` */
function requireMailbox(mailbox: LineSettings | null, { sequence }: StoredVersion): LineSettings {
  if (mailbox !== null) return mailbox;
  throw new UserError(
    'no_mailbox_to_send',
    `no mailbox would write to this person in ${sequence.name}`,
    'name one: --mailbox ID',
  );
}

async function deliver(
  context: Context,
  { config, dir, version }: Asked,
  mailbox: LineSettings,
  messages: readonly PreviewedMessage[],
  sendTo: string,
): Promise<Delivered> {
  const to: PreviewRecipient = recipientOf(settingsFrom(config), mailbox, sendTo);
  const { host } = config.mailboxes[mailbox.id]!.smtp;
  refusePretendedNow(context, [host]);
  const count = messages.filter(({ html }) => html !== null).length;
  if (count > 0) {
    const many = counted(count, 'email');
    context.talk(`Sending ${many} from mailbox ${mailbox.id} over ${host} to ${to.address}.`);
  }
  const channel = await channelIn(context, { config, dir }, mailbox.id);
  try {
    const { assets = [] } = version;
    const request = { mailbox, to, messages, assets, nowMs: context.clock.nowMs() };
    const outcomes: readonly (Outcome | null)[] = await sendPreview(
      channel,
      { sequence: version.sequence.name, ...request },
      AbortSignal.timeout(SEND_MS_MAX),
    );
    return { to: to.address, mailbox: mailbox.id, outcomes };
  } finally {
    await channel.close();
  }
}
