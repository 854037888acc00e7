/** By what is a person known? Data per language, folded: what is said to us, and "I". */
import { anyOf, type TextRule } from './text-rules.ts';

/** A person speaks to us: then an absence is news, not a note. */
export const CONVERSATION: readonly TextRule[] = [
  {
    name: 'talks_to_us',
    pattern: anyOf(
      /\?/,
      /\b(?:let's|lets|let us|happy to|would love|interested|sounds (?:good|great|interesting)|call me|ping me|follow up with me|circle back|talk (?:then|when|next)|reach (?:back )?out (?:to me )?(?:then|after|again|when)|catch up|schedule|meeting with you|we already|no thanks|not interested|can you|could you)\b/,
      /melden sie sich (?:danach|dann)/,
      /sprechen wir/,
      /人で/,
      /ましょう/,
      /いかがですか/,
      /(?:ます|です|でしょう|ません)か/,
      /お願いでき/,
      /お話(?:し|を)/,
    ),
  },
];

/** What we offer, what it costs, whether they want it: a person's words, but for form letters of offices. */
export const BUSINESS: readonly TextRule[] = [
  {
    name: 'talks_business',
    pattern: anyOf(
      /\b(?:budgets?|pric(?:e|es|ing)|quote|cost|costs|charge|the trial|a trial|demo|proposal|your (?:offer|idea|product|tool|deck|numbers|price|quote|pitch)|no decision|not for us|i'd like|we'd like|i would like to|tell him|tell her|send (?:me|us|it|them|your|the) |postponed|we decide|signed with|(?:right|wrong) person|write to me in|won't be buying)\b/,
      /\b(?:ihr angebot|ihre (?:idee|zahlen|preise)|kostet|preise?\b|preisliste|budget|interessier|gefällt|termin\b|danach gern|gern (?:danach|mehr)|würde ich gern|rufen sie mich (?:dann|danach|gern)|erinnern sie mich|schicken sie (?:mir|uns)|wir bleiben bei|kein bedarf)/,
      /\b(?:votre (?:offre|idée|proposition|produit|tarif)|vos (?:tarifs|prix|chiffres)|combien|budget|(?:m'|nous )?intéress|me plaît|rappelez-moi|appelez-moi|envoyez-(?:moi|nous|la|le)|on se parle|le projet|est reporté|rendez-vous|devis)/,
      /¿|\b(?:su (?:propuesta|oferta|idea)|tu (?:propuesta|oferta|idea)|precios?|presupuesto|me interesa|nos interesa|(?:mánd|envíe?|envía)\S*me|llámeme|llámame|hablamos|preferimos)/,
      /\b(?:la sua (?:proposta|offerta|idea)|il (?:preventivo|listino|suo prodotto)|prezz[io]|budget|(?:mi|ci) interessa|mi mandi|mi richiami|mi chiami|le va bene|ci sentiamo|va bene)\b/,
      /\b(?:a sua (?:proposta|ideia|oferta)|preços?|orçamento|(?:me|nos) interessa|tenho interesse|mande-me|ligue-me|pode ligar|podemos|confirmar a reunião|demonstração)/,
      // A day that suits them is a day to meet.
      /\b(?:works|suits|would work|would suit|is fine|is good) (?:for )?(?:me|us)\b|\b(?:would|could) (?:suit|work)\b|\b(?:mir|uns) passt|passt (?:mir|uns|es|gut)\b|würde (?:\w+ )?passen|\b(?:me|nous) (?:va bien|convient|conviendrait|irait)|\b(?:me|nos) (?:va bien|viene bien|vendría bien)|\b(?:mi|ci) (?:va bene|andrebbe)|\b(?:me|nos) (?:serve|convém)|都合が(?:良|よ|いい|つ)/,
      /予算|ご提案|お見積|価格|料金|興味|検討|資料をお?送|面談|打ち?合わ?せ|伺えます|ご予定/,
    ),
  },
];

/** "I", by language: no machine speaks so, except in its owner's absence. `je` is French here, and "is" to half of the Slavs. */
export const FIRST_PERSON: readonly (TextRule & { readonly language: string })[] = [
  {
    name: 'i_en',
    language: 'en',
    pattern: /(?<!\p{L})(?:i|i'll|i'm|i've|i'd|me|my|mine)(?!\p{L})/u,
  },
  {
    name: 'i_de',
    language: 'de',
    pattern: /(?<!\p{L})(?:ich|mir|mich|mein|meine[rnms]?)(?!\p{L})/u,
  },
  {
    name: 'i_fr',
    language: 'fr',
    pattern: /(?<!\p{L})(?:je|j'[a-zéê]{2,20}|moi|le mien|la mienne)(?!\p{L})/u,
  },
  {
    name: 'i_es',
    language: 'es',
    pattern: /(?<!\p{L})(?:yo|mi|soy|estoy|tengo|puedo)(?!\p{L})/u,
  },
  {
    name: 'i_it',
    language: 'it',
    // "Gli uffici sono chiusi": "are" is the same word.
    pattern:
      /(?<!\p{L})(?:io|(?<!(?:uffici|sportelli|messaggi|linee|tempi|operatori|volontari|che) )sono(?! (?:apert|chius)[ie]| (?:stat[ie]|disponibili|attiv[ie]|lett[ie]|gestit[ie]|esaminat[ie]|trattenut[ie]|bloccat[ie]|previst[ie])(?!\p{L}))|mio|mia|posso|vorrei|ho ricevuto)(?!\p{L})/u,
  },
  {
    name: 'i_pt',
    language: 'pt',
    pattern:
      /(?<!\p{L})(?:eu (?:não|estou|vou|recebi)|estou|meu|minha|tenho|posso|recebi)(?!\p{L})/u,
  },
  { name: 'i_nl', language: 'nl', pattern: /(?<!\p{L})(?:ik|mijn)(?!\p{L})/u },
  { name: 'i_sv_no_da', language: 'sv_no_da', pattern: /(?<!\p{L})(?:jag|jeg|mig)(?!\p{L})/u },
  { name: 'i_pl', language: 'pl', pattern: /(?<!\p{L})(?:mnie|jestem)(?!\p{L})/u },
  { name: 'i_ru', language: 'ru_uk_bg', pattern: /(?:^|\s)(?:я|мне|мой|моя|мені|аз)\s/ },
  {
    name: 'i_ja',
    language: 'ja',
    pattern: /私|僕/,
  },
  { name: 'i_zh', language: 'zh', pattern: /我(?!们|們|司|公司)/ },
];

/** We are spoken to, by the words that mean nobody else. */
export const TO_US =
  /(?<!\p{L})(?:you|your|yours|sie|ihnen|ihre?[nmrs]?|dich|dir|deine?[nmrs]?|vous|votre|vos|usted|tus?|lei|você|lhe)(?!\p{L})/u;

/** What offices ask and nobody answers: "Urgent? Call us." */
export const RHETORICAL =
  /(?<!\p{L})(?:(?:is it |it's |really )?urgent|in a hurry|an emergency|emergency|(?:any |more |further )?questions|(?:ist es )?(?:dringend|eilig)|(?:es|wenn es) eilt|notfall|(?:noch |weitere )?fragen|(?:c'est )?urgent|une urgence|pressée?|(?:d'autres |des )?questions|¿?(?:es )?urgente|¿?(?:una )?(?:urgencia|emergencia)|¿?(?:más |alguna )?(?:dudas?|preguntas)|(?:è )?urgente|(?:un')?(?:urgenza|emergenza)|(?:altre )?domande|(?:é )?urgente|(?:uma )?(?:urgência|emergência)|dúvidas|お急ぎですか) ?\?/gu;

/** "I" in the verb, or whoever says who is writing. */
export const SAYS_WHO: readonly TextRule[] = [
  {
    name: 'says_who',
    pattern: anyOf(
      /(?<!\p{L})(?:mon|ma|mes)(?!\p{L})/u,
      /(?<!\p{L})(?:mis|(?:le|te) (?:digo|respondo|escribo|llamo)|me (?:llamo|parece|gusta)|lo (?:miro|leo|comento))(?!\p{L})/u,
      /(?<!\p{L})(?:ho (?:letto|visto|parlato|girato)|(?:le|ti|vi) (?:scrivo|dico|rispondo|faccio)|ne parlo|uso)(?!\p{L})/u,
      /(?<!\p{L})(?:eu|vou|sou|falei|(?:digo|respondo|escrevo|mando)-(?:lhe|te)|lhe (?:digo|respondo|escrevo|mando))(?!\p{L})/u,
      /(?:担当|受付|秘書|総務|営業部?)の[\p{Script=Han}]{1,4}(?:です|と申します|でございます)|と申します|自分の/u,
    ),
  },
];

/** "This is not an automatic reply": only a person says so. */
export const DENIES = anyOf(
  /\b(?:not|isn't|no|never) (?:really |actually |just )?(?:an?|the|my|another|some)? ?(?:auto(?:matic|mated|mat\w*)?[- ]?(?:reply|response|responder|answer|message)|out[- ]of[- ]office|answering machine)\b|\b(?:it's|this is|it is) (?:really |actually |just )?me\b|\bno robot\b/,
  /\b(?:keine|nicht (?:die|der|eine|meine)|weder) (?:\S+ )?(?:automatische|autoantwort|abwesenheitsnotiz|automat\b|anrufbeantworter)|\b(?:ich bin(?:'s| es)|hier bin) (?:wirklich|tatsächlich|echt|selbst|persönlich|ich|diesmal)\b|\bkein (?:roboter|automat)\b/,
  /\bpas (?:une |un |la |le |d[eu] )?(?:réponse|message|répondeur)(?: automatique)?\b.{0,12}(?:automatique|répondeur|,|$)|\bplus (?:le|un) répondeur|\bc'est (?:bien |vraiment )?moi(?: qui (?:écris|réponds))?\b/,
  /\bno (?:es|soy|era|fue) (?:una? |el )?(?:respuesta autom|mensaje autom|contestador)|\bsoy yo\b/,
  /\bnon (?:è|sono|era) (?:una? |il )?(?:risposta autom|messaggio autom|risponditore)|\bsono (?:proprio |davvero )?io(?: in persona)?\b(?! (?:che|a))/,
  /\bnão (?:é|sou|era) (?:uma? |o )?(?:resposta autom|mensagem autom|atendedor)|\bsou (?:mesmo )?eu(?! (?:que|quem|a))(?!\p{L})/u,
  /自動(?:返信|応答|送信)(?:では|じゃ)(?:あり|ござい|な)|本人が(?:書|返信|打)/,
);

/** Who is back is not away. */
export const IS_BACK = anyOf(
  /\b(?:back (?:since|from (?:vacation|holiday|leave|my))|(?:i am|i'm|just got|now|finally) back(?! on| (?:in|at) .{0,20} on)|back (?:now|today and|at my desk (?:now|today|since)))\b/,
  /\b(?:seit (?:gestern|heute|montag|dieser woche) (?:wieder )?(?:zurück|wieder|im)|bin (?:seit .{1,20} )?(?:wieder|zurück) (?:da|im büro|zurück)?(?:\.|,| und)|frisch aus dem urlaub)/,
  /\b(?:me (?:voilà|revoilà) de retour|(?:suis )?de retour (?:depuis|ce matin|hier|de (?:congés?|vacances))|rentrée? (?:hier|ce matin|de))/,
  /\b(?:recién (?:vuelto|llegad)|ya (?:estoy de vuelta|he vuelto)|(?:volví|he vuelto|regresé) (?:ayer|hoy|de))/,
  /\b(?:(?:appena )?rientrat[oa] (?:oggi|ieri|stamattina|stamani|dalle)|sono (?:già )?(?:tornat|rientrat)[oa]|tornat[oa] (?:oggi|ieri))/,
  /\b(?:(?:voltei|regressei|já (?:voltei|regressei|estou de volta)))/,
  /(?:昨日|先週|今朝)(?:まで|、?戻|出張から)|(?:出張|休暇)から戻(?:り|って)/,
);

/** They read the mail of somebody who is away, and answer for them. */
export const DEPUTY = anyOf(
  /\b(?:asked me to|on (?:his|her|their) behalf|in (?:his|her) place|left me (?:his|her|their|the)|i(?:'m| am) (?:looking after|minding|covering|checking|reading|watching|going through) (?:his|her|their|the) (?:in ?box|mail|e-?mails?|post|mailbox|desk)|i (?:look after|mind|check|read|cover|watch) (?:his|her|their) (?:in ?box|mail|e-?mails?|mailbox|desk)|(?:got|have|inherited|in charge of|look after) (?:his|her|their) (?:in ?box|mail|mailbox)|(?:note|mail|message|it|this) on (?:his|her|their) desk|i(?:'ll| will) (?:show|tell|ask|pass (?:it|this) (?:on )?to|give (?:it|this) to|let) (?:him|her|them)\b)/,
  /\b(?:hat mich gebeten|bat mich|bittet mich|bittet sie|bittet um|in (?:seinem|ihrem) (?:auftrag|namen)|ich (?:lese|betreue|hüte|sichte|bearbeite|mache|schaue|kümmere mich um) (?:\S+ ){0,3}(?:seine|ihre|sein|ihr) (?:post|mails?|e-mails?|postfach)|ich (?:zeige|gebe|sage|lege|richte) (?:es|ihm|ihr|das|sie|ihre mail) )/,
  /m'a (?:demandé|laissé|chargé|prié)|me (?:demande|prie|charge) de|je lui en parle|je (?:lui|leur) (?:montre|transmets|dis|donne|passe|en parle)|en son nom|(?:son assistante?|sa secrétaire)\b|je (?:lis|relève|garde|gère|surveille) (?:sa boîte|ses mails|son courrier|sa messagerie)/,
  /\bme (?:ha )?(?:pidió|pide|pedido|encarg\S+|dejó|dejado)\b|en su nombre|se lo (?:enseño|digo|paso|comento|muestro)|(?:leo|miro|llevo|atiendo|reviso|vigilo) (?:yo )?su (?:correo|buzón|bandeja)|le (?:miro|leo|llevo|reviso) (?:yo )?(?:el|los) (?:correo|buzón)/,
  /\bmi (?:ha )?(?:chiesto|chiede|lasciato|incaricat\S+|pregato)\b|a (?:suo|nome suo)|per suo conto|glie(?:lo|la|ne) (?:faccio|dico|mostro|passo|parlo)|(?:posta|mail) (?:la |le )?(?:apro|leggo|guardo) io|(?:guardo|leggo|seguo|controllo|curo) io (?:la|le|il)|le (?:guardo|leggo|controllo) (?:io )?(?:la posta|le mail)/,
  /\b(?:pediu-me|me pediu|deixou-me|me deixou|encarregou-me|me encarregou)\b|em (?:seu|nome) (?:nome|dele|dela)|(?:mostro|digo|passo|entrego)-(?:lhe|lho)\b|sou eu (?:que|quem)|(?:fiquei|fico|estou) com (?:o correio|os e-?mails|a caixa)|falo-lhe|eu (?:que )?(?:vejo|leio|cuido d[oe]s?) (?:o correio|os e-?mails|a caixa)|vou (?:mostrar|avisar|falar com) (?:ele|ela)|(?:mostro|aviso|falo) (?:pra|para|com|a) (?:ele|ela)/,
  /代わりに(?:お返事|返信|ご連絡|私|わたし|確認|拝見|見て)|代わって(?:お返事|ご?返信|ご?連絡|私)|代理で(?:お返事|ご?返信|ご?連絡|拝見)|(?:言付|ことづ|申しつか|頼まれ|任され|留守を預か)|(?:メール|郵便|受信箱)を(?:お?預か|見て)/,
);

/** Of a subject: it answers or hands on. The name of a ticket may stand in front. */
export const REPLY_PREFIX =
  /^(?:\[[^\]]{1,40}\] ?)?(?:(?:re|r|rif|res|aw|sv|fw|fwd|i|enc|wg|tr|rv|antw|odp|回复|回覆|返信|転送)(?:\[\d{1,3}\])?\s?: ?){1,9}/;
