/** Will a sequence do what it says, here and with these people? What its file alone cannot tell. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Template } from '../../core/template.ts';
import type { Problem } from '../../definition/reading/problem.ts';
import { stepPlaces } from '../../definition/sequence/step-places.ts';
import type { CompiledSequence } from '../../definition/sequence/sequence-file.ts';
import { readYaml } from '../../definition/reading/yaml-source.ts';
import { audienceProblems } from './lint-audience.ts';
import { capacityProblems } from './lint-capacity.ts';
import { columnProblems, columnReader } from './lint-columns.ts';
import { lawProblems } from './lint-law.ts';
import { hearingProblems } from './lint-hearing.ts';
import { pastProblems } from './lint-past.ts';
import { repProblems } from './lint-reps.ts';
import { threadProblems } from './lint-thread.ts';
import { viaProblems } from './lint-via.ts';
import { windowProblems } from './lint-window.ts';
import type { LintNeeds, WrittenSequence } from './written-sequence.ts';

export type SequenceLinter = (
  text: string,
  file: string,
  checked: CompiledSequence,
  templates: ReadonlyMap<string, Template>,
) => Promise<readonly Diagnostic[]>;

export function sequenceLinter(needs: LintNeeds): SequenceLinter {
  const readColumns = columnReader(needs.stores?.people ?? null);
  return async (text, file, checked, templates) => {
    const source = readYaml(text, file);
    if (!source.ok) return [];
    const { value, diagnose } = source.value;
    const shut = windowProblems(checked.emailsLeave, needs.nowMs);
    if (!checked.ok) return shut.map(diagnose);
    const sequence = checked.value;
    const { mailboxes: named } = sequence;
    const written: WrittenSequence = {
      sequence,
      value,
      places: stepPlaces(value),
      templates: [...templates.keys()],
      texts: templates,
      gateways: needs.settings.gateways,
      mailboxes: needs.settings.mailboxes.filter(
        ({ id }) => named === 'owner' || named.includes(id),
      ),
    };
    const problems: readonly Problem[] = [
      ...shut,
      ...pastProblems(written, needs.nowMs),
      ...hearingProblems(written),
      ...viaProblems(written),
      ...threadProblems(written),
      ...(await repProblems(written, needs)),
      ...(await audienceProblems(written, needs.stores)),
      ...(await lawProblems(written, needs)),
      ...(await capacityProblems(written, needs.stores, needs.nowMs)),
      ...(await columnProblems(written, readColumns)),
    ];
    return problems.map(diagnose);
  };
}
