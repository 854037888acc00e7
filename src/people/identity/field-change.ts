/** What becomes of a person when a rep corrects them? Unlike a list, a rep may erase and may bring an address back. */
import type { Identity, Prospect } from '../../core/person/prospect.ts';
import type { KnownField } from '../columns/column-names.ts';
import type { Lead } from '../lists/lead.ts';
import { displayName } from '../cells/names.ts';
import { accountOf, ACCOUNT_FIELD, NO_NAMES, type AccountNames } from './account-of.ts';
import { mergeLead, type ProspectDraft } from './prospect-change.ts';
import { zoneOf } from '../cells/zone.ts';

const IDENTITY_OF: Partial<Readonly<Record<string, Identity['kind']>>> = {
  email: 'email',
  email_2: 'email',
  phone: 'phone',
  mobile: 'phone',
  linkedin_url: 'linkedin',
  external_id: 'external',
} satisfies Partial<Record<KnownField, Identity['kind']>>;

const SECOND: ReadonlySet<string> = new Set<KnownField>(['email_2', 'mobile']);

/**
 * A given `email` stands first of its kind and is good, whatever was known of it (so do `phone` and `linkedin_url`); the others stay behind
 * it, so that answers from them are still theirs. A given `email_2` or `mobile` stands behind. A cleared address is `bad`, not gone: no list brings it back. Given tags replace all.
 *
 * @param lead     What is given; may name no identity.
 * @param given    Its fields, as a list calls them.
 * @param cleared  Fields that are to be empty. An account that was given is then told from addresses and site again.
 */
export function changeFields(
  person: Prospect,
  lead: Lead,
  given: readonly string[],
  cleared: readonly string[],
  accounts: AccountNames = NO_NAMES,
): ProspectDraft {
  const merged = mergeLead(person, lead, { owner: null, source: null, accounts }).prospect;
  const draft: ProspectDraft = {
    ...merged,
    tags: lead.tags.length > 0 ? lead.tags : merged.tags,
    identities: inOrder(merged.identities, lead.identities, given),
  };
  const after = cleared.reduce(without, draft);
  return cleared.includes(ACCOUNT_FIELD)
    ? { ...after, accountId: accountOf(after, accounts) }
    : after;
}

function inOrder(
  known: readonly Identity[],
  given: readonly Identity[],
  fields: readonly string[],
): readonly Identity[] {
  const isGiven = (one: Identity): boolean =>
    given.some((each) => each.kind === one.kind && each.value === one.value);
  const isFirst = (one: Identity): boolean =>
    fields.some((field) => IDENTITY_OF[field] === one.kind && !SECOND.has(field));
  const others = known.filter((each) => !isGiven(each));
  return [...given.filter(isFirst), ...others, ...given.filter((each) => !isFirst(each))];
}

function without(draft: ProspectDraft, field: string): ProspectDraft {
  const kind = IDENTITY_OF[field];
  if (kind !== undefined) return { ...draft, identities: allBad(draft.identities, kind) };
  switch (field) {
    case 'first_name':
      return { ...draft, firstName: null, name: displayName(null, draft.lastName) };
    case 'last_name':
      return { ...draft, lastName: null, name: displayName(draft.firstName, null) };
    case 'name':
      return { ...draft, firstName: null, lastName: null, name: null };
    case 'title':
    case 'company':
    case 'website':
    case 'city':
    case 'state':
    case 'country':
    case 'language':
    case 'owner':
    case 'source':
      return { ...draft, [field]: null };
    case 'zone':
      return withGuessedZone(draft);
    case 'tags':
      return { ...draft, tags: [] };
    default: {
      const { [field]: _gone, ...fields } = draft.fields;
      return { ...draft, fields };
    }
  }
}

function allBad(identities: readonly Identity[], kind: Identity['kind']): readonly Identity[] {
  return identities.map((each) => (each.kind === kind ? { ...each, status: 'bad' } : each));
}

function withGuessedZone(draft: ProspectDraft): ProspectDraft {
  const phone =
    draft.identities.find((each) => each.kind === 'phone' && each.status === 'good')?.value ?? null;
  const { city, state, country } = draft;
  const found = zoneOf({ zone: null, city, state, country, phone });
  return { ...draft, zone: found?.zone ?? null, zoneSource: found?.source ?? null };
}
