/** Which message does a follow-up continue? Read from the headers of what left. */
import { expect, test } from 'vitest';
import type { MessageChannel } from '../../src/ports/message-channel.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const DAY_MS = 24 * 3_600_000;
const MONDAY = at('2026-03-02T08:00');

interface Sent {
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
}

/** Three emails of one thread, and what their headers say. */
async function threeEmails(serverIdOf: (index: number) => string | null): Promise<readonly Sent[]> {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada'));
  const steps = [email('intro'), email('bump', { wait: '1 day' }), email('bye', { wait: '1 day' })];
  const written = sequence(steps);
  const each = written.steps.map((step) =>
    step.kind === 'email' && step.id === 'bye' ? { ...step, thread: 'bump' } : step,
  );
  await world.enroll({ ...written, steps: each }, [ada!]);
  const sent: Sent[] = [];
  const channel: MessageChannel = {
    send: async ({ bytes }, dataStarted) => {
      await dataStarted();
      const serverMessageId = serverIdOf(sent.length);
      sent.push(headersOf(bytes));
      return { kind: 'sent', detail: '250 ok', serverMessageId };
    },
    close: async () => {},
  };
  const channels = { of: async () => channel, close: async () => {} };
  for (let day = 0; day < 3; day++) {
    await world.run({ ...world.engine(), channels });
    world.clock.set(world.clock.nowMs() + DAY_MS);
  }
  expect(sent).toHaveLength(3);
  return sent;
}

function headersOf(bytes: Uint8Array): Sent {
  const head = Buffer.from(bytes).toString('latin1').split('\r\n\r\n')[0]!;
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const field = (name: string): string | null =>
    new RegExp(`^${name}: (.*)$`, 'm').exec(unfolded)?.[1]?.trim() ?? null;
  return {
    messageId: field('Message-ID')!,
    inReplyTo: field('In-Reply-To'),
    references: field('References')?.split(/\s+/) ?? [],
  };
}

test('a follow-up refers to the email before it, and to all before that', async () => {
  const [intro, bump, bye] = await threeEmails(() => null);
  expect(intro).toMatchObject({ inReplyTo: null, references: [] });
  expect(bump).toMatchObject({
    inReplyTo: intro!.messageId,
    references: [intro!.messageId],
  });
  expect(bye).toMatchObject({
    inReplyTo: bump!.messageId,
    references: [intro!.messageId, bump!.messageId],
  });
});

test('behind a server that replaces our Message-ID it refers to what the reader knows', async () => {
  const ids = ['<one@server.example>', '<two@server.example>', null];
  const [intro, bump, bye] = await threeEmails((index) => ids[index]!);
  expect(bump).toMatchObject({
    inReplyTo: '<one@server.example>',
    references: [intro!.messageId, '<one@server.example>'],
  });
  expect(bye).toMatchObject({
    inReplyTo: '<two@server.example>',
    references: [intro!.messageId, '<one@server.example>', bump!.messageId, '<two@server.example>'],
  });
});

test('an id of the server that is no whole Message-ID names nothing', async () => {
  const [intro, bump] = await threeEmails(() => '0102018b5c3c0a4f-000000');
  expect(bump).toMatchObject({ inReplyTo: intro!.messageId, references: [intro!.messageId] });
});
