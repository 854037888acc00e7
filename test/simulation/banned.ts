/** What must not be reached, and where: judged without the engine's word. */
import type { NewSuppression } from '../../src/core/person-effects.ts';
import type { Trait } from './who.ts';

export class Banned {
  readonly #entries = new Map<string, NewSuppression>();

  add(entry: NewSuppression): void {
    this.#entries.set(nameOf(entry), entry);
  }

  /** Those for one channel. */
  get onChannels(): readonly NewSuppression[] {
    return [...this.#entries.values()].filter(({ channel }) => channel !== undefined);
  }

  lift(entry: NewSuppression): void {
    this.#entries.delete(nameOf(entry));
  }

  /** What is wrong with a message to somebody who is known by these: one that is suppressed binds all of them. */
  broken(traits: ReadonlySet<Trait>, channel: string): string[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.channel === undefined || entry.channel === channel)
      .filter((entry) => [...traits].some((trait) => isMeant(entry, trait)))
      .map(({ kind, value }) => `by ${channel} to whom the ${kind} ${value} is suppressed`);
  }
}

function isMeant({ kind, value }: NewSuppression, trait: Trait): boolean {
  const [, of = '', name = ''] = /^(\S+) (.*)$/.exec(trait) ?? [];
  switch (kind) {
    case 'address':
      return of === 'email' && name === value;
    case 'domain':
      return of === 'email' && `.${name.split('@')[1]}`.endsWith(`.${value}`);
    case 'pattern': {
      const [local = '', domain = ''] = value.split('@');
      const form = new RegExp(
        `^${local.replaceAll('*', '[^@]*')}@${domain.replaceAll('.', '\\.')}$`,
      );
      return of === 'email' && form.test(name);
    }
    case 'phone':
    case 'linkedin':
      return of === kind && name === value;
  }
}

const nameOf = ({ kind, value, channel = '' }: NewSuppression): string =>
  `${kind} ${value} ${channel}`;
