/**
 * Which folders of a mailbox hold what we wrote, and so no answers? Exact, well-known names only: a folder that is read
 * in vain costs a little time, one that is skipped wrongly hides a reply.
 */

/** As Gmail, Exchange, Dovecot, Apple Mail and Thunderbird name them; lower case. */
const SENT_NAMES: ReadonlySet<string> = new Set(
  [
    ['sent', 'sent items', 'sent messages', 'sent mail', 'sent-mail'],
    ['gesendet', 'gesendete elemente', 'gesendete objekte', 'gesendete nachrichten'],
    ['envoyés', 'messages envoyés', 'éléments envoyés'],
    ['enviados', 'elementos enviados', 'mensajes enviados'],
    ['inviati', 'posta inviata', 'inviata'],
    ['itens enviados', 'mensagens enviadas'],
    ['verzonden', 'verzonden items', 'verzonden berichten'],
    ['skickat', 'skickade objekt', 'sendt', 'sendte elementer'],
    ['wysłane', 'elementy wysłane'],
    ['送信済み', '送信済みアイテム', '送信済みメール'],
  ].flat(),
);
/** Drafts and Outbox: what was not sent. */
const UNSENT_NAMES: ReadonlySet<string> = new Set(
  [
    ['drafts', 'draft', 'outbox'],
    ['entwürfe', 'postausgang'],
    ['brouillons', "boîte d'envoi"],
    ['borradores', 'bandeja de salida'],
    ['bozze', 'posta in uscita'],
    ['rascunhos', 'caixa de saída'],
    ['concepten', 'postvak uit'],
    ['utkast', 'utkorgen', 'kladder'],
    ['kopie robocze', 'szkice', 'skrzynka nadawcza'],
    ['下書き', '送信トレイ'],
  ].flat(),
);

/**
 * True for Sent, Drafts and Outbox by name in ten languages.
 *
 * @param path  As listed, decoded: `Sent`, `INBOX.Sent`, `[Gmail]/Sent Mail`. Folders below one of these (`Sent/2024`)
 *              and below any other parent (`Clients/Sent`) are not meant: they may hold anything.
 */
export function isOutgoingFolder(path: string): boolean {
  return isSentFolder(path) || UNSENT_NAMES.has(nameOf(path));
}

/** The same for Sent alone. */
export function isSentFolder(path: string): boolean {
  return SENT_NAMES.has(nameOf(path));
}

function nameOf(path: string): string {
  const name = path.normalize('NFKC').toLowerCase();
  return name.replace(/^(?:inbox[./]|\[(?:gmail|google mail)\]\/)/, '');
}
