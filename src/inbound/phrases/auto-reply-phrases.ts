/** What do answering machines write? Data per language: subjects that mailers give, texts that only machines write. Folded text. */
import { anyOf, type TextRule } from './text-rules.ts';

/** Subjects that mailers give to automatic answers, at the beginning. */
export const AUTO_SUBJECT: readonly TextRule[] = [
  {
    name: 'automatic_reply_en',
    pattern: anyOf(
      /^\W{0,3}(?:auto(?:matic|mated)?[- ]?(?:reply|response|respond\w*|answer|confirmation|acknowledge?ment)|autoreply|automatically generated|yahoo! auto response|auto: )/,
      /(?:\(|\[|- )auto(?:mated|matic)?[- ]?(?:reply|response)/,
    ),
  },
  {
    name: 'automatic_reply_de',
    pattern: anyOf(
      /^\W{0,3}(?:automatische (?:antwort|rückmeldung|empfangsbestätigung|e-?mail-antwort)|auto-?antwort|eingangsbestätigung|automatisch generiert)/,
    ),
  },
  {
    name: 'automatic_reply_fr',
    pattern: anyOf(
      /^\W{0,3}(?:réponse automatique|reponse automatique|réponse auto|accusé de réception|message automatique)/,
    ),
  },
  {
    name: 'automatic_reply_es',
    pattern: anyOf(
      /^\W{0,3}(?:respuesta autom[aá]tica|contestaci[oó]n autom[aá]tica|auto ?respuesta|acuse de recibo|mensaje autom[aá]tico)/,
    ),
  },
  {
    name: 'automatic_reply_ja',
    pattern: anyOf(/自動(?:返信|応答|送信|配信)/, /(?:^|[【[(])(?:受付完了|受領確認)/),
  },
  {
    name: 'automatic_reply_other',
    pattern: anyOf(
      /^\W{0,3}(?:risposta automatica|rispondi(?:tore)? automatico|conferma (?:di )?(?:ricezione|lettura)|messaggio automatico|confirmação (?:de |automática )?rece|mensagem automática|automatisch antwoord|automatische beantwoording|resposta autom[aá]tica|autosvar|automatiskt? svar|automaattinen vastaus|odpowiedź automatyczna|automatyczna odpowiedź|autoodpowiedź|automatická odpověď|automatick[aá] odpoveď|автоматический ответ|автоответ|otomatik yanıt|automatikus válasz|räspuns automat|răspuns automat|自动回复|自動回覆|自動答覆|자동 ?(?:회신|응답)|trả lời tự động|balasan otomatis|αυτόματη απάντηση)/,
    ),
  },
  {
    name: 'ticket_en',
    pattern: anyOf(
      /^\W{0,3}(?:(?:support |new )?(?:ticket|case|request|enquiry|inquiry) (?:received|opened|created|submitted)|(?:we(?:'ve| have)? )?received your (?:request|message|e-?mail|enquiry|inquiry)|thank you for (?:your (?:e-?mail|message|enquiry|inquiry)|contacting))/,
    ),
  },
  {
    name: 'form_copy',
    pattern: anyOf(
      /^\W{0,3}(?:(?:a )?copy of your (?:message|enquiry|inquiry|request|submission)|(?:kopie|zusammenfassung) (?:ihrer|deiner|ihres) (?:nachricht|anfrage|mitteilung|formulars)|copie de votre (?:message|demande)|copia de (?:su|tu) (?:mensaje|solicitud|consulta)|(?:copia|riepilogo) (?:della|del) (?:su[ao]|tu[ao]|vostr[ao]) (?:richiesta|messaggio)|cópia d[ao] (?:seu|sua|teu|tua) (?:contato|contacto|mensagem|pedido)|(?:送信|お問い?合わ?せ)内容の?(?:ご?確認|控え))/,
    ),
  },
  {
    name: 'read_receipt',
    pattern:
      /^(?:read|gelesen|lu|leído|leido|letto|gelezen|開封済み|not read|ungelesen|lu ?\(|deleted)\s?: .{1,200}$/,
  },
  {
    name: 'test_of_delivery',
    pattern: /^(?:delivered|zugestellt|remis|entregado|consegnato|relayed)\s?: /,
  },
];

/** Texts that only machines write. */
export const AUTO_TEXT: readonly TextRule[] = [
  {
    name: 'automated_en',
    pattern: anyOf(
      /\b(?:i am|i'm|this is) (?:\S+ ){0,4}(?:virtual assistant|chat ?bot|robot\b|auto-?responder)|\b(?:ich bin|hier ist) (?:\S+ ){0,4}(?:virtuelle\w* assistent|chatbot|roboter\b)|\bje suis (?:\S+ ){0,4}(?:assistante? virtuel|robot\b|chatbot)|\bsoy (?:\S+ ){0,4}(?:asistente virtual|robot\b|chatbot)|\bsono (?:\S+ ){0,4}(?:assistente virtuale|robot\b|chatbot)|\bsou (?:\S+ ){0,4}(?:assistente virtual|robô|chatbot)|(?:仮想|バーチャル|ai)アシスタント|チャットボット/,
      /(?:e-?mail )?(?:address|mailbox|inbox|e-?mail account) is (?:no longer|not) (?:\w+ )?(?:in use|active|monitored|used|valid|attended)/,
      /your order (?:#?\S{1,30} )?(?:has been|is|was) (?:confirmed|received|shipped|placed)/,

      /this is an? (?:auto(?:matic|mated|matically generated)?[- ]?(?:generated )?(?:reply|response|e-?mail|message|acknowledge?ment|notification|answer)|auto-?(?:reply|response)|unmonitored)/,
      /(?:this|the following) (?:\w+ ){0,3}(?:e-?mail|message|mailbox|inbox|address|reply|response) (?:is|was|has been) (?:\w+ )?(?:automatically (?:generated|sent|created)|auto-?generated|not (?:monitored|being monitored)|no longer monitored|unmonitored)/,
      /automatically generated (?:e-?mail|message|response|reply|by)/,
      /auto-?(?:reply|response|reponse) (?:message|e-?mail|from)/,
      /please do not (?:reply|respond) to this (?:e-?mail|message|mail|automat)/,
      /this mailbox is (?:not|no longer|un)/,
      /do not reply directly/,
      /message was sent automatically|(?:it|this) (?:e-?mail |mail |message )?was sent automatically/,
      /(?:copy|confirmation) of (?:the|your) (?:message|form|submission) .{0,30}(?:through|via|on) (?:the |our )/,
    ),
  },
  {
    name: 'ticket_en',
    pattern: anyOf(
      /(?:your|a|the|support|new) (?:\w+ )?(?:ticket|case|support request)\b.{0,50}(?:has been|was|have been|is being|is) (?:\w+ )?(?:created|opened|received|submitted|registered|logged|assigned|generated|added)/,
      /we(?:'ve| have) received your (?:\w+ )?(?:request|ticket|enquiry|inquiry|message|e-?mail|query|submission)/,
      /(?:your )?(?:request|enquiry|inquiry|query|follow-up)(?: for)? (?:\S{1,60} )?(?:has been|was) (?:\w+ )?(?:received|logged|submitted|created|registered|recorded)/,
      /request for (?:support|assistance) has been/,
      /pick up your ticket/,
      /(?:ticket|case|reference) (?:number|id|#)\s?(?:is|:|#)/,
      /support representative will/,
      /acknowledge (?:that we have received|receipt of) your/,
      /view (?:the status|this ticket|your ticket)/,
    ),
  },
  {
    name: 'rejected_en',
    pattern: anyOf(
      /your (?:e-?mail|message)(?: message)? (?:to \S+ )?(?:\(?titled .{1,80} )?(?:didn't work|could not be (?:processed|accepted))/,
      /we're sorry, but your e-?mail message to/,
    ),
  },
  {
    name: 'automated_de',
    pattern: anyOf(
      /diese (?:e-?mail-?)?adresse (?:wird|ist) (?:nicht|nicht mehr) (?:\S+ )?(?:gelesen|abgerufen|überwacht|verwendet|genutzt|benutzt|aktiv|in gebrauch|gültig)/,

      /(?:dies|dieses|das) ist eine automatisch/,
      /automatisch (?:generierte|erzeugte|erstellte|versandte)/,
      /(?:automatisierte|maschinelle|maschinell (?:erstellte|erzeugte)) (?:antwort|nachricht|e-?mail)/,
      /(?:bitte )?antworten sie (?:bitte )?nicht auf diese/,
      /(?:ihr(?:e)?|das|ein) (?:ticket|anfrage|anliegen)\b.{0,50}(?:eingegangen|erhalten|erstellt|eröffnet|registriert|angelegt)/,
      /wir haben ihre (?:anfrage|nachricht|e-?mail) (?:erhalten|empfangen)/,
      /(?:ihre|deine) e-?mail(?:-nachricht)? .{0,120}(?:hat nicht funktioniert|konnte nicht)/,
    ),
  },
  {
    name: 'automated_fr',
    pattern: anyOf(
      /(?:ceci|cet? (?:e-?mail|message|courriel)) est (?:un (?:message|e-?mail|courriel) |une réponse |généré |envoyé )(?:automatique|généré|automatiquement)/,
      /réponse automatique/,
      /(?:merci de|veuillez) ne pas répondre/,
      /votre (?:demande|ticket|requête)\b.{0,40}(?:a (?:bien )?été|est) (?:\w+ )?(?:reçue?|enregistrée?|créée?|prise? en compte)/,
      /nous avons bien reçu votre/,
      /(?:désolé|navré).{0,40}votre (?:e-?mail|courriel|message) .{0,120}(?:n'a pas|pas pu)/,
    ),
  },
  {
    name: 'automated_es',
    pattern: anyOf(
      /(?:este|esta) es (?:un (?:mensaje|correo)|una respuesta) (?:\w+ )?autom[aá]tic/,
      /respuesta automática/,
      /(?:por favor,? )?no (?:responda|conteste)[ns]? a este/,
      /(?:su|tu) (?:solicitud|ticket|consulta|caso)\b.{0,40}(?:ha sido|fue|se ha) (?:recibid|cread|registrad)/,
      /hemos recibido (?:su|tu) (?:solicitud|mensaje|correo|consulta)/,
      /lo sentimos,? pero (?:tu|su) (?:e-?mail|correo|mensaje)/,
    ),
  },
  {
    name: 'automated_it',
    pattern: anyOf(
      /(?:questo|questa) (?:è|e') (?:un|una) (?:messaggio|e-?mail|risposta) (?:generat|automatic|inviat)/,
      /si prega di non rispondere|non rispondere a questa|risposta (?:generata )?automatica|messaggio automatico/,
      /(?:la sua|la tua|il suo|il tuo|la vostra) (?:richiesta|segnalazione|ticket|domanda|messaggio)\b.{0,40}(?:è stat[oa]|stat[oa]) (?:\S+ )?(?:ricevut|registrat|pres[oa] in carico|apert|inoltrat)/,
    ),
  },
  {
    name: 'automated_pt',
    pattern: anyOf(
      /est[ae] é uma? (?:mensagem|resposta|e-?mail) (?:\S+ )?(?:automátic|gerad)|(?:mensagem|resposta|e-?mail) automátic[ao]|(?:por favor,? )?não responda (?:a )?est[ea]/,
      /(?:o seu|seu|a sua|sua|o teu) (?:chamado|ticket|pedido|solicitação|protocolo|mensagem|contato|contacto)\b.{0,40}foi (?:\S+ )?(?:registrad|registad|recebid|abert|criad|encaminhad)/,
    ),
  },
  {
    name: 'automated_ja',
    pattern: anyOf(
      /自動(?:返信|応答|送信|配信|的に)/,
      /(?:本|この)メール(?:は|に).{0,20}(?:自動|送信専用|返信(?:いただい|し)て(?:も|い))/,
      /お問い?合わ?せを受け?付け/,
      /受け?付け(?:いた|を完了|完了)/,
      /(?:チケット|ケース|受付番号|管理番号)[^。]{0,20}(?:作成|発行|登録|起票)/,
      /(?:お問い?合わ?せ|ご連絡|メール|ご依頼).{0,12}(?:受け付け|受領|承り)ました/,
      /折り返し.{0,10}(?:担当者?より|ご連絡いたします)/,
      /送信専用/,
      /申し訳(?:ありません|ございません)が、?.{0,60}メール.{0,60}(?:でした|ません)/,
    ),
  },
  {
    name: 'automated_other',
    pattern: anyOf(
      /(?:questo|questa) (?:è|e') (?:un|una) (?:messaggio|e-?mail|risposta) (?:generat|automatic)/,
      /(?:dit is een|deze) (?:automatisch|e-?mail is automatisch)/,
      /esta é uma (?:mensagem|resposta) automática/,
      /(?:detta|dette) är ett automat/,
      /(?:to jest|jest to) (?:wiadomość|odpowiedź) (?:wygenerowana|automatyczna)/,
      /это автоматич/,
      /自动(?:回复|发送)/,
      /自動(?:回覆|發送)/,
      /자동(?:으로|회신)/,
    ),
  },
];
