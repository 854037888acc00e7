import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NewFiles } from '../../config/new-files.ts';
import { readShipped, starterFiles } from '../../config/shipped.ts';
import { invariant } from '../../core/invariant.ts';
import { UserError } from '../../core/user-error.ts';
import type { Sequence } from '../../core/sequence.ts';
import type { Template } from '../../core/template.ts';
import { compileSequence } from '../../definition/sequence-file.ts';
import { readTemplate } from '../../definition/template-file.ts';
import { templatesOf } from '../../definition/version.ts';
import { DemoClock, instantOf } from '../../demo/demo-clock.ts';
import { createMaildir } from '../../demo/maildir.ts';
import { outcomeOf, type DemoOutcome } from '../../demo/outcome.ts';
import { enrollEverybody, importList, type ImportedList } from '../../demo/people.ts';
import { play } from '../../demo/play.ts';
import { REP, STARTS } from '../../demo/script.ts';
import { startSmtpSink, type SmtpSink } from '../../demo/smtp-sink.ts';
import { demoWorkspace, MAILDIR } from '../../demo/workspace.ts';
import { initWorkspace } from '../../usecases/init-workspace.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { isoOf } from '../output/json.ts';
import { engineIn, withSession, type Session } from '../session.ts';
import { DemoPrinter } from '../demo-printer.ts';

export const demo = defineCommand({
  description:
    'Plays three weeks of selling in seconds, with the shipped leads and the shipped sequence: real SMTP to a server on this machine, ' +
    'answers that arrive as real messages in a Maildir, a rep who does her tasks, and a clock that runs fast. Nobody is written to. The ' +
    'workspace stays, so that you can look around in it.',
  arguments: {
    dir: {
      count: 'optional',
      placeholder: 'DIR',
      summary: 'a new or empty folder for the workspace; a temporary one when left out',
    },
  },
  options: {},
  examples: [
    { line: 'touchline demo', says: 'in a temporary folder, named at the end' },
    { line: 'touchline demo spring', says: 'in the folder spring' },
  ],
  writes: false,
  async run(context, args) {
    const dir = await demoFolder(context, args.dir);
    const clock = new DemoClock(instantOf(STARTS));
    const sink = await startSmtpSink(() => clock.nowMs());
    try {
      const files = await starterFiles();
      await initWorkspace(new NewFiles(dir), {
        folderName: 'demo',
        zone: 'UTC',
        files: [...files, { path: 'leads.csv', text: await readShipped('src/demo/leads.csv') }],
        workspaceText: demoWorkspace(sink.port),
      });
      await createMaildir(join(dir, MAILDIR));
      // Its clock and its folder; everything else is this process's own.
      const inside: Context = { ...context, clock, isNowGiven: true, workspaceDir: dir };
      return await withSession(inside, 'write', (session) =>
        perform(inside, session, clock, sink, planOf(files)),
      );
    } finally {
      await sink.close();
    }
  },
});

/** @throws {UserError} `folder_not_empty` */
async function demoFolder({ io }: Context, named: string | null): Promise<string> {
  if (named === null) return mkdtemp(join(tmpdir(), 'touchline-demo-'));
  const dir = resolve(io.cwd, named);
  const found = await readdir(dir).catch(() => []);
  if (found.length === 0) return dir;
  throw new UserError(
    'folder_not_empty',
    `${dir} is not empty, and nothing is ever overwritten`,
    'name a new folder: touchline demo DIR',
    2,
  );
}

interface Plan {
  readonly sequence: Sequence;
  readonly templates: readonly Template[];
}

/** The shipped sequence, compiled as `enroll` does. */
function planOf(files: readonly { readonly path: string; readonly text: string }[]): Plan {
  const templates = new Map<string, Template>();
  for (const { path, text } of files.filter(({ path: each }) => each.endsWith('.md'))) {
    const read = readTemplate(text, path);
    if (read.ok) templates.set(read.value.name, read.value);
  }
  const file = files.find(({ path }) => path.endsWith('.yaml'));
  const surroundings = { mailboxes: [REP.id], reps: [REP.id], defaultWindow: null, templates };
  const compiled = compileSequence(file?.text ?? '', file?.path ?? '', surroundings);
  invariant(compiled.ok, 'the shipped sequence compiles');
  return { sequence: compiled.value, templates: templatesOf(compiled.value, templates) };
}

async function perform(
  context: Context,
  session: Session,
  clock: DemoClock,
  sink: SmtpSink,
  plan: Plan,
): Promise<Result> {
  const { stores, settings, dir } = session;
  const printer = new DemoPrinter(context, plan.sequence);
  const startMs = clock.nowMs();
  const bytes = Buffer.from(await readShipped('src/demo/leads.csv'));
  const list = await importList(stores, bytes, startMs);
  await enrollEverybody(stores, settings, plan, list.people, startMs);
  printer.begin(list);
  const running = await engineIn(context, session);
  try {
    const lock = await context.adapters.lock(session.storePath);
    const maildir = join(dir, MAILDIR);
    const { people } = list;
    const { engine } = running;
    const { formatDay, tell } = printer;
    const stage = { engine, stores, lock, clock, sink, maildir, people, formatDay, tell };
    const stops = await play(stage);
    const outcome = await outcomeOf(stores, sink.ledger, plan.sequence, people, stops);
    const ada = await printer.historyOf(people[0]!, stores.history, sink);
    return {
      data: documentOf(dir, list, outcome),
      text: () => printer.ending(outcome, ada, dir),
    };
  } finally {
    await running.close();
  }
}

function documentOf(dir: string, list: ImportedList, outcome: DemoOutcome): Result['data'] {
  const finished = outcome.people.filter(({ enrollment }) => enrollment.status === 'finished');
  return {
    dir,
    sent: outcome.sent,
    tasks: outcome.tasksDone,
    replies: outcome.answers,
    stopped: finished.filter(({ enrollment }) => enrollment.reason !== 'completed').length,
    finished: finished.length,
    rejected: list.rejected.map(({ line, name, words }) => ({ line, name, reason: words })),
    people: outcome.people.map(({ prospect, enrollment, ...counts }) => ({
      prospect: prospect.id,
      name: prospect.name,
      email: counts.emails,
      linkedin: counts.linkedin,
      call: counts.calls,
      sms: counts.texts,
      status: enrollment.status,
      reason: enrollment.reason,
      step: enrollment.cursor,
      due: isoOf(counts.nextMs),
    })),
    proofs: outcome.proofs.map(({ prospect, stop, before, after, spared }) => ({
      prospect: prospect.id,
      name: prospect.name,
      how: stop.how,
      at: isoOf(stop.atMs),
      messages_before: before,
      messages_after: after,
      spared,
    })),
    open_tasks: outcome.openTasks.map(({ task, prospect }) => ({
      id: task.id,
      kind: task.kind,
      prospect: prospect.id,
      name: prospect.name,
      text: task.text,
    })),
  };
}
