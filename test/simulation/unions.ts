/** What follows for their sequences when two people turn out to be one, and when they are two after all. */
import type { Acceptance, EnrolledLife } from './terms.ts';
import type { Merged, Who } from './who.ts';

/** Somebody said so, under the ids that they had then. */
export interface Answer {
  ids: readonly string[];
  readonly kind: 'reply' | 'meeting_booked';
  readonly atMs: number;
}

interface Union extends Merged {
  /** How much had left, and how much was said, before. */
  readonly accepted: number;
  readonly answers: number;
  /** Enrollments that only this stops, or holds. */
  readonly stopped: readonly string[];
  readonly held: readonly string[];
}

/** What the checker knows, read and written here. */
export interface Known {
  readonly who: Who;
  readonly accepted: readonly Acceptance[];
  readonly answers: readonly Answer[];
  readonly stopped: Map<string, string>;
  readonly lives: ReadonlyMap<string, EnrolledLife>;
  readonly isUnfinished: (enrollmentId: string) => boolean;
  readonly endsOn: (life: EnrolledLife, kind: Answer['kind']) => boolean;
  readonly holds: (enrollmentId: string) => void;
  readonly letsGo: (enrollmentId: string) => void;
}

export class Unions {
  readonly #known: Known;
  /** By enrollment: whose it is. */
  readonly #owners = new Map<string, string>();
  readonly #unions: Union[] = [];
  /** Ids of people who were taken for one and are two: whose a touch was in between is not to be told by its address. */
  readonly parted = new Set<string>();

  constructor(known: Known) {
    this.#known = known;
  }

  owned(enrollmentId: string, prospectId: string): void {
    this.#owners.set(enrollmentId, prospectId);
  }

  merged({ survivorId, absorbedId }: Merged): void {
    const { who, accepted, answers } = this.#known;
    const before = { accepted: accepted.length, answers: answers.length };
    const theirs = who.idsOf(survivorId);
    const at = theirs.indexOf(absorbedId);
    const sides = [
      { id: survivorId, ids: theirs.slice(0, at) },
      { id: absorbedId, ids: theirs.slice(at) },
    ] as const;
    const stopped: string[] = [];
    const held: string[] = [];
    for (const [one, other] of [sides, sides.toReversed()]) {
      stopped.push(...this.#stop(this.#unfinishedOf(one.id), other.ids));
      held.push(...this.#hold(one.id, other.id));
    }
    for (const [id, owner] of this.#owners)
      if (owner === absorbedId) this.#owners.set(id, survivorId);
    this.#unions.push({ survivorId, absorbedId, ...before, stopped, held });
  }

  /** Who answered under one address has answered. */
  #stop(enrollmentIds: readonly string[], others: readonly string[]): readonly string[] {
    const { answers, lives, stopped, endsOn } = this.#known;
    return enrollmentIds.filter((id) => {
      const life = lives.get(id)!;
      const answer = answers.find(
        (each) =>
          each.ids.some((one) => others.includes(one)) &&
          life.enrolledAtMs <= each.atMs &&
          endsOn(life, each.kind),
      );
      if (answer === undefined || stopped.has(id)) return false;
      stopped.set(id, `a ${answer.kind} of who they turned out to be`);
      return true;
    });
  }

  /** Nobody gets the same step twice because they were known as two: a rep looks first. */
  #hold(one: string, other: string): readonly string[] {
    const { accepted, lives, holds } = this.#known;
    const isOf = (id: string, owner: string): boolean => this.#owners.get(id) === owner;
    const got = new Set(
      accepted.flatMap(({ enrollmentId }) =>
        isOf(enrollmentId, other) ? [lives.get(enrollmentId)!.sequence.name] : [],
      ),
    );
    const twins = new Set(this.#unfinishedOf(other).map((id) => lives.get(id)!.sequence.name));
    const isYounger = numberOf(one) > numberOf(other);
    return this.#unfinishedOf(one).filter((id) => {
      const { name } = lives.get(id)!.sequence;
      const isTwice = twins.has(name) ? isYounger : got.has(name);
      if (isTwice) holds(id);
      return isTwice;
    });
  }

  split({ survivorId, absorbedId }: Merged): void {
    const { accepted, answers, who, stopped, holds, letsGo, isUnfinished } = this.#known;
    const place = this.#unions.findLastIndex(
      (each) => each.survivorId === survivorId && each.absorbedId === absorbedId,
    );
    const [union] = this.#unions.splice(place, 1);
    const ids = [...who.idsOf(survivorId), ...who.idsOf(absorbedId)];
    for (const id of ids) this.parted.add(id);
    const reached = accepted
      .slice(union!.accepted)
      .some(({ prospectId }) => ids.includes(prospectId));
    const spoke = answers
      .slice(union!.answers)
      .some((each) => each.ids.some((one) => ids.includes(one)));
    // Whose word it was, nobody can tell.
    for (const answer of answers.slice(union!.answers))
      answer.ids = answer.ids.filter((one) => !ids.includes(one));
    for (const id of union!.stopped) stopped.delete(id);
    for (const id of union!.held) letsGo(id);
    if (!reached && !spoke) return;
    // One may have been written to in place of the other.
    for (const [id, owner] of this.#owners) if (ids.includes(owner) && isUnfinished(id)) holds(id);
  }

  #unfinishedOf(prospectId: string): readonly string[] {
    return [...this.#owners].flatMap(([id, owner]) =>
      owner === prospectId && this.#known.isUnfinished(id) ? [id] : [],
    );
  }
}

const numberOf = (id: string): number => Number(id.slice(1));
