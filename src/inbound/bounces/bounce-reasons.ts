/**
 * What do mail servers say when they refuse? Data, in order of trust: the first rule that fits names the reason.
 *
 * `hard`: the address is dead. `blocked`: we, or what we wrote, are not wanted. `soft`: it may live. docs/accuracy.md has the definition.
 *
 * Sources: RFC 3463 and the IANA registry of enhanced status codes; the texts of Sendmail, Postfix, Exim, qmail, Exchange and Exchange Online,
 * Domino, GroupWise, Gmail, Yahoo, AOL, GMX, Mail.ru, the Japanese carriers; the names by which the Sisimai project sorts them.
 */
import type { BounceKind } from '../../core/inbound-message.ts';
import { anyOf, type TextRule } from '../phrases/text-rules.ts';
import {
  CLOSED_ABROAD,
  FULL_ABROAD,
  NOBODY_ABROAD,
  SENDER_ABROAD,
  WRONG_ABROAD,
} from './refusals-abroad.ts';
import { CLOSED_SENTENCES, NOBODY_SENTENCES, OURS, WRONG_SENTENCES } from './refusal-grammar.ts';

export interface ReasonRule extends TextRule {
  readonly kind: BounceKind;
}

export const REASONS: readonly ReasonRule[] = [
  {
    // Phone carriers refuse by the owner's filter in the words of an unknown user (KDDI: "550 : User unknown"; docomo likewise, but for 5.1.1).
    name: 'carrier_filter',
    kind: 'soft',
    pattern: anyOf(
      /\b550[ -]: user unknown/,
      /unknown user '?\S{1,80}@(?:\w+\.)?docomo\./,
      /has restricted sms e-?mail/,
    ),
  },
  {
    name: 'sender_at_fault',
    kind: 'blocked',
    pattern: anyOf(
      new RegExp(
        `${OURS}\\b.{0,90}(?:does not exist|doesn't exist|not found|cannot be found|unknown|invalid|not (?:resolve|valid|accepted)|(?:cannot|can't|could not|couldn't) be (?:found|verified|resolved)|rejected|denied|required|must have|null ?mx|no such|(?:no|without|have an?) (?:valid |usable )?mx)`,
      ),
      new RegExp(
        `(?:resolve|look ?up|find|verify|mx records?)\\b.{0,40} (?:of|for|in|from) (?:the )?${OURS}\\b`,
      ),
      /(?:invalid|bad|unrout(?:e)?able) (?:domain name|helo|ehlo|sender)|invalid .{0,40}\bin mail from\b/,
      /(?:verif\w+|validat\w+) (?:of )?(?:the |your )?sender|(?:\bin|of) (?:the )?mail from\b|bogus mail from|(?:empty|null|blank) (?:envelope )?sender/,
      /your (?:e-?mail )?account (?:is |has been )?(?:disabled|suspended|blocked|locked)/,
      /accept\w{0,3} (?:\w+ ){0,2}from\b|(?:want|take|allow)\w{0,3} (?:\w+ ){0,2}from (?:you|unknown|dynamic|this|that|outside|external|other)|allowed senders/,
      /envelope (?:blocked|rejected)|frequency limited|go away|not a (?:valid |known )?sender/,
      /^(?:smtp; ?)?50[03] (?!no valid)|local host name|authentication failed|(?<!relay not permitted, )authentication required|(?:auth|authentication) is required|must authenticate/,
      // A call back to us: whom they did not find is our own address.
      /sender verify failed|verification failed for (?!(?:the )?recipient)|callback setup failed|invalid dns mx or a/,
      // RFC 4954: authentication is required of us.
      /(?<![\d.])530[ -]/,
      // Of us: what we sent too much of, and whom they do not know.
      /(?:too many|excessive|limit of) (?:\w+ ){0,2}(?:unknown|invalid|bad|failed|rejected)|(?:unknown|invalid) (?:\w+ ){0,2}(?:limit|count|exceeded)|too many recipients/,
      /unknown (?:user (?:agent|program)|sender|client|senders|mailer|mail transport)|sender\w* (?:is )?unknown|(?<![\d.])535[ -]/,
      /does not resolve|resolve your|backscatter|batv|third-party dsn|[eé]metteur invalide/,
      /from: domain is invalid|invalid domain, see|domain does not exist: \S+$/,
      /(?:not|isn't) (?:\w+ ){0,2}(?:registered|authorized|verified) (?:to send|gateway|sender)/,
      ...SENDER_ABROAD,
      // The stage at which it was refused: Exim, GMX and Postfix name it. No recipient was named by then.
      /after (?:pipelined )?(?:mail from|initial connection|helo|ehlo)\b/,
      /in reply to (?:the )?(?:mail from|helo|ehlo)\b/,
      />>> (?:mail from|helo|ehlo)\S{0,3}[^>]{0,120}>[^<]{0,40}<<< 5/,
      /(?<![\d.])5\.1\.[78](?![\d.])/,
    ),
  },
  {
    // The domain's owner says that it takes no mail (RFC 7505).
    name: 'null_mx',
    kind: 'hard',
    pattern: /null ?mx|556 5\.1\.10/,
  },
  {
    name: 'mailbox_full',
    kind: 'soft',
    pattern: anyOf(
      /quota/,
      /exceed\w{0,4} (?:\w+ ){0,4}(?:storage|mailbox size|allowed size|mail ?box|space)/,
      /mail ?(?:box|folder|drop|spool)(?: \S{1,80})? (?:is |has |was |for user is |currently |size |already )*(?:full|exceed|limit|over|too)/,
      /(?:account|inbox|user)(?: \S{1,80})? is (?:\w+ )?full/,
      /too (?:much|many) (?:mail|messages) (?:data|in|on)|exceed\w{0,4} receiving limit|space (?:has been used up|(?:is )?not enough)|does not have enough/,
      /(?:insufficient|not enough|no|out of|low on) (?:\w+ )?(?:disk|system|storage|mailbox)? ?(?:space|storage)\b/,
      /(?:reached|over) (?:its|his|her|their|the) (?:\w+ )?(?:limit|storage|maximum)/,
      /file too large/,
      /has exceeded/,
      /storage allocation/,
      /mail ?(?:box )?full|full (?:mail ?|in)box|inbox (?:is )?full|(?:mail )?system (?:is )?full/,
      /disk full/,
      /(?<![\d.])[245]\.2\.2(?![\d.])/,
      ...FULL_ABROAD,
    ),
  },
  {
    name: 'message_too_large',
    kind: 'soft',
    pattern: anyOf(
      /message (?:size |file )?(?:is )?(?:too (?:large|big)|exceeds|larger than)/,
      /size limit/,
      /maximum (?:allowed )?(?:message )?size/,
      /exceeds (?:the )?(?:maximum|size)/,
      /(?<![\d.])[245]\.(?:3\.4|2\.3)(?![\d.])/,
      /nachricht (?:ist )?zu groß/,
      /too large to (?:send|deliver)|(?:message|mail) (?:length|file|is) too|(?:size|length|line|lines) (?:of .{0,30})?(?:limit|exceed)|length exceeds|that (?:big|large)|taille limite/,
    ),
  },
  {
    // A name server that did not answer says nothing of the domain.
    name: 'name_server_silent',
    kind: 'soft',
    pattern: anyOf(
      /host not found, try again|unroutea?ble mail domain|lookup did not complete|lookups? .{0,30}temporar|temporar\w* .{0,30}lookup/,
      /(?:not|n't|unable to) (?:contact|reach|connect to) (?:\w+ ){0,2}(?:dns|name) ?servers?/,
      /(?:name ?server|dns|mx|domain name)\b.{0,60}(?:timed? ?out|time ?out|try again|temporar|servfail|unreachable|query failed)/,
    ),
  },
  {
    name: 'maintenance',
    kind: 'soft',
    pattern: /maintenance|being (?:moved|migrated|upgraded)|under (?:migration|repair)/,
  },
  {
    name: 'user_unknown',
    kind: 'hard',
    pattern: anyOf(
      ...NOBODY_SENTENCES,
      /mailbox unavailable or access denied|all recipient addresses rejected ?: access denied/,
      /(?:user|recipient|address|mailbox)(?:es)? (?:was|were|are|is) (?:unknown|undeliverable)|not (?:present|found) in/,
      /no \S{1,80} in (?:name )?directory|^(?:\d{3} )?\S{0,20}<[^<>]{1,200}>[:;]? (?:is )?(?:not found|unknown)|user unkown|mailbox unavaiable/,
      /address (?:\w+ ){0,4}(?:is )?(?:wrong|no longer valid)/,
      /unrecogni[sz]ed[- ]or[- ]name/,
      /previously (?:hard )?bounced/,
      /not our (?:customer|user)/,
      /invalid recipient\b|mailbox owner has changed/,
      /(?:address|e-?mail) (?:\w+ ){0,3}(?:couldn't|could not|can't|cannot) be (?:found|located)/,
      /n't (?:find|have) (?:any |a |an )?\S+ account/,
      /recip(?:ient)?notfound|nosuch(?:user|mailbox|recipient|address)|user_?unknown|unknown[-_]user/,
      /is not a (?:known|valid) (?:user|mailbox|recipient|address)/,
      /all recipients are invalid/,
      /not (?:listed|found) in (?:the )?(?:\w+ ){0,3}(?:directory|address book|domino|name & address)/,
      // Some hosts call both by one sentence, and block lists besides.
      /(?:account|user) or domain may not exist/,
      ...NOBODY_ABROAD,
    ),
  },
  {
    // Exchange Online without a directory entry (5.4.1, Directory-Based Edge Blocking).
    name: 'relay_refused',
    kind: 'hard',
    pattern: anyOf(
      /relay(?:ing)? (?:mail |access )?(?:to \S{1,80} )?(?:is )?(?:\w+ )?(?:denied|prohibited|refused|rejected|not (?:allowed|permitted))|insecure mail relay|relay access/,
      /(?:no|not|n't|unable to|cannot|not (?:allowed|permitted|configured) to) (?:accept |allow |an? )?(?:open )?relay|(?:use|using) (?:me|us|\S{1,80}) (?:\S{1,80} )?as a relay|not (?:a gateway|local host)/,
      /to a non-local|isn't in my list of allowed/,
    ),
  },
  {
    name: 'recipient_refused_there',
    kind: 'hard',
    pattern:
      /recipient address rejected: access denied|access denied, (?:recipient address rejected|banned recipient)/,
  },
  {
    name: 'closed',
    kind: 'hard',
    pattern: anyOf(...CLOSED_SENTENCES),
  },
  {
    name: 'sender_unwanted',
    kind: 'blocked',
    pattern: anyOf(
      // Filters and their makers.
      /\bspam\b|spamming|anti-?spam|junk ?mail|unsolicited|bulk (?:mail|e-?mail)/,
      /(?:black|block|deny|reject) ?list|\brbl\b|dnsbl|rblsmtpd|spamhaus|spamcop|barracuda|\bsorbs\b|\babuseat\b|uribl|surbl|senderbase|cloudmark|proofpoint|mimecast|messagelabs|ironport|cyren|trustwave/,
      /\breputation\b|complaints|unwelcome|suspicious|banned/,
      /virus|malware|phish|trojan|executable|attachment/,
      // Who we are.
      /\bdmarc\b|\bspf\b|openspf|\bdkim\b|domainkeys|sender id|\barc\b/,
      /reverse (?:dns|lookup|mapping|hostname)|\bptr\b|\brdns\b|forgery|forged/,
      /unauthenticated|not authenticated|(?:fails?|failed) (?:\w+ )?authentication|authentication (?:is )?required|auth failed/,
      /(?:client )?host (?:\S+ )?(?:blocked|rejected|refused)/,
      /(?:ip|ip address|\d\]?) (?:is |has been )?(?:block|blacklist|banned|listed|rejected)/,
      /sender (?:address |domain )?(?:is )?(?:rejected|denied|blocked|verify|not allowed|refused|not accepted)/,
      /mail from .{1,80}(?:rejected|refused|denied)|verify mail ?from/,
      /(?:client|host|server|ip|network) (?:\S+ )?not (?:currently )?(?:allowed|accepting)|not accepting connections|not allowed to connect|mismatches client|dynamic ip|open proxy|zombie|(?:can't|cannot) (?:find|determine|confirm|resolve) (?:your (?!recipient)|purported)|confirm this|unverif\w+ (?:sending|sender)/,
      /(?:from|by|of|find|using|with|for) your (?:\w+ )?(?:ip|hostname|isp|mta|(?:mail ?|smtp )?server|network|provider|remotehost|machine)\b/,
      /authenti[cf]\w*(?!\w*-results)|credential|(?:requires?|required|without|must (?:use|issue)|support|handshake) (?:an? )?(?:start)?tls\b|\b(?:start)?tls (?:is |handshake )?(?:required|not supported|failed)|route requires|certificate|\bdane\b|dnssec|cipher/,
      // What we wrote, by its form.
      /\bheaders? (?:\w+ ){0,3}(?:error|invalid|not (?:accepted|allowed|compliant)|missing|malformed)|(?:invalid|missing|malformed|duplicate|improper|unnecessary) (?:mime|message|date|subject|from|8-?bit|base64)?[- ]?(?:headers?|content|encoding|message-id|characters)|improperly[- ]formatted|(?:8-?bit|base64) (?:data|encoding)|not rfc|rfc ?\d* ?compliant|probability|mass mail|unsigned|multiple addresses/,
      // What they do with it.
      /content (?:reject|filter)|content.{0,20}(?:block|refus|prohibit|objection)/,
      /rejected (?:by|due to|for) (?:\w+ ){0,3}(?:policy|content|filter|policies|reason|rules?)|rejected for/,
      /polic(?:y|ies)|prohibited|not permitted|administrative prohibition|protocol violation|denied by/,
      /blocked (?:by|using|for|because|due|list)|has been blocked|you (?:have been|are) blocked/,
      /access (?:denied|from|blocked)|not allowed access|(?:mail|content) denied/,
      /(?:message|mail) (?:was |is |has been )?(?:refused|blocked|discarded|filtered)|(?:mail|message) rejected/,
      /delivery not authorized|not authorized|notauthorized/,
      /permission|(?:not|n't) (?:\w+ )?allowed to (?:send|post|write|mail|submit|deliver|e-?mail)|isn't allowed|delivery restriction/,
      /too many recipients|sent too many|exceeded (?:the )?(?:max|limit|rate|hourly|daily)/,
      // The owner's choice.
      /(?:restrict|distrib)\w{0,8} .{0,20}(?:list|group)|refused? to (?:receive|accept)|refuses to|(?:recipient|user)(?:'s)? (?:preferences|filter|settings)|(?:organi[sz]ation\w*|account|mailbox|domain) settings|protected by|doesn't want|not want|has blocked|user rules|(?:user|recipient) rejects?\b|rejected by (?:the )?(?:user|recipient)s?(?!\S| (?:domain|server|system|mail))|only accept(?:s|ing) (?:mail|messages)|non-?members?\b|members?[- ]only|not (?:a |yet )?(?:\w+ )?(?:member|subscribed|subscriber)\b(?! (?:of|at|in) (?:this|the|our) (?:domain|system|server))|subscribers? only|closed (?:mailing )?list|pre-?approved|moderat/,
      /迷惑メール|受信拒否/,
    ),
  },
  {
    name: 'not_now',
    kind: 'soft',
    pattern: anyOf(
      /gr[ea]y-?list|unverified address/,
      /(?:try|retry) (?:again|your message again|it again)? ?(?:later|in\b)|please retry|please try again/,
      /temporar(?:y|ily) (?:deferr|reject|unavail|disabled|fail|error|suspend|block|locked|inactive)/,
      /resources temporarily/,
      /too (?:busy|many connections|many (?:concurrent )?(?:smtp )?sessions)/,
      /rate (?:limit|that)|throttl|receiving mail (?:at a rate|too quickly)/,
      /deferred/,
    ),
  },
  {
    name: 'address_refused',
    kind: 'hard',
    pattern: anyOf(
      ...WRONG_SENTENCES,
      /no (?:mail ?box|account|user|one|email address|such|person)(?: \w+){0,3}(?: (?:here|by|found|exists?|with|name|available|at))/,
      /does(?: not|n't) (?:exist|have an? (?:\S+ )?account|like recipient|handle mail for)/,
      /unrout(?:e)?able|unresolvable address|do(?:es|s)n'?t exist|not in (?:service|the (?:\w+ )?(?:directory|address book))|userunk|can't accept user|not e-?mail addresses|domain or user isn't in my list/,
      /recipient has been denied|address_not_found|user_?not_?found|badrcptto|badrecipientto|validrcptto/,
      /recipient (?:not|unknown|rejected)|recipient address rejected|no valid recipients?\b/,
      /no longer (?:a )?valid/,
      /not (?:a|an) (?:valid|known|active|local) (?:\w+ )?(?:user|mailbox|address|recipient|account)/,
      /addresses? (?:couldn't|could not) be found|wasn't found at|mailbox not found/,
      /rejected (?:the |your )?(?:recipient|rcpt|address)(?! ?list)|not (?:on|in|of|one of) (?:our|my|this|the) (?:\w+ ){0,2}(?:users?|mailbox|system|database|records|recipients?)|not a (?:user|member|mailbox|customer) (?:of|at|in|on)\b/,
      /not (?:found|listed) in (?:the )?(?:\w+ ){0,3}(?:directory|address book|user|table|domino|name)/,
      /person at this address|(?:unknown|not known) (?:to|at) (?:me|us|this)|missing home directory/,
      /non-local recipient verification failed|misspelled|(?:bad|invalid) destination|not (?:a )?member of domain|check (?:if|that) (?:the )?address is correct/,
      ...WRONG_ABROAD,
    ),
  },
  {
    name: 'host_unknown',
    kind: 'hard',
    pattern: anyOf(
      /host (?:name )?(?:is )?(?:unknown|not found|lookup)|host \S{1,100} not found|illegal host|unknown host/,
      /(?:unknown|no such|invalid) (?:mail )?(?:host|domain)/,
      /domain (?:name )?(?:\S{1,80} )?(?:is |does |was |has )?(?:not (?:found|exist|valid|reachable)|n't exist|unknown|invalid)|domain must exist/,
      /lookups? failed permanently|no matches to (?:\w+ )?(?:name ?server|dns)|(?:not|n't) responsible for|not an mx for|has no (?:mail server|mx)/,
      /nxdomain|name or service not known|no such name|had no relevant answers/,
      /bad destination (?:host|system)|couldn't find any host|enotfound|non-?existent ?domain/,
      /domain (?:\S{1,80} )?(?:could not|couldn't|cannot|can't) be (?:found|resolved)|(?:unable|failed) to (?:resolve|look ?up|find) (?:the )?(?:\w+ ){0,2}domain/,
      /domain (?:\S{1,80} )?(?:has |is |was |been )*(?:expired|parked|disabled|suspended|deactivated|inactive)|domain owner has changed|(?:domain|it) (?:\S{1,80} )?(?:is )?not (?:local|hosted (?:here|on|at|by)|(?:served|handled|configured|accepted) here|in my list)|mail for \S{1,80} (?:is )?not accepted|not (?:a )?local domain|(?:not|n't|no longer) (?:handl|host|accept|serv|receiv)\w* (?:mail )?(?:for )?(?:that|this|the|your) domain/,
      /domain (?:\S{1,80} )?(?:is )?no longer (?:hosted|served|handled|active)|do(?:es)?(?: not|n't) (?:(?:handle|serve) (?:e-?)?mail for|host) \S/,
      /no address associated with|unable to look ?up host/,
      /no (?:valid )?(?:mx (?:host|record)|mail exchanger)|indicated no smtp service/,
      /able to find the recipient domain|all relevant mx records point to non-existent/,
      /no mx|does(?: not|n't) accept (?:e-?)?mail/,
      // Postfix before 3.0 read a null MX (RFC 7505) so.
      /malformed (?:dns|domain|or unexpected name server reply)/,
      /cannot resolve|dns error|no route to host .{0,20}domain/,
    ),
  },
  {
    name: 'moved',
    kind: 'hard',
    pattern: anyOf(
      /(?:user|recipient|address|mailbox|customer) (?:has )?(?:moved|changed)|has moved to/,
      /no longer (?:works|employed|an employee)|left the (?:company|organi[sz]ation)/,
      /has been replaced by|has a new (?:e-?mail )?address|gone away|has retired|no longer enrol+ed|not a current/,
    ),
  },
  {
    name: 'disabled',
    kind: 'hard',
    pattern: anyOf(
      /mail receiving disabled|is now disabled|never logged (?:on|in)|is currently (?:suspended|disabled|inactive|locked)/,
      /no longer accept(?!\w* \w+ (?:mail )?from)|account (?:\w+ )?not allowed|accepting (?:no|any) (?:more )?(?:mail|messages)|not accepting any mail/,
      /(?:not|no longer) (?:accepting|receiving) (?:any |new )?(?:e-?)?(?:mails?|messages)(?! (?:from|of|this|larger|at|now|right))|not (?:been )?used (?:for|since)/,
      /no longer receiving|extended inactivity|suspend(?:ed)? the service/,
      ...CLOSED_ABROAD,
    ),
  },
  {
    name: 'infrastructure',
    kind: 'soft',
    pattern: anyOf(
      /relay|loop|hop count|too many hops/,
      /system (?:config|error)|configuration|out of memory|internal (?:server )?error/,
      /protocol|syntax|command (?:not|reject|fail)|invalid data|sequence of commands/,
      /(?:unable|failed|not able|could not|couldn't) to resolve route|(?:no|not find a|valid) (?:valid )?(?:route|gateway)|routes? to|name server reply|address family|expansion/,
      /temporary|interrupted|misconfigur|output file|queue file|write error|being processed|in processing|(?:service|server|system) (?:is )?(?:currently |temporarily )?(?:not available|unavailable)|load drd|too many \w* ?errors|no mdb/,
      // A program of the owner's failed; sysexits.h: 67 and 68 are "no user" and "no host".
      /mailer error|(?:exit(?:ed)?|died) (?:with )?(?:status )?(?!6[78]\b)\d|x-unix; (?!6[78]\b)\d|procmail|maildrop|pipe to \||file not found/,
      /unable to (?:connect|relay|open)/,
    ),
  },
  {
    name: 'expired',
    kind: 'soft',
    pattern: anyOf(
      /timed? ?out|time ?out|retry (?:time|timeout)|too (?:long|old)/,
      /did not respond|multiple (?:retries|attempts)|numerous attempts|not reachable|not been collected|failing for a long|(?:connection|sessions?) limit|per connection|trop de connexions|failed to deliver to domain/,
      /could not be delivered for|(?:queue|delivery|message) (?:time )?(?:has )?expired/,
      /connection (?:refused|reset|timed|lost|closed|broken|dropped)|lost connection/,
      /no route to host|network (?:is )?unreachable|host (?:is )?(?:unreachable|down)/,
      /4\.4\.[127]|gave up|giving up(?! on )|not been able to deliver/,
    ),
  },
];

/** Kind by enhanced status code (RFC 3463), where the words say nothing. The longest prefix counts. */
export const KIND_BY_STATUS: readonly (readonly [prefix: string, kind: BounceKind])[] = [
  ['5.1.1', 'hard'],
  ['5.1.2', 'hard'],
  ['5.1.3', 'hard'],
  // Ambiguous, or not one mailbox: nobody takes the mail.
  ['5.1.4', 'hard'],
  ['5.1.6', 'hard'],
  ['5.1.7', 'blocked'],
  ['5.1.8', 'blocked'],
  ['5.1.10', 'hard'],
  ['5.2.1', 'hard'],
  ['5.4.4', 'hard'],
  // Exchange Online: the domain does not exist.
  ['5.4.310', 'hard'],
  // The owner's account or domain is no longer that of the person (RFC 7293, RFC 7372 and the IANA registry).
  ['5.7.13', 'hard'],
  ['5.7.17', 'hard'],
  ['5.7.18', 'hard'],
  ['5.7', 'blocked'],
  ['5', 'soft'],
  ['4', 'soft'],
];
