/** Whom does an entry of the suppression list bind? */
import { getDomain } from 'tldts';
import type { NewSuppression } from '../../core/person-effects.ts';
import { isFreeMail } from '../cells/mail-domains.ts';
import { asciiDomain } from '../../core/person/ascii-domain.ts';
import { parseEmailAddress } from '../cells/email-address.ts';
import { parseLinkedin } from '../cells/linkedin.ts';
import { parsePhone } from '../cells/phone.ts';

export interface SuppressionEntry extends Pick<NewSuppression, 'kind' | 'value'> {
  /** In words, whom it binds beside the few that were meant; `null`: no more than one company. */
  readonly reach: string | null;
}

/**
 * Reads an address, `acme.example`, `*@acme.example`, `*.acme.example`, `sales-*@acme.example`, `*`, `*@*`, a LinkedIn profile or an E.164
 * number.
 *
 * @param country  Alpha-2, for numbers without a country code; `null`: they can't be read.
 * @returns `null` when it is none of them.
 */
export function parseSuppression(text: string, country: string | null): SuppressionEntry | null {
  const entry = text.trim();
  if (entry === '*' || entry === '*@*') return { kind: 'domain', value: '*', reach: 'everybody' };
  const profile = parseLinkedin(entry);
  if (profile !== null) return { kind: 'linkedin', value: profile, reach: null };
  const named = /^(?:\*?@|\*\.)?([^@*\s]+)$/.exec(entry)?.[1];
  if (named === undefined || named.includes('@'))
    return patternEntry(entry) ?? addressEntry(entry, country);
  return domainEntry(named) ?? phoneEntry(entry, country);
}

/** As many parts as any real convention of addresses has. */
const STARS_MOST = 3;

/** `sales-*@acme.example`: the domain is one, and written out. */
function patternEntry(text: string): SuppressionEntry | null {
  const [, local = '', domainPart = ''] = /^([^@\s"<>,;]+)@([^@*\s]+)$/.exec(text) ?? [];
  const stars = local.split('*').length - 1;
  if (stars === 0 || stars > STARS_MOST) return null;
  const domain = asciiDomain(domainPart.toLowerCase());
  if (domain === null) return null;
  const value = `${local.toLowerCase()}@${domain}`;
  const reach = isFreeMail(domain) ? `everybody at ${domain} whose address looks like it` : null;
  return { kind: 'pattern', value, reach };
}

function addressEntry(text: string, country: string | null): SuppressionEntry | null {
  const address = parseEmailAddress(text);
  if (address.ok && !text.includes('*'))
    return { kind: 'address', value: address.value, reach: null };
  return phoneEntry(text, country);
}

function domainEntry(name: string): SuppressionEntry | null {
  const bare = name.replace(/^\.|\.$/g, '').toLowerCase();
  if (/^[a-z]{2,63}$/.test(bare))
    return { kind: 'domain', value: bare, reach: `everybody under .${bare}` };
  const domain = asciiDomain(bare);
  if (domain === null) return null;
  const registrable = getDomain(domain, { allowPrivateDomains: true });
  if (registrable === null)
    return { kind: 'domain', value: domain, reach: `everybody under .${domain}` };
  const reach = isFreeMail(domain) ? `everybody who has a mailbox at ${domain}` : null;
  return { kind: 'domain', value: domain, reach };
}

function phoneEntry(text: string, country: string | null): SuppressionEntry | null {
  if (!/\d/.test(text)) return null;
  const phone = parsePhone(text, country);
  return phone.ok ? { kind: 'phone', value: phone.value, reach: null } : null;
}
