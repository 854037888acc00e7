/**
 * What do mail servers say when they refuse? Data, in order of trust: the first rule that fits names the reason.
 *
 * Sources: RFC 3463 (meanings of the codes), the texts of Exim, Postfix, Sendmail, qmail, Exchange, Gmail, Yahoo, and the reasons by which
 * the Sisimai project sorts them. `hard`: the address is dead. `blocked`: we are not wanted. `soft`: it may live.
 */
import type { BounceKind } from '../core/inbound-message.ts';
import type { TextRule } from './text-rules.ts';

export interface ReasonRule extends TextRule {
  readonly kind: BounceKind;
}

export const REASONS: readonly ReasonRule[] = [
  {
    name: 'sender_at_fault',
    kind: 'blocked',
    pattern:
      /(?:sender|domain of sender address|mail from|from address|helo|ehlo|client|my name|your (?:domain|host|server|ip|address))\b.{0,90}(?:does not exist|doesn't exist|not found|cannot be found|unknown|invalid|not (?:resolve|valid)|could not be (?:found|verified)|rejected|denied|required)|(?:invalid|bad) (?:domain name|helo|sender)|does not resolve|(?<![\d.])5\.1\.[78](?![\d.])/,
  },
  {
    name: 'mailbox_full',
    kind: 'soft',
    pattern:
      /over (?:disk )?quota|quota exceeded|exceeds? (?:\w+ ){0,2}quota|quota (?:is )?(?:exceed|full|violat|usage)|exceed\w* (?:\w+ ){0,4}(?:quota|storage|mailbox size|allowed size|mail ?box)|quota (?:\w+ )?limit|mail ?box (?:is |for user is |currently |size |has |is currently )?(?:full|exceed|limit|over|too)|mail ?folder is (?:full|over)|(?:account|inbox|mailbox|user)(?: \S{1,60})? is full|too (?:much|many) (?:mail|messages) (?:data|in|on)|insufficient (?:disk|system)? ?(?:space|storage)|not enough (?:storage|disk) ?space|no space left|disc? quota|mailbox.{0,20}zu voll|postfach (?:ist )?voll|zuviele mails|bo[iî]te .{0,30}pleine|casella .{0,20}piena|buz[oó]n .{0,20}lleno|(?<![\d.])[245]\.2\.2(?![\d.])|file too large|容量.{0,12}(?:超|オーバー|一杯|いっぱい)|has exceeded|storage allocation|out of (?:storage|space)|mailfull|overquota|disk full/,
  },
  {
    name: 'message_too_large',
    kind: 'soft',
    pattern:
      /message (?:size )?(?:is )?(?:too (?:large|big)|exceeds|larger than)|size limit|message size exceeded|maximum (?:allowed )?(?:message )?size|exceeds (?:the )?(?:maximum|size)|message file too big|(?<![\d.])[245]\.(?:3\.4|2\.3)(?![\d.])|nachricht zu groß|too large to (?:send|deliver)/,
  },
  {
    name: 'user_unknown',
    kind: 'hard',
    pattern:
      /(?:user|recipient|addressee|account|mail ?box|e-?mail address|rcpt|person|customer)\)? ?(?:name )?(?:\S{1,80} )?(?:is |was |are |has been )?(?:unknown|not (?:found|known|listed)|non-?existent|no longer exists?)|(?:user|recipient|account|mail ?box|mailbox|address|rcpt)\)? ?(?:\S{1,80} )?(?:does not|doesn't|do not|don't|did not|not) exist|(?:unknown|no such|non-?existent) (?:or (?:illegal|invalid|inactive) )?(?:\w+[- ]){0,2}(?:user|recipient|addressee|address|account|mail ?box|local[- ]?part|alias|person|rcpt|customer|name)|no (?:mail ?box|account|user|valid recipients?)\b(?: \w+){0,3}|not our (?:customer|user)|n't (?:find|have) (?:any |a )?(?:mailbox|user|recipient|account|\S+ account)|recipnotfound|\bnosuchuser\b|userunknown|unknown[- ]user|address(?:es)? (?:couldn't be|could not be|not) found|is not a (?:known|valid) (?:user|mailbox|recipient|address)|all recipients are invalid|not (?:listed|found) in (?:the )?(?:\w+ ){0,3}(?:directory|address book|domino)|ディレクトリのリストにありません|存在しません/,
  },
  {
    name: 'recipient_refused_there',
    kind: 'hard',
    pattern: /recipient address rejected: access denied/,
  },
  {
    name: 'sender_unwanted',
    kind: 'blocked',
    pattern:
      /\bspam\b|spamming|anti-?spam|junk ?mail|unsolicited|black ?list|block ?list|\brbl\b|dnsbl|rblsmtpd|spamhaus|spamcop|barracuda|\bsorbs\b|\babuseat\b|uribl|surbl|\breputation\b|\bdmarc\b|\bspf\b|\bdkim\b|domainkeys|sender id|reverse (?:dns|lookup|mapping|hostname)|\bptr\b|\brdns\b|unauthenticated|not authenticated|(?:fails?|failed) (?:\w+ )?authentication|content (?:reject|filter)|content.{0,20}(?:block|refus|prohibit|objection)|rejected (?:by|due to|for) (?:\w+ ){0,3}(?:policy|content|filter|policies|reason)|polic(?:y|ies)|virus|malware|phish|forgery|forged|sender (?:address |domain )?(?:is )?(?:rejected|denied|blocked|verify|not allowed|refused)|(?:client )?host (?:\S+ )?(?:blocked|rejected|refused)|(?:ip|ip address|\d\]?) (?:is |has been )?(?:block|blacklist|banned|listed|rejected)|blocked (?:by|using|for|because|due|list)|access (?:denied|from|blocked)|too many recipients|sent too many|exceeded (?:the )?(?:max|limit|rate|hourly|daily)|protocol violation|denied by|not allowed access|banned|complaints|bulk (?:mail|e-?mail)|suspicious|mail (?:content )?denied|message (?:was |is )?(?:refused|blocked|discarded)|delivery not authorized|not authorized|(?:restrict|distrib)\w* .{0,20}(?:list|group)|refused to receive|prohibited|not permitted|verify mail ?from|unwelcome|administrative prohibition|rejected for|mail from .{1,80}(?:rejected|refused|denied)|迷惑メール|受信拒否/,
  },
  {
    name: 'not_now',
    kind: 'soft',
    pattern:
      /gr[ea]y-?list|try (?:again|your message again|it again) (?:later|in)|please retry|temporar(?:y|ily) (?:deferr|reject|unavail|disabled|fail|error|suspend|block)|resources temporarily|too (?:busy|many connections|many (?:concurrent )?(?:smtp )?sessions)|rate (?:limit|that)|throttl|receiving mail (?:at a rate|too quickly)|deferred/,
  },
  {
    name: 'address_refused',
    kind: 'hard',
    pattern:
      /(?:user|recipient|address(?:ee)?|account|mail ?box|e-?mail address|id|person|employee|alias|rcpt|login|subscriber|name|customer|destination)\)? ?(?:name )?(?:\S{1,80} )?(?:is |are |was |has been |does |do |could |can )?(?:either )?(?:unknown|invalid|not (?:be )?(?:exist|found|known|listed|recogni[sz]ed|valid|local|our|a valid|a known|an active|active|here|have)|n't (?:exist|have|listed)|no longer (?:exist|valid|available|active|accept|here|on|with|in use)|non-?exist|undefined|rejected|unavailable|not available)|(?:unknown|invalid|no such|bad|illegal|non-?existent|undefined|inexistent|not a (?:valid|known)|unrecogni[sz]ed|nonexistent) (?:or (?:illegal|invalid|inactive) )?(?:\w+[- ]){0,2}(?:user|recipient|address|account|mail ?box|local[- ]?part|alias|id|person|destination|rcpt|e-?mail|name|login|customer|addressee|forward)|no (?:mail ?box|account|user|one|email address|such)(?: \w+){0,3}(?: (?:here|by|found|exists?|with|name|available))|does(?: not|n't) (?:exist|have an? (?:\S+ )?account|like recipient)|not our (?:customer|user)|n't (?:find|have) (?:any |a )?(?:mailbox|user|recipient|account)|recipnotfound|unrout(?:e)?able|user-?unknown|userunk|unknown[- ]user|\bnosuchuser\b|address not found|address_not_found|recipient (?:not|unknown|rejected)|all recipients are invalid|not (?:a|an) (?:valid|known|active) (?:\w+ )?(?:user|mailbox|address|recipient|account)|addresses? (?:couldn't|could not) be found|wasn't found at|unable to find (?:\w+ ){0,2}(?:user|recipient|alias|mailbox|account)|not (?:found|listed) in (?:the )?(?:\w+ ){0,3}(?:directory|address book|user|table|domino|name)|mailbox not found|user_?not_?found|person at this address|unknown to (?:me|us|this)|not known (?:to|at) (?:this|us)|doesn't handle mail for that user|cannot find (?:user|recipient|mailbox)|misspelled|(?:bad|invalid) destination|inconnue?|n'existe pas|no existe|desconocido|errato|inesistente|sconosciuto|non[- ]esist|unbekannt(?:er)?|existiert nicht|nie (?:istnieje|ma takiego)|nieznany|onbekend|n[aã]o existe|desconhecid|見つかりませんでした|存在しません|不明なユーザ|ユーザーが見つかりません|宛先不明|recipient address rejected|not (?:a )?member of domain|check (?:if|that) (?:the )?address is correct/,
  },
  {
    name: 'host_unknown',
    kind: 'hard',
    pattern:
      /host (?:name )?(?:is )?(?:unknown|not found|lookup)|unknown (?:host|domain)|no such (?:host|domain)|domain (?:name )?(?:\S{1,80} )?(?:is |does |was |has )?(?:not (?:found|exist)|n't exist|unknown|invalid)|nxdomain|invalid (?:host|domain)|name or service not known|host or domain name not found|host \S{1,100} not found|bad destination (?:host|system)|couldn't find any host|unable to find the recipient domain|able to find the recipient domain|all relevant mx records point to non-existent|no mx|null ?mx|does not accept (?:e-?)?mail|malformed (?:dns|domain)|illegal host|no route to host .{0,20}domain|cannot resolve|dns error/,
  },
  {
    name: 'moved',
    kind: 'hard',
    pattern:
      /(?:user|recipient|address|mailbox|customer) (?:has )?(?:moved|changed)|has moved to|no longer (?:works|employed|an employee)|left the (?:company|organi[sz]ation)|has been replaced by/,
  },
  {
    name: 'disabled',
    kind: 'hard',
    pattern:
      /(?:mail ?box|account|user|address|recipient)\)? ?(?:\S{1,80} )?(?:is |was |has been |currently |now )*(?:disabled|deactivated|inactive|discontinued|closed|terminated|expired|cancel+ed|deleted|suspended|locked|removed|not active|not enabled|been closed)|(?:disabled|deactivated|inactive|discontinued|closed|deleted|suspended|expired) (?:\w+ )?(?:mail ?box|account|user|address|recipient)|mail receiving disabled|is now disabled|no longer accept|account (?:\w+ )?not allowed|accepting (?:no|any) (?:more )?(?:mail|messages)|inactivo/,
  },
  {
    name: 'infrastructure',
    kind: 'soft',
    pattern:
      /relay|not (?:configured|permitted) to relay|loop|hop count|too many hops|system (?:config|error)|configuration|out of memory|internal (?:server )?error|protocol|syntax|command (?:not|reject)|invalid data|unable to (?:connect|relay|deliver|open)/,
  },
  {
    name: 'expired',
    kind: 'soft',
    pattern:
      /(?:timed? ?out|time ?out)|retry (?:time|timeout)|could not be delivered for|(?:queue|delivery|message) (?:time )?(?:has )?expired|too (?:long|old)|connection (?:refused|reset|timed|lost|closed|broken|dropped)|no route to host|network (?:is )?unreachable|lost connection|host (?:is )?(?:unreachable|down)|server timeout|4\.4\.[127]|gave up|giving up|not been able to deliver/,
  },
];

