/** Where the steps of a sequence are written: for what is said of them with more in hand than their file. */
import type { Path } from '../reading/problem.ts';
import { isMapping } from '../reading/shape.ts';

/**
 * By id, the first of each.
 *
 * @param value  The file as plain data.
 */
export function stepPlaces(value: unknown): ReadonlyMap<string, Path> {
  const found = new Map<string, Path>();
  if (isMapping(value)) addSteps(value['steps'], ['steps'], found);
  return found;
}

function addSteps(steps: unknown, at: Path, found: Map<string, Path>): void {
  if (!Array.isArray(steps)) return;
  for (const [index, step] of steps.entries()) {
    if (!isMapping(step)) continue;
    const path = [...at, index];
    const id = step['id'];
    if (typeof id === 'string' && !found.has(id)) found.set(id, path);
    addSteps(step['then'], [...path, 'then'], found);
    addSteps(step['else'], [...path, 'else'], found);
    for (const [name, inner] of entriesOf(step['paths']))
      addSteps(inner, [...path, 'paths', name], found);
    for (const [name, rule] of entriesOf(step['outcomes'])) {
      if (isMapping(rule)) addSteps(rule['then'], [...path, 'outcomes', name, 'then'], found);
    }
  }
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isMapping(value) ? Object.entries(value) : [];
}
