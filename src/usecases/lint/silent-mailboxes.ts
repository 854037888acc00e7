/** `replies: none` is a choice that people forget they made, so every lint repeats it. */
import type { Diagnostic } from '../../core/diagnostic.ts';

/** @param text  Of the workspace file. A place in a comment is none. */
export function silentMailboxes(text: string, file: string): readonly Diagnostic[] {
  return text.split(/\r\n|\n/).flatMap((line, index): Diagnostic[] => {
    const found = /^([^#]*?)\breplies\s*:\s*["']?none\b/.exec(line);
    if (found === null) return [];
    return [
      {
        file,
        line: index + 1,
        column: found[1]!.length + 1,
        length: found[0].length - found[1]!.length,
        code: 'replies_not_heard',
        severity: 'warning',
        message: 'answers to this mailbox are not heard, so they stop nothing',
        hint: 'name imap, maildir or replies_to; or log every answer: touchline log reply',
      },
    ];
  });
}
