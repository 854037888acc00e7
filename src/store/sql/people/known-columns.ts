/** Which columns lists and reps have brought: whoever asks for one that nobody has is told so without a look at everybody. */
import { all, run, sql, type Command } from '../statement.ts';

const NOTE = sql(`INSERT INTO known_column (name) VALUES (?) ON CONFLICT (name) DO NOTHING`);
const KNOWN = sql(`SELECT name FROM known_column ORDER BY name`);

export function* noteColumns(names: readonly string[]): Command<void> {
  for (const name of names) yield* run(NOTE, name);
}

export function* columns(): Command<readonly string[]> {
  return (yield* all<{ name: string }>(KNOWN)).map(({ name }) => name);
}
