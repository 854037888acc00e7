import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NewFiles } from '../../config/new-files.ts';
import { readShipped, starterFiles } from '../../config/shipped.ts';
import { UserError } from '../../core/user-error.ts';
import { DemoClock, instantOf } from '../../demo/demo-clock.ts';
import { createMaildir } from '../../demo/maildir.ts';
import { outcomeOf, type DemoOutcome } from '../../demo/outcome.ts';
import { enrollEverybody, importList, type ImportedList } from '../../demo/people.ts';
import { play } from '../../demo/play.ts';
import { REP, STARTS } from '../../demo/script.ts';
import { startSmtpSink, type SmtpSink } from '../../demo/smtp-sink.ts';
import { demoWorkspace, MAILDIR } from '../../demo/workspace.ts';
import { initWorkspace } from '../../usecases/workspace/init-workspace.ts';
import { loadSequence } from '../../usecases/files/load-sequence.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { isoOf } from '../output/json.ts';
import { engineIn } from '../workspace/engine-session.ts';
import { learnerIn } from '../workspace/learner.ts';
import { withSession, type Session } from '../workspace/session.ts';
import { DemoPrinter } from '../documents/demo.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

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
      return await withSession(inside, 'write', (session) => perform(inside, session, clock, sink));
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

async function perform(
  context: Context,
  session: Session,
  clock: DemoClock,
  sink: SmtpSink,
): Promise<Result> {
  const { stores, settings, dir } = session;
  const startMs = clock.nowMs();
  const bytes = Buffer.from(await readShipped('src/demo/leads.csv'));
  const list = await importList(stores, settings, bytes, startMs);
  await new NewFiles(dir).create('leads.rejected.csv', list.rejects);
  const names = { mailboxes: [REP.id], reps: [REP.id], defaultWindow: null };
  const version = await loadSequence(workspaceFiles(dir), 'classic', names);
  await enrollEverybody(stores, learnerIn(context, session), settings, version, startMs);
  const printer = new DemoPrinter(context, version.sequence);
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
    const outcome = await outcomeOf(stores, sink.ledger, version.sequence, people, stops);
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
