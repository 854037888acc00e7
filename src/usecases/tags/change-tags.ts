/** Writes a tag on people, or takes it away. */
import type { Prospect } from '../../core/person/prospect.ts';
import type { PeopleStore } from '../../ports/people-store.ts';

export interface ChangedTags {
  readonly people: readonly Prospect[];
  readonly changed: number;
}

export async function changeTags(
  people: Pick<PeopleStore, 'save'>,
  whom: AsyncIterable<readonly Prospect[]>,
  tag: string,
  change: 'add' | 'remove',
  nowMs: number,
): Promise<ChangedTags> {
  const all: Prospect[] = [];
  let changed = 0;
  for await (const portion of whom) {
    const changes = portion.flatMap(({ id, revision: _revision, ...person }) => {
      if (person.tags.includes(tag) === (change === 'add')) return [];
      const tags =
        change === 'add' ? [...person.tags, tag] : person.tags.filter((each) => each !== tag);
      return [{ id, person: { ...person, tags } }];
    });
    if (changes.length > 0) await people.save(changes, nowMs, null);
    changed += changes.length;
    all.push(...portion);
  }
  return { people: all, changed };
}
