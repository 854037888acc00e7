/** `touchline.yaml` to a checked `Config`, or everything that is wrong with it. */
import { dispositionIn } from '../core/call-outcome.ts';
import type { Checked } from '../core/diagnostic.ts';
import { DEFAULT_WINDOW, compileWindow, present } from '../definition/sequence/window-format.ts';
import {
  hasErrors,
  type Path,
  type Problem,
  problemAt,
  problemAtKey,
  type Report,
  sortedByPlace,
} from '../definition/reading/problem.ts';
import type { Of } from '../definition/reading/shape.ts';
import { suggestion } from '../definition/reading/suggest.ts';
import { readYaml } from '../definition/reading/yaml-source.ts';
import type { Config, Limits, Mailbox, Rep, ReplySource, Serve, Server } from './config.ts';
import { channelsOf, numbersOf } from './lines.ts';
import { segmentsOf } from './segments.ts';
import { scoreRulesOf } from './score-format.ts';
import { type MailboxShape, type ServerShape, workspaceShape } from './workspace-format.ts';

export const DEFAULT_STORE = 'touchline.db';
const DEFAULT_LISTEN = { host: '127.0.0.1', port: 8025 };

/**
 * Checks one workspace file. All errors come at once, by place; warnings do not stop.
 *
 * @param file    Its path as it should be shown.
 * @param folder  Absolute; becomes `Config.folder`.
 */
export function readWorkspace(text: string, file: string, folder: string): Checked<Config> {
  const source = readYaml(text, file);
  if (!source.ok) return source;
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const written = workspaceShape.read(source.value.value, [], report);
  const config = written === undefined ? null : compile(written, folder, report);
  const diagnostics = sortedByPlace([
    ...source.diagnostics,
    ...problems.map((problem) => source.value.diagnose(problem)),
  ]);
  return config === null || hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : { ok: true, value: config, diagnostics };
}

type Written = Of<typeof workspaceShape>;
type WrittenMailbox = Of<MailboxShape>;
type WrittenServer = Of<ServerShape>;

/** Reads on after errors with something in place of what is wrong: the caller drops the result then. */
function compile(written: Written, folder: string, report: Report): Config {
  const { sender } = written;
  const serve = serveOf(written);
  return {
    folder,
    workspace: written.workspace ?? '',
    store: written.store ?? DEFAULT_STORE,
    zone: written.zone ?? 'UTC',
    sender: {
      company: sender?.company ?? null,
      postalAddress: sender?.postal_address ?? null,
      unsubscribeUrl: sender?.unsubscribe_url ?? (serve.url === null ? null : `${serve.url}/u`),
    },
    reps: repsOf(written, report),
    mailboxes: mailboxesOf(written, report),
    ...linesIn(written, report),
    dispositions: dispositionsOf(written, report),
    segments: segmentsOf(written.segments, report),
    limits: limitsOf(written),
    retention: retentionOf(written),
    accounts: accountsOf(written, report),
    score: scoreRulesOf(written.score, report),
    compliance: written.compliance ?? 'off',
    window:
      written.window === undefined
        ? null
        : compileWindow(written.window, DEFAULT_WINDOW, ['window'], report),
    assumeSentAfter: written.uncertain ?? null,
    serve,
  };
}

/** A mailbox, a number and a channel never have the same name. */
function linesIn(written: Written, report: Report): Pick<Config, 'numbers' | 'channels'> {
  const { numbers, channels } = written;
  const reps = [...(written.reps?.keys() ?? [])];
  const mailboxes = [...(written.mailboxes?.keys() ?? [])];
  const taken = [...mailboxes, ...(numbers?.keys() ?? [])];
  return {
    numbers: numbersOf(numbers, { reps, taken: mailboxes }, report),
    channels: channelsOf(channels, { reps, taken }, report),
  };
}

function dispositionsOf({ dispositions }: Written, report: Report): Config['dispositions'] {
  const own = [...(dispositions ?? [])].flatMap(([word, outcome]) => {
    if (dispositionIn(word) !== null) {
      const message = `"${word}" is an outcome of every workspace`;
      report(problemAtKey(['dispositions', word], 'unknown_value', message, 'choose another word'));
    }
    return outcome === undefined ? [] : [[word, outcome] as const];
  });
  return Object.fromEntries(own);
}

