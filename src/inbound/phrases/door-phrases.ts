/**
 * What do mailboxes with a doorkeeper say? Single words, not phrases: what is to be done, what then becomes of the letter, and whom the
 * doorkeeper means to stop. All three together, in a short mail of a machine, are a challenge however it puts them. Data per language, folded.
 */
import { anyOf } from './text-rules.ts';

/** Beginnings of words. German puts others before them: "anklicken", "freigeben". */
function stems(...phrases: readonly RegExp[]): RegExp {
  return new RegExp(
    `(?<!\\p{L})(?:an|auf|aus|be|ein|ver|weiter|zurück)?(?:${anyOf(...phrases).source})`,
    'u',
  );
}

export interface DoorWords {
  readonly language: string;
  /** The sender is told to do something. */
  readonly act: RegExp;
  /** The letter comes in, stays out or is thrown away. */
  readonly entry: RegExp;
  /** Strangers, machines, first letters, passwords, proofs. */
  readonly stranger: RegExp;
}

export const DOORS: readonly DoorWords[] = [
  {
    language: 'en',
    act: stems(
      /drop|move|find|return|register|paste|finish|hold|\b(?:click|tap|tick|check the box|open|follow|visit|go to|verify|confirm|prove|authenticate|identify|introduce|complete|fill|copy|select|choose|pick|type|enter|solve|drag|slide|answer|reply|respond|send|resend|press|hit|push|register|create|leave|scan|state|tell|say|write|put|add|include|quote|sign|name|use|pay|ask for|apply|request|do (?:it|this|so|that))\b/,
    ),
    entry: stems(
      /door\w*|\b(?:on (?:the|my|his|her|our) (?:guest |white |allow |safe )?list|on its way|goes? on|(?:goes|go|get|gets|come|comes|drops?) (?:straight )?(?:through|into)|deliver\w*|releas\w+|reach\w*|arriv\w+|let (?:you|it|your|them|me|this) (?:in|through|pass)|lets? .{0,25}(?:in|through|pass)\b|(?:get|gets|goes|go|come|comes|pass|passes|put|be|is|slip|walk|move|drop|fall|land)s? (?:straight |right |it )?(?:in|into|inside|through|on|past)\b|you(?:'re| are) (?:in|through)\b|open(?:s|ed)?\b|unlock\w*|admit\w*|accept\w*|forward\w*|hand(?:s|ed)? (?:it |over|on)|receiv\w+|gets? (?:it|your|to see)|sees?|reads?|show(?:s|n)?|see it|read it|passed on)\b/,
      /\b(?:held|hold(?:s|ing)?|wait(?:s|ing)?|pending|quarantin\w*|parked|queued?|blocked|stopp?(?:ed|s)|stuck|caught|kept|suspended|limbo|lobby|porch|gate|door(?:step)?|not (?:yet )?(?:been )?(?:delivered|released|accepted)|delet\w+|discard\w*|expir\w+|destroy\w*|thrown|bin(?:ned)?|trash|undelivered|unread)\b/,
    ),
    stranger: stems(
      /gatekeeper|door ?(?:keeper|man)|bouncer|personally|\b(?:humans?|robots?|bots?|machines?|scripts?|spam(?:mers?|bots?)?|anti-?spam|captcha|puzzle|riddle|quiz|(?:are|you're|that you are|is) (?:a )?(?:real )?(?:person|people)|real (?:sender|name)|flesh and blood|(?:is|are) (?:real|alive)|junk|bulk|mass (?:mail\w*|e-?mail\w*|sending)|advertis\w+|sales ?(?:people|mail|pitch\w*))\b/,
      /\b(?:strangers?|unknown|unfamiliar|unrecogni[sz]ed|unverified|unconfirmed|unregistered|unapproved|not (?:yet )?(?:recogni[sz]ed|known|verified|confirmed|approved|registered|on (?:my|his|her|the|our|their|your))|(?:don't|doesn't|do not|does not|didn't|never) (?:yet )?(?:know|met|meet|recogni[sz]e|heard|written|seen)|new (?:senders?|addresses|correspondents?|here|contacts?)|first[- ](?:time|mail|message|e-?mail|contact|letter)|first one|white ?list\w*|allow ?list\w*|safe ?list|guest ?list|(?:approved|allowed|trusted|known|registered|confirmed) (?:senders?|list|correspondents?|contacts?)|address book|who (?:you are|are you|sent you|goes there)|how (?:we|you|i) (?:know|met)|only (?:needed |necessary |asked |have to do this )?once|just (?:the )?once|one time only|never (?:ask|be asked) again|(?:isn't|aren't|not|n't) (?:yet )?(?:in|on|among|one of) (?:\w+ ){0,2}(?:contacts?|correspondents?|book)|never (?:had|received|got) |(?:has|have|had)(?:n't| not| never) (?:yet )?(?:met|seen|heard)|senders? (?:registers?|signs? up|is registered)|approved (?:addresses|people))\b/,
      /\b(?:pass ?(?:word|phrase|code)|secret (?:word|code|question)|magic word|key ?word|(?:the|this|following|your) (?:\w+ )?(?:code|key|pin|word|characters)|number (?:in|on|from|shown|below)|one-time (?:code|link)|verif\w+|authenticat\w+|prove|proof|identify yourself|sender (?:check|confirm\w*)|if (?:it was you|you (?:really )?(?:wrote|sent) (?:it|this))|confirm (?:that )?(?:you|it|your|this|the (?:message|mail|e-?mail))|(?:wrote|sent) (?:it|this) yourself|by hand)\b/,
    ),
  },
  {
    language: 'de',
    act: stems(
      /mit (?:dem|diesem|folgendem) (?:wort|code|kennwort|passwort|stichwort)|führ|mach|klick|tipp|drück|antwort|bestätig|besuch|folg|ruf|öffn|schalt|schreib|wähl|schieb|zieh|setz|häkchen|hak|beweis|sende|schick|gib|geben|nenn|trag|einge|lös|rechn|kopier|identifiz|ausweis|melde|stell|verifiz|leg|füll|authentif|scann|zahl|sag|erklär|vervollständ|beantrag|anforder|erbitt/,
    ),
    entry: stems(
      /flieg|hält\b|aufgehalten|auf (?:der|die) (?:gäste|frei|weiße[nr]? )?liste|zugestellt|zustell|durch(?:gelass|lass|kommen|stell|wink)?|lass\S* .{0,40}(?:rein|herein|durch|ein)\b|lässt|freigegeben|freigeb|freischalt|ankomm|kommt|kommen|erreich|erhäl|erhalt|bekomm|empfäng|gelang|weiterleit|weitergeleit|weitergegeb|überg[ea]b|liest|lesen|sieht|sehen|öffnet|herein|hinein|\brein\b|zurückgehalten|zurückgestellt|festgehalten|gehalten|wartet|wartend|warte(?:schlange|raum|schleife|zimmer)|quarantäne|blockiert|geparkt|hängt|liegt|vor der tür|draußen|angehalten|ausgesperrt|gelöscht|löschen|verworfen|vernichtet|verfällt|verfallen|papierkorb|weggeworfen|abgelehnt|nicht gelesen|ungelesen|vorgelegt|ausgehändigt|aushändig|zugelassen|zulass/,
    ),
    stranger: stems(
      /puzzle|filter\b|torwächter|türsteher|pförtner|mensch|roboter|\bbots?\b|maschine|automaten|programm|skript|spam|captcha|rätsel|werbung|reklame|massen(?:mail|versand|sendung)|rundschreiben|fleisch und blut|\becht|leibhaftig/,
      /unbekannt|fremd|neue[nrs]? (?:absender|adresse|kontakt)|absender(?:prüf|verif|bestät|kontroll|adresse)|nicht (?:bekannt|verifiziert|bestätigt|registriert|erkannt|auf (?:meiner|der|seiner|ihrer|unserer))|noch (?:nicht|nie|unbekannt)|registriert|freigegebene adresse|ken(?:nt|ne|nen) .{0,30}nicht|nicht .{0,12}kenn|erst(?:e|er|en|es|malig|mals|kontakt|kontakts)\b|zum ersten mal|(?:weiße[nr]?|weisse[nr]?|positiv|gäste|freigabe|adress)[- ]?liste|whitelist|gästebuch|adressbuch|wer (?:sie|du|sind|bist)|woher|nur (?:ein|dieses|beim)|einmal\b|einmalig|nie wieder (?:gefragt|fragen)/,
      /kennwort|passwort|losung|codewort|parole|stichwort|zauberwort|geheim|schlüssel|\bcode\b|\bpin\b|prüfzahl|zeichenfolge|zahl (?:aus|im|vom)|buchstaben|identität|identifiz|ausweis|verifi|beweis|authent|bestätig\S* (?:sie|du|bitte|,|dass|ihre|deine)|selbst (?:geschrieben|verfasst)|wenn sie sie geschrieben|von hand|persönlich/,
    ),
  },
  {
    language: 'fr',
    act: stems(
      /fai(?:tes|s)\b|déplac|résolv|cliqu|\bclic\b|appuy|touch|répond|renvoy|retourn|authentif|valid|confirm|saisi|tap(?:ez|er|e\b)|recopi|copi|indiqu|gliss|prouv|identif|choisi|ouvr|sélectionn|coch|envoy|écri[vt]|attest|certifi|rempli|inscri|donn|dit(?:es|e)|\bdis\b|suiv|visit|rend|présent|mett|remett|résol|ajout|entr(?:ez|er)|complét|pay|demand|sollicit/,
    ),
    entry: stems(
      /close\b|porte\b|sorti|parvien|parvenir|remis|remettr|délivr|livr|distribu|arriv|reçoi|recev|reçu|transmi|transmett|achemin|débloqu|libér|laiss\S* (?:passer|entrer)|passer|passe\b|passent|entrer|entre\b|entrera|ouvre\b|ouvrira|s'ouvr|li[rt]\b|lira|verra|voit|accept|retenu|bloqu|attent|attend|quarantaine|suspen|coincé|dehors|à la porte|seuil|file\b|guichet|supprim|effac|détrui|poubelle|corbeille|jeté|expir|perdu|non lu|ignor|arrêt|admet|admis|poursui|continu|en pause|gelé|barrière|franchi|traverse|rejet|port[ée]e? (?:à|jusqu)/,
    ),
    stranger: stems(
      /gardien|portier|filtre|page de contrôle|auteur|signature|humain|robot|machine|automate|programme|script|spam|pourriel|captcha|énigme|devinette|puzzle|publicité|démarch|réclame|en masse|envoi massif|chair et (?:d'os|en os)|vraie personne|personne (?:réelle|physique)|vrai\b|bien réel/,
      /inconnu|étrang|approuv|autorisée?s? à|enregistr|inscri[tv]|jamais rencontr|nouve(?:l|aux?|lle) (?:expéditeur|adresse|correspondant|contact)|vérification|pas (?:encore )?(?:confirmé|vérifié|enregistré|reconnu|connu|sur|dans)|non (?:confirmé|vérifié|identifié|reconnu)|ne (?:vous|te|le|la) (?:conna|reconna)|conna(?:is|it|issons|issent) pas|jamais|premi[eè]re?|liste (?:blanche|d'|des|de mes)|carnet|qui (?:vous êtes|êtes-vous|es-tu|tu es)|comment (?:nous|vous)|une (?:seule )?fois|(?:seule|unique) fois|plus jamais demandé/,
      /mot de passe|mot (?:magique|secret|clé|clef)|code\b|\bclé\b|\bclef\b|sésame|authentif|identif|identité|prouv|preuve|vérifi|attest|certifi|confirm\S* (?:que|votre|ton|être|l'envoi|cet|ce)|vous-même|en êtes l'auteur|(?:de|dans|sur) l'image|vendeur|intrus|expéditeurs? externes?|à la main|caractères|chiffres/,
    ),
  },
  {
    language: 'es',
    act: stems(
      /púls|rellén|contést|escríb|díga|ábr|márqu|identifíqu|regístr|confírm|verifíqu|resuélv|introdúz|demuéstr|devuélv|haz\b|haga\b|mueve|mueva|coloca|resuelve|clic|clique|puls|pinch|toc[ae]|\bdale\b|presion|respond|contest|visit|confirm|verifi|valid|marc|marqu|copi|elig|elij|escrib|reenv|devuel|arrastr|identif|autentic|manda|mande|enví|envi[ae]|demuestr|certif|abra|abre|pid[ae]|introdu|selecci|rellen|complet|indi[cq]|teclee|teclea|resuelv|dig[ao]|\bdi\b|siga|sigue|entre|accede|acceda|ponga|añad|inclu|pague|firma|preséntese|solicit|desli[zc]|gir[ae]\b|sum[ae]\b|calcul|adivin|transcrib|repit|anot[ae]|apunt[ae]|acredit|justifi|deletre|marque/,
    ),
    entry: stems(
      /saldr|salir|sale\b|entreg|lleg|llegu|reciba|recibir|recibe|recibo|pase\b|pasa\b|pasar|paso\b|entre\b|entra|entrar|dentro|abre\b|abrir|libera|liber|desbloque|deja|lee\b|leer|lea\b|leído|verá|ver\b|vea\b|ve\b|acept|reenvi|traslad|muestr|retenid|reten|espera|cuarentena|pendiente|bloquead|detenid|parado|atascad|suspens|suspend|en cola|puerta|fuera|portería|borr|elimin|destru|papelera|basura|caduc|descart|tirar|perder|no leíd|sin leer|vuela|volar|admit|(?:pondr|añadir|apuntar|incluir)\S* (?:en|a)|siga\b|prosig|continú|aguard|aplaz|demor|custodi|guardad|congelad|en pausa|antesala|umbral|garita|barrera|aduana|traspas|cruz[ae]|alcanz|franque|rechaz|desech|purg/,
    ),
    stranger: stems(
      /no deseado|filtro|portero|antispam|human|(?:essere|sei|è|siete|di essere) (?:una )?(?:vera )?persona|persone vere|robot|\bbots?\b|máquina|programa|script|spam|basura|captcha|acertijo|adivinanza|puz(?:z)?le|pieza|publicidad|comercial|masiv|carne y hueso|de verdad|\breal\b/,
      /desconocid|extrañ|aprobad|autorizad|se registr|forastero|remitentes? (?:nuev|no)|nuev[oa]s? (?:remitente|direcci|contacto|corresponsal)|no (?:figura|consta|está|aparece|confirmad|verificad|registrad|se ha|ha sido|reconoc)|no (?:te|le|lo|la|los|os)? ?(?:conoc|conozco|reconoc)|sin (?:confirmar|verificar|identificar)|primer|nunca|lista (?:blanca|de)|agenda|libreta|quién|cómo (?:nos|me)|(?:una|única|sola) vez|no (?:volver|tendrá|se lo)/,
      /contraseña|palabra|clave|código|llave|santo y seña|secret|autentic|identi|demostr|demuestr|verifi|prueb[ae]|certifi|atest|confirm\S* (?:que|su|tu|el|ser|este|envío)|usted mismo|si (?:usted )?lo (?:escribió|envió)|(?:si|has|ha) (?:has |ha )?sido (?:tú|usted)|visto bueno|(?:pid|solicit)\w+ permiso|(?:de|en|desde) la imagen|hay alguien|remitentes? externos?|propaganda|vendedor|intrus|anunciante|a mano|caracteres|cifras|números? de la/,
    ),
  },
  {
    language: 'it',
    act: stems(
      /fai\b|faccia\b|sposta|trova|clicc|clic\b|prem|tocc|rispond|conferm|visit|spunt|rimand|rinvi|reinvi|selezion|scegli|scelga|inser|digit|copi|attest|dimostr|\binvi[aio]|mand|scriv|apri|apra|mostr|trascin|identific|autentic|verific|chied|dica\b|dì\b|digli|dimmi|indichi|indica|compil|complet|risolv|risolva|segu|vada|vai|acced|ripet|aggiung|pag|bussi|metta|metti|richied/,
    ),
    entry: stems(
      /tavola|mett|consegn|recapit|arriv|ricev|passa|passar|passer|entra|entrar|entri|apre\b|apra\b|aprir|sblocc|liber|rilasci|lasci\S* (?:passare|entrare)|inoltr|legg|letta|letto|ved[er]|vedrà|accett|accolt|mostrat|trattenut|attesa|attend|aspetta|quarantena|bloccat|ferm[ao]|sospes|coda|porta\b|portineria|fuori|cancell|elimin|distrutt|scart|cestin|buttat|scad|respint|non lett|perd|prosegu|arrivi|giunga|guard|ammett|ammess|custodi|congelat|in pausa|barriera|soglia|varc|attravers|respin|rifiut|salir/,
    ),
    stranger: stems(
      /buttafuori|portiere|portinaio|filtro|mittente|uman|(?:essere|sei|è|siete|di essere) (?:una )?(?:vera )?persona|persone vere|robot|\bbot\b|macchin|automi|programm|script|spam|captcha|indovinello|rompicapo|puzzle|pubblicit|massiv|in massa|carne e ossa|\bvero\b/,
      /sconosciut|estrane|approvat|autorizzat|si registr|forestier|mittent[ei] (?:nuov|non)|nuov[oi] (?:mittent|indirizz|contatt|corrispond)|non (?:risulta|figura|è (?:ancora )?(?:tra|nella|nell|verificat|confermat|registrat|riconosciut)|verificat|confermat)|non (?:ti|la|vi|lo)? ?(?:conosc|riconosc)|non ancora|prim[ao]\b|mai\b|lista|rubrica|elenco|chi (?:è|sei|siete)|come ci|(?:una|unica|sola) volta|non (?:glielo|te lo)/,
      /password|parola|chiave|codice|segret|autentic|identi|documento|dimostr|verific|prova\b|attest|conferm\S* (?:di|che|il|la|l'|essere|invio)|di suo pugno|se l'ha scritt[ao]|(?:d|n)ell'immagine|venditor|intrus|mittent[ei] estern[oi]|a mano|caratteri|cifre|numeri/,
    ),
  },
  {
    language: 'pt',
    act: stems(
      /faça|faz\b|mova|declar|respond|cli(?:que|ca|car)|carreg|prem|aperte|toque|respond|confirm|verifi|valid|visit|assinal|cop(?:ie|ia)|selecion|escolh|introdu|digit|insir|ates|prov[ea]|envi|reenvi|diga|diz|inclu|devolv|identifi|autenti|escrev|preench|mand|marque|arrast|pagu?|abra|abre|resolv|sig[ao]|aced|acess|complet|indi[cq]|nome|apresent|ponha|coloque|acrescent|peç|solicit/,
    ),
    entry: stems(
      /bat(?:eu|e)u?\b|atravess|entreg|cheg|receb|pass[ae]\b|passar|entra|entrar|entre\b|abre\b|abrir|abre-se|abra\b|liber|desbloque|deix|encaminh|lê\b|ler\b|lid[ao]|leia|vê\b|ver\b|verá|aceit|mostr|retid|espera|aguard|quarentena|pendente|bloquead|barr|parad|preso|presa|suspens|fila|porta\b|portaria|fora|apag|elimin|destru|lixo|descart|expir|caduc|perd|não lid|conhecimento|sabe|levad|ficou|adiad|guardad|congelad|em pausa|barreira|portão|atravess|rejeit|seguir viagem|segue|siga\b|prossig|admit/,
    ),
    stranger: stems(
      /porteiro|segurança|guarda|filtro|remetente|human|(?:é|és|ser|seja) (?:você )?(?:uma )?pessoa|pessoas de|robô|robot|\bbots?\b|máquina|programa|script|spam|captcha|adivinha|charada|enigma|quebra-cabeça|peça|publicidade|propaganda|comercial|em massa|carne e osso|de verdade|\breal\b|verdadeir/,
      /desconhecid|estranh|aprovad|autorizad|se regist|forasteir|remetentes? (?:nov|não)|nov[oa]s? (?:remetente|endereço|contat|contact|correspond)|não (?:consta|está|figura|confirmad|verificad|registad|registrad|reconhec|foi)|não (?:te|o|a|lhe|o conhecemos)? ?(?:conhe|reconhe)|por confirmar|ainda não|primeir|nunca|lista|agenda|quem (?:é|és|você|sou)|como nos|(?:uma|única|só uma) vez|não voltar/,
      /senha|palavra|chave|código|segred|autentic|identi|prove|provar|prova\b|verific|ates(?:t|tar)|declar|confirm\S* (?:que|o|a|seu|sua|ser|envio)|próprio punho|(?:da|na) imagem|vendedor|intrus|remetentes? externos?|se foi (?:você|o senhor|a senhora|quem)|à mão|caracteres|algarismos|números? da/,
    ),
  },
  {
    language: 'ja',
    act: /返送|お送り|入れて|クリック|タップ|アクセス|返信|ご?入力|送信|登録|選択|選んで|お選び|認証|承認|押して|押す|お認め|動かして|申請|回答|答え|確認|リンク|開いて|開き|書いて|お書き|記入|名乗|お知らせください|教えて|添えて|付けて|つけて|チェック|完成|解いて|(?:承認|許可|認証)依頼|解除|並べ|計算|スライド|許可して|宣言/,
    entry:
      /届|配信|配送|配達|受信|受け取|お渡し|渡り|通し|通り|通過|開封|表示|転送|解放|解除|開き|読|保留|預か|隔離|待機|お待ち|待って|留め|止ま|止め|門前|玄関|ドア|扉|破棄|削除|捨て|失効|消え|中に|入れ|受け付けて(?:おり|い)ません|合言葉が|止められ|関所|通行|追加を希望|ゲート|ブロック|戻され/,
    stranger: anyOf(
      /電子署名|覚え|門番|番人|フィルタ|人間|人で|ロボット|ボット|機械|プログラム|スクリプト|迷惑|スパム|広告|宣伝|営業(?:メール|目的|では)|心当たり|送信者様ご自身|見覚え|部外|なりすまし|セールス|売り込み|本当に(?:お送り|あなた|ご本人)|大量|一斉|本物|ご本人|生身|パズル|なぞなぞ|クイズ|画像/,
      /面識|社外|承認済み|登録する|知らない|見知らぬ|存じ上げ|未登録|未確認|未承認|初め?て|はじめて|初回|最初の|一度(?:だけ|限り|きり)|新しい(?:送信者|差出人|アドレス)|(?:送信者|差出人)(?:の|を)?(?:確認|登録|認証)|登録(?:されて|の)(?:い|な)|リスト|アドレス帳|名簿|どなた|誰|許可|確認が(?:取|と)れ|確認されて/,
      /合言葉|パスワード|暗証|合い?ことば|キーワード|コード|キー\b|鍵|数字|文字|認証|本人確認|証明|身元|名乗/,
    ),
  },
];
