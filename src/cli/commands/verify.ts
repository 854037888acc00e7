import type { Check } from '../../ports/verify-store.ts';
import { verifyStore } from '../../usecases/workspace/verify-store.ts';
import { defineCommand } from '../command.ts';
import { cleanLine } from '../output/sanitize.ts';
import { withSession } from '../workspace/session.ts';

export const verify = defineCommand({
  description:
    'Looks whether everything that must always be true holds in the store: the file, the journal beside it, and one check for each ' +
    'promise about people and touches. It reads the whole store and changes nothing. Exit code 3 when a promise is broken.',
  arguments: {},
  options: {},
  examples: [
    { line: 'touchline verify', says: 'after a crash, a full disk, a restore' },
    {
      line: `touchline verify --json | jq '.checks[] | select(.ok | not)'`,
      says: 'only what is broken',
    },
  ],
  writes: false,
  run: (context) =>
    withSession(context, 'read', async ({ stores, storePath }) => {
      const { storeId } = await stores.runner.identity();
      const journal = await context.adapters.journal(storePath, storeId);
      try {
        const checks = await verifyStore(stores.invariants, stores.runner, journal);
        const isOk = checks.every((each) => each.broken.length === 0);
        return {
          data: {
            ok: isOk,
            checks: checks.map(({ check, promise, broken }) => ({
              check,
              ok: broken.length === 0,
              promise,
              broken,
            })),
          },
          text: () => textOf(checks),
          exitCode: isOk ? 0 : 3,
        };
      } finally {
        await journal.close();
      }
    }),
});

function textOf(checks: readonly Check[]): string {
  const broken = checks.filter((each) => each.broken.length > 0);
  if (broken.length === 0) return `All ${checks.length} promises of the store hold.`;
  const lines = broken.flatMap(({ check, promise, broken: ids }) => [
    `broken  ${check}: ${promise}`,
    ...ids.map((id) => `          ${cleanLine(id)}`),
  ]);
  return [
    ...lines,
    `${broken.length} of ${checks.length} promises are broken. Stop the runner and keep a copy of the store before anything else;`,
    'then look at what is named with: touchline timeline KEY',
  ].join('\n');
}
