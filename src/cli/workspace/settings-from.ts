/** The runner's settings, from the configuration. */
import type {
  Config,
  GatewayAccess,
  Line,
  Mailbox,
  Server,
  TouchLimit,
} from '../../config/config.ts';
import { elapsedMs } from '../../core/time/duration.ts';
import type { GatewaySettings, LineSettings, RunnerSettings } from '../../runner/settings.ts';

export function settingsFrom(config: Config): RunnerSettings {
  const { sender, limits } = config;
  return {
    zone: config.zone,
    compliance: config.compliance,
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
    gateways: [
      ...Object.entries(config.numbers).map((line) => gatewaySettings(config, 'sms', ...line)),
      ...Object.entries(config.channels).map((line) => gatewaySettings(config, 'message', ...line)),
    ],
    personLimits: limits.maxTouches.person.map(limitOf),
    accountLimits: limits.maxTouches.account.map(limitOf),
    channelLimits: channelLimitsOf(limits.maxTouches),
    score: config.score,
    maxInboxAgeMs: elapsedMs(limits.maxInboxAge),
    maxLatenessMs: elapsedMs(limits.maxLateness),
    assumeSentAfterMs: config.assumeSentAfter === null ? null : elapsedMs(config.assumeSentAfter),
  };
}

function channelLimitsOf({
  channel: { email, sms, message },
}: Config['limits']['maxTouches']): RunnerSettings['channelLimits'] {
  return {
    ...(email === undefined ? {} : { email: email.map(limitOf) }),
    ...(sms === undefined ? {} : { sms: sms.map(limitOf) }),
    ...(message === undefined ? {} : { message: message.map(limitOf) }),
  };
}

function limitOf({ max, per }: TouchLimit): RunnerSettings['personLimits'][number] {
  return { most: max, perMs: elapsedMs(per) };
}

export function linesIn(config: Config): readonly (readonly [id: string, line: Line])[] {
  return [...Object.entries(config.numbers), ...Object.entries(config.channels)];
}

/** Every host that a run talks to, for the rule about a pretended clock. */
export function hostsIn(config: Config): readonly string[] {
  return [
    ...serversOf(config).map((server) => server.host),
    ...linesIn(config).flatMap(([, line]) => hostsOf(line.gateway)),
  ];
}

function hostsOf(gateway: GatewayAccess): readonly string[] {
  if (gateway.provider !== 'http') return [new URL(gateway.apiUrl).hostname];
  const urls = [gateway.url, gateway.poll, gateway.lookUp].filter((url) => url !== null);
  return urls.map((url) => new URL(url).hostname);
}

/** Every mail server that is configured. */
function serversOf(config: Config): readonly Server[] {
  return Object.values(config.mailboxes).flatMap((mailbox) =>
    mailbox.replies.kind === 'imap' ? [mailbox.smtp, mailbox.replies.server] : [mailbox.smtp],
  );
}

function mailboxSettings(config: Config, id: string, mailbox: Mailbox): LineSettings {
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

function gatewaySettings(
  config: Config,
  channel: GatewaySettings['channel'],
  id: string,
  line: Line,
): GatewaySettings {
  const { gateway, from, rep } = line;
  return {
    id,
    channel,
    provider: gateway.provider,
    replies: gateway.provider === 'http' ? gateway.replies : null,
    rep,
    from: { name: rep === null ? from : (config.reps[rep]?.name ?? from), address: from },
    limits: {
      capPerDay: line.capPerDay,
      gapMs: [line.gap.minMs, line.gap.maxMs],
      ramp: null,
      zone: line.zone ?? config.zone,
    },
    connections: line.connections,
    source: hasList(gateway) ? id : null,
    body:
      gateway.provider === 'http'
        ? { liquid: gateway.body, contentType: gateway.contentType }
        : null,
  };
}

/** What came in: the others only call us, so they have no age. */
function hasList(gateway: GatewayAccess): boolean {
  return gateway.provider !== 'http' || (gateway.poll !== null && gateway.replies !== null);
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