/** Kind by enhanced status code (RFC 3463), where the words say nothing. The longest prefix counts. */
export const KIND_BY_STATUS: readonly (readonly [prefix: string, kind: BounceKind])[] = [
  ['5.1.1', 'hard'],
  ['5.1.2', 'hard'],
  ['5.1.3', 'hard'],
  ['5.1.6', 'hard'],
  ['5.1.10', 'hard'],
  ['5.2.1', 'hard'],
  ['5.4.4', 'hard'],
  ['5.7', 'blocked'],
  ['5', 'soft'],
  ['4', 'soft'],
];

/** Who sends bounces, by the local part. */
export const DAEMON_LOCAL_PART =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|mdaemon|mail-delivery|maildelivery|mail\.delivery|bounces?|delivery|mmdf|smtpd?|antispam|postoffice|mailadm\w*|system|root|uucp|administrator|mailgate\w*|mailserver|microsoftexchange[0-9a-f]*|ndr|daemon|auto-?reply-?bounce|sweeper|amavis|virusalert|mailsweeper|abuse)$/;
export const DAEMON_NAME =
  /mail (?:delivery|administrator|transport|transfer)|mailer[- ]daemon|postmaster|delivery (?:sub)?system|system administrator|mail router|メール配信|message router|internet mail delivery/i;

