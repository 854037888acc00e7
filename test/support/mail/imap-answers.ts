/** Cuts what an IMAP server says into whole answers: a line with all its literals, whatever the pieces in which it came. */
export interface ImapAnswer {
  readonly bytes: Buffer;
  /** The first line, up to its end or its first literal. */
  readonly head: string;
  readonly literalBytes: number;
}

export class ImapAnswers {
  #buffered = Buffer.alloc(0);

  read(chunk: Buffer): ImapAnswer[] {
    this.#buffered = Buffer.concat([this.#buffered, chunk]);
    const answers: ImapAnswer[] = [];
    for (;;) {
      const answer = firstOf(this.#buffered);
      if (answer === null) return answers;
      answers.push(answer);
      this.#buffered = this.#buffered.subarray(answer.bytes.length);
    }
  }
}

/** `null`: it has not come to its end. */
function firstOf(bytes: Buffer): ImapAnswer | null {
  let head: string | null = null;
  let literalBytes = 0;
  for (let start = 0; ;) {
    const end = bytes.indexOf('\n', start);
    if (end === -1) return null;
    const line = bytes.subarray(start, end + 1).toString('latin1');
    head ??= line;
    const literal = /\{(\d+)\}\r\n$/.exec(line);
    if (literal === null) return { bytes: bytes.subarray(0, end + 1), head, literalBytes };
    literalBytes += Number(literal[1]);
    start = end + 1 + Number(literal[1]);
    if (start > bytes.length) return null;
  }
}
