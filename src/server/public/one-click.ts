/**
 * What does a POST to an unsubscribe link ask for?
 *
 * Source: RFC 8058, 3.2: the pair `List-Unsubscribe=One-Click`, as `multipart/form-data` (SHOULD) or `application/x-www-form-urlencoded` (MAY).
 */
export interface OneClick {
  readonly isAsked: boolean;
  /** The language of our page whose button was pressed; `null`: it was no page of ours. */
  readonly language: string | null;
}

const NOTHING: OneClick = { isAsked: false, language: null };

/** Never rejects: what can't be read asks for nothing. */
export async function readOneClick(contentType: string, body: Uint8Array): Promise<OneClick> {
  try {
    const fields = await fieldsOf(contentType, body);
    return {
      isAsked: fields.get('list-unsubscribe')?.trim().toLowerCase() === 'one-click',
      language: fields.get('language') ?? null,
    };
  } catch {
    return NOTHING;
  }
}

/** By their names in lower case. */
async function fieldsOf(
  contentType: string,
  body: Uint8Array,
): Promise<ReadonlyMap<string, string>> {
  const isMultipart = /^multipart\/form-data\s*;/i.test(contentType);
  const fields = isMultipart
    ? await new Response(body, { headers: { 'content-type': contentType } }).formData()
    : // Whatever it is called: a wish must not be lost for want of a header.
      new URLSearchParams(new TextDecoder().decode(body));
  const found = new Map<string, string>();
  for (const [name, value] of fields)
    if (typeof value === 'string') found.set(name.toLowerCase(), value);
  return found;
}
