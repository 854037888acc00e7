import { applyPending } from '../../usecases/signals/record-signal.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { unmergePerson } from '../../usecases/merges/unmerge-person.ts';
import type { MergeEvidence } from '../../ports/merge-store.ts';
import { defineCommand, type Result } from '../command.ts';
import { personName } from '../documents/person.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { withSession } from '../workspace/session.ts';

export const unmerge = defineCommand({
  description:
    'Parts somebody who was merged into the two people they were, each with what was theirs. What was learnt since stays with who is known ' +
    'longer; what came of a sequence goes with the sequence. If they were touched or heard since, both are held until a rep resumes them: ' +
    'somebody may have been written to in place of the other.',
  arguments: {
    key: {
      count: 'one',
      placeholder: 'KEY',
      summary: 'the person, or the id of who was merged into them',
    },
  },
  options: {},
  examples: [{ line: 'touchline unmerge p12', says: 'take the last merge of p12 back' }],
  writes: true,
  run: (context, args) =>
    withSession(context, 'write', async (session): Promise<Result> => {
      const { stores, nowMs } = session;
      const person = await findPerson(stores.people, args.key, null);
      const id = /^p\d+$/.exec(args.key.trim())?.[0] ?? null;
      const absorbedId = id === person.id ? null : id;
      const done = await unmergePerson(stores.merges, person, absorbedId, nowMs);
      const { merge } = done;
      if (merge === null) {
        return {
          data: {
            unmerged: false,
            merge_id: null,
            people: [person.id],
            evidence: null,
            merged_at: null,
            held: [],
          },
          text: () =>
            cleanLine(`${personName(person)} was not merged with anybody; nothing changed.`),
        };
      }
      const held: string[] = [];
      if (done.isHeld) {
        const to = { ...(await decidingIn(session)), enrollments: stores.enrollments };
        for (const each of [merge.survivorId, merge.absorbedId]) {
          const moved = await applyPending(to, each, { nowMs, slept: null });
          held.push(...moved.held.map((enrollment) => enrollment.id));
        }
      }
      return {
        data: {
          unmerged: true,
          merge_id: merge.id,
          people: [merge.survivorId, merge.absorbedId],
          merged_at: isoOf(merge.atMs),
          evidence: evidenceJson(merge.evidence),
          held,
        },
        text: () =>
          [
            `${merge.survivorId} and ${merge.absorbedId} are two people again; ${evidenceText(merge.evidence)}.`,
            ...(done.isHeld
              ? [
                  held.length === 0
                    ? 'They were touched or heard since; neither is in a sequence that goes on.'
                    : `They were touched or heard since: ${held.join(', ')} held until you resume: touchline resume --prospect KEY`,
                ]
              : []),
            ...(done.left > 0
              ? [
                  `${merge.survivorId} still holds what ${done.left === 1 ? 'one more was' : `${done.left} more were`}: touchline unmerge ${merge.survivorId}`,
                ]
              : []),
            `Next: touchline show ${merge.absorbedId}`,
          ]
            .map(cleanLine)
            .join('\n'),
      };
    }),
});

function evidenceText(evidence: MergeEvidence): string {
  switch (evidence.by) {
    case 'rep':
      return 'a rep had merged them';
    case 'import':
      return `line ${evidence.line} of ${evidence.file} had named ${evidence.values.join(' and ')}, and would merge them again`;
    case 'letter':
      return `the answer to ${evidence.touchId} had come from ${evidence.address} (${evidence.inboundId}), and no letter merges them again`;
  }
}

function evidenceJson(evidence: MergeEvidence): Json {
  const { by } = evidence;
  const none = { import_id: null, file: null, line: null, inbound_id: null, touch_id: null };
  switch (by) {
    case 'rep':
      return { by, ...none, values: [] };
    case 'import': {
      const { importId, file, line, values } = evidence;
      return { by, ...none, import_id: importId, file, line, values: [...values] };
    }
    case 'letter': {
      const { inboundId, touchId, address } = evidence;
      return { by, ...none, inbound_id: inboundId, touch_id: touchId, values: [address] };
    }
  }
}
