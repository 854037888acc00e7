/** Who asks, as far as the rate limit needs it? */
import { isIP } from 'node:net';

/**
 * The network of the client: an IPv4 address, or the first half of an IPv6 one, which is what a single customer has.
 *
 * @param remote       Who opened the connection.
 * @param forwarded    `X-Forwarded-For`; believed only as far as our own proxies wrote it.
 * @param trustedHops  How many proxies of ours stand in front; 0: whoever connects is the client.
 */
export function clientNetwork(
  remote: string | undefined,
  forwarded: string | undefined,
  trustedHops: number,
): string {
  const written = trustedHops === 0 ? undefined : forwarded?.split(',').at(-trustedHops)?.trim();
  const address = written !== undefined && isIP(written) !== 0 ? written : (remote ?? '');
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) === 6 ? firstHalf(plain) : plain;
}

function firstHalf(address: string): string {
  const [left = '', right] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = right === undefined ? head : [...head, ...zeros, ...tail];
  const shown = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${shown.join(':')}::/64`;
}
