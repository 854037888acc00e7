/** What every `MessageSource` keeps. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { MessageSource } from '../../src/ports/message-source.ts';
import { message, MemoryIntake } from '../support/mail/memory-intake.ts';
import { countedWakes } from '../support/mail/wakes.ts';

export interface Mailbox {
  /** A new source on the same mailbox, as after a restart. */
  open(): MessageSource;
  /** Puts a message into `INBOX` or `Junk`. */
  deliver(folder: string, rawMessage: string): Promise<unknown>;
  remove(): Promise<void>;
}

/** @param create  An empty mailbox. */
export function describeMessageSource(name: string, create: () => Promise<Mailbox>): void {
  describe(`${name} as a message source`, () => {
    let mailbox: Mailbox;
    let source: MessageSource;
    let intake: MemoryIntake;
    const never = new AbortController().signal;
    const poll = (nowMs = Date.now()) => source.poll(intake, nowMs, never);

    beforeEach(async () => {
      mailbox = await create();
      source = mailbox.open();
      intake = new MemoryIntake();
    });
    afterEach(async () => {
      await source.close();
      await mailbox.remove();
    });

    test('hears an empty mailbox up to the start of the poll', async () => {
      const nowMs = Date.now();
      await expect(poll(nowMs)).resolves.toEqual({ heardAtMs: nowMs });
      expect(intake.messages).toEqual([]);
    });

    test('stores a new message once, byte for byte', async () => {
      await poll();
      await mailbox.deliver('INBOX', message('hello'));
      await poll();
      await poll();
      expect(intake.messages.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([
        message('hello'),
      ]);
      expect(intake.messages[0]).toMatchObject({ truncated: false });
      expect(intake.messages[0]?.folder).toMatch(/^INBOX(;\d+)?$/);
      expect(intake.repeated).toEqual([]);
    });

    test('stores nothing again after a restart', async () => {
      await mailbox.deliver('INBOX', message('hello'));
      await poll();
      await source.close();
      source = mailbox.open();
      await mailbox.deliver('INBOX', message('again'));
      await poll();
      expect(intake.subjects()).toEqual(['hello', 'again']);
      expect(intake.repeated).toEqual([]);
    });

    test('stores the messages of a folder in the order of their delivery', async () => {
      const subjects = Array.from({ length: 120 }, (_, index) => `message ${index}`);
      for (const subject of subjects) await mailbox.deliver('INBOX', message(subject));
      await poll();
      expect(intake.subjects()).toEqual(subjects);
    });

    test('hears what lies in Junk', async () => {
      await mailbox.deliver('Junk', message('from junk'));
      await poll();
      expect(intake.subjects()).toEqual(['from junk']);
      expect(intake.messages[0]?.folder).toMatch(/^Junk(;\d+)?$/);
    });

    test('reads of what we sent the headers, as ours, and nothing that was not sent', async () => {
      for (const folder of ['Gesendet', 'Drafts', 'Outbox'])
        await mailbox.deliver(folder, message(folder));
      await mailbox.deliver('INBOX', message('an answer'));
      await poll();
      expect(intake.subjects()).toEqual(['an answer', 'Gesendet']);
      expect(intake.messages.map(({ isSentCopy }) => isSentCopy)).toEqual([undefined, true]);
      expect(Buffer.from(intake.messages[1]!.bytes).toString()).not.toContain('Sounds good');
    });

    test('cuts a long message behind its header and its beginning, and says so', async () => {
      const long = message('long', `start\r\n${'x'.repeat(76).concat('\r\n').repeat(27_000)}`);
      await mailbox.deliver('INBOX', long);
      await poll();
      const [stored] = intake.messages;
      expect(stored).toMatchObject({ truncated: true });
      expect(stored!.bytes.length).toBeGreaterThan(64 * 1024);
      expect(stored!.bytes.length).toBeLessThanOrEqual(256 * 1024);
      expect(long.startsWith(Buffer.from(stored!.bytes).toString())).toBe(true);
    });

    test('rejects when the intake does, and delivers again on the next poll', async () => {
      await mailbox.deliver('INBOX', message('hello'));
      intake.beforeStore = () => {
        throw new Error('disk full');
      };
      await expect(poll()).rejects.toThrow('disk full');
      intake.beforeStore = () => {};
      await poll();
      expect(intake.subjects()).toEqual(['hello']);
    });

    test('is not heard when it is aborted', async () => {
      await mailbox.deliver('INBOX', message('hello'));
      const reason = new Error('shutting down');
      await expect(source.poll(intake, Date.now(), AbortSignal.abort(reason))).rejects.toBe(reason);
      await poll();
      expect(intake.subjects()).toEqual(['hello']);
    });

    test('wakes when it begins to watch and when a message comes, until it is aborted', async () => {
      const stop = new AbortController();
      const wakes = countedWakes();
      const watching = source.watch(wakes.wake, stop.signal);
      await wakes.next();
      await mailbox.deliver('INBOX', message('hello'));
      await wakes.next();
      stop.abort();
      await expect(watching).resolves.toBeUndefined();
    });
  });
}
