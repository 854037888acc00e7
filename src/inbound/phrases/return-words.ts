/** What stands beside a day in an absence note, and what it makes of that day. Data per language, folded text. */
import { anyOf } from './text-rules.ts';

function words(...phrases: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${phrases.join('|')})(?!\\p{L})`, 'gu');
}

/** They are back on that day. */
export const RETURN = words(
  "back(?! to (?:you|everyone|all))|return(?:s|ing|ed)?(?! your)|(?:in|at) (?:the )?(?:office|studio|shop|my desk) (?:again|on)|available (?:again|from|on)|resum\\p{L}+|re-?open\\p{L}*|re-?start\\p{L}*|reachable (?:again|from)|take up|rejoin\\p{L}*|first day (?:back|in)|normal service|new plan|see you|in again|open (?:again|as (?:usual|normal))|(?:be|i'm) in on|again (?:on|from)|next (?:working )?day (?:in|at|back)|pick(?:ing)? up (?:my )?(?:messages|mail|e-?mails?)",
  'zurück|wieder|rückkehr|zurueck|erster arbeitstag|neuer plan|(?:sehen|sprechen|hören) (?:wir )?uns|geht es weiter|öffnen|erst (?:am|ab)|starte|im dienst (?:ab|am)|nächster (?:arbeitstag|tag im)',
  'retour|reprend\\p{L}*|reprise|reprenons|reviens|revient|reviendr\\p{L}+|rentr\\p{L}+|rentrée|rouvr\\p{L}+|réouvr\\p{L}+|réouverture|de nouveau|à nouveau|retrouv\\p{L}+|nouveau plan|(?<!ne )(?:serai|sera|serons) (?:au bureau|disponible|joignable|là)|joignable (?:à partir|dès)|disponible (?:à partir|dès)|ne \\p{L}+ que|qu.à (?:partir|compter)|je les rouvre|ouverture (?:normale|habituelle)|présente? (?:à partir|dès)|relir\\p{L}+|prochain jour (?:de présence|travaillé|ouvré)',
  'regres\\p{L}+|vuelv\\p{L}+|volver\\p{L}*|volvemos|vuelta|reincorpor\\p{L}+|incorpor\\p{L}+|retom\\p{L}+|reanud\\p{L}+|reabr\\p{L}+|abr(?:o|e|imos|iremos) otra vez|abrimos|apertura normal|otra vez|de nuevo|nuevo plan|próximo día|(?<!no )estar(?:é|á|emos) (?:operativ\\p{L}+|disponible|en la oficina)',
  'torn(?:o|a|erò|erà|iamo|eremo|ando)|rientr\\p{L}+|ritorn\\p{L}+|riprend\\p{L}+|ripres\\p{L}+|riapr\\p{L}+|di nuovo|nuovamente|ci (?:sono|sarò|si sente|si vede|si rivede|rivediamo|vediamo)|apertura (?:regolare|normale)|nuovo piano|esserci|prossimo giorno|(?<!non )sarò (?:in ufficio|disponibile|operativ\\p{L}+)',
  'volt(?:o|a|arei|ará|amos|aremos|ando)|retorn\\p{L}+|regress\\p{L}+|retom\\p{L}+|reabr\\p{L}+|abrimos|reabertura|abertura normal|de novo|novamente|outra vez|novo plano|próximo dia|(?<!não )estarei (?:disponível|no escritório|de volta|operacional)|de volta',
  'terug',
);
/** The same, where nothing says that it lasts until that day: who answers on a day is there on that day. */
export const ANSWERS = words(
  "(?:will |'ll )(?:\\p{L}+ ){0,2}(?:reply|respond|answer|read|get (?:back )?to)|i can (?:reply|answer)|hear from me",
  'antworte\\p{L}*|hören sie von mir|von mir hören|melde mich|lese|kümmere mich|erreichbar|verfügbar|für (?:sie|euch|dich) da|(?<!nicht )im (?:büro|haus|laden|dienst|geschäft)',
  'répond\\p{L}+|je (?:lirai|traiterai|rappelle)|vous lirai|de mes nouvelles',
  'contest\\p{L}+|noticias mías|sabrá de mí|respond\\p{L}+|atender\\p{L}*|leeré|en la oficina(?: a partir)?',
  'rispond\\p{L}+|mie notizie|legger\\p{L}+|in ufficio(?: da)?|ricontatt\\p{L}+',
  'respond\\p{L}+|atend\\p{L}+|lerei|no escritório(?: a partir)?',
);
/** Behind the day. */
export const RETURN_AFTER_JA =
  /^(?:\s?\([^)]{1,4}\))?(?:\s?\d{1,2}[:時]\d{0,2}分?|の?(?:朝|午前|午後|昼|夕方)(?:\d{1,2}時)?)?(?:から|より|に|以降|には|は|、)?[^。、\d]{0,12}(?:出社|復帰|戻|再開|通常|営業|業務|対応|帰社|以降|返信|稼働|お返事|ご連絡|職場|出勤|開け|お会い)/;
export const RETURN_BEFORE_JA =
  /(?:出社(?:予定)?(?:日)?|復帰(?:予定)?日?|戻り(?:予定)?|帰社(?:予定)?|再開(?:予定)?日?|営業開始(?:日)?|次の(?:出勤|営業)日?|机に向かうの)(?:は|:|:|が)?[^。]{0,8}$/;
/** Right before the day, with a few words between: the absence lasts until it. */
export const UNTIL_EXCLUSIVE =
  /(?<!\p{L})(?:until|till|til|'til)(?: (?:at least|about))?[\s:(]{0,2}(?:the )?$/u;
export const UNTIL_INCLUSIVE =
  /(?<!\p{L})(?:through|thru|(?:until|up to|till) \(?and including\)?|bis(?: (?:zum|einschließlich|inklusive|inkl\.?|voraussichtlich|einschl\.|inkl|und mit)){0,2}|jusqu'(?:au|à|a|aux)(?: et y compris)?|hasta(?: el)?(?: (?:día|próximo))?|(?:fino|sino) (?:al?|a tutto|alla|all')(?: il)?|até(?: (?:ao?|o))?(?: (?:dia|próxim[oa]))?|tot en met|期間:?|al:|fin ?:|au:|ende:|end:|to:|bis:|término:?|fine:)[\s:(]{0,3}(?:[~〜] ?)?(?:den |dem |le |el |il |o |a )?(?:dia |día )?(?:\p{L}{2,3}[.,]{1,2} )?$/u;
/** Behind the day: that day is away as well. */
export const INCLUDED = anyOf(
  /^[\s,()]{0,3}(?:(?:beide|both|ambos|entrambi|ambedue|les deux)?\s?)(?:inclusive|inclus\w*|included|including|einschließlich|inklusive|inkl|incluid\p{L}+|compres[oi]|incluso|y compris|entrambi|ambos)/u,
  // The day is over by then.
  /^ (?:evening|night|abend|soir|por la noche|sera|à noite)(?!\p{L})/u,
);
export const UNTIL_AFTER_JA =
  /^(?:\s?\([^)]{1,4}\))?(?:\s?\d{1,2}[:時]\d{0,2}分?|いっぱい)?(?:頃)?(?:まで|いっぱい)/;
/** The day is the last one away. */
export const LAST_DAY = anyOf(
  /(?<!\p{L})(?:last day (?:of (?:my )?(?:leave|holiday|vacation|absence)|away|out|off)|last day of (?:\p{L}+ ){0,3}is|final day (?:off|away|out))[^.]{0,12}$/u,
  /letzter? (?:urlaubs|ferien|abwesenheits|krankheits|fehl)tag[^.]{0,14}$/,
  /dernier jour (?:de |d'|des )(?:mes |mon )?(?:congés?|vacances|absence|repos)[^.]{0,12}$/,
  /último día(?: de (?:mis |las )?(?:vacaciones|permiso|ausencia|baja))?[^.]{0,10}$/,
  /ultimo giorno(?: (?:di|delle) (?:ferie|assenza|vacanza|congedo|mie ferie))?[^.]{0,10}$/,
  /último dia (?:de|da|das|do) (?:minhas |meu )?(?:férias|ausência|licença|folga)[^.]{0,10}$/,
  /(?<!\p{L})(?:leave|holidays?|vacation|absence|urlaub|ferien|elternzeit|abwesenheit|krankschreibung|congés?|vacances|arrêt|vacaciones|permiso|baja|licencia|ausencia|ferie|congedo|permesso|assenza|férias|ausência|licença|folga)(?: [^.]{0,30})? (?:ends?|endet|enden|dauert|runs|lasts|goes on|se terminent?|prend fin|prennent fin|finit|termin[ae]n?|terminano|finaliza[n]?|acaban?|finiscono|finisce|terminam?|acabam?)(?: on| am| le| el| il| al?| em| no| to| until| bis(?: zum)?)?(?: the| dem| el)?(?: dia| día)? $/u,
  /(?:最終日|最後の日)(?:は|が|:)?[^。]{0,4}$/,
);
/** It was to be that day, and is another. */
export const REVOKED = anyOf(
  /(?<!\p{L})(?:i said|was (?:supposed|going|due|meant|to)|(?:had|i'd) (?:planned|hoped|expected|intended|meant)|should have (?:been|come)|were (?:supposed|going|due)|originally|previously)[^.]{0,40}$/u,
  /(?:sollte|wollte|ursprünglich|eigentlich|(?:hatte|war) [^.]{0,20}(?:geplant|vorgesehen))[^.]{0,40}$/,
  /(?:devai[st]|devions|initialement|prévu(?:e|s)? au départ|avais prévu|comptais|étais censée?|pensais)[^.]{0,40}$/,
  /(?<!\p{L})(?:iba a|íbamos a|pensaba|había previsto|tenía previsto|debía|terminaba|acababa|tenía que)[^.]{0,40}$/u,
  /(?<!\p{L})(?:dovevo|doveva|finiva|terminava|sarei|pensavo|contavo|avevo (?:previsto|pensato))[^.]{0,40}$/u,
  /(?<!\p{L})(?:devia|deveria|terminava|acabava|ia voltar|era para|pensava|tinha previsto|contava)[^.]{0,40}$/u,
);
export const REVOKED_AFTER =
  /^[^.。]{0,20}(?:予定でした|はずでした|つもりでした|sollte|enden sollte)/;
/** "Not the 15th but the 22nd": before the first, and behind it. */
export const NOT_THAT =
  /(?<!\p{L})(?:not|nicht|non(?: pas)?|no|não)(?: on| am| le| el| il| l'| a| em| no dia)?(?: the)? $/u;
export const BUT_THIS = /^\.?,? ?(?:but|sondern|mais|sino|ma|bensì|mas|e sim)(?!\p{L})/u;
/** "If it cannot wait until the 22nd": they are there then, in any language. */
export const WAITS =
  /(?<!\p{L})(?:wait|attendre|attend|esperar|espera|espere|aspettare|aspetta|attendere)(?: (?:until|till|jusqu'(?:au|à)|hasta|fino|al?|até|para))?(?: (?:the|le|el|al?|il|ao?|dia|día))*\s?$/u;
export const WAITS_AFTER = /^(?:まで)?お待ち|^[^.]{0,6}(?<!\p{L})(?:warten|zeit hat)/u;
/** Back on the day that follows. */
export const DAY_AFTER =
  /^[^.]{0,40}(?<!\p{L})(?:the (?:day after|next day|following day)|tags darauf|am tag darauf|am (?:nächsten|folgenden) tag|le lendemain|al día siguiente|il giorno (?:dopo|successivo|seguente)|no dia seguinte)(?!\p{L})|^[^。]{0,12}翌日/u;
/** The first day that may be theirs again is the next: "after the 21st", "nach dem 21.". */
export const AFTER_IT =
  /(?<!\p{L})(?:after|nach|après|después del?|pasado|tras|dopo|depois d[eo]|após)(?: (?:the|dem|den|le|el|il|l'|o))?(?: (?:día|dia|giorno))? $/u;
/** When an office is open or answers, week by week: nobody's absence. */
export const OPENING_HOURS = anyOf(
  /\b(?:opening|office|working|business|service|desk|reception) hours|\bopen (?:mon|tue|wed|thu|fri|sat|sun|\d)|\b(?:phone )?lines are open|\bbetween \d{1,2}[^.]{0,8} and \d{1,2}/,
  /öffnungszeit|geschäftszeit|bürozeit|sprechzeit|servicezeit|sprechstunde|\bgeöffnet (?:von|mo)|\bvon \d{1,2}(?:[:.]\d\d)?(?: uhr)? bis \d{1,2}(?:[:.]\d\d)? uhr/,
  /horaires|heures d'ouverture|\bouverts? (?:du|de) |\bde \d{1,2} ?h(?:\d\d)? à \d{1,2} ?h/,
  /\bhorario|horas de atención|\babiert[oa]s? (?:de|los)|\bde \d{1,2}(?:[:.]\d\d)? a \d{1,2}(?:[:.]\d\d)?\b/,
  /\borari[oi]?\b|\bapert[oaie] (?:da|dal|il|ogni)|\bdalle \d{1,2}(?:[:.]\d\d)? alle \d/,
  /\bhorário|\babert[oa]s? (?:de|às|aos)|\bdas \d{1,2}h?(?:[:.]?\d\d)? às \d/,
  /営業時間|受付時間|(?:平日|月.{0,2}金)[^。]{0,8}\d{1,2}[:時]/,
);
/** Until then an answer may take: how busy they are, not how long they are away. */
export const TAKES_UNTIL =
  /(?<!\p{L})(?:take|takes|prendre|prend|demander|tardar|tarda|demorar|demora|volerci|richiedere|impiegare|levar)(?: [\p{L}']+){0,2} (?:until|up to|jusqu'(?:au|à)|hasta(?: el)?|fino al?|até(?: a)?) $|(?<!\p{L})(?:answer|reply|antwort|rückmeldung|réponse|respuesta|risposta|resposta)(?!\p{L})[^.]{0,24} (?:by|bis|d'ici|antes del?|entro|até)(?: the| zum| el| ao?)? $/u;
export const TAKES_AFTER = /^ dauern?(?:t|)(?!\p{L})|^[^。]{0,6}かか/u;
/** The week that begins on the day. */
export const WEEK_OF =
  /(?<!\p{L})(?:(?:the )?week (?:of|commencing|beginning|starting)|w\/c|w\/b|woche (?:vom|ab)(?: dem)?|semaine (?:du|commençant le)|semana del?(?: día| dia)?|settimana (?:del|dal))(?: the)? $|settimana dell'$/u;
/** They, or their office, will call or write then: that is no return. */
export const CALLS_BACK = anyOf(
  /\b(?:get|come|be) back to (?:you|everyone)\b|\bcall(?:ing)? (?:you )?back\b/,
  /\b(?:melden (?:wir )?uns|rufen? (?:wir )?(?:sie|dich))\b/,
  /\b(?:reviens|revenons|reviendr\w+|revient) vers vous\b|\bvous rappel\w+/,
  /\b(?:volver\w* a (?:llamar|escribir|contactar)|le llamar\w+|nos ponemos en contacto)\b/,
  /\b(?:ricontatt\w+|richiam\w+|torn\w+ a (?:scriver|contattar|chiamar)\w+)\b/,
  /\b(?:entrar\w+ em contato|voltar\w+ a (?:ligar|escrever|contactar)|ligar\w+ de volta)\b/,
);
/** The term of somebody who stands in for them. */
export const STANDS_IN = anyOf(
  /\b(?:minds|covers|covering|stands in|stand in|fills in|deputi[sz]es|vertritt|vertretung|übernimmt|remplace|assure l'intérim|sustituye|cubre|reemplaza|sostituisce|supplisce|copre|substitui|cobre)\b/,
  /代行|代わり(?:に|を)|代理/,
);
/** One day away, and that is the day. */
export const AWAY_THAT_DAY = anyOf(
  /\b(?:out of (?:the )?office|away|closed|not (?:in|here|there|available)|out|off) on (?:\w+,? )?(?:the )?$/,
  /\b(?:geschlossen|abwesend|nicht (?:da|im büro|im haus|erreichbar)) am (?:\w+, (?:dem |den )?)?$/,
  /\b(?:absente?|fermée?s?|indisponible) (?:le|ce|(?:pour|toute) la journée (?:du|de)) (?:\w+ )?$/,
  /\b(?:ausente|cerrad[oa]s?|fuera(?: de la oficina)?) el (?:\w+ )?$/,
  /\b(?:assente|chius[oi]|fuori(?: ufficio| sede)?) (?:il |l')(?:\w+ )?$/,
  /\b(?:ausente|fechad[oa]s?|fora(?: do escritório)?) (?:no dia |em |a )(?:\w+ )?$/,
);
export const AWAY_THAT_DAY_AFTER = anyOf(
  /^,? (?:i am|i'm|i'll be|i will be|we are|we're|we will be) (?:\w+ )?(?:out|away|closed|off|not (?:in|here|available))\b/,
  /^,? (?:bin ich|sind wir|ist \w+) (?:\w+ )?(?:nicht|abwesend|außer|geschlossen)/,
  /^,? (?:je (?:suis|serai)|nous (?:sommes|serons)) (?:\w+ )?(?:absent|fermé|en (?:congé|déplacement)|indisponible)|^,? (?:je ne|nous ne) (?:suis|serai|sommes|serons) pas/,
  /^,? (?:no (?:estaré|estoy|estaremos)|(?:estaré|estoy|estaremos) (?:\w+ )?(?:fuera|ausente|de viaje|cerrad))/,
  /^,? (?:non (?:sono|sarò|ci sono|ci sarò)|(?:sono|sarò|siamo) (?:\w+ )?(?:fuori|assente|in ferie|chius))/,
  /^,? (?:não (?:estarei|estou|estaremos)|(?:estarei|estou|estaremos) (?:\w+ )?(?:fora|ausente|de folga|fechad))/,
  /^(?:\([^)]{1,3}\))?は、?(?:終日)?(?:休暇|不在|休み|お休み|休業|出張|外出)/,
);
/** The absence, or a term that has nothing to do with it, begins or ends there. */
export const OTHER_DAY = anyOf(
  /(?<!\p{L})(?:from|starting|as of|since|effective|beginning|due|by|before|dated|sent on|est\.?|closes? on|expires?|on your)[\s:(]{0,2}(?:the )?$/u,
  /(?<!\p{L})(?:ab|seit|vom|von|beginnend|gesendet am|frist|stand)[\s:(]{0,2}(?:dem |den )?$/u,
  /(?<!\p{L})(?:du|depuis|dès|à compter du|à partir du|envoyé le|avant le|dernier jour (?:au bureau|de travail)[^.]{0,12})[\s:(]{0,2}$/u,
  /(?<!\p{L})(?:del?|desde(?: el)?|a partir del?|enviado el|primer día)[\s:(]{0,2}(?:día )?$/u,
  /(?<!\p{L})(?:dal|dall'|dalla|da|del|a partire dal|inviato il)[\s:(]{0,2}$/u,
  /(?<!\p{L})(?:desde|de|do dia|a partir d[eo]|enviado em|início)[\s:(]{0,2}(?:dia )?$/u,
  /(?<!\p{L})(?:first day(?: away| off| out)?|start(?:s|ing)?|erster tag|premier jour|beginn|début|dal|inizio)[\s:(]{0,2}$/u,
);
/** Nothing before that day. */
export const NOT_BEFORE =
  /(?:(?<=\p{L})n't|(?<!\p{L})(?:not?|nicht|pas|nada|non|não|nie|ne|nobody|rien))(?!\p{L})[^.]{0,44}(?:before|vor(?: dem)?|avant(?: le)?|antes del?|prima d(?:i|el(?:l')?)|antes d[eo])[\s]{0,2}(?:the |dia |día )?$/u;
export const BEFORE_IT =
  /(?<!\p{L})(?:before|vor(?: dem)?|avant(?: le)?|antes del?|prima d(?:i|el(?:l')?)|antes d[eo])\s(?:the |dia |día )?$/u;
export const NOT_AFTER =
  /^[^.]{0,24}(?<!\p{L})(?:not?|nicht|kein\p{L}{0,2}|pas|non|não|nothing|rien|nada)(?!\p{L})/u;
/** "No podré contestar hasta el lunes": then, not after it. */
export const NOT_UNTIL_ES = /(?<!\p{L})no [^.]{0,50}hasta(?: el)?(?: día)? $/u;
