/**
 * What does a server call the message that it accepted? Some put an id of their own in place of our Message-ID; answers then refer to an
 * id that we never wrote, and the reply to the body is the only place where it is said.
 *
 * A row is for a server that is known to replace the id, and says so in a form that no queue id has. The id serves only to recognise mail
 * that refers to exactly this id, so one that was said in vain (the server kept ours) matches nothing and harms nobody.
 */

/** The whole of a reply of one line; its first group is the id. */
const REPLIES: readonly RegExp[] = [
  // Microsoft 365: `250 2.0.0 OK <id@xyz.prod.outlook.com> [Hostname=xyz]`. Exchange's `250 2.6.0 <id> [InternalId=17]` only repeats ours.
  // Sources: github.com/marlam/msmtp/issues/190 (what arrived had another id); nodemailer 10, lib/smtp-connection/server-message-id.
  /^250 2\.0\.0 OK (<[^<>\s@]+@[^<>\s@]+>) \[Hostname=[^\]]*\]$/i,
  // Amazon SES, under whatever name it is reached (an own name, a VPC endpoint, a relay that passes on what it said): `250 Ok 0100018b...`.
  // The header holds this id at `email` or the region `.amazonses.com`, which the reply does not tell: it stays bare, see `lookupOf`.
  // Sources: docs.aws.amazon.com/ses/latest/dg/header-fields.html (it overrides Message-ID); github.com/lukencode/FluentEmail/pull/324.
  /^250 Ok ([0-9a-f]{16}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9]{6})$/i,
];

/** The id as it was said, with brackets where it is a whole Message-ID. `null`: the reply names none, as most don't. */
export function serverMessageIdIn(reply: string): string | null {
  for (const form of REPLIES) {
    const id = form.exec(reply.trim())?.[1];
    if (id !== undefined) return id;
  }
  return null;
}
