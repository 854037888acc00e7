import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { resolvePath } from '../../config/config.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import type { NewSuppression } from '../../core/person-effects.ts';
import { UserError } from '../../core/user-error.ts';
import type { ConsentRecord } from '../../ports/consent-store.ts';
import type { ProspectDraft } from '../../ports/people-store.ts';
import { importLeads } from '../../usecases/imports/import-leads.ts';
import { listOfBytes } from '../../usecases/imports/list-of-bytes.ts';
import { listError } from '../input/list-error.ts';
import { membersOf } from '../../usecases/people/select-people.ts';
import { loadSuccessors } from '../../usecases/files/load-sequence.ts';
import type { Almanac } from '../../ports/almanac.ts';
import { simulateSequence } from '../../rehearsal/simulate/simulate-sequence.ts';
import { syntheticPeople } from '../../rehearsal/simulate/synthetic-people.ts';
import { defineCommand, type Context, type OptionValues } from '../command.ts';
import { simulationJson } from '../documents/simulation.ts';
import { readInput } from '../input/input-file.ts';
import { instantIn, isDatable } from '../../core/time/written-instant.ts';
import { writeNewFile } from '../files/new-file.ts';
import { simulationHtml } from '../documents/simulation-html.ts';
import { simulationText } from '../documents/simulation-text.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { readSequence } from '../workspace/sequence-file.ts';
import { readWorkspace } from '../workspace/session.ts';
import { settingsFrom } from '../workspace/settings-from.ts';
import { surroundingsIn } from '../workspace/surroundings.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

const OPTIONS = {
  leads: { kind: 'text', placeholder: 'FILE', summary: 'the people of this list, unimported' },
  list: { kind: 'text', placeholder: 'NAME', summary: 'those of a list of the store' },
  people: {
    kind: 'integer',
    placeholder: 'N',
    summary: 'so many who do not exist, around the world; 1000 where nobody is known',
    min: 1,
    max: 1_000_000,
  },
  days: { kind: 'integer', placeholder: 'N', summary: '60 when left out', min: 1, max: 730 },
  start: { kind: 'instant', placeholder: 'ISO', summary: 'the first instant; now when left out' },
  seed: {
    kind: 'integer',
    placeholder: 'N',
    summary: 'another number draws other answers; 1 when left out',
    min: 0,
    max: 2_147_483_647,
  },
  replyRate: {
    kind: 'text',
    placeholder: 'R',
    summary: 'the share of touches that somebody answers: 0.05, or 5%; 0.05 when left out',
  },
  html: { kind: 'text', placeholder: 'FILE', summary: 'also write a page with a picture' },
  force: { kind: 'flag', summary: 'write over an existing page' },
} as const;
type Options = OptionValues<typeof OPTIONS>;

const DAYS = 60;
const PEOPLE = 1_000;
const REPLY_RATE = 0.05;

export const simulateCommand = defineCommand({
  description:
    'Enrolls people in a sequence and carries them through weeks with the real engine, on a virtual clock and in a store of its own: ' +
    'who is touched when, how full mailboxes and reps are, who does not finish and why. The people are those of --leads, else of the ' +
    'store, as if none of them were in a sequence; answers are drawn from a seed. Nobody is written to, nothing is stored.',
  arguments: {
    sequence: { count: 'one', placeholder: 'SEQUENCE', summary: 'name of a file in sequences/' },
  },
  options: OPTIONS,
  examples: [
    {
      line: 'touchline simulate classic --leads leads.csv --days 30',
      says: 'a month with the people of a list',
    },
    {
      line: 'touchline simulate classic --people 5000 --reply-rate 3% --html load.html',
      says: 'is there enough room for 5,000 people?',
    },
  ],
  writes: false,
  async run(context, { sequence: name }, options) {
    const { dir, config } = await readWorkspace(context);
    const settings = settingsFrom(config);
    const replyRate = rateOf(options.replyRate);
    const files = workspaceFiles(dir);
    const workspace = surroundingsIn(config);
    const version = await readSequence(context, { dir, config }, name);
    const successors = await loadSuccessors(files, version, workspace);
    const nowMs = context.clock.nowMs();
    const startMs = options.start === null ? nowMs : instantIn(options.start, settings.zone);
    const days = options.days ?? DAYS;
    assertDatable(startMs, days);
    const known = await knownOf(context, options, nowMs);
    const seed = options.seed ?? 1;
    const stores = await context.adapters.memoryStore();
    try {
      const almanac = (): Promise<Almanac> => context.adapters.almanac();
      const request = { version, successors, ...known, startMs, days, seed, replyRate, almanac };
      const simulation = await simulateSequence(stores, settings, request);
      for (const line of simulation.said.slice(0, 10)) context.talk(line);
      const report = {
        name,
        version,
        simulation,
        settings,
        days,
        seed,
        replyRate,
        whose: known.whose,
      };
      if (options.html !== null) {
        await writeNewFile(
          resolve(context.io.cwd, options.html),
          simulationHtml(report),
          options.force,
        );
      }
      return {
        data: simulationJson(report, options.html),
        text: () => simulationText(report, options.html, context),
      };
    } finally {
      stores.close();
    }
  },
});

