/**
 * How do mailers announce the letter they quote? Data: the words of the mailers, per language.
 *
 * Sources: the localised strings of Gmail, Apple Mail, Outlook, Thunderbird, Zoho, as they stand in letters.
 */

/** "wrote" where it ends the line above a quote; a colon, a dash rule or "Uhr:" may follow. */
const WROTE = [
  'wrote', 'writes', 'said', 'schrieb', 'schreef', 'geschreven', 'skrev', 'skrifaði', 'kirjoitti', 'a écrit', 'écrit', 'escribió',
  'escribio', 'ha scritto', 'scritto', 'escreveu', 'va escriure', 'ha escrit', 'napisał', 'napisała', 'napisał\\(a\\)', 'napisał\/a', 'pisze',
  'napsal', 'napsala', 'napsal\\(a\\)', 'napísal', 'napísal\\(a\\)', 'írta', 'a scris', 'написал', 'написала', 'написал\\(а\\)',
  'пишет', 'пише', 'написа', 'je napisao', 'je napisao\/la', 'napisao', 'έγραψε', 'yazdı', 'şunu yazdı', 'đã viết', 'menulis', 'เขียนว่า', 'כתב', 'כתבה',
  'كتب', '写道', '寫道', 'のメール', '書きました', 'さんは書きました', '님이 작성', '작성',
];

/** The line (or the two to four that a mailer wrapped it into) above a quote, joined by blanks, at most `ATTRIBUTION_MAX` characters. */
export const ATTRIBUTION = new RegExp(
  `(?:^|[\\s\\d.,>)\\]"'」』(])(?:${WROTE.join('|')})(?:\\s+(?:am|den|le|op|on|um)\\s.{0,80})?(?:\\s+het volgende)?(?:\\s*\\(?[^\\s]{0,3}\\)?)?\\s*(?:[:：]|-{2,}[:>]*|：|$)\\s*$`,
  'iu',
);
export const ATTRIBUTION_MAX = 400;

/** Words with which an attribution begins in the mailers' strings; weighs nothing alone. */
export const ATTRIBUTION_START =
  /^[\s>*_-]{0,12}(?:on|am|at|le|el|il|em|op|den|på|dne|dnia|w dniu|il giorno|vào|pada|în|tarihinde|a|pe|ma|ti|ke|to|la|su|在|于|於)\b|^[\s>*_-]{0,12}\d/iu;

/** `2016-03-03 17:21 GMT+01:00 Ada Kern <ada@kern.example>:` and `11:00 AM, November 17, 2021, "Ada" <...>:` */
export const DATED_ATTRIBUTION =
  /^(?=.{0,300}\d{1,2}[:.h時시]\d{2})(?:.{0,350}(?:<[^<>]{0,200}@[^<>]{0,200}>|[\w.+-]{1,64}@[\w.-]{3,100})\s*[)>]?\s*[:：]\s*$|\d{4}-\d{2}-\d{2} \d{2}:\d{2} GMT[+-]\d)/u;

/** Rules with words in between: `-----Original Message-----`. */
const ORIGINAL_WORDS = [
  'original message', 'original appointment', 'originalmessage', 'reply message', 'reply header', 'replied message', 'forwarded message', 'forwarded by',
  'ursprüngliche nachricht', 'original-nachricht', 'originalnachricht', 'originalnachricht', 'weitergeleitete nachricht', 'ursprünglicher termin',
  "message d'origine", 'message original', 'message transféré', 'mensaje original', 'mensaje reenviado', 'mensagem original',
  'mensagem encaminhada', 'messaggio originale', 'messaggio inoltrato', 'oorspronkelijk bericht', 'oorspronkelijke bericht', 'doorgestuurd bericht',
  'originalmeddelande', 'ursprungligt meddelande', 'ursprungsmeddelande', 'vidarebefordrat meddelande', 'oprindelig meddelelse', 'opprinnelig melding', 'original melding',
  'videresendt melding', 'alkuperäinen viesti', 'välitetty viesti', 'wiadomość oryginalna', 'oryginalna wiadomość', 'wiadomość przekazana', 'původní zpráva',
  'pôvodná správa', 'eredeti üzenet', 'исходное сообщение', 'пересылаемое сообщение', 'originele bericht', 'orijinal mesaj', 'mesaj original',
  '元のメッセージ', 'original mail', 'オリジナルメッセージ', '原始邮件', '原始郵件', '转发邮件信息', '原邮件信息', '원본 메시지', 'tin nhắn gốc',
];
export const ORIGINAL_RULE = new RegExp(
  `^[\\s>*]{0,8}[_=—*-]{2,}\\s{0,4}(?:${ORIGINAL_WORDS.join('|')}).{0,60}$|^\\s{0,4}(?:begin forwarded message|début du message (?:réexpédié|transféré)|anfang der weitergeleiteten (?:nachricht|e-mail)|inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem reencaminhada|vidarebefordrat brev|doorgestuurd bericht begin)\\s{0,3}:`,
  'iu',
);

