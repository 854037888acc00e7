/** Counts the wakes of a watch, so that a test can await the next one. */
import { EventEmitter, once } from 'node:events';

/** `next` resolves at the first wake that no earlier `next` took. */
export function countedWakes(): { wake: () => void; next: () => Promise<void> } {
  const emitter = new EventEmitter();
  let untaken = 0;
  return {
    wake() {
      untaken += 1;
      emitter.emit('wake');
    },
    async next() {
      if (untaken === 0) await once(emitter, 'wake');
      untaken = 0;
    },
  };
}
