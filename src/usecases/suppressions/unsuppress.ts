/** Takes entries off the suppression list. Nobody who was stopped starts again by it; who was held on a channel goes on. */
import type { NewSuppression } from '../../core/person-effects.ts';
import type { Identity } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { lookAgain } from '../consents/look-again.ts';

type Entry = Pick<NewSuppression, 'kind' | 'value' | 'channel'>;

/** What people themselves asked for. */
const THEIR_WISH: ReadonlySet<string> = new Set(['opt_out', 'complaint']);

export interface Unsuppressed {
  readonly removed: readonly Entry[];
  readonly notListed: readonly Entry[];
  /** Of both: what is bound all the same, each by an entry that stays on the list. */
  readonly stillBound: readonly { readonly entry: Entry; readonly by: NewSuppression }[];
  /** Enrollments that were held on the channel and go on. */
  readonly resumed: number;
}

/**
 * @param force  Also what the person asked for.
 * @throws {UserError} `their_wish` (exit 1); nothing was removed.
 */
export async function unsuppress(
  { suppressions, enrollments, privacy }: Pick<Stores, 'suppressions' | 'enrollments' | 'privacy'>,
  deciding: Deciding,
  entries: readonly Entry[],
  force: boolean,
  nowMs: number,
): Promise<Unsuppressed> {
  const listed = await suppressions.listed(entries);
  const wish = listed.find((one) => one !== null && THEIR_WISH.has(one.reason));
  if (wish !== undefined && wish !== null && !force) {
    throw new UserError(
      'their_wish',
      `${wish.value} is on the list because the person asked for it (${wish.reason})`,
      'only when they asked to hear from you again: --force',
    );
  }
  await refuseForgetting(privacy, entries, force);
  const removed: Entry[] = [];
  const notListed: Entry[] = [];
  let resumed = 0;
  for (const [index, entry] of entries.entries()) {
    const isOff = await suppressions.removeSuppression(entry.kind, entry.value, entry.channel);
    const identity = force ? identityOf(entry) : null;
    const isForgotten = identity !== null && (await privacy.forgetErased(identity));
    if (isForgotten) await privacy.record({ ...FORGOTTEN, atMs: nowMs });
    const isGone = isOff || isForgotten;
    (isGone ? removed : notListed).push(entry);
    const was = listed[index];
    if (!isGone || was?.channel === undefined) continue;
    for (const id of (await suppressions.bound([was])).keys())
      resumed += (await lookAgain({ enrollments }, deciding, id, nowMs)).resumed;
  }
  const stillBound = await boundStill(suppressions, entries);
  return { removed, notListed, stillBound, resumed };
}

async function boundStill(
  suppressions: Stores['suppressions'],
  entries: readonly Entry[],
): Promise<Unsuppressed['stillBound']> {
  const found: { entry: Entry; by: NewSuppression }[] = [];
  for (const entry of entries)
    for (const by of await suppressions.binding(standInOf(entry)))
      if (entry.channel === undefined || by.channel === undefined || by.channel === entry.channel)
        found.push({ entry, by });
  return found;
}

/** What binds it, binds all that the entry means: a star is a letter that no address has. */
function standInOf({ kind, value }: Entry): Pick<Identity, 'kind' | 'value'> {
  switch (kind) {
    case 'address':
    case 'pattern':
      return { kind: 'email', value };
    case 'domain':
      // What binds everybody alone binds an id of elsewhere.
      return value === '*' ? { kind: 'external', value } : { kind: 'email', value: `*@${value}` };
    case 'phone':
    case 'linkedin':
      return { kind, value };
  }
}

const FORGOTTEN = { action: 'forget_hash', subject: null, reason: 'forced', counts: {} } as const;

/** Who was erased asked for it. */
async function refuseForgetting(
  privacy: Stores['privacy'],
  entries: readonly Entry[],
  force: boolean,
): Promise<void> {
  const people = entries.flatMap((entry) => {
    const identity = identityOf(entry);
    return identity === null || force ? [] : [{ ...NOBODY, identities: [identity] }];
  });
  const erased = (await privacy.erased(people)).findIndex((each) => each !== null);
  if (erased === -1) return;
  throw new UserError(
    'their_wish',
    `${people[erased]?.identities[0]?.value} is of a person who was erased`,
    'only when they asked to hear from you again: --force',
  );
}

const NOBODY = { firstName: null, lastName: null, name: null };

/** `null`: it means many, or one channel alone. */
function identityOf({ kind, value, channel }: Entry): Pick<Identity, 'kind' | 'value'> | null {
  if (channel !== undefined) return null;
  switch (kind) {
    case 'address':
      return { kind: 'email', value };
    case 'phone':
    case 'linkedin':
      return { kind, value };
    case 'domain':
    case 'pattern':
      return null;
  }
}
