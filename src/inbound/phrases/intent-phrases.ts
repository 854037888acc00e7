/** How do people accept, ask, refuse, put off, pass on? Data over folded text, in order: what is more specific comes first. */
import { anyOf, type TextRule } from './text-rules.ts';

/** Outreach's set of reply intents. `unsubscribe` and `out_of_office` are classes of their own here and never come out of `intentOf`. */
export const INTENTS = [
  'positive_willing_to_meet',
  'positive_need_information',
  'positive_misc_reasons',
  'referral_specific_contacts',
  'objection_already_has_solution',
  'objection_bad_timing',
  'objection_financial',
  'objection_not_right_person',
  'objection_no_reason',
  'objection_other_reasons',
  'unsubscribe',
  'out_of_office',
  'other_intents',
  'empty_body',
] as const;
export type Intent = (typeof INTENTS)[number];

export interface IntentRule extends TextRule {
  readonly intent: Intent;
  readonly confidence: number;
}

/** A plain refusal. */
export const NEGATIVE: readonly TextRule[] = [
  {
    name: 'refusal',
    pattern: anyOf(
      /\b(?:not|isn't|aren't|no longer|not really|never) (?:\w+ ){0,2}interest(?:ed|ing)?\b/,
      /\bno interest\b/,
      /\bno,? (?:thank(?:s| you)|thx)\b/,
      /\bno need\b/,
      /\b(?:we'?(?:ll| will)|i'?(?:ll| will)|going to|have to) pass\b/,
      /\bhard pass\b/,
      /\bnot for (?:me|us)\b/,
      /\bdon't (?:need|want)\b/,
      /\bdo not (?:need|want)\b/,
      /\bdecline\b/,
      /\bkein(?:en|e)? (?:interesse|bedarf)\b/,
      /\bnicht interessiert\b/,
      /\bnein,? danke\b/,
      /\bpas intéressée?s?\b/,
      /\bnon merci\b/,
      /\bpas besoin\b/,
      /\bno (?:me|nos) interesa\b/,
      /\bno (?:estoy|estamos) interesad/,
      /\bno,? gracias\b/,
      /\bno tenemos inter[eé]s\b/,
      /\bn[aã]o (?:temos|tenho|há) interesse\b/,
      /\bnon (?:mi|ci|siamo) interess/,
      /\bgeen (?:interesse|behoefte)\b/,
      /\bniet geïnteresseerd/,
      /\bnie (?:jestem|jesteśmy) zainteresowan/,
      /\bnie,? dzięku/,
      /興味(?:は|が)?(?:あり|ござい)ません/,
      /興味(?:は|が)?ない/,
      /必要(?:あり|ござい)ません/,
      /見送/,
      /お断り/,
      /結構です/,
      /不要です/,
    ),
  },
];

const rules = (
  intent: Intent,
  confidence: number,
  patterns: Readonly<Record<string, RegExp>>,
): IntentRule[] =>
  Object.entries(patterns).map(([name, pattern]) => ({
    name: `${intent} ${name}`,
    intent,
    confidence,
    pattern,
  }));

