/**
 * In some lives somebody keeps the lists: people come again under other addresses, turn out to be one or to be two, are banned or erased, while
 * they are written to. By the use cases that the commands call; what those leave half done when they die is drawn as well.
 */
import { peopleFiles } from '../../src/cli/files/people-files.ts';
import type { NewSuppression } from '../../src/core/person-effects.ts';
import type { Prospect } from '../../src/core/person/prospect.ts';
import { UserError } from '../../src/core/user-error.ts';
import { afterImport } from '../../src/usecases/imports/after-import.ts';
import { mergePair } from '../../src/usecases/merges/merge-people.ts';
import { undoImport } from '../../src/usecases/imports/undo-import.ts';
import { unmergePerson } from '../../src/usecases/merges/unmerge-person.ts';
import { setFields } from '../../src/usecases/people/set-fields.ts';
import { typedFields } from '../../src/usecases/people/typed-fields.ts';
import { cleanStore, erasePerson } from '../../src/usecases/privacy/erase-person.ts';
import { keepUp } from '../../src/usecases/privacy/keep-up.ts';
import { applyPending } from '../../src/usecases/signals/record-signal.ts';
import { enlist, suppress } from '../../src/usecases/suppressions/suppress.ts';
import { unsuppress } from '../../src/usecases/suppressions/unsuppress.ts';
import type { Chance } from '../support/chance.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import { importText } from '../support/world/lists.ts';
import type { World } from '../support/world/world.ts';
import type { Checker } from './checker.ts';
import type { Trait } from './who.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'];

interface Row {
  readonly traits: readonly Trait[];
  readonly name: string;
  readonly zone: string;
  readonly country: string;
}

type Deed = 'list' | 'list again' | 'undo' | 'merge' | 'part' | 'erase' | 'ban' | 'lift';

const DEEDS: readonly Deed[] = [
  ...(['list', 'list', 'list', 'list again', 'undo', 'merge', 'merge', 'merge'] as const),
  ...(['part', 'part', 'part', 'ban', 'ban', 'lift', 'erase'] as const),
];
/** What needs neither the runner's lock nor its connection. */
const MEANWHILE: readonly Deed[] = ['merge', 'merge', 'part', 'part', 'ban', 'lift'];

export class Clerk {
  readonly #world: World;
  readonly #checker: Checker;
  readonly #chance: Chance;
  readonly #isUnread: (address: string) => boolean;
  readonly #lists: (readonly Row[])[] = [];
  /** By the id of an import. */
  readonly #rowsOf = new Map<string, readonly Row[]>();
  /** By lists that are undone. */
  readonly #takenBack = new Set<Trait>();
  /** Whose erasure died half-way. */
  readonly #owed = new Set<string>();
  /** What names people who were erased. */
  readonly #words = new Set<string>();
  readonly happened = new Set<string>();
  #made = 0;
  #isBusy = false;

  /** @param isUnread  Whether a letter from there is still to be read. */
  constructor(
    world: World,
    checker: Checker,
    chance: Chance,
    isUnread: (address: string) => boolean,
  ) {
    this.#world = world;
    this.#checker = checker;
    this.#chance = chance;
    this.#isUnread = isUnread;
  }

