/** Is what a gateway lists the text that we handed over? */

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** White space aside: gateways trim. */
export function isSameText(listed: string, ours: string): boolean {
  return bare(listed) === bare(ours);
}

function bare(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}
