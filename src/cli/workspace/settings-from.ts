/** The runner's settings, from the configuration. */
import type { Config, Mailbox, Server, TouchLimit } from '../../config/config.ts';
import { elapsedMs } from '../../core/duration.ts';
import type { MailboxSettings, RunnerSettings } from '../../runner/settings.ts';

export function settingsFrom(config: Config): RunnerSettings {
  const { sender, limits } = config;
  return {
    zone: config.zone,
    sender,
    reps: Object.entries(config.reps).map(([id, rep]) => ({
      id,
      name: rep.name,
      email: rep.emailAddress,
      away: rep.away,
      cover: rep.cover,
    })),
    mailboxes: Object.entries(config.mailboxes).map(([id, mailbox]) =>
      mailboxSettings(config, id, mailbox),
    ),
    personLimits: limits.maxTouches.person.map(limitOf),
    accountLimits: limits.maxTouches.account.map(limitOf),
    maxInboxAgeMs: elapsedMs(limits.maxInboxAge),
    maxLatenessMs: elapsedMs(limits.maxLateness),
    assumeSentAfterMs: config.assumeSentAfter === null ? null : elapsedMs(config.assumeSentAfter),
  };
}

function limitOf({ max, per }: TouchLimit): RunnerSettings['personLimits'][number] {
  return { most: max, perMs: elapsedMs(per) };
}

/** Every server that is configured, for the rule about a pretended clock. */
export function serversOf(config: Config): readonly Server[] {
  return Object.values(config.mailboxes).flatMap((mailbox) =>
    mailbox.replies.kind === 'imap' ? [mailbox.smtp, mailbox.replies.server] : [mailbox.smtp],
  );
}

function mailboxSettings(config: Config, id: string, mailbox: Mailbox): MailboxSettings {
  const rep = mailbox.rep === null ? undefined : config.reps[mailbox.rep];
  return {
    id,
    rep: mailbox.rep,
    from: {
      name: mailbox.from.name ?? rep?.name ?? mailbox.from.address,
      address: mailbox.from.address,
    },
    limits: {
      capPerDay: mailbox.capPerDay,
      gapMs: [mailbox.gap.minMs, mailbox.gap.maxMs],
      ramp: mailbox.ramp,
      zone: mailbox.zone ?? config.zone,
    },
    connections: mailbox.connections,
    source: sourceOf(id, mailbox),
    canBeAsked: isImap(config, mailbox),
  };
}

function isImap({ mailboxes }: Config, { replies }: Mailbox): boolean {
  const there = replies.kind === 'mailbox' ? mailboxes[replies.mailbox]?.replies : replies;
  return there?.kind === 'imap';
}

function sourceOf(id: string, { replies }: Mailbox): string | null {
  switch (replies.kind) {
    case 'imap':
    case 'maildir':
      return id;
    case 'mailbox':
      return replies.mailbox;
    case 'none':
      return null;
  }
}