function serveOf({ serve }: Written): Serve {
  return { url: serve?.url ?? null, ...(serve?.listen ?? DEFAULT_LISTEN) };
}

function repsOf({ reps }: Written, report: Report): Readonly<Record<string, Rep>> {
  const ids = [...(reps?.keys() ?? [])];
  for (const [id, rep] of reps ?? []) {
    const others = ids.filter((each) => each !== id);
    if (rep?.cover === undefined || others.includes(rep.cover)) continue;
    const message = `there is no other rep "${rep.cover}"`;
    const hint = suggestion(rep.cover, others, 'reps');
    report(problemAt(['reps', id, 'cover'], 'unknown_rep', message, hint));
  }
  return Object.fromEntries(
    [...(reps ?? [])].map(([id, rep]): [string, Rep] => [
      id,
      {
        name: rep?.name ?? id,
        emailAddress: rep?.email ?? null,
        away: present(rep?.away),
        cover: rep?.cover ?? null,
      },
    ]),
  );
}

/** A name stands for one account, and no account is another name of one. */
function accountsOf({ accounts }: Written, report: Report): Config['accounts'] {
  const names = new Map<string, string>();
  for (const [account, written] of accounts ?? []) {
    for (const [index, alias] of (written?.aliases ?? []).entries()) {
      if (alias === undefined) continue;
      const stands = names.get(alias);
      const message = accounts?.has(alias)
        ? `"${alias}" is an account of its own here`
        : stands === undefined
          ? null
          : `"${alias}" stands for ${stands} already`;
      if (message !== null)
        report(problemAt(['accounts', account, 'aliases', index], 'unknown_value', message));
      names.set(alias, account);
    }
  }
  return Object.fromEntries(names);
}

function limitsOf({ limits }: Written): Limits {
  const { person, account, channel } = limits?.max_touches ?? {};
  const { email, sms, message } = channel ?? {};
  return {
    maxTouches: {
      person: person === undefined ? DEFAULT_PERSON_LIMITS : present(person),
      account: present(account),
      channel: {
        ...(email === undefined ? {} : { email: present(email) }),
        ...(sms === undefined ? {} : { sms: present(sms) }),
        ...(message === undefined ? {} : { message: present(message) }),
      },
    },
    maxInboxAge: limits?.max_inbox_age ?? { amount: 10, unit: 'minute' },
    maxLateness: limits?.max_lateness ?? { amount: 24, unit: 'hour' },
  };
}

function retentionOf({ retention }: Written): Config['retention'] {
  if (retention === undefined) return { bodies: null, people: null };
  if ('amount' in retention) return { bodies: retention, people: retention };
  return { bodies: retention.bodies ?? null, people: retention.people ?? null };
}

const DEFAULT_PERSON_LIMITS: Limits['maxTouches']['person'] = [
  { max: 2, per: { amount: 1, unit: 'day' } },
  { max: 6, per: { amount: 7, unit: 'day' } },
];

function mailboxesOf(written: Written, report: Report): Readonly<Record<string, Mailbox>> {
  const all = written.mailboxes ?? new Map<string, WrittenMailbox | undefined>();
  const reps = [...(written.reps?.keys() ?? [])];
  const mailboxes: [string, Mailbox][] = [];
  for (const [id, mailbox] of all) {
    if (mailbox === undefined) continue;
    const path = ['mailboxes', id];
    if (mailbox.rep !== undefined && !reps.includes(mailbox.rep)) {
      const message = `rep "${mailbox.rep}" is not among the reps`;
      report(
        problemAt([...path, 'rep'], 'unknown_rep', message, suggestion(mailbox.rep, reps, 'reps')),
      );
    }
    mailboxes.push([id, mailboxOf(mailbox, repliesOf(id, mailbox, all, report), path, report)]);
  }
  return Object.fromEntries(mailboxes);
}

