/** Does each message name a channel that the workspace has? Without it the step is a task for a rep. */
import { problemAt, type Problem } from '../../definition/reading/problem.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { WrittenSequence } from './written-sequence.ts';

export function viaProblems({ sequence, places, gateways }: WrittenSequence): readonly Problem[] {
  const known = gateways.flatMap(({ channel, id }) => (channel === 'message' ? [id] : []));
  return sequence.steps.flatMap((step): readonly Problem[] => {
    if (step.kind !== 'message' || step.action === null || known.includes(step.action)) return [];
    const message = `no channel "${step.action}" in touchline.yaml: the message is a task for a rep`;
    const hint = suggestion(step.action, known) ?? 'to let it leave by itself: docs/gateways.md';
    const problem = problemAt(
      [...(places.get(step.id) ?? []), 'via'],
      'unknown_via',
      message,
      hint,
    );
    // A team without any may share the file with one that has some.
    return [{ ...problem, severity: known.length === 0 ? 'note' : 'warning' }];
  });
}
