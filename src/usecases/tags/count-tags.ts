/** Which tags are there, and on how many people? Looks at everybody. */
import type { PeopleStore } from '../../ports/people-store.ts';
import { membersOf } from '../people/select-people.ts';

export interface CountedTag {
  readonly tag: string;
  readonly people: number;
}

/** The most used first. */
export async function countTags(
  people: Pick<PeopleStore, 'list'>,
  onLook: (done: number) => void,
): Promise<readonly CountedTag[]> {
  const counts = new Map<string, number>();
  let done = 0;
  for await (const page of membersOf(people, null)) {
    for (const { tags } of page)
      for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    done += page.length;
    onLook(done);
  }
  return [...counts]
    .map(([tag, count]) => ({ tag, people: count }))
    .toSorted((a, b) => b.people - a.people || (a.tag < b.tag ? -1 : 1));
}
