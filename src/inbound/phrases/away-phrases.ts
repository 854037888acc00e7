/** How do absence notes put it? Data per language: subjects, "I am away", and what such notes say besides. Folded text. */
import { anyOf, type TextRule } from './text-rules.ts';

/** Subjects of absence notes. */
export const AWAY_SUBJECT: readonly TextRule[] = [
  {
    name: 'out_of_office_en',
    pattern: anyOf(
      /^\W{0,3}(?:out[- ]of[- ](?:the[- ])?office|ooo\b|o\.o\.o\.|(?:i am|i'm|currently) (?:out|away)|away from (?:the office|my (?:desk|mail|email))|on (?:vacation|holiday|annual leave|leave|maternity leave|parental leave|paternity leave)|vacation (?:reply|message|notice|response)|absence notice|holiday notice|(?:our |the )?office (?:is )?closed)/,
      /(?:automatic reply|auto-?reply|autoreply)\W.{0,20}(?:out of|away|vacation|holiday)/,
      /out of (?:the )?office\W{0,3}(?:auto|reply|re:|notif|message|$)/,
    ),
  },
  {
    name: 'out_of_office_de',
    pattern: anyOf(
      /^\W{0,3}(?:abwesenheit|abwesend|außer haus|nicht im (?:büro|haus)|(?:ich bin |bin )?im urlaub|urlaubs?(?:abwesenheit|meldung|notiz)?\b|out of office)/,
      /abwesenheits(?:notiz|meldung|nachricht|assistent)/,
    ),
  },
  {
    name: 'out_of_office_fr',
    pattern: anyOf(
      /^\W{0,3}(?:absent\b|absence|absente\b|en (?:congés?|vacances)|hors du bureau|(?:message|avis|réponse|notification|notice) d'absence)/,
    ),
  },
  {
    name: 'out_of_office_es',
    pattern: anyOf(
      /^\W{0,3}(?:fuera de (?:la )?oficina|ausente|ausencia|estoy (?:fuera|de vacaciones)|de vacaciones|mensaje de ausencia)/,
    ),
  },
  {
    name: 'out_of_office_it_pt',
    pattern: anyOf(
      /^\W{0,3}(?:fuori (?:ufficio|sede)|assen(?:za|te)|in ferie|ferie|messaggio di assenza|ausência|ausente|fora d[oe] (?:o )?escritório|férias|de férias|em férias|mensagem de ausência|aviso de (?:ausência|férias))/,
    ),
  },
  {
    name: 'out_of_office_ja',
    pattern: anyOf(
      /不在(?:通知|の(?:お知らせ|ご連絡|ため|にして)|連絡|にして|設定|$)/,
      /休暇(?:中|のお知らせ)/,
      /夏季休業/,
      /年末年始休業/,
    ),
  },
  {
    name: 'out_of_office_other',
    pattern: anyOf(
      /^\W{0,3}(?:fuori (?:ufficio|sede)|assenza|afwezig|niet op kantoor|ausência|fora do escritório|frånvaro|fravær|poissa|nieobecno|poza biurem|mimo kancelář|нет на месте|отсутств|不在办公室|外出|부재중|休假)/,
    ),
  },
];

/** "I am away", however the absence is called. */
export const AWAY_TEXT: readonly TextRule[] = [
  {
    name: 'away_en',
    pattern: anyOf(
      /\b(?:(?:i am|i'm|i will be|i'll be|we are|we're|we will be|am|is|currently|will be) (?:\w+ ){0,4}(?:out of (?:the )?(?:office|country|town)|away from (?:the office|my (?:desk|e-?mail|mail|computer))|on (?:\w+ ){0,2}(?:vacation|holidays?|leave|pto|sabbatical|parental leave|a business trip)|ooo\b|away (?:until|till|from|on|for|this|and)|out (?:until|till|from|on)|travel+ing (?:until|with|and|on|from)|not in the office|unavailable (?:until|from))|out of (?:the )?office (?:until|till|from|and|on|with|between|for|today|this|through|auto)|(?:limited|no|intermittent|sporadic|little) (?:\w+ ){0,2}access to (?:my )?(?:e-?mails?|mail|internet)|(?:return|returning|back) (?:to|in) the office|the office (?:is|will be) closed|i(?:'m| am) on (?:annual|maternity|paternity|parental|sick|medical) leave|upon my return|when i (?:return|get back|am back)|on my return)/,
    ),
  },
  {
    name: 'away_short_en',
    pattern: anyOf(
      /^(?:ooo\b|out of (?:the )?office\b|on vacation\b|on holiday\b|i am (?:away|on vacation|on leave|on holiday)\b|i'm (?:away|on vacation|on leave|on holiday)\b|out until\b|away until\b|i will return\b|returning\b)/,
    ),
  },
  {
    name: 'away_de',
    pattern: anyOf(
      /(?:befinde|bin) (?:mich )?(?:\S+ ){0,4}(?:in (?:elternzeit|mutterschutz)|auf (?:dienst|geschäfts)reise|im (?:mutterschutz|krankenstand))|(?:derzeit|zurzeit|momentan|aktuell) (?:\S+ ){0,4}(?:nicht (?:erreichbar|im büro|im haus)|abwesend)/,

      /(?:return|back)(?:ing)? to work|my last (?:day|working day) (?:in the office|before)|(?:am|'m|currently) (?:\w+ )?on (?:\w+ ){0,2}(?:leave|sabbatical)/,

      /(?:bin|befinde mich|sind|ist) (?:\S+ ){0,10}(?:nicht (?:im (?:büro|haus|hause)|erreichbar|am arbeitsplatz)|abwesend|außer haus|im urlaub|in elternzeit|auf (?:dienst|geschäfts)reise|wieder (?:im büro|erreichbar|für sie da|da|zurück))/,
      /krankgeschrieben|im krankenstand/,
      /außer haus/,
      /abwesenheit/,
      /im urlaub\b/,
      /in elternzeit/,
      /(?:nicht|wieder) im (?:büro|hause?)\b/,
      /(?:e-?mails?|nachricht|mail) (?:wird|werden) (?:in dieser zeit |während \S+ \S+ )?nicht (?:weitergeleitet|gelesen|bearbeitet)/,
    ),
  },
  {
    name: 'away_fr',
    pattern: anyOf(
      /(?:actuellement|en ce moment) (?:\S+ ){0,3}(?:absente?|en congés?|en déplacement|en formation|en vacances)|congé (?:maternité|paternité|parental|maladie)|(?:ne|n') ?(?:serai|suis) pas (?:au bureau|disponible|joignable)|absent(?:e)? jusqu/,

      /(?:je suis|suis|serai|nous sommes|est) (?:\S+ ){0,4}(?:absente?s?\b|en (?:congés?|vacances|déplacement|formation)|hors du bureau|indisponible|de retour)/,
      /absente? (?:du bureau|jusqu|du \d|le \d)/,
      /de retour (?:le|au bureau|à partir)/,
      /à mon retour/,
      /pendant mon absence/,
      /en arrêt (?:maladie|de travail)/,
      /en congé (?:maternité|paternité|parental)/,
    ),
  },
  {
    name: 'away_es',
    pattern: anyOf(
      /(?:de|en) (?:baja|permiso|licencia) (?:por |de )?(?:maternidad|paternidad|maternal|paternal|médica)|no (?:estaré|estoy) (?:en la oficina|disponible)|(?:me|nos) reincorpor/,

      /(?:estoy|estaré|estare|me encuentro|estamos|me encontraré) (?:\S+ ){0,4}(?:fuera|ausente|de vacaciones|de viaje|de baja|de permiso|de licencia)/,
      /fuera de (?:la )?oficina/,
      /ausente (?:de|hasta|del)/,
      /(?:a|hasta) mi (?:regreso|vuelta|retorno)/,
      /regreso (?:el|a la oficina)/,
      /estaré de vuelta/,
      /acceso limitado/,
    ),
  },
  {
    name: 'away_ja',
    pattern: anyOf(
      /不在(?:に|と|の|です|し|中|期間)/,
      /休暇(?:中|を(?:いただ|頂|取得)|のため|に入)/,
      /休業(?:中|いたし|とさせ|期間)/,
      /お休み(?:を(?:いただ|頂)|中|させて)/,
      /(?:出張|外出)(?:中|のため|して)/,
      /育休/,
      /産休/,
      /離席/,
    ),
  },
  {
    name: 'away_it',
    pattern: anyOf(
      /(?:sono|sarò|siamo|saremo|mi trovo) (?:\S+ ){0,4}(?:fuori (?:ufficio|sede)|assente|in ferie|in vacanza|in congedo|in trasferta|in viaggio|in maternità|in malattia)/,
      /(?:non sarò|non sono) (?:\S+ ){0,3}(?:in ufficio|disponibile|raggiungibile|in sede)/,
      /(?:rientrerò|tornerò|sarò di ritorno|sarò nuovamente)|al mio (?:rientro|ritorno)|durante la mia assenza/,
      /fuori ufficio (?:fino|dal|per)/,
    ),
  },
  {
    name: 'away_pt',
    pattern: anyOf(
      /(?:estou|estarei|encontro-me|encontrar-me-ei|estamos|me encontro) (?:\S+ ){0,4}(?:fora d[oae]|ausente|de férias|em viagem|de licença|em licença|de atestado|indisponível|afastad[oa])/,
      /(?:licença|licença-)(?: ?de )?(?:maternidade|paternidade|parental|médica)/,
      /(?:retornarei|voltarei|regresso|regressarei|retorno) (?:\S+ ){0,3}(?:ao (?:trabalho|escritório)|no dia|em|a partir)/,
      /(?:assim que|quando) (?:eu )?(?:voltar|regressar|retornar)|n[oa] m(?:eu|inha) (?:regresso|retorno|volta|ausência)|durante a minha ausência/,
      /não (?:estarei|estou) (?:\S+ ){0,2}(?:no escritório|disponível)/,
    ),
  },
  {
    name: 'away_other',
    pattern: anyOf(
      /sono (?:fuori|assente|in ferie)/,
      /ik ben (?:\S+ ){0,4}(?:afwezig|niet (?:op kantoor|aanwezig)|met (?:vakantie|verlof))/,
      /estou (?:\S+ ){0,3}(?:fora|ausente|de férias)/,
      /jag är (?:\S+ ){0,3}(?:ledig|på semester|borta)/,
      /nie ma mnie w biurze/,
      /jestem na urlopie/,
      /przebywam (?:\S+ ){0,3}(?:urlopie|poza)/,
      /я (?:\S+ ){0,3}(?:в отпуске|отсутств)/,
      /不在办公室/,
      /休假/,
      /휴가/,
      /부재중/,
    ),
  },
];

/** What absence notes say besides: a note without any of it may be a person who tells us of a trip. */
export const AWAY_TEMPLATE: readonly TextRule[] = [
  {
    name: 'template_en',
    pattern: anyOf(
      /limited (?:\w+ ){0,2}access/,
      /(?:urgent|emergency|immediate (?:assistance|attention|help|response))/,
      /(?:i )?(?:will|'ll) (?:\w+ ){0,3}(?:respond|reply|answer|get back|return your|read|review|attend)/,
      /in my absence/,
      /(?:your|this) (?:e-?mail|message) (?:will|is) (?:not )?(?:be|being)/,
      /no access to/,
      /delay(?:ed)? (?:in )?(?:respon|repl)/,
      /please (?:contact|call|e-?mail|reach|direct|refer)/,
      /upon my return/,
      /on my return/,
      /monitor/,
      /not (?:reading|checking|looking at|answering|picking up) (?:my |any )?(?:e-?mails?|mail|messages)\b/,
    ),
  },
  {
    name: 'template_de',
    pattern: anyOf(
      /in dringenden/,
      /in der zwischenzeit/,
      /nach meiner rückkehr/,
      /wird nicht (?:automatisch )?weitergeleitet/,
      /wenden sie sich/,
      /meine vertretung/,
      /vertritt mich/,
      /ich bin (?:wieder )?ab/,
      /schnellstmöglich/,
      /(?:lese|öffne|beantworte) (?:\S+ ){0,3}keine (?:e-?)?mails?/,
    ),
  },
  {
    name: 'template_fr',
    pattern: anyOf(
      /en cas d'urgence/,
      /pour toute urgence/,
      /à mon retour/,
      /pendant mon absence/,
      /veuillez contacter/,
      /vous pouvez contacter/,
      /accès limité/,
      /dès mon retour/,
      /ne (?:lis|consulte|relève) pas (?:mes|ma|les) /,
    ),
  },
  {
    name: 'template_es',
    pattern: anyOf(
      /en caso de urgencia/,
      /para (?:asuntos|temas|cualquier) (?:urgente|asunto)/,
      /a mi (?:regreso|vuelta)/,
      /durante mi ausencia/,
      /por favor,? (?:contacte|póngase|escriba)/,
      /acceso limitado/,
      /no (?:leo|reviso|consulto|miro) (?:el|mi|los) (?:correo|buzón|mensajes)/,
    ),
  },
  {
    name: 'template_it',
    pattern:
      /per (?:qualsiasi )?(?:urgenz|question|comunicazion|necessità)|in caso di (?:urgenza|necessità)|(?:al|dopo il) mio (?:rientro|ritorno)|(?:può|potete|si prega di) (?:\S+ )?(?:contattare|rivolger|scrivere|chiamare)|accesso limitato|non (?:avrò|ho) accesso|non (?:leggo|consulto|controllo) (?:la posta|le mail|i messaggi)/,
  },
  {
    name: 'template_pt',
    pattern:
      /em caso de (?:urgência|necessidade)|(?:para|por) (?:assuntos|questões|qualquer assunto) (?:urgente|mais urgente)|assim que (?:voltar|regressar|retornar|possível)|(?:por favor|favor),? (?:contacte|contate|entre em contato|fale|escreva|dirija)|acesso limitado|(?:no|após o) meu (?:regresso|retorno)|responderei|não (?:leio|vejo|acesso|consulto) (?:os |meus |o )?(?:e-?mails?|correio|mensagens)/,
  },
  {
    name: 'template_ja',
    pattern: anyOf(
      /(?:お急ぎ|緊急|至急)の/,
      /(?:出社|復帰|休暇|帰社|業務再開|休業)(?:後|明け|次第|日)/,
      /(?:期間|(?<![日週])中|の間)(?:に|は|の|、)?(?:いただ|頂|お)/,
      /ご(?:不便|迷惑)/,
      /返信(?:が遅|は)/,
      /対応(?:させて|いたし)/,
      /メールを(?:読む|確認する|見る|拝見する)ことが/,
    ),
  },
];

/** Words of absence that a person uses as well: only of mail that is known to be a machine's. */
export const AWAY_NOTE: readonly TextRule[] = [
  {
    name: 'note_en',
    pattern: anyOf(
      /\b(?:on (?:\w+ ){0,2}leave|(?:maternity|paternity|parental|sick|annual|family|medical|compassionate) leave|vacation|holiday(?:s|ing)?\b|sabbatical|out (?:sick|today|of office|until|till|for|this)|o\.?o\.?o\b|(?:i'm|i am|i'll be|we're|we are|currently|still|still am) (?:\w+ )?(?:away|off\b|out\b|travel+ing|unplugged|offline|abroad)|away (?:from|until|till|for|on|at|this|today)|off (?:work|sick|until|till|for|today|on)|signed off|closed (?:for|until|between|from|over)|(?:closes|closing) for|absen(?:t|ce)|not (?:in|around|here|at work|at my desk) (?:until|till|today|this|at the moment|right now)|day off|time off|days off|in hospital|recovering|surgery|bereavement|travel+ing|(?:road|business|field) trip|limited (?:\w+ )?access|(?:don't|do not|not) work(?:ing)? (?:on )?(?:\w+days?|today)|(?:won't|not) be in\b|jury (?:duty|service)|without (?:signal|internet|wifi|e-?mail)|unreachable)\b/,
    ),
  },
  {
    name: 'note_de',
    pattern: anyOf(
      /urlaub|ferien(?!wohnung|haus)|abwesen|elternzeit|mutterschutz|krank(?:geschrieben|gemeldet|en|heit)?\b|\b(?:in|auf|der|die|meine) (?:kur|reha)\b|auszeit|sabbat|betriebsruhe|nicht (?:da|im (?:büro|haus|dienst)|erreichbar|zu erreichen|am platz|anwesend|verfügbar)\b|unterwegs|(?:dienst|geschäfts)reise|außer haus|ausser haus|falle .{0,60}\baus\b|ohne netz|fortbildung|auf (?:einer )?(?:messe|reise)|geschlossen (?:vom|bis|von)|bis .{1,30} geschlossen|feiertag|freien tag|frei genommen|nicht am (?:schreibtisch|arbeitsplatz)|verhindert|\b(?:\w+tags|heute|morgen) (?:\w+ ){0,4}arbeite ich nicht\b(?! mehr)|arbeite (?:\w+tags|heute) nicht\b|\bbin (?:\w+ ){0,3}(?:weg|fort|verreist)\b/,
    ),
  },
  {
    name: 'note_fr',
    pattern: anyOf(
      /absen(?:t|ce|te)s?\b|\babs\b\.?|congés?\b|vacances|fermeture (?:annuelle|estivale|exceptionnelle|pour)|ferm(?:é|ée|és|ons|e) (?:du|jusqu|pour|à partir)|en déplacement|arrêt (?:de travail|maladie)|\ben (?:voyage|mission|formation)|indisponib|trêve|\brtt\b|hors du bureau|pas (?:au bureau|joignable|disponible)|sans (?:connexion|réseau|internet)|férié|le pont\b|souffrant|hospitalis|ne (?:lis|consulte|relève) pas|ne travaille pas (?:le|les|ce|aujourd)|déconnect|coupe(?:r|)? (?:du|avec)/,
    ),
  },
  {
    name: 'note_es',
    pattern: anyOf(
      /vacacion|ausen(?:te|cia)s?|\baus\.|\bde baja\b|\bmi baja|baja (?:por|médica|maternal|paternal)|permiso (?:de|por|maternal|paternal)|\bde permiso|sabátic|de viaje|fuera (?:de|hasta|del|por|unos|esta|toda|el)|festivo|feriado|\bpuente\b|cerrad[oa]s? (?:por|hasta|del|desde|de)|cierre (?:por|de)|sin (?:conexión|cobertura|acceso|internet)|no (?:estaré|estoy|estaremos|habrá nadie|voy a estar)|licencia (?:de|por|médica)|enferm[oa]\b|hospital|en un curso|\bno trabajo (?:los|el|hoy)|\b(?:los|el) \S+ no trabajo\b|desconectad|descansa(?:r|ndo)/,
    ),
  },
  {
    name: 'note_it',
    pattern: anyOf(
      /\bferie\b|assen(?:t[ei]|za|ze)\b|vacanz|congedo|malattia|maternità|chius[oa]\b.{0,30}(?:dal|fino|per|da)|chiusura|\bponte\b|sabbatic|trasferta|in viaggio|fuori (?:ufficio|sede|fino|per|città)|non (?:sono|sarò|siamo|saremo|ci sono) (?:in (?:ufficio|sede)|disponibil|raggiungibil|reperibil|qui|al lavoro)|non (?:leggo|consulto|guardo|controllo) (?:la posta|le mail|le email|la mail)|reperibil|senza (?:connessione|rete|internet|campo)|\bfestiv|permesso|ricoverat|non lavoro (?:il|di|oggi)|\b(?:il|di|oggi) (?:\S+ )?non lavoro\b(?! più)|convalescen|staccat[oa]/,
    ),
  },
  {
    name: 'note_pt',
    pattern: anyOf(
      /\bférias|ausen(?:te|cia)|ausência|licença|\bde baixa|\ba baixa|feriado|recesso|\bde folga|em viagem|viajando|viajar|fora (?:do|da|de|até|esta|essa|por|no)|estar(?:ei|emos) (?:fora|ausente|sem)|sem (?:acesso|rede|internet|sinal|expediente)|não (?:estou|estarei|haverá|estaremos|leio|vejo|vou estar)|fechad[oa]s? (?:até|de|para|entre|do|por)|encerrad[oa]s? (?:até|de|para|entre|do)|sabátic|convalescen|internad[oa]|atestado|doente|indisponível|desligad[oa] (?:até|por)|não trabalho (?:à|às|na|nas|hoje)|\b(?:às|à|na|nas) \S+ não trabalho\b(?! mais)/,
    ),
  },
  {
    name: 'note_ja',
    pattern:
      /不在|休暇|休業|休館|休み|休診|休職|休養|有給|有休|年休|代休|出張|留守|外出|離席|育児|産前|産休|育休|入院|療養|忌引|帰省|連休|研修(?:中|のため|に)|夏休|冬休|席を外|出社(?:日|は|予定|しており?ません)|離れて|復帰|産休中/,
  },
];

/** Where people are when they are not at work, and that they will return: only of what a machine sent for a person. */
export const ELSEWHERE = anyOf(
  // Broken bones, births, weddings, flights, weather: what comes over people anywhere.
  /\b(?:broke(?:n)? my|(?:son|daughter|baby|child) (?:was|has been) born|get(?:ting)? married|on a (?:plane|flight)|(?:running|run) a marathon|(?:family|private) (?:matter|emergency|reasons)|snowed in|power (?:cut|outage)|without power|serving on a jury|at an offsite)\b/,
  /\b(?:(?:hand|arm|bein|fuß|gelenk|rippe) gebrochen|(?:tochter|sohn|kind|zwillinge) (?:ist|sind) (?:da|geboren|auf der welt)|heirate(?:n)?\b|im (?:flugzeug|flieger)|marathon|famili(?:äre|en)\S* (?:gründe|angelegenheit|notfall)|eingeschneit|ohne strom|stromausfall|auf klausur)/,
  /\b(?:cassé (?:le|la|un|une)|(?:fille|fils|bébé|enfant) (?:est|vient de) (?:née?|naître)|me marie|dans (?:l'avion|le train)|marathon|raisons? (?:familiales?|personnelles?)|bloquée? par la neige|sans électricité|panne de courant)\b/,
  /\b(?:roto (?:la|el|una?) |nacido (?:nuestr|mi)|me caso|en (?:un |el )(?:avión|vuelo)|maratón|(?:asuntos|motivos|razones) (?:familiares|personales)|por la nieve|sin luz\b|corte de luz|de retiro\b)/,
  /\b(?:rotto (?:il|la|un) |nat[ao] (?:nostr[ao]|mi[ao])|mi sposo|in (?:aereo|volo)\b|maratona|motivi (?:familiari|personali)|bloccat[oa] dalla neve|senza corrente)/,
  /\b(?:parti (?:o|a) |nasceu (?:o|a) (?:nosso|nossa|meu|minha)|vou(?: me)? casar|(?:num|no|em um) (?:avião|voo)|maratona|(?:assuntos|motivos|razões) (?:de família|familiares|pessoais)|pela neve|sem luz\b)/,
  /骨折|(?:娘|息子|子ども|子供|赤ちゃん)が(?:生まれ|誕生)|飛行機に|機内に|マラソン|家庭の(?:事情|都合)|一身上|大雪|停電|(?:移転|引越)のため/,
  // In bed, with a child, among boxes, resting, learning, without a line: whatever keeps somebody from the desk, in their own words.
  /\b(?:in bed|fever|surgery|operation|my doctor|recover(?:y|ing)|maternity|paternity|newborn|(?:our |the |my )?baby (?:has|is|was|arrived)|at home with|moving (?:house|home|flat)|(?:taking|having|on) (?:a|some|my) (?:\w+ )?(?:break|rest|pause|time out|time off)|time off|day off|week off|harvest(?:ing)?|(?:at|in|on) (?:an?|the|my) (?:\w+ )?(?:exam|training|course|workshop|congress|summit|expo)|between (?:trains|planes|flights|jobs)|unplugged|disconnected|logged off|offline|no (?:line|mail|screens?|desk)|read(?:ing)? (?:little|no mail|nothing)|(?:laptop|phone|computer) (?:is |stays )?(?:off|closed|shut|in)|(?:has|have|minding|minds|keeps|watches) my (?:desk|phone|mail)|see you in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b/,
  /\b(?:fieber|im bett|(?:bin|liege) (?:\w+ ){0,2}krank|operation|operiert|kur\b|reha\b|genesung|(?:bekommen|bekomme|haben) (?:\w+ )?(?:ein kind|nachwuchs)|baby|nachwuchs|umzug|ziehe (?:\w+ ){0,3}um\b|(?:mache|lege|nehme) (?:\w+ ){0,3}(?:pause|auszeit|frei)\b|auszeit|frei genommen|habe frei|(?:in den|im|auf|beim?|zur|in der) (?:\w+ )?(?:ferien|erholung|fortbildung|schulung|seminar|lehrgang|prüfung\w*|ernte|weinlese|kongress|workshop)|kein(?:en)? (?:anschluss|bildschirm|rechner|telefon)|(?:lese|sehe|öffne) (?:\w+ ){0,3}(?:keine|wenig)\b|ausgeklinkt|abgeschaltet|offline|(?:rechner|laptop|handy|telefon|computer) (?:bleibt|ist|bleiben) (?:\w+ ){0,4}(?:aus|zu|daheim)\b|hat (?:so lange )?mein (?:telefon|postfach))\b/,
  /\b(?:alitée?|fièvre|au lit|opérée?|opération|convalescence|cure\b|repos\b|bébé|naissance|accouch\w+|déménage\w*|(?:prends|prend|fais|m'accorde) (?:\w+ ){0,2}(?:pause|repos|recul)|en (?:stage|séminaire|congrès|pause|repos|famille)|(?:au|à un|en) (?:salon|congrès|colloque|séminaire)|vendanges|moisson|coupée? du monde|débranchée?|hors ligne|(?:pas de|n'ai pas de|ni) (?:réseau|téléphone|ordinateur|écran)|(?:ne|n') (?:lis|ouvre|regarde) (?:pas|rien|guère)|reste à la maison|(?:ordinateur|téléphone|portable) (?:est |reste )?(?:éteint|coupé|fermé))\b/,
  /\b(?:fiebre|en (?:la )?cama|operad[oa]|operación|reposo|recuperándome|padre|mamá|papá|bebé|nacimiento|mudanza|(?:me tomo|me cojo|hago|necesito) (?:\w+ ){0,2}(?:descanso|pausa|días|semanas)|descanso|de (?:congreso|feria|curso|retiro|obras)|vendimia|cosecha|desconect\w+|(?:leo|miro|veo) (?:poco|nada)|no (?:leo|miro|veo|abro) (?:\w+ )?(?:correo|mensajes|buzón)|me quedo en casa|(?:móvil|teléfono|portátil|ordenador|computadora) (?:está )?(?:apagad[oa]|cerrad[oa]))\b/,
  /\b(?:febbre|a letto|operat[oa]|operazione|riposo|papà|mamma|bimb[oa]|neonat[oa]|trasloc\w+|(?:mi prendo|prendo|faccio) (?:\w+ ){0,2}(?:pausa|riposo|giorni|settimane)|(?:a|in) (?:un |una )?(?:congresso|fiera|convegno|corso|ritiro)|vendemmia|raccolto|staccato|scollegat[oa]|(?:leggo|guardo|apro) (?:poco|nulla|niente)|resto a casa|(?:telefono|cellulare|computer|portatile) (?:\w+ )?(?:spent[oi]|chius[oi]))\b/,
  /\b(?:febre|de cama|operad[oa]|operação|repouso|pai|mãe|bebê|bebé|nascimento|mudança|(?:vou tirar|tirei|tiro|faço) (?:\w+ ){0,3}(?:pausa|dias|semanas|descanso)|descanso|(?:num|em um|no|em) (?:congresso|feira|curso|retiro|seminário)|vindima|colheita|desligad[oa]|desconectad[oa]|deslig(?:uei|o)\b|(?:leio|vejo|abro) (?:pouco|nada)|fico em casa|(?:telemóvel|celular|computador) (?:\w+ )?(?:desligad[oa]|fechad[oa]|longe))\b/,
  /引っ?越し|学会|出産|研修|セミナー|療養|手術|展示会|撮影|稽古|収穫|繁忙|メールを(?:確認|拝見|見る)(?:でき|こと)|(?:連絡|電話)が(?:つき|繋がり|つながり)ません|しばらく(?:お休み|離れ|不在|の間)|当面/,
  /\b(?:(?:when|until|till|once) i(?:'m| am|'ll be| get| return)? (?:back|home|return)|i(?:'ll| will) (?:be back|return)|gone (?:fishing|hiking|sailing|camping|skiing|walking|to (?:the|see))|at sea|sailing|hiking|camping|trekking|climbing|pilgrimage|honeymoon|jury duty|in court|sick\b|ill\b|flu\b|unwell|hospital|funeral|wedding|at (?:a|the) (?:conference|trade show|fair|client|retreat)|on (?:the road|site|tour|shoot|a (?:plane|boat|train|trip))|no (?:reception|signal|wifi|internet|phone|laptop)|switched off|the (?:lake|mountains|beach|desert|woods)\b|stand(?:s|ing)? in for me|in my place|while i'm|while i am)/,
  /zurück(?<!(?:rufe|rufen|ruft|melde|melden)\b[^.]{0,60}zurück)\b|rückkehr|wiederkomm|segel|wander(?!weg)|pilger|auf see|auf hoher see|in den bergen|skifahr|zelten|kein(?:en)? (?:netz|empfang|internet|notebook|handy|laptop)|ohne (?:handy|internet|laptop)|flitterwochen|hochzeit|beerdigung|gericht\b|arzt|grippe|klinik|auf tour|dreharbeit|(?:auf|bei) (?:einer|der) (?:konferenz|tagung|messe)|im ausland|meine vertretung|vertritt mich/,
  /\b(?:mon retour|(?:je|nous) (?:reviens|reviendr|rentre)|en mer|à la mer|en montagne|parti(?:e|s)?\b|pèlerin|randonnée|au ski|camping|grippe|malade|clinique|mariage|obsèques|tribunal|en tournage|à l'étranger|sans (?:téléphone|portable)|à ma place|me remplace|le rideau|relâche)/,
  /\b(?:vuelv|volver|regres|en el mar|navegando|montaña|peregrin|acampa|esquiar|sin (?:móvil|celular|teléfono)|gripe|médico|boda|entierro|juzgado|juicio|rodaje|en el extranjero|me he ido|me voy|en mi lugar|me sustituye)/,
  /\b(?:torn(?:o|er[òo]|iamo)\b|rientr|ritorn|in barca|al mare|in mare|in montagna|in cammino|pellegrin|campeggi|sciare|senza (?:telefono|cellulare|computer)|influenza|medico|matrimonio|funerale|tribunale|sul set|all'estero|al mio posto|mi sostituisce|vado a)/,
  /\b(?:volt(?:o|arei)\b|regress|retorn|no mar|a velejar|velejando|na serra|na montanha|acampar|acampando|peregrin|esquiar|sem (?:telemóvel|celular|telefone)|gripe|médico|casamento|enterro|tribunal|gravações|filmagens|no estrangeiro|no exterior|no meu lugar|me substitui|substitui-me|fui )/,
  /戻り|帰国|帰り次第|帰って|旅(?:に|行|を)|登山|山に|海外|電波|圏外|巡礼|船の上|体調|風邪|発熱|結婚式|葬儀|裁判/,
);
