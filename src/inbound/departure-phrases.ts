/** How does an automatic answer say that somebody is gone for good, and who has the work now? Data per language. */
import { anyOf } from './text-rules.ts';

/** Folded text: the person left, retired, or has another task. */
export const DEPARTED = anyOf(
  /\bno longer (?:\w+ )?(?:with (?!delay)|employed|an? (?:employee|member|part)|handl\w+|manag\w+|look\w* after|deal\w*|cover\w*|run\w*|lead\w*|works?\b|working|at\b|part of|here|on the team|responsible|in (?:this|that) (?:role|position)|in charge|the right (?:person|contact))|\bnot (?:with us|work(?:ing)? (?:here|at|for)|employed) (?:\w+ )?any ?more|(?:\b(?:have|has|'ve|'s) (?:now |recently |since |just |officially |sadly )?|^i |\bwho )(?:left (?!a message|my|the office)|retired|moved on|departed|resigned|stepped down|finished (?:up )?at|changed (?:jobs?|roles?|positions?|companies)|taken (?:on|up) a (?:new|different)|moved (?:in)?to (?:a |an |our |the )?(?:\w+ )?(?:role|team|department|position|job|division)|gone to (?:work|a new)|passed away)|\b(?:was|is|will be) (?:my|his|her|their) last (?:working )?day|last (?:working )?day (?:at|with|in) .{1,40} was|my last day (?:was|has)|(?:assignment|contract|employment|internship|secondment|engagement) .{0,40}(?:ended|has ended|is over|came to an end|finished|concluded)|\b(?:enjoying|into|in|my|his|her) retirement|\bi(?:'m| am) (?:now )?retired|\bleft us\b|\bchanged (?:teams?|jobs?|roles?|employers?|companies)|\bleft the (?:company|firm|business|organi[sz]ation|team)|position (?:has been|was) (?:eliminated|made redundant|filled by)/,
  /nicht mehr (?:[^\s.]+ ){0,5}(?:tätig|beschäftigt|bei uns|unternehmen|zuständig|firma|angestellt|dabei|mitarbeiter(?:in)?|team|haus\b|verantwortlich|betreu\S+|arbeit\S*)|arbeite[t]? (?:[^\s.]+ ){0,4}nicht mehr|(?:unternehmen|firma|haus|team|kanzlei|betrieb|uns|verein|agentur) (?:[^\s.]+ ){0,5}verlassen|(?:habe|hat) (?:[^\s.]+ ){0,6}verlassen|ausgeschieden|aus dem (?:amt|dienst|unternehmen) (?:geschieden|getreten)|ruhestand|pensioniert|in (?:pension|rente|altersteilzeit)\b|(?:stelle|position|abteilung|arbeitgeber|aufgabe|bereich|job)\S* (?:[^\s.]+ ){0,3}gewechselt|letzter (?:arbeits)?tag (?:bei .{1,30} )?war|(?:neue|andere) (?:aufgabe|stelle|position|wege|herausforderung)|arbeitsverhältnis .{0,30}(?:beendet|endete)/,
  /\bn(?:e |')(?:\S+ )?(?:fais|fait|travaill\S+|suis|est|exerce|compte|occupe|appartient|gère|m'occupe|s'occupe|collabore|figure|faisons|sommes) (?:\S+ )?plus\b(?! (?:joignable|disponible|au bureau|en mesure|là))|\b(?:a|ai|ayant) (?:\S+ )?quitté|quitté (?:l'|la |le |notre |mes |mon |définitivement)|(?:à la |en |ma |sa |une )retraite|changé de (?:poste|fonctions?|service|société|employeur)|(?:j'ai|a|avoir) rejoint|aventure (?:chez|avec|au sein) .{1,40}(?:achève|termine|prend fin)|dernier jour (?:chez|au sein|dans l'entreprise)|démissionn|(?:contrat|mission|stage|cdd) .{0,40}(?:pris fin|terminé|est terminée|s'est achevé)|parti\S{0,2} (?:vers|pour) de nouv|départ (?:définitif|de l'entreprise|en retraite)/,
  /\bya no (?:trabaj\S+|form\S+|pertenec\S+|est[áo]y?|llev\S+|soy|es|presta|colabor\S+|ocup\S+|me ocupo|se encuentra|me encargo|sigo|sigue|ejer\S+)|\bno (?:trabaj[ao]|forma|pertenece) (?:ya|más)|h(?:a|e|an) (?:dejado|abandonado|causado baja|cambiado de|pasado a)|\bdej(?:é|ó) (?:de |la |el |mi |su |\S+ )|jubil|caus(?:ó|é) baja|(?:se|me) desvincul|otro departamento|otras funciones|(?:termina|acaba|finaliza|cierro|concluy\S+) (?:mi|su) (?:etapa|contrato|relación)|fin de (?:etapa|contrato)|último día (?:en|fue|de trabajo)|desvinculad|(?:contrato|relación laboral) .{0,30}(?:terminó|finalizó|ha terminado|ha finalizado)|cambio de (?:funciones|empresa|puesto)/,
  /\bnon (?:\S+ )?(?:lavor\S+|fa|faccio|è|sono|segu\S+|collabor\S+|ricopr\S+|occup\S+|opera|appartien\S+|gest\S+) (?:\S+ )?più|h(?:a|o) (?:\S+ )?(?:lasciato|cambiato (?:incarico|ruolo|lavoro|azienda|mansion\S+|ufficio|reparto)|cessato|concluso|terminato)|(?:in|alla) pensione|pensionat|dimess[oa]|dimission|ultimo giorno (?:di lavoro|è stato|in azienda)|subentr|(?:contratto|rapporto|collaborazione|incarico) .{0,30}(?:terminat|conclus|scadut|cessat)|nuovo incarico|non più in (?:azienda|servizio|forza)|trasferit[oa] (?:ad? |in )(?:un )?altr/,
  /\bjá não (?:trabalh\S+|faz|faço|est[áo]u?|exer\S+|integra\S*|pertenc\S+|sou|é|me ocupo|se encontra|trato)|\bnão (?:\S+ )?(?:trabalh\S+|faz|faço|integra\S*|pertenc\S+|está|estou|exer\S+|sou|é|atua|atuo|cuido) (?:\S+ )?mais|deix(?:ei|ou) (?:a |o |de |minha|meu|\S+ )|\bsa(?:í|iu) (?:d[aoe]|definitivamente)|aposent|(?:me reformei|reformou-se|reformad[oa]|reformei-me|à reforma)|(?:se|me) (?:deslig|desvincul)|deslig(?:uei|ou)|desligad|desligamento|(?:mudei|mudou|troquei|trocou) de (?:função|funções|emprego|área|departamento|cargo|empresa)|(?:encerr\S+|fim|fecho) (?:d[eo] |o |o meu |meu |um )?ciclo|nov[ao]s? (?:funç\S+|função|cargo|desafio)|(?:contrato|estágio) .{0,30}(?:terminou|acabou|chegou ao fim|encerrado)|último dia (?:de trabalho|na empresa) foi/,
  /退職|退社(?:しま|いたしま|済|した)|退任|転職|異動|転籍|担当を(?:外れ|離れ|降り)|担当(?:から|を)外れ|(?:会社|弊社|当社|職)を離れ|を離れ、?(?:新し|別の)|在籍して(?:おり|い)ません|定年|離任/,
);

/** A name of two or three words; of the whole text, as it is written. */
const NAME =
  "\\p{Lu}[\\p{L}'’-]*\\.?(?: (?:(?:van|von|der|den|de|da|do|dos|del|della|di|du|le|la|zu|y|e|Le|La|Di|Da|De) ){0,2}\\p{Lu}[\\p{L}'’-]+){1,2}";
const JA_NAME =
  '[\\p{Script=Han}々]{1,4}(?:[ \\u3000][\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]{1,4})?';
const ADDRESS = '[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}\\.[A-Za-z]{2,24}';

export const ADDRESSES = new RegExp(ADDRESS, 'gu');
export const NAMES = new RegExp(`(?<!\\p{L})${NAME}(?!\\p{L})`, 'gu');
/** "Farah Aziz (farah@...)", "Marina Dias, marina@...", "松本 彩(...)". */
export const NAMED_ADDRESS = new RegExp(
  `(?:(?<!\\p{L})(?<name>${NAME})|(?<ja>${JA_NAME})(?:さん|様|氏)?)[\\s,:;–—-]{0,3}[(<\\[（＜]?(?:mailto:|(?:e-?mail:?|an|at|unter|à|al|en|em|su|a) )?(?<address>${ADDRESS})`,
  'u',
);
export const JA_SUCCESSOR = new RegExp(
  `(?:後任(?:の?担当)?(?:には|は|として|の|:|:)、?|今後は、?|引き継ぎ先は)\\s?(?:弊社|当社|同じ部署の|同部の|営業部の|[^\\s。、]{1,8}の)?(?<ja>${JA_NAME})(?=さん|が|を|に|と|で|です|まで|宛|[（(、])`,
  'u',
);

/** Of folded text: a sentence that hands the work over. */
export const HANDS_OVER = anyOf(
  /\b(?:successor|replac\w+|succeed\w*|taken? over|takes over|taking over|looks? after|now (?:handle|lead|run|own|manag|deal)\w*|handed|in charge|new (?:contact|owner|lead|head|manager|point)|contact|write to|reach out|e-?mail|get in touch|direct|speak to|talk to|forward|instead|is now|from now on|please (?:use|go|send)|will be (?:your|the))\b/,
  /nachfolg|übernimmt|übernommen|künftig|ab sofort|zuständig|ansprechpartner|wenden sie sich|richten|betreut|kontaktieren|an (?:meine[nr]?|unsere[nr]?) kolleg|von nun an|in zukunft|vertritt|schreiben sie|beantwortet|bitte an|melden sie sich/,
  /succ[eè]d|successeur|rempla[cç]|relève|repren|désormais|dorénavant|contact|adress|interlocut|revient|suite|en charge|écrire|écrivez|s'occupe|confié|transmis/,
  /suced|sucesor|sustitu|relev[ao]|reemplaz|pasa[n]? a|nuev[oa] (?:interlocutor|responsable|contacto|persona)|a partir de ahora|contact|dirij|escrib|en manos|se encarga|mi puesto|ocupa|lleva|atiende|remit/,
  /success|subentr|sostitu|al mio posto|il mio posto|passat[ao]|contatt|rivolg|scriv|d'ora in (?:avanti|poi)|segue|si occupa|nuov[oa] (?:referente|responsabile)|guida|al suo posto|eredit|prende/,
  /suced|sucessor|substitu|assum|a partir de agora|contact|contat|dirij|escrev|passa[mr]?|agora (?:é|com|quem|fala)|cuida|nov[oa] (?:responsável|contato|contacto|interlocutor)|trata|ficou|fica com|no meu lugar|atende|ocupa/,
  /後任|引き継|今後|お願い|ご連絡|担当(?:は|が|いたし)/,
);
