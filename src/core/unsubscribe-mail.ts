/** The mail that a mail program writes for whoever presses its button for the `mailto:` of `List-Unsubscribe` (RFC 2369): we choose its subject. */

const SUBJECT = /^unsubscribe(?: ([a-z2-7]{26}))?$/;

/** @param token  What our message carries as `X-Touchline-Id`: the wish may come from another address than the one that was written to. */
export function unsubscribeMailto(address: string, token: string): string {
  return `mailto:${address}?subject=unsubscribe%20${token}`;
}

/** `null`: it is no subject of ours. `token` is `null` in mail that we sent before it had one. */
export function unsubscribeSubject(subject: string): { readonly token: string | null } | null {
  const found = SUBJECT.exec(subject.trim().toLowerCase());
  return found === null ? null : { token: found[1] ?? null };
}
