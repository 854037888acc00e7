/** Those who got a message answer, or the post returns it. Told to the checker when a poll hands it over. */
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { domainOf } from '../../src/core/person/prospect.ts';
import { rawEventBytes } from '../../src/core/gateway-event.ts';
import type { GatewaySettings } from '../../src/runner/settings.ts';
import type { Chance } from '../support/chance.ts';
import type { World } from '../support/world/world.ts';
import type { Checker } from './checker.ts';
import { traitAt, type Acceptance } from './terms.ts';
import type { Trait } from './who.ts';
import { bounce, humanReply, optOut, outOfOffice, type Letter } from './mails.ts';

interface Written {
  readonly raw: string;
  readonly from: string;
  readonly heard: () => void;
}

export class Post {
  readonly #world: World;
  readonly #checker: Checker;
  readonly #chance: Chance;
  /** Of lives in which people have several addresses. */
  readonly #elsewhere: Chance | null;
  #delivered: (Written & { readonly source: string })[] = [];
  #letters = 0;

  constructor(world: World, checker: Checker, chance: Chance, elsewhere: Chance | null) {
    this.#world = world;
    this.#checker = checker;
    this.#chance = chance;
    this.#elsewhere = elsewhere;
  }

  /** A poll has read this source to its end. */
  arrive(source: string): void {
    for (const each of this.#delivered) if (each.source === source) each.heard();
    this.#delivered = this.#delivered.filter((each) => each.source !== source);
  }

  /** Whether a letter from there lies in a mailbox that nobody has read. */
  isUnread(address: string): boolean {
    return this.#delivered.some(({ from }) => from.includes(address));
  }

  async write(): Promise<void> {
    const checker = this.#checker;
    if (checker.accepted.length === 0) return;
    const to = this.#chance.pick(checker.accepted.slice(-12));
    const { settings, sources, clock } = this.#world;
    const gateway = settings.gateways.find((each) => each.id === to.mailbox);
    if (gateway !== undefined) return this.#text(to, gateway);
    const source = settings.mailboxes.find((each) => each.id === to.mailbox)!.source!;
    const letter: Letter = {
      from: to.to,
      to: `${to.mailbox}@northwind.example`,
      answers: this.#chance.isLucky(0.8) ? to.messageId : null,
      id: `${++this.#letters}@answers.example`,
    };
    const written = this.#letter(to, letter, clock.nowMs());
    if (checker.who.at(traitAt(to.to)) === null) return;
    sources.get(source)!.deliver(written.raw, clock.nowMs());
    this.#delivered.push({ source, ...written });
  }

  /** A webhook: it lies in the store, and the next run understands it before it sends. */
  async #text(to: Acceptance, { id, channel, from }: GatewaySettings): Promise<void> {
    // Nobody answers on a channel whose ids are not telephone numbers: the rules for Twilio read numbers only.
    if (channel === 'message') return;
    const checker = this.#checker;
    const { stores, clock } = this.#world;
    const isStop = this.#chance.isLucky(0.3);
    const fields = {
      MessageSid: `SM${++this.#letters}`,
      From: to.to,
      To: from.address,
      Body: isStop ? 'STOP' : 'Yes',
      SmsStatus: 'received',
    };
    // A number that was corrected meanwhile is nobody's, and who was erased says nothing.
    const writer = await stores.people.byIdentity('phone', to.to);
    if (writer === null && checker.who.erased.has(traitAt(to.to))) return;
    const body = new URLSearchParams(fields).toString();
    const contentType = 'application/x-www-form-urlencoded';
    const bytes = rawEventBytes({ form: 'webhook', contentType, body, query: '' });
    const key = fields.MessageSid;
    const atMs = clock.nowMs();
    const message = { folder: 'webhook', key, receivedAtMs: atMs, bytes, truncated: false };
    await stores.inbound.storeRaw(id, [message], [key], { folder: 'webhook', uid: 0 });
    if (writer === null) return;
    if (isStop) checker.leaveAlone(writer.id, to.to, 'STOP');
    else checker.answered(writer.id, 'reply', atMs);
    checker.companyAnswered(writer.id, null, atMs);
  }

