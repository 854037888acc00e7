/**
 * How do people ask to be left alone? Data over folded sentences.
 *
 * Sources of the keywords: Twilio, "Advanced Opt-Out" (default and localised keyword lists); the rest are the ways people put it.
 */
import type { TextRule } from './text-rules.ts';

/** The whole message (or its first line), politeness and punctuation aside. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'stop',
  'stop all',
  'stopall',
  'stopp',
  'stopt',
  'stop it',
  'stop this',
  'unsubscribe',
  'unsubscribe me',
  'unsub',
  'unsubcribe',
  'unsuscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'opt out',
  'opt-out',
  'optout',
  'opt me out',
  'remove',
  'remove me',
  'remove us',
  'take me off',
  'delete me',
  'no more',
  'stop emailing',
  'stop texting',
  'stop email',
  'stop emails',
  'stop sending',
  'cancelar',
  'baja',
  'alto',
  'parar',
  'pare',
  'sair',
  'detener',
  'desuscribir',
  'desinscribir',
  'eliminar',
  'no más',
  'arret',
  'arrêt',
  'arrêter',
  'arretez',
  'arrêtez',
  'désabonner',
  'désabonnement',
  'désinscription',
  'désinscrire',
  'se désabonner',
  'fin',
  'abmelden',
  'abbestellen',
  'austragen',
  'abmeldung',
  'stoppen',
  'aufhören',
  'löschen',
  'uitschrijven',
  'afmelden',
  'cancella',
  'cancellami',
  'disiscrivimi',
  'disiscrivi',
  'basta',
  'annulla',
  'descadastrar',
  'cancele',
  'remover',
  'wypisz',
  'wypisz mnie',
  'rezygnuję',
  'usuń',
  'usuń mnie',
  'berhenti',
  'batal',
  'hủy',
  'dừng',
  'หยุด',
  'ยกเลิก',
  'เลิก',
  '停止',
  '配信停止',
  '配信停止希望',
  '解除',
  '退会',
  '不要',
  '中止',
  '拒否',
  'ストップ',
  '退订',
  '退訂',
  '取消',
  '取消订阅',
  '取消訂閱',
  '수신거부',
  '중지',
  '거부',
  'avsluta',
  'avregistrera',
  'stopp',
  'отписаться',
  'отписка',
  'стоп',
]);

const LIST_EN =
  '(?:list|lists|database|db|mailing|mailings|distribution|contacts?|records?|e-?mails?|sequence|sequences|crm|system|data ?base|books?|outreach|cadence|campaign|campaigns|newsletter|file|files|address book|rolodex)';
const ME_EN =
  "(?:me|us|my|our|this|these|him|her|them|myself|ourselves|everyone|all of us|[a-z]+'s)";

export const REQUESTS: readonly TextRule[] = [
  {
    name: 'unsubscribe_en',
    pattern:
      /^(?:\W*(?:(?:hi|hello|hey|dear)\b.{0,30},|thanks,?(?: but)?|no,?(?: thanks?,?)?|ok,?) ?)?(?:(?:please|pls|kindly|just|and|so|again,?|also|could you|can you|would you|will you|you can|i asked you to|i(?:'ve| have) asked (?:you )?to) )*(?:un-?sub(?:scribe)?|unsuscribe|unsubcribe)(?: (?:me|us|this|my|our|from|please|now|immediately|asap|thanks|thank you|request|all|everyone)\b|\W|$)|\b(?:(?:i|we|i'd|we'd|i'm|we're|i've|we've)\b (?:\w+ ){0,3}(?:want|like|wish|need|trying|tried|request|requested|asked|asking|ask)|how (?:do|can) i|let me) (?:\w+ ){0,3}(?:to )?(?:be )?unsubscribed?\b|\bunsubscribe (?:me|us|my|our|this (?:address|e-?mail|account))\b|please unsubscribe/,
  },
  {
    name: 'remove_en',
    pattern: new RegExp(
      `\\b(?:remove|delete|take|drop|strike|scrub|exclude|erase|purge|get) ${ME_EN}\\b.{0,50}?\\b(?:from|off|out of)\\b.{0,40}\\b${LIST_EN}\\b|\\b(?:take|get|leave) (?:me|us|my (?:name|e-?mail|address)) (?:off|out)(?: of)?\\b(?!.{0,20}(?:cc|thread|loop|invite))|^(?:please |pls |kindly |just |thanks,? |no,? |and |so |ok,? )*(?:remove|delete) (?:me|us|my (?:e-?mail|name|address|details|data|information|info|contact)|our (?:e-?mail|name|address|details|data|information))\\b|\\b(?:please|kindly|just) (?:remove|delete) (?:me|us)\\b|\\b(?:want|like|ask|asked|wish|request) (?:\\w+ )?to be (?:removed|taken off|deleted)|off (?:of )?(?:your|this|the) (?:\\w+ )?(?:list|mailing)`,
    ),
  },
  {
    name: 'stop_en',
    pattern:
      /\b(?:stop|quit|cease|discontinue|refrain from) (?:\w+ )?(?:e-?mailing|mailing|contacting|messaging|texting|calling|spamming|bothering|writing|harassing|pestering|soliciting|reaching out|following up)(?: (?:to |with )?(?:me|us|my|our|this|here|at this)\b|\W*$)|\b(?:stop|cease|discontinue) (?:\w+ )?sending (?:\w+ )?(?:me|us|these|this|those|any|e-?mails?|emails?|messages?|mail|stuff|things)\b|\b(?:stop|cease|end|no more|enough of) (?:with )?(?:these|this|those|the|all|your) (?:\w+ )?(?:e-?mails?|emails?|messages?|contact|communication|outreach|correspondence|follow[- ]?ups?)\b|^(?:please|pls|ugh|just|ok|kindly|seriously|wrong number)?,? ?(?:please )?stop(?: (?:please|now|it|this|already|immediately|thanks))*\W*$|\bcease (?:and desist|all)/,
  },
  {
    name: 'do_not_contact_en',
    pattern:
      /\b(?:do not|don't|dont|never|not to|please no longer|stop trying to) (?:ever )?(?:contact|e-?mail|mail|text|message|call|write(?: to)?|spam|bother|reach out to|solicit) (?:me|us|this (?:address|e-?mail|number|company)|my|our|here|anyone)\b|\b(?:do not|don't|dont|never) (?:ever )?(?:contact|e-?mail|text|message|write)(?: (?:again|any ?more|further|anymore))?\W*$|\b(?:do not|don't|dont|never) (?:send|forward) (?:me |us |to me )?(?:any ?(?:more|thing|further)?|more|further|your|such|these|this|e-?mails?|messages?|stuff|anything)\b/,
  },
  {
    name: 'no_more_en',
    pattern:
      /\bno (?:more|further|additional) (?:\w+ )?(?:e-?mails?|emails?|messages?|texts?|mail|mails|contact|communications?|correspondence|follow[- ]?ups?|outreach|calls|solicitations?|spam)\b|\b(?:don't|do not|dont|no longer|not|never|didn't|would rather not|rather not|prefer not|would prefer not|would like not) (?:\w+ )?(?:want|wish|like|care|need)? ?(?:to )?(?:(?<=(?:want|wish|like|care|need|rather not|prefer not|like not)(?: to)? )(?:receive|get)|hear from you|be (?:contacted|e-?mailed|emailed|called|messaged|texted|on (?:this|your)|part of (?:this|your) (?:list|mailing)|included)|hearing from you|getting (?:these|your|any)|receiving)\b/,
  },
  {
    name: 'leave_alone_en',
    pattern:
      /\bleave (?:me|us) (?:the \w+ )?alone\b|\blose my (?:number|e-?mail|email|address|contact)|\b(?:fuck|piss|bugger|sod) off\b|\bgo away\b|\bget lost\b|\b(?:opt|opting) (?:me|us) out\b|\b(?:i|we|i'd|we'd|me|us|want|like|please|wish|need|choose) (?:\w+ ){0,3}(?:to )?opt[- ]?(?:ing )?out\b|\b(?:block|blacklist)ing you\b|\btake (?:me|us) off\b|\bdo[- ]not[- ](?:contact|call|email) list\b/,
  },
  {
    name: 'data_protection_en',
    pattern:
      /\b(?:withdraw|revoke) (?:my|our) consent\b|\bright (?:to (?:erasure|be forgotten|object)|of erasure)\b|\b(?:delete|erase|remove) (?:all )?(?:of )?(?:my|our) (?:personal )?(?:data|information|details|records?)\b|\bgdpr (?:request|removal|deletion)\b|\barticle (?:17|21)\b/,
  },
  {
    name: 'stop_ja',
    pattern:
      /(?:配信|送信|メール|連絡|案内|送付|営業|ご連絡|ご案内|メルマガ|dm)(?:を|は|の)?(?:一切|全て|すべて)?(?:停止|中止|解除|止めて|やめて|辞めて|お止め|おやめ|ストップ|不要|いりません|要りません|結構です|お断り|(?:ご)?遠慮|お?控え|拒否|しないで|送らないで|なさらないで)|(?:今後|以後|以降|もう|二度と|一切).{0,18}(?:不要|結構です|(?:ご)?遠慮|お?控え|しないで|送らないで|おくらないで|やめて|いりません|要りません|必要(?:ありません|ございません|ない)|お断り|希望しません|お送りいただか)|送(?:ら|信し|付し)ないで(?:ください|下さい|頂|いただ|ほしい|欲しい)|(?:登録|購読)(?:の|を)?(?:解除|抹消|削除)|(?:リスト|名簿|配信先|宛先|データベース|送信先)(?:から|より)(?:.{0,8})(?:削除|外し|除外|はずし|除い)|(?:アドレス|連絡先|個人情報|データ)(?:を|の)(?:.{0,8})(?:削除|消去)|オプトアウト|退会(?:し|を|希望)|受信(?:を)?(?:拒否|希望しません)|配信(?:を)?(?:希望しません|停止)|迷惑です/,
  },
  {
    name: 'stop_de',
    pattern:
      /\b(?:nehmen|streichen|löschen|entfernen|tragen|nimm|lösch|streich|entfern)(?:e|en|t)? (?:sie |mich |uns |bitte |diese |unsere |meine )*(?:mich|uns|meine|unsere|diese|die|unser|mein)\b.{0,50}(?:verteiler|liste|listen|adresse|e-?mail|mailadresse|daten|datenbank|kontakt|aus|kartei|system)|\b(?:mich|uns|meine|unsere) .{0,40}(?:(?:aus|von) .{0,30}(?:verteiler|liste|datenbank|kartei|system)|adresse|daten) .{0,20}(?:nehmen|streichen|löschen|entfernen|austragen)|\b(?:aus|von) (?:ihrem|dem|ihrer|der|diesem|dieser|eurem|eurer|deinem|deiner) (?:\S+ )?(?:verteiler|liste|mailingliste|datenbank|newsletter|e-?mail-?verteiler|kartei)\b|\bkeine (?:weiteren |weitere |solchen |solche |unaufgeforderten |werbe)?-?(?:e-?mails?|mails?|nachrichten|werbung|werbemails|anfragen|newsletter|kontaktaufnahme|kontaktversuche|anrufe|zusendungen|angebote)(?: .{0,30})?(?:mehr|zu(?:senden|schicken)?|erhalten|senden|schicken|wünsch\w*|bekommen|$)|\b(?:nicht|nie) (?:mehr|wieder|weiter)\b.{0,40}(?:kontaktier|anschreib|anmail|kontaktaufn|schreib|belästig|angeschrieben|anruf|melden)|\bkontaktier\w* (?:sie )?(?:mich|uns) (?:bitte )?(?:nicht|nie)|\b(?:unterlassen|stellen|hören|stoppen) sie (?:bitte )?(?:.{0,40}(?:e-?mails?|mails|werbung|kontakt|zusendung|nachrichten|ein$|auf\b)|es\b|das\b|dies)|\blassen sie (?:mich|uns) (?:bitte )?in ruhe|\bwiderspr(?:eche|uch)\b.{0,60}(?:nutzung|verwendung|daten|werb|kontakt|verarbeitung)|\b(?:möchte|will|wollen|möchten|würde|bitte|kann|mich|uns) (?:\S+ ){0,6}(?:abmelden|abbestellen|austragen|abgemeldet|ausgetragen)\b|\bmelden sie (?:mich|uns) .{0,20}ab\b|\btragen sie (?:mich|uns) .{0,20}aus\b|\bbitte (?:abmelden|abbestellen|austragen|löschen|streichen)\b|\bnicht mehr (?:per e-?mail |per mail )?(?:erhalten|bekommen|kontaktiert|angeschrieben)/,
  },
  {
    name: 'stop_fr',
    pattern:
      /\b(?:d[ée]sabonn|d[ée]sinscri)\w*(?:[- ](?:moi|nous))?|\b(?:retire[rz]|supprime[rz]|enlev(?:er|ez)|effacer?z?|ôte[rz]|radie[rz])[- ](?:moi|nous|mon|mes|notre|nos|cette|ma)\b.{0,60}|\b(?:me|nous) (?:retirer|supprimer|enlever|désinscrire|désabonner|radier|rayer)\b|\bne (?:plus )?(?:me|nous|m'|pas me)\s?(?:plus )?(?:contacte[rz]|écri(?:vez|re)|envoye[rz]|sollicite[rz]|relance[rz]|démarche[rz])\b.{0,30}(?:plus|$)|\b(?:ne|n')\s?(?:me|nous)? ?(?:\w+ )?(?:contactez|écrivez|envoyez|sollicitez|relancez) (?:plus|jamais)|\bne plus (?:me|nous|être|recevoir)\b|\b(?:arr[êe]te[rz]|cesse[rz]|stoppe[rz])\b.{0,20}(?:de |d')?(?:m'|nous |me |vos |ces |les |tout|écrire|envoyer|contacter|e-?mails?|mails)|\b(?:souhait|veu|voul|désir)\w* (?:plus|pas) (?:être |recevoir|que vous)|\bplus (?:de|d'|aucun) ?(?:mails?|e-?mails?|messages?|courriels?|sollicitations?)\b|\blaissez[- ](?:moi|nous) tranquilles?|\bopposition\b.{0,40}(?:données|prospection)/,
  },
  {
    name: 'stop_es',
    pattern:
      /\b(?:dar|d[eé]n?|da|dar[ms]e|darnos|denme|deme|dame|dadme)(?:me|nos)? (?:por favor )?de baja\b|\b(?:quiero|quisiera|solicito|pido|deseo|queremos) (?:\S+ )?(?:la |una |mi |darme de )?baja\b|\b(?:cancel\w+|anul\w+) (?:mi|la|nuestra|esta) (?:suscripci[oó]n|subscripci[oó]n)|\bdesuscr\w+|\bdesuscribir|\b(?:ya )?no (?:me|nos) (?:vuelva[ns]? a |sigan? )?(?:env[ií]\w+|mand\w+|contact\w+|escrib\w+|llam\w+|molest\w+)\b|\bno (?:quiero|deseo|queremos|deseamos|quisiera|me interesa) (?:\S+ )?(?:recibir|ser contactad\w+|que me)|\b(?:elim[ií]n\w+|b[oó]rr\w+|qu[ií]t\w+|retir\w+|saqu\w+|s[aá]qu\w+|remuev\w+)(?:me|nos)\b|\b(?:eliminen?|borren?|quiten?|retiren?|saquen?) (?:mi|nuestr[oa]|mis|este) (?:correo|direcci[oó]n|e-?mail|datos|nombre|contacto)|\bdej[ea]n? de (?:enviar|escribir|contactar|molestar|mandar|llamar)|\bno (?:m[aá]s|mas) (?:correos?|e-?mails?|mensajes)|\bdéj[ea]n?me en paz/,
  },
  {
    name: 'stop_it',
    pattern:
      /\b(?:cancell|rimuov|elimin|disiscriv|togli|tolg)\w*(?:mi|temi|ci|teci|etemi)\b|\bnon (?:voglio|desidero|vogliamo|desideriamo|intendo) (?:più )?(?:ricevere|essere contattat)|\bnon (?:mi|ci) (?:scriv|contatt|inviat|mandat|scriva)\w* (?:più|piu)|\b(?:smett|smettete|smettetela|finitela)\w* di\b|\bcancella\w* (?:la mia|il mio|i miei)|\bannulla\w* (?:la mia )?iscrizione|\bdisiscri\w+|\bnon inviate\w* più/,
  },
  {
    name: 'stop_pt',
    pattern:
      /\b(?:remov|retir|exclu|descadastr|tir|cancel)\w*[- ](?:me|nos|meu|minha|o meu|a minha)\b|\bme (?:remov|retir|exclu|descadastr|tir)\w+|\bn[aã]o (?:quero|desejo|gostaria|queremos|desejamos) (?:mais )?(?:de )?(?:receber|ser contatad|ser contactad|mais (?:receber|e-?mails?|mensagens))|\bpar(?:e|em|ar) de (?:me )?(?:enviar|mandar|escrever|contatar|contactar|ligar)|\bn[aã]o (?:me )?(?:envi|mand|contat|contact|escrev|lig)\w+ mais|\bcancelar (?:a )?(?:minha )?(?:inscrição|subscrição|assinatura)|\bdescadastr\w+|\bn[aã]o receber mais/,
  },
  {
    name: 'stop_nl',
    pattern:
      /\b(?:schrijf|meld) (?:mij|me|ons) (?:\S+ ){0,4}(?:uit|af)\b|\b(?:verwijder|haal|schrap) (?:mij|me|ons|mijn|onze|dit)\b|\b(?:mij|me|ons) (?:uit te schrijven|uitschrijven|afmelden|verwijderen|af te melden)|\bgeen (?:verdere )?(?:e-?mails?|mails?|berichten|reclame|nieuwsbrie\w+) (?:meer|sturen)|\b(?:stop|stoppen) met (?:mailen|sturen|e-?mailen|contact|het)|\bniet (?:meer|langer) (?:\S+ )?(?:ontvangen|mailen|benader|contact)|\bneem geen contact\b|\bwil (?:\S+ )?(?:uitschrijven|afmelden)/,
  },
  {
    name: 'stop_pl',
    pattern:
      /\b(?:usuń|usunąć|usuńcie|wykreśl\w*|wypisz\w*|wypisać|skreśl\w*|usuniecie|usunięcie) (?:mnie|nas|mój|moj\w*|nasz\w*|z list)|\bproszę o (?:usunięcie|wypisanie|wykreślenie)|\bnie (?:chcę|życzę sobie|chcemy|wyrażam|życzymy) (?:\S+ ){0,3}(?:otrzymywa|dostawa|kontakt|wiadomo|maili|zgody)|\b(?:proszę|prosze|prosimy) (?:już )?(?:nie|przestać|więcej nie) (?:\S+ ){0,2}(?:wysyła|pisa|kontaktowa|przesyła|dzwoni)|\brezygnuję z|\bprzesta[ńn]\w* (?:\S+ )?(?:wysyła|pisa)|\bnie (?:wysyłaj|piszcie|pisz|wysyłajcie|kontaktuj)/,
  },
  {
    name: 'stop_other',
    pattern:
      /\b(?:avregistrera|avsluta|ta bort) (?:mig|oss|min)|\bjeg (?:vil|ønsker) ikke (?:\S+ )?(?:modtage|motta)|отпи(?:шите|сать)\w* (?:меня|нас)|удалите (?:меня|нас|мой)|не (?:пишите|присылайте|беспокойте)|больше не (?:пишите|присылайте)|(?:退订|取消订阅|取消訂閱|退訂|请不要再(?:发|联系)|不要再(?:发|發|联系|聯繫)|別再|别再)|(?:수신\s?거부|그만\s?보내|보내지\s?마|연락하지\s?마)|berhenti (?:kirim|mengirim|hubungi|berlangganan)|jangan (?:hubungi|kirim)|(?:hủy|huỷ) đăng ký|ยกเลิก(?:รับ|การ)|หยุดส่ง|odhlás\w* (?:mě|mne|nás)|(?:إلغاء|الغاء) الاشتراك|توقف عن/,
  },
];

/** The sentence names the words without asking: a footer, a condition, another subject. */
export const NOT_A_REQUEST: readonly TextRule[] = [
  {
    name: 'footer',
    pattern:
      /\||https?:|\bfor (?:more )?information\b|\bof this (?:type|kind)\b|\bum (?:\S+ ){0,6}zu |www\.|\bclick\b|\blink\b|\bbutton\b|\bif you (?:no longer|do not|don't|would|wish|want|prefer|'d|are not|received)|(?<!\b(?:like|want|wish|asked?|asking|need|request|prefer) )\bto (?:unsubscribe|opt[- ]?out|stop receiving|be removed|no longer receive|manage|change)\b.{0,40}(?:,|\breply\b|\bsend\b|\bvisit\b|\bfrom (?:this|these|future|our)\b|\bplease (?:visit|reply|send|click|use|e-?mail)\b|\bgo to\b|\buse\b)|\byou (?:can|may) (?:also )?(?:unsubscribe|opt[- ]?out)|\bunsubscribe (?:here|link|at any|any ?time|at the|below|rates?|page|button|flow|feature|header|requests? (?:are|is|get)|lists? (?:are|is|man))|\b(?:reply|text|send|type|answer)(?:ing)?(?: with)? ['"]?(?:stop|unsubscribe)['"]? |haz clic|pulsa|clique|cliquez|clicca|klik(?:ken)?\b|klicken|kliknij|クリック|こちら(?:から|へ|より|を)|(?:希望|ご希望|される|する)(?:の)?(?:場合|方|際)|您可以|点击|點擊|如果您|\b(?:para|pour|um|per|voor|aby) (?:vous |te |se |darte |darse |dar(?:te|se) de |sich |uit |si |zrezygnować |anular |cancelar )?(?:\S+ )?(?:désabonner|désinscrire|baja|abzumelden|abzubestellen|disiscriver\w+|cancellar\w+|schrijven|darse|cancelar (?:a|o|su|tu)|ne plus)/,
  },
  {
    name: 'condition',
    pattern:
      /\b(?:yet|until|till|before|unless|but (?:do|please|feel free|you can|happy|i(?:'d| would))|instead|rather than|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this week|next week|today|without|hesitate|by (?:phone|email|on|the|tomorrow)|stop (?:by|over|in)\b|(?:partial|parcial)\b|the (?:rate|price|quote|proposal|sheet|deck|contract|invoice|samples?))\b/,
  },
  {
    name: 'about_others',
    pattern:
      /\b(?:our|my|their|your) (?:customers?|clients?|subscribers?|users?|leads|prospects|recipients|unsubscribe)\b|\bso (?:that )?(?:you|we|they) (?:can )?stop\b|\bhow (?:does|do you|would your|many)\b.{0,40}\b(?:unsubscribe|opt)|\bhelp (?:you|us|me|them) (?:stop|remove|unsubscribe)|\b(?:did not|didn't|haven't|won't|will not|never) (?:unsubscribe|opt(?:ed)? out)|\bdon't (?:unsubscribe|remove)\b/,
  },
];
