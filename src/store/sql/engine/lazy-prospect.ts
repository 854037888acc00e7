import type { Prospect } from '../../../core/person/prospect.ts';
import { prospectId, type Profile } from '../rows.ts';

/**
 * A person as read with an enrollment. Most steps want to know where they live and who owns them, which are columns; the rest, which costs more
 * than the whole decision, is parsed when it is asked for. To be read, not spread: the rest are getters.
 */
export class LazyProspect implements Prospect {
  /**
   * One that stays. With the last of them, a full garbage collection throws away their shape and all compiled code that knows it, and between
   * two ticks there is nobody.
   */
  static readonly NOBODY = new LazyProspect({
    prospect_id: 1,
    prospect_revision: 1,
    zone: null,
    zone_source: null,
    country: null,
    owner: null,
    profile: '{}',
  });

  readonly id: string;
  readonly revision: number;
  readonly zone: string | null;
  readonly zoneSource: Prospect['zoneSource'];
  readonly country: string | null;
  readonly owner: string | null;
  readonly #text: string;
  #parsed: Profile | null = null;

  constructor(row: {
    readonly prospect_id: number;
    readonly prospect_revision: number;
    readonly zone: string | null;
    readonly zone_source: Prospect['zoneSource'];
    readonly country: string | null;
    readonly owner: string | null;
    readonly profile: string;
  }) {
    this.id = prospectId(row.prospect_id);
    this.revision = row.prospect_revision;
    this.zone = row.zone;
    this.zoneSource = row.zone_source;
    this.country = row.country;
    this.owner = row.owner;
    this.#text = row.profile;
  }

  get #profile(): Profile {
    return (this.#parsed ??= JSON.parse(this.#text) as Profile);
  }

  get firstName(): Prospect['firstName'] {
    return this.#profile.firstName;
  }
  get lastName(): Prospect['lastName'] {
    return this.#profile.lastName;
  }
  get name(): Prospect['name'] {
    return this.#profile.name;
  }
  get title(): Prospect['title'] {
    return this.#profile.title;
  }
  get company(): Prospect['company'] {
    return this.#profile.company;
  }
  get accountId(): Prospect['accountId'] {
    return this.#profile.accountId;
  }
  get website(): Prospect['website'] {
    return this.#profile.website;
  }
  get city(): Prospect['city'] {
    return this.#profile.city;
  }
  get state(): Prospect['state'] {
    return this.#profile.state;
  }
  get language(): Prospect['language'] {
    return this.#profile.language;
  }
  get source(): Prospect['source'] {
    return this.#profile.source;
  }
  get tags(): Prospect['tags'] {
    return this.#profile.tags;
  }
  get fields(): Prospect['fields'] {
    return this.#profile.fields;
  }
  get identities(): Prospect['identities'] {
    return this.#profile.identities;
  }
}
