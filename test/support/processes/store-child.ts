/** A process of its own that does something to a store, or dies of it: `store-child.ts <what> <path>`. */
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { SqliteRunnerLock } from '../../../src/store/sqlite/runner-lock.ts';

const [what = '', path = ''] = process.argv.slice(2);
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
};
const open = (randomHex: () => string) => openSqlite(path, { create: true, nowMs: 0, randomHex });

/** Writes until a write is refused. */
async function fill(): Promise<void> {
  // A file that would grow over the limit is refused like one on a full disk, once the signal is out of the way.
  process.on('SIGXFSZ', () => {});
  const store = open(() => 'ab12');
  let promised = 0;
  try {
    for (; promised < 10_000; promised++) {
      const bytes = Buffer.alloc(20_000, promised);
      const message = {
        folder: 'INBOX',
        key: String(promised),
        receivedAtMs: 0,
        bytes,
        truncated: false,
      };
      await store.inbound.storeRaw('anna', [message], [String(promised)], {
        folder: `folder ${promised}`,
        uid: promised,
      });
    }
  } catch (cause) {
    process.stdout.write(`refused ${String(cause)}\n`);
  }
  process.stdout.write(`promised ${promised}\n`);
}

async function main(): Promise<void> {
  switch (what) {
    case 'die-migrating':
      open(die);
      return;
    case 'fill':
      return fill();
    case 'lock': {
      const held = await new SqliteRunnerLock(path).acquire();
      process.stdout.write(held === null ? 'refused\n' : 'held\n');
      return;
    }
    case 'die-holding':
      await new SqliteRunnerLock(path).acquire();
      die();
  }
}

await main();
