/**
 * Sequence files that nobody would write: every kind of step and every option of the language, paths in paths, and nothing that lint
 * refuses. Drawn from a seed for simulations, and from what fast-check draws for laws.
 */
import fc from 'fast-check';
import { stringify } from 'yaml';
import { LINKEDIN_ACTIONS, type Awaitable } from '../../src/core/sequence.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { DISPOSITIONS } from '../../src/core/task.ts';
import type { Template } from '../../src/core/template.ts';
import { compileSequence } from '../../src/definition/sequence-file.ts';
import { anyChance, type Chance } from './chance.ts';

/** As it stands in a file. */
export type Written = { readonly [key: string]: unknown };

export interface WrittenProgram {
  readonly name: string;
  readonly file: Written;
  /** The file's text. */
  readonly text: string;
}

export interface ProgramLimits {
  readonly name: string;
  readonly mailboxes: readonly string[];
  /** Sequences that people may be handed over to. */
  readonly successors: readonly string[];
  /** Most steps, those of paths included; 12 by default. */
  readonly stepsMost?: number;
  /** One that ends at its first step proves little to a simulation: at least so many stand outside paths; 1 by default. */
  readonly stepsLeast?: number;
}

const DEPTH_MOST = 3;
const WAITS = [
  ...['0 days', '2 hours', '1 day', '30 minutes', '3 days', '1 business day', '45 seconds'],
  ...['2 business days', '1 week'],
];
const TIMES = ['10:30', '09:00', '16:45', '20:00'];
const DEADLINES = ['1 day', '2 business days', '6 hours', 'none'];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC'];

export const PROGRAM_REPS = ['anna', 'carla'];

/** With a subject; the last one asks for something that not everybody has. */
const OPENERS = ['hello', 'question', 'idea', 'for-company'];
/** Without: only a thread that was begun carries them. */
const NUDGES = ['nudge', 'bump'];
const SCRIPTS = ['script', 'note'];

export const PROGRAM_TEMPLATES: ReadonlyMap<string, Template> = new Map(
  [...OPENERS, ...NUDGES, ...SCRIPTS].map((name): [string, Template] => [
    name,
    {
      name,
      subject: OPENERS.includes(name) ? `About ${name}` : null,
      body:
        name === 'for-company'
          ? 'How is {{ prospect.company }}?'
          : `Hello {{ prospect.first_name | default: "there" }}, this is ${name}.`,
    },
  ]),
);

/** Compiles it, and throws with the diagnostics when lint refuses what should be right. */
export function compiledProgram(program: WrittenProgram, mailboxes: readonly string[]): Sequence {
  const compiled = compileSequence(program.text, `sequences/${program.name}.yaml`, {
    mailboxes,
    reps: PROGRAM_REPS,
    defaultWindow: null,
    sequences: null,
    templates: PROGRAM_TEMPLATES,
  });
  if (compiled.ok) return compiled.value;
  throw new Error(`${program.text}\n${JSON.stringify(compiled.diagnostics, null, 1)}`);
}

/** For laws: of programs called `first`, over mailbox `anna`, that may hand people over to `second`. */
export const anyProgram: fc.Arbitrary<WrittenProgram> = anyChance.map((chance) =>
  programOf(chance, { name: 'first', mailboxes: ['anna'], successors: ['second'] }),
);

export function programOf(chance: Chance, limits: ProgramLimits): WrittenProgram {
  const file = new Author(chance, limits).file();
  return { name: limits.name, file, text: stringify(file) };
}

/** A step that a person may have done before. */
interface Earlier {
  readonly id: string;
  readonly kind: string;
  readonly action: string | null;
}

interface List {
  readonly steps: readonly Written[];
  readonly done: readonly Earlier[];
  /** Nobody comes out at its end. */
  readonly ends: boolean;
}

type Exit = string | Written;

class Author {
  readonly #chance: Chance;
  readonly #limits: ProgramLimits;
  #stepsLeft: number;
  readonly #stepsLeast: number;
  #count = 0;
  #hours: readonly string[] = [];
  #awaitable: readonly Awaitable[] = [];

