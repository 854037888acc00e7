/** What does a gateway of the workspace's own tell? What its paths say, and nothing else. */
import type { EventPaths, RawEvent, TextHeard } from '../../core/gateway-event.ts';
import { textAt, valueAt } from '../../core/json-path.ts';
import { anyInstant, MalformedEvent, parsedJson } from './fields.ts';

/**
 * An event without an id or a sender is of another kind (somebody followed us, or read a message) and is left out; one without a text is
 * still an answer: a sticker, a picture. Our account may stand once, beside the list.
 */
export function readHttpEvent(paths: EventPaths, raw: RawEvent): readonly TextHeard[] {
  const body = parsedJson(raw.body);
  return entriesOf(body, raw.form === 'listed' ? null : paths.each).flatMap((entry) => {
    const id = textAt(entry, paths.id);
    const from = textAt(entry, paths.from);
    if (id === null || from === null) return [];
    return [
      {
        kind: 'text',
        id,
        from,
        to: paths.to === null ? '' : (textAt(entry, paths.to) ?? textAt(body, paths.to) ?? ''),
        text: textAt(entry, paths.text) ?? '',
        atMs: paths.at === null ? null : anyInstant(textAt(entry, paths.at)),
        keyword: null,
      },
    ];
  });
}

function entriesOf(body: unknown, each: string | null): readonly unknown[] {
  if (each === null) return [body];
  const list = valueAt(body, each);
  if (!Array.isArray(list)) throw new MalformedEvent(`no list at "${each}"`);
  return list;
}
