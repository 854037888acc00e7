/**
 * What does a server call the message that it accepted? Some put an id of their own in place of our Message-ID; answers then refer to an
 * id that we never wrote, and the reply to the body is the only place where it is said.
 *
 * A row is for a server that is known to replace the id, and says so in a form that no queue id has. The id serves only to recognise mail
 * that refers to exactly this id, so one that was said in vain (the server kept ours) matches nothing and harms nobody.
 */
import { sesMessageId } from '../../core/ses-message-id.ts';

// Each is the whole of a reply of one line; its first group is the id.

/**
 * Microsoft 365: `250 2.0.0 OK <id@xyz.prod.outlook.com> [Hostname=xyz]`. Exchange's `250 2.6.0 <id> [InternalId=17]` only repeats ours.
 * Sources: github.com/marlam/msmtp/issues/190 (what arrived had another id); nodemailer 10, lib/smtp-connection/server-message-id.
 */
const MICROSOFT = /^250 2\.0\.0 OK (<[^<>\s@]+@[^<>\s@]+>) \[Hostname=[^\]]*\]$/i;
/**
 * Amazon SES, under whatever name it is reached: `250 Ok 0100018b...`, which is what its Message-ID has before the `@`.
 * Sources: docs.aws.amazon.com/ses/latest/dg/header-fields.html (it overrides Message-ID); github.com/lukencode/FluentEmail/pull/324.
 */
const AMAZON = /^250 Ok ([0-9a-f]{16}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9]{6})$/i;
/** `email-smtp.eu-west-1.amazonaws.com`, a VPC endpoint under it, WorkMail's `smtp.mail.us-east-1.awsapps.com`. */
const REGION_OF_AMAZON =
  /(?:^|\.)([a-z]{2}(?:-[a-z]+)+-\d+)\.(?:[a-z]+\.)?(?:amazonaws|awsapps)\.com\.?$/i;

/**
 * @param host  The name by which the server was reached: SES's tells the region.
 * @returns With brackets where it is a whole Message-ID. SES behind a name of one's own tells no region, and its id stays bare: answers are
 *   matched by it (`lookupOf`), but no follow-up can refer to it. `null`: the reply names none, as most don't.
 */
export function serverMessageIdIn(reply: string, host: string): string | null {
  const said = reply.trim();
  const microsoft = MICROSOFT.exec(said)?.[1];
  if (microsoft !== undefined) return microsoft;
  const amazon = AMAZON.exec(said)?.[1];
  const region = REGION_OF_AMAZON.exec(host)?.[1]?.toLowerCase();
  if (amazon === undefined) return null;
  return region === undefined ? amazon : `<${sesMessageId(amazon, region)}>`;
}
