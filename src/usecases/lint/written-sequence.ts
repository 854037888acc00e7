/** What the rules that look beyond a sequence's file are asked with. */
import type { Sequence } from '../../core/sequence.ts';
import type { Template } from '../../core/template.ts';
import type { Path } from '../../definition/reading/problem.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { RunnerState } from '../../ports/runner-state.ts';
import type { GatewaySettings, LineSettings, RunnerSettings } from '../../runner/settings.ts';
import type { Surveyor } from './survey.ts';

export interface LintNeeds {
  readonly settings: Pick<
    RunnerSettings,
    'mailboxes' | 'gateways' | 'reps' | 'sender' | 'compliance'
  >;
  /** `null`: there is no store to ask. */
  readonly stores: {
    readonly survey: Surveyor;
    readonly enrollments: Pick<EnrollmentStore, 'unfinished' | 'version'>;
    readonly runner: Pick<RunnerState, 'mailbox'>;
    readonly people: Pick<PeopleStore, 'list'>;
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
  /** The same with their texts. */
  readonly texts: ReadonlyMap<string, Template>;
  /** Those that it names; all with `owner`. */
  readonly mailboxes: readonly LineSettings[];
  /** All of the workspace. */
  readonly gateways: readonly GatewaySettings[];
}
