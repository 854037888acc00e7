/** Which company does a person belong to? The registrable domain of the address or of the site. */
import { getDomain } from 'tldts';
import { domainOf } from '../../core/prospect.ts';
import { FREE_MAIL, SHARED_SITES } from './mail-domains.ts';

/** `jobs@mail.acme.co.uk` is `acme.co.uk`. `null` for free mail. `address` is normalised. */
export function accountOfAddress(address: string): string | null {
  const host = domainOf(address);
  const domain = getDomain(host, { allowPrivateDomains: true });
  return domain === null || FREE_MAIL.has(domain) || FREE_MAIL.has(host) ? null : domain;
}

/** A URL or a bare domain. `null` for pages on sites that many share, and for what is no site. */
export function accountOfWebsite(website: string): string | null {
  const domain = getDomain(website, { allowPrivateDomains: true });
  return domain === null || FREE_MAIL.has(domain) || SHARED_SITES.has(domain) ? null : domain;
}

/** Is this registrable domain one where anybody gets a mailbox? */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}
