/** What people say, and what a rep says and does about them: by the use cases that commands call. */
import type { Prospect } from '../../../src/core/person/prospect.ts';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import { recordConsent } from '../../../src/usecases/consents/record-consent.ts';
import { afterImport } from '../../../src/usecases/imports/after-import.ts';
import { setFields } from '../../../src/usecases/people/set-fields.ts';
import { typedFields } from '../../../src/usecases/people/typed-fields.ts';
import { addEvent } from '../../../src/usecases/score/add-event.ts';
import { undoEvent } from '../../../src/usecases/score/undo-event.ts';
import { settleTask } from '../../../src/usecases/tasks/settle-task.ts';
import { deskOf, momentOf } from '../../support/world/desk.ts';
import { importText } from '../../support/world/lists.ts';
import type { World } from '../../support/world/world.ts';

export const pick = <Each>(from: readonly Each[], how: number): Each => from[how % from.length]!;

const EMAILS = [
  'ada@a.example',
  'ben@a.example',
  'cem@c.example',
  'info@a.example',
  'dot@d.example',
];
const NAMES = ['Ada Kern', 'Ben Oz', '', 'Cem Ay'];

export async function list(world: World, who: number, other: number, how: number): Promise<void> {
  const { stores } = world;
  const { nowMs } = momentOf(world);
  const row = (a: number, b: number): string =>
    [
      pick([...EMAILS, ''], a),
      pick(['', 'in/ada', 'in/ben', 'in/cem'], b + how),
      pick(['+493012345671', '', '+493012345672'], a + b),
      pick(NAMES, a + how),
      pick(['CTO', '', 'CEO'], b),
      pick(['', 'Berlin', 'New York'], how),
      pick(['', 'gift', 'vip'], how),
    ].join(',');
  const text = ['email,linkedin_url,phone,name,title,city,tags', row(who, other), row(other, how)];
  const named = how % 2 === 0 ? { list: pick(['fair', 'crm'], who) } : {};
  const asOf = how % 3 === 0 ? { asOfMs: nowMs - how * DAY_MS } : {};
  const imported = await importText(stores, `${text.join('\n')}\n`, { nowMs, ...named, ...asOf });
  const to = { ...stores, learn: async () => {} };
  await afterImport(to, deskOf(world), imported, 'in leads.csv', nowMs);
}

/** A letter of the one, in a thread that was begun with the other. */
export async function hear(world: World, one: Prospect, two: Prospect, how: number): Promise<void> {
  const timeline = await world.stores.history.timeline(two.id);
  const { messageId } = timeline.findLast((each) => each.messageId !== null) ?? { messageId: null };
  const from = one.identities.find(({ kind }) => kind === 'email')?.value ?? 'office@a.example';
  const thread = messageId === null ? '' : `In-Reply-To: ${messageId}\n`;
  const auto = how % 4 === 1 ? 'Auto-Submitted: auto-replied\nSubject: Out of office\n' : '';
  const text = pick(
    ['Let us talk.', 'I am away until 9 March.', 'Please remove me.', 'Call me?'],
    how,
  );
  const id = `<${world.source.delivered.length}@x.example>`;
  world.source.deliver(`From: ${from}\nMessage-ID: ${id}\n${thread}${auto}\n${text}\n`);
  await world.run();
}

/** What a gateway reports: the next run applies it. */
export function report(world: World, one: Prospect, _two: Prospect, how: number): Promise<void> {
  return world.signal(one.id, pick(REPORTED, how), { channel: 'email' });
}

const REPORTED = [
  'reply',
  'out_of_office',
  'bounce',
  'opt_out',
  'suspect',
  'meeting_booked',
] as const;
const LOGGED = [
  'reply',
  'note',
  'manual_touch',
  'out_of_office',
  'meeting_booked',
  'bounce',
] as const;
const MORE = [
  'connection_accepted',
  'engagement',
  'taken back',
  'manual_touch',
  'opt_out',
] as const;

export async function said(
  world: World,
  one: Prospect,
  _two: Prospect,
  how: number,
): Promise<void> {
  const kind = pick([...LOGGED, ...MORE], how);
  const nowMs = world.decisionMs();
  if (kind === 'engagement' || kind === 'taken back') {
    const told = { event: 'fair', points: 5, text: null, atMs: nowMs };
    const { signalId } = await addEvent(deskOf(world), one, told, momentOf(world));
    if (kind === 'engagement') return;
    await undoEvent(deskOf(world), one, signalId, 'it was another', momentOf(world));
    return;
  }
  const address = one.identities.find(({ kind: each }) => each === 'email')?.value ?? '';
  const details = {
    ...(kind === 'out_of_office' ? { returnAtMs: nowMs + 2 * DAY_MS } : {}),
    ...(kind === 'bounce' ? { bounce: 'hard' as const, failedAddress: address } : {}),
  };
  const channel = kind === 'bounce' || kind === 'out_of_office' ? 'email' : 'linkedin';
  await world.log(one.id, kind, { channel, details });
}

const OUTCOMES = ['no_answer', 'callback', 'connected', 'callback', 'voicemail', 'wrong_number'];

export async function doTask(
  world: World,
  _one: Prospect,
  _two: Prospect,
  how: number,
): Promise<void> {
  const open = await world.stores.tasks.open(null);
  const { nowMs } = momentOf(world);
  if (open.length === 0) return;
  const task = pick(open, how);
  if (task.kind === 'settle') return world.settle(task.touchId!, how > 5);
  if (task.kind === 'missing') return;
  const outcome = task.kind === 'call' ? pick(OUTCOMES, how) : null;
  const untilMs = outcome === 'callback' ? nowMs + 2 * DAY_MS : null;
  const end = how === 7 ? 'skipped' : 'done';
  await settleTask(deskOf(world), task, { end, outcome, note: null, untilMs }, momentOf(world));
}

export async function consent(
  world: World,
  one: Prospect,
  _two: Prospect,
  how: number,
): Promise<void> {
  const nowMs = world.decisionMs();
  const isGiven = how % 3 > 0;
  const stated = {
    kind: isGiven ? ('given' as const) : ('withdrawn' as const),
    channel: pick([null, 'email', 'call'], how),
    basis: isGiven ? ('consent' as const) : null,
    source: 'rep',
    evidence: null,
    atMs: nowMs,
    expiresAtMs: isGiven && how > 6 ? nowMs + DAY_MS : null,
  };
  await recordConsent(world.stores, deskOf(world), one, stated, nowMs);
}

const ASSIGNMENTS = [
  'title=CEO',
  'title=',
  'phone=+493012345671',
  'email_2=more@a.example',
  'account=c.example',
  'linkedin_url=https://www.linkedin.com/in/new',
  'name=Eve Kern',
  'city=Tokyo',
  'preferred_channel=linkedin',
];

export async function set(world: World, one: Prospect, _two: Prospect, how: number): Promise<void> {
  const to = deskOf(world);
  const ports = { ...to, learn: async () => {} };
  const typing = { ownAddresses: new Set<string>(), reps: world.settings.reps, country: null };
  const fields = typedFields([pick(ASSIGNMENTS, how)]);
  await setFields(ports, to, one, fields, typing, momentOf(world).nowMs);
}