  #letter(to: Acceptance, letter: Letter, atMs: number): Written {
    const checker = this.#checker;
    const { from } = letter;
    /** Nobody is heard who was erased meanwhile. */
    const heard = (tell: (writer: string) => void) => (): void => {
      for (const writer of checker.writersOf(to, letter.answers !== null)) tell(writer);
    };
    switch (this.#chance.pick(['reply', 'reply', 'away', 'away', 'opt_out', 'bounce'] as const)) {
      case 'reply':
        return this.#reply(to, letter, atMs);
      case 'opt_out':
        return {
          raw: optOut(letter),
          from,
          heard: heard((writer) => {
            checker.leaveAlone(writer, to.to, 'opt-out');
            checker.companyAnswered(writer, to.to, atMs);
          }),
        };
      case 'away': {
        const backMs = this.#world.decisionMs() + this.#chance.between(3, 9) * DAY_MS;
        const back = new Date(backMs).toISOString().slice(0, 10);
        // Whatever zone the date is read in, they are not back before its first minute anywhere.
        const untilMs = Date.parse(`${back}T00:00:00Z`) - 14 * HOUR_MS;
        const tell = (writer: string): void => checker.isAway(writer, atMs, untilMs);
        return { raw: outOfOffice(letter, back), from, heard: heard(tell) };
      }
      case 'bounce': {
        const returned = { ...letter, from: 'MAILER-DAEMON@mx.example', answers: to.messageId };
        const dead = (): void => void checker.forbidden.add(to.to);
        return { raw: bounce(returned, to.to), from, heard: dead };
      }
    }
  }

  /** Some answer from another address, under the name to which we wrote. */
  #reply(to: Acceptance, letter: Letter, atMs: number): Written {
    const checker = this.#checker;
    const elsewhere = letter.answers === null ? null : this.#addressElsewhere(to);
    const from = elsewhere ?? to.to;
    const written = elsewhere === null ? letter : { ...letter, from: `"${to.toName}" <${from}>` };
    return {
      raw: humanReply(written),
      from,
      heard: () => {
        const writers = checker.writersOf(to, letter.answers !== null);
        if (elsewhere !== null) {
          // The thread tells whose answer it is.
          for (const writer of writers.slice(-1)) this.#heardElsewhere(writer, elsewhere, atMs);
          return;
        }
        for (const writer of writers) {
          checker.answered(writer, 'reply', atMs);
          checker.companyAnswered(writer, to.to, atMs);
        }
      },
    };
  }

  /** One that nobody knows, or by which somebody else is known; `null`: they answer from where they were written to. */
  #addressElsewhere({ to, toName }: Acceptance): string | null {
    const chance = this.#elsewhere;
    const { who } = this.#checker;
    if (chance === null || !toName.includes(' ') || !chance.isLucky(0.4)) return null;
    if (chance.isLucky(0.6))
      return `${who.at(traitAt(to))}.at.home@private${this.#letters}.example`;
    const known = who.ids.flatMap((id) => [...who.traits(id)]);
    const others = known.filter(
      (trait) => trait.startsWith('email ') && domainOf(trait) !== domainOf(to),
    );
    return others.length === 0 ? null : chance.pick(others).slice('email '.length);
  }

  /** It is theirs, and whoever else is known by it is the same person, unless a rep has said otherwise; both have spoken then. */
  #heardElsewhere(writer: string, from: string, atMs: number): void {
    const checker = this.#checker;
    const { who } = checker;
    const trait: Trait = `email ${from}`;
    const owner = who.at(trait);
    const isErased = [trait, ...who.traits(writer)].some((each) => who.erased.has(each));
    if (owner === null && !isErased) who.learn(writer, trait);
    const isAnother = owner !== null && owner !== writer;
    const isApart = isAnother && (who.areTwo(writer, owner) || who.areKnownApart(writer, owner));
    if (isAnother && !isErased && !isApart) checker.merge(writer, owner);
    const spoke = [...new Set([writer, owner ?? writer].map((id) => who.now(id) ?? id))];
    for (const id of spoke) {
      checker.answered(id, 'reply', atMs);
      checker.companyAnswered(id, null, atMs, spoke);
    }
  }
}
