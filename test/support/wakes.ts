/** Counts the wakes of a watch, so that a test can await the next one. */

/** `next` resolves at the first wake that no earlier `next` took. */
export function countedWakes(): { wake: () => void; next: () => Promise<void> } {
  let untaken = 0;
  let waiter: (() => void) | null = null;
  return {
    wake() {
      untaken += 1;
      waiter?.();
    },
    async next() {
      while (untaken === 0) await new Promise<void>((resolve) => (waiter = resolve));
      untaken = 0;
    },
  };
}
