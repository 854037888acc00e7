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

/** What a field says: on which channel somebody opted out, where they stand with us, or anything else. */
type Says = { readonly channel: string | null } | 'standing' | 'else';

/** By name: a list says the same few again and again. */
const saysByField = new Map<string, Says>();
const FIELDS_MOST = 1_000;

/** `email`, `call`, `sms`, or `null` for every one; `undefined`: the field is about something else. */
export function optOutChannel(field: string): string | null | undefined {
  const says = saysOf(field);
  return typeof says === 'string' ? undefined : says.channel;
}

/**
 * Channel that the cell takes away; `undefined`: none. Beside columns of their own, tools say it as the stage or the status of somebody, in
 * the same words: `Do Not Contact`, `Unsubscribed`.
 */
export function optOutIn(field: string, cell: string): string | null | undefined {
  const says = saysOf(field);
  if (says === 'else') return undefined;
  if (says === 'standing') return optOutChannel(cell);
  return saysOptedOut(cell) ? says.channel : undefined;
}

function saysOf(field: string): Says {
  const known = saysByField.get(field);
  if (known !== undefined) return known;
  if (saysByField.size >= FIELDS_MOST) saysByField.clear();
  const name = nameOf(field);
  const channel = OPT_OUTS.find(([names]) => names.test(name))?.[1];
  const says =
    channel !== undefined ? { channel } : /(?:stage|status)$/.test(name) ? 'standing' : 'else';
  saysByField.set(field, says);
  return says;
}

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
