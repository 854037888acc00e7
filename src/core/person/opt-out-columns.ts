/**
 * Which columns of the lists of others say that somebody is to be left alone? Tools write who took back their word, or never gave it, beside
 * everybody else: whoever reads such a list as if it had no such column writes to them.
 */

/** Bare names (`nameOf`) as HubSpot, Salesforce, Outreach, Apollo, Zoho, Dynamics and their like have them. `null`: on every channel. */
const OPT_OUTS: readonly (readonly [RegExp, string | null])[] = [
  // HubSpot says behind it which kind of email, or its number.
  [/^(?:hsemailoptout\d*|(?:has)?optedoutofemails?.*)$/, 'email'],
  [/^(?:(?:is|has)?unsubscribed|unsubscribe)(?:(?:from)?(?:all)?emails?|at|on|date)?$/, 'email'],
  [/^(?:do(?:not|nt)(?:allow)?(?:bulk)?emails?|emails?opt(?:ed)?out(?:at|date)?)$/, 'email'],
  [/^do(?:not|nt)(?:allow)?(?:phone)?(?:calls?|phone)$/, 'call'],
  [/^(?:(?:has)?optedoutof(?:calls?|phone)|(?:calls?|phone)opt(?:ed)?out(?:at|date)?)$/, 'call'],
  [/^do(?:not|nt)(?:allow)?(?:sms|texts?)$/, 'sms'],
  [/^(?:(?:has)?optedoutof(?:sms|texts?)|(?:sms|texts?)opt(?:ed)?out(?:at|date)?)$/, 'sms'],
  [/^(?:dnc|do(?:not|nt)contact|(?:is|has)?opt(?:ed)?out(?:at|date)?)$/, null],
];

/** What such a cell says of everybody else. */
const NOT_OUT = new Set(
  'no n false f 0 none null nil n/a na unknown opt-in opted-in in subscribed active allow allowed nein non falsch faux falso いいえ'.split(
    ' ',
  ),
);

/** Channel by the name of a field; `undefined`: it says nothing of this. A list says the same few names again and again. */
const channelByField = new Map<string, string | null | undefined>();
const FIELDS_MOST = 1_000;

/** `email`, `call`, `sms`, or `null` for every one; `undefined`: the field is about something else. */
export function optOutChannel(field: string): string | null | undefined {
  if (channelByField.has(field)) return channelByField.get(field);
  if (channelByField.size >= FIELDS_MOST) channelByField.clear();
  const name = nameOf(field);
  const channel = OPT_OUTS.find(([names]) => names.test(name))?.[1];
  channelByField.set(field, channel);
  return channel;
}

/**
 * Channel that the cell takes away; `undefined`: none. Beside columns of their own, tools say it as the stage or the status of somebody, in
 * the same words: `Do Not Contact`, `Unsubscribed`.
 */
export function optOutIn(field: string, cell: string): string | null | undefined {
  const channel = optOutChannel(field);
  if (channel !== undefined) return saysOptedOut(cell) ? channel : undefined;
  return STANDING.test(field) ? optOutChannel(cell) : undefined;
}

const STANDING = /(?:stage|status)$/;

/** Whether the cell says so: stopping wrongly is cheap, so whatever is not understood does, as a day does on which they said it. */
function saysOptedOut(cell: string): boolean {
  const word = cell.trim().toLowerCase().replaceAll(/[ _]+/g, '-');
  return !/^[-0.:/]*$/.test(word) && !NOT_OUT.has(word);
}

/** `Email Opt Out`, the second column of this name: `emailoptout`. */
function nameOf(field: string): string {
  return field
    .toLowerCase()
    .replace(/_\d+$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