  constructor(chance: Chance, limits: ProgramLimits) {
    this.#chance = chance;
    this.#limits = limits;
    this.#stepsLeft = limits.stepsMost ?? 12;
    this.#stepsLeast = limits.stepsLeast ?? 1;
  }

  file(): Written {
    const chance = this.#chance;
    const goals = chance.pick([
      ['positive_reply'],
      ['meeting_booked', 'positive_reply'],
      ['reply'],
      ['trial'],
    ]);
    const exits = this.#exits();
    const softened = (key: string): boolean => {
      const exit = exits[key];
      return exit === 'continue' || (exit !== undefined && exit !== 'finish');
    };
    this.#awaitable = [
      'connection_accepted',
      ...(['reply', 'meeting_booked'] as const).filter(
        (each) => softened(each) && !goals.includes(each),
      ),
      ...(['colleague_reply', 'out_of_office', 'bounce'] as const).filter(
        (each) => exits[each] !== 'finish',
      ),
    ];
    const window = this.#window();
    const { steps } = this.#list(
      [],
      0,
      chance.between(this.#stepsLeast, Math.max(this.#stepsLeast, 5)),
    );
    return {
      sequence: this.#limits.name,
      ...chance.maybe(0.3, () => ({ title: `The ${this.#limits.name} one` })),
      goals,
      mailboxes: chance.pick([this.#limits.mailboxes, 'owner']),
      ...chance.maybe(0.3, () => ({ rep: chance.pick(['owner', ...PROGRAM_REPS]) })),
      ...chance.maybe(0.2, () => ({
        start: `${chance.pick(['5 days', '1 week', '3 business days'])} ${chance.pick(['before', 'after'])} prospect.renewal_date`,
      })),
      ...window,
      ...chance.maybe(0.5, () => ({ enroll: this.#enroll() })),
      ...(Object.keys(exits).length === 0 ? {} : { exits }),
      steps,
    };
  }

  #exits(): Readonly<Record<string, Exit>> {
    const chance = this.#chance;
    const simple = ['finish', 'continue', 'pause 2 days', 'pause 1 business day'];
    const away = [
      ...simple,
      { pause: 'until_return', plus: '2 business days', else: '3 days' },
      { pause: 'until_return' },
    ];
    return {
      ...chance.maybe(0.4, () => ({ reply: chance.pick(simple) })),
      ...chance.maybe(0.3, () => ({ meeting_booked: chance.pick(simple) })),
      ...chance.maybe(0.3, () => ({ colleague_reply: chance.pick(simple) })),
      ...chance.maybe(0.3, () => ({ out_of_office: chance.pick(away) })),
      ...chance.maybe(0.4, () => ({ bounce: chance.pick([...simple, 'address_is_bad']) })),
    };
  }

  #enroll(): Written {
    const chance = this.#chance;
    return {
      duplicates: chance.pick(['disallow', 'only_if_inactive', 'allow']),
      exclusive: chance.isLucky(0.5),
      ...chance.maybe(0.3, () => ({ untouched_for: chance.pick(['none', '14 days']) })),
      ...chance.maybe(0.3, () => ({ per_day: chance.pick([40, 'none']) })),
    };
  }

  #window(): Written {
    const chance = this.#chance;
    this.#hours = chance.pick([
      ['00:00-24:00'],
      ['09:00-17:00'],
      ['09:00-12:00', '13:30-17:00'],
      ['08:00-10:00', '10:00-11:00', '15:00-24:00'],
    ]);
    const days = chance.pick([
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      ['mon', 'tue', 'wed', 'thu', 'fri'],
      ['tue', 'thu', 'sat'],
    ]);
    const window = {
      days,
      hours: this.#hours,
      zone: chance.pick(['prospect', 'mailbox', ...ZONES]),
      ...chance.maybe(0.5, () => ({ holidays: chance.pick(['none', 'prospect', 'DE']) })),
      ...chance.maybe(0.4, () => ({
        blackout: chance.pick([['2026-04-03/2026-04-06'], ['2026-03-25', '2026-04-01/2026-04-02']]),
      })),
    };
    return { window };
  }

  #list(earlier: readonly Earlier[], depth: number, most: number): List {
    const steps: Written[] = [];
    let done = earlier;
    let ends = false;
    for (let index = 0; index < most && !ends; index++) {
      // A list has one step at least, whatever is left.
      if (index >= (depth === 0 ? this.#stepsLeast : 1) && this.#stepsLeft <= 0) break;
      this.#stepsLeft -= 1;
      const mayEnd = depth > 0 || index + 1 >= this.#stepsLeast;
      const made = this.#step(done, depth, mayEnd);
      steps.push(...made.steps);
      done = made.done;
      ({ ends } = made);
    }
    return { steps, done, ends };
  }

  #step(earlier: readonly Earlier[], depth: number, mayEnd: boolean): List {
    const chance = this.#chance;
    const isDeep = depth >= DEPTH_MOST || this.#stepsLeft <= 0;
    const isOpening = this.#stepsLeast > 1 && earlier.length === 0 && depth === 0;
    const kind = chance.pick(
      isOpening
        ? ['email', 'email', 'await', 'call', 'branch']
        : [
            ...['task', 'email', 'email', 'email', 'email', 'linkedin', 'linkedin', 'call', 'sms'],
            ...['message', 'set', ...(mayEnd ? ['end'] : [])],
            ...(this.#limits.successors.length > 0 && mayEnd ? ['handover'] : []),
            ...(isDeep ? [] : ['branch', 'branch', 'await', 'await', 'split', 'call']),
          ],
    );
    this.#count += 1;
    const id = `${this.#limits.name}${this.#count}`;
    switch (kind) {
      case 'email':
        return this.#touch(earlier, id, 'email', this.#email(earlier));
      case 'linkedin':
        return this.#linkedin(earlier, id, chance.pick(['connect', ...LINKEDIN_ACTIONS]));
      case 'call':
        return this.#call(earlier, id, depth);
      case 'await':
        return this.#await(earlier, id, depth);
      case 'branch':
        return this.#branch(earlier, id, depth);
      case 'split':
        return this.#split(earlier, id, depth);
      case 'end':
        return this.#end(earlier, id);
      case 'set':
        return this.#plain(earlier, id, { set: this.#set() });
      case 'handover':
        return this.#plain(earlier, id, { handover: chance.pick(this.#limits.successors) });
      case 'sms':
        return this.#touch(earlier, id, kind, { sms: chance.pick(SCRIPTS), ...this.#deadline() });
      case 'message':
        return this.#touch(earlier, id, kind, {
          message: chance.pick(SCRIPTS),
          via: chance.pick(['line', 'whatsapp']),
          ...this.#deadline(),
        });
      default:
        return this.#touch(earlier, id, 'task', {
          task: 'Send the book',
          ...chance.maybe(0.3, () => ({ template: chance.pick(SCRIPTS) })),
          ...this.#deadline(),
        });
    }
  }

  #common(earlier: readonly Earlier[], id: string, canAsk = true): Written {
    const chance = this.#chance;
    return {
      id,
      ...chance.maybe(earlier.length === 0 ? 0.2 : 0.6, () => ({ wait: chance.pick(WAITS) })),
      ...chance.maybe(0.15, () => ({ at: chance.pick(TIMES) })),
      ...(canAsk ? chance.maybe(0.15, () => ({ if: this.#condition(earlier) })) : {}),
      ...chance.maybe(0.1, () => ({ note: 'mind this' })),
      ...chance.maybe(0.15, () => ({ stage: chance.pick(['cold', 'warm']) })),
      ...chance.maybe(0.15, () => ({ priority: chance.pick([1, -5, 1000]) })),
      ...chance.maybe(0.06, () => ({ enabled: chance.isLucky(0.4) })),
      ...chance.maybe(0.3, () => ({ missing: chance.pick(['skip', 'ask']) })),
    };
  }

  #deadline(): Written {
    const chance = this.#chance;
    return {
      ...chance.maybe(0.6, () => ({ due_within: chance.pick(DEADLINES) })),
      ...chance.maybe(0.6, () => ({ on_overdue: chance.pick(['skip', 'wait', 'continue']) })),
    };
  }

  #plain(earlier: readonly Earlier[], id: string, own: Written): List {
    return { steps: [{ ...this.#common(earlier, id), ...own }], done: earlier, ends: false };
  }

  #touch(earlier: readonly Earlier[], id: string, kind: string, own: Written): List {
    const step = { ...this.#common(earlier, id), ...own };
    return { steps: [step], done: [...earlier, { id, kind, action: null }], ends: false };
  }

  #email(earlier: readonly Earlier[]): Written {
    const chance = this.#chance;
    const emails = earlier.filter((each) => each.kind === 'email').map((each) => each.id);
    const thread = chance.isLucky(0.4) ? chance.pick(['new', ...emails]) : undefined;
    const begins = thread === 'new' || emails.length === 0;
    const known = begins ? OPENERS : [...OPENERS, ...NUDGES];
    return {
      email: chance.pick(known),
      ...chance.maybe(0.3, () => ({
        variants: { [chance.pick(known)]: chance.between(1, 9), idea: chance.between(1, 9) },
      })),
      ...(thread === undefined ? {} : { thread }),
      ...chance.maybe(0.25, () => ({ review: chance.isLucky(0.9) })),
    };
  }

  #linkedin(earlier: readonly Earlier[], id: string, action: string): List {
    const chance = this.#chance;
    const step = {
      ...this.#common(earlier, id),
      linkedin: action,
      ...chance.maybe(0.3, () => ({ template: chance.pick(SCRIPTS) })),
      ...this.#deadline(),
    };
    return { steps: [step], done: [...earlier, { id, kind: 'linkedin', action }], ends: false };
  }

  #call(earlier: readonly Earlier[], id: string, depth: number): List {
    const chance = this.#chance;
    const step = {
      ...this.#common(earlier, id),
      call: chance.pick(SCRIPTS),
      ...this.#deadline(),
    };
    const upTo = [...earlier, { id, kind: 'call', action: null }];
    const named = DISPOSITIONS.filter(() => chance.isLucky(0.2));
    if (named.length === 0) return { steps: [step], done: upTo, ends: false };
    const outcomes: Record<string, Written> = {};
    let done: readonly Earlier[] = upTo;
    for (const disposition of named) {
      const path = this.#stepsLeft > 0 && depth < DEPTH_MOST && chance.isLucky(0.5);
      const inside = path ? this.#list(upTo, depth + 1, chance.between(1, 2)) : null;
      if (inside !== null) done = [...done, ...inside.done.slice(upTo.length)];
      outcomes[disposition] = {
        ...(inside !== null && chance.isLucky(0.5)
          ? {}
          : { retry: chance.between(1, 3), every: chance.pick(['1 day', '1 business day']) }),
        ...(inside === null ? {} : { then: inside.steps }),
      };
    }
    return { steps: [{ ...step, outcomes }], done, ends: false };
  }

  /** One of its causes must come before it. */
  #await(earlier: readonly Earlier[], id: string, depth: number): List {
    const chance = this.#chance;
    const signals = this.#awaitable.filter((signal) => causesOf(signal, earlier).length > 0);
    if (signals.length === 0 || (depth === 0 && chance.isLucky(0.4))) {
      const connect = this.#linkedin(earlier, `${id}-connect`, 'connect');
      const rest = this.#await(connect.done, id, depth + 1);
      return { ...rest, steps: [...connect.steps, ...rest.steps] };
    }
    const signal = chance.pick(signals);
    const step = {
      ...this.#common(earlier, id),
      await: signal,
      ...chance.maybe(0.4, () => ({ of: chance.pick(causesOf(signal, earlier)) })),
      within: chance.pick(['5 days', '12 hours', '2 business days', '1 week']),
    };
    return this.#fork(
      step,
      earlier,
      depth,
      chance.pick([['then'], ['then', 'else'], ['else'], []]),
    );
  }

  #branch(earlier: readonly Earlier[], id: string, depth: number): List {
    const step = { ...this.#common(earlier, id, false), if: this.#condition(earlier) };
    const keys = this.#chance.pick([['then'], ['then', 'else'], ['else']]);
    return this.#fork(step, earlier, depth, keys);
  }

  #fork(step: Written, earlier: readonly Earlier[], depth: number, keys: readonly string[]): List {
    const paths = this.#paths(earlier, depth, keys);
    const isAsked = step['enabled'] === false || ('if' in step && 'await' in step);
    return {
      steps: [{ ...step, ...paths.written }],
      done: paths.done,
      ends: keys.length === 2 && paths.allEnd && !isAsked,
    };
  }

  #split(earlier: readonly Earlier[], id: string, depth: number): List {
    const chance = this.#chance;
    const names = chance.pick([
      ['b', 'a'],
      ['long', 'short', 'control'],
    ]);
    const step = this.#common(earlier, id);
    const written = names.filter((name) => name !== 'control' || chance.isLucky(0.3));
    const paths = this.#paths(earlier, depth, written);
    const isAsked = step['enabled'] === false || 'if' in step;
    return {
      steps: [
        {
          ...step,
          split: Object.fromEntries(names.map((name) => [name, chance.between(1, 60)])),
          paths: paths.written,
        },
      ],
      done: paths.done,
      ends: written.length === names.length && paths.allEnd && !isAsked,
    };
  }

  #paths(
    earlier: readonly Earlier[],
    depth: number,
    keys: readonly string[],
  ): { written: Written; done: readonly Earlier[]; allEnd: boolean } {
    const lists = keys.map(
      (key) => [key, this.#list(earlier, depth + 1, this.#chance.between(1, 3))] as const,
    );
    return {
      written: Object.fromEntries(lists.map(([key, { steps }]) => [key, steps])),
      done: [...earlier, ...lists.flatMap(([, { done }]) => done.slice(earlier.length))],
      allEnd: lists.every(([, { ends }]) => ends),
    };
  }

  #end(earlier: readonly Earlier[], id: string): List {
    const step: Written = { ...this.#common(earlier, id), end: 'enough for now' };
    return { steps: [step], done: earlier, ends: step['enabled'] !== false && !('if' in step) };
  }

  #set(): Written {
    const chance = this.#chance;
    const tags = chance.pick([['seen'], ['seen', 'done']]);
    const fields = { round: chance.pick(['1', '2']) };
    return chance.pick([{ tags }, { fields }, { tags, fields }]);
  }

  #condition(earlier: readonly Earlier[]): string {
    const chance = this.#chance;
    const of = earlier.length === 0 ? null : chance.pick(earlier).id;
    const terms = [
      'prospect.title == "CEO"',
      'prospect.round != nil',
      "prospect.tags contains 'seen'",
      'prospect.country != "FR"',
      'prospect.employees > 50',
      'signals.reply',
      'signals.connection_accepted == nil',
      'last_touch.status == "sent"',
      'last_touch.channel == "call"',
      'enrollment.stage == "warm"',
      'account.name',
      'now >= "2026-04-01"',
      ...(of === null ? [] : [`touches.${of}.status == 'sent'`, `touches.${of}.outcome == nil`]),
    ];
    const one = chance.pick(terms);
    if (!chance.isLucky(0.3)) return one;
    return `${one} ${chance.pick(['and', 'or'])} ${chance.pick(terms)}`;
  }
}

function causesOf(signal: Awaitable, earlier: readonly Earlier[]): readonly string[] {
  return earlier
    .filter(({ kind, action }) => {
      switch (signal) {
        case 'connection_accepted':
          return action === 'connect';
        case 'out_of_office':
        case 'bounce':
          return kind === 'email';
        case 'reply':
        case 'colleague_reply':
        case 'meeting_booked':
          return true;
      }
    })
    .map(({ id }) => id);
}
