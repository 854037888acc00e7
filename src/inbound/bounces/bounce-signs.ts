/** By what is a bounce known that has no machine-readable part? Data: senders, subjects, words of its body. */
import { anyOf } from '../phrases/text-rules.ts';

/** Who sends bounces, by the local part. */
export const DAEMON_LOCAL_PART =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|post[-_.]?master|mdaemon|mail-delivery|maildelivery|mail\.delivery|bounces?|delivery|mmdf|smtpd?|antispam|postoffice|mailadm\w*|system|root|uucp|administrator|mailgate\w*|mailserver|microsoftexchange[0-9a-f]*|ndr|daemon|auto-?reply-?bounce|sweeper|amavis|virusalert|mailsweeper|abuse)$/;
export const DAEMON_NAME = anyOf(
  /mail (?:delivery|administrator|transport|transfer)/i,
  /mailer[- ]daemon/i,
  /postmaster/i,
  /delivery (?:sub)?system/i,
  /system administrator/i,
  /mail router|mail server at/i,
  /メール配信/i,
  /message router/i,
  /internet mail delivery/i,
);

/** Subjects of bounces, as their first words: an answer to a bounce ("Re:") is no bounce. */
export const BOUNCE_SUBJECT =
  /^(?:\[[^\]]{1,40}\] ?)?(?:undeliver|undelivered|non[- ]?deliver|not delivered|nondeliver|returned (?:mail|e-?mail|message|to sender)|mail(?:er)? (?:delivery )?(?:fail|error|status|returned|system error|could not)|mail (?:delivery|deliver|transaction|undeliverable|non-?deliver)|delivery (?:status|failure|failed|report|notification|problem|error|has failed)|failure (?:notice|notification|delivery|to deliver)|failed (?:mail|delivery|message|to deliver)|message (?:could not be delivered|status|not delivered|undeliverable|delivery|you sent blocked|delayed|rejected)|(?:your )?(?:e-?)?mail(?: message)?(?: to .{1,60})? (?:could not|was not|couldn't|failed|rejected|refused|undeliver|has been (?:rejected|blocked|returned))|unable to deliver|could not (?:send|deliver)|error (?:sending|delivering|in (?:sending|delivery))|there was an error (?:sending|delivering)|mail failed|permanent delivery|(?:notice|warning): (?:mail delivery|delayed mail)|\[bounce\]|delivery incomplete|warning: (?:could not|message)|deliver\w+ (?:reports?|status|error) |unzustellbar|nicht zustellbar|fehler bei der (?:nachrichten)?(?:zustellung|übermittlung)|zustellung.{0,20}fehl|non remis|échec de (?:la )?(?:remise|livraison|distribution)|avis de non|mail non remis|no se (?:ha podido|pudo|puede) entregar|no entregado|devuelto|aviso de (?:no|fallo)|mancata (?:consegna|recapit)|non recapitabile|impossibile recapitare|onbestelbaar|onbezorgbaar|niet-?bezorgd|olevererbart|kan inte levereras|n[aã]o (?:foi poss[ií]vel|é possível|pôde ser|entreg)|impossível entregar|falha (?:na|de) entrega|kan (?:ikke|inte) levere|det går inte att leverera|ei voi toimittaa|toimitus epäonnistui|nelze doručit|kézbesíthetetlen|iletilemedi|teslim edilemedi|не (?:удается|удалось) доставить|недоставлен|未送达|无法送达|無法傳遞|退信|배달되지|niedostarczon|nie można dostarczyć|配信できません|配信不能|配信エラー|送信エラー|未送信|エラーメール|メール(?:システム|が届き|は届き|を配信)|不達|undelivrable|delivery$|bounced? |undeliverable)/i;

/** What a bounce says in its body. */
export const BOUNCE_BODY = anyOf(
  /(?:could not|couldn't|cannot|can't|can not|was not|wasn't|were not|unable to|not able to|failed to|has not been|been unable to|haven't been able to) (?:be )?(?:deliver|send|reach|complete|accept)/i,
  /undeliver/i,
  /non[- ]?deliver/i,
  /not delivered/i,
  /deliver(?:y|ed)? (?:to .{0,90})?(?:has )?(?:fail|error|unsuccess|attempts?)/i,
  /permanent (?:fatal )?error/i,
  /(?:fatal|transient) errors/i,
  /error (?:sending|delivering) (?:your )?(?:message|mail)|\bbounce:/i,
  /delivery status/i,
  /bounced/i,
  /returned (?:mail|to sender|message|below)/i,
  /the (?:original )?message was (?:received|not)/i,
  /qmail-send/i,
  /transcript of session/i,
  /mail (?:system|server|delivery).{0,40}(?:error|report|fail)/i,
  /user unknown|no such user|invalid (?:user |e-?mail )?address/i,
  /requested (?:mail )?action (?:not taken|aborted)/i,
  /recipient (?:rejected|unknown|address rejected)/i,
  /mailbox (?:full|unavailable|not found)/i,
  /over quota/i,
  /unknown (?:user|recipient|address)/i,
  /message (?:you sent )?(?:was |has been |is )?(?:rejected|refused|blocked|returned)/i,
  /delivery to the following/i,
  /(?:following|these) (?:recipient|address)/i,
  /(?:smtp|server) (?:error|said|response|reply)/i,
  /remote host said/i,
  /zugestellt werden/i,
  /konnte nicht/i,
  /nicht (?:an .{0,40})?(?:zugestellt|ausgeliefert)/i,
  /n'a pas (?:pu )?(?:été|être)/i,
  /no (?:se )?(?:pudo|ha podido|puede|ha sido).{0,20}entreg/i,
  /non (?:è stato|può essere).{0,30}(?:recapit|consegn)/i,
  /(?:échec de (?:la )?(?:remise|livraison|distribution)|remise (?:a échoué|impossible))/i,
  /(?:recapito|consegna) non riuscit|impossibile (?:recapitare|consegnare)/i,
  /falha (?:na|de) entrega|n[aã]o (?:foi possível|é possível|pôde ser|foi) (?:ser )?entreg/i,
  /(?:niet (?:worden )?(?:be|af)(?:zorgd|geleverd)|bezorging is mislukt)/i,
  /(?:kunde inte|kunne ikke|kan ikke|kan inte) levere|nie (?:można|udało się) dostarczyć|nelze doručit|kézbesíteni|не (?:удалось|удается) доставить/i,
  /(?:无法|無法|未能|未)(?:送达|投递|傳遞|遞送)|退信|배달(?:하지|되지)/i,
  /配信(?:でき|され)ませ|配信に失敗/i,
  /送信でき/i,
  /届きませんでした/i,
  /配送/i,
);

/** In the words of many: a letter has not arrived yet, and is still being tried. Of what a machine sent. */
export const STILL_TRYING = anyOf(
  /(?:message|mail|letter|delivery)\b.{0,80}(?:not yet (?:been )?(?:delivered|accepted)|still (?:in (?:the|our) queue|waiting|being tried|undelivered|trying)|(?:is|been) delayed|could not be delivered (?:yet|so far))|we (?:will|'ll) keep trying/i,
  /(?:nachricht|mail|zustellung)\b.{0,80}(?:noch nicht (?:zugestellt|ausgeliefert)|verzögert|wartet noch|weiterhin (?:versucht|zugestellt))/i,
  /(?:message|courriel|courrier|remise|livraison)\b.{0,80}(?:pas encore (?:été )?(?:remis|livré|distribué)|retardée?|(?:nouvelle|d'autres) tentative)/i,
  /(?:mensaje|correo|entrega)\b.{0,80}(?:(?:aún|todavía) no (?:se )?(?:ha|pudo)|retrasad[oa]|se seguirá intentando|seguiremos intentando)/i,
  /(?:messaggio|posta|mail|consegna)\b.{0,80}(?:non (?:è )?ancora (?:stat[oa] )?(?:consegnat|recapitat)|in ritardo|ritardat[oa]|ulteriori tentativi|continueremo a)/i,
  /(?:mensagem|e-?mail|entrega)\b.{0,80}(?:ainda não (?:foi|pôde)|atrasad[oa]|(?:novas|outras) tentativas|continuaremos)/i,
  /(?:メール|メッセージ|配信|配送).{0,40}(?:まだ(?:配信|届|お届け)|遅延|遅れて|再送(?:を|し)|引き続き(?:配信|送信))/,
);

/** A filter or a provider passes on that somebody called our mail spam. Of what a machine sent. */
export const COMPLAINT_TEXT = anyOf(
  /\b(?:spam|abuse) (?:complaint|report|notification)\b|\bfeedback loop\b|\b(?:marked|reported|flagged|classified) (?:\S+ ){0,6}as (?:spam|junk|unsolicited|abuse)|\b(?:complained|complaint) (?:\S+ ){0,4}(?:about|against|concerning)\b/i,
  /\b(?:spam|missbrauchs)-?(?:beschwerde|meldung)|\bbeschwerde (?:\S+ ){0,3}(?:über|zu) (?:ihre|eine)|als (?:spam|unerwünscht|junk)\S* (?:\S+ ){0,2}(?:gemeldet|markiert|eingestuft)/i,
  /\b(?:plainte|signalement) (?:\S+ ){0,3}(?:spam|abus|indésirable|concernant)|signalée? (?:\S+ ){0,3}comme (?:spam|indésirable|abusi|courrier indésirable)/i,
  /\b(?:queja|denuncia|reclamación) (?:\S+ ){0,3}(?:spam|correo no deseado|abuso)|(?:marcad|denunciad|reportad)[oa] (?:\S+ ){0,3}como (?:spam|correo no deseado|no deseado|abuso)/i,
  /\b(?:segnalazione|reclamo) (?:\S+ ){0,3}(?:spam|abuso|posta indesiderata)|(?:segnalat|contrassegnat|marcat)[oa] (?:\S+ ){0,3}come (?:spam|posta indesiderata|indesiderat)/i,
  /\b(?:reclamação|denúncia|queixa) (?:\S+ ){0,3}(?:spam|abuso|lixo)|(?:marcad|denunciad|reportad|assinalad)[oa] (?:\S+ ){0,3}como (?:spam|lixo|abus|indesejad)/i,
  /(?:迷惑メール|スパム)(?:として|だと|の)(?:報告|申告|通報|苦情)|(?:苦情|申告)(?:を|が).{0,10}(?:受け|あり|届き)/,
);

/** Only these say that a message is late, not lost. */
export const DELAY_BODY = anyOf(
  /will (?:continue|keep) (?:to be|to try|trying|retry)/i,
  /attempts will continue/i,
  /still being (?:retried|attempted)/i,
  /not need to resend/i,
  /do not need to (?:resend|send)/i,
  /(?:warning|notice).{0,60}(?:delayed|not (?:yet )?been delivered)/i,
  /has been delayed/i,
  /delivery (?:is |was )?delayed/i,
  /this is a warning (?:message )?only/i,
  /wird weiterhin versucht/i,
  /will be retried/i,
  /transient/i,
  /(?<!not )continue trying/i,
  /will (?:retry|try again|be tried again) (?:for|until|in)\b/i,
  /temporary (?:problem|failure) deliver/i,
);