/** @throws {UserError} `bad_rate` (exit 2). */
function rateOf(text: string | null): number {
  if (text === null) return REPLY_RATE;
  const [, number, percent] = /^(\d{1,3}(?:\.\d+)?|\.\d+)( ?%)?$/.exec(text.trim()) ?? [];
  const rate = Number(number) / (percent === undefined ? 1 : 100);
  if (rate >= 0 && rate <= 1) return rate;
  throw new UserError('bad_rate', `--reply-rate: "${text}" is no share`, 'from 0 to 1, or 5%', 2);
}

/** @throws {UserError} `start_out_of_range` (exit 2). */
function assertDatable(startMs: number, days: number): void {
  if (isDatable(startMs) && isDatable(startMs + days * DAY_MS)) return;
  const message =
    startMs < 0
      ? '--start lies before 1970'
      : `--start is so late that ${days} days from then end after the year 9999`;
  throw new UserError('start_out_of_range', message, 'name a day from 1970 to 9999', 2);
}

interface Known {
  readonly people: readonly ProspectDraft[];
  readonly suppressions: readonly NewSuppression[];
  readonly consents: readonly (readonly ConsentRecord[])[];
  /** In words: `of leads.csv`. */
  readonly whose: string;
}

async function knownOf(context: Context, options: Options, nowMs: number): Promise<Known> {
  assertOneSource(options);
  const { leads, people, list } = options;
  const stored = await inStore(context, list, people === null && leads === null, nowMs);
  if (leads !== null)
    return {
      ...stored,
      people: await leadsOf(context, leads, nowMs),
      consents: [],
      whose: `of ${leads}`,
    };
  if (people === null && (stored.people.length > 0 || list !== null)) return stored;
  const made = syntheticPeople(people ?? PEOPLE);
  return { ...stored, people: made, consents: [], whose: 'who do not exist' };
}

function assertOneSource({ leads, people, list }: Options): void {
  if ([leads, people, list].filter((each) => each !== null).length < 2) return;
  throw new UserError(
    'contradicting_selectors',
    '--leads, --list and --people each say who is meant',
    'take one of them',
    2,
  );
}

/** As an import would make them. @throws {UserError} `unreadable_list` and its kin, as `import` (exit 3). */
async function leadsOf(
  context: Context,
  file: string,
  nowMs: number,
): Promise<readonly ProspectDraft[]> {
  const { config } = await readWorkspace(context);
  const { bytes } = await readInput(context, file);
  const { reps, ...reading } = peopleContext(config, null);
  const order = {
    file,
    mark: { sha256: '', options: '' },
    list: null,
    owner: null,
    source: null,
    reps,
    asOfMs: null,
    accounts: new Map(Object.entries(config.accounts)),
    dryRun: false,
  };
  const stores = await context.adapters.store(':memory:', { create: true, nowMs });
  try {
    const to = { rejects: null, onBytes: () => {}, stop: null };
    const parts = listOfBytes(bytes, { file, ...reading }, order);
    const imported = await importLeads(stores.imports, parts, order, to, nowMs);
    if (!imported.ok) throw listError(imported.diagnostics);
    const { rejected } = imported.value.counts;
    if (rejected > 0)
      context.talk(
        `${rejected} rows of ${file} can't be used: touchline import ${file} --dry-run says why`,
      );
    return await stores.people.list({ list: null, after: null, limit: Number.MAX_SAFE_INTEGER });
  } finally {
    stores.close();
  }
}

/** A store that is not there yet is not made for a look. */
async function inStore(
  context: Context,
  list: string | null,
  wantsPeople: boolean,
  nowMs: number,
): Promise<Known> {
  const { config } = await readWorkspace(context);
  const path = resolvePath(config, config.store);
  if (!existsSync(path) && list === null)
    return { people: [], suppressions: [], consents: [], whose: 'of the store' };
  const stores = await context.adapters.store(path, { create: false, nowMs });
  try {
    const people: ProspectDraft[] = [];
    const consents: (readonly ConsentRecord[])[] = [];
    if (wantsPeople) {
      for await (const page of membersOf(stores.people, list)) {
        people.push(...page.map(({ id: _id, revision: _revision, ...draft }) => draft));
        for (const { id } of page) consents.push(await stores.consents.consentsOf(id));
      }
    }
    const suppressions = await stores.suppressions.suppressions();
    const whose = list === null ? 'of the store' : `on the list ${list}`;
    return { people, suppressions, consents, whose };
  } finally {
    stores.close();
  }
}
