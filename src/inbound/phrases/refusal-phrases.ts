/**
 * How does a system tell a sender that it could not take his mail? "We are sorry, but your message to help@desk.example could not be
 * processed": an apology, a word for mail, a failure, in this order, at the head of the letter. Data per language, folded.
 *
 * Source: what help desks, forums and list servers send by themselves, which many translate into all of their languages.
 */
import { anyOf } from './text-rules.ts';
export interface RefusalWords {
  readonly language: string;
  readonly apology: RegExp;
  readonly mail: RegExp;
  readonly failure: RegExp;
}

export const REFUSALS: readonly RefusalWords[] = [
  {
    language: 'en',
    apology: anyOf(/\b(?:sorry|apologi[sz]e|unfortunately|regret)\b/),
    mail: anyOf(/\byour (?:e-?mail|message|reply|submission|request)\b/),
    failure: anyOf(
      /\b(?:did ?n[o']t work|could ?n[o']t be|can ?n[o']t be|cannot be|was ?n[o']t (?:delivered|accepted|processed|sent)|(?:has|have) not been|(?:was|has been|been) (?:rejected|refused|blocked)|failed)\b/,
    ),
  },
  {
    language: 'de',
    apology: anyOf(/\b(?:tut uns leid|bedauern|leider|entschuldig\w{1,12})\b/),
    mail: anyOf(/\b(?:e-?mail|nachricht|antwort|anfrage)\b/),
    failure: anyOf(
      /\b(?:nicht funktioniert|konnten? nicht|kann nicht|konnten wir nicht|wurde nicht|nicht (?:zugestellt|verarbeitet|angenommen)|abgelehnt|fehlgeschlagen)\b/,
    ),
  },
  {
    language: 'fr',
    apology: /(?:désolés?|malheureusement|regrettons|navrés?|excus)/,
    mail: /(?:courriel|e-?mail|courrier|message|réponse)/,
    failure: /(?:n'a pas|n'ont pas|n'a pu|pas pu|ne peut|pas été|échoué|refusée?|rejetée?)/,
  },
  {
    language: 'es',
    apology: /(?:sentimos|lamentamos|lamentablemente|disculp|desafortunadamente|desgraciadamente)/,
    mail: /(?:correo|e-?mail|mensaje|respuesta|solicitud)/,
    failure: anyOf(
      /\bno (?:ha|han|funcion|pudo|pudimos|se pudo|se ha|fue|puede)|fall[oó]|fallado|rechazad/,
    ),
  },
  {
    language: 'pt',
    apology: /(?:desculpe|lamentamos|infelizmente|pedimos desculpa|sentimos)/,
    mail: /(?:e-?mail|mensagem|correio|resposta)/,
    failure: anyOf(/\bn[aã]o (?:funcionou|p[oô]de|foi|pode|conseguimos)\b|falhou|rejeitad|recusad/),
  },
  {
    language: 'it',
    apology: /(?:spiacenti|spiace|purtroppo|scusa|siamo desolati)/,
    mail: /(?:e-?mail|messaggio|risposta|posta)/,
    failure: anyOf(/\bnon (?:ha|è|e'|può|hanno|siamo)\b|fallit[oa]|rifiutat|respint/),
  },
  {
    language: 'nl',
    apology: /(?:spijt|helaas|sorry|excuses)/,
    mail: /(?:e-?mail|bericht|antwoord)/,
    failure: anyOf(
      /\b(?:niet (?:gelukt|gewerkt|worden|werken)|kon niet|is niet|werkte niet|mislukt|geweigerd)\b/,
    ),
  },
  {
    language: 'sv_no_da',
    apology: /(?:ledsn?a|tyvärr|beklager|beklagar|dessverre|desværre|undskyld|unnskyld)/,
    mail: /(?:e-?post|e-?mail|mejl|meddelan|melding|besked|mail)/,
    failure: anyOf(
      /(?:funger\w{0,8} (?:inte|ikke)|kunde inte|inte kunnat|misslyck|virk\w{0,8} ikke|kunne ikke|mislyk|ble ikke|blev ikke)/,
    ),
  },
  {
    language: 'fi',
    apology: /(?:pahoittel|valitettavasti|valitamme|anteeksi)/,
    mail: /(?:sähköposti|viesti|vastau)/,
    failure: /(?:ei onnistu|epäonnistu|ei voi|ei toiminut)/,
  },
  {
    language: 'pl',
    apology: /(?:przykro|niestety|przepraszamy)/,
    mail: /(?:e-?mail|wiadomoś|mail|odpowied)/,
    failure: anyOf(
      /(?:\bnie (?:udało|został|zadział|działa|powiod|mog|może|dotar|doszł)|odrzucon|niepowodzeni)/,
    ),
  },
  {
    language: 'cs_sk',
    apology: /(?:omlouváme|bohužel|lituje|ľutuje|prepáč|ospravedlň|mrzí)/,
    mail: /(?:e-?mail|zpráv|správ|odpověď|odpoveď)/,
    failure: /(?:nefung|nepodař|nepodar|nebyl|nebol|selhal|zlyhal|nelze|nemoh)/,
  },
  {
    language: 'sl_hr_sr',
    apology: anyOf(/(?:žao|nažalost|žal\b|oprosti|izvini|жао|нажалост|извини)/),
    mail: /(?:e-?mail|e-?pošt|poruk|sporočil|mejl|имејл|поруку|порука)/,
    failure: anyOf(/(?:\bni(?:je|so)? |neuspe|neuspj|није|неуспе)/),
  },
  {
    language: 'ru_uk_bg',
    apology: /(?:сожале|извин|прости|прощен|перепрош|вибач|на жаль|шкода|съжалява)/,
    mail: /(?:письм|сообщени|e-?mail|лист|повідомлен|имейл|съобщени|ответ)/,
    failure:
      /(?:не (?:удал|сработ|был|может|могло|доставл|отправ|вда|спрацюв|бул|може|успя|беше|проработ|прошл|дошл|принят|обработ)|отклон|відхил|ошибк)/,
  },
  {
    language: 'ro',
    apology: /(?:pare rău|scuze|regret|din păcate)/,
    mail: /(?:e-?mail|mesaj|răspuns)/,
    failure: anyOf(/\bnu (?:a|au|s-a|poate|am)\b|eșuat|respins/),
  },
  {
    language: 'hu',
    apology: /(?:sajnál|sajnos|elnézést)/,
    mail: /(?:e-?mail|levél|levele|üzenet)/,
    failure: /(?:nem (?:sikerült|működött|volt|lehet|tudtuk)|sikertelen|elutasít)/,
  },
  {
    language: 'tr',
    apology: /(?:üzgün|özür|maalesef|ne yazık ki)/,
    mail: /(?:e-?posta|ileti|mesaj)/,
    failure: /(?:yaramadı|başarısız|[ie]lemedi|[ıa]lamadı|çalışmadı|reddedildi)/,
  },
  {
    language: 'el',
    apology: /(?:λυπ|συγγνώμη|δυστυχώς)/,
    mail: /(?:e-?mail|μήνυμ|ηλεκτρονικ)/,
    failure: /(?:δεν |απέτυχε|απορρίφθηκε)/,
  },
  {
    language: 'ar',
    apology: /(?:عذر|آسف|اسف|نأسف|نعتذر|للأسف)/,
    mail: /(?:بريد|رسال|إيميل)/,
    failure: /(?:\sلم\s|فشل|لا يمكن|تعذر|رفض)/,
  },
  {
    language: 'he',
    apology: /(?:מצטער|מתנצל|סליחה|לצערנו)/,
    mail: /(?:דוא|אימייל|מייל|הודע)/,
    failure: /(?:\sלא\s|נכשל|נדחת)/,
  },
  {
    language: 'fa',
    apology: /(?:پوزش|متاسف|متأسف|ببخشید)/,
    mail: /(?:ایمیل|پیام|رایانامه)/,
    failure: /(?:نشد|نکرد|نمی|ناموفق|رد شد)/,
  },
  {
    language: 'ur',
    apology: /(?:افسوس|معذرت|معاف)/,
    mail: /(?:ای ?میل|پیغام)/,
    failure: /(?:نہیں|ناکام|نہ )/,
  },
  {
    language: 'zh',
    apology: /(?:抱歉|对不起|對不起|遗憾|遺憾)/,
    mail: /(?:邮件|郵件|电邮|電郵|信件|电子)/,
    failure: /(?:无法|無法|失败|失敗|没有|沒有|未能|未送|未被|不能|拒绝|拒絕|不起作用)/,
  },
  {
    language: 'ja',
    apology: /(?:申し訳|残念|恐れ入|すみません)/,
    mail: /(?:メール|メッセージ|返信)/,
    failure:
      /(?:送信|配信|受信|処理|受け?付け|お届け)(?:が|を|は)?(?:でき|いたしかね|されません|されなかった)|届きませんでした|(?:機能|動作)しませんでした|うまくいきませんでした|失敗|拒否/,
  },
  {
    language: 'ko',
    apology: /(?:죄송|유감|미안)/,
    mail: /(?:메일|메시지)/,
    failure: /(?:전송|처리|전달|수신|발송)(?:되지|하지|할 수)|작동하지|실패|거부/,
  },
  {
    language: 'vi',
    apology: /(?:xin lỗi|rất tiếc)/,
    mail: /(?:e-?mail|thư|tin nhắn)/,
    failure: /(?:không|thất bại|bị từ chối)/,
  },
  {
    language: 'id_ms',
    apology: anyOf(/\b(?:maaf|sayangnya)\b/),
    mail: /(?:e-?mail|surel|pesan|emel)/,
    failure: anyOf(/\b(?:tidak|gagal|ditolak)\b/),
  },
  {
    language: 'sw',
    apology: /(?:samahani|radhi|pole)/,
    mail: /(?:barua ?pepe|ujumbe)/,
    failure: anyOf(/\b(?:ha(?:u|i|ya)ja\w{1,12}|haikuf\w+|imeshindwa|imekataliwa)/),
  },
  {
    language: 'ca_gl',
    apology: /(?:ho sentim|sap greu|sentim|sentímolo|disculp|desculp|lament|malauradament)/,
    mail: /(?:correu|correo|missatge|mensaxe)/,
    failure: anyOf(/\b(?:no (?:ha|s'ha|va|pot)|non (?:foi|funcionou|puido))\b|fallat/),
  },
  {
    language: 'et_lv_lt',
    apology: /(?:vabanda|kahju|diemžēl|atvainoj|deja|apgailestau|atsipraš)/,
    mail: /(?:e-?kir|kiri|e-?past|e-?pasta|ziņ|laišk|el\. pašt)/,
    failure: /(?:ei (?:õnnestu|ole|saa|tööta|toimi)|neizdev|nav|nepavyk|nevei|nebuvo)/,
  },
  {
    language: 'sq',
    apology: /(?:vjen keq|fatkeqësisht|na falni)/,
    mail: /(?:e-?mail|mesazh)/,
    failure: anyOf(/\bnuk\b|dështoi/),
  },
  {
    language: 'hi',
    apology: /(?:खेद|क्षमा|माफ)/,
    mail: /(?:ई-?मेल|संदेश)/,
    failure: /(?:नहीं|विफल|असफल)/,
  },
  {
    language: 'te',
    apology: /(?:క్షమించ|మన్నించ|చింతిస్తు)/,
    mail: /(?:ఈ-?మెయి|సందేశ)/,
    failure: /(?:లేదు|విఫల|కాలేదు)/,
  },
  {
    language: 'hy',
    apology: /(?:ցավում|ներող)/,
    mail: /(?:նամակ|հաղորդագր|էլ)/,
    failure: /(?:չի |չհաջող|ձախող)/,
  },
  {
    language: 'th',
    apology: /(?:ขออภัย|เสียใจ|ขอโทษ)/,
    mail: /(?:อีเมล|ข้อความ)/,
    failure: /(?:ไม่|ล้มเหลว)/,
  },
];
