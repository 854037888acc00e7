/** Which company does a person belong to? The registrable domain of the address or of the site. */
import { getDomain, parse } from 'tldts';
import { domainOf } from '../../core/person/prospect.ts';
import { isFreeMail, SHARED_SITES } from './mail-domains.ts';

/** What stands in an address was read as a host already. */
const OF_HOST = { allowPrivateDomains: true, extractHostname: false, validateHostname: false };

/** `jobs@mail.acme.co.uk` is `acme.co.uk`. `null` for free mail. `address` is normalised. */
export function accountOfAddress(address: string): string | null {
  const host = domainOf(address);
  const domain = getDomain(host, OF_HOST);
  return domain === null || isFreeMail(domain) || isFreeMail(host) ? null : domain;
}

/** A URL or a bare domain. `null` for pages on sites that many share, and for what is no site. */
export function accountOfWebsite(website: string): string | null {
  const domain = getDomain(website, { allowPrivateDomains: true });
  return domain === null || isFreeMail(domain) || SHARED_SITES.has(domain) ? null : domain;
}

/** For examples and tests, RFC 2606: nobody can register them, and they are domains all the same. */
const RESERVED: ReadonlySet<string> = new Set(['example', 'test', 'invalid', 'localhost']);

/** What somebody wrote down as an account: a domain or an address of a page there. `null`: it is neither, or no company's. */
export function accountNamed(text: string): string | null {
  const { domain, isIcann, isPrivate, publicSuffix } = parse(text.trim().toLowerCase(), {
    allowPrivateDomains: true,
  });
  if (domain === null || /\s|@/.test(text.trim())) return null;
  const isKnown = isIcann === true || isPrivate === true || RESERVED.has(publicSuffix ?? '');
  return isKnown ? accountOfWebsite(domain) : null;
}
