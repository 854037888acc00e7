/** What becomes of a person when a list says something about them? */
import type { Identity, Prospect } from '../core/prospect.ts';
import { accountOfAddress, accountOfWebsite } from './account.ts';
import type { Lead } from './lead.ts';
import { displayName } from './names.ts';
import { zoneOf, type KnownZone } from './zone.ts';

/** All that a list can say; id and revision are the store's. */
export type ProspectDraft = Omit<Prospect, 'id' | 'revision'>;

export interface ProspectChange {
  readonly change: 'created' | 'updated' | 'unchanged';
  readonly prospect: ProspectDraft;
}

/** What an import says of everybody in it (`--owner`, `--source`): fills what is absent, never takes a person from their owner. */
export interface ImportDefaults {
  readonly owner: string | null;
  readonly source: string | null;
}

/**
 * Filled cells replace, absent ones never erase; identities, tags and fields add up. A known identity keeps its place and its status: a list
 * can't revive an address that bounced.
 *
 * @param existing  From `whoIs`; `null` makes a new person.
 */
export function mergeLead(
  existing: Prospect | null,
  lead: Lead,
  defaults: ImportDefaults,
): ProspectChange {
  const identities = mergedIdentities(existing?.identities ?? [], lead.identities);
  const firstName = lead.firstName ?? existing?.firstName ?? null;
  const lastName = lead.lastName ?? existing?.lastName ?? null;
  const website = lead.website ?? existing?.website ?? null;
  const place = {
    city: lead.city ?? existing?.city ?? null,
    state: lead.state ?? existing?.state ?? null,
    country: lead.country ?? existing?.country ?? null,
  };
  const address = identities.find((identity) => identity.kind === 'email')?.value ?? null;
  const zone = zoneAfter(existing, lead.zone, { ...place, phone: phoneOf(identities) });
  const prospect: ProspectDraft = {
    firstName,
    lastName,
    name: lead.name ?? nameAfter(existing, firstName, lastName),
    title: lead.title ?? existing?.title ?? null,
    company: lead.company ?? existing?.company ?? null,
    accountId: existing?.accountId ?? accountOf(address, website),
    website,
    ...place,
    zone: zone?.zone ?? null,
    zoneSource: zone?.source ?? null,
    language: lead.language ?? existing?.language ?? null,
    owner: lead.owner ?? existing?.owner ?? defaults.owner,
    source: lead.source ?? existing?.source ?? defaults.source,
    tags: [...new Set([...(existing?.tags ?? []), ...lead.tags])],
    fields: { ...existing?.fields, ...lead.fields },
    identities,
  };
  if (existing === null) return { change: 'created', prospect };
  return { change: isAsBefore(existing, prospect) ? 'unchanged' : 'updated', prospect };
}

function mergedIdentities(
  known: readonly Identity[],
  added: readonly Identity[],
): readonly Identity[] {
  const isNew = (identity: Identity): boolean =>
    !known.some((one) => one.kind === identity.kind && one.value === identity.value);
  return [...known, ...added.filter(isNew)];
}

/** A name that was given stays until a part of it changes. */
function nameAfter(
  existing: Prospect | null,
  firstName: string | null,
  lastName: string | null,
): string | null {
  const hasSameParts = existing?.firstName === firstName && existing.lastName === lastName;
  return hasSameParts ? existing.name : displayName(firstName, lastName);
}

function phoneOf(identities: readonly Identity[]): string | null {
  return (
    identities.find((identity) => identity.kind === 'phone' && identity.status === 'good')?.value ??
    null
  );
}

/** A zone that somebody wrote down outlives every guess; a guess follows the place. */
function zoneAfter(
  existing: Prospect | null,
  given: string | null,
  whereAbouts: {
    readonly city: string | null;
    readonly state: string | null;
    readonly country: string | null;
    readonly phone: string | null;
  },
): KnownZone | null {
  const kept = existing?.zoneSource === 'column' ? existing.zone : null;
  const found = zoneOf({ zone: given ?? kept, ...whereAbouts });
  if (found !== null || existing?.zone == null || existing.zoneSource === null) return found;
  return { zone: existing.zone, source: existing.zoneSource };
}

function accountOf(address: string | null, website: string | null): string | null {
  return (
    (address === null ? null : accountOfAddress(address)) ??
    (website === null ? null : accountOfWebsite(website))
  );
}

/** Whether a draft says of a person what is known already. */
export function isAsBefore(existing: Prospect, draft: ProspectDraft): boolean {
  const { id: _id, revision: _revision, ...before } = existing;
  // Nearly always they are the same text; sorting names takes longer than all the rest of an import.
  return JSON.stringify(before) === JSON.stringify(draft) || canonical(before) === canonical(draft);
}

/** JSON with sorted names: a store may hand the fields back in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)),
        )
      : inner,
  );
}
