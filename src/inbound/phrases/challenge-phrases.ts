/**
 * How does a filter ask the sender to prove that he is a person? The letter waits, there is something to do, and it is about who wrote. Data
 * per language, folded.
 *
 * Sources: the texts of Boxbe, Spam Arrest, TMDA, Bluebottle, Mailinblack, UOL AntiSpam and the like.
 */
import { anyOf } from './text-rules.ts';

export interface ChallengeWords {
  readonly language: string;
  /** The letter waits, or arrives only if the sender does something. */
  readonly held: RegExp;
  /** What the sender is to do. */
  readonly act: RegExp;
  /** What for: a person is not a machine, an unknown sender makes himself known, once. */
  readonly proof: RegExp;
}

export const CHALLENGES: readonly ChallengeWords[] = [
  {
    language: 'en',
    held: anyOf(
      /\b(?:messages?|e-?mails?|mails?|letter|original)\b.{0,140}\b(?:held|waiting|waits|on hold|quarantined?|pending|delayed|queue|parked|not (?:yet )?(?:been )?(?:delivered|recogni[sz]ed|released)|(?:be|get|been|is|are) (?:automatically )?(?:delivered|released|deleted|removed|discarded|passed on|destroyed|forwarded|received)|delivers|reach(?:es)?|deleted|expires?|in(?:to)? my (?:inbox|mailbox))\b/,
      /\b(?:deliver|release|releases|delivers|see|sees|read|reads|receives?|gets?|let|lets|pass|passes|accepts?|reach|delivery of|drops?|to have|held|allow)\b.{0,60}\b(?:messages?|e-?mails?|mails?|letter|it delivered|you in|what you sent)\b/,
      /unknown senders? (?:are|is)|(?:hasn't|has not) let you in|inbox is protected/,
    ),
    act: anyOf(
      /\b(?:click|tick|open|follow|visit|verify|confirm|prove|authenticate|identify|complete|fill (?:out|in)|copy|select|choose|pick|type|enter|solve|drag|answer|reply|respond|send|press|register|create|leave|scan|state|tell)\b/,
    ),
    proof: anyOf(
      /\b(?:verif\w+|authenticat\w+|identify yourself|prove|human|robots?|captcha|real person|a person|spam(?:mers?)?|first[- ]time|first time|unknown (?:senders?|address)|not (?:been )?(?:recogni[sz]ed|verified)|gate ?keeper|screen(?:s|er|ed)|white ?list|approved|guest list|senders? check|only (?:needed|once)|once only|just once|registered correspondents|confirmed (?:that )?you|password|machine-made|you (?:really )?(?:wrote|sent) (?:it|this)|not on (?:my|his|her|their|our) list|don't know you|(?:allow|contact) list)\b/,
    ),
  },
  {
    language: 'de',
    held: anyOf(
      /(?:nachricht|e-?mails?|mails?|post|schreiben|brief)\b.{0,120}(?:wartet|warte|zugestellt|zurückgehalten|quarantäne|warteschlange|liegt|freigegeben|freigeschaltet|übergeben|erhält|weitergeleitet|gelöscht|vernichtet|verworfen|verfällt|durchgelassen|angekommen|gehalten|angehalten|gesehen|gelesen)/,
      /(?:erhält|bekommt|bekomme|sieht|liest|erreicht|empfängt|lasse?|lässt|gelangt|stell\S*) .{0,60}(?:nachricht|mail|post|brief|schreiben|durch|zu)\b|nicht zugestellt|ohne freischaltung|unbekannte absender/,
    ),
    act: /klick|antwort|bestätig|besuch|folgen|schalten sie|schreib|führen sie|wähl|drück|öffnen|schieb|setz|häkchen|beweis|senden|schick|gib|geben sie|trag|tippen|lös|ausweis|nenn|melden sie|identifiz|verifiz/,
    proof:
      /mensch|roboter|automat(?!isch)|maschine|spam|captcha|absender(?:prüfung|verifi|bestät|authent)|verifi|freischalt|ausweis|identität|identifizier|beweis|zum ersten mal|erstmal|erste[nrs]? (?:mail|nachricht)|noch nie|unbekannt|neue absender|einmal|weiße(?:n)? liste|whitelist|bestätig\S* sie|gästeliste|kennwort|passwort|werbung/,
  },
  {
    language: 'fr',
    held: anyOf(
      /(?:messages?|e-?mails?|courriels?|mails?|lettre|courrier|envoi)\b.{0,120}(?:attente|attend|retenu|bloqu|quarantaine|suspend|parvien|remis|présent|détruit|effac|supprim|transmis|délivr|livr|file|arriv|accept|libér)/,
      /(?:reçoi\S*|recevr\S*|reçu|laisse|laissera|ignore|lira|remettr\S*|livrer|libérer|remettre|entrer?|transmett\S*) .{0,60}(?:message|e-?mail|courriel|mail|lettre|courrier|«|vous avez écrit)|je le reçois/,
    ),
    act: anyOf(
      /cliqu|\bclic\b|répond|renvoy|authentifi|valid|confirm|saisi|recopi|indiqu|gliss|prouv|identifi|choisi|ouvr|sélectionn|coch|tap(?:ez|er)|envoy|écriv|attest|certifi|rempli|inscri/,
    ),
    proof:
      /humain|robot|personne|spam|pourriel|captcha|anti-?spam|authentifi|identifi|prouv|attest|vérifi|première? (?:fois|message|envoi)|une (?:seule|première) fois|qu'une (?:seule )?fois|jamais reçu|inconnu|liste (?:blanche|d'invités|des)|script|démarcheur|publicité|non confirmé|confirmé l'envoi|mot de passe|ne (?:vous )?conna|la clé|connaissons pas/,
  },
  {
    language: 'es',
    held: anyOf(
      /(?:mensajes?|correos?|e-?mails?|carta|envío)\b.{0,120}(?:retenid|espera|cuarentena|pendiente|bloquead|detenid|parad|entreg|recib|lleg|borr|elimin|suspend|destru|cola|lista|camino|continúe|libera|destinatario)/,
      /(?:recib\S*|entreg\S*|lleg\S*|leer\S*|parado|veo|ver\S*|pasar|entrar|borramos|borrado) .{0,60}(?:correo|mensaje|e-?mail|carta|"|«)|(?:me llega|lo veo|lo recib|será borrado)/,
    ),
    act: /clic|puls|respond|contest|visit|confirm|marca|marque|cop(?:ie|ia)|elig|elija|escrib|reenv|arrastr|identif|autentic|manda|envía|envíe|demuestr|certifi|abr|pide|introduzca|introduce|selecci|rellen|indic/,
    proof:
      /persona|humano|robot|máquina|spam|correo basura|no deseado|captcha|autentic|identif|verific|demuestr|certifi|primera vez|primer (?:correo|mensaje|envío)|(?:única|sola|una) vez|remitentes? nuev|no (?:te |le )?conoc|desconocid|lista (?:blanca|de (?:invitados|espera|permitidos))|programa|publicidad|comercial|sin confirmar|confirmado|contraseña|palabra|clave|diciendo quién/,
  },
  {
    language: 'it',
    held: anyOf(
      /(?:messaggi[oi]?|e-?mail|mail|lettera|posta|invio)\b.{0,120}(?:attes|attend|trattenut|quarantena|bloccat|sospes|consegn|recapit|ricev|elimin|cancell|distrutt|passa|entra|prosegu|coda|legg|arriv|sblocc)/,
      /(?:ricev\S*|consegn\S*|recapit\S*|vede|passare|entra\S*|apre|guardo|cancelliamo|eliminata) .{0,60}(?:mail|messaggio|lettera|"|«|posta)|la guardo|ti fa passare/,
    ),
    act: /clicc|rispond|conferm|visit|spunt|rimand|selezion|inserisc|digit|copi|attest|dimostr|invi|scriv|dig|apri|mostr|trascin|identific|autentic|prem|chied|verific/,
    proof:
      /persona|uman|robot|macchin|programm|spam|captcha|autentic|identific|verific|dimostr|attest|prima volta|primo messaggio|una (?:sola )?volta|sconosciut|mittente nuovo|nuovi mittenti|non (?:ti |la |vi )?conosc|lista (?:bianca|d'attesa|degli)|ospiti|script|pubblicità|non glielo chiederemo|confermata|parola|chiave|documento/,
  },
  {
    language: 'pt',
    held: anyOf(
      /(?:mensag(?:em|ens)|e-?mails?|correio|carta|envio)\b.{0,120}(?:retid|espera|quarentena|pendente|bloquead|suspens|entreg|receb|cheg|apag|elimin|destru|fila|barr|lid|aguarda|aparece|eliminad|entra|abre)/,
      /(?:receb\S*|entreg\S*|cheg\S*|barrou|sabe|apagamo\S*|passar|abre-se|libera\S*) .{0,60}(?:e-?mail|mensagem|correio|carta|"|«)|que eu recebo|te deixa passar|a entrega é/,
    ),
    act: /cli(?:que|ca|car)|carreg|respond|confirm|visit|assinal|cop(?:ie|ia)|selecion|introdu|digit|ates|prov|envi|diga|inclu|devolv|identific|autentic|escrev|preench|mand|marque|arrast|pag/,
    proof:
      /pessoa|humano|robô|robot|máquina|spam|captcha|autentic|identific|verific|prove|ates(?:te|tar)|primeira (?:vez|mensagem)|primeiro e-?mail|(?:uma|única|só uma) (?:única )?vez|remetentes? nov|não (?:te |o |a )?conhe|desconhecid|lista (?:branca|de (?:convidados|espera))|programa|script|publicidade|só entra quem|autor se|não voltaremos|diga quem|ainda não confirmou|senha|palavra|chave|declara/,
  },
  {
    language: 'ja',
    held: /(?:メール|メッセージ|お便り).{0,60}(?:保留|届|隔離|配信|一時|お預かり|待機|受信|受け取|開封|表示され|渡り|破棄|削除|転送)|(?:届|配信|受け取|お届け|渡り|開封).{0,40}(?:メール|メッセージ|ません)|許可制|許可待ち|読むことができません|何もしないで/,
    act: /クリック|アクセス|返信|入力|送信して|登録|選択|選んで|お選び|認証|承認|押して|お認め|動かして|申請|回答|お答え|ご確認|リンク/,
    proof:
      /認証|承認|人間|ロボット|ボット|迷惑メール|スパム|送信者(?:の)?(?:確認|登録|認証)|本人確認|許可|初め?て|はじめて|初回|一度だけ|ゲスト(?:リスト)?|ワンタイム|登録済み|知らないアドレス|紹介者|パズル|画像|確認(?:されていない|フォーム|ページ)|送信の覚え|確認が取れ/,
  },
];

/** Of the proof alone: what nobody asks for but such a filter. */
export const CHALLENGE_PROOF = anyOf(
  /\b(?:captcha|(?:are|you're|you are) (?:a )?(?:human|real|not a)|human being|not a (?:robot|bot|machine)|(?:ro)?bots?\b|anti-?spam|spam (?:filter|blocker|guard|protection)|verif(?:y|ication) (?:that you|yourself|your (?:address|identity|e-?mail|message)|required)|authenticate|identify yourself|first[- ]time senders?|unknown senders?|unrecogni[sz]ed|strangers?|white ?list|allow ?list|safe (?:list|senders?)|trusted senders?|approved senders?|guest list|sender (?:check|verification|confirmation|authentication)|pass ?phrase|secret word|puzzle|riddle|select all (?:the )?(?:pictures|images)|characters (?:displayed|shown)|only (?:have to|need to|needed|asked|required) (?:do this )?(?:once|the first)|(?:who|how) (?:are you|you are|you know)|address book|introduce yourself|held (?:for|until|because))\b/,
  /\b(?:captcha|kein (?:ro)?bot|(?:ro)?boter|spam-?(?:schutz|filter|roboter|abwehr)|kein (?:automat|spammer)|absender(?:prüfung|verifi|bestät|authent|kontrolle)|(?:ein|dass sie ein) mensch|weiße(?:n)? liste|positivliste|freischalt|sicherheitsabfrage|sicherheitsfrage|identität|unbekannte[rn]? absender|neue[rn]? absender|zum ersten mal|noch nie (?:post|geschrieben)|noch nicht (?:bekannt|bestätigt)|kenn(?:t|en|e) (?:sie|ihre adresse|dich) (?:noch )?nicht|rätsel|adressbuch|passwort|losung|kennwort|nur (?:dieses eine mal|beim ersten|einmal))/,
  /\b(?:captcha|anti-?spam|pourriel|(?:un|le|les|des) robots?|non (?:un )?robot|(?:vous )?authentifi|identifi(?:er|é|ez)|prouv(?:ez|er|ant)|expéditeurs? (?:inconnu|non)|inconnus?\b|liste (?:blanche|d'autorisation|d'invités)|première fois|premier (?:envoi|message|contact)|qu'une (?:seule )?fois|jamais reçu|devinette|puzzle|mot de passe|qui vous êtes|carnet d'adresses|ne (?:vous|te) conna|vérification de l'expéditeur|êtes (?:bien )?(?:humain|une personne|réel)|non confirmé)/,
  /(?:captcha|anti-?spam|antirrobot|(?:un|de|los) robots?\b|no (?:es|eres|soy) un|autentic|identif(?:icarse|íquese|ícate|ique)|verificación del remitente|remitentes? (?:desconocid|nuev)|desconocid|lista (?:blanca|de (?:invitados|permitidos|confianza))|primera vez|primer (?:correo|mensaje|envío)|(?:única|sola|una) vez|no (?:te|le|lo|la) conoc|demuestr|adivinanza|contraseña|quién (?:eres|es\b)|(?:eres|es) (?:usted )?(?:una persona|humano|de verdad)|sin confirmar|libreta de direcciones)/,
  /(?:captcha|anti-?spam|antirobot|\brobot\b|autentic(?:ars|hi|ati)|identific(?:ars|arti|hi|ati)|verifica (?:del )?mittente|mittent[ei] (?:sconosciut|nuov)|sconosciut|lista (?:bianca|degli ospiti)|prima volta|primo (?:messaggio|invio|contatto)|una (?:sola )?volta|non (?:ti|la|vi) (?:conosc|conosce)|dimostr|indovinello|parola d'ordine|chi (?:è|sei)\b|(?:sei|è) (?:una persona|umano|un essere)|non (?:risulta )?(?:ancora )?confermat|rubrica)/,
  /(?:captcha|anti-?spam|\brob(?:ô|ot)s?\b|autenti(?:que|car|fic)|identific(?:ar|ar-se|ou|a-te)|identifique|verificação do remetente|remetentes? (?:desconhecid|nov)|desconhecid|lista (?:branca|de convidados)|primeira (?:vez|mensagem)|primeiro (?:e-?mail|contato|contacto)|(?:uma|única) vez|não (?:te|o|a|lhe)? ?conhe|prove que|provar que|adivinha|palavra-?(?:passe|chave)|quem (?:é|és|você é)|(?:é|és) (?:uma pessoa|humano|gente)|por confirmar|ainda não confirmou|minha agenda|lista de contactos)/,
  /キャプチャ|ロボット|スパム対策|迷惑メール対策|送信者(?:の)?(?:認証|確認|登録)|(?:送信者|受信)認証|本人確認|人間(?:が|で)|初めてのメール|はじめてのアドレス|知らないアドレス|未登録|許可(?:制|リスト|待ち)|ホワイトリスト|ゲストリスト|一度だけ|初回のみ|合言葉|パズル|画像認証|なぞなぞ|アドレス帳|ワンタイム|紹介者|電子署名のない|登録済みの送信者|確認されていない/,
);

/** Somebody signs up, and confirms that: no letter waits. */
export const SIGNS_UP =
  /subscri(?:be|ption)|newsletter|sign(?:ed|ing)? up|your (?:new )?account|activate your|abonnement|anmeldung|abonnieren|inscription à|suscripci|iscrizione|inscrição|会員登録|メルマガ/;

/** Subjects that such filters use. */
export const CHALLENGE_SUBJECT = anyOf(
  /(?:verif(?:y|ication)|confirm(?:ation)?|action|response) (?:is )?(?:required|needed|request)|please (?:verify|confirm)|^\W{0,2}(?:confirm|verify)\b/,
  /\bboxbe\b|challenge|white ?list|waiting for approval|\[?verification\]?\s?(?:re:|-)|approve sender|sender (?:verification|authentication|address verification)/,
  /bestätigen sie|bestätigung erforderlich|absender(?:bestätigung|verifizierung)/,
  /demande d'authentification|validation de votre|confirm(?:ez|ation de) votre (?:message|e-?mail)/,
  /confirm(?:e|ación de) (?:su|tu) (?:correo|mensaje|e-?mail)|verificación/,
  /conferma (?:il tuo|la tua|il suo|la sua|del)|verifica (?:mittente|del mittente)/,
  /confirm(?:e|ação de|ação do) (?:a |o )?(?:sua|seu) |verificação/,
  /(?:要確認|送信者(?:の)?(?:認証|確認)|メール(?:送信者)?(?:の)?認証|認証のお願い)/,
);