  /** Between two runs. @returns Ids of those who came. */
  async happen(): Promise<readonly string[]> {
    const known = new Set(this.#checker.who.ids);
    if (this.#chance.isLucky(0.3)) await this.#do(this.#chance.pick(DEEDS));
    return this.#checker.who.ids.filter((id) => !known.has(id));
  }

  /** In front of a gate. */
  async meanwhile(): Promise<void> {
    if (this.#isBusy || !this.#chance.isLucky(0.06)) return;
    this.#isBusy = true;
    this.#checker.happens();
    const did = await this.#do(this.#chance.pick(MEANWHILE));
    if (did !== null) this.happened.add('while the runner was at work');
    this.#checker.happens();
    this.#isBusy = false;
  }

  /** What the runner does for privacy. */
  async keepUp(nowMs: number): Promise<void> {
    const { erasures, privacy, retention } = this.#world.stores;
    const ports = { erasures, privacy, retention, files: peopleFiles };
    await keepUp(ports, { bodies: null, people: null }, nowMs);
    for (const id of this.#owed) this.#checker.erased(id);
    this.#owed.clear();
    this.#checker.violations.push(...this.leftovers());
  }

  /** What is held for want of a way would be held for ever. */
  async end(): Promise<void> {
    for (const entry of this.#checker.banned.onChannels) await this.#lift(entry);
  }

  /** What of the erased is left in any row or page. */
  leftovers(): readonly string[] {
    if (this.#words.size === 0) return [];
    const all = this.#world.stores.db.serialize().toString('latin1');
    return [...this.#words].flatMap((word) => {
      const form = `(?<![\\w.-])${word.replaceAll(/[.+/]/g, '\\$&')}(?![\\w-])`;
      return new RegExp(form, 'i').test(all) ? [`still there of the erased: ${word}`] : [];
    });
  }

  /** @returns What came of it; `null`: nothing. */
  async #do(deed: Deed): Promise<string | null> {
    const did = await this.#did(deed);
    if (did !== null) this.happened.add(did);
    return did;
  }

  #did(deed: Deed): Promise<string | null> | string | null {
    this.#checker.lookAround();
    switch (deed) {
      case 'list':
        return this.#list(this.#rows());
      case 'list again':
        return this.#lists.length === 0 ? null : this.#list(this.#chance.pick(this.#lists));
      case 'undo':
        return this.#undo();
      case 'merge':
        return this.#merge();
      case 'part':
        return this.#part();
      case 'erase':
        return this.#erase();
      case 'ban':
        return this.#ban();
      case 'lift':
        return this.#liftOne();
    }
  }

  #rows(): readonly Row[] {
    return Array.from({ length: this.#chance.between(1, 3) }, () => this.#row());
  }

  /** Somebody by what is known of them, by something new, or by what is known of another one as well. */
  #row(): Row {
    const ids = this.#checker.who.ids;
    const isNew = ids.length === 0 || this.#chance.isLucky(0.2);
    const number = ++this.#made;
    const traits: Trait[] = [];
    const hasRoom = (trait: Trait): boolean => {
      const kind = trait.split(' ')[0]!;
      const most = { email: 2, linkedin: 1, external: 1 }[kind] ?? 0;
      return traits.filter((each) => each.startsWith(`${kind} `)).length < most;
    };
    const people = isNew ? 0 : this.#chance.isLucky(0.2) ? 2 : 1;
    for (let left = people; left > 0; left--) {
      const proofs = [...this.#checker.who.traits(this.#chance.pick(ids))].filter(
        (trait) => hasRoom(trait) && !traits.includes(trait),
      );
      if (proofs.length > 0) traits.push(this.#chance.pick(proofs));
    }
    const fresh = this.#chance.pick([
      `email kim${number}@home${number}.example`,
      `linkedin in/kim-${number}`,
    ] as const);
    if (traits.length === 0 || (this.#chance.isLucky(0.4) && hasRoom(fresh))) traits.push(fresh);
    return {
      traits,
      name: isNew ? `Kim Number${String.fromCharCode(97 + (number % 26))}` : '',
      zone: isNew || this.#chance.isLucky(0.2) ? this.#chance.pick(ZONES) : '',
      country: isNew ? 'FR' : '',
    };
  }

  async #list(rows: readonly Row[]): Promise<string | null> {
    const { stores } = this.#world;
    const { nowMs } = momentOf(this.#world);
    const before = this.#checker.who.ids.length;
    const report = await importText(stores, textOf(rows), { nowMs });
    const merged = this.#checker.list(rows.map(({ traits }) => traits));
    this.#lists.push(rows);
    this.#rowsOf.set(report.importId ?? '', rows);
    // The command may have died before it told the sequences.
    if (this.#chance.isLucky(0.7)) {
      const to = { ...stores, learn: async () => {} };
      await afterImport(to, deskOf(this.#world), report, 'in leads.csv', nowMs);
    }
    await this.compare();
    if (merged.length > 0) return 'a list joined two';
    return this.#checker.who.ids.length > before ? 'a list brought somebody' : 'a list';
  }

  /** Whom the list made is gone, if nothing came of them; whom it joined are two. What is known of the others then is the store's to tell. */
  async #undo(): Promise<string | null> {
    const { imports } = this.#world.stores;
    const standing = (await imports.imports()).filter((each) => each.undoneAtMs === null);
    if (standing.length === 0) return null;
    const { id } = this.#chance.pick(standing);
    const how = { dryRun: false, stop: null };
    const { nowMs } = momentOf(this.#world);
    try {
      const { unmerged, removed } = await undoImport(imports, id, how, nowMs);
      for (const { traits } of this.#rowsOf.get(id) ?? [])
        for (const trait of traits) this.#takenBack.add(trait);
      const known = this.#checker.who.known;
      this.#checker.undone(await this.#everybody());
      this.#lost(known);
      await this.compare();
      return unmerged + removed > 0 ? 'an undone list' : null;
    } catch (cause) {
      return this.#refused(cause, this.#checker.who.ids);
    }
  }

  /** Nothing may be but what an undone list said. @param known  What people were known by before. */
  #lost(known: ReadonlySet<Trait>): void {
    const { violations, who } = this.#checker;
    const left = who.known;
    for (const trait of known)
      if (!left.has(trait) && !this.#takenBack.has(trait))
        violations.push(`nobody is known by ${trait} now, and no undone list said it`);
  }

  #everybody(): Promise<readonly Prospect[]> {
    return this.#world.stores.people.list({ list: null, after: null, limit: 1_000 });
  }

  async #merge(): Promise<string | null> {
    const { ids } = this.#checker.who;
    const [one, other] = [this.#chance.pick(ids), this.#chance.pick(ids)];
    if (one === undefined || other === undefined || one === other) return null;
    try {
      await mergePair(this.#world.stores.merges, one, other, this.#world.decisionMs());
    } catch (cause) {
      return this.#refused(cause, [one, other]);
    }
    this.#checker.merge(one, other);
    await this.compare();
    return 'merged';
  }

  async #part(): Promise<string | null> {
    const { ids } = this.#checker.who;
    const merged = ids.filter((id) => this.#checker.who.isMerged(id));
    if (merged.length === 0) return null;
    const id = this.#chance.pick(merged);
    const world = this.#world;
    const moment = momentOf(world);
    const person = (await world.stores.people.byId(id))!;
    try {
      const { isHeld, merge } = await unmergePerson(
        world.stores.merges,
        person,
        null,
        moment.nowMs,
      );
      this.#checker.part(id, 'a rep');
      // The command may have died before it held them.
      if (isHeld && this.#chance.isLucky(0.7))
        for (const each of [merge!.survivorId, merge!.absorbedId])
          await applyPending(deskOf(world), each, moment);
      await this.compare();
      return isHeld ? 'parted, and held' : 'parted';
    } catch (cause) {
      return this.#refused(cause, [id]);
    }
  }

  /** Only of those whose erasure has begun. */
  #refused(cause: unknown, ids: readonly string[]): null {
    const isExpected = cause instanceof UserError && cause.code === 'being_erased';
    if (!isExpected || !ids.some((id) => this.#owed.has(id))) throw cause;
    return null;
  }

  async #erase(): Promise<string | null> {
    const { ids } = this.#checker.who;
    if (ids.length === 0 || !this.#chance.isLucky(0.6)) return null;
    const { stores } = this.#world;
    const id = this.#chance.pick(ids);
    const nowMs = this.#world.decisionMs();
    const erasure = { prospectId: id, reason: 'asked', keepsHash: true, atMs: nowMs };
    const person = (await stores.people.byId(id))!;
    if (this.#chance.isLucky(0.6)) await this.#nameElsewhere(person);
    this.#remember(person);
    for (const trait of this.#checker.who.traits(id)) this.#checker.who.erased.add(trait);
    if (this.#chance.isLucky(0.25)) {
      await stores.erasures.begin(erasure);
      this.#owed.add(id);
      return 'an erasure died';
    }
    const ports = { erasures: stores.erasures, privacy: stores.privacy, files: peopleFiles };
    await erasePerson(ports, erasure, nowMs);
    await cleanStore(stores.erasures);
    this.#checker.erased(id);
    await this.compare();
    return 'erased';
  }

  /** The row of somebody else says who sent them: from there they must go as well. */
  async #nameElsewhere({ id, identities }: Prospect): Promise<void> {
    const world = this.#world;
    const others = this.#checker.who.ids.filter((each) => each !== id && !this.#owed.has(each));
    const address = identities.find(({ kind }) => kind === 'email')?.value;
    if (others.length === 0 || address === undefined) return;
    const other = (await world.stores.people.byId(this.#chance.pick(others)))!;
    const ports = { ...world.stores, learn: async () => {} };
    const typing = { ownAddresses: new Set<string>(), reps: [], country: null };
    const fields = typedFields([`referred_by=${address}`]);
    await setFields(ports, deskOf(world), other, fields, typing, momentOf(world).nowMs);
  }

  /** What must be in no row from then on. Who has just written is read again. */
  #remember({ identities }: Prospect): void {
    for (const { kind, value } of identities)
      if (!this.#isUnread(value)) this.#words.add(kind === 'phone' ? value.slice(1) : value);
  }

  async #ban(): Promise<string | null> {
    const { ids } = this.#checker.who;
    if (ids.length === 0) return null;
    const traits = [...this.#checker.who.traits(this.#chance.pick(ids))];
    const address = traits.find((trait) => trait.startsWith('email '))?.slice(6);
    if (address === undefined) return null;
    const [local = '', domain = ''] = address.split('@');
    const onOne = { channel: this.#chance.pick(['email', 'sms', 'line']) };
    const reason = 'asked';
    const entry = this.#chance.pick<NewSuppression>([
      { kind: 'address', value: address, reason, ...onOne },
      { kind: 'domain', value: domain, reason, ...onOne },
      { kind: 'pattern', value: `${local[0]}*@${domain}`, reason, ...onOne },
      { kind: 'domain', value: domain, reason },
      { kind: 'pattern', value: `${local.slice(0, 2)}*@${domain}`, reason },
    ]);
    const to = deskOf(this.#world);
    const { nowMs } = momentOf(this.#world);
    // The command may have died before it stopped anybody.
    if (this.#chance.isLucky(0.3)) await enlist(to, [entry], 'rep', nowMs);
    else await suppress(to, to, [entry], 'rep', nowMs);
    this.#checker.banned.add(entry);
    return entry.channel === undefined ? `banned a ${entry.kind}` : 'banned on one channel';
  }

  async #liftOne(): Promise<string | null> {
    const entries = this.#checker.banned.onChannels;
    if (entries.length === 0) return null;
    await this.#lift(this.#chance.pick(entries));
    return 'let go again on one channel';
  }

  async #lift(entry: NewSuppression): Promise<void> {
    const to = deskOf(this.#world);
    this.#checker.banned.lift(entry);
    await unsuppress(to, to, [entry], true, momentOf(this.#world).nowMs);
  }

  /** Whom the store knows is whom we know; the rest is the store's to tell. */
  async compare(): Promise<void> {
    const people = await this.#everybody();
    const { violations, who } = this.#checker;
    violations.push(...who.disagrees(people), ...this.leftovers());
    for (const person of people) this.#checker.note(person);
  }
}

function textOf(rows: readonly Row[]): string {
  const cell = (traits: readonly Trait[], kind: string, place: number): string =>
    traits.filter((each) => each.startsWith(`${kind} `))[place]?.slice(kind.length + 1) ?? '';
  const lines = rows.map(({ traits, name, zone, country }) =>
    [
      cell(traits, 'email', 0),
      cell(traits, 'email', 1),
      cell(traits, 'linkedin', 0),
      cell(traits, 'external', 0),
      name,
      zone,
      country,
    ].join(','),
  );
  return ['email,email_2,linkedin_url,external_id,name,zone,country', ...lines, ''].join('\n');
}
