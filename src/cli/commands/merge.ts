import { counted } from '../../core/counted.ts';
import { UserError } from '../../core/user-error.ts';
import { lookAgain } from '../../usecases/consents/look-again.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import type { JoinedPeople } from '../../runner/hearing/join-people.ts';
import { mergePair } from '../../usecases/merges/merge-people.ts';
import { defineCommand, type Result } from '../command.ts';
import { personJson, personName } from '../documents/person.ts';
import { cleanLine } from '../output/sanitize.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { withSession } from '../workspace/session.ts';

const KEY = { count: 'one', summary: 'id, email, phone or LinkedIn URL' } as const;

export const merge = defineCommand({
  description:
    'Makes two people one. Who is known longest stays, with everything that is theirs: addresses, sequences, touches, tasks, answers, ' +
    'lists. Of two values the newer one counts. Who answered or opted out under one address has done so: what the other is in ends with ' +
    'the next run, by its own rules. A sequence that both are in is held once. Nothing is lost: unmerge takes it back.',
  arguments: { one: { ...KEY, placeholder: 'KEY' }, other: { ...KEY, placeholder: 'OTHER' } },
  options: {},
  examples: [{ line: 'touchline merge p12 ada@home.example', says: 'they are the same person' }],
  writes: true,
  run: (context, args) =>
    withSession(context, 'write', async (session) => {
      const { stores, nowMs } = session;
      const one = await findPerson(stores.people, args.one, null);
      const other = await findPerson(stores.people, args.other, null);
      if (one.id !== other.id) {
        const merged = await mergePair(stores.merges, one.id, other.id, nowMs);
        const deciding = await decidingIn(session);
        const looked = await lookAgain(stores, deciding, merged.survivor.id, nowMs);
        return mergedResult(merged, looked.withdrawn);
      }
      const isKnown = (await stores.merges.mergesOf(one.id)).length > 0;
      if (!isKnown && args.one === args.other)
        throw new UserError('same_person', `${args.one} is named twice`, 'name two people', 2);
      return {
        data: {
          ...personJson(one),
          merged: false,
          merge_id: null,
          absorbed: null,
          ends_or_holds: [],
          withdrawn: 0,
        },
        text: () => `${personName(one)} is one person already; nothing changed.`,
      };
    }),
});

/** @param withdrawn  Enrollments that ended, or of which a task was taken back, because of what the other one had said. */
function mergedResult(
  { survivor, absorbedId, absorbedName, mergeId, bound }: JoinedPeople,
  withdrawn: number,
): Result {
  const who = absorbedName === null ? absorbedId : `${absorbedName} (${absorbedId})`;
  return {
    data: {
      ...personJson(survivor),
      merged: true,
      merge_id: mergeId,
      absorbed: absorbedId,
      ends_or_holds: [...bound],
      withdrawn,
    },
    text: () =>
      [
        `${who} is ${personName(survivor)} from now on, with everything that was theirs.`,
        ...(bound.length === 0 || withdrawn > 0
          ? []
          : [
              `What the other one said, or is in, counts for ${bound.join(', ')}: the next run decides.`,
            ]),
        ...(withdrawn === 0
          ? []
          : [
              `Taken back what was planned or open in ${counted(withdrawn, 'sequence')}, by what the other one said: touchline why ${survivor.id}`,
            ]),
        `Next: touchline show ${survivor.id}; to take it back: touchline unmerge ${absorbedId}`,
      ]
        .map(cleanLine)
        .join('\n'),
  };
}
