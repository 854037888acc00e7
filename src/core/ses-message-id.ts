/**
 * What Amazon SES calls a message in place of our Message-ID. Its server and its notices say only what stands before the `@`; the domain depends on
 * the region. Sources: docs.aws.amazon.com/ses/latest/dg/header-fields.html; nodemailer 10, lib/ses-transport (the oldest region's name).
 */

/** @param region  `eu-west-1`; `null`: unknown, and the id stays bare. @returns  Without brackets. */
export function sesMessageId(id: string, region: string | null): string {
  if (region === null) return id;
  return `${id}@${region === 'us-east-1' ? 'email' : region}.amazonses.com`;
}

/** What stands before the `@`; `null`: it is no id of theirs. @param messageId  Without brackets. */
export function bareSesId(messageId: string): string | null {
  return /^([^@]+)@[a-z0-9-]+\.amazonses\.com$/i.exec(messageId)?.[1] ?? null;
}
