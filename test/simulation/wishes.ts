/** People in some lives give their consent and take it back, and so do others in between; the checker is told at the instant it is recorded. */
import type { Consent } from '../../src/core/person/consent.ts';
import { recordConsent, type StatedConsent } from '../../src/usecases/consents/record-consent.ts';
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { Chance } from '../support/chance.ts';
import { deskOf } from '../support/world/desk.ts';
import type { World } from '../support/world/world.ts';
import type { Checker } from './checker.ts';

export class Wishes {
  readonly #world: World;
  readonly #checker: Checker;
  readonly #chance: Chance;
  readonly happened = new Set<string>();

  constructor(world: World, checker: Checker, chance: Chance) {
    this.#world = world;
    this.#checker = checker;
    this.#chance = chance;
  }

  /** Most consent before anything is sent: a life in which nothing may leave proves nothing. */
  async begin(prospectIds: readonly string[]): Promise<void> {
    for (const id of prospectIds) if (this.#chance.isLucky(0.8)) await this.#say(id, 'given', null);
  }

  async happen(prospectIds: readonly string[]): Promise<void> {
    if (!this.#chance.isLucky(0.3) || prospectIds.length === 0) return;
    const id = this.#chance.pick(prospectIds);
    const channel = this.#chance.pick(['email', 'sms', 'line', null]);
    await this.#say(id, this.#chance.isLucky(0.4) ? 'withdrawn' : 'given', channel);
  }

  /** What is held for want of it would be held for ever. */
  async end(prospectIds: readonly string[]): Promise<void> {
    for (const id of prospectIds) await this.#say(id, 'given', null, true);
  }

  async #say(
    id: string,
    kind: Consent['kind'],
    channel: string | null,
    isLast = false,
  ): Promise<void> {
    const { stores } = this.#world;
    const nowMs = this.#world.decisionMs();
    const isShort = kind === 'given' && !isLast && this.#chance.isLucky(0.2);
    const expiresAtMs = isShort ? nowMs + this.#chance.between(1, 6) * DAY_MS : null;
    if (isShort) this.happened.add('a consent that ends');
    const stated: StatedConsent = {
      kind,
      channel,
      basis: kind === 'given' ? 'consent' : null,
      source: 'rep',
      evidence: null,
      atMs: nowMs,
      expiresAtMs,
    };
    // The command that recorded it may have died before it looked at their enrollments.
    if (this.#chance.isLucky(0.3)) {
      await stores.consents.addConsents([{ ...stated, prospectId: id, atMs: nowMs }], nowMs);
    } else {
      const who = (await stores.people.byId(id))!;
      await recordConsent(stores, deskOf(this.#world), who, stated, nowMs);
    }
    this.#checker.said(id, { kind, channel, atMs: nowMs, expiresAtMs });
  }
}