export const INTENT_RULES: readonly IntentRule[] = [
  ...rules('referral_specific_contacts', 0.85, {
    en: anyOf(
      /\b(?:talk|speak|write|reach out) (?:to|with) (?!me\b|us\b|you\b)[^,.]{2,40}, (?:he|she|they|who) /,
      /\b(?:please |you (?:should|can|could|might want to) |best to |better to |suggest you |try to |i(?:'d| would) |feel free to )(?:contact|reach out to|talk to|speak (?:to|with)|e-?mail|connect with|get in touch with|reach|touch base with|try|ask|follow up with) (?!me\b|us\b|you\b|him about you\b)(?:\w+ ){0,3}(?:(?:at|on|about|regarding|instead|who|in (?:our|the))\b|who handles|\S+@)/,
      /\b(?:cc|cc'ing|cc'd|cc-ing|ccing|copying|copied|looping|looped|adding|added|including|introduc\w+|forward(?:ed|ing)?|pass(?:ed|ing)?) (?:\w+ ){0,6}(?:to )?(?:my |our |a |the |your |him|her|them|in |this |\+|@|colleague|team)(?!\w* ?next week).{0,40}/,
      /\b(?:he|she|they) (?:is|are|'s|'re|would be) (?:the )?(?:right|best|correct|appropriate) (?:person|people|contact|one)/,
      /\b(?:right|best|correct|appropriate) (?:person|contact|point of contact|poc)(?: \w+){0,6} (?:is|would be|will be) (?!me\b|not\b)\w+/,
      /\b(?:handles|takes care of|is (?:in charge of|responsible for)|looks after|oversees|runs|owns|leads) (?:this|that|these|our|all|it|the)\b.{0,60}/,
      /\bhas (?:taken|took) over\b/,
      /\bcontact \S+@\S+/,
    ),
    de: anyOf(
      /\b(?:wenden sie sich|kontaktieren sie|schreiben sie|sprechen sie|melden sie sich)\b.{0,60}\b(?:an|bei|mit|herrn|frau|kollege|kollegin|meine[nr]?|unsere[nr]?|direkt)\b/,
      /\b(?:zuständig|verantwortlich|ansprechpartner\w*)\b.{0,30}\b(?:ist|wäre|dafür|hierfür)\b.{0,20}(?:herr|frau|kolleg|unser)/,
      /\bleite\w* .{0,50}(?:weiter|kolleg)/,
      /\bin (?:cc|kopie)\b/,
    ),
    fr: anyOf(
      /\b(?:contacte[rz]|adressez-vous|rapprochez-vous|voyez avec|écrivez à|prenez contact avec)\b.{0,60}\b(?:mon|ma|collègue|responsable|monsieur|madame|m\.|mme|directement)/,
      /\b(?:je transfère|je transmets|transféré|transmis|mets .{0,30}en copie|en copie)\b/,
      /\bla bonne personne est\b/,
    ),
    es: anyOf(
      /\b(?:contacte|contacta|comun[ií]quese|hable|habla|escriba|escribe|dir[ií]jase|p[oó]ngase en contacto)\b.{0,60}\b(?:con|a|mi|compañer|colega|responsable|sr|sra)\b/,
      /\b(?:reenvío|reenviado|reenvio|paso|le paso|he pasado) .{0,40}(?:compañer|colega|equipo)/,
      /\ben copia\b/,
      /\bla persona (?:adecuada|indicada|encargada|responsable) es\b/,
    ),
    ja: anyOf(
      /(?:担当(?:者)?(?:は|の)|別の(?:者|担当)|担当部署|担当者に|同僚の?).{0,40}(?:さん|です|に(?:ご)?連絡|へ(?:ご)?連絡|転送|共有|回し|お繋ぎ|ご紹介|引き継)/,
      /(?:cc|ccに).{0,20}(?:入れ|追加)/,
      /(?:転送|共有)(?:いたし|させ|し)(?:ます|ました|ておきます)/,
      /(?:までご連絡|宛にご連絡|の方にご連絡)/,
    ),
  }),
  ...rules('objection_already_has_solution', 0.85, {
    en: anyOf(
      /\b(?:already|currently|happy|satisfied|all set|set|covered|good) (?:\w+ ){0,2}(?:have|has|use|using|work(?:ing)? with|got|with (?:our|what|the|a|who)|partnered|contracted|under contract|on this|there)\b/,
      /\b(?:we|i)(?:'re| are|'m| am) (?:\w+ )?(?:all set|set|covered|good)\b(?! (?:to|for a call))/,
      /\balready (?:have|got|use|using|work|covered|solved|booked|one)\b/,
      /\bin[- ]house\b/,
      /\b(?:our|the) (?:current|existing|own) (?:\w+ )?(?:vendor|provider|solution|supplier|tool|system|partner|agency|team|setup|contract)\b/,
      /\b(?:just|recently) (?:signed|renewed|bought|purchased|switched|implemented|went) /,
      /\bwe use \w+/,
    ),
    de: anyOf(
      /\b(?:haben|nutzen|verwenden|arbeiten|sind) (?:\S+ ){0,4}(?:bereits|schon)\b/,
      /\bbereits (?:\S+ ){0,3}(?:eine|einen|lösung|anbieter|partner|versorgt|im einsatz|bestens|gut)/,
      /\b(?:gut|bestens) (?:versorgt|aufgestellt|bedient)\b/,
      /\bzufrieden\b/,
    ),
    fr: anyOf(
      /\b(?:avons|ai|utilisons|utilise|travaillons|sommes|équipés?) (?:\S+ ){0,2}(?:déjà|actuellement)\b/,
      /\bdéjà (?:\S+ ){0,3}(?:équipés?|prestataire|solution|outil|fournisseur|partenaire)/,
      /\bsatisfaits? de\b/,
    ),
    es: anyOf(
      /\bya (?:tenemos|tengo|contamos|usamos|utilizamos|trabajamos|disponemos|estamos)\b/,
      /\b(?:estamos|estoy) (?:\S+ )?(?:satisfech|content|cubiert)/,
      /\bproveedor actual\b/,
    ),
    ja: anyOf(
      /(?:既に|すでに|もう).{0,30}(?:使|利用|導入|契約|取引|あり|対応|入って)/,
      /(?:現在|今).{0,20}(?:使って|利用して|導入して|お願いして)/,
      /(?:他社|別の(?:会社|サービス|ツール)).{0,20}(?:使|利用|契約|導入|お願い)/,
      /間に合って/,
    ),
  }),
  ...rules('objection_financial', 0.85, {
    en: anyOf(
      /\b(?:no|not (?:in )?(?:the|our|my)|tight|don't have (?:the |a |any )?|do not have (?:the |a |any )?|limited|lack of|out of|cut|frozen|freeze|without) ?(?:\w+ )?(?:budget|funds|funding|money)\b/,
      /\bbudgets? (?:\w+ ){0,3}(?:is|are|was|has been|have been|were|cuts?|freeze|constraints?|tight|frozen|gone|limited|used|spent|allocated)\b/,
      /\b(?:too|very|quite|so|bit) (?:expensive|pricey|costly|much money)\b/,
      /\b(?:can't|cannot|can not|couldn't) (?:\w+ )?afford\b/,
      /\bout of (?:our|my) (?:price range|budget)\b/,
      /\bspending freeze\b/,
      /\bcost cutting\b/,
      /\bcheaper\b/,
    ),
    de: anyOf(
      /\b(?:kein|keine|nicht im|fehlt das|eingeschränktes|knappes) (?:\S+ )?(?:budget|geld|mittel)\b/,
      /\bbudget\b.{0,30}(?:nicht|ausgeschöpft|gestrichen|eingefroren|knapp|fehlt|verplant)/,
      /\bzu (?:teuer|kostspielig)\b/,
    ),
    fr: anyOf(
      /\b(?:pas (?:de|le)|aucun|plus de) (?:\S+ )?budget\b/,
      /\bbudget\b.{0,30}(?:gelé|serré|épuisé|limité|bouclé|clos)/,
      /\btrop (?:cher|chère|coûteux|onéreux)\b/,
    ),
    es: anyOf(
      /\b(?:no (?:tenemos|tengo|hay|contamos con)|sin) (?:\S+ )?(?:presupuesto|dinero|fondos)\b/,
      /\bpresupuesto\b.{0,30}(?:limitado|agotado|congelado|ajustado|cerrado)/,
      /\b(?:muy|demasiado) (?:caro|cara|costoso)\b/,
    ),
    ja: anyOf(
      /予算(?:が|は|の|的|上|も)?.{0,15}(?:ない|なく|あり?ません|ございません|厳し|難し|合わ|取れ|確保|都合|削減|オーバー)/,
      /(?:高(?:い|すぎ|額)|費用(?:が|面)|コスト(?:が|面)).{0,15}(?:です|ので|厳し|難し|見合|高)/,
    ),
  }),
  ...rules('objection_bad_timing', 0.8, {
    en: anyOf(
      /\b(?:not (?:right )?now|not (?:at )?(?:this|the) (?:time|moment|point|quarter|year|month)|at (?:this|the) (?:time|moment) (?:we|i)|bad time|wrong time|(?:timing|time) (?:is|isn't|was|'s) (?:\w+ )?(?:not|off|bad|wrong|right|great|good|ideal|tough|tricky)|not a (?:good|great|priority|focus)|isn't a (?:good|great|priority)|too busy|swamped|slammed|heads[- ]down|next (?:quarter|year|month|spring|summer|fall|autumn|winter)|later (?:this|in the) (?:year|quarter|month|summer)|in (?:a few|a couple(?: of)?|several|\d+|two|three|four|six) (?:months|weeks|quarters)|(?:early|late|end of|beginning of|start of|mid) ?(?:the |this |next )?(?:q[1-4]|year|20\d\d|quarter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bq[1-4]\b|(?:circle|check|come|reach|touch|ping|follow)[- ]?(?:\w+ ){0,2}(?:back|up|base|out|again)? (?:\w+ ){0,2}(?:in|after|next|around|when|later|at)\b|revisit|on hold|down the (?:road|line|track)|(?:maybe|perhaps) (?:later|next|in)|call me in \w+|after the (?:holidays|summer|new year|event|launch)|a bit early|too early|not (?:yet )?ready|priorit(?:y|ies) (?:right now|at the moment|have)|currently not (?:looking|hiring|a priority))\b/,
      /\b(?:not|aren't|isn't) (?:\w+ ){0,3}(?:at the moment|right now|currently|at this time|at present|this year|this quarter)\b/,
    ),
    de: anyOf(
      /\b(?:derzeit|momentan|aktuell|zurzeit|zur zeit|im moment|im augenblick|gerade|dieses jahr|dieses quartal)\b.{0,60}\b(?:nicht|kein|keine|keinen|wenig|schlecht)\b/,
      /\b(?:nächstes|nächsten|kommenden|kommendes) (?:jahr|quartal|monat|frühjahr|herbst|sommer)\b/,
      /\bzu (?:einem )?späteren? zeitpunkt/,
      /\bspäter (?:noch ?mal|wieder|im jahr)/,
      /\bkeine (?:zeit|kapazität)/,
      /\bin (?:\S+ )?(?:monaten|wochen) (?:noch ?mal|wieder|erneut)/,
      /\bungünstig/,
    ),
    fr: anyOf(
      /\b(?:pas|aucun\w*) (?:\S+ ){0,4}(?:pour (?:le moment|l'instant)|en ce moment|actuellement|cette année|maintenant)\b/,
      /\b(?:l'année|le trimestre|le mois) prochaine?\b/,
      /\b(?:recontacte|relance|revene|rappele)\w* .{0,40}(?:dans|en|plus tard|à la|après|au)\b/,
      /\bplus tard\b/,
      /\bpas le (?:bon )?(?:moment|temps)\b/,
      /\bpas la priorité/,
    ),
    es: anyOf(
      /\b(?:ahora|en este momento|por (?:el )?momento|actualmente|de momento|este año|por ahora)\b.{0,50}\bno\b/,
      /\bno\b.{0,50}\b(?:ahora|en este momento|por (?:el )?momento|actualmente|de momento|este año|por ahora)\b/,
      /\b(?:pr[oó]ximo|siguiente) (?:año|trimestre|mes)\b/,
      /\bm[aá]s adelante\b/,
      /\bmás tarde\b/,
      /\bno es (?:un |el )?(?:buen )?momento/,
    ),
    ja: anyOf(
      /(?:今は|現在は?|現時点|当面|今のところ|今期|今年|しばらく|目下).{0,40}(?:ない|ません|難し|見送|厳し|予定(?:は|が)|検討して)/,
      /(?:来期|来年|来月|年明け|落ち着いたら|時期(?:を|が|的)|タイミング|改めて|またの機会|後日).{0,40}(?:ご連絡|検討|お願い|合わ|悪|早|相談|いただ|です|また)/,
      /(?:忙し|繁忙|多忙|立て込)/,
    ),
  }),
  ...rules('objection_not_right_person', 0.85, {
    en: anyOf(
      /\b(?:wrong|not the (?:right|correct|best|appropriate)|not the) (?:person|contact|guy|department|team|company|number|one (?:who|to|for))\b/,
      /\b(?:no longer|not) (?:\w+ )?(?:with|at|employed|work(?:ing)? (?:at|for|with|here|in)|responsible|in charge|my (?:area|role|responsibility|department|remit|job|decision))\b/,
      /\bdon't (?:handle|deal with|manage|make (?:these|those|that|this)|work (?:here|there|at|on|in)|oversee)\b/,
      /\b(?:has|have|'ve) left (?:the (?:company|organi[sz]ation|business|firm|bank)|us\b)/,
      /\b(?:this is not|i'm not|i am not) (?!interested|sure|able|available|looking|ready|in\b|currently|convinced|going|clear|certain)[a-z]+(?: anymore)?$/,
      /\bchanged (?:jobs|roles|companies)\b/,
      /\bretired\b/,
      /\bnot (?:me|mine)\b/,
      /\bwho is this\b/,
    ),
    de: anyOf(
      /\b(?:falsche[rn]?|nicht (?:der|die) richtige) (?:ansprechpartner\w*|person|kontakt|stelle|adresse)\b/,
      /\bnicht (?:\S+ )?(?:zuständig|verantwortlich|mein bereich)/,
      /\bnicht mehr (?:\S+ ){0,3}(?:tätig|im unternehmen|bei uns|beschäftigt)/,
    ),
    fr: anyOf(
      /\b(?:pas la bonne personne|mauvaise personne|mauvais interlocuteur|pas le bon (?:interlocuteur|contact)|ne (?:suis|travaille) (?:pas|plus) (?:\S+ ){0,3}(?:responsable|concernée?|en charge|chez|dans)|ne m'occupe pas|a quitté)\b/,
    ),
    es: anyOf(
      /\b(?:no soy (?:la persona|el|la|quien)|persona equivocada|contacto equivocado|no (?:me encargo|trabajo|es mi)|ya no (?:trabaja|trabajo|est[aá]|forma))\b/,
    ),
    ja: anyOf(
      /担当(?:では|じゃ)(?:あり|ござい|な)/,
      /担当(?:を|が)?(?:外れ|違|変わ|異な)/,
      /部署(?:が|を)?(?:違|異な|移動|異動)/,
      /退職/,
      /異動(?:し|と|に)/,
      /(?:お)?門違い/,
      /人違い/,
      /私では(?:なく|分か|わか|判断)/,
      /権限(?:が|は)(?:な|あり)/,
    ),
  }),
  ...rules('positive_willing_to_meet', 0.85, {
    en: anyOf(
      /\b(?:my (?:calendar|calendly|booking)|grab a (?:slot|time)|pick a (?:slot|time))\b/,
      /\b(?:let's|lets|let us|happy|glad|love|open|free|available|willing|like|keen|able|can|could|we can|i can|want|works?|shall we|would be (?:great|good|nice)|set up|schedule|book|arrange|hop on|jump on|do) (?:to |for |on |a |an |up |with |have |do |it |me |us |you |in |i |get |be |set |schedule |arrange |book |hop |jump |quick |brief |short |the |some |you're |your |next |this )*(?:chat|talk|call|meet(?:ing)?|speak|connect|demo|zoom|teams|discuss|catch up|intro(?:duction)?|conversation|coffee|time|slot|invite|calendar|(?:mon|tues|wednes|thurs|fri)day|tomorrow|next week|this week|\d{1,2}(?::\d\d)? ?(?:am|pm)|\d{1,2}:\d\d)\b/,
      /\b(?:send|share) (?:me |us |over |through )*(?:a |an |your |some |the )?(?:invite|calendar|calendly|availability|times|booking link|meeting)/,
      /\b(?:what|which|when|does|do|how|are) (?:\w+ ){0,6}(?:time|times|day|works? for you|suits? you|available|calendar)\b.{0,40}\?/,
      /\b(?:mon|tues|wednes|thurs|fri)day (?:\w+ ){0,3}(?:works|is good|is fine|suits|at \d|after|before|morning|afternoon|would)/,
      /\b(?:call|ring|phone) me\b(?! in \w+)/,
      /\bgive me a (?:call|ring|buzz)/,
      /\bput (?:something|time|it) (?:on|in) (?:my|the|our) (?:calendar|diary)/,
    ),
    de: anyOf(
      /\b(?:termin|telefonat|telefonieren|gespräch|anruf|call|meeting|demo|treffen|besprechen|austausch\w*|videokonferenz|zoom|teams)\b.{0,60}\b(?:gerne?|passt|passen|vereinbaren|machen|möglich|vorschlagen|nächste|montag|dienstag|mittwoch|donnerstag|freitag|uhr|schicken|können|würde|ausmachen)\b/,
      /\b(?:gerne?|können wir|lassen sie uns|rufen sie|passt (?:mir|es)|wann|hätte|würde mir)\b.{0,60}\b(?:termin|telefon\w*|gespräch|sprechen|anruf\w*|an\b|call|meeting|demo|treffen|austausch\w*|zeit|montag|dienstag|mittwoch|donnerstag|freitag|uhr)/,
    ),
    fr: anyOf(
      /\b(?:rendez-vous|rdv|appel|appeler|échanger|échange|visio|réunion|démo|démonstration|discuter|rencontrer|parler|créneau|disponibilités?)\b.{0,60}\b(?:volontiers|avec plaisir|possible|semaine|lundi|mardi|mercredi|jeudi|vendredi|convient|proposer|quand|disponible|prendre|demain)\b/,
      /\b(?:volontiers|avec plaisir|disponible|d'accord|proposez|pouvons-nous|on peut|quand)\b.{0,60}\b(?:rendez-vous|rdv|appel|échanger|visio|réunion|démo|discuter|rencontrer|parler|créneau|lundi|mardi|mercredi|jeudi|vendredi|semaine|\d{1,2}h)/,
    ),
    es: anyOf(
      /\b(?:reuni[oó]n|reunirnos|llamada|llamar\w*|ll[aá]m[ea]\w*|hablar|hablamos|charlar|demo|cita|videollamada|agendar|agendemos|conversar|vernos)\b.{0,60}\b(?:encantad\w+|claro|semana|lunes|martes|mi[eé]rcoles|jueves|viernes|disponible|podemos|puede|cu[aá]ndo|mañana|hora|gustaría|me viene bien|me va bien)\b/,
      /\b(?:encantad\w+|claro|podemos|podr[ií]amos|me gustar[ií]a|disponible|cu[aá]ndo|agendemos|vamos a)\b.{0,60}\b(?:reuni[oó]n|reunirnos|llamada|llamar\w*|hablar|hablamos|charlar|demo|cita|videollamada|conversar|lunes|martes|mi[eé]rcoles|jueves|viernes)/,
    ),
    ja: anyOf(
      /(?:お会い|面談|打ち合わせ|打合せ|ミーティング|お話し?(?:を)?(?:聞|伺|うかが|でき|させ|し)|話(?:を|も)?(?:聞|せ)|商談|デモ|zoom|teams|電話|オンライン|日程|お時間|ご都合).{0,40}(?:可能|お願い|調整|いかが|空いて|できます|でしょうか|いただけ|頂け|たいです|候補|大丈夫|ましょう|ませんか|みたい|聞かせ|伺い)/,
      /(?:来週|今週|月曜|火曜|水曜|木曜|金曜|\d{1,2}日|\d{1,2}時).{0,20}(?:いかが|空いて|可能|大丈夫|話せ|でお願い|どうでしょう)/,
    ),
  }),
  ...rules('positive_need_information', 0.8, {
    en: anyOf(
      /\b(?:send|share|forward|provide|give|email|shoot|get) (?:me |us |over |through |along |across |some |any |a |an |the |your |more |few |further |additional )*(?:info(?:rmation)?|details?|pricing|prices?|quote|deck|brochure|proposal|materials?|case stud(?:y|ies)|link|one[- ]pager|overview|examples?|samples?|doc(?:s|ument(?:ation)?s?)?|cv|resume|website|data ?sheet|specs?|pdf|rates?|summary|catalog(?:ue)?)\b/,
      /\b(?:more|further|additional) (?:info(?:rmation)?|details?|about)\b/,
      /\b(?:how much|what(?:'s| is| are|s| would| do)|how (?:does|do|would|is|are|can|long|many)|can (?:you|it|your)|could (?:you|it)|do (?:you|your)|does (?:it|your|this)|is (?:it|there|this)|are (?:you|there)|which|where|who) .{2,160}\?/,
      /\b(?:pricing|price|cost|copy of your)\b/,
      /\btell me more\b/,
      /\b(?:explain|elaborate|clarify)\b/,
      /\blearn more\b/,
      /\bwhat exactly\b/,
    ),
    de: anyOf(
      /\b(?:mehr|weitere|nähere|genauere|zusätzliche) (?:infos?|informationen|details|angaben)\b/,
      /\b(?:schicken|senden|schick|send|zukommen)\w* .{0,60}(?:infos?|informationen|unterlagen|details|angebot|preis\w*|broschüre|präsentation)/,
      /\b(?:was|wie ?viel) kostet/,
      /\bkosten\b.{0,40}\?/,
      /\bpreis\w*\b.{0,60}\?/,
      /\b(?:wie|was|welche|können sie|haben sie|gibt es) .{2,160}\?/,
    ),
    fr: anyOf(
      /\b(?:plus d'|davantage d'|de plus amples )(?:infos?|informations|détails?|renseignements)\b/,
      /\b(?:envoye[rz]|transmettre|transmettez|partage[rz])\b.{0,60}(?:infos?|informations|documentation|plaquette|brochure|tarifs?|devis|détails|présentation|proposition)/,
      /\b(?:combien|quels?|quelles?|comment|pouvez-vous|avez-vous|est-ce que) .{2,160}\?/,
      /\btarifs?\b/,
    ),
    es: anyOf(
      /\b(?:m[aá]s|mayor) (?:info(?:rmaci[oó]n)?|detalles|datos)\b/,
      /\b(?:env[ií]\w+|mand\w+|compart\w+|pas\w+)\b.{0,60}(?:info(?:rmaci[oó]n)?|detalles|propuesta|presupuesto|precios?|cotizaci[oó]n|cat[aá]logo|presentaci[oó]n)/,
      /\bcu[aá]nto (?:cuesta|vale)/,
      /\b(?:qu[eé]|c[oó]mo|cu[aá]l|cu[aá]les|pueden?|tienen?) .{2,160}\?/,
      /\bprecios?\b/,
    ),
    ja: anyOf(
      /(?:詳し(?:い|く)|詳細|資料|情報|料金|価格|費用|見積|事例|パンフレット|カタログ|履歴書).{0,40}(?:教え|送|お願い|いただ|頂|知り|ください|下さい|いくら|でしょうか|共有|欲し|ほし)/,
      /(?:いくら|どのような|どういう|どんな|どの(?:程度|くらい)|何が|可能).{0,60}(?:か$|か?？|か。|でしょうか|ですか|ますか)/,
      /教えて(?:ください|いただ|頂|もら)/,
    ),
    other: anyOf(
      /أرسل/,
      /السيرة/,
      /السعر/,
      /подробн/,
      /сколько стоит/,
      /пришлите/,
      /quanto custa/,
      /mais informaç/,
      /maggiori informazioni/,
      /quanto costa/,
      /meer informatie/,
      /więcej informacji/,
    ),
  }),
  ...rules('objection_other_reasons', 0.7, {
    en: anyOf(
      /\b(?:not (?:a |the |really a |quite a )?(?:good |right |great )?fit\b|too small|too big|don't (?:need|use|do|have (?:a |any )?(?:need|use|use case|website|sales team))|do not (?:need|use|require)|no need|not (?:something|what) we|doesn't (?:apply|fit|make sense|work for)|not (?:relevant|applicable|needed|looking|hiring|in the market|necessary)|company policy|our policy|against (?:our )?policy|closing (?:down|the)|going out of business|shut(?:ting)? down|bad experience|gdpr|locked in|acquired|restructur\w+)\b/,
    ),
    de: anyOf(
      /\b(?:kein(?:en)? bedarf|passt nicht|nicht relevant|brauchen (?:wir )?(?:das )?nicht|benötigen (?:wir )?(?:das )?nicht|zu klein|nicht benötigt)\b/,
    ),
    fr: anyOf(
      /\b(?:pas besoin|pas de besoin|ne correspond pas|pas pertinent|pas concernée?s?|trop petite?s?|aucun besoin)\b/,
    ),
    es: anyOf(
      /\b(?:no (?:lo |la )?(?:necesitamos|necesito|requerimos)|no (?:encaja|aplica|es relevante)|muy pequeñ\w+)\b/,
    ),
    ja: /(?:必要(?:は|が)?(?:あり|ござい)ません|必要(?:が|は)?ない|ニーズ(?:が|は)|合わない|対象外|方針|規模(?:が|的))/,
  }),
  ...rules('objection_no_reason', 0.85, {
    refusal: NEGATIVE[0]!.pattern,
    brief: anyOf(
      /^(?:no|nope|nah|naw|pass|nein|non|nej|nie|nee|いいえ|maybe not|i'm good|we're good|we are good|no gracias|nie,? dziękujemy)\W*$/,
    ),
  }),
  ...rules('positive_misc_reasons', 0.7, {
    en: anyOf(
      /\b(?:interested|intriguing|intrigued|sounds? (?:good|great|interesting|amazing|awesome|perfect|like)|looks? (?:good|great|interesting|promising)|great (?:idea|timing|product)|love (?:it|this|to)|yes|yeah|yep|sure|absolutely|definitely|of course|go ahead|thanks for (?:reaching out|following up|the (?:follow|info|note|email|message))|i(?:'ll| will) (?:take a look|have a look|review|check|look|get back|discuss|think)|let me (?:check|think|discuss|look|review|talk|get back)|perfect|works for (?:me|us)|ok|okay|good timing|curious|appreciate)\b/,
    ),
    de: anyOf(
      /\b(?:interessant|interessiert|interesse|klingt (?:gut|spannend|interessant)|spannend|sehr gerne?|gerne|ja|sicher|schaue? (?:ich )?(?:mir )?(?:an|gerne))\b/,
    ),
    fr: anyOf(
      /\b(?:intéressée?s?|intéressant|intéresse|avec plaisir|volontiers|bonne idée|d'accord|oui|pourquoi pas)\b/,
    ),
    es: anyOf(
      /\b(?:interesad[oa]s?|interesante|(?:me|nos) interesa|suena (?:bien|interesante)|claro|s[ií],|s[ií]$|por supuesto|de acuerdo|perfecto)\b/,
    ),
    ja: anyOf(
      /興味(?:が|を|深|は)?(?:あり|ござい|持|い)/,
      /関心(?:が|を)(?:あり|ござい|持)/,
      /面白/,
      /良さそう/,
      /よさそう/,
      /いいですね/,
      /はい/,
      /承知/,
      /ぜひ/,
      /是非/,
      /検討(?:し|させ|いたし)/,
      /前向き/,
    ),
    other: anyOf(
      /\b(?:interessad[oa]|interessat[oa]|interessante|geïnteresseerd|intresserad|zainteresowan\w+|tak)\b/,
      /интерес/,
    ),
  }),
];
