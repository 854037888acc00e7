/** What do answering machines write? Data in English, German, French, Spanish, Japanese and, for subjects, the neighbours. Folded text. */
import type { TextRule } from './text-rules.ts';

/** Subjects that mailers give to automatic answers, at the beginning. */
export const AUTO_SUBJECT: readonly TextRule[] = [
  {
    name: 'automatic_reply_en',
    pattern:
      /^\W{0,3}(?:auto(?:matic|mated)?[- ]?(?:reply|response|respond\w*|answer|confirmation|acknowledge?ment)|autoreply|automatically generated|yahoo! auto response|auto: )|(?:\(|\[|- )auto(?:mated|matic)?[- ]?(?:reply|response)/,
  },
  {
    name: 'automatic_reply_de',
    pattern:
      /^\W{0,3}(?:automatische (?:antwort|rückmeldung|empfangsbestätigung|e-?mail-antwort)|auto-?antwort|eingangsbestätigung|automatisch generiert)/,
  },
  {
    name: 'automatic_reply_fr',
    pattern:
      /^\W{0,3}(?:réponse automatique|reponse automatique|réponse auto|accusé de réception|message automatique)/,
  },
  {
    name: 'automatic_reply_es',
    pattern:
      /^\W{0,3}(?:respuesta autom[aá]tica|contestaci[oó]n autom[aá]tica|auto ?respuesta|acuse de recibo|mensaje autom[aá]tico)/,
  },
  {
    name: 'automatic_reply_ja',
    pattern: /自動(?:返信|応答|送信|配信)|(?:^|[【[(])(?:受付完了|受領確認)/,
  },
  {
    name: 'automatic_reply_other',
    pattern:
      /^\W{0,3}(?:risposta automatica|automatisch antwoord|automatische beantwoording|resposta autom[aá]tica|autosvar|automatiskt? svar|automaattinen vastaus|odpowiedź automatyczna|automatyczna odpowiedź|autoodpowiedź|automatická odpověď|automatick[aá] odpoveď|автоматический ответ|автоответ|otomatik yanıt|automatikus válasz|räspuns automat|răspuns automat|自动回复|自動回覆|自動答覆|자동 ?(?:회신|응답)|trả lời tự động|balasan otomatis|αυτόματη απάντηση)/,
  },
  {
    name: 'ticket_en',
    pattern:
      /^\W{0,3}(?:(?:support |new )?(?:ticket|case|request|enquiry|inquiry) (?:received|opened|created|submitted)|(?:we(?:'ve| have)? )?received your (?:request|message|e-?mail|enquiry|inquiry)|thank you for (?:your (?:e-?mail|message|enquiry|inquiry)|contacting))/,
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

/** Subjects of absence notes. */
export const AWAY_SUBJECT: readonly TextRule[] = [
  {
    name: 'out_of_office_en',
    pattern:
      /^\W{0,3}(?:out[- ]of[- ](?:the[- ])?office|ooo\b|o\.o\.o\.|(?:i am|i'm|currently) (?:out|away)|away from (?:the office|my (?:desk|mail|email))|on (?:vacation|holiday|annual leave|leave|maternity leave|parental leave|paternity leave)|vacation (?:reply|message|notice|response)|absence notice|holiday notice)|(?:automatic reply|auto-?reply|autoreply)\W.{0,20}(?:out of|away|vacation|holiday)|out of (?:the )?office\W{0,3}(?:auto|reply|re:|notif|message|$)/,
  },
  {
    name: 'out_of_office_de',
    pattern:
      /^\W{0,3}(?:abwesenheit|abwesend|außer haus|nicht im (?:büro|haus)|(?:ich bin )?im urlaub|urlaubs?(?:abwesenheit|meldung|notiz)?\b|out of office)|abwesenheits(?:notiz|meldung|nachricht|assistent)/,
  },
  {
    name: 'out_of_office_fr',
    pattern:
      /^\W{0,3}(?:absent\b|absence|absente\b|en (?:congés?|vacances)|hors du bureau|message d'absence|avis d'absence)/,
  },
  {
    name: 'out_of_office_es',
    pattern:
      /^\W{0,3}(?:fuera de (?:la )?oficina|ausente|ausencia|estoy (?:fuera|de vacaciones)|de vacaciones|mensaje de ausencia)/,
  },
  {
    name: 'out_of_office_ja',
    pattern:
      /不在(?:通知|の(?:お知らせ|ご連絡|ため|にして)|連絡|にして|設定|$)|休暇(?:中|のお知らせ)|夏季休業|年末年始休業/,
  },
  {
    name: 'out_of_office_other',
    pattern:
      /^\W{0,3}(?:fuori (?:ufficio|sede)|assenza|afwezig|niet op kantoor|ausência|fora do escritório|frånvaro|fravær|poissa|nieobecno|poza biurem|mimo kancelář|нет на месте|отсутств|不在办公室|外出|부재중|休假)/,
  },
];

/** "I am away", however the absence is called. */
export const AWAY_TEXT: readonly TextRule[] = [
  {
    name: 'away_en',
    pattern:
      /\b(?:(?:i am|i'm|i will be|i'll be|we are|we're|we will be|am|is|currently|will be) (?:\w+ ){0,4}(?:out of (?:the )?(?:office|country|town)|away from (?:the office|my (?:desk|e-?mail|mail|computer))|on (?:\w+ ){0,2}(?:vacation|holidays?|leave|pto|sabbatical|parental leave|a business trip)|ooo\b|away (?:until|till|from|on|for|this|and)|out (?:until|till|from|on)|travel+ing (?:until|with|and|on|from)|not in the office|unavailable (?:until|from))|out of (?:the )?office (?:until|till|from|and|on|with|between|for|today|this|through|auto)|(?:limited|no|intermittent|sporadic|little) (?:\w+ ){0,2}access to (?:my )?(?:e-?mails?|mail|internet)|(?:return|returning|back) (?:to|in) the office|the office (?:is|will be) closed|i(?:'m| am) on (?:annual|maternity|paternity|parental|sick|medical) leave|upon my return|when i (?:return|get back|am back)|on my return)/,
  },
  {
    name: 'away_short_en',
    pattern:
      /^(?:ooo\b|out of (?:the )?office\b|on vacation\b|on holiday\b|i am (?:away|on vacation|on leave|on holiday)\b|i'm (?:away|on vacation|on leave|on holiday)\b|out until\b|away until\b|i will return\b|returning\b)/,
  },
  {
    name: 'away_de',
    pattern:
      /(?:bin|befinde mich|sind|ist) (?:\S+ ){0,10}(?:nicht (?:im (?:büro|haus|hause)|erreichbar|am arbeitsplatz)|abwesend|außer haus|im urlaub|in elternzeit|auf (?:dienst|geschäfts)reise|wieder (?:im büro|erreichbar|für sie da|da|zurück))|außer haus|abwesenheit|im urlaub\b|in elternzeit|(?:nicht|wieder) im (?:büro|hause?)\b|(?:e-?mails?|nachricht|mail) (?:wird|werden) (?:in dieser zeit |während \S+ \S+ )?nicht (?:weitergeleitet|gelesen|bearbeitet)/,
  },
  {
    name: 'away_fr',
    pattern:
      /(?:je suis|suis|serai|nous sommes|est) (?:\S+ ){0,4}(?:absente?s?\b|en (?:congés?|vacances|déplacement|formation)|hors du bureau|indisponible|de retour)|absente? (?:du bureau|jusqu|du \d|le \d)|de retour (?:le|au bureau|à partir)|à mon retour|pendant mon absence|en congé (?:maternité|paternité|parental)/,
  },
  {
    name: 'away_es',
    pattern:
      /(?:estoy|estaré|estare|me encuentro|estamos|me encontraré) (?:\S+ ){0,4}(?:fuera|ausente|de vacaciones|de viaje|de baja|de permiso)|fuera de (?:la )?oficina|ausente (?:de|hasta|del)|(?:a|hasta) mi (?:regreso|vuelta|retorno)|regreso (?:el|a la oficina)|estaré de vuelta|acceso limitado/,
  },
  {
    name: 'away_ja',
    pattern:
      /不在(?:に|と|の|です|し|中|期間)|休暇(?:中|を(?:いただ|頂|取得)|のため|に入)|休業(?:中|いたし|とさせ|期間)|お休み(?:を(?:いただ|頂)|中|させて)|(?:出張|外出)(?:中|のため|して)|育休|産休|離席/,
  },
  {
    name: 'away_other',
    pattern:
      /sono (?:fuori|assente|in ferie)|ik ben (?:\S+ ){0,4}(?:afwezig|niet (?:op kantoor|aanwezig)|met (?:vakantie|verlof))|estou (?:\S+ ){0,3}(?:fora|ausente|de férias)|jag är (?:\S+ ){0,3}(?:ledig|på semester|borta)|nie ma mnie w biurze|jestem na urlopie|przebywam (?:\S+ ){0,3}(?:urlopie|poza)|я (?:\S+ ){0,3}(?:в отпуске|отсутств)|不在办公室|休假|휴가|부재중/,
  },
];

/** What absence notes say besides: a note without any of it may be a person who tells us of a trip. */
export const AWAY_TEMPLATE: readonly TextRule[] = [
  {
    name: 'template_en',
    pattern:
      /limited (?:\w+ ){0,2}access|(?:urgent|emergency|immediate (?:assistance|attention|help|response))|(?:i )?(?:will|'ll) (?:\w+ ){0,3}(?:respond|reply|answer|get back|return your|read|review|attend)|in my absence|(?:your|this) (?:e-?mail|message) (?:will|is) (?:not )?(?:be|being)|no access to|delay(?:ed)? (?:in )?(?:respon|repl)|please (?:contact|call|e-?mail|reach|direct|refer)|upon my return|on my return|monitor/,
  },
  {
    name: 'template_de',
    pattern:
      /in dringenden|in der zwischenzeit|nach meiner rückkehr|wird nicht (?:automatisch )?weitergeleitet|wenden sie sich|meine vertretung|vertritt mich|ich bin (?:wieder )?ab|schnellstmöglich/,
  },
  {
    name: 'template_fr',
    pattern:
      /en cas d'urgence|pour toute urgence|à mon retour|pendant mon absence|veuillez contacter|vous pouvez contacter|accès limité|dès mon retour/,
  },
  {
    name: 'template_es',
    pattern:
      /en caso de urgencia|para (?:asuntos|temas|cualquier) (?:urgente|asunto)|a mi (?:regreso|vuelta)|durante mi ausencia|por favor,? (?:contacte|póngase|escriba)|acceso limitado/,
  },
  {
    name: 'template_ja',
    pattern:
      /(?:お急ぎ|緊急|至急)の|(?:出社|復帰|休暇|帰社|業務再開|休業)(?:後|明け|次第|日)|(?:期間|間|中)(?:に|は|の|、)?(?:いただ|頂|お)|ご(?:不便|迷惑)|返信(?:が遅|は)|対応(?:させて|いたし)/,
  },
];

/** Texts that only machines write. */
export const AUTO_TEXT: readonly TextRule[] = [
  {
    name: 'automated_en',
    pattern:
      /this is an? (?:auto(?:matic|mated|matically generated)?[- ]?(?:generated )?(?:reply|response|e-?mail|message|acknowledge?ment|notification|answer)|auto-?(?:reply|response)|unmonitored)|(?:this|the following) (?:\w+ ){0,3}(?:e-?mail|message|mailbox|inbox|address|reply|response) (?:is|was|has been) (?:\w+ )?(?:automatically (?:generated|sent|created)|auto-?generated|not (?:monitored|being monitored)|no longer monitored|unmonitored)|automatically generated (?:e-?mail|message|response|reply|by)|auto-?(?:reply|response|reponse) (?:message|e-?mail|from)|please do not (?:reply|respond) to this (?:e-?mail|message|mail|automat)|this mailbox is (?:not|no longer|un)|do not reply directly|message was sent automatically/,
  },
  {
    name: 'ticket_en',
    pattern:
      /(?:your|a|the|support|new) (?:\w+ )?(?:ticket|case|support request)\b.{0,50}(?:has been|was|have been|is being|is) (?:\w+ )?(?:created|opened|received|submitted|registered|logged|assigned|generated|added)|we(?:'ve| have) received your (?:\w+ )?(?:request|ticket|enquiry|inquiry|message|e-?mail|query|submission)|(?:your )?(?:request|enquiry|inquiry|query|follow-up)(?: for)? (?:\S{1,60} )?(?:has been|was) (?:\w+ )?(?:received|logged|submitted|created|registered|recorded)|request for (?:support|assistance) has been|pick up your ticket|(?:ticket|case|reference) (?:number|id|#)\s?(?:is|:|#)|support representative will|acknowledge (?:that we have received|receipt of) your|view (?:the status|this ticket|your ticket)/,
  },
  {
    name: 'rejected_en',
    pattern:
      /your (?:e-?mail|message)(?: message)? (?:to \S+ )?(?:\(?titled .{1,80} )?(?:didn't work|could not be (?:processed|accepted))|we're sorry, but your e-?mail message to/,
  },
  {
    name: 'automated_de',
    pattern:
      /(?:dies|dieses|das) ist eine automatisch|automatisch (?:generierte|erzeugte|erstellte|versandte)|automatisierte (?:antwort|nachricht|e-?mail)|(?:bitte )?antworten sie (?:bitte )?nicht auf diese|(?:ihr(?:e)?|das|ein) (?:ticket|anfrage|anliegen)\b.{0,50}(?:eingegangen|erhalten|erstellt|eröffnet|registriert|angelegt)|wir haben ihre (?:anfrage|nachricht|e-?mail) (?:erhalten|empfangen)|(?:ihre|deine) e-?mail(?:-nachricht)? .{0,120}(?:hat nicht funktioniert|konnte nicht)/,
  },
  {
    name: 'automated_fr',
    pattern:
      /(?:ceci|cet? (?:e-?mail|message|courriel)) est (?:un (?:message|e-?mail|courriel) |une réponse |généré |envoyé )(?:automatique|généré|automatiquement)|réponse automatique|(?:merci de|veuillez) ne pas répondre|votre (?:demande|ticket|requête)\b.{0,40}(?:a (?:bien )?été|est) (?:\w+ )?(?:reçue?|enregistrée?|créée?|prise? en compte)|nous avons bien reçu votre|(?:désolé|navré).{0,40}votre (?:e-?mail|courriel|message) .{0,120}(?:n'a pas|pas pu)/,
  },
  {
    name: 'automated_es',
    pattern:
      /(?:este|esta) es (?:un (?:mensaje|correo)|una respuesta) (?:\w+ )?autom[aá]tic|respuesta automática|(?:por favor,? )?no (?:responda|conteste)[ns]? a este|(?:su|tu) (?:solicitud|ticket|consulta|caso)\b.{0,40}(?:ha sido|fue|se ha) (?:recibid|cread|registrad)|hemos recibido (?:su|tu) (?:solicitud|mensaje|correo|consulta)|lo sentimos,? pero (?:tu|su) (?:e-?mail|correo|mensaje)/,
  },
  {
    name: 'automated_ja',
    pattern:
      /自動(?:返信|応答|送信|配信|的に)|(?:本|この)メール(?:は|に).{0,20}(?:自動|送信専用|返信(?:いただい|し)て(?:も|い))|お問い?合わ?せを受け?付け|受け?付け(?:いた|を完了|完了)|(?:お問い?合わ?せ|ご連絡|メール|ご依頼).{0,12}(?:受け付け|受領|承り)ました|折り返し.{0,10}(?:担当者?より|ご連絡いたします)|送信専用|申し訳(?:ありません|ございません)が、?.{0,60}メール.{0,60}(?:でした|ません)/,
  },
  {
    name: 'automated_other',
    pattern:
      /(?:questo|questa) (?:è|e') (?:un|una) (?:messaggio|e-?mail|risposta) (?:generat|automatic)|(?:dit is een|deze) (?:automatisch|e-?mail is automatisch)|esta é uma (?:mensagem|resposta) automática|(?:detta|dette) är ett automat|(?:to jest|jest to) (?:wiadomość|odpowiedź) (?:wygenerowana|automatyczna)|это автоматич|自动(?:回复|发送)|自動(?:回覆|發送)|자동(?:으로|회신)/,
  },
];

/** A person speaks to us: then an absence is news, not a note. */
export const CONVERSATION: readonly TextRule[] = [
  {
    name: 'talks_to_us',
    pattern:
      /\?|\b(?:let's|lets|let us|happy to|would love|interested|sounds (?:good|great|interesting)|call me|ping me|follow up with me|circle back|talk (?:then|when|next)|reach (?:back )?out (?:to me )?(?:then|after|again|when)|catch up|schedule|meeting with you|we already|no thanks|not interested|can you|could you)\b|melden sie sich (?:danach|dann)|sprechen wir|人で|ましょう|いかがですか|(?:ます|です|でしょう|ません)か|お願いでき|お話(?:し|を)/,
  },
];

/** "I": no machine speaks so, except in its owner's absence. */
export const FIRST_PERSON: readonly TextRule[] = [
  {
    name: 'first_person',
    pattern:
      /\b(?:i|i'll|i'm|i've|i'd|me|my|ich|mir|mich|je|j'ai|moi|yo|mi|soy|estoy|ik|mijn|io|ho ricevuto|sono|eu (?:não|estou|vou|recebi)|estou|jag|jeg|jestem|mnie)\b|私|僕|(?:^|\s)(?:я|мне)\s/,
  },
];
