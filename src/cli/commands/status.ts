import { counted, countedPeople } from '../../core/counted.ts';
import { UserError } from '../../core/user-error.ts';
import {
  checkHealth,
  secretChecks,
  type Health,
  type HealthCheck,
  type MailboxSecret,
} from '../../usecases/workspace/check-health.ts';
import { NOBODY_HELD, type HeldPeople } from '../../usecases/workspace/held-people.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { isoOf, type Json } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { mailboxSecrets } from '../workspace/secret-of.ts';
import { readWorkspace, withSession } from '../workspace/session.ts';

/** What a store that cannot be opened is called; anything else is no health report but an error. */
const STORE_ERRORS = /^(store_(missing|newer|unusable)|not_a_store|sqlite_too_old)$/;

export const status = defineCommand({
  description:
    'Says how things stand now: whether every mailbox is heard and may send, what is uncertain, what waits for somebody, and what to do ' +
    'about it. Exit code 3 when a check fails, so that cron or a monitor can ask it.',
  arguments: {},
  options: {},
  examples: [
    { line: 'touchline status', says: 'is all well?' },
    { line: 'touchline status --json | jq .counts', says: 'the numbers' },
  ],
  writes: false,
  run: async (context) => {
    const { config, dir } = await readWorkspace(context);
    const secrets = await mailboxSecrets(context, config, dir);
    try {
      return await withSession(context, 'read', async ({ settings, stores, storePath }) => {
        const { storeId } = await stores.runner.identity();
        const journal = await context.adapters.journal(storePath, storeId);
        try {
          const { runner, history, holidays, consents } = stores;
          const needs = { settings, runner, history, holidays, consents, journal, secrets };
          return resultOf(context, await checkHealth(needs, context.clock.nowMs()), config.zone);
        } finally {
          await journal.close();
        }
      });
    } catch (cause) {
      if (!(cause instanceof UserError) || !STORE_ERRORS.test(cause.code)) throw cause;
      return resultOf(context, withoutStore(cause, secrets), config.zone);
    }
  },
});

function withoutStore({ message, hint }: UserError, secrets: readonly MailboxSecret[]): Health {
  const check = { check: 'store', subject: null, ok: false, detail: message, atMs: null };
  const checks = [{ ...check, cure: hint }, ...secretChecks(secrets)];
  return { checks, lastRunAtMs: null, counts: {}, held: NOBODY_HELD };
}

function resultOf(context: Context, health: Health, zone: string): Result {
  const isOk = health.checks.every((check) => check.ok);
  return {
    data: {
      ok: isOk,
      checks: health.checks.map(checkJson),
      last_run: isoOf(health.lastRunAtMs),
      counts: health.counts,
      held: {
        people: health.held.people,
        rules: health.held.rules.map(({ rule, people, clears, command, list }) => ({
          rule,
          people,
          clears,
          command,
          list,
        })),
      },
    },
    text: () => textOf(health, zone, context.clock.nowMs()),
    exitCode: isOk ? 0 : 3,
  };
}

function checkJson({ check, subject, ok, detail, atMs, cure }: HealthCheck): Json {
  return { check, subject, ok, detail, at: isoOf(atMs), cure };
}

function textOf({ checks, counts, held }: Health, zone: string, nowMs: number): string {
  const failed = checks.filter((check) => !check.ok);
  const says = ({ detail, atMs }: HealthCheck): string =>
    atMs === null ? detail : `${detail} ${formatTime(atMs, zone, nowMs)}`;
  const table = renderTable(
    [{ title: '' }, { title: 'CHECK' }, { title: 'OF' }, { title: 'FOUND' }],
    checks.map((each) => [
      each.ok ? 'ok' : 'FAILS',
      each.check.replaceAll('_', ' '),
      each.subject,
      says(each),
    ]),
  );
  const cures = failed.flatMap(({ check, subject, cure }) =>
    cure === null
      ? []
      : [`  ${[check, subject].filter((each) => each !== null).join(' ')}: ${cure}`],
  );
  const numbers = ['pending', 'active', 'paused', 'finished']
    .map((name) => `${counts[name] ?? 0} ${name}`)
    .join(', ');
  return [
    table,
    '',
    ...(counts['people'] === undefined
      ? []
      : [
          `${countedPeople(counts['people'])}; enrollments: ${numbers}; ${counted(counts['sent'] ?? 0, 'touch', 'touches')} sent.`,
        ]),
    ...heldText(held),
    ...(failed.length === 0 ? ['All is well.'] : ['What to do:', ...cures]),
  ].join('\n');
}

/** Law, an answer or a rep holds them: nothing is wrong, and nothing goes to them by itself. */
function heldText({ people, rules }: HeldPeople): readonly string[] {
  const [most] = rules;
  if (most === undefined) return [];
  const table = renderTable(
    [{ title: 'HELD BY' }, { title: 'PEOPLE' }, { title: 'UNTIL' }, { title: 'NEXT' }],
    rules.map((each) => [each.rule, each.people, each.clears, each.command]),
  );
  return ['', `Held: ${countedPeople(people)}.`, table, `Who: ${most.list}`, ''];
}
