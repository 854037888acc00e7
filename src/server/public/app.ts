/** What the world may ask of us: to be left alone, to be heard as a gateway, and whether we are there. Everything else is 404. */
import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { RawEvent } from '../../core/gateway-event.ts';
import { UserError } from '../../core/user-error.ts';
import { askPage, donePage, PAGE_HEADERS } from '../pages/unsubscribe-page.ts';
import { acceptedLanguages, unsubscribeWords } from '../pages/unsubscribe-words.ts';
import { readBody } from './body.ts';
import { clientNetwork } from './client-address.ts';
import { genuineEvent, type Hook } from './hook.ts';
import { readOneClick } from './one-click.ts';
import { TokenBuckets, type Rate } from './token-buckets.ts';

export interface PublicServices {
  /** Epoch ms. */
  readonly nowMs: () => number;
  /** What the world reaches us by, without a `/` at the end. */
  readonly publicUrl: string;
  /** Who writes; `null`: it is not said. */
  readonly company: string | null;
  /** By gateway id. */
  readonly hooks: ReadonlyMap<string, Hook>;
  /** How many proxies of ours stand in front and write `X-Forwarded-For`. */
  readonly trustedHops: number;
  readonly rate?: Rate;
  /** Of the person to whom the message with this token went; `null`: not known, or no token. */
  readonly languageOf: (token: string) => Promise<string | null>;
  /** Whoever got the message with this token is left alone when it resolves. @returns Whether that is news. */
  readonly optOut: (token: string) => Promise<boolean>;
  /** Durable when it resolves. */
  readonly keep: (gateway: string, raw: RawEvent, hook: Hook) => Promise<void>;
  /** One line for whoever looks at the log. */
  readonly say: (line: string) => void;
}

/** How often what happened, since the start. */
export interface PublicCounts {
  requests: number;
  /** People who asked to be left alone for the first time. */
  optOuts: number;
  /** Genuine ones, repeats included. */
  webhooks: number;
  forged: number;
  /** Refused unseen: too many of one address; not among the requests. */
  limited: number;
}

type Env = { Bindings: HttpBindings };

const KIB = 1_024;
const FORM_MOST_BYTES = 16 * KIB;
const WEBHOOK_MOST_BYTES = 256 * KIB;
/** A household, a company's proxy or a mail provider; webhooks that are genuine don't count. */
const RATE: Rate = { burst: 60, perSecond: 10 };

export function publicApp(services: PublicServices): {
  readonly app: Hono<Env>;
  readonly counts: PublicCounts;
} {
  const counts: PublicCounts = { requests: 0, optOuts: 0, webhooks: 0, forged: 0, limited: 0 };
  const buckets = new TokenBuckets(services.rate ?? RATE);
  const app = new Hono<Env>();
  app.use(withHeaders);
  app.get('/healthz', (c) => c.text('ok\n'));
  // In front of the log, which a flood would fill. A gateway pays when it has proven nothing: any number of its calls may be in hand.
  app.use(async (c, next) => {
    const network = networkOf(c, services);
    const nowMs = services.nowMs();
    const isHook = hookIn(c.req.path, services.hooks) !== null;
    if (isHook ? buckets.mayTake(network, nowMs) : buckets.take(network, nowMs)) return next();
    counts.limited += 1;
    return c.body(null, 429, { 'Retry-After': '1' });
  });
  app.use(written(services, counts));
  app.all('/u/:token', (c) => unsubscribing(c, services, counts));
  app.all('/hooks/:gateway', async (c) => {
    const answer = await hearing(c, services, counts);
    if (!answer.ok) buckets.take(networkOf(c, services), services.nowMs());
    return answer;
  });
  app.notFound(nothingHere);
  app.onError((error, c) => {
    // They hung up before they had said all.
    if (c.env.incoming.errored !== null) return c.body(null, 400);
    // Who asks again is helped by waiting; what it was is nobody's business but ours.
    const isOurs = !(error instanceof UserError);
    services.say(isOurs ? `a fault of ours: ${error.stack ?? error.message}` : error.message);
    return isOurs ? c.body(null, 500) : c.body(null, 503, { 'Retry-After': '5' });
  });
  return { app, counts };
}

