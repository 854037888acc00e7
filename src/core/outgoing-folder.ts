/**
 * Which folders of a mailbox hold what we wrote, and so no answers? Exact, well-known names only: a folder that is read
 * in vain costs a little time, one that is skipped wrongly hides a reply.
 */

/** As Gmail, Exchange, Dovecot, Apple Mail and Thunderbird name them; lower case. */
const OUTGOING_NAMES: ReadonlySet<string> = new Set(
  [
    ['sent', 'sent items', 'sent messages', 'sent mail', 'sent-mail', 'drafts', 'draft', 'outbox'],
    ['gesendet', 'gesendete elemente', 'gesendete objekte', 'gesendete nachrichten'],
    ['entwürfe', 'postausgang'],
    ['envoyés', 'messages envoyés', 'éléments envoyés', 'brouillons', "boîte d'envoi"],
    ['enviados', 'elementos enviados', 'mensajes enviados', 'borradores', 'bandeja de salida'],
    ['inviati', 'posta inviata', 'inviata', 'bozze', 'posta in uscita'],
    ['itens enviados', 'mensagens enviadas', 'rascunhos', 'caixa de saída'],
    ['verzonden', 'verzonden items', 'verzonden berichten', 'concepten', 'postvak uit'],
    ['skickat', 'skickade objekt', 'utkast', 'utkorgen', 'sendt', 'sendte elementer', 'kladder'],
    ['wysłane', 'elementy wysłane', 'kopie robocze', 'szkice', 'skrzynka nadawcza'],
    ['送信済み', '送信済みアイテム', '送信済みメール', '下書き', '送信トレイ'],
  ].flat(),
);

/**
 * True for Sent, Drafts and Outbox by name in ten languages.
 *
 * @param path  As listed, decoded: `Sent`, `INBOX.Sent`, `[Gmail]/Sent Mail`. Folders below one of these (`Sent/2024`)
 *              and below any other parent (`Clients/Sent`) are not meant: they may hold anything.
 */
export function isOutgoingFolder(path: string): boolean {
  const name = path.normalize('NFKC').toLowerCase();
  return OUTGOING_NAMES.has(name.replace(/^(?:inbox[./]|\[(?:gmail|google mail)\]\/)/, ''));
}
