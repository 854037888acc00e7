/** Waits for what another process is about to do: looks again and again, and gives up with words. */
import { setTimeout } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/** @throws When it has not come true within `mostMs`. */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  mostMs = 15_000,
): Promise<void> {
  for (let waitedMs = 0; waitedMs < mostMs; waitedMs += LOOK_EVERY_MS) {
    if (await isTrue()) return;
    await setTimeout(LOOK_EVERY_MS);
  }
  throw new Error(`waited ${mostMs} ms, and still not: ${what}`);
}
