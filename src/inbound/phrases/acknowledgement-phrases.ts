/**
 * How does an office say that a letter arrived? Thanks for it, then what becomes of it, and never "I". Data per language, folded.
 *
 * A person says "thank you for your message" as well, and so does a person who passes it to a team: the second half must be a machine's.
 */
import { anyOf } from './text-rules.ts';

export interface AcknowledgementWords {
  readonly language: string;
  /** The letter, request, application or order arrived. */
  readonly thanks: RegExp;
  /** Who will see to it, or by when, as only a form letter puts it. */
  readonly promise: RegExp;
}

export const ACKNOWLEDGEMENTS: readonly AcknowledgementWords[] = [
  {
    language: 'en',
    thanks: anyOf(
      /thank(?:s| you) (?:\w+ ){0,2}for (?:contacting|getting in touch|reaching out|writing|applying|submitting|your (?:\w+ )?(?:application|enquiry|inquiry|request|order|interest|submission|message|e-?mail|mail|query))/,
      /we (?:have |'ve )?(?:now |successfully )?received your|your (?:\w+ )?(?:application|enquiry|inquiry|request|message|e-?mail|query) (?:\(\S+\) )?has (?:now )?been received/,
    ),
    promise: anyOf(
      /within (?:the next )?(?:\w+|\d+)(?: ?(?:to|or|-|–) ?\w+)? ?(?:\(\w+\) )?(?:\w+ )?(?:hours?|days?)\b/,
      /(?:a|another) (?:member of (?:our|the)|representative|specialist from)|one of our (?:\w+ )?(?:team|agents?|representatives?|specialists?|advisors?|advisers?|experts?|colleagues?|consultants?)/,
      /our (?:\w+ )?(?:team|staff|department|agents|recruiters|representatives) will (?:\w+ )?(?:respond|reply|contact|be in touch|get back|review)/,
      /(?:enquiry|inquiry|message|request|e-?mail|feedback) is (?:very )?important to us/,
      /we (?:will|'ll|aim to|endeavou?r to|try to|do our best to) (?:\w+ ){0,2}(?:respond|reply|answer|get back|come back)\b.{0,60}(?:as soon as|shortly|all (?:enquiries|inquiries|messages|emails|e-mails)|in the order)/,
      /(?:if|should) your (?:profile|qualifications|experience|background|application) /,
      /(?:reference|ticket|case|tracking) (?:number|no\.?|id)|please quote/,
    ),
  },
  {
    language: 'de',
    thanks: anyOf(
      /danke? für (?:ihre|deine|ihr|dein|die) (?:\S+ )?(?:nachricht|e-?mail|mail|anfrage|bewerbung|bestellung|mitteilung|kontaktaufnahme|schreiben|interesse|anmeldung)/,
      /(?:ihre|deine) \S+ (?:ist bei uns eingegangen|haben wir (?:\S+ )?erhalten|ist eingegangen)|wir haben (?:ihre|deine) \S+ (?:\S+ )?(?:erhalten|empfangen)|bestätigen (?:wir )?(?:ihnen )?(?:hiermit )?den eingang/,
    ),
    promise: anyOf(
      /innerhalb (?:von |der nächsten )?\S+ (?:bis \S+ )?(?:stunden|werktag|arbeitstag|tag)|(?:binnen|in den nächsten) \S+ (?:stunden|tagen|werktagen)/,
      /(?:ein(?:e|er)?|unser(?:e|er)?) (?:\S+ )?(?:mitarbeiter|mitarbeiterin|kundenservice|kundenberater|serviceteam|support|team) (?:\S+ ){0,4}(?:meldet|melden|wird|bearbeite|kümmer)/,
      /(?:schnellstmöglich|so schnell wie möglich|umgehend|in kürze|baldmöglichst|zeitnah)\b.{0,60}(?:bearbeit|melden|beantwort|antwort|bei ihnen|auf (?:sie|dich) zu)/,
      /(?:melden|kommen) (?:wir )?uns? (?:\S+ ){0,3}(?:schnellstmöglich|in kürze|baldmöglichst|zeitnah)|kommen (?:wir )?(?:\S+ ){0,3}in kürze|prüfen (?:wir )?ihre (?:bewerbungs)?unterlagen/,
      /bearbeitung (?:kann|dauert|erfolgt|nimmt)|(?:ticket|vorgangs|bearbeitungs|fall)-?nummer/,
    ),
  },
  {
    language: 'fr',
    thanks: anyOf(
      /merci (?:pour|de|d')(?: |)(?:nous avoir|votre|avoir)|vous remercions? (?:pour|de|d')|(?:vous en|et vous) remerci/,
      /(?:avons|ai) bien reçu|accusons? (?:bonne )?réception|a bien été (?:reçue?|enregistrée?|prise? en compte|transmise?)/,
    ),
    promise: anyOf(
      /dans (?:les meilleurs délais|les plus brefs délais|un délai de)|sous (?:\d+|\S+) ?(?:à \d+ )?(?:h\b|heures|jours)|dans les \d+ (?:h|heures|jours)/,
      /(?:notre|nos|un de nos|l'un de nos|une? de nos) (?:\S+ )?(?:équipes?|conseillers?|services?|collaborateurs?|collaboratrices?|agents?|recruteurs?) (?:\S+ ){0,2}(?:vous|prend|reviendr|revienn|trait|répond|étudi)/,
      /(?:un conseiller|votre conseiller|le service client)\b.{0,40}(?:vous|contact)|numéro de (?:dossier|ticket|demande)/,
      /(?:de votre candidature|votre candidature).{0,200}(?:étudi|examin|remerci|attention)/,
    ),
  },
  {
    language: 'es',
    thanks: anyOf(
      /gracias por (?:contactar|ponerse|comunicarse|escribir|enviar|su|tu|haber|confiar)|agradecemos su/,
      /(?:hemos|ha sido|se ha) recibido (?:correctamente )?(?:su|tu)|(?:su|tu) (?:mensaje|correo|solicitud) ha llegado|su (?:mensaje|solicitud|consulta|correo|candidatura) ha sido (?:\S+ )?recibid|confirmamos la recepción/,
    ),
    promise: anyOf(
      /(?:a la mayor brevedad|lo antes posible|en breve|a la brevedad)|(?:en un plazo|dentro) de \S+|en (?:las próximas|menos de) \S+ horas/,
      /(?:un|una|nuestro|nuestra|uno de nuestros) (?:\S+ )?(?:agente|asesor|asesora|equipo|representante|especialista|gestor) (?:\S+ ){0,3}(?:pondrá|contactará|responder|atender|revisar|comunicar)/,
      /número de (?:ticket|caso|referencia|solicitud)/,
    ),
  },
  {
    language: 'it',
    thanks: anyOf(
      /grazie per (?:aver|la (?:sua|tua|vostra)|il (?:suo|tuo|vostro)|l'interesse)|la ringraziamo|vi ringraziamo|ti ringraziamo/,
      /(?:il (?:suo|tuo) messaggio|la (?:sua|tua) (?:richiesta|e-?mail)) è arrivat|abbiamo ricevuto (?:la|il) (?:sua|tua|vostra|suo|tuo|vostro)|confermiamo (?:di aver|l'avvenuta|la ricezion)|è stat[oa] (?:\S+ )?(?:ricevut[oa]|registrat[oa]|pres[oa] in carico)/,
    ),
    promise: anyOf(
      /(?:al più presto|il prima possibile|quanto prima|nel più breve tempo|a breve)|entro (?:\S+ )?\S+ (?:ore|giorni)/,
      /(?:un|una|il|un nostro|una nostra|il nostro) (?:\S+ )?(?:operatore|operatrice|consulente|addetto|team|staff|servizio clienti|incaricato) (?:\S+ ){0,3}(?:ricontatter|contatter|risponder|prender|esaminer)/,
      /ricevut[oa] correttamente|numero (?:di )?(?:ticket|pratica|riferimento)|pres[oa] in carico/,
    ),
  },
  {
    language: 'pt',
    thanks: anyOf(
      /obrigad[oa] p(?:or|elo|ela) (?:entrar|contactar|contatar|escrever|enviar|nos|se|seu|sua|o seu|a sua|contato|contacto|interesse)|agradecemos (?:o|a|seu|sua|pelo|pela)/,
      /(?:a sua|sua|o seu|seu) (?:mensagem|e-?mail|pedido) chegou|recebemos (?:a |o |com sucesso )?(?:sua|seu|vossa|vosso|tua|teu)|foi (?:\S+ )?(?:recebid[oa]|registrad[oa]|registad[oa])|confirmamos (?:a |o )?(?:recepção|receção|recebimento)/,
    ),
    promise: anyOf(
      /(?:o mais (?:breve|rápido) possível|em breve|assim que possível|brevemente|com a maior brevidade)|(?:em|dentro de|no prazo de) (?:até )?\S+ (?:horas|dias)/,
      /(?:um|uma|nosso|nossa|a nossa|o nosso) (?:\S+ )?(?:atendente|agente|equipa|equipe|consultor|consultora|colaborador|representante|especialista) (?:\S+ ){0,3}(?:entrar|responder|contact|contat|analis)/,
      /número (?:de |do )?(?:protocolo|chamado|ticket|processo)|com sucesso|confirmamos (?:a |o )?(?:recepção|receção|recebimento)/,
    ),
  },
  {
    language: 'ja',
    thanks: anyOf(
      /(?:お問い?合わ?せ|ご連絡|ご応募|ご注文|お申し?込み|資料(?:の)?ご?請求|ご予約|ご登録|メール)(?:を|の)?(?:いただ|頂|くださ|下さ|を賜|お送り).{0,30}(?:ありがとう|有難う|御礼|お礼|感謝)/,
      /(?:お問い?合わ?せ|ご応募|ご注文|お申し?込み|ご請求|ご予約|ご登録)(?:を)?(?:誠に)?(?:ありがとう|有難う)/,
      /ご応募いただき|受信いたしました|拝受/,
    ),
    promise: anyOf(
      /担当(?:者|部署|部門)?(?:より|から).{0,30}(?:連絡|返信|回答|返答|お電話|対応)|翌営業日|営業日(?:以内|後)|\d+時間以内|\d+日以内/,
      /(?:追って|改めて|後ほど|順次).{0,20}(?:ご連絡|ご返信|ご返答|回答|ご案内)|今しばらくお待ち|しばらくお待ち/,
      /受付番号|お問い?合わ?せ番号|ご注文番号|書類選考|以下の内容で/,
    ),
  },
];

/** Nobody reads there. People say so as well, of a mailbox of theirs: only of a mail that says "I" nowhere. */
export const UNATTENDED = anyOf(
  /\b(?:nobody|no[- ]?one|no human) (?:\w+ )?(?:reads?|checks?|monitors?|looks? at|sees?|watch\w*) (?:this|your|the|mail|it)\b|\b(?:mail ?box|inbox|address|account|e-?mail) (?:isn't|is not|is no longer|is never) (?:\w+ )?(?:read|checked|monitored|attended|staffed|looked|watched|manned|in use|used|active)\b|\b(?:unattended|unmonitored|unstaffed) (?:e-?mail )?(?:mail ?box|inbox|address|account)\b/,
  /(?:postfach|adresse|mailbox|posteingang) (?:wird|ist) (?:\S+ ){0,3}(?:nicht|nicht mehr|von niemandem|nie) (?:\S+ ){0,2}(?:betreut|gelesen|überwacht|abgerufen|bearbeitet|kontrolliert|eingesehen|besetzt|genutzt|verwendet)|(?:nicht |un)(?:überwacht|betreut|besetzt)e[sn]? (?:postfach|adresse)|von niemandem gelesen|niemand (?:liest|sieht)/,
  /(?:boîte|adresse|messagerie)(?: [^.]{0,30})? n'est (?:pas|plus|jamais) (?:\S+ )?(?:consultée?|relevée?|surveillée?|lue?|suivie?|utilisée?|active|gérée?)|personne ne (?:lit|lira|consulte|relève|verra)/,
  /(?:buzón|dirección|bandeja|casilla)(?: [^.]{0,30})? no (?:se|está|es) (?:\S+ )?(?:atiend|atendid|supervis|revis|consult|lee|monitor|utiliz|vigil|gestion)\w*|nadie (?:lee|leerá|atiende|revisa|verá)/,
  /(?:casella|indirizzo)(?: [^.]{0,30})? non (?:è|viene) (?:più )?(?:\S+ )?(?:presidiat|controllat|monitorat|lett|consultat|utilizzat|gestit|attiv)\w*|nessuno (?:legge|leggerà|controlla|vedrà)/,
  /(?:caixa|endereço)(?: [^.]{0,30})? não (?:é|está) (?:mais )?(?:\S+ )?(?:monitorad|acompanhad|lid|verificad|supervisionad|consultad|utilizad|atendid|vigiad)\w*|ninguém (?:lê|lerá|acompanha|verá)/,
  /(?:アドレス|メールボックス|受信箱)(?:は|を|に)[^。]{0,24}(?:確認|監視|閲覧|使用|利用)(?:して|され)?(?:おり|い)?ません|読まれません|(?:配信|発信)専用/,
);

/**
 * The same, less formal: only of a mail that answers none, says "I" nowhere and speaks of no business. People who write out of a thread do not
 * say that a letter arrived and what becomes of it, and nothing else.
 */
export const RECEIPTS: readonly AcknowledgementWords[] = [
  {
    language: 'en',
    thanks: anyOf(
      /\byour (?:\w+ )?(?:e-?mail|mail|message|note|letter|request|enquiry|inquiry|application|order|booking|form|question|report|complaint) (?:is|was|has|have|just|now|safely|\w+ has)\b/,
      /\b(?:we(?:'ve| have)?|the \w+ has) (?:now |just )?(?:got|received|noted|logged|registered) your\b|\bthank(?:s| you) (?:so much |very much )?for (?:writing|getting|contacting|your)\b|\bconfirm(?:s|ing)? (?:the )?(?:receipt|arrival)/,
      /\b(?:ticket|case|ref(?:erence)?|request|enquiry|inquiry)\b[^.?]{0,24}\d{3}/,
      /\byou(?:'re| are) (?:now )?(?:number|no\.?|on (?:the|our) (?:waiting )?list|in (?:the|our) queue)|\b(?:you (?:wrote|reached us)|outside|out of) (?:\w+ )?(?:office |opening |working )?hours/,
    ),
    promise: anyOf(
      /\b(?:we|someone|somebody|a (?:member|colleague|volunteer)|one of us|the team|our \w+|it|they)(?:'ll| will| aim to| try to| usually| normally| reply| answer) (?:\w+ ){0,5}(?:answer|reply|read|call|ring|respond|write|look|review|process|deal|get back|be (?:in touch|read|answered|dealt|with you|processed))/,
      /\b(?:response|reply|waiting|processing) times?\b|\b(?:within|during|in) (?:\w+ ){0,3}(?:hours|days|weeks)\b|\bopening hours|\bin (?:the )?order\b|\bno need to (?:write|reply|do)|\bplease (?:do not|don't) (?:send|write|reply)/,
    ),
  },
  {
    language: 'de',
    thanks: anyOf(
      /\b(?:ihre|ihr|deine|dein) (?:\S+ )?(?:e-?mail|mail|nachricht|brief|schreiben|anfrage|anliegen|bestellung|bewerbung|antrag|meldung|anmeldung|formular|reservierung) (?:ist|wurde|hat|liegt)\b/,
      /\b(?:wir (?:haben|bestätigen)|bestätigen wir) (?:\S+ ){0,6}(?:eingang|erhalten|bekommen|notiert|vorgemerkt|registriert)|\beingang (?:ihre[sr]|deine[sr])\b|\bdanke (?:für|dass)\b/,
      /(?:ticket|vorgang|fall|anfrage|bearbeitung|referenz|akten)[^.?]{0,24}\d{3}/,
      /\b(?:sie stehen|du stehst) auf (?:der|unserer) (?:warteliste|liste)|\bsie sind (?:die )?nummer|\baußerhalb (?:unserer|der) (?:\S*zeiten)/,
    ),
    promise: anyOf(
      /\bwir (?:\S+ ){0,6}(?:melden|antworten|rufen|schreiben|prüfen|bearbeiten|kümmern|lesen|beantworten)\b|\b(?:beantworten|bearbeiten|melden|rufen|lesen|prüfen|antworten) wir\b|\b(?:jemand|sie wird|er wird|es wird|wird) (?:\S+ ){0,5}(?:melden|gelesen|bearbeitet|beantwortet|geprüft)/,
      /\b(?:binnen|innerhalb|in der regel|sobald|sprechzeiten|öffnungszeiten|reihenfolge|bearbeitungszeit)\b/,
    ),
  },
  {
    language: 'fr',
    thanks: anyOf(
      /\b(?:votre|ta) (?:\S+ )?(?:e-?mail|mail|courriel|message|lettre|courrier|demande|commande|candidature|dossier|réservation|formulaire|signalement) (?:est|a|nous|vient)\b/,
      /\bmerci (?:de|pour) (?:votre|nous)|\b(?:avons|a) (?:bien )?(?:reçu|noté|enregistré) votre|\bréception de votre/,
      /(?:ticket|dossier|demande|référence|requête)[^.?]{0,24}\d{3}/,
      /\bvous êtes (?:le )?(?:numéro|n°|sur (?:la|notre) liste)|\ben dehors de(?:s| nos) (?:heures|horaires)/,
    ),
    promise: anyOf(
      /\b(?:nous (?:vous )?(?:\S+ )?(?:rappel|répond|écri|lis|trait|revien|étudi|reviendr|contact)\S*|(?:il|elle) (?:sera|est) (?:\S+ )?(?:lue?|traitée?|étudiée?)|quelqu'un (?:vous|va)|une? (?:bénévole|collègue|conseill\S+) )/,
      /\b(?:sous|dans un délai|dans les|horaires d'ouverture|délai|dès que|par ordre d'arrivée)\b/,
    ),
  },
  {
    language: 'es',
    thanks: anyOf(
      /\b(?:su|tu) (?:\S+ )?(?:correo|e-?mail|mensaje|carta|solicitud|pedido|consulta|candidatura|petición|reserva|formulario|escrito) (?:ha|está|nos|ya|fue|llegó)\b/,
      /\b(?:gracias por (?:su|tu|escribir|contactar)|(?:hemos|ha) (?:recibido|registrado|anotado) (?:su|tu)|(?:tomamos|hemos tomado) nota|acusamos recibo|recibimos (?:su|tu))/,
      /(?:ticket|caso|solicitud|expediente|referencia|incidencia)[^.?]{0,24}\d{3}/,
      /\b(?:es|eres|usted es) el número|\ben (?:la|nuestra) lista de espera|\bfuera de(?:l| nuestro)? horario/,
    ),
    promise: anyOf(
      /\b(?:(?:le|te|les|os) (?:llam|respond|contest|escrib|avis|contact|atend)\S*|(?:lo|la) (?:leer|revisar|atender|estudiar)\S*|será (?:leíd|atendid|respondid|revisad)\S*|alguien (?:le|te|del))/,
      /\b(?:en (?:un )?plazo|en (?:menos|un máximo) de|horario de|por orden de|tiempo de respuesta|en cuanto)\b/,
    ),
  },
  {
    language: 'it',
    thanks: anyOf(
      /\b(?:la sua|il suo|la tua|il tuo) (?:\S+ )?(?:e-?mail|mail|messaggio|lettera|richiesta|ordine|candidatura|domanda|prenotazione|modulo|segnalazione) (?:è|ci è|ha|risulta)\b/,
      /\b(?:grazie (?:per|di) (?:aver|averci|la|il)|abbiamo (?:ricevuto|registrato|preso nota)|confermiamo (?:la ricezione|di aver)|prendiamo nota)/,
      /(?:ticket|pratica|richiesta|riferimento|segnalazione)[^.?]{0,24}\d{3}/,
      /\b(?:è|sei|lei è) il numero|\bin lista d'attesa|\bfuori (?:dall'|dal nostro )?orario/,
    ),
    promise: anyOf(
      /\b(?:(?:la|ti|vi) (?:richiam|ricontatt|contatt|avvis|chiam)\S*|(?:le|ti|vi) (?:rispond|scriv)\S*|(?:sarà|verrà) (?:lett|evas|esaminat|lavorat|gestit)\S*|qualcuno (?:la|le|ti))/,
      /\b(?:entro|orari[oi] di|tempi di|in ordine di|appena|non appena)\b/,
    ),
  },
  {
    language: 'pt',
    thanks: anyOf(
      /\b(?:o seu|a sua|o teu|a tua|seu|sua) (?:\S+ )?(?:e-?mail|mensagem|carta|pedido|encomenda|candidatura|solicitação|reserva|formulário|contacto|contato) (?:foi|chegou|está|já|deu)\b/,
      /\b(?:obrigad[oa] p(?:or|elo|ela)|recebemos (?:o|a|seu|sua)|registámos|registramos|anotámos|anotamos|confirmamos (?:a|o) (?:receção|recebimento|recepção)|acusamos)/,
      /(?:ticket|chamado|protocolo|pedido|solicitação|referência|processo)[^.?]{0,24}\d{3}/,
      /\b(?:é o número|a sua senha|sua senha|na (?:nossa )?lista de espera|fora d[oe] (?:nosso )?(?:horário|horas))/,
    ),
    promise: anyOf(
      /\b(?:(?:ligamos|respondemos|contactamos|escrevemos|chamamos|entramos|lemos|analisamos|daremos|retornaremos|responderemos|entraremos|contactaremos|ligaremos)|será (?:lid|respondid|analisad|tratad)\S*|alguém (?:lhe|da))\b/,
      /\b(?:no prazo|dentro de|horário de|por ordem|tempo de resposta|assim que)\b/,
    ),
  },
  {
    language: 'ja',
    thanks:
      /(?:お問い?合わ?せ|ご連絡|メール|ご応募|ご注文|お申し?込み|ご予約|ご意見|お便り|ご質問)(?:を|が|は).{0,16}(?:届き|受け取|受信|お預かり|拝受|頂戴|いただき|到着|承り)|(?:お問い?合わ?せ|ご応募|ご注文|お申し?込み|ご予約)(?:いただ|頂|ください|を?(?:承|受け付け|受付))|受付時間外|順番(?:は|に)/,
    promise:
      /(?:ご連絡|ご返信|ご返事|お返事|回答|ご案内|お電話|対応|確認)(?:を)?(?:いた|させて|申し上げ|差し上げ|しま)|お待ち(?:ください|いただ)|営業日|営業時間|順に/,
  },
];
