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

export interface ReasonRule extends TextRule {
  readonly kind: BounceKind;
}

/** Who or what takes mail there, in the words of servers. */
const PERSON =
  '(?:user|recipient|addressee|account|mail ?box|e-?mail (?:address|account)|address|rcpt|person|customer|subscriber|employee|alias|login|user ?name|envelope-to|ma[iî]l(?:box)? name)';

/** We, in the words of servers. */
const OURS =
  "(?:senders?(?:'s)?|sending (?:domain|host|server|ip|address)|domain of sender address|mail from|from:? (?:address|domain)|helo|ehlo|client|my name|your (?:domain|host|server|ip|address|network))";

export const REASONS: readonly ReasonRule[] = [
  {
    // Phone carriers refuse by the owner's filter in the words of an unknown user (KDDI: "550 : User unknown"; docomo likewise, but for 5.1.1).
    name: 'carrier_filter',
    kind: 'soft',
    pattern: anyOf(
      /\b550[ -]: user unknown/,
      /unknown user '?\S{1,80}@(?:\w+\.)?docomo\.ne\.jp/,
      /has restricted sms e-?mail/,
    ),
  },
  {
    name: 'sender_at_fault',
    kind: 'blocked',
    pattern: anyOf(
      new RegExp(
        `${OURS}\\b.{0,90}(?:does not exist|doesn't exist|not found|cannot be found|unknown|invalid|not (?:resolve|valid|accepted)|(?:cannot|can't|could not|couldn't) be (?:found|verified|resolved)|rejected|denied|required|must have|null ?mx|no such)`,
      ),
      new RegExp(
        `(?:resolve|look ?up|find|verify|mx records?)\\b.{0,40} (?:of|for|in|from) (?:the )?${OURS}\\b`,
      ),
      /(?:invalid|bad|unrout(?:e)?able) (?:domain name|helo|ehlo|sender)|invalid .{0,40}\bin mail from\b/,
      /accept(?:ed)? (?:\w+ )?(?:mail )?from (?:you\b|unknown|dynamic|this)|allowed senders/,
      /^(?:smtp; ?)?50[03] (?!no valid)|local host name|authentication failed|(?<!relay not permitted, )authentication required|(?:auth|authentication) is required|must authenticate/,
      // A call back to us: whom they did not find is our own address.
      /sender verify failed|verification failed for|callback setup failed|invalid dns mx or a/,
      // RFC 4954: authentication is required of us.
      /(?<![\d.])530[ -]/,
      // Of us: what we sent too much of, and whom they do not know.
      /(?:too many|excessive|limit of) (?:\w+ ){0,2}(?:unknown|invalid|bad|failed|rejected)|(?:unknown|invalid) (?:\w+ ){0,2}(?:limit|count|exceeded)|too many recipients/,
      /unknown (?:user (?:agent|program)|sender|client|senders|mailer|mail transport)|sender\w* (?:is )?unknown|(?<![\d.])535[ -]/,
      /does not resolve|resolve your|backscatter|batv|third-party dsn|[eé]metteur invalide/,
      /from: domain is invalid|invalid domain, see|domain does not exist: \S+$/,
      /(?:not|isn't) (?:\w+ ){0,2}(?:registered|authorized|verified) (?:to send|gateway|sender)/,
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
      /mail ?(?:box )?full/,
      /disk full/,
      /(?<![\d.])[245]\.2\.2(?![\d.])/,
      /(?:mailbox|postfach|konto).{0,30}(?:zu voll|voll|überfüllt|erschöpft)/,
      /zuviele mails/,
      /(?:bo[iî]te|messagerie).{0,40}(?:pleine|saturée)/,
      /casella.{0,40}piena/,
      /(?:buz[oó]n|casilla|cuenta).{0,40}llen[oa]/,
      /caixa.{0,40}(?:cheia|lotada)/,
      /(?:postvak|mailbox).{0,30}\bvol\b/,
      /skrzynk\w.{0,30}(?:pełna|przepełnion)/,
      /ящик.{0,30}переполнен/,
      /(?:容量|メールボックス|受信箱).{0,20}(?:超|オーバー|一杯|いっぱい|満杯)/,
      /邮箱.{0,12}(?:已满|空间不足)/,
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
      /too large to (?:send|deliver)/,
    ),
  },
  {
    // A name server that did not answer says nothing of the domain.
    name: 'name_server_silent',
    kind: 'soft',
    pattern: anyOf(
      /host not found, try again|unroutea?ble mail domain|lookup did not complete/,
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
      new RegExp(
        `${PERSON}\\)? ?(?:name )?(?:\\S{1,80} )?(?:is |was |are |has been )?(?:unknown|not (?:found|known|listed)|non-?existent|no longer exists?)`,
      ),
      new RegExp(
        `${PERSON}\\)? ?(?:\\S{1,80} )?(?:does not|doesn't|do not|don't|did not|not) exist`,
      ),
      new RegExp(
        `(?:unknown|no such|non[- ]?existent) (?:or (?:illegal|invalid|inactive) )?(?:\\w+[- ]){0,2}(?:${PERSON}|local[- ]?part|name)`,
      ),
      /no (?:mail ?box|account|user)\b(?: \w+){0,3}/,
      /mailbox unavailable or access denied|all recipient addresses rejected ?: access denied/,
      /(?:user|recipient|address|mailbox)(?:es)? (?:was|were|are|is) (?:unknown|undeliverable)|not (?:present|found) in/,
      /(?:address|mailbox|user|recipient) not present|no \S{1,80} in (?:name )?directory|^(?:\d{3} )?\S{0,20}<[^<>]{1,200}>[:;]? (?:is )?(?:not found|unknown)|user unkown|mailbox unavaiable/,
      /address (?:\w+ ){0,4}(?:is )?(?:wrong|no longer valid)/,
      /unrecogni[sz]ed[- ]or[- ]name/,
      /(?:mail ?box|account) for \S{1,80} (?:was )?not found|previously (?:hard )?bounced/,
      /not our (?:customer|user)/,
      /invalid recipient\b|mailbox owner has changed/,
      /(?:address|e-?mail) (?:\w+ ){0,3}(?:couldn't|could not|can't|cannot) be (?:found|located)/,
      /n't (?:find|have) (?:any |a |an )?(?:mailbox|user|recipient|account|\S+ account)/,
      /recip(?:ient)?notfound|no such recipient/,
      /nosuch(?:user|mailbox|recipient|address)/,
      /no ?(?:body|one|recipient|person) (?:\w+ )?(?:by|with|of|at) (?:that|this) (?:name|address)/,
      /user_?unknown/,
      /unknown[-_ ]user/,
      /address(?:es)? (?:couldn't be|could not be|not) found/,
      /is not a (?:known|valid) (?:user|mailbox|recipient|address)/,
      /all recipients are invalid/,
      /not (?:listed|found) in (?:the )?(?:\w+ ){0,3}(?:directory|address book|domino|name & address)/,
      // Some hosts call both by one sentence, and block lists besides.
      /(?:account|user) or domain may not exist/,
      // Domino in other languages.
      /(?:non répertoriée?|introuvable) dans l'annuaire|no se encontró en el directorio|(?:nicht|not) im (?:domino|namens|adress)\S*verzeichnis/,
      /ディレクトリのリストにありません|該当(?:する)?(?:ユーザ|アドレス)/,
      /(?:宛先|あて先|アドレス|ユーザー?).{0,12}(?:見つかり|存在し|不明|無効)/,
    ),
  },
  {
    // Exchange Online without a directory entry (5.4.1, Directory-Based Edge Blocking).
    name: 'relay_refused',
    kind: 'hard',
    pattern:
      /relay(?:ing)? (?:mail )?(?:to \S{1,80} )?(?:is )?(?:\w+ )?(?:denied|prohibited|refused|rejected|not (?:allowed|permitted))|no relaying|(?:not|n't) (?:accept|allow) relay|insecure mail relay|to a non-local|(?:unable|not (?:allowed|permitted|configured)) to relay|isn't in my list of allowed|we do not relay|relay access/,
  },
  {
    name: 'recipient_refused_there',
    kind: 'hard',
    pattern: /recipient address rejected: access denied/,
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
      // What they do with it.
      /content (?:reject|filter)|content.{0,20}(?:block|refus|prohibit|objection)/,
      /rejected (?:by|due to|for) (?:\w+ ){0,3}(?:policy|content|filter|policies|reason|rules?)|rejected for/,
      /polic(?:y|ies)|prohibited|not permitted|administrative prohibition|protocol violation|denied by/,
      /blocked (?:by|using|for|because|due|list)|has been blocked|you (?:have been|are) blocked/,
      /access (?:denied|from|blocked)|not allowed access|(?:mail|content) denied/,
      /(?:message|mail) (?:was |is |has been )?(?:refused|blocked|discarded|filtered)|(?:mail|message) rejected/,
      /delivery not authorized|not authorized|notauthorized/,
      /permission|not allowed to (?:send|post)|isn't allowed|delivery restriction/,
      /too many recipients|sent too many|exceeded (?:the )?(?:max|limit|rate|hourly|daily)/,
      // The owner's choice.
      /(?:restrict|distrib)\w{0,8} .{0,20}(?:list|group)|refused? to (?:receive|accept)|refuses to|recipient preferences|user rules|only accept(?:s|ing) (?:mail|messages)/,
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
      new RegExp(
        `(?:${PERSON}|\\bid|name|destination)\\)? ?(?:name )?(?:\\S{1,80} )?(?:is |are |was |has been |does |do |could |can )?(?:either )?(?:unknown|invalid|not (?:be )?(?:exist|found|known|listed|recogni[sz]ed|valid|local|our|ok|accepted|a valid|a known|an active|active|here|have)|n't (?:exist|have|listed)|no longer (?:exist|valid|available|active|accept|here|on|with|in use)|non-?exist|undefined|rejected|unavailable|not available)`,
      ),
      new RegExp(
        `(?:unknown|invalid|no such|bad|illegal|undefined|inexistent|not a (?:valid|known)|unrecogni[sz]ed|non-?existent|wrong) (?:or (?:illegal|invalid|inactive) )?(?:\\w+[- ]){0,2}(?:${PERSON}|local[- ]?part|id\\b|destination|e-?mail|name|forward)`,
      ),
      /no (?:mail ?box|account|user|one|email address|such|person)(?: \w+){0,3}(?: (?:here|by|found|exists?|with|name|available|at))/,
      /does(?: not|n't) (?:exist|have an? (?:\S+ )?account|like recipient|handle mail for)/,
      /unrout(?:e)?able|unresolvable address|do(?:es|s)n'?t exist|not in (?:service|the (?:\w+ )?(?:directory|address book))|userunk|can't accept user|not e-?mail addresses|domain or user isn't in my list/,
      /recipient has been denied|user reject|address_not_found|user_?not_?found|badrcptto|badrecipientto|validrcptto/,
      /recipient (?:not|unknown|rejected)|recipient address rejected|no valid recipients?\b/,
      /(?:user|recipient|mailbox|address|account)\b.{0,20} (?:cannot|can't|could not|couldn't) be (?:verified|resolved|identified)/,
      /no longer (?:a )?valid/,
      /not (?:a|an) (?:valid|known|active|local) (?:\w+ )?(?:user|mailbox|address|recipient|account)/,
      /addresses? (?:couldn't|could not) be found|wasn't found at|mailbox not found/,
      /(?:unable to|cannot|can't|could not|couldn't|failed to) (?:find|locate|verify|identify) (?:\w+ ){0,3}(?:user|recipient|alias|mailbox|account)/,
      /not (?:found|listed) in (?:the )?(?:\w+ ){0,3}(?:directory|address book|user|table|domino|name)/,
      /person at this address|(?:unknown|not known) (?:to|at) (?:me|us|this)|missing home directory/,
      /non-local recipient verification failed|misspelled|(?:bad|invalid) destination|not (?:a )?member of domain|check (?:if|that) (?:the )?address is correct/,
      // The same in other languages.
      /inconnue?|introuvable|n'existe pas|inexistante?|invalide/,
      /no existe|desconocid[oa]|no (?:es )?válid[oa]|no encontrad[oa]|no se (?:encontró|ha encontrado|encuentra) (?:la|el|al) (?:direcci|usuari|buz|cuenta|destinatari)/,
      /errato|inesistente|non (?:è )?(?:più )?valid[oa]|sconosciut[oa]|non[- ]esist|non trovat[oa]|nessun utente|impossibile trovare (?:l'indirizzo|l'utente|la casella|il destinatario)/,
      /unbekannt(?:er)?|kein(?:en)? (?:benutzer|empfänger|postfach)\b|existiert nicht|nicht (?:mehr )?(?:gefunden|bekannt|vorhanden|gültig)/,
      /nie (?:istnieje|ma takiego|znaleziono|można odnaleźć|odnaleziono)|nieznan[ya]/,
      /onbekend|bestaat niet|niet gevonden/,
      /(?:finns|hittades) inte|okänd|(?:findes|finnes|fundet) ikke|ukendt|ukjent|ei (?:löydy|ole olemassa)|tuntematon/,
      /neexistuje|nenalezen|neznám[ýá]|nem (?:létezik|található)|ismeretlen|bulunamadı|mevcut değil|nu (?:există|a fost găsit)/,
      /n[aã]o (?:existe|encontrad[oa]|p[oô]de ser (?:encontrad|localizad))|desconhecid|inexistente/,
      /не (?:существует|найден|удалось найти|зарегистрирован)|нет такого|неизвестн/,
      /見つかりませんでした|存在しません|不明なユーザ|ユーザーが見つかりません|宛先不明/,
      /不存在|无效(?:的)?收件人|無此|找不到|無法找到/,
    ),
  },
  {
    name: 'host_unknown',
    kind: 'hard',
    pattern: anyOf(
      /host (?:name )?(?:is )?(?:unknown|not found|lookup)|host \S{1,100} not found|illegal host|unknown host/,
      /(?:unknown|no such|invalid) (?:host|domain)/,
      /domain (?:name )?(?:\S{1,80} )?(?:is |does |was |has )?(?:not (?:found|exist|valid|reachable)|n't exist|unknown|invalid)|domain must exist/,
      /nxdomain|name or service not known|no such name|had no relevant answers/,
      /bad destination (?:host|system)|couldn't find any host|enotfound|non-?existent ?domain/,
      /domain (?:\S{1,80} )?(?:could not|couldn't|cannot|can't) be (?:found|resolved)|(?:unable|failed) to (?:resolve|look ?up|find) (?:the )?(?:\w+ ){0,2}domain/,
      /domain (?:\S{1,80} )?(?:has expired|is parked|(?:has been|is) (?:disabled|suspended|deactivated))|domain owner has changed|(?:domain|it) (?:\S{1,80} )?(?:is )?not (?:hosted (?:here|on|at|by)|served here)|not (?:a )?local domain|do(?:es)?(?: not|n't) (?:handle|host) (?:mail for )?(?:that|this|the) domain/,
      /domain (?:\S{1,80} )?(?:is )?no longer (?:hosted|served|handled|active)|do(?:es)?(?: not|n't) (?:handle|host|serve) (?:e-?)?mail for \S/,
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
      /has been replaced by/,
    ),
  },
  {
    name: 'disabled',
    kind: 'hard',
    pattern: anyOf(
      new RegExp(
        `${PERSON}\\)? ?(?:\\S{1,80} )?(?:that you tried to reach |you (?:\\w+ ){1,4})?(?:is |was |has been |currently |now )*(?:disabled|deactivated|inactive|discontinued|closed|terminated|expired|cancel+ed|deleted|(?:been )?suspended|locked|removed|abandoned|archived|frozen|retired|not active|not enabled|been closed)`,
      ),
      /(?:disabled|deactivated|inactive|discontinued|closed|deleted|suspended|expired|archived) (?:\w+ )?(?:mail ?box|account|user|address|recipient)/,
      /mail receiving disabled|is now disabled|never logged (?:on|in)|account is ?blocked|is currently (?:suspended|disabled|inactive|locked)/,
      /no longer accept|account (?:\w+ )?not allowed|accepting (?:no|any) (?:more )?(?:mail|messages)|not accepting any mail/,
      /no longer receiving|extended inactivity|suspend(?:ed)? the service/,
      /inactiv[oa]|désactivée?|archiv[eé]e?|deaktiviert|gesperrt|konto (?:\S+ )?(?:geschlossen|gelöscht)|compte (?:\S+ ){0,2}(?:(?:est|a été) )?(?:fermé|supprimé|clôturé|bloqué?|désactivé)|dad[oa] de baja|cuenta (?:\S+ )?(?:cerrada|eliminada|cancelada)|disabilitat|casella (?:\S+ )?chiusa|conta (?:\S+ )?(?:encerrada|cancelada)|アカウント(?:は|が)(?:停止|無効|削除)|отключ[её]н|заблокирован|disattivat|des[ah]?(?:c?tivad|abilitad)/,
    ),
  },
  {
    name: 'infrastructure',
    kind: 'soft',
    pattern: anyOf(
      /relay|loop|hop count|too many hops/,
      /system (?:config|error)|configuration|out of memory|internal (?:server )?error/,
      /protocol|syntax|command (?:not|reject)|invalid data/,
      /unable to (?:connect|relay|deliver|open)/,
    ),
  },
  {
    name: 'expired',
    kind: 'soft',
    pattern: anyOf(
      /timed? ?out|time ?out|retry (?:time|timeout)|too (?:long|old)/,
      /could not be delivered for|(?:queue|delivery|message) (?:time )?(?:has )?expired/,
      /connection (?:refused|reset|timed|lost|closed|broken|dropped)|lost connection/,
      /no route to host|network (?:is )?unreachable|host (?:is )?(?:unreachable|down)/,
      /4\.4\.[127]|gave up|giving up|not been able to deliver/,
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
