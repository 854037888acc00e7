import { counted } from '../../core/counted.ts';
import type { Config, Serve } from '../../config/config.ts';
import {
  parseListenAddress,
  shownListenAddress,
  type ListenAddress,
} from '../../core/listen-address.ts';
import { isLoopback } from '../../core/loopback.ts';
import { UserError } from '../../core/user-error.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { answersFrom } from '../../server/public/answers.ts';
import { publicApp, type PublicCounts, type PublicServices } from '../../server/public/app.ts';
import { listen } from '../../server/public/listener.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { refusePretendedNow } from '../context.ts';
import { readWorkspace } from '../workspace/session.ts';
import { withDesk, type Desk } from '../workspace/desk.ts';
import { gatewaysOf } from '../workspace/gateways.ts';
import { hooksOf } from '../workspace/hooks.ts';

/** Requests in hand when SIGTERM comes have so long to end. */
const GRACE_MS = 10_000;

export const serveCommand = defineCommand({
  description:
    'Takes what the world has to say by HTTP, until SIGTERM: people who follow the link to unsubscribe are left alone from that ' +
    'request on, and what gateways report is kept, then applied. Sends nothing, and works beside touchline run. It listens on ' +
    'this machine only; a proxy or a tunnel with https stands in front (docs/operations.md).',
  arguments: {},
  options: {
    listen: {
      kind: 'text',
      placeholder: 'HOST:PORT',
      summary: 'where to take connections (else serve.listen of the workspace; 127.0.0.1:8025)',
    },
    trustedHops: {
      kind: 'integer',
      min: 0,
      max: 10,
      placeholder: 'N',
      summary: 'so many proxies of yours stand in front and write X-Forwarded-For (0)',
    },
  },
  examples: [
    { line: 'touchline serve', says: 'listen where the workspace says' },
    { line: 'touchline serve --trusted-hops 1', says: 'behind one proxy of yours' },
  ],
  writes: true,
  run: async (context, _args, options) => {
    const { config } = await readWorkspace(context);
    const wanted = addressOf(config.serve, options.listen);
    refusePretendedNow(context, [wanted.host]);
    const wish = { wanted, trustedHops: options.trustedHops ?? 0 };
    return withDesk(context, 'write', (desk) => serve(context, desk, wish));
  },
});

interface Wish {
  readonly wanted: ListenAddress;
  readonly trustedHops: number;
}

async function serve(context: Context, desk: Desk, { wanted, trustedHops }: Wish): Promise<Result> {
  const { config } = desk.session;
  const hooks = hooksOf(await gatewaysOf(context, desk.session), desk.session.settings);
  const momentNow = (): Promise<Moment> => momentOf(context, desk);
  const say = (line: string): void => context.talk(line);
  const answers = answersFrom({ ...desk.to, clock: context.clock, say }, momentNow);
  const stop = context.adapters.stopSignals(GRACE_MS);
  try {
    const app = publicApp({
      ...answers,
      nowMs: () => context.clock.nowMs(),
      publicUrl: config.serve.url ?? `http://${shownListenAddress(wanted)}`,
      company: config.sender.company,
      hooks,
      trustedHops,
      say,
    });
    // A proxy's connections are everybody's.
    const limits = trustedHops > 0 ? { connectionsOfOne: Infinity } : {};
    const listening = await listen(app, wanted, limits);
    const places = placesOf(config, listening.address, hooks);
    for (const line of greeting(places, trustedHops)) say(line);
    // What an earlier one kept and could not apply any more.
    answers.catchUp();
    await aborted(stop.soon);
    say('Ending: what is in hand is answered. Once more cuts it off.');
    await listening.close(stop.now);
    await answers.settled();
    return { data: documentOf(places, app.counts), text: () => textOf(app.counts) };
  } finally {
    stop.end();
  }
}

/** Decision time, now: a listener lives long. */
async function momentOf({ clock }: Context, { to }: Desk): Promise<Moment> {
  const { lastMs } = await to.runner.lastTick();
  return { nowMs: Math.max(clock.nowMs(), lastMs ?? -Infinity), slept: null };
}

/** @throws {UserError} `bad_listen`, `off_loopback`: what others can reach, somebody has asked for in so many words. */
function addressOf(configured: Serve, option: string | null): ListenAddress {
  if (option !== null) {
    const written = parseListenAddress(option);
    if (written !== null) return written;
    const message = `--listen is "${option}", expected an address and a port`;
    throw new UserError('bad_listen', message, 'such as: --listen 127.0.0.1:8025', 2);
  }
  const shown = shownListenAddress(configured);
  if (isLoopback(configured.host)) return configured;
  throw new UserError(
    'off_loopback',
    `serve.listen is ${shown}, which other machines can reach without https`,
    `a proxy or a tunnel on this machine needs only 127.0.0.1; if you want it so: touchline serve --listen ${shown}`,
    2,
  );
}

interface Places {
  /** `host:port`. */
  readonly listen: string;
  readonly url: string | null;
  readonly unsubscribeUrl: string | null;
  readonly hooks: readonly { readonly gateway: string; readonly url: string }[];
}

function placesOf(
  { serve: { url }, sender }: Config,
  address: ListenAddress,
  hooks: PublicServices['hooks'],
): Places {
  const where = shownListenAddress(address);
  const base = url ?? `http://${where}`;
  return {
    listen: where,
    url,
    unsubscribeUrl: sender.unsubscribeUrl,
    hooks: [...hooks.keys()].map((gateway) => ({ gateway, url: `${base}/hooks/${gateway}` })),
  };
}

function greeting(
  { listen: where, url, unsubscribeUrl, hooks }: Places,
  trustedHops: number,
): readonly string[] {
  return [
    `Listening on http://${where}.`,
    url === null
      ? 'Nobody can reach it from outside: say where in touchline.yaml, serve: { url: https://go.acme.example }'
      : unsubscribeLine(`${url}/u`, unsubscribeUrl),
    ...hooks.map((hook) => `${hook.gateway} calls ${hook.url}`),
    ...(url === null || trustedHops > 0
      ? []
      : ['Behind a proxy all requests look like one client’s: say --trusted-hops 1.']),
  ];
}

function unsubscribeLine(ours: string, written: string | null): string {
  return written === null || written.replace(/\/+$/, '') === ours
    ? `People unsubscribe at ${ours}/...`
    : `Links in messages lead to ${written}, not to ${ours}: sender.unsubscribe_url says so.`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function documentOf({ listen: where, url, unsubscribeUrl, hooks }: Places, counts: PublicCounts) {
  return {
    listen: where,
    url,
    unsubscribe_url: unsubscribeUrl,
    hooks: hooks.map((hook) => ({ gateway: hook.gateway, url: hook.url })),
    requests: counts.requests,
    opt_outs: counts.optOuts,
    webhooks: counts.webhooks,
    forged: counts.forged,
    limited: counts.limited,
  };
}

function textOf({ requests, optOuts, webhooks, forged, limited }: PublicCounts): string {
  const said = [
    `Answered ${counted(requests, 'request')}`,
    `${optOuts} unsubscribed`,
    webhooks > 0 ? `${webhooks} from gateways` : null,
    forged > 0 ? `${forged} forged and refused` : null,
    limited > 0 ? `${limited} more refused as too many` : null,
  ];
  return `${said.filter((each) => each !== null).join(', ')}.`;
}
