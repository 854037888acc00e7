/** How do schedulers and calendars tell of a meeting in words? Data per language, folded text. */
import { anyOf } from './text-rules.ts';

/** Subjects that only a calendar or a scheduler gives, at the beginning. */
export const MEETING_SUBJECT = anyOf(
  /^\W{0,3}(?:(?:updated |new )?invitation(?: from .{1,60})?:|cancell?ed(?: event)?:|(?:accepted|declined|tentative(?:ly accepted)?):|new (?:event|booking|meeting|appointment)\b|(?:booking|meeting|appointment|event|call|demo) (?:booked|confirmed|scheduled|rescheduled|cancell?ed|changed|moved|updated)|(?:rescheduled|confirmed|scheduled|booked)\b\s?:|new time\b|new meeting\b)/,
  /^\W{0,3}(?:einladung:|aktualisierte einladung|abgesagter? (?:termin|besprechung)|abgesagt:|zugesagt:|abgelehnt:|storniert|verschoben:|umgebucht|neue (?:buchung|reservierung)|neuer termin|buchung (?:storniert|bestätigt|geändert|aktualisiert)|termin(?:bestätigung|absage| (?:gebucht|bestätigt|abgesagt|verschoben|storniert|vereinbart|geändert))|meeting (?:gebucht|geplant|abgesagt|verschoben))/,
  /^\W{0,3}(?:invitation ?:|invitation (?:mise à jour|modifiée)|(?:événement|rendez-vous|réunion|réservation|rdv) (?:annulée?|modifiée?|confirmée?|réservée?|déplacée?|reportée?|planifiée?)|annulée?s? ?:|acceptée? ?:|refusée? ?:|déplacée? ?:|reportée? ?:|nouv(?:eau|elle) (?:rendez-vous|réservation|événement|réunion|rdv|date|horaire)|réservation (?:de|pour|confirm)|modification d)/,
  /^\W{0,3}(?:invitación(?: actualizada)?:|(?:evento|reunión|cita|reserva|turno|llamada) (?:cancelad[oa]|confirmad[oa]|modificad[oa]|programad[oa]|agendad[oa]|reprogramad[oa]|actualizad[oa]|cambiad[oa]|reservad[oa])|cancelad[oa]:|aceptad[oa]:|rechazad[oa]:|reprogramad[oa]|nuev[oa] (?:reserva|cita|evento|reunión|turno|hora)|reserva de\b|han cancelado)/,
  /^\W{0,3}(?:invito(?: aggiornato)?:|(?:evento|riunione|appuntamento|prenotazione|incontro|chiamata) (?:annullat[oa]|confermat[oa]|modificat[oa]|prenotat[oa]|fissat[oa]|spostat[oa]|aggiornat[oa]|disdett[oa])|annullat[oa]:|accettat[oa]:|rifiutat[oa]:|spostat[oa]:|nuov[oa] (?:prenotazione|appuntamento|evento|riunione|orario)|prenotazione (?:di|per)\b)/,
  /^\W{0,3}(?:convite(?: atualizado)?:|(?:evento|reunião|marcação|agendamento|reserva|consulta|chamada) (?:cancelad[oa]|confirmad[oa]|alterad[oa]|agendad[oa]|marcad[oa]|remarcad[oa]|atualizad[oa]|reagendad[oa]|desmarcad[oa])|cancelad[oa]:|aceite?o?:|recusad[oa]:|remarcad[oa]|reagendad[oa]|nov[oa] (?:reserva|marcação|agendamento|evento|reunião|horário)|marcação d|desmarcaram)/,
  /^.{0,12}(?:日程(?:確定|変更|調整|が|の)|予約(?:が|確定|完了|変更|の|を|キャンセル)|新しい予約|招待[:：]|(?:打ち合わせ|面談|ミーティング|商談|会議|予定)[^。]{0,8}(?:確定|予約|決定|決ま|変更|キャンセル|取り消|中止|承諾|辞退)|(?:決定|確定|変更|キャンセル|承諾|辞退)(?:】|[:：])|更新された招待)/,
);

