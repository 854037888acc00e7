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
      /担当(?:者|部署|部門)?(?:より|から).{0,30}(?:連絡|返信|回答|返答)|営業日(?:以内|後)|\d+時間以内|\d+日以内/,
      /(?:追って|改めて|後ほど|順次).{0,20}(?:ご連絡|ご返信|ご返答|回答|ご案内)|今しばらくお待ち|しばらくお待ち/,
      /受付番号|お問い?合わ?せ番号|ご注文番号|書類選考|以下の内容で/,
    ),
  },
];