async function unsubscribing(
  c: Context<Env>,
  { company, languageOf, optOut }: PublicServices,
  counts: PublicCounts,
): Promise<Response> {
  const token = c.req.param('token') ?? '';
  const accepted = acceptedLanguages(c.req.header('accept-language') ?? '');
  switch (c.req.method) {
    case 'GET':
    case 'HEAD': {
      const words = unsubscribeWords([await languageOf(token), ...accepted]);
      return c.body(askPage(company, words), 200, PAGE_HEADERS);
    }
    case 'POST': {
      const body = await readBody(c.env.incoming, FORM_MOST_BYTES);
      if (body === null) return tooLong(c);
      const { isAsked, language } = await readOneClick(c.req.header('content-type') ?? '', body);
      if (!isAsked) return c.body(null, 400);
      // The answer knows nothing of the token, so that it is the same for one that nobody ever got.
      if (await optOut(token)) counts.optOuts += 1;
      const words = unsubscribeWords([language, ...accepted]);
      return c.body(donePage(company, words), 200, PAGE_HEADERS);
    }
    case 'OPTIONS':
      return c.body(null, 204, { Allow: 'GET, HEAD, POST, OPTIONS' });
    default:
      return c.body(null, 405, { Allow: 'GET, HEAD, POST, OPTIONS' });
  }
}

async function hearing(
  c: Context<Env>,
  { hooks, nowMs, publicUrl, keep }: PublicServices,
  counts: PublicCounts,
): Promise<Response> {
  const gateway = c.req.param('gateway') ?? '';
  const hook = hooks.get(gateway);
  const { method } = c.req;
  if (hook === undefined || (method !== 'POST' && !(method === 'GET' && hook.takesGet)))
    return nothingHere(c);
  const body = await readBody(c.env.incoming, WEBHOOK_MOST_BYTES);
  if (body === null) return tooLong(c);
  const call = {
    method,
    target: c.env.incoming.url ?? '',
    headers: new Map(Object.entries(c.req.header())),
    body,
  };
  const raw = genuineEvent(hook, call, publicUrl, nowMs());
  if (raw === null) {
    counts.forged += 1;
    return c.body(null, 403);
  }
  await keep(gateway, raw, hook);
  counts.webhooks += 1;
  return c.body(null, 200);
}

function nothingHere(c: Context<Env>): Response {
  return c.body(null, 404);
}

/** Whoever sends more is not listened to until they are done. */
function tooLong(c: Context<Env>): Response {
  return c.body(null, 413, { Connection: 'close' });
}

const withHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
};

/** The line of a request tells neither who asked nor for what: a token is as good as a key, and a path may say anything. */
function written(
  { hooks, nowMs, say }: PublicServices,
  counts: PublicCounts,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const startedMs = performance.now();
    const atMs = nowMs();
    counts.requests += 1;
    await next();
    const took = Math.round(performance.now() - startedMs);
    const where = shownPath(c.req.path, hooks);
    say(`${new Date(atMs).toISOString()} ${c.req.method} ${where} ${c.res.status} ${took} ms`);
  };
}

function shownPath(path: string, hooks: PublicServices['hooks']): string {
  if (path.startsWith('/u/')) return '/u/...';
  return hookIn(path, hooks) === null ? '/...' : path;
}

/** The gateway that is called there; `null`: none of ours. */
function hookIn(path: string, hooks: PublicServices['hooks']): string | null {
  const gateway = path.replace(/^\/hooks\//, '');
  return gateway !== path && hooks.has(gateway) ? gateway : null;
}

function networkOf(c: Context<Env>, { trustedHops }: PublicServices): string {
  const { socket } = c.env.incoming;
  return clientNetwork(socket.remoteAddress, c.req.header('x-forwarded-for'), trustedHops);
}
