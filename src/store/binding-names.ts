/** Which entries of the suppression list would bind an address? Known without asking a database. */
import type { NewSuppression } from '../core/person-effects.ts';
import { domainOf } from '../core/prospect.ts';

type Name = readonly [kind: NewSuppression['kind'], value: string];

export const EVERYBODY: Name = ['domain', '*'];

/** Itself, its domain, every domain above that, and `*`, which binds everybody. */
export function bindingNames(kind: string, value: string): readonly Name[] {
  if (kind === 'phone') return [['phone', value], EVERYBODY];
  if (kind !== 'email') return [EVERYBODY];
  const labels = domainOf(value).split('.');
  const domains = labels.map((_, index): Name => ['domain', labels.slice(index).join('.')]);
  return [['address', value], ...domains, EVERYBODY];
}
