/** A spread that looks random and is the same in every run: a number from a text. */

/** In [0, 1); equal for equal seeds, evenly spread over seeds that differ in any place. Not for secrets. */
export function unitInterval(seed: string): number {
  // FNV-1a, then murmur3's finalizer: FNV alone leaves seeds that differ in the last letter close together.
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 2 ** 32;
}
