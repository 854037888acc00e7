/**
 * How do mail servers say in English that an address takes no mail? As sentences of few kinds: who, and what is wrong with it, in either order.
 * Parts of patterns, for `bounce-reasons.ts`.
 */

/** Who or what takes mail there, where a word begins: not in a path or an address. An IP address and the sender's take none. */
const WHO =
  '(?<![a-z@/]|[a-z][-.])(?:user(?: ?(?:id|name))?|recipient|addressee|account|mail ?box|inbox|e-?mail (?:address|account|id)|(?<!ip |sending |source |your )address|rcpt|person|customer|subscriber|member|employee|student|alias|login(?: name)?|envelope-to|ma[iî]l(?:box)? name|(?:mailing|distribution) list)';

/** We. */
export const OURS =
  "(?:senders?(?:'s)?|sending (?:domain|host|server|ip|address)|domain of sender address|mail from|from:? (?:address|domain)|helo|ehlo|client|my name|your (?:domain|host|server|ip|address|network|account))";

/** Between the two: the address itself, a name, auxiliary words. */
const NAMED = '\\)? ?(?:name )?(?:(?:for |of |called |named )?(?!temporar)\\S{1,80} )?';
const BE =
  '(?:(?:is|was|are|were|has|have|been|be|does|do|did|could|can|now|currently|either|simply|permanently) )*';

/** That nobody of the name is there: certain, whatever the code says. */
const UNKNOWN =
  "(?:un(?:known|kown|registered|defined)|(?:not|\\w+n't) (?:be )?(?:found|known|listed|registered|recogni[sz]ed|defined|identified|located|present|exists?|live|reside|enrol+ed)|cannot be found|non-?exist\\w*|no longer exists?|not a (?:known|registered|current) )";

/** That it is wrong or refused: most often because nobody is there. */
const WRONG =
  "(?:invalid|incorrect|illegal|bad\\b|wrong|obsolete|undefined|rejected(?! by (?:a|the) (?:remote|mail|server))|unavailable|not (?:be )?(?:recogni[sz]ed|valid|local|our|ok|accepted|a valid|a known|an active|active|here|have|available)|n't (?:have|valid)|no longer (?:valid|available|active|accept|here|on|with|in use|works?|employed|an employee|monitored|enrol+ed)|not in (?:any )?(?:use|service)|not in use any)";

/** That there was somebody, and is no more. */
const CLOSED =
  '(?:disabled|deactivated|inactive|discontinued|closed|terminated|expired|cancel+ed|deleted|suspended|removed|purged|abandoned|archived|frozen|retired|locked(?! by)|not active|not enabled|unsubscribed)(?!.{0,60}(?:temporar|try again|again later|later time))';

/** "The mailbox for ada is unknown", "unknown local user", "no such mailbox". */
export const NOBODY_SENTENCES: readonly RegExp[] = [
  new RegExp(`${WHO}${NAMED}${BE}${UNKNOWN}`),
  new RegExp(
    `(?:unknown|no such|no matching|non[- ]?existent|unregistered) (?:or (?:illegal|invalid|inactive) )?(?:\\w+[- ]){0,2}(?:${WHO}|local[- ]?part|name)(?! error \\d)`,
  ),
  /no (?:local |active |such )?(?:mail ?box|account|user|inbox)\b(?: \w+){0,3}/,
  new RegExp(
    `(?:(?:(?:do|did|can|could) ?not|(?:do|did|ca|could)n't) (?:know|recogni[sz]e|have|find)|have no) (?:a |an |any |the |this |that |such )?(?:record|${WHO})`,
  ),
  /no ?(?:body|one|recipient|person) (?:\w+ )?(?:by|with|of|at|called|named) (?:that|this) (?:name|address)/,
];

/** "The address is wrong", "bad recipient". */
export const WRONG_SENTENCES: readonly RegExp[] = [
  new RegExp(
    `(?:${WHO}|(?<!message-)\\bid|name|destination)${NAMED}${BE}(?:${UNKNOWN}|${WRONG})(?! (?:from|to (?:send|post|write|receive mail from)|mail from))`,
  ),
  new RegExp(
    `(?:unknown|invalid|no such|bad|illegal|undefined|inexistent|not a (?:valid|known)|unrecogni[sz]ed|non-?existent|wrong|obsolete) (?:or (?:illegal|invalid|inactive) )?(?:(?!message)\\w+[- ]){0,2}(?:${WHO}|local[- ]?part|(?<!message-)id\\b|destination|e-?mail|name|forward)`,
  ),
  /(?:unable to|cannot|can't|can not|could not|couldn't|failed to) (?:find|locate|verify|identify|resolve) (?:(?:\w+ ){0,3}(?:user|recipient|alias|mailbox|account)|(?:the |your )?<?\S{1,64}@\S)/,
  new RegExp(
    `${WHO}${NAMED}(?:cannot|can't|could not|couldn't) be (?:verified|resolved|identified|found)`,
  ),
  /(?:recipient|rcpt|user|mailbox) (?:address )?verif\w* (?:has )?failed|verification failed for (?:the )?recipient|mail ?box (?:name )?(?:is )?not allowed/,
];

/** "This account has been closed". For now only, it is no word of an end. */
export const CLOSED_SENTENCES: readonly RegExp[] = [
  new RegExp(
    `(?<!your )${WHO}${NAMED}(?:that you tried to reach |you (?:\\w+ ){1,4})?${BE}(?:administrative\\w* )?${CLOSED}`,
  ),
  /(?:disabled|deactivated|inactive|discontinued|closed|deleted|suspended|expired|archived|retired) (?:\w+ )?(?:mail ?box|account|user|(?<!ip )address|recipient)/,
  /(?:recipient|user|e-?mail|mail)(?:'s)? account (?:is |has been )?blocked(?! from)|account is ?blocked/,
];
