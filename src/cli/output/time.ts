/** Times for people: in a named zone, the year only when it is not this year's. */

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * `Tue 4 Mar 09:07 Europe/Berlin`; with the year when it differs from that of `nowMs` in the zone.
 *
 * @param zone  An IANA name. Throws `RangeError` when it is not one.
 */
export function formatTime(atMs: number, zone: string, nowMs: number): string {
  const at = partsOf(atMs, zone);
  const year = at['year'] === partsOf(nowMs, zone)['year'] ? '' : ` ${at['year']}`;
  return `${at['weekday']} ${at['day']} ${at['month']}${year} ${at['hour']}:${at['minute']} ${zone}`;
}

function partsOf(atMs: number, zone: string): Readonly<Record<string, string>> {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return Object.fromEntries(formatter.formatToParts(atMs).map(({ type, value }) => [type, value]));
}
