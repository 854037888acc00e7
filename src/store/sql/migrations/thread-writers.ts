/** Whoever answered in somebody's thread is found by their address, among answers alone. */
import type { Migration } from './migration.ts';

export const THREAD_WRITERS: Migration = {
  number: 18,
  name: 'who answered in whose thread',
  statements: [
    `CREATE INDEX inbound_writer ON inbound (sender, prospect_id) WHERE touch_id IS NOT NULL AND class IN ('human_reply', 'opt_out')`,
  ],
};
