/** Will a sequence do what it says, here and with these people? What its file alone cannot tell. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Sequence } from '../../core/sequence.ts';
import { type Path, type Problem } from '../../definition/problem.ts';
import { stepPlaces } from '../../definition/step-places.ts';
import { readYaml } from '../../definition/yaml-source.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { MailboxSettings, RunnerSettings } from '../../runner/settings.ts';
import { audienceProblems } from './lint-audience.ts';
import { capacityProblems } from './lint-capacity.ts';
import { columnProblems } from './lint-columns.ts';
import { hearingProblems } from './lint-hearing.ts';
import { windowProblems } from './lint-window.ts';

export interface LintNeeds {
  readonly settings: Pick<RunnerSettings, 'mailboxes'>;
  /** `null`: there is no store to ask. */
  readonly stores: {
    readonly enrollments: Pick<EnrollmentStore, 'select'>;
    readonly people: Pick<PeopleStore, 'byId' | 'list'>;
  } | null;
  readonly nowMs: number;
}

/** One sequence that compiles, and how its file is written. */
export interface WrittenSequence {
  readonly sequence: Sequence;
  /** The file as plain data. */
  readonly value: unknown;
  /** By step. */
  readonly places: ReadonlyMap<string, Path>;
  /** Names of all templates, with their languages. */
  readonly templates: readonly string[];
  /** Those that it names; all with `owner`. */
  readonly mailboxes: readonly MailboxSettings[];
}

export type SequenceLinter = (
  text: string,
  file: string,
  sequence: Sequence,
  templates: readonly string[],
) => Promise<readonly Diagnostic[]>;

export function sequenceLinter(needs: LintNeeds): SequenceLinter {
  const ask = columnProblems(needs.stores?.people ?? null);
  return async (text, file, sequence, templates) => {
    const source = readYaml(text, file);
    if (!source.ok) return [];
    const { value, diagnose } = source.value;
    const { mailboxes: named } = sequence;
    const written: WrittenSequence = {
      sequence,
      value,
      places: stepPlaces(value),
      templates,
      mailboxes: needs.settings.mailboxes.filter(
        ({ id }) => named === 'owner' || named.includes(id),
      ),
    };
    const problems: readonly Problem[] = [
      ...windowProblems(written, needs.nowMs),
      ...hearingProblems(written),
      ...(await audienceProblems(written, needs.stores)),
      ...(await capacityProblems(written, needs.stores)),
      ...(await ask(written)),
    ];
    return problems.map(diagnose);
  };
}
