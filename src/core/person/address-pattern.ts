/** Which addresses does `sales-*@acme.example` mean? */
import { domainOf } from './prospect.ts';

/**
 * Whether an address is one of those that a pattern means: `*` stands for any letters, none included.
 *
 * @param pattern  Normalised, with a `*` in front of the `@` and none behind it.
 * @param address  Normalised.
 */
export function fitsPattern(pattern: string, address: string): boolean {
  const domain = domainOf(pattern);
  if (domainOf(address) !== domain) return false;
  const [first = '', ...others] = localOf(pattern, domain).split('*');
  const last = others.pop() ?? '';
  const local = localOf(address, domain);
  if (local.length < first.length + last.length) return false;
  if (!local.startsWith(first) || !local.endsWith(last)) return false;
  let at = first.length;
  const end = local.length - last.length;
  for (const part of others) {
    const found = local.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

function localOf(address: string, domain: string): string {
  return address.slice(0, address.length - domain.length - 1);
}
