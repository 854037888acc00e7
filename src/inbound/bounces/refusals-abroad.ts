/** The same as in `refusal-grammar.ts`, in other languages; parts of patterns, for `bounce-reasons.ts`. */

/** Servers that know ASCII alone write "desactive" for "désactivé". */
function withoutAccentsToo(patterns: readonly RegExp[]): readonly RegExp[] {
  return patterns.map(
    ({ source }) =>
      new RegExp(
        source.replace(/\[[^\]]*\]|[à-ÿ]/g, (token) => {
          const plain = token.normalize('NFD')[0]!;
          return token.length === 1 && /[a-z]/.test(plain) ? `[${plain}${token}]` : token;
        }),
      ),
  );
}

/** Of us: whom they do not know or have shut out is the sender. */
export const SENDER_ABROAD: readonly RegExp[] = withoutAccentsToo([
  /(?:absender|expéditeur|[eé]metteur|remitente|mittente|remetente|afzender|nadawc|отправител|送信元|发件人|寄件者)\S{0,12}[ :].{0,40}(?:unbekannt|ungültig|abgelehnt|gesperrt|inconnu|invalide|refusé|rejeté|bloqu|desconocid|inválid|rechazad|sconosciut|non valid|rifiutat|bloccat|desconhecid|rejeitad|onbekend|ongeldig|geweigerd|nieznan|odrzucon|неизвест|отклон|заблокир|不明|拒否|被拒)/,
  /(?:ihre?|votre|su|(?:il )?(?:tuo|suo|vostro)|l'indirizzo|seu|uw) (?:ip|server|serveur|servidor|mailserver|domaine?|dominio|domínio|adresse ip|dirección ip|endereço ip|indirizzo ip)\b.{0,60}(?:gesperrt|blockiert|abgelehnt|bloqu|refusé|rejeté|rechazad|bloccat|rifiutat|rejeitad|geblokkeerd)/,
]);

export const FULL_ABROAD: readonly RegExp[] = withoutAccentsToo([
  /(?:mailbox|postfach|konto).{0,30}(?:zu voll|voll|überfüllt|erschöpft)|zuviele mails/,
  /(?:bo[iî]te|messagerie).{0,40}(?:pleine|saturée)/,
  /casella.{0,40}piena/,
  /(?:buz[oó]n|casilla|cuenta).{0,40}llen[oa]|caixa.{0,40}(?:cheia|lotada)/,
  /(?:postvak|mailbox).{0,30}\bvol\b/,
  /skrzynk\w.{0,30}(?:pełna|przepełnion)|schránka.{0,30}plná|postafiók.{0,30}(?:megtelt|tele)/,
  /ящик.{0,30}переполнен/,
  /(?:容量|メールボックス|受信箱).{0,20}(?:超|オーバー|一杯|いっぱい|満杯)/,
  /(?:邮箱|郵箱|信箱).{0,12}(?:已满|已滿|空间不足|空間不足)|(?:편지함|메일함|용량).{0,12}(?:가득|초과)/,
]);

/** Domino's directory, of all words the surest. */
export const NOBODY_ABROAD: readonly RegExp[] = withoutAccentsToo([
  /(?:non répertoriée?|introuvable) dans l'annuaire|no se encontró en el directorio|(?:nicht|not) im (?:domino|namens|adress)\S*verzeichnis|non (?:è )?(?:elencato|presente) nella (?:directory|rubrica)/,
  /ディレクトリのリストにありません|該当(?:する)?(?:ユーザ|アドレス)/,
  /(?:宛先|あて先|アドレス|ユーザー?).{0,12}(?:見つかり|存在し|不明|無効)/,
]);

export const WRONG_ABROAD: readonly RegExp[] = withoutAccentsToo([
  /inconnue?|introuvable|n'existe(?:nt)? (?:pas|plus)|inexistante?|invalide|n'est plus (?:valide|attribuée?)/,
  /no existe|desconocid[oa]|no (?:es |está )?(?:válid|registrad|dad[oa] de alta|encontrad)[oa]|inválid[oa]|no se (?:encontró|ha encontrado|encuentra|pudo encontrar) (?:la|el|al) (?:direcci|usuari|buz|cuenta|destinatari)/,
  /errato|inesistente|non (?:è )?(?:più )?(?:valid|registrat)[oa]|sconosciut[oa]|non[- ]esist|non trovat[oa]|nessun utente|impossibile trovare (?:l'indirizzo|l'utente|la casella|il destinatario)/,
  /unbekannt(?:er)?|kein(?:en)? (?:benutzer|empfänger|postfach|konto)\b|existiert nicht|nicht (?:mehr )?(?:gefunden|bekannt|vorhanden|gültig|registriert|vergeben)|ungültige?r? (?:empfänger|adresse|e-?mail|postfach|benutzer)|(?:adresse|empfänger) (?:ist )?ungültig/,
  /nie (?:istnieje|ma takiego|znaleziono|można odnaleźć|odnaleziono)|nieznan[ya]|brak (?:takiego )?(?:użytkownika|adresata|skrzynki|konta)/,
  /onbekend|bestaat niet|niet gevonden|ongeldig/,
  /(?:finns|hittades|existerar) (?:inte|ej)|okänd|(?:findes|finnes|fundet|eksisterer) ikke|ukendt|ukjent|ei (?:löydy|ole olemassa)|tuntematon/,
  /neexistuje|nenalezen|neznám[ýá]|nem (?:létezik|található)|ismeretlen|bulunamadı|mevcut değil|nu (?:există|a fost găsit)|necunoscut|άγνωστ|δεν (?:υπάρχει|βρέθηκε)/,
  /n[aã]o (?:existe|(?:foi )?encontrad[oa]|cadastrad[oa]|p[oô]de ser (?:encontrad|localizad))|desconhecid|inexistente|(?:endereço|destinatário|usuário|conta|e-?mail) (?:\S+ )?inv[aá]lid[oa]/,
  /не (?:существует|найден|удалось найти|зарегистрирован)|нет такого|так(?:ого|ой) \S+ (?:не существует|нет)|неизвестн|недействительн/,
  /見つかりませんでした|存在しま(?:せん|しない)|存在しない|登録されていません|不明なユーザ|ユーザーが見つかりません|宛先不明/,
  /不存在|无效(?:的)?收件人|(?:查)?[无無]此(?:用户|帳號|账号|人)?|找不到|無法找到|未知用户/,
  /존재하지 않|찾을 수 없|없는 (?:사용자|수신자|계정|주소)|알 수 없는 (?:사용자|수신자)/,
]);

export const CLOSED_ABROAD: readonly RegExp[] = withoutAccentsToo([
  /désactivée?|archiv[eé]e?|(?:compte|adresse|bo[iî]te)(?: \S+){0,4} (?:fermée?|supprimée?|clôturée?|bloqu[eé]e?|résiliée?|suspendue?)|n'est plus (?:acti[fv]e?|en service|utilisée?|dans l'entreprise|parmi nous)|ne travaille plus|a quitté (?:l'entreprise|la société)/,
  /deaktiviert|gesperrt|(?:konto|postfach|account|adresse)(?: \S+){0,4} (?:geschlossen|gelöscht|stillgelegt|abgeschaltet|gekündigt)|nicht mehr (?:aktiv|in gebrauch|erreichbar|bei uns|für uns|im unternehmen)|(?:unternehmen|firma) verlassen/,
  /inactiv[oa]|desactivad[oa]|dad[oa] de baja|(?:cuenta|buz[oó]n|usuario)(?: \S+){0,4} (?:cerrad|eliminad|cancelad|suspendid|bloquead)[oa]|ya no (?:trabaja|está activ|está en uso)/,
  /inattiv[oa]|disattivat|disabilitat|(?:casella|account|indirizzo|utenza)(?: \S+){0,4} (?:chius|eliminat|cancellat|sospes|scadut|bloccat)[oa]|non (?:è )?(?:più )?(?:attiv[oa]|in uso)|non lavora più/,
  /des[ah]?(?:c?tivad|abilitad)|inativ[oa]|(?:conta|caixa|usuário)(?: \S+){0,4} (?:encerrad|cancelad|exclu[ií]d|suspens|bloquead)[oa]|não trabalha mais/,
  /gedeactiveerd|opgeheven|niet meer (?:in gebruik|actief|werkzaam)|nieaktywn|zablokowan|usunięt[ae]/,
  /отключ[её]н|заблокирован|приостановлен|(?:ящик|пользователь|аккаунт) удал[её]н|неактив/,
  /アカウント(?:は|が)(?:停止|無効|削除)|(?:利用|使用)(?:を)?停止|退会|(?:账号|帐号|帳號|邮箱|用户|信箱).{0,6}(?:停用|禁用|注销|已关闭|冻结)|(?:휴면|정지|탈퇴)/,
]);