function mailboxOf(
  written: WrittenMailbox,
  replies: ReplySource,
  path: Path,
  report: Report,
): Mailbox {
  if (written.imap !== undefined) reportLogin(written.imap, [...path, 'imap'], report);
  if (written.smtp !== undefined) reportLogin(written.smtp, [...path, 'smtp'], report);
  const { ramp } = written;
  return {
    rep: written.rep ?? null,
    from: written.from ?? { name: null, address: '' },
    smtp: serverOf(written.smtp),
    replies,
    capPerDay: written.cap ?? 50,
    gap: written.gap ?? { minMs: 90_000, maxMs: 180_000 },
    ramp: ramp === undefined ? null : { from: ramp.from ?? 0, add: ramp.add ?? 0 },
    connections: written.connections ?? 2,
    zone: written.zone ?? null,
  };
}

function serverOf(written: WrittenServer | undefined): Server {
  return {
    url: written?.url?.url ?? '',
    host: written?.url?.host ?? '',
    port: written?.url?.port ?? 0,
    hasImplicitTls: written?.url?.hasImplicitTls ?? false,
    user: written?.user ?? null,
    password: written?.password ?? null,
    tls: written?.tls ?? 'verified',
  };
}

/** A key that was written but can't be read is there all the same, as `undefined`: it has its own error. */
function reportLogin(written: WrittenServer, path: Path, report: Report): void {
  const hasUser = Object.hasOwn(written, 'user');
  if (hasUser === Object.hasOwn(written, 'password')) return;
  const [there, missing] = hasUser ? ['user', 'password'] : ['password', 'user'];
  const message = `a login has a user and a password, "${missing}" is missing`;
  report(problemAtKey([...path, there], 'missing_key', message));
}

const REPLY_KEYS = ['imap', 'maildir', 'replies_to', 'replies'] as const;

function repliesOf(
  id: string,
  written: WrittenMailbox,
  all: NonNullable<Written['mailboxes']>,
  report: Report,
): ReplySource {
  const path = ['mailboxes', id];
  const [first, second] = REPLY_KEYS.filter((key) => Object.hasOwn(written, key));
  if (first === undefined) {
    const message = `mailbox "${id}" does not say where answers are heard`;
    const hint =
      'add imap, maildir or replies_to; or, if answers shall not stop a sequence, replies: none';
    report(problemAt(path, 'no_reply_source', message, hint));
  } else if (second !== undefined) {
    const message = `answers are heard in one place, this mailbox has "${first}" and "${second}"`;
    report(problemAtKey([...path, second], 'several_reply_sources', message));
  }
  if (written.synced_by !== undefined && !Object.hasOwn(written, 'maildir')) {
    report(
      problemAtKey(
        [...path, 'synced_by'],
        'missing_key',
        '"synced_by" needs a "maildir" beside it',
      ),
    );
  }
  if (written.replies_to !== undefined) reportTarget(id, written.replies_to, all, report);
  if (first === 'imap') {
    const folders = written.imap?.folders?.filter((each) => each !== undefined) ?? null;
    return { kind: 'imap', server: serverOf(written.imap), folders };
  }
  if (first === 'replies_to') return { kind: 'mailbox', mailbox: written.replies_to ?? '' };
  if (first !== 'maildir') return { kind: 'none' };
  return { kind: 'maildir', path: written.maildir ?? '', syncedBy: written.synced_by ?? null };
}

/** The other mailbox must hear for itself, or answers would be looked for in a circle. */
function reportTarget(
  id: string,
  target: string,
  all: NonNullable<Written['mailboxes']>,
  report: Report,
): void {
  const path = ['mailboxes', id, 'replies_to'];
  const others = [...all.keys()].filter((each) => each !== id);
  const mailbox = all.get(target);
  if (target === id || !all.has(target)) {
    const message = `there is no other mailbox "${target}"`;
    report(problemAt(path, 'unknown_mailbox', message, suggestion(target, others, 'mailboxes')));
  } else if (
    mailbox !== undefined &&
    !Object.hasOwn(mailbox, 'imap') &&
    !Object.hasOwn(mailbox, 'maildir')
  ) {
    const message = `mailbox "${target}" has neither imap nor maildir`;
    report(
      problemAt(path, 'no_reply_source', message, 'name a mailbox that hears its own answers'),
    );
  }
}