/** A line of a pasted header block: `From:`, `Gesendet:`, `*Objet :*`. Which field it is decides what counts as a block. */
const LABELS: Readonly<Record<'from' | 'date' | 'to' | 'subject', readonly string[]>> = {
  from: [
    'from', 'von', 'de', 'da', 'van', 'från', 'fra', 'od', 'lähettäjä', 'от', 'от кого', 'від', 'expéditeur', 'remitente', 'mittente', 'gönderen', 'kimden', 'feladó',
    'de la', 'expeditor', '差出人', '送信者', '送信元', 'from \\(差出人\\)', '发件人', '寄件者', '寄件人', '보낸 사람', '보낸사람', 'từ', 'dari', 'מאת', 'من', 'absender', 'afzender', 'avsändare', 'reply-to',
  ],
  date: [
    'sent', 'date', 'gesendet', 'datum', 'gesendet am', 'envoyé', 'envoyé le', 'enviado', 'enviado el', 'enviada', 'enviada em', 'enviado em', 'fecha', 'data', 'inviato', 'verzonden', 'skickat', 'sendt',
    'dato', 'wysłano', 'wysłane', 'odesláno', 'odoslané', 'lähetetty', 'päiväys', 'отправлено', 'дата', 'надіслано', 'gönderme tarihi', 'gönderilme tarihi', 'tarih', 'elküldve', 'dátum', 'trimis', '日時', '送信日時', '日付', '发送时间', '发送日期', '時間', '寄件日期', '日期',
    '보낸 날짜', '날짜', 'đã gửi', 'dikirim', 'tanggal', 'נשלח', 'date et heure', 'importance',
  ],
  to: [
    'to', 'an', 'à', 'pour', 'para', 'a', 'aan', 'till', 'til', 'do', 'komu', 'vastaanottaja', 'кому', 'kime', 'alıcı', 'címzett', 'către', '宛先', '收件人', '收件者', '받는 사람', 'đến', 'kepada', 'אל', 'destinataire', 'destinatario', 'empfänger', 'cc', 'kopie', 'kopia', 'copie', 'copia',
  ],
  subject: [
    'subject', 'betreff', 'objet', 'asunto', 'assunto', 'oggetto', 'onderwerp', 'ämne', 'emne', 'temat', 'předmět', 'predmet', 'aihe', 'тема', 'konu', 'tárgy', 'subiect', '件名', '題名', '主题', '主題', '제목', 'chủ đề', 'perihal', 'subjek', 'נושא', 'sujet', 'titre',
  ],
};

export type HeaderLabel = keyof typeof LABELS;

const LABEL_PATTERNS: readonly (readonly [HeaderLabel, RegExp])[] = (
  ['from', 'date', 'to', 'subject'] as const
).map((label) => [
  label,
  new RegExp(`^[\\s>*_|]{0,10}(?:${LABELS[label].join('|')})\\s{0,3}\\*{0,2}\\s?[:：]`, 'iu'),
]);

/** Which header a pasted line names, or `null`. */
export function headerLabel(line: string): HeaderLabel | null {
  const head = line.slice(0, 60);
  return LABEL_PATTERNS.find(([, pattern]) => pattern.test(head))?.[0] ?? null;
}
