/** Does a sequence do what its tests expect? Each case is one person, carried by the real engine on a clock of their own. */
import { DAY_MS } from '../../core/time/duration.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import { UserError } from '../../core/user-error.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { instantIn } from '../../core/time/written-instant.ts';
import { endingWords } from '../../core/sequence.ts';
import type { RehearsedAct, SequenceCase } from '../../definition/cases/test-file.ts';
import { leadOf } from '../../people/lists/lead.ts';
import { mergeLead } from '../../people/identity/prospect-change.ts';
import type { Almanac } from '../../ports/almanac.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { RehearsalStores } from '../../ports/stores.ts';
import type { ProspectDraft } from '../../ports/people-store.ts';
import { Persona } from '../persona.ts';
import { Rehearsal } from '../rehearsal.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { enrollPeople, type EnrollCode } from '../../usecases/enrollments/enroll-people.ts';
import { learnerOver } from '../../usecases/people/learn-holidays.ts';
import { typedFields, typedLead, type TypingContext } from '../../usecases/people/typed-fields.ts';
import { compareLines, type ComparedLine } from './compare-lines.ts';

export interface TestBench {
  readonly openStores: () => Promise<RehearsalStores>;
  readonly settings: RunnerSettings;
  readonly typing: TypingContext;
  /** Whose holidays are kept. */
  readonly almanac: () => Promise<Almanac>;
}

export interface CaseFailure {
  /** What is wrong, each in a sentence. */
  readonly problems: readonly string[];
  /** Empty where nothing is expected of the steps. */
  readonly compared: readonly ComparedLine[];
}

/** Longer than any sequence waits by itself. */
const DAYS_MOST = 1_000;

/** `null`: all is as expected. */
export async function testCase(
  bench: TestBench,
  version: StoredVersion,
  successors: readonly StoredVersion[],
  tested: SequenceCase,
): Promise<CaseFailure | null> {
  const person = personaOf(tested, bench.typing);
  if (!person.ok) return { problems: [person.because], compared: [] };
  const zone = person.prospect.zone ?? bench.settings.zone;
  const stores = await bench.openStores();
  try {
    const played = await play({ ...bench, stores }, version, successors, tested, person.prospect);
    return judge(tested, played, zone);
  } finally {
    stores.close();
  }
}

/** Read like a row of a list. */
function personaOf(
  { persona }: SequenceCase,
  typing: TypingContext,
):
  | { readonly ok: true; readonly prospect: ProspectDraft }
  | { readonly ok: false; readonly because: string } {
  try {
    const fields = typedFields([...persona].map(([column, cell]) => `${column}=${cell}`));
    const lead = typedLead(fields, leadOf, typing);
    const { prospect } = mergeLead(null, lead, { owner: null, source: null });
    // A case asks for the way through a sequence, not for whom the law lets go; unless it says so.
    return { ok: true, prospect: { ...prospect, fields: { consent: 'yes', ...prospect.fields } } };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { ok: false, because: `the prospect can't be read: ${cause.message}` };
  }
}

interface Played {
  readonly code: EnrollCode;
  readonly persona: Persona;
  /** The latest; after a handover the new one. `null`: nobody was enrolled. */
  readonly enrollment: Enrollment | null;
  /** Of the `end` that it came to, in words; `null`: it came to none. */
  readonly because: string | null;
  readonly said: readonly string[];
}

async function play(
  { stores, settings, almanac }: TestBench & { readonly stores: RehearsalStores },
  version: StoredVersion,
  successors: readonly StoredVersion[],
  tested: SequenceCase,
  draft: ProspectDraft,
): Promise<Played> {
  const zone = draft.zone ?? settings.zone;
  const startMs = instantIn(tested.start, zone);
  const personas: Persona[] = [];
  const rehearsal = new Rehearsal({
    stores,
    settings,
    startMs,
    observe: (decision) => personas.forEach((each) => each.read(decision)),
  });
  const persona = new Persona(rehearsal, tested, zone, version.sequence.name);
  personas.push(persona);
  const learn = learnerOver({ holidays: stores.holidays, almanac }, startMs);
  await learn([draft.country]);
  const [id] = await stores.people.save([{ id: null, person: draft }], startMs, null);
  const prospect = await stores.people.byId(id!);
  const { results } = await enrollPeople(
    {
      settings,
      enrollments: rehearsal.engine.enrollments,
      whereabouts: rehearsal.engine.whereabouts,
      learn,
    },
    {
      version,
      successors,
      people: once(prospect === null ? [] : [prospect]),
      limit: null,
      startMs: null,
      dryRun: false,
      nowMs: startMs,
    },
  );
  persona.begin(id!);
  await rehearsal.play(startMs + DAYS_MOST * DAY_MS);
  const enrollment = (await stores.enrollments.ofPerson(id!)).at(-1) ?? null;
  const played = enrollment && (await stores.enrollments.version(enrollment.version));
  const because = enrollment && played && endingWords(played.sequence, enrollment);
  return { code: results[0]!.code, persona, enrollment, because, said: rehearsal.said };
}

async function* once(people: readonly Prospect[]): AsyncGenerator<readonly Prospect[]> {
  yield people;
}

function judge(tested: SequenceCase, played: Played, zone: string): CaseFailure | null {
  const { persona, enrollment, code, said, because } = played;
  const happened = [...persona.happened, ...persona.leftOpen()];
  const compared = tested.lines === null ? [] : compareLines(tested.lines, happened, zone);
  const hasDifference = compared.some(({ mark }) => mark !== 'same');
  const problems = [
    ...(enrollment === null ? [`the person can't be enrolled: ${code.replaceAll('_', ' ')}`] : []),
    ...said,
    ...(hasDifference ? ['the steps differ'] : []),
    ...standingProblems(tested, enrollment, because),
    ...[...persona.waiting].map(neverCame),
  ];
  return problems.length === 0 ? null : { problems, compared };
}

function standingProblems(
  { status, reason }: SequenceCase,
  enrollment: Enrollment | null,
  because: string | null,
): string[] {
  if (enrollment === null) return [];
  // An `end` is expected by its words, or as completed.
  const shown = reason === enrollment.reason ? reason : (because ?? enrollment.reason);
  const wanted = [status ?? enrollment.status, reason ?? shown];
  const actual = [enrollment.status, shown];
  if (wanted.every((word, index) => word === actual[index])) return [];
  return [`at the end: expected ${standing(wanted)}, but it is ${standing(actual)}`];
}

function standing(words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null).join(': ');
}

/** An act that nothing set off tests nothing. */
function neverCame(act: RehearsedAct): string {
  const what = act.kind === 'signal' ? act.signal.replaceAll('_', ' ') : `the task of ${act.step}`;
  const step = act.when.kind === 'after' ? act.when.step : '';
  const not = act.kind === 'signal' ? 'was never done' : 'never opened a task';
  return `${what} never came: it follows ${step}, which ${not}`;
}
