/**
 * Node 20's `TextDecoder('windows-1252')` leaves 0x80-0x9F as control characters (nodejs/node#56542), and the MIME parser uses it: curly
 * quotes, dashes and the euro sign of an Outlook letter would be lost.
 */
import iconv from 'iconv-lite';

/** The text with every C1 control character read as the windows-1252 byte it was. No letter holds a real one. */
export function mendWindows1252(text: string): string {
  return text.replace(C1_CONTROLS, (controls) =>
    iconv.decode(
      Uint8Array.from(controls, (control) => control.charCodeAt(0)),
      'windows-1252',
    ),
  );
}

const C1_CONTROLS = /[\u0080-\u009f]+/g;
