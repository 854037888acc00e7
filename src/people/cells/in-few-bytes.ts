/**
 * The same words, each with one byte a letter where that is enough. What is cut from a text that has letters of two bytes keeps two for each of
 * its own, and so does every text that it becomes part of: one name of a zone doubles all that is written down of a person.
 */
export function inFewBytes(words: readonly string[]): string[] {
  // A parser makes each text anew, as small as it can be.
  const anew: string[] = JSON.parse(JSON.stringify(words));
  return anew;
}