/** Somebody took, moved or gave up a time, told of them and not by them. */
export const MEETING_TEXT = anyOf(
  /\b(?:(?:has )?(?:just )?(?:booked|scheduled|reserved|rescheduled|cancell?ed|grabbed|picked|moved|confirmed) (?:a |an |the |your |time|some time|their |with you|"|you|on your)|(?:this |the |following |your )(?:event|booking|meeting|appointment) ?(?:".{1,60}" )?(?:has been|was|is|has) (?:\w+ )?(?:scheduled|cancell?ed|updated|changed|booked|rescheduled|moved|confirmed|a new time)|(?:new|upcoming) (?:event|booking|appointment) (?:has been|with|for)|following (?:booking|event|meeting))/,
  /hat (?:[^\s.]+ ){0,6}(?:gebucht|umgebucht|abgesagt|storniert|verschoben|reserviert|vereinbart|gesichert|verlegt)|(?:termin|event|buchung|veranstaltung|meeting|gespräch) (?:[^\s.]+ ){0,4}(?:wurde|ist) (?:[^\s.]+ ){0,3}(?:gebucht|abgesagt|storniert|verschoben|bestätigt|geändert|vereinbart|aktualisiert)/,
  /(?:a|vient de|ont) (?:bien )?(?:réserv\S+|pris (?:un )?rendez-vous|annul\S+|déplac\S+|report\S+|modifi\S+|planifi\S+) |(?:événement|rendez-vous|réunion|réservation) (?:\S+ ){0,3}a été (?:annul|modifi|déplac|report|réserv|confirm|planifi)/,
  /(?:ha|han) (?:reservado|cogido|cancelado|cambiado|agendado|programado|pedido|movido|confirmado|modificado|anulado|pasado) |\b(?:reservó|agendó|canceló|programó|cambió|pasó|movió) (?:un|una|el|la|tu|su) |(?:se ha (?:modificado|cancelado|reservado) (?:este|esta|el|la|una))|(?:evento|reserva|cita|reunión) (?:\S+ ){0,3}(?:ha sido|fue|se ha) (?:cancelad|modificad|reservad|confirmad|cambiad)/,
  /\bha(?:nno)? (?:prenotato|fissato|annullato|spostato|disdetto|preso (?:lo |uno )?(?:slot|appuntamento)|riprogrammato|modificato|confermato|cambiato|scelto) |(?:evento|prenotazione|appuntamento|riunione) (?:\S+ ){0,3}(?:è stat[oa]) (?:\S+ )?(?:annullat|modificat|prenotat|spostat|confermat|aggiornat|fissat)/,
  /\b(?:marcou|agendou|reservou|remarcou|desmarcou|cancelou|pegou|trocou|alterou|reagendou|mudou|confirmou) (?:o |a |um |uma |sua |seu |segunda|terça|quarta|quinta|sexta|sábado|domingo|com|para)|(?:evento|reserva|marcação|agendamento|reunião) (?:\S+ ){0,3}(?:foi) (?:\S+ )?(?:cancelad|alterad|atualizad|marcad|remarcad|agendad|confirmad|reservad)/,
  /(?:予定|日程|予約|日時|枠|面談|商談|打ち合わせ|ミーティング|会議)[^。]{0,24}(?:確定しました|決定しました|予約(?:され|し)ました|変更され|更新され|キャンセルされ|取り消され|お取りになり|入りました|決まりました|キャンセルしました|変更しました)/,
);

export const MEETING_OFF = anyOf(
  /\b(?:cancel+ed|declined|called off|cancel+ation)\b/,
  /abgesagt|abgelehnt|storniert|absage\b|stornierung|entfällt/,
  /annul[ée]|refusée?\b|décliné/,
  /cancelad[oa]|cancel(?:ó|aron)|han? cancelado|anulad[oa]|rechazad[oa]/,
  /annullat|disdett|rifiutat|ha annullato/,
  /cancel(?:ou|ad[oa])|desmarc(?:ou|ad|aram)|recusad[oa]/,
  /キャンセル(?!は|する場合|規定|ポリシー|料)|取り消(?:し|され)|辞退|中止/,
);
export const MEETING_MOVED = anyOf(
  /reschedul|\bmoved\b|new time|updated invitation|has been (?:updated|changed)|changed the time/,
  /verschoben|umgebucht|verlegt|aktualisierte einladung|neue (?:zeit|uhrzeit)|geändert/,
  /déplac|report[ée]|modifi|mise à jour|nouvel horaire/,
  /reprogram|modificad|cambi(?:ó|ado|ada)|actualizad|\bpasó el\b|movi(?:ó|do)/,
  /spostat|riprogramm|modificat|aggiornat|cambiato/,
  /remarc|reagend|alterad|atualizad|trocou|mudou/,
  /変更|更新され|リスケ/,
);
/** Right before the time that no longer holds. */
export const OLD_TIME = anyOf(
  /(?:\b(?:old|was|previous(?:ly)?|former(?:ly)?|original(?:ly)?|from|alt(?:er termin)?|bisher|vorher|ursprünglich|von|vom|ancien(?:ne)?|avant|précédemment|initialement|du|antes|anterior(?:mente)?|antigu[oa]|era|del?|prima|precedente(?:mente)?|vecchi[oa]|dal?|antigo|de|da|do)|変更前|以前の(?:日時|日程)|旧)[\s:;|：■-]{0,4}(?:am |um |(?:\p{L}{2,9}[.,]? ))?$/u,
);

/** IANA zones by what stands beside a time. */
export const ZONE_NAMES: readonly (readonly [RegExp, string])[] = [
  [
    anyOf(/lisbo[an]|lisbonne|lissabon|\bwest\b|europa ocidental|western european/),
    'Europe/Lisbon',
  ],
  [
    anyOf(
      /berlin|amsterdam|\bmesz?\b|\bmez\b|mitteleurop|zürich|zurich|\bcest?\b|central europe|europe centrale|europa central|europa centrale|paris|madrid|\brom[ae]?\b|wien|vienna|brussel|bruxelles|bruselas|milano|península/,
    ),
    'Europe/Berlin',
  ],
  [anyOf(/london|dublin|edinburgh|\bgmt\b(?!\s?[+-])|\bbst\b|greenwich/), 'Europe/London'],
  [anyOf(/chicago|central time|\bc[sd]t\b/), 'America/Chicago'],
  [anyOf(/new[ _]york|eastern time|\be[sd]t\b/), 'America/New_York'],
  [anyOf(/los[ _]angeles|pacific time|\bp[sd]t\b/), 'America/Los_Angeles'],
  [anyOf(/denver|mountain time|\bm[sd]t\b/), 'America/Denver'],
  [anyOf(/東京|日本標準時|\bjst\b|tokyo|大阪/), 'Asia/Tokyo'],
  [/buenos aires/, 'America/Argentina/Buenos_Aires'],
  [/santiago/, 'America/Santiago'],
  [/bras[ií]lia|são paulo|sao[ _]paulo/, 'America/Sao_Paulo'],
  [/ciudad de méxico|mexico[ _]city|cdmx/, 'America/Mexico_City'],
  [/bogot[áa]/, 'America/Bogota'],
  [anyOf(/kolkata|india standard|\bist\b/), 'Asia/Kolkata'],
  [anyOf(/\butc\b(?!\s?[+-])/), 'UTC'],
];

/** What Windows calls zones in calendars. Source: Unicode CLDR, windowsZones, territory 001. */
export const WINDOWS_ZONES: Readonly<Record<string, string>> = {
  'w. europe standard time': 'Europe/Berlin',
  'romance standard time': 'Europe/Paris',
  'central europe standard time': 'Europe/Budapest',
  'central european standard time': 'Europe/Warsaw',
  'gmt standard time': 'Europe/London',
  'greenwich standard time': 'Atlantic/Reykjavik',
  'eastern standard time': 'America/New_York',
  'central standard time': 'America/Chicago',
  'mountain standard time': 'America/Denver',
  'pacific standard time': 'America/Los_Angeles',
  'tokyo standard time': 'Asia/Tokyo',
  'india standard time': 'Asia/Kolkata',
  'e. south america standard time': 'America/Sao_Paulo',
  'argentina standard time': 'America/Argentina/Buenos_Aires',
  'central standard time (mexico)': 'America/Mexico_City',
  'pacific sa standard time': 'America/Santiago',
  'sa pacific standard time': 'America/Bogota',
  'venezuela standard time': 'America/Caracas',
  'atlantic standard time': 'America/Halifax',
  'us mountain standard time': 'America/Phoenix',
  'canada central standard time': 'America/Regina',
  'alaskan standard time': 'America/Anchorage',
  'hawaiian standard time': 'Pacific/Honolulu',
  'morocco standard time': 'Africa/Casablanca',
  'w. central africa standard time': 'Africa/Lagos',
  'south africa standard time': 'Africa/Johannesburg',
  'egypt standard time': 'Africa/Cairo',
  'e. africa standard time': 'Africa/Nairobi',
  'gtb standard time': 'Europe/Bucharest',
  'fle standard time': 'Europe/Kiev',
  'turkey standard time': 'Europe/Istanbul',
  'russian standard time': 'Europe/Moscow',
  'israel standard time': 'Asia/Jerusalem',
  'arab standard time': 'Asia/Riyadh',
  'arabian standard time': 'Asia/Dubai',
  'pakistan standard time': 'Asia/Karachi',
  'bangladesh standard time': 'Asia/Dhaka',
  'se asia standard time': 'Asia/Bangkok',
  'china standard time': 'Asia/Shanghai',
  'taipei standard time': 'Asia/Taipei',
  'singapore standard time': 'Asia/Singapore',
  'korea standard time': 'Asia/Seoul',
  'w. australia standard time': 'Australia/Perth',
  'e. australia standard time': 'Australia/Brisbane',
  'cen. australia standard time': 'Australia/Adelaide',
  'aus eastern standard time': 'Australia/Sydney',
  'new zealand standard time': 'Pacific/Auckland',
  utc: 'UTC',
};
