/** A person we may contact, as the engine sees them. */
export interface Prospect {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** As it should be shown; built from the parts when the list had none. */
  readonly name: string | null;
  readonly title: string | null;
  readonly company: string | null;
  /** Registrable domain or explicit name; `null` for free mail and none. */
  readonly accountId: string | null;
  readonly website: string | null;
  readonly city: string | null;
  readonly state: string | null;
  /** ISO 3166 alpha-2, upper case, where it could be read. */
  readonly country: string | null;
  /** IANA name; `null`: nothing known, the workspace's applies. */
  readonly zone: string | null;
  /** How the zone is known. `country`: a guess, the zone of most people of a country with several. */
  readonly zoneSource: 'column' | 'place' | 'phone' | 'country' | null;
  /** BCP 47 language, lower case. */
  readonly language: string | null;
  /** Rep id. */
  readonly owner: string | null;
  readonly source: string | null;
  readonly tags: readonly string[];
  /** Columns of the list that have no name of their own. Never an empty string: absent cells are absent. */
  readonly fields: Readonly<Record<string, string>>;
  /** In order of preference. */
  readonly identities: readonly Identity[];
  /** Bumped by every change of the person; the gate refuses bytes rendered for an older one. */
  readonly revision: number;
}

export interface Identity {
  readonly kind: 'email' | 'phone' | 'linkedin' | 'external';
  /** Normalised: lower-case address, E.164, LinkedIn slug (`in/ada-kern`), the CRM's id. */
  readonly value: string;
  /** `bad`: known not to reach the person (a hard bounce, a wrong number). */
  readonly status: 'good' | 'bad';
}

/** The person once this was written down about them. @param prospect  Plain data: it is spread. */
export function withNote(
  prospect: Prospect,
  { tags, fields }: Pick<Prospect, 'tags' | 'fields'>,
): Prospect {
  return {
    ...prospect,
    tags: [...new Set([...prospect.tags, ...tags])],
    fields: { ...prospect.fields, ...fields },
  };
}

/** `acme.com` of `ada@acme.com`. @param address  Normalised. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** The address to use on this channel, or `null` when the person has none that works. */
export function addressOn(prospect: Prospect, kind: Identity['kind']): string | null {
  return (
    prospect.identities.find((identity) => identity.kind === kind && identity.status === 'good')
      ?.value ?? null
  );
}

/** Who they are on a channel of the workspace's own: `U123` of the external id `line:U123`; `null`: nobody there. */
export function idOn(prospect: Prospect, channel: string): string | null {
  const prefix = `${channel}:`;
  const found = prospect.identities.find(
    ({ kind, value, status }) =>
      kind === 'external' && status === 'good' && value.startsWith(prefix),
  );
  return found?.value.slice(prefix.length) ?? null;
}

/** Whether there is one that works. @param except  Addresses that just turned out not to. */
export function hasAddress(
  prospect: Prospect,
  kind: Identity['kind'],
  except: readonly (string | null)[] = [],
): boolean {
  return prospect.identities.some(
    (each) => each.kind === kind && each.status === 'good' && !except.includes(each.value),
  );
}
