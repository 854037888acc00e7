/** How fast are emails sent, decided, recorded and synced, against a loop that only sends? */
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { runOnce } from '../../src/runner/run.ts';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { FreeLock } from '../support/world/world.ts';
import { addCrowd } from './crowd.ts';
import { NEVER_STOP, openEngine, openStores } from './engine.ts';
import { LETTERS, twoEmails } from './letters.ts';
import type { BenchOptions, Line, Part } from './part.ts';
import { inTurns, median, short } from './rounds.ts';
import { withSink } from './sink.ts';

const CONNECTIONS = 20;

export const emailPart: Part = {
  name: 'email',
  title:
    'first emails, 20 connections, every intent and outcome synced, against a bare pool that records nothing',
  run: (options) => withSink((port) => linesOf(port, options)),
};

async function linesOf(port: number, { size, rounds }: BenchOptions): Promise<readonly Line[]> {
  const count = size ?? 5_000;
  await sendAll(port, Math.min(count, 1_000));
  await barePool(port, Math.min(count, 1_000));
  const cpu = { bare: [] as number[], ours: [] as number[] };
  let bytes = 0;
  const [bare, ours] = await inTurns(
    [
      {
        name: 'bare pool',
        measure: () => onCpu(cpu.bare, count, () => barePool(port, count)),
      },
      {
        name: 'touchline',
        measure: () =>
          onCpu(cpu.ours, count, async () => {
            const sent = await sendAll(port, count);
            bytes = sent.bytes;
            return sent.perSecond;
          }),
      },
    ],
    rounds ?? 3,
  );
  return [
    { what: 'messages, and bytes of each', value: `${count} x ${bytes}`, goal: null },
    { what: 'nodemailer pool, per second', value: short(bare!.median), goal: null },
    { what: 'touchline, per second', value: short(ours!.median), goal: null },
    {
      what: 'ratio',
      value: short(ours!.ratio),
      goal: { words: 'at least 1.0', isMet: ours!.ratio >= 1 },
    },
    { what: 'nodemailer pool, CPU s per 1,000', value: short(median(cpu.bare)), goal: null },
    { what: 'touchline, CPU s per 1,000', value: short(median(cpu.ours)), goal: null },
  ];
}

/** Notes the CPU seconds of this process for a thousand messages. */
async function onCpu(
  notes: number[],
  count: number,
  measure: () => Promise<number>,
): Promise<number> {
  const before = process.cpuUsage();
  const result = await measure();
  const { user, system } = process.cpuUsage(before);
  notes.push((user + system) / 1_000 / count);
  return result;
}

/** Everything that is due, by the runner. */
function sendAll(
  port: number,
  people: number,
): Promise<{ readonly perSecond: number; readonly bytes: number }> {
  return inTemporaryFolder(async (dir) => {
    const path = join(dir, 'touchline.db');
    const stores = openStores(path);
    const nowMs = Date.now() - 1_000;
    await addCrowd(stores, { sequence: twoEmails('3 days'), templates: LETTERS, people, nowMs });
    stores.close();
    const opened = await openEngine(path, port);
    const { engine } = opened;
    const startedMs = performance.now();
    const report = await runOnce(engine, new FreeLock(), NEVER_STOP);
    const perSecond = (report.sent.email / (performance.now() - startedMs)) * 1_000;
    if (report.sent.email !== people) throw new Error(`sent ${report.sent.email} of ${people}`);
    const bytes = opened.stores.db
      .prepare('SELECT length(bytes) FROM message LIMIT 1')
      .pluck()
      .get();
    await opened.close();
    return { perSecond, bytes: Number(bytes) };
  });
}

/** Twenty loops over nodemailer's own pool. */
async function barePool(port: number, count: number): Promise<number> {
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    name: 'bench.example',
  });
  const text = LETTERS[0]!.body.replaceAll(/\{[{%].*?[%}]\}/g, 'Ada Works');
  const html = text
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
  let started = 0;
  const startedMs = performance.now();
  const loop = async (): Promise<void> => {
    while (started < count) {
      started += 1;
      await transport.sendMail({
        from: 'Anna Martin <anna@northwind.example>',
        to: `Q${started} <q${started}@q${started}.example>`,
        subject: `The week plan at q${started} works`,
        text,
        html,
        headers: { 'X-Touchline-Id': `e${started}.intro.1` },
        list: { unsubscribe: 'mailto:anna@northwind.example?subject=unsubscribe' },
      });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  const perSecond = (count / (performance.now() - startedMs)) * 1_000;
  transport.close();
  return perSecond;
}
