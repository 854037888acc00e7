/**
 * Whether a host is this machine: `localhost`, 127.0.0.0/8 or ::1, with or without brackets, in any case. Names are not resolved:
 * whoever answers for a name may answer something else later.
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
