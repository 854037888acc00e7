/**
 * What do doorkeepers say who do not call themselves one? A word to be put into the subject, against advertisers; or whether it was
 * really the sender who wrote. And what other machines say that holds no letter. Data per language, folded.
 */
import { anyOf } from './text-rules.ts';

export interface SubjectWord {
  readonly language: string;
  /** Send it once more, or answer this. */
  readonly again: RegExp;
  /** Where the word goes. */
  readonly place: RegExp;
  /** Whom it keeps out. */
  readonly against: RegExp;
}

export const SUBJECT_WORDS: readonly SubjectWord[] = [
  {
    language: 'en',
    again: anyOf(
      /\b(?:re-?send|send (?:it|this|(?:your|the) \w+) (?:again|once more)|write again|try again|repl(?:y|ies)|answer|return(?:ing)?|put|add|include)\b/,
    ),
    place: anyOf(/\b(?:in|into|to|on) (?:the |your )?subject\b|\bsubject line\b/),
    against: anyOf(
      /\b(?:spam\w*|advert\w*|junk|sales ?(?:people|mail|pitches)|marketers?|robots?|bots|machines?|strangers?|bulk|mass mail\w*|unknown senders?)\b/,
    ),
  },
  {
    language: 'de',
    again: /noch ?(?:ein)?mal|erneut|antwort|zurück|schreib|setzen|schick|send/,
    place: anyOf(/\b(?:im|in den|in die|in der) betreff|betreffzeile/),
    against: anyOf(
      /\b(?:werbung|reklame|werbe\w*|spam\w*|roboter|automaten|maschinen|massenmail\w*|unbekannte\w*|vertreter)\b/,
    ),
  },
  {
    language: 'fr',
    again: /renvo|répond|de nouveau|à nouveau|encore une fois|ajout|mett|réécri/,
    place: /(?:dans|en) (?:l'|votre )?(?:objet|sujet)|ligne d'objet/,
    against: /publicit|réclame|spam|pourriel|démarch|robot|machine|inconnu|indésirable|prospect/,
  },
  {
    language: 'es',
    again: /reenv|de nuevo|otra vez|respond|contest|ponga|añad|vuelv/,
    place: /en (?:el|su) asunto/,
    against:
      /publicidad|spam|correo basura|no deseado|comerciales|robot|máquina|desconocid|anunciant/,
  },
  {
    language: 'it',
    again: /rimand|rinvi|di nuovo|rispond|rispedi|mett|aggiung|riscriv/,
    place: /(?:nell'|in |nel tuo |nel suo )oggetto/,
    against: /pubblicit|spam|posta indesiderata|robot|macchin|sconosciut|venditor/,
  },
  {
    language: 'pt',
    again: /reenvi|de novo|novamente|outra vez|respond|coloque|ponha|acrescent|inclu/,
    place: /n(?:o|a linha de) assunto/,
    against: /publicidade|propaganda|spam|lixo|robô|robot|máquina|desconhecid|vendedor/,
  },
  {
    language: 'ja',
    again: /もう一度|再度|再送|返信|お送り|入れて|記入|付けて/,
    place: /件名(?:に|の|欄)/,
    against: /広告|宣伝|営業|迷惑|スパム|ロボット|業者|見知らぬ|知らない/,
  },
];

/** "If it was you who wrote": a doorkeeper asks, and gives a link. */
export const IS_IT_YOU = anyOf(
  /\b(?:if (?:it|that|this) (?:was|is) (?:really )?you\b|(?:is|was) (?:it|this|that) (?:really )?you\b|(?:really )?(?:come|came|comes) from you\b)/,
  /(?:waren|sind) sie (?:das|es)\b|(?:wirklich|tatsächlich) von ihnen/,
  /si c'est (?:bien )?vous|est-ce (?:bien )?vous|(?:vient|venait) bien de vous/,
  /si (?:ha sido|fue|es|has sido|fuiste|eres) (?:usted|tú)|(?:es|fue|ha sido) (?:de verdad )?usted|(?:eres|fuiste) tú/,
  /se (?:è stato|è stata|sei stato|sei stata) (?:lei|tu)|è (?:davvero |proprio )lei|sei (?:davvero |proprio )tu/,
  /se foi (?:mesmo )?(?:você|o senhor|a senhora)|foi (?:mesmo )?você|é (?:mesmo )?você/,
  /ご本人(?:でしたら|ですか|様でしたら|である)|あなたが送/,
);

/** The procedure by its name: with a link, only such a filter speaks of it. */
export const NAMED_GATE = anyOf(
  /\bsenders?'? (?:validation|verification|authentication|authori[sz]ation|approval|confirmation)\b|\b(?:validat|verif|authenticat|authori[sz]|approv)\w+ (?:of )?(?:the |new |unknown |all )?senders?\b/,
  /absender-?(?:prüfung|validierung|verifizierung|authentifizierung|freigabe|bestätigung)|(?:prüfung|validierung|verifizierung|freigabe|bestätigung) (?:der|des|neuer|unbekannter|von) absender/,
  /(?:validation|vérification|authentification|autorisation|approbation|confirmation) (?:de l'|des |d')expéditeur/,
  /(?:validación|verificación|autenticación|autorización|aprobación|confirmación) (?:de |del |de los )remitente/,
  /(?:convalida|verifica|autenticazione|autorizzazione|approvazione|conferma) (?:del |dei |di )?mittent/,
  /(?:validação|verificação|autenticação|autorização|aprovação|confirmação) (?:de |do |dos )remetente/,
  /(?:送信者|差出人|送信元|アドレス)(?:の|は|が)?(?:まだ)?(?:認証|承認|検証|許可)(?:依頼|申請|手続|されて(?:おり|い)ません|が必要|をお願い)/,
);

/** Orders, bookings, applications, questionnaires, a changed address: there is much to click on, and no letter that waits. */
export const NO_GATE = anyOf(
  /\b(?:order|booking|reservation|appointment|application|cv|survey|rate (?:our|us|your)|feedback|password reset|invoice|delivery|parcel|(?:e-?mail )?address has changed|new (?:e-?mail )?address|changed (?:my|our) (?:e-?mail )?address|update your (?:records|address book|contacts))\b/,
  /bestellung|buchung|reservierung|bewerb|umfrage|bewerten|rechnung|lieferung|paket|adresse (?:hat sich |wurde )?geändert|neue (?:e-?mail-?)?adresse lautet/,
  /commande|réservation|rendez-vous|candidature|enquête|notez|facture|livraison|colis|adresse (?:\S+ )?(?:a changé|change)|nouvelle adresse/,
  /pedido|reserva\b|cita\b|candidatura|currículum|encuesta|valor(?:ar|e)\b|factura|envío de su|paquete|dirección (?:de correo )?ha cambiado|nueva dirección/,
  /ordine\b|prenotazione|appuntamento|candidatura|curriculum|sondaggio|valutare|fattura|pacco|indirizzo (?:e-?mail )?è cambiato|nuovo indirizzo/,
  /encomenda|reserva\b|consulta marcada|candidatura|currículo|inquérito|pesquisa de satisfação|avaliar|fatura|pacote|endereço (?:de e-?mail )?mudou|novo endereço/,
  /ご?注文|ご?予約|ご?応募|履歴書|アンケート|評価|請求書|お荷物|アドレスを?変更/,
);