/** Subjects of bounces, as their first words: an answer to a bounce ("Re:") is no bounce. */
export const BOUNCE_SUBJECT =
  /^(?:\[[^\]]{1,40}\] ?)?(?:undeliver|undelivered|non[- ]?deliver|not delivered|nondeliver|returned (?:mail|e-?mail|message|to sender)|mail(?:er)? (?:delivery )?(?:fail|error|status|returned|system error|could not)|mail (?:delivery|deliver|transaction|undeliverable|non-?deliver)|delivery (?:status|failure|failed|report|notification|problem|error|has failed)|failure (?:notice|notification|delivery|to deliver)|failed (?:mail|delivery|message|to deliver)|message (?:could not be delivered|status|not delivered|undeliverable|delivery|you sent blocked|delayed|rejected)|(?:your )?(?:e-?)?mail(?: message)?(?: to .{1,60})? (?:could not|was not|couldn't|failed|rejected|refused|undeliver|has been (?:rejected|blocked|returned))|unable to deliver|could not (?:send|deliver)|warning: (?:could not|message)|deliver\w+ (?:reports?|status|error) |unzustellbar|nicht zustellbar|fehler bei der (?:nachrichten)?(?:zustellung|übermittlung)|zustellung.{0,20}fehl|non remis|échec de (?:la )?(?:remise|livraison|distribution)|avis de non|mail non remis|no se (?:ha podido|pudo|puede) entregar|no entregado|devuelto|aviso de (?:no|fallo)|mancata (?:consegna|recapit)|non recapitabile|impossibile recapitare|onbestelbaar|onbezorgbaar|niet-?bezorgd|olevererbart|kan inte levereras|n[aã]o (?:foi poss[ií]vel|entregue)|falha na entrega|niedostarczon|nie można dostarczyć|配信できません|配信不能|配信エラー|送信エラー|未送信|エラーメール|メール(?:システム|が届き|は届き|を配信)|不達|undelivrable|delivery$|bounced? |undeliverable)/i;

/** What a bounce says in its body. */
export const BOUNCE_BODY =
  /(?:could not|couldn't|cannot|can't|can not|was not|wasn't|were not|unable to|not able to|failed to|has not been|been unable to|haven't been able to) (?:be )?(?:deliver|send|reach|complete|accept)|undeliver|non[- ]?deliver|not delivered|deliver(?:y|ed)? (?:to .{0,90})?(?:has )?(?:fail|error|unsuccess|attempts?)|permanent (?:fatal )?error|(?:fatal|transient) errors|delivery status|bounced|returned (?:mail|to sender|message|below)|the (?:original )?message was (?:received|not)|qmail-send|transcript of session|mail (?:system|server|delivery).{0,40}(?:error|report|fail)|user unknown|recipient (?:rejected|unknown|address rejected)|mailbox (?:full|unavailable|not found)|over quota|unknown (?:user|recipient|address)|message (?:you sent )?(?:was |has been |is )?(?:rejected|refused|blocked|returned)|delivery to the following|(?:following|these) (?:recipient|address)|(?:smtp|server) (?:error|said|response|reply)|remote host said|zugestellt werden|konnte nicht|nicht (?:an .{0,40})?(?:zugestellt|ausgeliefert)|n'a pas (?:pu )?(?:été|être)|no (?:se )?(?:pudo|ha podido|puede|ha sido).{0,20}entreg|non (?:è stato|può essere).{0,30}(?:recapit|consegn)|niet (?:worden )?(?:be|af)(?:zorgd|geleverd)|配信(?:でき|され)ませ|送信でき|届きませんでした|配送/i;

/** Only these say that a message is late, not lost. */
export const DELAY_BODY =
  /will (?:continue|keep) (?:to be|to try|trying|retry)|attempts will continue|still being (?:retried|attempted)|not need to resend|do not need to (?:resend|send)|(?:warning|notice).{0,60}(?:delayed|not (?:yet )?been delivered)|has been delayed|delivery (?:is |was )?delayed|this is a warning (?:message )?only|wird weiterhin versucht|will be retried|transient|continue trying/i;
