/** Where does a letter end and its signature begin? Data and one rule; cautious, since a cut answer is worse than a kept name. */

/** Lines that phones and mailers add. */
export const DEVICE_LINE =
  /^[\s*_<[(]{0,4}(?:sent (?:from|via|using|with)\s+(?:my|the|a|an|outlook|mail|yahoo|gmail|proton|samsung|windows|mobile|iphone|ipad|android|blackberry|acompli|zimbra|spark|superhuman|airmail|bluemail|aol|nine|aqua)\b(?!.{60})(?!.{0,40},(?! ?(?:please|pls|excuse|so|sorry|apolog|forgive|pardon|typos)))|(?:get|download|obtenir|télécharger|obtener|descargar|obter o|baixar o|scarica|ottieni|hämta|hent|pobierz|загрузить|获取) .{0,20}outlook (?:for|pour|para|per|voor|för|til|dla|для) |outlook (?:für|for) (?:ios|android) (?:beziehen|herunterladen|を入手)|provenance\s?: courrier pour windows|from my (?:iphone|ipad|phone|blackberry|android)|von meinem .{1,40} gesendet|gesendet (?:von|mit|über|aus)\b(?!.{60})|diese nachricht wurde von meinem|envoyé (?:de|depuis|à partir de) (?:mon|ma|l'|outlook|yahoo)|envoyé depuis|enviado (?:desde|do|de|a partir do|con|através) |inviato da(?:l mio|lla mia)?\s|verstuurd vanaf|verzonden (?:vanaf|met|via) |skickat från|sendt fra|lähetetty (?:iphone|ipad|android|\S+sta)|wysłane z|wysłano z|odesláno z|отправлено с|iphoneから送信|ipadから送信|androidから送信|.{0,20}(?:iphone|ipad|スマートフォン|携帯)から送信|发自我的|從我的|从我的|나의 .{0,10}에서 보냄|.{0,12}iphone에서 보냄|iphone'umdan gönderildi|sendt frå|trimis de pe|küldve)/iu;

/** RFC 3676 section 4.3 `-- `, and what people and mailers write for it. */
export const SIGNATURE_RULE = /^\s{0,2}(?:--|—|––|- -|__|-{3,80}|[—–─━=*#]{3,80}|_{5,80})\s*$/u;

const CLOSINGS = [
  '(?:best|kind|warm|kindest|warmest|many) (?:regards|wishes|thanks)',
  'regards',
  'best',
  'cheers',
  'thanks',
  'many thanks',
  'thank you',
  'thx',
  'sincerely',
  'yours (?:sincerely|truly|faithfully)',
  'sincerely yours',
  'rgds',
  'br',
  'thanks (?:again|and regards|in advance|& regards|so much)',
  'all the best',
  'take care',
  'respectfully',
  'cordially',
  'with (?:best|kind) regards',
  'thanks and regards',
  'mit (?:freundlichen|besten|lieben|herzlichen|freundlichem|bestem) gr(?:ü|u|ue)(?:ß|ss)(?:en)?',
  '(?:viele|beste|liebe|herzliche|freundliche|schöne) grü(?:ß|ss)e',
  'mfg',
  'lg',
  'vg',
  'gru(?:ß|ss)',
  'hochachtungsvoll',
  '(?:besten|vielen|herzlichen) dank',
  '(?:bien )?cordialement',
  'bien à vous',
  'sincères salutations',
  'salutations(?: distinguées)?',
  'meilleures salutations',
  'cdlt',
  'bonne (?:journée|soirée)',
  'merci',
  '(?:un )?(?:saludo|saludos)(?: cordiales)?',
  'un cordial saludo',
  'atentamente',
  'cordialmente',
  'gracias',
  'abraços?',
  'atenciosamente',
  'att',
  'obrigad[oa]',
  'cordiali saluti',
  'distinti saluti',
  'saluti',
  'grazie',
  '(?:met )?vriendelijke groeten?',
  'groeten?',
  'mvg',
  '(?:med )?v[äe]nliga? h[äi]lsning(?:ar)?',
  'mvh',
  'hälsningar',
  'hilsen',
  'pozdrawiam',
  'z poważaniem',
  's pozdravem',
  'с уважением',
  'terveisin',
  'ystävällisin terveisin',
  'よろしくお願い(?:いた|致)?します',
  'よろしくお願い申し上げます',
  '以上、?よろしくお願い(?:いた|致)?します',
  '何卒よろしくお願い(?:いた|致)?します',
  '敬具',
  '此致',
  '谢谢',
  '謝謝',
];

/** A whole line that only closes the letter. */
export const CLOSING_LINE = new RegExp(
  `^[\\s*_]{0,4}(?:${CLOSINGS.join('|')})[\\s,.!。、*_]{0,6}(?:[-–—]\\s{0,2})?$`,
  'iu',
);

/** Lines that a signature block has after its closing, at most. */
export const SIGNATURE_LINES_MAX = 12;
/** A name, a title or a phone number; a sentence is longer. */
export const SIGNATURE_LINE_MAX = 80;
