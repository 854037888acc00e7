/** An IMAP server with one folder that fails in the ways a test asks for, which no real one does at will. */
import { once } from 'node:events';
import { createServer } from 'node:net';

export interface ScriptedImap {
  readonly port: number;
  /** Each command line that came, without its tag. */
  readonly commands: string[];
  stop(): Promise<void>;
}

export interface Script {
  /** `null`: EXAMINE does not give it. */
  readonly uidValidity?: number | null;
  /** UIDs and messages of INBOX; listed as they are. */
  readonly messages: ReadonlyMap<number, string>;
  /** What FETCH does for a UID: hands it over when it says nothing. A `refuse` refuses the whole command. */
  readonly fetch?: (uid: number, onlyHeader: boolean) => 'omit' | 'refuse' | undefined;
  /** SEARCH ends with NO. */
  readonly refusesSearch?: boolean;
}

export async function startScriptedImap(script: Script): Promise<ScriptedImap> {
  const commands: string[] = [];
  const listener = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let buffered = '';
    socket.on('data', (chunk) => {
      const lines = (buffered + String(chunk)).split('\r\n');
      buffered = lines.pop() ?? '';
      for (const line of lines) {
        const [, tag = '*', command = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
        commands.push(command);
        socket.write(answer(script, command).replaceAll('TAG', tag));
      }
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    commands,
    async stop() {
      listener.close();
      await once(listener, 'close');
    },
  };
}

function answer(script: Script, command: string): string {
  const name = /^(UID )?\S+/.exec(command)?.[0] ?? '';
  switch (name) {
    case 'CAPABILITY':
      return '* CAPABILITY IMAP4rev1\r\nTAG OK\r\n';
    case 'LIST':
      return '* LIST () "/" INBOX\r\nTAG OK\r\n';
    case 'EXAMINE': {
      const { uidValidity = 7 } = script;
      const validity = uidValidity === null ? '' : `* OK [UIDVALIDITY ${uidValidity}]\r\n`;
      return `* ${script.messages.size} EXISTS\r\n${validity}TAG OK [READ-ONLY]\r\n`;
    }
    case 'UID SEARCH': {
      if (script.refusesSearch === true) return 'TAG NO\r\n';
      return `* SEARCH ${[...script.messages.keys()].join(' ')}\r\nTAG OK\r\n`;
    }
    case 'UID FETCH':
      return fetched(script, command);
    default:
      return 'TAG OK\r\n';
  }
}

function fetched(script: Script, command: string): string {
  const onlyHeader = command.includes('HEADER');
  const wanted = /^UID FETCH (\S+)/.exec(command)?.[1]?.split(',').map(Number) ?? [];
  const asked = [...script.messages.keys()].filter((uid) => wanted.includes(uid));
  const verdicts = new Map(asked.map((uid) => [uid, script.fetch?.(uid, onlyHeader)]));
  if ([...verdicts.values()].includes('refuse')) return 'TAG NO can not render\r\n';

  const rows = asked.map((uid, index) => {
    if (verdicts.get(uid) === 'omit') return '';
    const text = script.messages.get(uid) ?? '';
    const part = onlyHeader ? text.slice(0, text.indexOf('\r\n\r\n') + 4) : text;
    const section = onlyHeader ? 'BODY[HEADER]' : 'BODY[]<0>';
    const date = 'INTERNALDATE "04-Mar-2025 08:00:00 +0000"';
    return `* ${index + 1} FETCH (UID ${uid} ${date} ${section} {${part.length}}\r\n${part})\r\n`;
  });
  return `${rows.join('')}TAG OK\r\n`;
}
