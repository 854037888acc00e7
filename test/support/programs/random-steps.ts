/** The steps of a sequence file: every kind, every option, paths in paths. */
/* oxlint-disable unicorn/no-thenable -- `then` is a key of the language */
import { LINKEDIN_ACTIONS, type Awaitable } from '../../../src/core/sequence.ts';
import { DISPOSITIONS } from '../../../src/core/task.ts';
import type { Chance } from '../chance.ts';
import { NUDGES, OPENERS, SCRIPTS, type ProgramLimits, type Written } from './program-words.ts';

const DEPTH_MOST = 3;
const WAITS =
  '0 days,2 hours,1 day,30 minutes,3 days,1 business day,45 seconds,2 business days,1 week'.split(
    ',',
  );
const TIMES = ['10:30', '09:00', '16:45', '20:00'];
/** The second is what those who show it must escape. */
const WORK = ['Send the book', 'Ring "them" | twice; %%{init} `now` #1 <b>'];
const DEADLINES = ['1 day', '2 business days', '6 hours', 'none'];

const OPENINGS = ['email', 'email', 'email', 'await', 'call', 'branch'];
const ANYWHERE =
  'task email email email email email email linkedin linkedin call sms message set'.split(' ');
const WITH_PATHS = 'branch branch await await split channel call'.split(' ');

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

export class StepAuthor {
  readonly #chance: Chance;
  readonly #name: string;
  readonly #successors: readonly string[];
  readonly #awaitable: readonly Awaitable[];
  readonly #stepsLeast: number;
  #stepsLeft: number;
  #count = 0;

  constructor(chance: Chance, limits: ProgramLimits, awaitable: readonly Awaitable[]) {
    this.#chance = chance;
    this.#name = limits.name;
    this.#successors = limits.successors.filter((each) => each !== limits.name);
    this.#awaitable = awaitable;
    this.#stepsLeast = limits.stepsLeast ?? 1;
    this.#stepsLeft = limits.stepsMost ?? 12;
  }

  steps(): readonly Written[] {
    const most = this.#chance.between(this.#stepsLeast, Math.max(this.#stepsLeast, 5));
    return this.#list([], 0, most).steps;
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
    const isOpening = this.#stepsLeast > 1 && earlier.length === 0 && depth === 0;
    const isDeep = depth >= DEPTH_MOST || this.#stepsLeft <= 0;
    const kind = chance.pick([
      ...(isOpening ? OPENINGS : ANYWHERE),
      ...(isOpening || isDeep ? [] : WITH_PATHS),
      ...(mayEnd ? ['end'] : []),
      ...(mayEnd && this.#successors.length > 0 ? ['handover'] : []),
    ]);
    this.#count += 1;
    const id = `${this.#name}${this.#count}`;
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
      case 'channel':
        return this.#channel(earlier, id);
      case 'end':
        return this.#end(earlier, id);
      case 'set':
        return this.#plain(earlier, id, { set: this.#set() });
      case 'handover':
        return this.#plain(earlier, id, { handover: chance.pick(this.#successors) });
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
          task: this.#chance.pick(WORK),
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

  /** Each path begins with a step of its channel. */
  #channel(earlier: readonly Earlier[], id: string): List {
    const chance = this.#chance;
    const fallback = chance.pick([
      ['email', 'linkedin', 'call'],
      ['call', 'email'],
      ['sms', 'linkedin'],
      ['message', 'email', 'sms'],
    ]);
    const lists = fallback.map((channel) => this.#begun(earlier, `${id}-${channel}`, channel));
    const paths = lists.map((list, index) => [fallback[index]!, list.steps] as const);
    return {
      steps: [
        {
          ...this.#common(earlier, id),
          channel: 'preferred',
          fallback,
          paths: Object.fromEntries(paths),
        },
      ],
      done: [...earlier, ...lists.flatMap(({ done }) => done.slice(earlier.length))],
      ends: false,
    };
  }

  #begun(earlier: readonly Earlier[], id: string, channel: string): List {
    const chance = this.#chance;
    switch (channel) {
      case 'email':
        return this.#touch(earlier, id, channel, this.#email(earlier));
      case 'linkedin':
        return this.#linkedin(earlier, id, chance.pick(LINKEDIN_ACTIONS));
      case 'message':
        return this.#touch(earlier, id, channel, { message: chance.pick(SCRIPTS), via: 'line' });
      default:
        return this.#touch(earlier, id, channel, { [channel]: chance.pick(SCRIPTS) });
    }
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
      'prospect.level == "warm"',
      'prospect.score > 15',
      'signals.reply',
      'signals.connection_accepted == nil',
      'last_touch.status == "sent"',
      'last_touch.channel == "call"',
      'enrollment.stage == "warm"',
      'account.name',
      'now >= "2026-04-01"',
      'now contains "T1"',
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
